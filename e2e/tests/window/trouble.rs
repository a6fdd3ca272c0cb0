//! What goes wrong beside Segue: a file that can't be moved, a database that can't be read.

use segue_e2e::{Immutable, Key, LibraryOnDisk, Window, open_sample};

use crate::without;

#[tokio::test]
async fn a_file_that_cant_be_moved_waits_is_named_and_goes_after_retry() {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let image = library.path().join(rows[1].image.as_ref().unwrap());
    let Some(immutable) = Immutable::make(&image) else {
        eprintln!("skipped: only root may make a file immutable, and not on every file system");
        return;
    };
    let window = Window::open_story(&library).await;
    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;

    library.holds(&without(&rows, &[1])).await;
    window.says("1 file waiting to be cleared").await;
    window
        .says("hare-02.webp still there, the system does not allow moving it")
        .await;
    window.says("All changes saved").await;
    assert!(image.is_file());

    drop(immutable);
    window.click_button("Retry").await;

    window.says("1 file cleared").await;
    window.no_longer_says("waiting to be cleared").await;
    window.says("All changes on disk").await;
    assert!(!image.exists());
    assert_eq!(library.files_in("trash"), 2);
}

#[tokio::test]
async fn a_damaged_library_offers_its_backup_and_is_whole_again() {
    let (library, rows, window) = open_sample().await;
    window.press(&[Key::Control, Key::Shift], 'b').await;
    window.click_button("Back up now").await;
    window.says("Backup made").await;
    window.close().await;
    library.damage();

    let window = Window::open(&library).await;
    window.says("This library can’t be read").await;
    window.click_button("Restore the backup of").await;
    window.click_button("Restore backup").await;

    window.timeline_counts(rows.len()).await;
    assert_eq!(library.rows().await, rows);
    assert!(rows.iter().all(|row| library.has_media_of(row)));
    window.press(&[Key::Control, Key::Shift], 'k').await;
    window.says("Library and disk agree").await;
}
