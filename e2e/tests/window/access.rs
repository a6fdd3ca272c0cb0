//! No page, panel or dialog shuts anybody out: axe finds nothing that it calls serious.

use segue_e2e::{Key, LibraryOnDisk, Window};

/// As WebDriver calls it.
const F1: char = '\u{e031}';

/// Where to go by keys, and words that are there then.
const PLACES: [(&[Key], char, &str); 8] = [
    (&[Key::Control], 'f', "Only matches"),
    (&[Key::Control, Key::Shift], 't', "Deleted"),
    (&[Key::Control, Key::Shift], 'h', "History"),
    (&[Key::Control, Key::Shift], 'k', "Library and disk agree"),
    (&[Key::Control, Key::Shift], 'b', "Back up now"),
    (&[Key::Control], ',', "Theme"),
    (&[], '?', "Undo"),
    (&[], F1, "Your first story"),
];

async fn require_no_barriers(theme: &str) {
    let library = LibraryOnDisk::with_sample().await;
    library.set_theme(theme);
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    window.says("Deleted segment 2").await;
    let mut barriers = within("the story", &window).await;
    for (held, key, words) in PLACES {
        window.press(held, key).await;
        window.says(words).await;
        barriers.extend(within(words, &window).await);
        window.press(&[], Key::Escape).await;
    }
    window.press(&[Key::Control, Key::Shift], 'o').await;
    window.says("1 project").await;
    barriers.extend(within("the library’s page", &window).await);
    window.close().await;

    library.damage();
    let window = Window::open(&library).await;
    window.says("This library can’t be read").await;
    barriers.extend(within("the damaged library’s page", &window).await);
    assert_eq!(barriers, [] as [String; 0], "in the {theme} theme");
}

async fn within(place: &str, window: &Window) -> Vec<String> {
    let barriers = window.barriers().await.into_iter();
    barriers.map(|barrier| format!("{place}: {barrier}")).collect()
}

#[tokio::test]
async fn nothing_shuts_anybody_out_in_the_light_theme() {
    require_no_barriers("light").await;
}

#[tokio::test]
async fn nothing_shuts_anybody_out_in_the_dark_theme() {
    require_no_barriers("dark").await;
}
