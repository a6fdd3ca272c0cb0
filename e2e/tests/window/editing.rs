//! Copies, parts and places of segments, by key, as they end up in the database.

use segue_e2e::{Key, LibraryOnDisk, Row, Window, open_sample};

use crate::renumbered;

fn texts(rows: &[Row]) -> Vec<&str> {
    rows.iter().map(|row| row.text.as_str()).collect()
}

/// The texts with some more put in at a place.
fn with<'a>(texts: &[&'a str], at: usize, more: &[&'a str]) -> Vec<&'a str> {
    let mut all = texts.to_vec();
    all.splice(at..at, more.iter().copied());
    all
}

#[tokio::test]
async fn duplicated_segments_stand_behind_and_share_their_files() {
    let (library, rows, window) = open_sample().await;
    let before = texts(&rows);
    window.select(&rows[1], None).await;
    window.select(&rows[2], Some(Key::Shift)).await;
    window.press(&[Key::Control], 'd').await;

    let now = library.reads(&with(&before, 3, &before[1..=2])).await;
    assert_eq!((&now[3].image, &now[3].audio), (&rows[1].image, &rows[1].audio));
    assert_eq!(library.files_in("media"), 2 * rows.len(), "no file was copied");
    window.shows_selected(&now[3]).await;

    // The original goes; its files stay while the copy has them.
    window.select(&rows[1], None).await;
    window.press(&[Key::Shift], Key::Delete).await;
    let copied = with(&before, 3, &before[1..=2]);
    let now = library.reads(&[&copied[..1], &copied[2..]].concat()).await;
    assert!(library.has_media_of(&now[2]));
}

#[tokio::test]
async fn cut_and_paste_move_within_a_story() {
    let (library, rows, window) = open_sample().await;
    let before = texts(&rows);
    window.select(&rows[0], None).await;
    window.press(&[Key::Control], 'x').await;
    library.reads(&before[1..]).await;
    window.shows_gap(1, 0).await;
    window.select(&rows[2], None).await;
    window.press(&[Key::Control], 'v').await;

    let now = library.reads(&with(&before[1..], 2, &before[..1])).await;
    library.has_again_media_of(&now[2]).await;
    assert_eq!(library.media_of(&now[2]).len(), 2);
}

#[tokio::test]
async fn copy_and_paste_go_from_story_to_story() {
    let library = LibraryOnDisk::with_sample().await;
    library.add_story("The Fox", &["One.", "Two."]).await;
    let rows = library.rows().await;
    let (hare, fox) = rows.split_at(rows.len() - 2);
    let window = Window::open(&library).await;
    window.click_button("The Hare and the Tortoise").await;
    window.select(&hare[1], None).await;
    window.select(&hare[2], Some(Key::Shift)).await;
    window.press(&[Key::Control], 'c').await;
    window.press(&[Key::Control, Key::Shift], 'o').await;
    window.click_button("The Fox").await;
    window.select(&fox[0], None).await;
    window.press(&[Key::Control], 'v').await;

    let before = texts(&rows);
    let now = library
        .reads(&with(&before, hare.len() + 1, &before[1..=2]))
        .await;
    let copy = &now[hare.len() + 1];
    assert_eq!(copy.image, hare[1].image);
    let indexes: Vec<i64> = now[hare.len()..].iter().map(|row| row.sequence_index).collect();
    assert_eq!(indexes, [0, 1, 2, 3]);
    window.timeline_counts(4).await;
    window.shows_image(copy).await;
}

#[tokio::test]
async fn a_segment_is_split_at_the_text_cursor_and_merged_again() {
    let (library, rows, window) = open_sample().await;
    let before = texts(&rows);
    window.select(&rows[2], None).await;
    window.enter_field("Narration").await;
    // Typed and not saved yet: the split is one of what stands in the field.
    window.type_text("First words ").await;
    window.press(&[Key::Control], Key::Enter).await;

    let parts = ["First words", before[2]];
    let split: Vec<&str> = [&before[..2], &parts[..], &before[3..]].concat();
    let now = library.reads(&split).await;
    assert_eq!(now[2].image, rows[2].image);
    assert_eq!(now[3].image, None, "the picture stays with the first part");

    window.select(&now[2], None).await;
    window.press(&[Key::Control], 'j').await;
    let whole = format!("First words {}", before[2]);
    let merged: Vec<&str> = [&before[..2], &[whole.as_str()][..], &before[3..]].concat();
    library.reads(&merged).await;
    assert_eq!(
        library.indexes().await,
        (0..rows.len() as i64).collect::<Vec<_>>()
    );
}

#[tokio::test]
async fn moved_to_a_position_it_is_inserted() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[0], None).await;
    window.press(&[Key::Control], 'm').await;
    window.says("Move the segment to a position").await;
    window.type_text("4").await;
    window.press(&[], Key::Enter).await;

    let order = [1, 2, 3, 0].into_iter().chain(4..rows.len());
    library
        .holds(&renumbered(order.map(|place| rows[place].clone()).collect()))
        .await;
    window.shows_selected(&rows[0]).await;
}
