//! The end of an operation: what it became, where files belong now, and what there is to tell.

use std::collections::HashSet;

use super::Txn;
use crate::Result;
use crate::media::stage::StagedMedia;
use crate::model::{Change, Location, MediaId, OpId};
use crate::storage::media::FileRow;
use crate::storage::op::Closing;
use crate::storage::{op, segment};

/// How many new or changed segments a change tells one by one. Beyond that a window reads the outline anew, which is
/// some twenty bytes a segment in place of hundreds.
const MOST_TOLD: usize = 1_000;

/// What a commit leaves to do and to tell.
pub(in crate::transact) struct Committed {
    pub(in crate::transact) op: OpId,
    pub(in crate::transact) change: Change,
    pub(in crate::transact) unsettled: Vec<FileRow>,
    pub(in crate::transact) kept: Vec<FileRow>,
}

/// What a verb wrote, before the commit.
pub(in crate::transact) enum Written {
    /// Nothing: the transaction is to be rolled back.
    Nothing(Committed),
    /// A change, with the media that it released or referred to anew, and those that it brought in.
    Change(Committed, HashSet<MediaId>, Vec<StagedMedia>),
}

impl Txn<'_> {
    fn changed_nothing(&self) -> bool {
        !self.replays
            && !self.is_final
            && self.changed.is_empty()
            && self.changed_project.is_none()
            && self.change.removed.is_empty()
            && self.change.shifts.is_empty()
    }

    /// Writes down what the verb did: what it became, where files belong now, and what the operation was about. One that
    /// changed nothing leaves no trace, not even a number.
    pub(in crate::transact) async fn finish(mut self) -> Result<Written> {
        if self.changed_nothing() {
            return Ok(Written::Nothing(Committed {
                op: OpId(self.op.0 - 1),
                change: Change::default(),
                unsettled: Vec::new(),
                kept: Vec::new(),
            }));
        }
        if !self.replays {
            self.log_after().await?;
        }
        let (unsettled, kept) = self.close().await?;
        // A new project is read as a whole: no list of all that is in it.
        if self.change.project_id.is_some() && !self.changed.is_empty() {
            self.change.reread = self.changed.len() > MOST_TOLD;
            if !self.change.reread {
                self.change.upserted = segment::by_ids(&mut *self.db, &self.changed).await?;
            }
        }
        let committed = Committed {
            op: self.op,
            change: self.change,
            unsettled,
            kept,
        };
        self.released.extend(self.touched);
        Ok(Written::Change(committed, self.released, self.staged))
    }

    async fn log_after(&mut self) -> Result<()> {
        if let Some(joined) = self.joins {
            op::segments_after(&mut *self.db, joined, &self.changed).await?;
            return op::delete(&mut *self.db, self.op).await;
        }
        if !self.changed.is_empty() {
            op::segments_after(&mut *self.db, self.op, &self.changed).await?;
        }
        if let Some(project) = self.changed_project {
            op::project_after(&mut *self.db, self.op, project).await?;
        }
        Ok(())
    }

    /// Closes the operation. Returns the released files that have a move before them, and those that stay because
    /// another segment uses them.
    async fn close(&mut self) -> Result<(Vec<FileRow>, Vec<FileRow>)> {
        let media: Vec<MediaId> = self.released.union(&self.touched).copied().collect();
        let closing = Closing {
            op: self.op,
            kind: self.kind,
            project: self.project,
            segments: self.segments,
            is_final: self.is_final,
            is_new: !self.replays,
            media: &media,
            unreferenced: self.unreferenced,
        };
        let rows = op::close(&mut *self.db, closing, self.now).await?;
        let (unsettled, settled): (Vec<_>, Vec<_>) = rows.into_iter().partition(FileRow::is_unsettled);
        let kept = settled
            .into_iter()
            .filter(|row| row.wanted == Location::Media && self.released.contains(&row.id))
            .collect();
        Ok((unsettled, kept))
    }
}
