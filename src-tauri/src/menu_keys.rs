//! Shows keys in GTK's menu without giving them to GTK.
//!
//! An accelerator label can be told a key to show. Nothing is registered with the window, so the key goes to the page.

use std::collections::BTreeMap;

use gtk::gdk::ModifierType;
use gtk::gdk::keys::Key;
use gtk::gdk::keys::constants::VoidSymbol;
use gtk::prelude::*;
use gtk::{AccelLabel, Container, MenuBar, MenuItem};
use tauri::WebviewWindow;

use crate::menu::{Entry, MENUS, live_keys};

/// Writes the keys that it has from the start beside every item of the window's menu. Call it on the main thread.
pub(crate) fn show(window: &WebviewWindow) -> tauri::Result<()> {
    show_live(window, &BTreeMap::new())
}

/// As [`show`], with the keys of the actions that the page told of.
pub(crate) fn show_live(window: &WebviewWindow, told: &BTreeMap<String, String>) -> tauri::Result<()> {
    let content = window.default_vbox()?;
    let Some(bar) = content
        .children()
        .into_iter()
        .find_map(|child| child.downcast::<MenuBar>().ok())
    else {
        return Ok(());
    };
    for (title, (_, entries)) in items(&bar).into_iter().zip(MENUS) {
        if let Some(menu) = title.submenu().and_then(|menu| menu.downcast::<gtk::Menu>().ok()) {
            items(&menu)
                .into_iter()
                .zip(entries)
                .for_each(|(item, entry)| show_keys(&item, entry, told));
        }
    }
    Ok(())
}

fn items(of: &impl IsA<Container>) -> Vec<MenuItem> {
    of.children()
        .into_iter()
        .filter_map(|child| child.downcast().ok())
        .collect()
}

fn show_keys(item: &MenuItem, entry: &Entry, told: &BTreeMap<String, String>) {
    let Entry::Action { id, keys, .. } = entry else {
        return;
    };
    if let Some(label) = item.child().and_then(|child| child.downcast::<AccelLabel>().ok()) {
        let (key, modifiers) = in_words_of_gtk(live_keys(told, id, keys));
        label.set_accel(shown(&key), modifiers);
    }
}

/// Returns what GTK is told to show: nothing for no key and for one that it doesn't know, whose number it would write.
fn shown(key: &Key) -> u32 {
    if *key == VoidSymbol { 0 } else { **key }
}

fn in_words_of_gtk(keys: &str) -> (Key, ModifierType) {
    let (held, key) = keys.rfind('+').map_or(("", keys), |plus| keys.split_at(plus + 1));
    let mut modifiers = ModifierType::empty();
    modifiers.set(ModifierType::CONTROL_MASK, held.contains("Ctrl"));
    modifiers.set(ModifierType::SHIFT_MASK, held.contains("Shift"));
    modifiers.set(ModifierType::MOD1_MASK, held.contains("Alt"));
    (gtk_key(key), modifiers)
}

/// Returns the key of that name or character, `VoidSymbol` for one that GTK doesn't know.
fn gtk_key(key: &str) -> Key {
    let mut characters = key.chars();
    if let (Some(character), None) = (characters.next(), characters.next())
        && !"←→↑↓−".contains(character)
    {
        return Key::from_unicode(character);
    }
    Key::from_name(match key {
        "Esc" => "Escape",
        "Del" => "Delete",
        "Backspace" => "BackSpace",
        "Enter" => "Return",
        "Space" => "space",
        "PageUp" => "Page_Up",
        "PageDown" => "Page_Down",
        "←" => "Left",
        "→" => "Right",
        "↑" => "Up",
        "↓" => "Down",
        "−" => "minus",
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gtk_knows_every_key_of_the_menu() {
        for (_, entries) in MENUS {
            for entry in entries {
                if let Entry::Action { id, keys, .. } = entry
                    && !keys.is_empty()
                {
                    assert_ne!(
                        in_words_of_gtk(keys).0,
                        Key::from_name("no such key"),
                        "{id}: {keys}"
                    );
                }
            }
        }
    }

    #[test]
    fn gtk_knows_every_key_that_can_be_bound() {
        let named = "Del Backspace Esc Enter Space Insert Home End PageUp PageDown ← → ↑ ↓ F1 F12";
        for key in named.split(' ').chain(["ö", "\\", "=", "−", ",", "?"]) {
            assert_ne!(gtk_key(key), Key::from_name("no such key"), "{key}");
        }
    }

    #[test]
    fn no_key_is_shown_as_nothing() {
        for none in ["", "Hyper", "no such key"] {
            assert_eq!(shown(&in_words_of_gtk(none).0), 0, "{none}");
        }
        assert_ne!(shown(&in_words_of_gtk("F1").0), 0);
    }

    #[test]
    fn modifiers_and_key_are_told_apart() {
        let both = ModifierType::CONTROL_MASK | ModifierType::SHIFT_MASK;
        assert_eq!(in_words_of_gtk("Ctrl+Shift+G"), (Key::from_name("G"), both));
        assert_eq!(
            in_words_of_gtk("Alt+←"),
            (Key::from_name("Left"), ModifierType::MOD1_MASK)
        );
        assert_eq!(
            in_words_of_gtk("Del"),
            (Key::from_name("Delete"), ModifierType::empty())
        );
    }
}
