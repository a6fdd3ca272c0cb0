//! Delete segments: rows gone, files out of the media folder, a gap where they stood.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::model::{Gap, OpKind, SegmentId};
use crate::storage::segment::{self, Neighbours};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, edit};

/// Removes segments from the timeline, locked ones too. They go to the trash with their media.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DeleteSegments {
    /// Segments of one project, at least one. An unknown id refuses the whole operation; a repeated one counts once.
    pub ids: Vec<SegmentId>,
    /// Leave the gap, or close it.
    pub mode: DeleteMode,
    /// Unlink the files and forget the rows instead of moving both to the trash. Cannot be taken back.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub erase: bool,
}

/// What a delete leaves behind in the sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DeleteMode {
    /// The other segments keep their sequence index.
    Lift,
    /// The segments behind close up by as many places as were deleted before them.
    Ripple,
}

/// What a delete did to the timeline. What it did to the files is in the outcome's [`FileReport`](crate::model::FileReport).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeleteReceipt {
    /// How many segments went.
    #[ts(type = "number")]
    pub segments: i64,
    /// Sequence index of the first of them, as it was.
    #[ts(type = "number")]
    pub first_index: i64,
    /// How many of them were locked.
    #[ts(type = "number")]
    pub locked: i64,
    /// The gaps that now stand where they were, grown by neighbours that were missing before. Empty after a ripple,
    /// and none behind the last segment.
    pub gaps: Vec<Gap>,
    /// The rows and files are gone for ever, not in the trash.
    pub erased: bool,
}

impl Op for DeleteSegments {
    type Value = DeleteReceipt;

    const FREES_SPACE: bool = true;

    fn kind(&self) -> OpKind {
        match (self.erase, self.mode) {
            (true, _) => OpKind::EraseSegments,
            (false, DeleteMode::Lift) => OpKind::DeleteSegments,
            (false, DeleteMode::Ripple) => OpKind::RippleDeleteSegments,
        }
    }

    fn segments(&self) -> &[SegmentId] {
        &self.ids
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let places = txn.require_segments()?;
        let ids: Vec<SegmentId> = places.iter().map(|place| place.id).collect();
        let indexes: Vec<i64> = places.iter().map(|place| place.sequence_index).collect();
        let (Some(project), Some(first_index)) = (
            places.first().map(|place| place.project_id),
            indexes.first().copied(),
        ) else {
            return Err(Error::invalid(Refusal::NoSegmentNamed));
        };
        let runs = edit::runs(&indexes);
        let around = if self.erase {
            txn.erase_segments(&ids, &runs).await?
        } else {
            txn.trash_segments(&ids, &runs).await?
        };
        let gaps = match self.mode {
            DeleteMode::Lift => gaps_left(around),
            DeleteMode::Ripple => {
                let left = segment::last_index(&mut *txn.db, project).await?;
                let last = left.max(indexes.last().copied()).unwrap_or(first_index);
                txn.shift_segments(project, edit::ripple(&indexes, last)).await?;
                Vec::new()
            }
        };
        Ok(DeleteReceipt {
            segments: places.len() as i64,
            first_index,
            locked: places.iter().filter(|place| place.is_locked).count() as i64,
            gaps,
            erased: self.erase,
        })
    }
}

/// Returns the gaps where segments were deleted, as an editor sees them: whole, and none behind the last segment.
fn gaps_left(around: Vec<Neighbours>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = around
        .into_iter()
        .filter_map(|Neighbours { before, after }| {
            // A damaged library may have any numbers.
            let index = before.map_or(0, |before| before.saturating_add(1));
            Some(Gap {
                index,
                len: after?.saturating_sub(index),
            })
        })
        .collect();
    gaps.sort_unstable_by_key(|gap| gap.index);
    gaps.dedup();
    gaps
}
