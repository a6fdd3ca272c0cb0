//! Bring segments that stand before the first place behind it.

use super::Op;
use crate::model::{OpKind, ProjectId};
use crate::storage::segment;
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

/// Moves a whole project up until no sequence index is below zero; its gaps stay. Cannot be taken back: no road of
/// ours leads to a place below zero. Asked for by a repair only.
#[derive(Debug, Clone)]
pub(crate) struct RepairOrder {
    /// The project.
    pub(crate) project_id: ProjectId,
}

impl Op for RepairOrder {
    type Value = i64;

    fn kind(&self) -> OpKind {
        OpKind::RepairOrder
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let places = segment::project_places(&mut *txn.db, self.project_id).await?;
        let misplaced = places.iter().filter(|place| place.sequence_index < 0).count();
        let (Some(first), Some(last), true) = (places.first(), places.last(), misplaced > 0) else {
            return Err(Error::invalid(Refusal::OrderIsSound));
        };
        txn.raise_segments(self.project_id, first.sequence_index, last.sequence_index)
            .await?;
        txn.about(places.len());
        Ok(misplaced as i64)
    }
}
