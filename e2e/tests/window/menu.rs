//! The menu bar, which is the system's: what it offers beside the keys.

use segue_e2e::{Key, LibraryOnDisk, Window, open_sample};

#[tokio::test]
async fn a_library_that_was_open_before_is_opened_again() {
    let (library, before) = (LibraryOnDisk::with_sample().await, LibraryOnDisk::empty().await);
    before
        .add_story("The Fox", &["The fox came by.", "Nobody was at home."])
        .await;
    library.remember(&before);
    let window = Window::open_story(&library).await;

    // File, Open Recent, the first.
    window.choose_from_submenu('f', 'r', '1').await;
    window.timeline_counts(2).await;

    // And back: the list is the menu's own, and knows the one that was left.
    window.choose_from_submenu('f', 'r', '1').await;
    window.timeline_counts(library.rows().await.len()).await;
}

#[tokio::test]
async fn help_has_the_guide_and_the_licences_without_a_network() {
    let (_library, _, window) = open_sample().await;
    window.choose_from_menu('h', 'u').await;
    window.says("Deleting and taking back").await;
    window.shows_picture_in_dialog().await;
    window.press(&[], Key::Escape).await;
    window.no_longer_says("Deleting and taking back").await;

    window.choose_from_menu('h', 'a').await;
    window.says("Licences of what is inside").await;
}
