//! Undo and redo: an operation's images put back, through the same transaction as any change.

use super::txn::Txn;
use crate::Result;
use crate::model::{OpState, ProjectId, SegmentId, Shift};
use crate::storage::op::{LoggedOp, ReplayedRow};
use crate::storage::{op, project, trash};

/// Which images of an operation come true: those before it (undo) or after it (redo).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// As it was.
    Before,
    /// As it became.
    After,
}

impl Side {
    /// Returns the side as the statements name it.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }

    fn state(self) -> OpState {
        match self {
            Self::Before => OpState::Undone,
            Self::After => OpState::Done,
        }
    }

    fn shift(self, shift: Shift) -> Shift {
        match self {
            Self::Before => Shift {
                from: shift.to,
                to: shift.from,
                len: shift.len,
            },
            Self::After => shift,
        }
    }
}

impl Txn<'_> {
    /// Puts one side of an operation's images back: what goes, then the places of the rest, then what comes.
    pub(crate) async fn replay(&mut self, project: ProjectId, step: &LoggedOp, side: Side) -> Result<()> {
        self.begin_replay(project, step.segments);
        let rows = op::rows(&mut *self.db, step.id, side).await?;
        let chosen = |which: fn(&ReplayedRow) -> bool| -> Vec<SegmentId> {
            rows.iter().filter(|row| which(row)).map(|row| row.id).collect()
        };
        let (goes, comes) = (chosen(|row| row.goes), chosen(|row| row.comes && !row.goes));
        let stays = chosen(|row| !row.goes && !row.comes);

        let media = op::media(&mut *self.db, step.id).await?;
        self.touch(media);
        self.take_away(&goes).await?;
        let shifts = op::shifts_of(&mut *self.db, step.id)
            .await?
            .into_iter()
            .map(|shift| side.shift(shift))
            .collect();
        self.replay_shifts(project, shifts).await?;
        let images = op::project_images(&mut *self.db, step.id, side).await?;
        for image in images.iter().filter(|image| image.comes) {
            project::put_back(&mut *self.db, image, self.now).await?;
        }
        op::put_back(&mut *self.db, step.id, side).await?;
        trash::delete(&mut *self.db, &comes).await?;
        op::change_back(&mut *self.db, step.id, side).await?;
        for image in images.iter().filter(|image| !image.comes) {
            match &image.title {
                Some(title) => project::rename(&mut *self.db, image.id, title).await?,
                None => project::delete(&mut *self.db, image.id).await?,
            }
        }
        self.told(images.is_empty(), comes.into_iter().chain(stays));
        op::set_state(&mut *self.db, step.id, side.state()).await
    }

    async fn take_away(&mut self, ids: &[SegmentId]) -> Result<()> {
        let op = self.op();
        trash::put_segments(&mut *self.db, ids, op, self.now).await?;
        self.gone(ids);
        Ok(())
    }
}
