//! The native menu. Its items do nothing themselves: they send the window the id of an action, as its keys do.
//!
//! The keys that the items show are not accelerators of the system. GTK would take an accelerator's key before the page
//! sees it, and so take Delete and Ctrl+A from text fields; WebView2 never lets Windows have one; macOS would act on ⌘A
//! and ⌘Z for the page. The page handles keys everywhere, so each acts once.

mod others;

use std::collections::BTreeMap;

use serde::Deserialize;
use tauri::menu::{Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemKind, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Wry};
use ts_rs::TS;

use crate::MAIN_WINDOW;
use crate::language::{Language, Texts};
pub(crate) use crate::menu::others::OtherLibrary;

/// The event that carries the id of the chosen action to the window.
const EVENT: &str = "menu";

/// Handled here: it closes the window, which then saves what is being typed as after a click on its own button.
const QUIT: &str = "app.quit";

/// Most characters of a story's own words that an item shows.
const MAX_WORDS: usize = 60;

/// A line of a menu.
pub(crate) enum Entry {
    /// Sends the window the id. The page acts on the keys too: what is here is only shown.
    Action {
        /// As in the page's list of actions.
        id: &'static str,
        /// The first binding, as Windows and Linux write it.
        keys: &'static str,
    },
    /// The libraries that were open before, in a menu of their own.
    Others,
    /// A line between groups.
    Separator,
}

use Entry::{Others, Separator};

const fn action(id: &'static str, keys: &'static str) -> Entry {
    Entry::Action { id, keys }
}

const FILE: &[Entry] = &[
    action("project.new", "Ctrl+N"),
    action("story.import", "Ctrl+I"),
    action("story.export", "Ctrl+E"),
    Separator,
    action("library.show", "Ctrl+Shift+O"),
    action("library.open", "Ctrl+O"),
    Others,
    action("library.check", "Ctrl+Shift+K"),
    action("library.backups", "Ctrl+Shift+B"),
    Separator,
    action("settings.show", "Ctrl+,"),
];

const EDIT: &[Entry] = &[
    action("edit.undo", "Ctrl+Z"),
    action("edit.redo", "Ctrl+Shift+Z"),
    Separator,
    action("select.all", "Ctrl+A"),
    action("select.none", "Esc"),
    Separator,
    action("find.show", "Ctrl+F"),
    action("find.next", "F3"),
    action("find.previous", "Shift+F3"),
    action("find.select", "Ctrl+Shift+F"),
];

const SEGMENT: &[Entry] = &[
    action("segment.add", "Ctrl+Shift+N"),
    action("segment.add_files", "Ctrl+Shift+I"),
    action("segment.duplicate", "Ctrl+D"),
    action("segment.merge", "Ctrl+J"),
    action("segment.lock", "Ctrl+Shift+L"),
    Separator,
    action("segment.delete", "Del"),
    action("segment.delete_ripple", "Shift+Del"),
    action("gaps.close_all", "Ctrl+Shift+G"),
    Separator,
    action("move.earlier", "Alt+←"),
    action("move.later", "Alt+→"),
    action("move.to", "Ctrl+M"),
];

const VIEW: &[Entry] = &[
    action("trash.show", "Ctrl+Shift+T"),
    action("history.show", "Ctrl+Shift+H"),
    Separator,
    action("zoom.in", "Ctrl+="),
    action("zoom.out", "Ctrl+−"),
    action("zoom.fit", "Ctrl+0"),
    Separator,
    action("select.previous", "←"),
    action("select.next", "→"),
    action("select.first", "Home"),
    action("select.last", "End"),
];

const PLAY: &[Entry] = &[
    action("play.toggle", "Space"),
    action("play.faster", "L"),
    action("play.back", "J"),
    action("play.stop", "K"),
];

const HELP: &[Entry] = &[
    action("guide.show", "F1"),
    action("shortcuts.show", "?"),
    Separator,
    action("log.show", ""),
    action("about.show", ""),
];

/// The menus in their order, by name.
pub(crate) const MENUS: [(&str, &[Entry]); 6] = [
    ("file", FILE),
    ("edit", EDIT),
    ("segment", SEGMENT),
    ("view", VIEW),
    ("play", PLAY),
    ("help", HELP),
];

/// Builds the menu in a language.
pub(crate) fn build(app: &AppHandle, language: Language) -> tauri::Result<Menu<Wry>> {
    let texts = language.texts();
    let mut menu = MenuBuilder::new(app);
    #[cfg(target_os = "macos")]
    let application = application_menu(app, &texts)?;
    #[cfg(target_os = "macos")]
    {
        menu = menu.item(&application);
    }
    for (name, entries) in MENUS {
        menu = menu.item(&submenu(app, &texts, name, entries)?);
    }
    menu.build()
}

/// Tells the window which item was chosen.
pub(crate) fn chosen(app: &AppHandle, event: &MenuEvent) {
    let id = event.id().as_ref();
    let told = match app.get_webview_window(MAIN_WINDOW) {
        Some(window) if id == QUIT => window.close(),
        _ => app.emit_to(MAIN_WINDOW, EVENT, id),
    };
    if let Err(error) = told {
        tracing::error!(id, "the window was not told of a menu item: {error}");
    }
}

/// What the page has the menu say: what undo and redo would do next, `None` for nothing, the keys in force, and which
/// libraries can be opened again.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct MenuLabels {
    /// The language of all that it says.
    language: Language,
    /// Such as "delete 3 segments".
    undo: Option<String>,
    /// The same for redo.
    redo: Option<String>,
    /// The first binding of each action by its id, as Windows and Linux write it; empty without one.
    keys: BTreeMap<String, String>,
    /// The libraries that were open before, this one left out, the latest first.
    others: Vec<OtherLibrary>,
}

