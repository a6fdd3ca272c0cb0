//! The whole of the main work without one touch of the pointer.

use segue_e2e::{Key, LibraryOnDisk, Row, Window, open_sample};

use crate::{renumbered, without};

#[tokio::test]
async fn a_story_is_worked_on_by_keys_alone() {
    let library = LibraryOnDisk::with_sample().await;
    library.add_story("The Fox", &["One.", "Two."]).await;
    let all = library.rows().await;
    let (rows, fox) = all.split_at(all.len() - 2);
    let holds = async |rows: Vec<Row>| library.holds(&[&rows[..], fox].concat()).await;
    let window = Window::open(&library).await;

    // Open.
    window.tab_to_button("The Hare and the Tortoise").await;
    window.press(&[], Key::Enter).await;
    window.timeline_counts(rows.len()).await;

    // Select: the timeline has the keys.
    window.shows_selected(&rows[0]).await;
    window.press(&[], Key::Right).await;
    window.press(&[Key::Shift], Key::Right).await;
    window.shows_selected(&rows[2]).await;

    // Delete, undo, delete again, close the gaps.
    window.press(&[], Key::Delete).await;
    holds(without(rows, &[1, 2])).await;
    window.press(&[Key::Control], 'z').await;
    holds(rows.to_vec()).await;
    window.shows_selected(&rows[1]).await;
    window.shows_selected(&rows[2]).await;
    window.press(&[], Key::Delete).await;
    holds(without(rows, &[1, 2])).await;
    window.press(&[Key::Control, Key::Shift], 'g').await;
    let closed = renumbered(without(rows, &[1, 2]));
    holds(closed.clone()).await;
    window.lost_gaps().await;

    // Write, and leave the field.
    window.press(&[], Key::Home).await;
    window.shows_selected(&rows[0]).await;
    window.tab_to_field("Narration").await;
    window.press(&[Key::Control], Key::Home).await;
    window.type_text("Long ago: ").await;
    window.press(&[], Key::Escape).await;
    let mut written = closed;
    written[0].text = format!("Long ago: {}", written[0].text);
    holds(written.clone()).await;

    // Out of the trash: the panel opens with the keys in its list.
    window.press(&[Key::Control, Key::Shift], 't').await;
    window.says("Deleted").await;
    window.press(&[], Key::Enter).await;
    window.says("Restored segment").await;
    window.press(&[], Key::Escape).await;
    let restored = library.rows().await;
    assert_eq!(restored.len(), all.len() - 1);
    let back = rows[1..=2]
        .iter()
        .filter(|row| restored.iter().any(|now| now.id == row.id))
        .collect::<Vec<_>>();
    assert!(back.len() == 1 && library.has_media_of(back[0]));
}

#[tokio::test]
async fn gaps_are_walked_through_by_arrows_and_filled_and_closed_by_keys() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[1], None).await;
    for place in [1, 4, 7] {
        window.shows_selected(&rows[place]).await;
        window.press(&[], Key::Delete).await;
        // What follows is selected then, and what is deleted next is two further.
        window.shows_selected(&rows[place + 1]).await;
        window.press(&[], Key::Right).await;
        window.press(&[], Key::Right).await;
    }
    library.holds(&without(&rows, &[1, 4, 7])).await;

    // All gaps are one stop of Tab, and those out of view come into it.
    window.press(&[], Key::Home).await;
    window.shows_selected(&rows[0]).await;
    window.tab_to_gap("Restore 1 removed after segment 1").await;
    window.press(&[], Key::Right).await;
    window.gap_has_keys("Restore 1 removed after segment 4").await;
    window.press(&[], Key::Right).await;
    window.gap_has_keys("Restore 1 removed after segment 7").await;
    window.press(&[], Key::Left).await;
    window.gap_has_keys("Restore 1 removed after segment 4").await;

    window.press(&[], Key::Enter).await;
    library.holds(&without(&rows, &[1, 7])).await;
    library.has_again_media_of(&rows[4]).await;

    window.press(&[], Key::Home).await;
    window.tab_to_gap("Close gap after segment 1").await;
    window.press(&[], Key::Enter).await;
    let mut closed = without(&rows, &[1, 7]);
    closed
        .iter_mut()
        .filter(|row| row.sequence_index > 1)
        .for_each(|row| row.sequence_index -= 1);
    library.holds(&closed).await;
}
