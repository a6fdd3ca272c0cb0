//! The native menu. Its items do nothing themselves: they send the window the id of an action, as its keys do.
//!
//! The keys that the items show are not accelerators of the system. GTK would take an accelerator's key before the page
//! sees it, and so take Delete and Ctrl+A from text fields; WebView2 never lets Windows have one; macOS would act on ⌘A
//! and ⌘Z for the page. The page handles keys everywhere, so each acts once.

use std::collections::BTreeMap;

use serde::Deserialize;
use tauri::menu::{
    AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItem, MenuItemKind, Submenu, SubmenuBuilder,
};
use tauri::{AppHandle, Emitter, Manager, Wry};
use ts_rs::TS;

use crate::MAIN_WINDOW;
use crate::language::{Language, Texts};

/// The event that carries the id of the chosen action to the window.
const EVENT: &str = "menu";

/// Handled here: it closes the window, which then saves what is being typed as after a click on its own button.
const QUIT: &str = "app.quit";

/// The system shows what Segue is, by an item of its own: the last of the menu Help.
const ABOUT: &str = "app.about";

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
    /// A line between groups.
    Separator,
}

use Entry::Separator;

const fn action(id: &'static str, keys: &'static str) -> Entry {
    Entry::Action { id, keys }
}

const FILE: &[Entry] = &[
    action("project.new", "Ctrl+N"),
    action("story.import", "Ctrl+I"),
    Separator,
    action("library.show", "Ctrl+Shift+O"),
    action("library.open", "Ctrl+O"),
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

const HELP: &[Entry] = &[action("shortcuts.show", "?")];

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

/// What the page has the menu say: what undo and redo would do next, `None` for nothing, and the keys in force.
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
        if let Entry::Action { id, keys } = entry
            && let Some(item) = submenu.get(*id)
            && let Some(item) = item.as_menuitem()
        {
            let step = labels.step(id);
            let label = with_step(texts, id, step.flatten());
            item.set_text(text(texts, &label, live_keys(&labels.keys, id, keys)))?;
            if let Some(words) = step {
                item.set_enabled(words.is_some())?;
            }
        }
    }
    if let Some(MenuItemKind::MenuItem(quit)) = submenu.get(QUIT) {
        quit.set_text(texts.item(QUIT))?;
    }
    if let Some(MenuItemKind::Predefined(about)) = submenu.items()?.last() {
        about.set_text(texts.item(ABOUT))?;
    }
    Ok(())
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
        "help" => menu
            .separator()
            .about_with_text(texts.item(ABOUT), Some(about(app, texts))),
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

fn about(app: &AppHandle, texts: &Texts) -> AboutMetadata<'static> {
    AboutMetadata {
        name: Some("Segue".to_owned()),
        version: Some(app.package_info().version.to_string()),
        comments: Some(texts.about.clone()),
        license: app.config().bundle.license.clone(),
        icon: app
            .default_window_icon()
            .cloned()
            .map(tauri::image::Image::to_owned),
        ..AboutMetadata::default()
    }
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
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const LANGUAGES: [Language; 2] = [Language::En, Language::De];

    fn entries() -> impl Iterator<Item = &'static Entry> {
        MENUS.into_iter().flat_map(|(_, entries)| entries)
    }

    fn ids(entries: &[Entry]) -> impl Iterator<Item = &'static str> {
        entries.iter().filter_map(|entry| match entry {
            Entry::Action { id, .. } => Some(*id),
            Separator => None,
        })
    }

    fn actions() -> impl Iterator<Item = &'static str> {
        MENUS.into_iter().flat_map(|(_, entries)| ids(entries))
    }

    fn mnemonics<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<String> {
        labels
            .filter_map(|label| label.split_once('&')?.1.chars().next())
            .map(|letter| letter.to_lowercase().to_string())
            .collect()
    }

    #[test]
    fn every_action_stands_in_one_place() {
        let unique: BTreeSet<_> = actions().collect();
        assert_eq!(unique.len(), actions().count());
        assert!(!unique.contains(QUIT));
    }

    #[test]
    fn no_two_items_of_a_menu_share_a_mnemonic() {
        for language in LANGUAGES {
            let texts = language.texts();
            for (name, entries) in MENUS {
                let own = match name {
                    "file" => Some(QUIT),
                    "help" => Some(ABOUT),
                    _ => None,
                };
                let letters = mnemonics(ids(entries).chain(own).map(|id| texts.item(id)));
                let unique: BTreeSet<_> = letters.iter().collect();
                assert_eq!(unique.len(), letters.len(), "{language:?}, {name}: {letters:?}");
            }
            let titles = mnemonics(MENUS.into_iter().map(|(name, _)| texts.menu(name)));
            let unique: BTreeSet<_> = titles.iter().collect();
            assert_eq!(unique.len(), MENUS.len(), "{language:?}: {titles:?}");
        }
    }

    #[test]
    fn every_language_names_every_item_and_nothing_else() {
        let items: BTreeSet<_> = actions().chain([QUIT, ABOUT]).collect();
        let menus: BTreeSet<_> = MENUS.into_iter().map(|(name, _)| name).collect();
        for language in LANGUAGES {
            let texts = language.texts();
            assert!(
                texts.items.keys().map(String::as_str).eq(items.iter().copied()),
                "{language:?}"
            );
            assert!(
                texts.menus.keys().map(String::as_str).eq(menus.iter().copied()),
                "{language:?}"
            );
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
    fn the_step_of_an_item_is_cut_and_holds_no_mnemonic() {
        let (english, german) = (Language::En.texts(), Language::De.texts());
        assert_eq!(with_step(&english, "edit.undo", None), "&Undo");
        assert_eq!(
            with_step(&english, "edit.undo", Some("rename Tom & Jerry")),
            "&Undo rename Tom && Jerry"
        );
        assert_eq!(
            with_step(&german, "edit.undo", Some("Segment löschen")),
            "&Rückgängig: Segment löschen"
        );
        let long = "ä".repeat(MAX_WORDS + 1);
        assert_eq!(
            with_step(&english, "edit.redo", Some(&long)).chars().count(),
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
        let texts = Language::En.texts();
        let shown = text(&texts, "Select All", "Ctrl+A");
        if cfg!(target_os = "macos") {
            assert_eq!(shown, "Select All  (⌘A)");
        } else if cfg!(windows) {
            assert_eq!(shown, "Select All\tCtrl+A");
        }
        assert_eq!(text(&texts, "Settings…", ""), "Settings…");
        assert_eq!(mac("Ctrl+Shift+G"), "⌘⇧G");
    }
}
