//! *Open Recent*: the libraries that were open before, each an item that sends the window its place in the list.

use serde::Deserialize;
use tauri::menu::{MenuItem, PredefinedMenuItem, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Wry};
use ts_rs::TS;

use crate::language::Texts;
use crate::recent::RecentLibrary;

/// The menu's id; its items' begin with it.
pub(super) const MENU: &str = "library.others";

/// Has the window empty the list.
pub(super) const CLEAR: &str = "library.others.clear";

/// Most characters of a path that an item shows: its end, which tells libraries apart.
const MAX_PATH: usize = 60;

/// A library that was open before, with the place to open it by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct OtherLibrary {
    /// Its place in the list of recent libraries.
    index: usize,
    /// What it is.
    library: RecentLibrary,
}

/// What an item shows and whether it can be chosen.
#[derive(Debug, PartialEq, Eq)]
struct Item {
    id: String,
    label: String,
    enabled: bool,
}

/// Builds the menu, empty until the page tells of libraries.
pub(super) fn build(app: &AppHandle, texts: &Texts) -> tauri::Result<Submenu<Wry>> {
    SubmenuBuilder::with_id(app, MENU, texts.item(MENU))
        .enabled(false)
        .build()
}

/// Writes the menu, which lies in `parent`, anew where it does not show these libraries yet.
pub(super) fn label(parent: &Submenu<Wry>, texts: &Texts, others: &[OtherLibrary]) -> tauri::Result<()> {
    let Some(found) = parent.get(MENU) else {
        return Ok(());
    };
    let Some(menu) = found.as_submenu() else {
        return Ok(());
    };
    menu.set_text(texts.item(MENU))?;
    menu.set_enabled(!others.is_empty())?;
    let items = items(texts, others);
    if shown(menu)? == items {
        return Ok(());
    }
    while menu.remove_at(0)?.is_some() {}
    for item in items {
        if item.id == CLEAR {
            menu.append(&PredefinedMenuItem::separator(menu.app_handle())?)?;
        }
        let Item { id, label, enabled } = item;
        menu.append(&MenuItem::with_id(
            menu.app_handle(),
            id,
            label,
            enabled,
            None::<&str>,
        )?)?;
    }
    Ok(())
}

/// The libraries, and below them what empties the list; nothing where there are none.
fn items(texts: &Texts, others: &[OtherLibrary]) -> Vec<Item> {
    let mut items: Vec<_> = others
        .iter()
        .enumerate()
        .map(|(n, other)| item(texts, n, other))
        .collect();
    if !items.is_empty() {
        items.push(Item {
            id: CLEAR.to_owned(),
            label: texts.item(CLEAR).to_owned(),
            enabled: true,
        });
    }
    items
}

fn item(texts: &Texts, line: usize, OtherLibrary { index, library }: &OtherLibrary) -> Item {
    let label = texts.other(&library.name, &end_of(&library.path), library.gone);
    let label = label.replace('&', "&&");
    Item {
        id: format!("{MENU}.{index}"),
        // The first nine are at the number keys.
        label: match line + 1 {
            number @ 1..=9 => format!("&{number}  {label}"),
            _ => label,
        },
        enabled: !library.gone,
    }
}

fn end_of(path: &str) -> String {
    match path.char_indices().rev().nth(MAX_PATH) {
        Some((cut, character)) => format!("…{}", &path[cut + character.len_utf8()..]),
        None => path.to_owned(),
    }
}

fn shown(menu: &Submenu<Wry>) -> tauri::Result<Vec<Item>> {
    let items = menu.items()?;
    let items = items.iter().filter_map(|item| item.as_menuitem());
    items
        .map(|item| {
            Ok(Item {
                id: item.id().as_ref().to_owned(),
                label: item.text()?,
                enabled: item.is_enabled()?,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn other(index: usize, path: &str, gone: bool) -> OtherLibrary {
        let name = path.rsplit('/').next().unwrap().to_owned();
        let path = path.to_owned();
        OtherLibrary {
            index,
            library: RecentLibrary { path, name, gone },
        }
    }

    #[test]
    fn items_name_libraries_and_only_those_that_are_there_can_be_chosen() {
        let others = [other(1, "/s/Foxes & Co", false), other(3, "/usb/Hares", true)];
        let item = |id: &str, label: &str, enabled| Item {
            id: id.to_owned(),
            label: label.to_owned(),
            enabled,
        };
        assert_eq!(
            items(&Language::En.texts(), &others),
            [
                item("library.others.1", "&1  Foxes && Co – /s/Foxes && Co", true),
                item("library.others.3", "&2  Hares – /usb/Hares (not found)", false),
                item(CLEAR, "&Clear List", true),
            ]
        );
        assert_eq!(items(&Language::En.texts(), &[]), []);
    }

    #[test]
    fn a_tenth_library_has_no_number_key() {
        let others: Vec<_> = (0..10).map(|n| other(n, "/s/Fables", false)).collect();
        let items = items(&Language::De.texts(), &others);
        assert!(items[8].label.starts_with("&9  "));
        assert_eq!(items[9].label, "Fables – /s/Fables");
    }

    #[test]
    fn of_a_long_path_the_end_is_shown() {
        let long = format!("/{}/Fables", "ä".repeat(200));
        let shown = end_of(&long);
        assert_eq!(shown.chars().count(), MAX_PATH + 1);
        assert!(shown.starts_with('…') && shown.ends_with("/Fables"), "{shown}");
        let fits = "x".repeat(MAX_PATH);
        assert_eq!(end_of(&fits), fits);
    }
}
