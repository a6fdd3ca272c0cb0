//! The order of a story: a clip that is dragged is put between two others, and nothing changes places with it.

use segue_e2e::{Half, Key, Row, open_sample};

use crate::renumbered;

/// The rows in another order, numbered from 0.
fn ordered(rows: &[Row], places: &[usize]) -> Vec<Row> {
    let rest = places.len()..rows.len();
    let places = places.iter().copied().chain(rest);
    renumbered(places.map(|place| rows[place].clone()).collect())
}

#[tokio::test]
async fn a_dragged_clip_is_inserted_and_undo_puts_it_back() {
    let (library, rows, window) = open_sample().await;

    window.drag(&rows[0], &rows[1], Half::Right).await;
    library.holds(&ordered(&rows, &[1, 0])).await;
    window.shows_selected(&rows[0]).await;

    window.drag(&rows[0], &rows[1], Half::Left).await;
    library.holds(&rows).await;

    window.press(&[Key::Control], 'z').await;
    library.holds(&ordered(&rows, &[1, 0])).await;
}

#[tokio::test]
async fn several_are_dragged_as_one_block() {
    let (library, rows, window) = open_sample().await;
    window.select(&rows[0], None).await;
    window.select(&rows[1], Some(Key::Shift)).await;

    window.drag(&rows[0], &rows[2], Half::Right).await;

    library.holds(&ordered(&rows, &[2, 0, 1])).await;
    window.says("2 selected").await;
}
