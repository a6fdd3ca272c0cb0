//! The window speaks the system's language, or the one that the person chooses, at once.

use segue_e2e::{Key, LibraryOnDisk, Window, open_sample};

use crate::without;

#[tokio::test]
async fn on_a_german_system_a_delete_and_its_receipt_are_german() {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let window = Window::open_in("de_DE", &library).await;

    window.select(&rows[3], None).await;
    window.press(&[], Key::Delete).await;

    window.lost_clip(&rows[3]).await;
    window.says("Segment 4 gelöscht").await;
    window.says("in den Papierkorb gelegt · Lücke bei 4").await;
    library.holds(&without(&rows, &[3])).await;

    // The menu is German too, and reaches the page: Bearbeiten, Rückgängig.
    window.choose_from_menu('b', 'r').await;
    window.says("Rückgängig gemacht: Segment löschen").await;
    library.holds(&rows).await;
}

#[tokio::test]
async fn another_language_is_spoken_at_once_and_after_a_restart() {
    let (library, rows, window) = open_sample().await;
    window.press(&[Key::Control], ',').await;
    window.choose_in("Language", "de").await;
    window.says("Einstellungen").await;
    window.press(&[], Key::Escape).await;
    window.says("Alle Änderungen gespeichert").await;
    window.close().await;

    let window = Window::open(&library).await;
    window.shows_clip(&rows[0]).await;
    window.says("Alle Änderungen gespeichert").await;
}
