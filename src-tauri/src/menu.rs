//! The native menu. Its items do nothing themselves: they send the window the id of an action, as its keys do.
//!
//! The keys that the items show are not accelerators of the system. GTK would take an accelerator's key before the page
//! sees it, and so take Delete and Ctrl+A from text fields; WebView2 never lets Windows have one; macOS would act on ⌘A
//! and ⌘Z for the page. The page handles keys everywhere, so each acts once.

use std::collections::BTreeMap;

use serde::Deserialize;
use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Emitter, Manager, Wry};
use ts_rs::TS;

use crate::MAIN_WINDOW;

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
        /// With `&` before the mnemonic.
        label: &'static str,
        /// The first binding, as Windows and Linux write it.
        keys: &'static str,
    },
    /// A line between groups.
    Separator,
}

use Entry::Separator;

const fn action(id: &'static str, label: &'static str, keys: &'static str) -> Entry {
    Entry::Action { id, label, keys }
}

const FILE: &[Entry] = &[
    action("project.new", "&New Project…", "Ctrl+N"),
    action("story.import", "&Import Story…", "Ctrl+I"),
    Separator,
    action("library.show", "&Library", "Ctrl+Shift+O"),
    action("library.open", "&Open Other Library…", "Ctrl+O"),
    action("library.check", "&Check Library…", "Ctrl+Shift+K"),
    action("library.backups", "&Backups…", "Ctrl+Shift+B"),
    Separator,
    action("settings.show", "&Settings…", "Ctrl+,"),
];

const EDIT: &[Entry] = &[
    action("edit.undo", "&Undo", "Ctrl+Z"),
    action("edit.redo", "&Redo", "Ctrl+Shift+Z"),
    Separator,
    action("select.all", "Select &All", "Ctrl+A"),
    action("select.none", "Select &None", "Esc"),
];

const SEGMENT: &[Entry] = &[
    action("segment.add", "&Add Segment", "Ctrl+Shift+N"),
    action("segment.duplicate", "D&uplicate", "Ctrl+D"),
    action("segment.merge", "&Merge with Next", "Ctrl+J"),
    action("segment.lock", "&Lock or Unlock", "Ctrl+Shift+L"),
    Separator,
    action("segment.delete", "&Delete", "Del"),
    action("segment.delete_ripple", "Delete and &Close Gap", "Shift+Del"),
    action("gaps.close_all", "Close All &Gaps", "Ctrl+Shift+G"),
    Separator,
    action("move.earlier", "Move &Earlier", "Alt+←"),
    action("move.later", "Move La&ter", "Alt+→"),
    action("move.to", "Move to a &Position…", "Ctrl+M"),
];

const VIEW: &[Entry] = &[
    action("trash.show", "&Trash", "Ctrl+Shift+T"),
    action("history.show", "&History", "Ctrl+Shift+H"),
    Separator,
    action("zoom.in", "Zoom &In", "Ctrl+="),
    action("zoom.out", "Zoom &Out", "Ctrl+−"),
    action("zoom.fit", "&Fit", "Ctrl+0"),
    Separator,
    action("select.previous", "&Previous Segment", "←"),
    action("select.next", "&Next Segment", "→"),
    action("select.first", "Fi&rst Segment", "Home"),
    action("select.last", "&Last Segment", "End"),
];

const PLAY: &[Entry] = &[
    action("play.toggle", "&Play or Pause", "Space"),
    action("play.faster", "Play &Faster", "L"),
    action("play.back", "&Back by Segments", "J"),
    action("play.stop", "&Stop", "K"),
];

const HELP: &[Entry] = &[action("shortcuts.show", "&Keyboard Shortcuts", "?")];

/// The menus in their order, by title.
pub(crate) const MENUS: [(&str, &[Entry]); 6] = [
    ("&File", FILE),
    ("&Edit", EDIT),
    ("&Segment", SEGMENT),
    ("&View", VIEW),
    ("&Play", PLAY),
    ("&Help", HELP),
];

