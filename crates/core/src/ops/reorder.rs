//! Give segments new places: a whole order, closed gaps, or a block moved. Nothing is ever swapped or overwritten.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::model::{OpKind, ProjectId, SegmentId};
use crate::storage::segment::{self, Place};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, edit};

/// Gives a project's segments the indexes 0..n-1 in a stated order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ReorderSegments {
    /// The project.
    pub project_id: ProjectId,
    /// Every segment of the project, each once. Missing, extra, repeated or foreign ids are refused by name.
    pub order: Vec<SegmentId>,
}

/// Closes gaps: a reorder in today's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct CloseGaps {
    /// The project.
    pub project_id: ProjectId,
    /// First missing index of the one gap to close; `None` closes all.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub gap: Option<i64>,
}

/// Moves segments, in their order, to stand as one block from an index on. The rest closes up and makes room; gaps stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct MoveSegments {
    /// Segments of one project, at least one.
    pub ids: Vec<SegmentId>,
    /// Sequence index of the first of them afterwards, from 0 to the last index minus the other moved ones.
    #[ts(type = "number")]
    pub to: i64,
}

impl Op for ReorderSegments {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::ReorderSegments
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let places = segment::project_places(&mut *txn.db, self.project_id).await?;
        let indexes = require_complete(&self.order, &places)?;
        txn.about(places.len());
        txn.shift_segments(self.project_id, edit::reorder(&indexes)).await
    }
}

/// Returns the present indexes in the stated order, or says which ids are repeated, extra or missing.
fn require_complete(order: &[SegmentId], places: &[Place]) -> Result<Vec<i64>> {
    let index_of: HashMap<SegmentId, i64> = places
        .iter()
        .map(|place| (place.id, place.sequence_index))
        .collect();
    let mut stated = HashSet::new();
    let repeated: Vec<SegmentId> = order.iter().copied().filter(|id| !stated.insert(*id)).collect();
    let extra: Vec<SegmentId> = order
        .iter()
        .copied()
        .filter(|id| !index_of.contains_key(id))
        .collect();
    let missing: Vec<SegmentId> = places
        .iter()
        .map(|place| place.id)
        .filter(|id| !stated.contains(id))
        .collect();
    let faults: Vec<String> = [
        ("repeated", repeated),
        ("not in the project", extra),
        ("missing", missing),
    ]
    .into_iter()
    .filter(|(_, ids)| !ids.is_empty())
    .map(|(fault, ids)| format!("{fault}: {}", listed(&ids)))
    .collect();
    if !faults.is_empty() {
        return Err(Error::invalid(Refusal::WrongOrder {
            faults: faults.join("; "),
        }));
    }
    Ok(order.iter().filter_map(|id| index_of.get(id).copied()).collect())
}

fn listed(ids: &[SegmentId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl Op for CloseGaps {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::CloseGaps
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let places = segment::project_places(&mut *txn.db, self.project_id).await?;
        let indexes: Vec<i64> = places.iter().map(|place| place.sequence_index).collect();
        txn.about(places.len());
        let shifts = match self.gap {
            Some(gap) => {
                edit::close_gap(&indexes, gap).ok_or_else(|| Error::invalid(Refusal::NoGap { index: gap }))?
            }
            None => edit::close_gaps(&indexes),
        };
        txn.shift_segments(self.project_id, shifts).await
    }
}

impl Op for MoveSegments {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::MoveSegments
    }

    fn segments(&self) -> &[SegmentId] {
        &self.ids
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let places = txn.require_segments()?;
        let moved: Vec<i64> = places.iter().map(|place| place.sequence_index).collect();
        let Some(project) = places.first().map(|place| place.project_id) else {
            return Ok(());
        };
        let last = segment::last_index(&mut *txn.db, project).await?.unwrap_or(0);
        let furthest = last + 1 - moved.len() as i64;
        if !(0..=furthest).contains(&self.to) {
            return Err(Error::invalid(Refusal::NoPlaceToMove {
                place: self.to,
                last: furthest,
            }));
        }
        txn.shift_segments(project, edit::move_block(&moved, self.to, last))
            .await
    }
}
