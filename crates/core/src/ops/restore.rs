//! Bring deleted segments back, each at its old place, without taking later work back.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::edit::{self, Holder, Returning};
use crate::model::{OpKind, ProjectId, SegmentId};
use crate::storage::trash::{self, OldPlace};
use crate::storage::{project, segment};
use crate::transact::{Txn, require_all_of_one_project};
use crate::{Error, Refusal, Result, RowKind};

/// Takes segments out of the trash: text, prompt, image, audio and lock as they were. One whose index is taken stands
/// behind its old predecessor, and what stands there and behind moves up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RestoreSegments {
    /// Deleted segments of one project, at least one. An unknown id refuses the whole operation.
    pub ids: Vec<SegmentId>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RestoreReceipt {
    /// How many segments came back.
    #[ts(type = "number")]
    pub segments: i64,
    /// How many of them stand at another index than the one they had.
    #[ts(type = "number")]
    pub moved: i64,
}

impl Op for RestoreSegments {
    type Value = RestoreReceipt;

    fn kind(&self) -> OpKind {
        OpKind::RestoreSegments
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let (project, trashed) = require_trashed(txn, &self.ids).await?;
        require_project(txn, project).await?;
        let live = segment::project_places(&mut *txn.db, project).await?;
        let live_holders = live
            .iter()
            .map(|place| (place.id, Holder::Live(place.sequence_index)));
        let returned_holders = trashed
            .iter()
            .enumerate()
            .map(|(number, old)| (old.id, Holder::Returned(number)));
        let holders: HashMap<SegmentId, Holder> = live_holders.chain(returned_holders).collect();
        let returning: Vec<Returning> = trashed
            .iter()
            .map(|old| Returning {
                index: old.sequence_index,
                predecessor: old.predecessor_id.and_then(|id| holders.get(&id).copied()),
            })
            .collect();
        let taken: Vec<i64> = live.iter().map(|place| place.sequence_index).collect();
        let (shifts, places) = edit::restore(&taken, &returning);
        let ids: Vec<SegmentId> = trashed.iter().map(|old| old.id).collect();
        let moved = trashed
            .iter()
            .zip(&places)
            .filter(|(old, place)| old.sequence_index != **place)
            .count();
        txn.shift_segments(project, shifts).await?;
        txn.restore_segments(&ids, &places).await?;
        Ok(RestoreReceipt {
            segments: ids.len() as i64,
            moved: moved as i64,
        })
    }
}

/// Returns what the trash knows of some segments of one project, by old index. An unknown id refuses the operation.
pub(super) async fn require_trashed(
    txn: &mut Txn<'_>,
    ids: &[SegmentId],
) -> Result<(ProjectId, Vec<OldPlace>)> {
    let trashed = trash::places(&mut *txn.db, ids).await?;
    let found = trashed.iter().map(|old| (old.id, old.project_id));
    let project = require_all_of_one_project(RowKind::DeletedSegment, ids, found)?;
    Ok((project, trashed))
}

async fn require_project(txn: &mut Txn<'_>, id: ProjectId) -> Result<()> {
    match project::get(&mut *txn.db, id).await {
        Err(Error::NotFound { .. }) => Err(Error::invalid(Refusal::ProjectDeleted)),
        Err(error) => Err(error),
        Ok(_) => txn.in_project(id).await,
    }
}
