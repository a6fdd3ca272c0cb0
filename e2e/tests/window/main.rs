//! The real window, from a delete to its way back.
//!
//! The program is never asked how it went. The database is read through a second connection, the folders are looked at.

mod access;
mod complaints;
mod delete;
mod editing;
mod find;
mod german;
mod keyboard;
mod long_work;
mod menu;
mod network;
mod order;
mod outside;
mod playing;
mod scale;
mod starts;
mod trouble;
mod way_back;

use segue_e2e::Row;

/// The rows without those at some places.
fn without(rows: &[Row], places: &[usize]) -> Vec<Row> {
    let kept = rows
        .iter()
        .enumerate()
        .filter(|(place, _)| !places.contains(place));
    kept.map(|(_, row)| row.clone()).collect()
}

/// The rows renumbered from 0.
fn renumbered(rows: Vec<Row>) -> Vec<Row> {
    (0..)
        .zip(rows)
        .map(|(sequence_index, row)| Row {
            sequence_index,
            ..row
        })
        .collect()
}
