//! The ways back: undo by key and by menu, after a restart and after a kill, the gap, the trash, the library's page.

use segue_e2e::{Key, LibraryOnDisk, Row, Window, open_sample};

use crate::without;

#[tokio::test]
async fn undo_brings_a_delete_back_with_its_media_after_a_restart() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[1], None).await;
    window.select(&rows[3], Some(Key::Shift)).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[1, 2, 3])).await;
    window.close().await;

    let window = Window::open_story(&library).await;
    window.timeline_counts(rows.len() - 3).await;
    window.press(&[Key::Control], 'z').await;

    library.holds(&rows).await;
    window.timeline_counts(rows.len()).await;
    window.says("Undid delete 3 segments").await;
    assert!(rows.iter().all(|row| library.has_media_of(row)));
    assert_eq!(library.files_in("trash"), 0);
}

#[tokio::test]
async fn a_gap_gives_back_what_was_removed() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[2], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 2).await;

    window.click_button("Restore 1 removed after segment 2").await;

    library.holds(&rows).await;
    window.lost_gaps().await;
    assert!(library.has_media_of(&rows[2]));
}

#[tokio::test]
async fn undo_brings_a_delete_back_with_its_media_after_a_kill() {
    let library = LibraryOnDisk::with_sample().await;
    let rows = library.rows().await;
    let media: Vec<_> = rows[1..=3].iter().map(|row| library.media_of(row)).collect();
    let window = Window::open_story(&library).await;
    window.select(&rows[1], None).await;
    window.select(&rows[3], Some(Key::Shift)).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[1, 2, 3])).await;
    window.kill().await;

    let window = Window::open_story(&library).await;
    window.timeline_counts(rows.len() - 3).await;
    window.lost_clip(&rows[2]).await;
    assert!(rows[1..=3].iter().all(|row| !library.has_media_of(row)));
    window.press(&[Key::Control], 'z').await;

    library.holds(&rows).await;
    window.timeline_counts(rows.len()).await;
    window.shows_image(&rows[2]).await;
    let back: Vec<_> = rows[1..=3].iter().map(|row| library.media_of(row)).collect();
    assert!(back == media, "pictures and sound are what they were");
}

#[tokio::test]
async fn the_menu_takes_a_delete_back() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[1])).await;

    window.choose_from_menu('e', 'u').await;

    library.holds(&rows).await;
    window.shows_clip(&rows[1]).await;
    assert!(library.has_media_of(&rows[1]));
}

#[tokio::test]
async fn an_old_deletion_comes_back_and_later_work_stays() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[2], None).await;
    window.press(&[], Key::Delete).await;
    window.select(&rows[0], None).await;
    let text = window.enter_field("Narration").await;
    window.press(&[], Key::Delete).await;
    window.press(&[], Key::Escape).await;
    window.select(&rows[3], None).await;
    window.press(&[], Key::Delete).await;
    let edited = |row: &Row| Row {
        text: if row.id == rows[0].id {
            text.chars().skip(1).collect()
        } else {
            row.text.clone()
        },
        ..row.clone()
    };
    let now: Vec<Row> = rows.iter().map(edited).collect();
    library.holds(&without(&now, &[2, 3])).await;

    window.press(&[Key::Control, Key::Shift], 't').await;
    window.choose("Deleted segments", &rows[2].text).await;
    window.click_button("Restore segment 3").await;

    library.holds(&without(&now, &[3])).await;
    window.shows_selected(&rows[2]).await;
    assert!(library.has_media_of(&rows[2]));
    assert!(!library.has_media_of(&rows[3]));
}

#[tokio::test]
async fn a_deleted_story_comes_back_by_key_on_the_librarys_page() {
    let (library, rows, window) = open_sample().await;
    window.press(&[Key::Control, Key::Shift], 'o').await;
    window.click_button("Delete The Hare and the Tortoise").await;
    window.click_button("Delete project").await;
    library.holds(&[]).await;
    window.says("Deleted “The Hare and the Tortoise”").await;

    window.press(&[Key::Control], 'z').await;

    library.holds(&rows).await;
    window.says("1 project").await;
    assert!(rows.iter().all(|row| library.has_media_of(row)));
}
