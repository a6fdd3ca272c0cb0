//! What users of other editors complain about, each with a test of the real window that it does not happen here.
//!
//! | | complaint | test |
//! |---|---|---|
//! | 1 | a bulk delete takes many undos | `way_back::undo_brings_a_delete_back_with_its_media_after_a_restart` |
//! | 2 | a story deleted to the last segment comes back filled | `delete::a_story_deleted_to_the_last_segment_is_still_empty_when_reopened` |
//! | 3 | Undo in the menu undoes nothing | `way_back::the_menu_takes_a_delete_back` |
//! | 4 | Ctrl+Z does nothing on another keyboard layout | [`complaint_04_undo_works_on_every_keyboard_layout`] |
//! | 5 | Delete misses what was scrolled out of sight | [`complaint_05_delete_takes_what_was_scrolled_away_too`] |
//! | 6 | Delete in a text field deletes the segment | `delete::delete_inside_a_text_field_deletes_a_character` |
//! | 7 | an old deletion comes back only with all later work undone | `way_back::an_old_deletion_comes_back_and_later_work_stays` |
//! | 8 | it says cleared, and the file is still there | `trouble::a_file_that_cant_be_moved_waits_is_named_and_goes_after_retry` |
//! | 9 | switching projects fast loses work | [`complaint_09_switching_projects_fast_loses_nothing`] |
//! | 10 | a moved segment swaps with another one | `order::a_dragged_clip_is_inserted_and_undo_puts_it_back`, `editing::moved_to_a_position_it_is_inserted` |
//! | 11 | a file in use hangs the delete | [`complaint_11_a_file_that_is_held_does_not_hold_up_the_delete`] |
//! | 12 | thousands of segments are too many | [`complaint_12_ten_thousand_segments_are_ordinary`] |
//! | 13 | space does not come back, or nobody says how much | [`complaint_13_purged_space_comes_back_and_is_told`] |
//! | 14 | a broken library opens in a loop | `trouble::a_damaged_library_offers_its_backup_and_is_whole_again` |
//! | 15 | dragging does not work where files can be dropped | `order::several_are_dragged_as_one_block` |

use segue_e2e::{Immutable, Key, LibraryOnDisk, Row, Window, open_sample};

use crate::{renumbered, without};

#[tokio::test]
async fn complaint_04_undo_works_on_every_keyboard_layout() {
    let (library, rows, window) = open_sample().await;
    // What the key says, and which one it is: Russian and Greek have no Latin letter there, German and French have Z elsewhere.
    for (says, key) in [('я', "KeyZ"), ('ζ', "KeyZ"), ('z', "KeyY"), ('z', "KeyW")] {
        window.select(&rows[1], None).await;
        window.press(&[], Key::Delete).await;
        library.holds(&without(&rows, &[1])).await;
        window.press_on_layout(says, key).await;
        library.holds(&rows).await;
        window.shows_clip(&rows[1]).await;
    }
}

#[tokio::test]
async fn complaint_05_delete_takes_what_was_scrolled_away_too() {
    let library = LibraryOnDisk::with_many(400).await;
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    window.select(&rows[0], None).await;
    window.select(&rows[2], Some(Key::Shift)).await;
    window.scroll_away("Script", &rows[0]).await;
    window.scroll_away("Timeline", &rows[0]).await;

    window.press(&[], Key::Delete).await;

    library.holds(&without(&rows, &[0, 1, 2])).await;
    window.says("Deleted 3 segments").await;
    assert!(rows[..3].iter().all(|row| !library.has_media_of(row)));
}