/// Builds the menu.
pub(crate) fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let mut menu = MenuBuilder::new(app);
    #[cfg(target_os = "macos")]
    let application = application_menu(app)?;
    #[cfg(target_os = "macos")]
    {
        menu = menu.item(&application);
    }
    for (title, entries) in MENUS {
        menu = menu.item(&submenu(app, title, entries)?);
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

/// What the page has the menu say: what undo and redo would do next, `None` for nothing, and the keys in force.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct StepLabels {
    /// Such as "delete 3 segments".
    undo: Option<String>,
    /// The same for redo.
    redo: Option<String>,
    /// The first binding of each action by its id, as Windows and Linux write it; empty without one.
    keys: BTreeMap<String, String>,
}

impl StepLabels {
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

/// Writes into the menu what undo and redo would do and which keys are in force, and takes the light from what would do
/// nothing. Call it on the main thread.
pub(crate) fn label_steps(app: &AppHandle, labels: &StepLabels) -> tauri::Result<()> {
    let Some(menu) = app.menu() else { return Ok(()) };
    for kind in menu.items()? {
        if let Some(submenu) = kind.as_submenu() {
            label_items(submenu, labels)?;
        }
    }
    #[cfg(target_os = "linux")]
    if let Some(window) = app.get_webview_window(MAIN_WINDOW) {
        crate::menu_keys::show_live(&window, &labels.keys)?;
    }
    Ok(())
}

fn label_items(submenu: &Submenu<Wry>, labels: &StepLabels) -> tauri::Result<()> {
    for entry in MENUS.into_iter().flat_map(|(_, entries)| entries) {
        if let Entry::Action { id, label, keys } = entry
            && let Some(item) = submenu.get(*id)
            && let Some(item) = item.as_menuitem()
        {
            let step = labels.step(id);
            let label = with_words(label, step.flatten());
            item.set_text(text(&label, live_keys(&labels.keys, id, keys)))?;
            if let Some(words) = step {
                item.set_enabled(words.is_some())?;
            }
        }
    }
    Ok(())
}

/// Puts words behind a label, cut where a menu would become too wide. An ampersand in them is no mnemonic.
fn with_words(label: &str, words: Option<&str>) -> String {
    let Some(words) = words else {
        return label.to_owned();
    };
    let mut shown: String = words.chars().take(MAX_WORDS).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    format!("{label} {}", shown.replace('&', "&&"))
}

fn submenu(app: &AppHandle, title: &str, entries: &[Entry]) -> tauri::Result<Submenu<Wry>> {
    let mut menu = SubmenuBuilder::new(app, title);
    for entry in entries {
        menu = match entry {
            Separator => menu.separator(),
            Entry::Action { id, label, keys } => menu.item(&MenuItem::with_id(
                app,
                *id,
                text(label, keys),
                true,
                None::<&str>,
            )?),
        };
    }
    match title {
        "&File" if cfg!(not(target_os = "macos")) => {
            menu.separator()
                .item(&MenuItem::with_id(app, QUIT, "&Quit", true, None::<&str>)?)
        }
        // Without these items ⌘X, ⌘C and ⌘V do nothing in the text fields of a macOS web view.
        "&Edit" if cfg!(target_os = "macos") => menu.separator().cut().copy().paste(),
        "&Help" => menu.separator().about_with_text("&About Segue", Some(about(app))),
        _ => menu,
    }
    .build()
}

/// Puts the key beside the label: Windows sets what follows a tab apart. GTK does not, see [`crate::menu_keys`].
fn text(label: &str, keys: &str) -> String {
    if keys.is_empty() || cfg!(target_os = "linux") {
        return label.to_owned();
    }
    if cfg!(target_os = "macos") {
        return format!("{label}  ({})", mac(keys));
    }
    format!("{label}\t{keys}")
}

fn mac(keys: &str) -> String {
    keys.replace("Ctrl+", "⌘")
        .replace("Shift+", "⇧")
        .replace("Alt+", "⌥")
        .replace("Backspace", "⌫")
        .replace("Del", "⌦")
}

fn about(app: &AppHandle) -> AboutMetadata<'static> {
    AboutMetadata {
        name: Some("Segue".to_owned()),
        version: Some(app.package_info().version.to_string()),
        comments: app.config().bundle.short_description.clone(),
        license: app.config().bundle.license.clone(),
        icon: app
            .default_window_icon()
            .cloned()
            .map(tauri::image::Image::to_owned),
        ..AboutMetadata::default()
    }
}

