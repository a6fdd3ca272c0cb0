//! Work that lasts: it shows how far it is, and Cancel leaves everything as it was.

use segue_e2e::{Key, LibraryOnDisk, Window};
use sqlx::Executor;

#[tokio::test]
async fn a_purge_of_thousands_is_cancelled_and_then_done() {
    let library = LibraryOnDisk::with_many(2_000).await;
    let window = Window::open_story(&library).await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[], Key::Delete).await;
    library.holds(&[]).await;
    window.press(&[Key::Control, Key::Shift], 't').await;
    window.click_button("Empty…").await;

    // Somebody else is writing and doesn't finish: the purge waits, and shows that it does.
    let mut database = library.interfere().await;
    database.execute("BEGIN IMMEDIATE").await.unwrap();
    window.click_button("Delete for ever").await;
    window.says("Waiting for other work").await;
    window.click_button("Cancel").await;
    window.says("were not deleted for ever").await;
    window.says("Cancelled. Nothing was changed.").await;
    window.no_longer_says("Waiting for other work").await;
    assert_eq!(library.files_in("trash"), 4_000);

    // Once the way is free, the same buttons do it.
    database.execute("ROLLBACK").await.unwrap();
    window.click_button("Empty…").await;
    window.click_button("Delete for ever").await;
    window.says("Deleted 2,000 segments for ever").await;
    assert_eq!(library.files_in("trash"), 0);
}

#[tokio::test]
async fn an_import_is_cancelled_and_the_files_that_came_in_go_again() {
    let library = LibraryOnDisk::empty().await;
    let window = Window::open(&library).await;
    let mut database = library.interfere().await;
    database.execute("BEGIN IMMEDIATE").await.unwrap();
    window.click_button("Open the sample story").await;
    window.says("Waiting for other work").await;
    assert!(
        library.files_in("media") > 20,
        "the files are in before the rows are"
    );
    window.click_button("Cancel").await;
    window.says("The sample story could not be added").await;
    window.says("Cancelled. Nothing was changed.").await;
    assert_eq!(library.files_in("media"), 0);
    assert_eq!(library.rows().await, []);

    database.execute("ROLLBACK").await.unwrap();
    window.click_button("Open the sample story").await;
    window.says("Segment 1").await;
    let rows = library.rows().await;
    assert!(!rows.is_empty() && rows.iter().all(|row| library.has_media_of(row)));
}
