//! Purge: from the trash to gone for ever. The only verb that can't be taken back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::restore::require_trashed;
use crate::Result;
use crate::model::{MediaId, OpKind, SegmentId};
use crate::transact::Txn;

/// Unlinks the files of deleted segments, unless another segment uses them, and forgets the segments. History is cut
/// of exactly what goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PurgeSegments {
    /// Deleted segments of one project, at least one. An unknown id refuses the whole operation.
    pub ids: Vec<SegmentId>,
}

/// What went for ever. The bytes are in the outcome's [`FileReport`](crate::model::FileReport).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PurgeReceipt {
    /// How many segments went.
    #[ts(type = "number")]
    pub segments: i64,
}

impl Op for PurgeSegments {
    type Value = PurgeReceipt;

    const FREES_SPACE: bool = true;

    fn kind(&self) -> OpKind {
        OpKind::PurgeSegments
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let (project, trashed) = require_trashed(txn, &self.ids).await?;
        let ids: Vec<SegmentId> = trashed.iter().map(|old| old.id).collect();
        let media: Vec<MediaId> = trashed
            .iter()
            .flat_map(|old| [old.image_id, old.audio_id])
            .flatten()
            .collect();
        txn.purge_segments(project, &ids, media).await?;
        Ok(PurgeReceipt {
            segments: ids.len() as i64,
        })
    }
}