#[cfg(target_os = "macos")]
fn application_menu(app: &AppHandle) -> tauri::Result<Submenu<Wry>> {
    // The one real accelerator: the page knows no ⌘Q, and the predefined item would end Segue without asking the window.
    let quit = MenuItem::with_id(app, QUIT, "Quit Segue", true, Some("Cmd+Q"))?;
    SubmenuBuilder::new(app, "Segue")
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .item(&quit)
        .build()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn entries() -> impl Iterator<Item = &'static Entry> {
        MENUS.into_iter().flat_map(|(_, entries)| entries)
    }

    fn actions() -> impl Iterator<Item = (&'static str, &'static str)> {
        entries().filter_map(|entry| match entry {
            Entry::Action { id, label, .. } => Some((*id, *label)),
            Separator => None,
        })
    }

    #[test]
    fn every_action_stands_in_one_place() {
        let unique: BTreeSet<_> = actions().map(|(id, _)| id).collect();
        assert_eq!(unique.len(), actions().count());
        assert!(!unique.contains(QUIT));
    }

    #[test]
    fn no_two_items_of_a_menu_share_a_mnemonic() {
        for (_, menu) in MENUS {
            let letters: Vec<char> = menu
                .iter()
                .filter_map(|entry| match entry {
                    Entry::Action { label, .. } => label.split_once('&')?.1.chars().next(),
                    Separator => None,
                })
                .map(|letter| letter.to_ascii_lowercase())
                .collect();
            let unique: BTreeSet<_> = letters.iter().collect();
            assert_eq!(unique.len(), letters.len(), "{letters:?}");
        }
    }

    /// The first binding of an action in the page's own list, written as the menu writes it.
    fn key_of_the_page(id: &str) -> Option<String> {
        let keymap = include_str!("../../ui/src/lib/timeline/keymap.ts");
        let (_, action) = keymap.split_once(&format!("id: '{id}',"))?;
        let (_, keys) = action.split_once("keys: ['")?;
        let (key, _) = keys.split_once('\'')?;
        let shown = [
            ("Mod+", "Ctrl+"),
            ("Escape", "Esc"),
            ("Delete", "Del"),
            ("ArrowLeft", "←"),
            ("ArrowRight", "→"),
            ("+-", "+−"),
        ];
        Some(
            shown
                .into_iter()
                .fold(key.to_owned(), |key, (theirs, ours)| key.replace(theirs, ours)),
        )
    }

    #[test]
    fn the_menu_shows_the_keys_that_the_page_acts_on() {
        for entry in entries() {
            if let Entry::Action { id, keys, .. } = entry {
                assert_eq!(key_of_the_page(id).as_deref(), Some(*keys), "{id}");
            }
        }
    }

    #[test]
    fn words_behind_a_label_are_cut_and_hold_no_mnemonic() {
        assert_eq!(with_words("&Undo", None), "&Undo");
        assert_eq!(
            with_words("&Undo", Some("rename Tom & Jerry")),
            "&Undo rename Tom && Jerry"
        );
        let long = "ä".repeat(MAX_WORDS + 1);
        assert_eq!(
            with_words("&Redo", Some(&long)).chars().count(),
            "&Redo ".len() + MAX_WORDS + 1
        );
    }

    #[test]
    fn keys_that_the_page_told_of_take_the_place_of_the_first_ones() {
        let told = BTreeMap::from([
            ("edit.undo".to_owned(), "F9".to_owned()),
            ("edit.redo".to_owned(), String::new()),
        ]);
        assert_eq!(live_keys(&told, "edit.undo", "Ctrl+Z"), "F9");
        assert_eq!(live_keys(&told, "edit.redo", "Ctrl+Y"), "");
        assert_eq!(live_keys(&told, "select.all", "Ctrl+A"), "Ctrl+A");
    }

    #[test]
    fn keys_are_text_and_mac_keys_are_signs() {
        let shown = text("Select All", "Ctrl+A");
        if cfg!(target_os = "macos") {
            assert_eq!(shown, "Select All  (⌘A)");
        } else if cfg!(windows) {
            assert_eq!(shown, "Select All\tCtrl+A");
        }
        assert_eq!(text("Settings…", ""), "Settings…");
        assert_eq!(mac("Ctrl+Shift+G"), "⌘⇧G");
    }
}
