//! Long stories: 10,000 segments are ordinary, and 100,000 no trouble.

use segue_e2e::{Key, LibraryOnDisk, Window};

use crate::without;

/// As much of the timeline as there ever is on the page, however long the story.
const MOST_ELEMENTS: u64 = 400;

#[tokio::test]
async fn ten_thousand_go_at_once_while_the_timeline_scrolls_and_come_back() {
    let library = LibraryOnDisk::with_segments(10_000).await;
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    window.timeline_counts(rows.len()).await;
    window.keep_scrolling().await;
    window.paints_on(30).await;

    window.press(&[Key::Control], 'a').await;
    window.press(&[], Key::Delete).await;
    window.timeline_counts(0).await;
    window.paints_on(5).await;
    library.holds(&[]).await;
    window.says("Deleted 10,000 segments").await;

    // One delete of all was one step.
    window.press(&[Key::Control], 'z').await;
    library.holds(&rows).await;
    window.timeline_counts(rows.len()).await;
    window.paints_on(30).await;
    let elements = window.elements_in_timeline().await;
    assert!(elements <= MOST_ELEMENTS, "{elements} elements");
}

#[tokio::test]
async fn of_a_hundred_thousand_the_last_one_is_deleted() {
    let library = LibraryOnDisk::with_segments(100_000).await;
    let rows = library.rows().await;
    let window = Window::open_story(&library).await;
    window.timeline_counts(rows.len()).await;
    window.shows_clip(&rows[0]).await;
    let mut elements = vec![window.elements_in_timeline().await];

    window.press(&[], Key::End).await;
    window.shows_selected(&rows[99_999]).await;
    window.shows_clip(&rows[99_998]).await;
    window.says("Line 100000 of a long story.").await;
    elements.push(window.elements_in_timeline().await);

    window.press(&[], Key::Delete).await;
    library.holds(&without(&rows, &[99_999])).await;
    window.lost_clip(&rows[99_999]).await;
    window.shows_selected(&rows[99_998]).await;
    window.timeline_counts(rows.len() - 1).await;

    // All of it in view, then nearer step by step: from painted strips to bars to clips.
    window.press(&[Key::Control], '0').await;
    elements.push(window.elements_in_timeline().await);
    for _ in 0..24 {
        window.press(&[Key::Control], '=').await;
        elements.push(window.elements_in_timeline().await);
    }
    assert!(
        elements.iter().all(|count| *count <= MOST_ELEMENTS),
        "{elements:?} elements"
    );
}
