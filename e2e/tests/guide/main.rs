//! The user guide's pictures, taken from the real window on the sample story. `cargo xtask screenshots` runs this and puts
//! them into the guide.
//!
//! Each picture waits for what it shows, so a guide that no longer fits the window fails here.

use std::path::PathBuf;

use segue_e2e::{Key, LibraryOnDisk, Window};

/// Where `cargo xtask screenshots` wants them.
fn folder() -> PathBuf {
    std::env::var_os("SEGUE_PICTURES").map_or_else(std::env::temp_dir, PathBuf::from)
}

async fn picture(window: &Window, name: &str) {
    window.take_picture(&folder().join(name)).await;
}

#[tokio::test]
async fn the_first_story() {
    let library = LibraryOnDisk::empty().await;
    library.set_theme("light");
    let window = Window::open(&library).await;
    window.says("This library is empty").await;
    picture(&window, "empty-library.png").await;
}

#[tokio::test]
async fn from_a_delete_to_its_way_back() {
    let library = LibraryOnDisk::with_sample().await;
    library.set_theme("light");
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    for row in &rows[..4] {
        window.shows_image(row).await;
    }
    picture(&window, "story.png").await;

    window.select(&rows[2], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 2).await;
    window.says("Deleted segment 3").await;
    picture(&window, "deleted.png").await;

    window.click_button("Dismiss").await;
    window.press(&[Key::Control, Key::Shift], 't').await;
    window.says("Restore").await;
    picture(&window, "trash.png").await;
    window.press(&[Key::Control, Key::Shift], 'h').await;
    window.says("History").await;
    picture(&window, "history.png").await;
}

#[tokio::test]
async fn what_looks_after_the_library() {
    let library = LibraryOnDisk::with_sample().await;
    library.set_theme("light");
    let window = Window::open_story(&library).await;
    for (key, words, name) in [('k', "Check", "check.png"), ('b', "Backups", "backups.png")] {
        window.press(&[Key::Control, Key::Shift], key).await;
        window.says(words).await;
        picture(&window, name).await;
        window.press(&[], Key::Escape).await;
    }
    window.press(&[], '?').await;
    window.says("Keyboard shortcuts").await;
    picture(&window, "keys.png").await;
}
