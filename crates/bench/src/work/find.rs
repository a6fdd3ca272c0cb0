//! Find the segments of a story that say a word.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::ensure;
use segue_core::Library;

use crate::bare::Bare;
use crate::sample::{Pair, side_by_side};
use crate::stage::{PROJECT, Stage};

/// What few segments of a story say, however long it is: their numbers are in their texts.
const WORD: &str = "42";

/// Asks the same again and again, as an editor who steps through what is found. The first time, which reads all texts,
/// is not counted on either side.
pub(super) async fn beside_floor(scratch: &Path, story: u32, rounds: usize) -> anyhow::Result<Pair> {
    let stage = Stage::make(scratch, story, 0).await?;
    let library = Library::open(&stage.library()).await?;
    let database = Bare::open(&stage.database())?;
    let expected = library.find(PROJECT, WORD).await?.ids.len();
    look_through(&database)?;
    let pair = side_by_side(
        rounds,
        async |_| {
            let begun = Instant::now();
            let found = library.find(PROJECT, WORD).await?.ids.len();
            let took = begun.elapsed();
            ensure!(
                found == expected,
                "{found} segments say it, and {expected} did before"
            );
            Ok(took)
        },
        |_| look_through(&database),
    )
    .await?;
    library.close().await?;
    Ok(pair)
}

/// The least without anything kept in memory: SQLite reads each text once.
fn look_through(database: &Bare) -> anyhow::Result<Duration> {
    let mut rows = database.prepare(
        "SELECT id FROM segment WHERE project_id = 1 AND (text LIKE '%42%' OR image_prompt LIKE '%42%')",
    )?;
    let begun = Instant::now();
    let mut found = Vec::new();
    while rows.step()? {
        found.extend(rows.number(0));
    }
    let took = begun.elapsed();
    ensure!(!found.is_empty(), "no segment says it");
    Ok(took)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn both_ways_find_it_in_a_story_of_any_length() {
        let scratch = tempfile::tempdir().unwrap();
        let pair = beside_floor(scratch.path(), 100, 2).await.unwrap();
        assert_eq!(pair.segue.rounds(), 2);
    }
}
