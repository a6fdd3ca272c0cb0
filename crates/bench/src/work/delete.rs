//! Delete one segment with its image and take.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use segue_core::Library;
use segue_core::ops::{DeleteMode, DeleteSegments};

use super::Effort;
use super::floor::Floor;
use crate::answer;
use crate::sample::{Pair, side_by_side};
use crate::stage::{Stage, segments};
use crate::table::{Budget, Findings, Line};

/// Segments of an ordinary story.
const STORY: u32 = 1_000;
/// By then the core has recorded its moves, which it does a moment after the answer. No editor deletes faster.
pub(super) const RECORDED: Duration = Duration::from_millis(250);

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let pair = beside_floor(scratch, STORY, effort.rounds(40, 200)).await?;
    Ok(line(&pair).within(Budget::Times(1.5)).into())
}

/// Says what it costs.
pub(crate) fn line(pair: &Pair) -> Line {
    Line::of("delete one segment, two files", pair)
}

/// Deletes one after the other of a story's segments.
pub(super) async fn beside_floor(scratch: &Path, story: u32, rounds: usize) -> anyhow::Result<Pair> {
    let with_files = u32::try_from(rounds)?.min(story);
    let stage = Stage::make(scratch, story, with_files).await?;
    let floor = Floor::on(&stage)?;
    beside(scratch, story, rounds, |round| {
        floor.delete(round as i64 + 1..=round as i64 + 1)
    })
    .await
}

/// Deletes one after the other of a story's segments, in turns with whatever else does the like.
pub(crate) async fn beside(
    scratch: &Path,
    story: u32,
    rounds: usize,
    other: impl FnMut(usize) -> anyhow::Result<Duration>,
) -> anyhow::Result<Pair> {
    let with_files = u32::try_from(rounds)?.min(story);
    let stage = Stage::make(scratch, story, with_files).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let pair = side_by_side(
        with_files as usize,
        async |round| {
            let delete = delete_of(round as i64 + 1);
            let took = answer::time(&library, delete).await?;
            tokio::time::sleep(RECORDED).await;
            Ok(took)
        },
        other,
    )
    .await?;
    library.close().await?;
    Ok(pair)
}

pub(super) fn delete_of(segment: i64) -> DeleteSegments {
    DeleteSegments {
        ids: segments(segment..=segment),
        mode: DeleteMode::Lift,
        erase: false,
    }
}
