//! Lock and unlock segments.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::Result;
use crate::model::{OpKind, SegmentId};
use crate::storage::segment;
use crate::transact::Txn;

/// Locks segments or unlocks them, in one step. Those that are so already stay as they are; where all are, there is no
/// step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct LockSegments {
    /// Segments of one project, at least one. An unknown id refuses the whole operation.
    pub ids: Vec<SegmentId>,
    /// Whether they are to be locked.
    pub locked: bool,
}

impl Op for LockSegments {
    type Value = ();

    fn kind(&self) -> OpKind {
        if self.locked {
            OpKind::LockSegment
        } else {
            OpKind::UnlockSegment
        }
    }

    fn segments(&self) -> &[SegmentId] {
        &self.ids
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let places = txn.require_segments()?;
        let changing = places.iter().filter(|place| place.is_locked != self.locked);
        let ids: Vec<SegmentId> = changing.map(|place| place.id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        txn.about(ids.len());
        txn.edit_segments(&ids).await?;
        segment::set_locked(&mut *txn.db, &ids, self.locked, txn.now).await
    }
}
