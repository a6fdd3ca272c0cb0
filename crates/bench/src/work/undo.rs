//! Take the delete of one segment back, with its image and take.

use std::path::Path;
use std::sync::Arc;

use segue_core::Library;
use segue_core::ops::Undo;

use super::delete::{RECORDED, delete_of};
use super::floor::Floor;
use crate::answer;
use crate::sample::{Pair, side_by_side};
use crate::stage::{PROJECT, Stage};

/// Deletes one after the other of a story's segments, and takes each delete back.
pub(super) async fn beside_floor(scratch: &Path, story: u32, rounds: usize) -> anyhow::Result<Pair> {
    let rounds = u32::try_from(rounds)?.min(story);
    let stage = Stage::make(scratch, story, rounds).await?;
    let floor_stage = Stage::make(scratch, story, rounds).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let floor = Floor::on(&floor_stage)?;
    let pair = side_by_side(
        rounds as usize,
        async |round| {
            library.run(delete_of(round as i64 + 1)).await?;
            tokio::time::sleep(RECORDED).await;
            let took = answer::time(&library, Undo { project_id: PROJECT }).await?;
            tokio::time::sleep(RECORDED).await;
            Ok(took)
        },
        |round| {
            let segment = round as i64 + 1;
            floor.delete(segment..=segment)?;
            floor.bring_back(segment..=segment)
        },
    )
    .await?;
    library.close().await?;
    Ok(pair)
}