#[tokio::test]
async fn complaint_09_switching_projects_fast_loses_nothing() {
    let library = LibraryOnDisk::with_sample().await;
    library.add_story("The Fox", &["One.", "Two."]).await;
    let rows = library.rows().await;
    let window = Window::open(&library).await;
    for turn in 1..=3 {
        window.click_button("The Hare and the Tortoise").await;
        window.select(&rows[turn], None).await;
        window.enter_field("Narration").await;
        window.type_text("Typed. ").await;
        // Not a moment for the field to be left or the text to be saved by itself.
        window.press(&[Key::Control, Key::Shift], 'o').await;
        window.click_button("The Fox").await;
        window.says("One.").await;
        window.press(&[Key::Control, Key::Shift], 'o').await;
    }
    let typed = |place: usize, row: &Row| Row {
        text: match place {
            1..=3 => format!("Typed. {}", row.text),
            _ => row.text.clone(),
        },
        ..row.clone()
    };
    let expected: Vec<Row> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| typed(place, row))
        .collect();
    library.holds(&expected).await;
    window.click_button("The Hare and the Tortoise").await;
    window.timeline_counts(rows.len() - 2).await;
}

#[tokio::test]
async fn complaint_11_a_file_that_is_held_does_not_hold_up_the_delete() {
    let (library, rows, window) = open_sample().await;
    let image = library.path().join(rows[1].image.as_ref().unwrap());
    let Some(held) = Immutable::make(&image) else {
        eprintln!("skipped: only root may make a file immutable, and not on every file system");
        return;
    };
    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    window.lost_clip(&rows[1]).await;
    window.select(&rows[3], None).await;
    window.press(&[], Key::Delete).await;

    library.holds(&without(&rows, &[1, 3])).await;
    // The next delete goes its way.
    library.has_lost_media_of(&rows[3]).await;
    window.says("1 file waiting to be cleared").await;
    window.press(&[Key::Control], 'z').await;
    window.press(&[Key::Control], 'z').await;
    library.holds(&rows).await;
    drop(held);
    // It never went, and is back all the same.
    library.has_again_media_of(&rows[1]).await;
}

#[tokio::test]
async fn complaint_12_ten_thousand_segments_are_ordinary() {
    let library = LibraryOnDisk::with_many(10_000).await;
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    window.timeline_counts(10_000).await;

    window.select(&rows[1], None).await;
    window.press(&[], Key::Delete).await;
    window.shows_gap(1, 1).await;
    library.holds(&without(&rows, &[1])).await;
    window.press(&[Key::Control, Key::Shift], 'g').await;
    library.holds(&renumbered(without(&rows, &[1]))).await;

    window.press(&[Key::Control], 'a').await;
    window.press(&[], Key::Delete).await;
    window.timeline_counts(0).await;
    window.says("Deleted 9,999 segments").await;
    assert_eq!(library.rows().await, []);
    assert_eq!(
        (library.files_in("media"), library.files_in("trash")),
        (0, 20_000)
    );

    window.press(&[Key::Control], 'z').await;
    window.says("Undid delete 9,999 segments").await;
    assert_eq!(library.rows().await, renumbered(without(&rows, &[1])));
    window.timeline_counts(9_999).await;
    assert_eq!(library.files_in("trash"), 2, "all but the first delete is back");
}

#[tokio::test]
async fn complaint_13_purged_space_comes_back_and_is_told() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[0], None).await;
    window.select(&rows[1], Some(Key::Shift)).await;
    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[0, 1])).await;
    let [images, takes] = library.sizes_in_trash().await;

    window.press(&[Key::Control, Key::Shift], 't').await;
    window.click_button("Empty…").await;
    window
        .says(&format!("{} of images and audio", kilobytes(images + takes)))
        .await;
    window.click_button("Delete for ever").await;

    window.says("Deleted 2 segments for ever").await;
    window
        .says(&format!(
            "image {} and audio {} erased for ever",
            kilobytes(images),
            kilobytes(takes)
        ))
        .await;
    assert_eq!(library.files_in("trash"), 0);
    assert_eq!(library.sizes_in_trash().await, [0, 0]);
}

/// A size as the window tells it.
fn kilobytes(bytes: i64) -> String {
    assert!((10_000..999_500).contains(&bytes), "{bytes}");
    format!("{} kB", (bytes + 500) / 1000)
}