impl MenuLabels {
    /// Returns what a step would do, in words; `None` for what is no step.
    fn step(&self, id: &str) -> Option<Option<&str>> {
        match id {
            "edit.undo" => Some(self.undo.as_deref()),
            "edit.redo" => Some(self.redo.as_deref()),
            _ => None,
        }
    }
}

/// Returns the keys that the page told of for an action, or else the ones it has from the start.
pub(crate) fn live_keys<'a>(
    told: &'a BTreeMap<String, String>,
    id: &str,
    from_the_start: &'a str,
) -> &'a str {
    told.get(id).map_or(from_the_start, String::as_str)
}

/// Writes the menu in the language that the page speaks, with what undo and redo would do and the keys in force, and takes
/// the light from what would do nothing. Call it on the main thread.
pub(crate) fn label(app: &AppHandle, labels: &MenuLabels) -> tauri::Result<()> {
    let Some(menu) = app.menu() else { return Ok(()) };
    let texts = labels.language.texts();
    for (name, entries) in MENUS {
        if let Some(submenu) = menu.get(name)
            && let Some(submenu) = submenu.as_submenu()
        {
            submenu.set_text(texts.menu(name))?;
            label_items(submenu, &texts, entries, labels)?;
        }
    }
    #[cfg(target_os = "linux")]
    if let Some(window) = app.get_webview_window(MAIN_WINDOW) {
        crate::menu_keys::show_live(&window, &labels.keys)?;
    }
    Ok(())
}

fn label_items(
    submenu: &Submenu<Wry>,
    texts: &Texts,
    entries: &[Entry],
    labels: &MenuLabels,
) -> tauri::Result<()> {
    for entry in entries {
        match entry {
            Entry::Action { id, keys } => label_action(submenu, texts, (id, keys), labels)?,
            Others => others::label(submenu, texts, &labels.others)?,
            Separator => {}
        }
    }
    if let Some(MenuItemKind::MenuItem(quit)) = submenu.get(QUIT) {
        quit.set_text(texts.item(QUIT))?;
    }
    Ok(())
}

fn label_action(
    submenu: &Submenu<Wry>,
    texts: &Texts,
    (id, keys): (&str, &str),
    labels: &MenuLabels,
) -> tauri::Result<()> {
    let Some(MenuItemKind::MenuItem(item)) = submenu.get(id) else {
        return Ok(());
    };
    let step = labels.step(id);
    let label = with_step(texts, id, step.flatten());
    item.set_text(text(texts, &label, live_keys(&labels.keys, id, keys)))?;
    match step {
        Some(words) => item.set_enabled(words.is_some()),
        None => Ok(()),
    }
}

/// Returns an item's label with the step that it would take, cut where a menu would become too wide. An ampersand in it
/// is no mnemonic.
fn with_step(texts: &Texts, id: &str, step: Option<&str>) -> String {
    let label = texts.item(id);
    let Some(step) = step else {
        return label.to_owned();
    };
    let mut shown: String = step.chars().take(MAX_WORDS).collect();
    if shown.len() < step.len() {
        shown.push('…');
    }
    texts.with_step(label, &shown.replace('&', "&&"))
}

fn submenu(app: &AppHandle, texts: &Texts, name: &str, entries: &[Entry]) -> tauri::Result<Submenu<Wry>> {
    let mut menu = SubmenuBuilder::with_id(app, name, texts.menu(name));
    for entry in entries {
        menu = match entry {
            Separator => menu.separator(),
            Others => menu.item(&others::build(app, texts)?),
            Entry::Action { id, keys } => menu.item(&MenuItem::with_id(
                app,
                *id,
                text(texts, texts.item(id), keys),
                true,
                None::<&str>,
            )?),
        };
    }
    match name {
        "file" if cfg!(not(target_os = "macos")) => menu.separator().item(&MenuItem::with_id(
            app,
            QUIT,
            texts.item(QUIT),
            true,
            None::<&str>,
        )?),
        // Without these items ⌘X, ⌘C and ⌘V do nothing in the text fields of a macOS web view.
        "edit" if cfg!(target_os = "macos") => menu.separator().cut().copy().paste(),
        _ => menu,
    }
    .build()
}

/// Puts the key beside the label: Windows sets what follows a tab apart. GTK does not, see [`crate::menu_keys`].
fn text(texts: &Texts, label: &str, keys: &str) -> String {
    if keys.is_empty() || cfg!(target_os = "linux") {
        return label.to_owned();
    }
    if cfg!(target_os = "macos") {
        return format!("{label}  ({})", mac(keys));
    }
    format!("{label}\t{}", texts.keys(keys))
}

fn mac(keys: &str) -> String {
    keys.replace("Ctrl+", "⌘")
        .replace("Shift+", "⇧")
        .replace("Alt+", "⌥")
        .replace("Backspace", "⌫")
        .replace("Del", "⌦")
}

#[cfg(target_os = "macos")]
fn application_menu(app: &AppHandle, texts: &Texts) -> tauri::Result<Submenu<Wry>> {
    // The one real accelerator: the page knows no ⌘Q, and the predefined item would end Segue without asking the window.
    let quit = MenuItem::with_id(app, QUIT, texts.item(QUIT), true, Some("Cmd+Q"))?;
    SubmenuBuilder::new(app, "Segue")
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .item(&quit)
        .build()
}

#[cfg(test)]
mod tests;
