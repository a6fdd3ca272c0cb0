//! The road of a delete: from the click or the key to the row and the files.

use segue_e2e::{Key, LibraryOnDisk, Row, Window, open_sample};
use sqlx::Executor;

use crate::{renumbered, without};

#[tokio::test]
async fn an_empty_library_offers_the_sample_story_and_takes_it_in() {
    let library = LibraryOnDisk::empty().await;
    let window = Window::open(&library).await;
    assert_eq!(library.rows().await, [], "nothing comes in by itself");

    window.click_button("Open the sample story").await;

    window.says("Segment 1").await;
    let rows = library.rows().await;
    assert!(rows.len() >= 12, "{} segments", rows.len());
    window.timeline_counts(rows.len()).await;
    assert!(rows.iter().all(|row| library.has_media_of(row)));
    assert_eq!(library.files_in("media"), 2 * rows.len());
}

#[tokio::test]
async fn the_button_deletes_the_row_and_both_files_and_leaves_a_gap() {
    let (library, rows, window) = open_sample().await;

    window.select(&rows[3], None).await;
    window.click_button("Delete segment 4").await;

    window.lost_clip(&rows[3]).await;
    window.shows_gap(1, 3).await;
    window.says("Deleted segment 4").await;
    assert_eq!(
        library.rows().await,
        without(&rows, &[3]),
        "the others keep their sequence index"
    );
    assert!(!library.has_media_of(&rows[3]));
    assert!(without(&rows, &[3]).iter().all(|row| library.has_media_of(row)));
    assert_eq!(library.files_in("trash"), 2);
    window.timeline_counts(rows.len() - 1).await;
}

#[tokio::test]
async fn the_delete_key_deletes_what_is_selected_and_selects_the_next() {
    let (library, rows, window) = open_sample().await;

    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[1])).await;
    window.shows_gap(1, 1).await;

    // No click in between: the key works on the segment that is selected now.
    window.shows_selected(&rows[2]).await;
    window.press(&[], Key::Backspace).await;
    library.holds(&without(&rows, &[1, 2])).await;
    window.shows_gap(2, 1).await;
    assert!(!library.has_media_of(&rows[1]) && !library.has_media_of(&rows[2]));
}

#[tokio::test]
async fn shift_selects_a_run_and_one_delete_takes_it() {
    let (library, rows, window) = open_sample().await;

    window.select(&rows[1], None).await;
    window.select(&rows[3], Some(Key::Shift)).await;
    window.press(&[], Key::Delete).await;

    library.holds(&without(&rows, &[1, 2, 3])).await;
    window.shows_gap(3, 1).await;
    window.says("Deleted 3 segments").await;
    assert!(rows[1..=3].iter().all(|row| !library.has_media_of(row)));
}

#[tokio::test]
async fn shift_delete_closes_the_gap_in_the_same_step() {
    let (library, rows, window) = open_sample().await;

    window.select(&rows[2], None).await;
    window.press(&[Key::Shift], Key::Delete).await;

    library.holds(&renumbered(without(&rows, &[2]))).await;
    window.lost_clip(&rows[2]).await;
    window.lost_gaps().await;
    assert!(!library.has_media_of(&rows[2]));
}

#[tokio::test]
async fn close_gaps_renumbers_from_0_by_button_and_by_key() {
    let (library, rows, window) = open_sample().await;

    window.select(&rows[0], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 0).await;
    window.select(&rows[3], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 3).await;
    library.holds(&without(&rows, &[0, 3])).await;

    window.click_button("Close gaps").await;
    let closed = renumbered(without(&rows, &[0, 3]));
    library.holds(&closed).await;
    window.lost_gaps().await;

    window.select(&closed[1], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 1).await;
    window.press(&[Key::Control, Key::Shift], 'g').await;
    library.holds(&renumbered(without(&closed, &[1]))).await;
    window.lost_gaps().await;
}

#[tokio::test]
async fn a_refused_delete_brings_the_clip_back_and_says_why() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[1], None).await;
    window.select(&rows[2], Some(Key::Control)).await;

    // One of the two is no longer there, so the whole delete is refused, and the other has to come back.
    library.snatch(&rows[1]).await;
    window.press(&[], Key::Delete).await;

    window.says("not deleted").await;
    window.shows_clip(&rows[2]).await;
    assert_eq!(library.rows().await, without(&rows, &[1]));
    assert!(
        rows.iter().all(|row| library.has_media_of(row)),
        "nothing was taken from disk"
    );
}

#[tokio::test]
async fn a_clip_is_gone_before_the_disk_answers_and_back_when_it_refuses() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[2], None).await;

    // Somebody else is writing and doesn't finish, so the commit has to wait, and at last gives up.
    let mut database = library.interfere().await;
    database.execute("BEGIN IMMEDIATE").await.unwrap();
    window.press(&[], Key::Delete).await;
    window.lost_clip(&rows[2]).await;
    assert_eq!(library.rows().await, rows, "the clip went first");
    window.says("not deleted").await;
    window.shows_clip(&rows[2]).await;
    assert!(library.has_media_of(&rows[2]));

    // Once the way is free, the same key does it.
    database.execute("ROLLBACK").await.unwrap();
    window.select(&rows[2], None).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[2])).await;
    library.has_lost_media_of(&rows[2]).await;
}

#[tokio::test]
async fn delete_inside_a_text_field_deletes_a_character() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[1], None).await;

    window.field_holds("Narration", &rows[1].text).await;
    let text = window.enter_field("Narration").await;
    assert_eq!(text, rows[1].text);
    window.press(&[], Key::Delete).await;
    let shorter: String = text.chars().skip(1).collect();
    window.field_holds("Narration", &shorter).await;
    window.press(&[], Key::Escape).await;

    let edited = |row: &Row| {
        if row.id == rows[1].id {
            Row {
                text: shorter.clone(),
                ..row.clone()
            }
        } else {
            row.clone()
        }
    };
    library.holds(&rows.iter().map(edited).collect::<Vec<_>>()).await;
    window.shows_clip(&rows[1]).await;
}

#[tokio::test]
async fn reopening_shows_the_same_timeline() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[2], None).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[2])).await;
    window.close().await;

    let window = Window::open_story(&library).await;
    window.timeline_counts(rows.len() - 1).await;
    window.shows_gap(1, 2).await;
    window.shows_clip(&rows[1]).await;
    window.shows_clip(&rows[3]).await;
    window.lost_clip(&rows[2]).await;
    assert_eq!(library.rows().await, without(&rows, &[2]));
}

#[tokio::test]
async fn a_story_deleted_to_the_last_segment_is_still_empty_when_reopened() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[0], None).await;
    window.press(&[Key::Control], 'a').await;
    window.press(&[], Key::Delete).await;
    library.holds(&[]).await;
    window.timeline_counts(0).await;
    window.close().await;

    let window = Window::open_story(&library).await;
    window.timeline_counts(0).await;
    assert_eq!(library.rows().await, []);
    assert_eq!(library.files_in("media"), 0);
    assert_eq!(library.files_in("trash"), 2 * rows.len());
}
