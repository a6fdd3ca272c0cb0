//! Give a long story's segments another order.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use segue_core::Library;
use segue_core::ops::ReorderSegments;

use super::Effort;
use crate::answer;
use crate::bare::Bare;
use crate::sample::{Pair, side_by_side};
use crate::stage::{PROJECT, Stage, segments};
use crate::table::{Findings, Line};

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    const STORY: u32 = 100_000;
    let pair = beside_floor(scratch, STORY, effort.rounds(3, 9)).await?;
    Ok(line(STORY, &pair).into())
}

/// Says what it costs.
pub(crate) fn line(story: u32, pair: &Pair) -> Line {
    Line::of(format!("shuffle {story} segments"), pair)
}

/// Shuffles a story again and again, each time to another order.
pub(super) async fn beside_floor(scratch: &Path, story: u32, rounds: usize) -> anyhow::Result<Pair> {
    let stage = Stage::make(scratch, story, 0).await?;
    let database = Bare::open(&stage.database())?;
    beside(scratch, story, rounds, |round| {
        let mut order: Vec<i64> = (1..=i64::from(story)).collect();
        order.shuffle(&mut StdRng::seed_from_u64(round as u64));
        shuffle(&database, &order)
    })
    .await
}

/// Shuffles a story again and again, in turns with whatever else does the like.
pub(crate) async fn beside(
    scratch: &Path,
    story: u32,
    rounds: usize,
    other: impl FnMut(usize) -> anyhow::Result<Duration>,
) -> anyhow::Result<Pair> {
    let stage = Stage::make(scratch, story, 0).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let pair = side_by_side(
        rounds,
        async |round| {
            let mut order = segments(1..=i64::from(story));
            order.shuffle(&mut StdRng::seed_from_u64(round as u64));
            let reorder = ReorderSegments {
                project_id: PROJECT,
                order,
            };
            answer::time(&library, reorder).await
        },
        other,
    )
    .await?;
    library.close().await?;
    Ok(pair)
}

/// The least: each row to its new place by way of one that nobody has, in one synced commit.
fn shuffle(database: &Bare, order: &[i64]) -> anyhow::Result<Duration> {
    let mut begin = database.prepare("BEGIN IMMEDIATE")?;
    let mut aside = database.prepare("UPDATE segment SET sequence_index = -1 - ?1 WHERE id = ?2")?;
    let mut into_place = database.prepare(
        "UPDATE segment SET sequence_index = -1 - sequence_index WHERE project_id = 1 AND sequence_index < 0",
    )?;
    let mut commit = database.prepare("COMMIT")?;
    let begun = Instant::now();
    begin.run(&[])?;
    for (place, id) in (0..).zip(order) {
        aside.run(&[place, *id])?;
    }
    into_place.run(&[])?;
    commit.run(&[])?;
    Ok(begun.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_floor_gives_the_order_that_is_stated() {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 4, 0).await.unwrap();
        let database = Bare::open(&stage.database()).unwrap();
        shuffle(&database, &[3, 1, 4, 2]).unwrap();
        let mut rows = database
            .prepare("SELECT id FROM segment ORDER BY sequence_index")
            .unwrap();
        let mut found = Vec::new();
        while rows.step().unwrap() {
            found.extend(rows.number(0));
        }
        assert_eq!(found, [3, 1, 4, 2]);
    }
}
