//! Delete 10,000 segments with 20,000 files in one step, and take that back.

use std::path::Path;
use std::sync::Arc;

use segue_core::Library;
use segue_core::ops::{DeleteMode, DeleteSegments, Undo};

use super::Effort;
use super::floor::Floor;
use crate::answer;
use crate::sample::{Pair, Sample};
use crate::stage::{PROJECT, Stage, segments};
use crate::table::{Budget, Findings, Line};

const SEGMENTS: u32 = 10_000;

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let all = 1..=i64::from(SEGMENTS);
    let stage = Stage::make(scratch, SEGMENTS, SEGMENTS).await?;
    let floor_stage = Stage::make(scratch, SEGMENTS, SEGMENTS).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let floor = Floor::on(&floor_stage)?;
    let (mut deletes, mut undos) = (Pair::default(), Pair::default());
    for _ in 0..effort.rounds(3, 9) {
        let delete = DeleteSegments {
            ids: segments(all.clone()),
            mode: DeleteMode::Lift,
            erase: false,
        };
        deletes.segue.add(answer::time(&library, delete).await?);
        // Who looks has to wait until the moves are recorded: so they are, before more is measured.
        library.check().await?;
        deletes.floor.add(floor.delete(all.clone())?);

        let undo = Undo { project_id: PROJECT };
        undos.segue.add(answer::time(&library, undo).await?);
        library.check().await?;
        undos.floor.add(floor.bring_back(all.clone())?);
    }
    library.close().await?;
    let of_undo = beside(&undos.segue, &deletes.segue);
    Ok(Findings {
        lines: vec![
            Line::of("delete 10,000 segments, 20,000 files", &deletes).within(Budget::Times(1.5)),
            Line::of("undo of that, beside the delete", &of_undo).within(Budget::Times(1.5)),
            Line::of("undo of that, beside the least", &undos),
        ],
        details: Vec::new(),
    })
}

fn beside(segue: &Sample, floor: &Sample) -> Pair {
    Pair {
        segue: segue.clone(),
        floor: floor.clone(),
    }
}
