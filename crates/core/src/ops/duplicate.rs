//! Put copies of segments right behind them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::paste::{CopyReceipt, add_copies, require_few};
use crate::model::{OpKind, SegmentId};
use crate::storage::segment;
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

/// Copies segments, in their order, to stand as one block right behind the last of them. What stands behind moves up;
/// gaps stay. A copy has the text, the prompt and the same media files, and is not locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DuplicateSegments {
    /// Segments of one project, from one to 10,000. An unknown id refuses the whole operation; a repeated one counts once.
    pub ids: Vec<SegmentId>,
}

impl Op for DuplicateSegments {
    type Value = CopyReceipt;

    fn kind(&self) -> OpKind {
        OpKind::DuplicateSegments
    }

    fn segments(&self) -> &[SegmentId] {
        &self.ids
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        require_few(&self.ids)?;
        let places = txn.require_segments()?;
        let (Some(project), Some(last)) = (
            places.first().map(|place| place.project_id),
            places.last().map(|place| place.sequence_index),
        ) else {
            return Err(Error::invalid(Refusal::NoSegmentNamed));
        };
        let ids: Vec<SegmentId> = places.iter().map(|place| place.id).collect();
        let contents = segment::contents(&mut *txn.db, &ids).await?;
        add_copies(txn, project, last.saturating_add(1), contents).await
    }
}
