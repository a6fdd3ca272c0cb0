//! Put copies of segments, of whatever project, live or deleted, at a place.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::segment::{make_room, require_place};
use crate::model::{OpKind, ProjectId, SegmentId};
use crate::storage::segment::{self, Content, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, RowKind};

/// More than an editor selects by hand, and a bound for one step of the history.
const MOST_COPIES: usize = 10_000;

/// Copies segments of any projects to stand as one block from an index on: live ones, and deleted ones that the trash
/// still has, so that what was cut can be pasted. What stands there and behind moves up; gaps stay. A copy has the
/// text, the prompt and the same media files, and is not locked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct PasteSegments {
    /// The project to paste into.
    pub project_id: ProjectId,
    /// Sequence index of the first copy, from 0 to the last index plus one.
    #[ts(type = "number")]
    pub at: i64,
    /// What to copy, in the order in which the copies are to stand, from one to 10,000. An id that is unknown or was
    /// purged refuses the whole operation; a repeated one counts once.
    pub ids: Vec<SegmentId>,
}

/// The copies that were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CopyReceipt {
    /// Their ids, in the order in which they stand.
    pub ids: Vec<SegmentId>,
    /// Sequence index of the first of them. The others follow without a gap.
    #[ts(type = "number")]
    pub first_index: i64,
}

impl Op for PasteSegments {
    type Value = CopyReceipt;

    fn kind(&self) -> OpKind {
        OpKind::PasteSegments
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        require_few(&self.ids)?;
        txn.in_project(self.project_id).await?;
        let last = segment::last_index(&mut *txn.db, self.project_id)
            .await?
            .unwrap_or(-1);
        require_place(self.at, last)?;
        let contents = segment::contents(&mut *txn.db, &self.ids).await?;
        require_all(&self.ids, &contents)?;
        add_copies(txn, self.project_id, self.at, contents).await
    }
}

/// Refuses to copy nothing, or more than one step takes.
pub(super) fn require_few(ids: &[SegmentId]) -> Result<()> {
    match ids.len() {
        0 => Err(Error::invalid(Refusal::NoSegmentNamed)),
        1..=MOST_COPIES => Ok(()),
        _ => Err(Error::invalid(Refusal::TooManyCopies {
            most: MOST_COPIES as u32,
        })),
    }
}

fn require_all(ids: &[SegmentId], found: &[Content]) -> Result<()> {
    let known: HashSet<SegmentId> = found.iter().map(|content| content.id).collect();
    let unknown: Vec<i64> = ids
        .iter()
        .filter(|id| !known.contains(id))
        .map(|id| id.0)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    Err(Error::not_found(RowKind::Segment, unknown))
}

/// Adds segments with such contents as one block from an index on. Their files come back from the trash if they are there.
pub(super) async fn add_copies(
    txn: &mut Txn<'_>,
    project: ProjectId,
    at: i64,
    contents: Vec<Content>,
) -> Result<CopyReceipt> {
    make_room(txn, project, at, contents.len() as i64).await?;
    txn.touch(contents.iter().flat_map(Content::media));
    let first = segment::next_id(&mut *txn.db).await?;
    let rows: Vec<NewSegment> = contents
        .into_iter()
        .zip(0..)
        .map(|(content, nth)| NewSegment {
            id: SegmentId(first.0 + nth),
            sequence_index: at + nth,
            text: content.text,
            image_prompt: content.image_prompt,
            image_id: content.image_id,
            audio_id: content.audio_id,
            is_audio_stale: content.is_audio_stale,
        })
        .collect();
    txn.add_segments(project, &rows).await?;
    Ok(CopyReceipt {
        ids: rows.iter().map(|row| row.id).collect(),
        first_index: at,
    })
}
