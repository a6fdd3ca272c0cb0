use std::collections::BTreeSet;

use super::*;

const LANGUAGES: [Language; 2] = [Language::En, Language::De];

fn entries() -> impl Iterator<Item = &'static Entry> {
    MENUS.into_iter().flat_map(|(_, entries)| entries)
}

fn ids(entries: &[Entry]) -> impl Iterator<Item = &'static str> {
    entries.iter().filter_map(|entry| match entry {
        Entry::Action { id, .. } => Some(*id),
        Others => Some(others::MENU),
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
    let items: BTreeSet<_> = actions().chain([QUIT, others::CLEAR]).collect();
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
    let keymap = include_str!("../../../ui/src/lib/timeline/keymap.ts");
    let (_, action) = keymap.split_once(&format!("id: '{id}',"))?;
    let (_, keys) = action.split_once("keys: [")?;
    let (keys, _) = keys.split_once(']')?;
    let key = keys.split('\'').nth(1).unwrap_or_default();
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
