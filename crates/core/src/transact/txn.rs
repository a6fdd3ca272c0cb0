//! One operation under way.

mod finish;

use std::collections::HashSet;

use sqlx::SqliteConnection;

pub(super) use finish::{Committed, Written};

use super::named::require_all_of_one_project;
use crate::media::stage::StagedMedia;
use crate::model::{Change, Location, MediaId, OpId, OpKind, ProjectId, SegmentId, Shift};
use crate::ops::Op;
use crate::storage::delete::{Deleted, Deletion};
use crate::storage::media::NewMedia;
use crate::storage::op::Begun;
use crate::storage::segment::{Neighbours, NewSegment, Place};
use crate::storage::{delete, media, op, project, segment, trash};
use crate::{Error, Refusal, Result, RowKind, clock};

/// One operation under way: what its verb may do to the library, each step logged.
#[derive(Debug)]
pub struct Txn<'c> {
    pub(crate) db: &'c mut SqliteConnection,
    pub(crate) now: i64,
    op: OpId,
    kind: OpKind,
    named: Vec<SegmentId>,
    named_places: Vec<Place>,
    project: Option<ProjectId>,
    segments: i64,
    is_final: bool,
    replays: bool,
    joins: Option<OpId>,
    staged: Vec<StagedMedia>,
    changed: Vec<SegmentId>,
    changed_project: Option<ProjectId>,
    released: HashSet<MediaId>,
    touched: HashSet<MediaId>,
    unreferenced: Location,
    change: Change,
}

impl<'c> Txn<'c> {
    /// Works on a transaction that began for a verb.
    pub(super) fn of(
        db: &'c mut SqliteConnection,
        begun: Begun,
        verb: &impl Op,
        staged: Vec<StagedMedia>,
    ) -> Self {
        Self {
            db,
            now: clock::now_ms(),
            op: begun.op,
            kind: verb.kind(),
            named: verb.segments().to_vec(),
            named_places: begun.places,
            project: None,
            segments: 0,
            is_final: false,
            replays: false,
            joins: None,
            staged,
            changed: Vec::new(),
            changed_project: None,
            released: HashSet::new(),
            touched: HashSet::new(),
            unreferenced: Location::Trash,
            change: Change::default(),
        }
    }

    /// Says which project the operation is in. An unknown one is refused.
    pub(crate) async fn in_project(&mut self, id: ProjectId) -> Result<()> {
        project::get(&mut *self.db, id).await?;
        self.project = Some(id);
        self.change.project_id = Some(id);
        Ok(())
    }

    /// Returns the places of the segments that the verb names, as they were when it began, by sequence index, each once.
    /// An unknown one refuses the operation, and so do segments of two projects, and none at all.
    pub(crate) fn require_segments(&mut self) -> Result<Vec<Place>> {
        let found = self.named_places.iter().map(|place| (place.id, place.project_id));
        let project = require_all_of_one_project(RowKind::Segment, &self.named, found)?;
        self.project = Some(project);
        self.change.project_id = Some(project);
        self.about(self.named_places.len());
        Ok(self.named_places.clone())
    }

    /// Keeps the content of segments as it is, before the verb changes it; the change tells what it became.
    pub(crate) async fn edit_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        op::segments_before(&mut *self.db, self.op, ids).await?;
        self.changed.extend_from_slice(ids);
        Ok(())
    }

    /// Makes this the same step as the project's last one, if that was an edit of the same segment.
    pub(crate) async fn join_last_edit(&mut self, id: SegmentId) -> Result<()> {
        let Some(project) = self.project else {
            return Ok(());
        };
        self.joins = op::last_edit_of(&mut *self.db, project, id).await?;
        Ok(())
    }

    /// Makes typing that ends with the text which it began with leave the take as it was.
    pub(crate) async fn end_typing(&mut self, id: SegmentId) -> Result<()> {
        match self.joins {
            Some(step) => op::keep_take(&mut *self.db, step, id).await,
            None => Ok(()),
        }
    }

    /// Adds segments.
    pub(crate) async fn add_segments(&mut self, project: ProjectId, rows: &[NewSegment]) -> Result<()> {
        segment::insert(&mut *self.db, project, rows, self.now).await?;
        self.about(rows.len());
        self.changed.extend(rows.iter().map(|row| row.id));
        Ok(())
    }

    /// Takes segments from the timeline into the trash. Returns what is then taken around runs of indexes of the
    /// operation's project, each run given as its first and last index.
    pub(crate) async fn trash_segments(
        &mut self,
        ids: &[SegmentId],
        runs: &[(i64, i64)],
    ) -> Result<Vec<Neighbours>> {
        let deletion = self.deletion(ids, runs);
        let deleted = delete::trash(&mut *self.db, deletion).await?;
        Ok(self.deleted(ids, deleted))
    }

    /// Takes segments away for ever: no trash, no history, files unlinked. The operation cannot be taken back. Returns
    /// what is then taken around runs of indexes of its project, each run given as its first and last index.
    pub(crate) async fn erase_segments(
        &mut self,
        ids: &[SegmentId],
        runs: &[(i64, i64)],
    ) -> Result<Vec<Neighbours>> {
        self.is_final = true;
        self.forget_segments(ids).await?;
        self.unreferenced = Location::Purged;
        let deletion = self.deletion(ids, runs);
        let deleted = delete::erase(&mut *self.db, deletion).await?;
        Ok(self.deleted(ids, deleted))
    }

    fn deletion<'a>(&self, segments: &'a [SegmentId], runs: &'a [(i64, i64)]) -> Deletion<'a> {
        Deletion {
            segments,
            op: self.op,
            now: self.now,
            project: self.project,
            runs,
        }
    }

    fn deleted(&mut self, ids: &[SegmentId], deleted: Deleted) -> Vec<Neighbours> {
        self.release(deleted.media);
        self.change.removed.extend_from_slice(ids);
        deleted.around
    }

    async fn forget_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        // Earlier takes of theirs that history alone could have brought back go with it.
        let media = op::media_of_segments(&mut *self.db, ids).await?;
        self.release(media);
        op::forget_segments(&mut *self.db, ids).await?;
        match self.project {
            Some(project) => op::drop_empty(&mut *self.db, project, self.op).await,
            None => Ok(()),
        }
    }

    /// Takes segments out of the trash, to stand at stated indexes.
    pub(crate) async fn restore_segments(&mut self, ids: &[SegmentId], places: &[i64]) -> Result<()> {
        trash::take_out(&mut *self.db, ids, places).await?;
        trash::delete(&mut *self.db, ids).await?;
        let media = segment::media_of(&mut *self.db, ids).await?;
        self.touch(media);
        self.about(ids.len());
        self.changed.extend_from_slice(ids);
        Ok(())
    }

    /// Takes segments from the trash for ever: no history, files unlinked that nothing else refers to.
    pub(crate) async fn purge_segments(
        &mut self,
        project: ProjectId,
        ids: &[SegmentId],
        media: impl IntoIterator<Item = MediaId>,
    ) -> Result<()> {
        // The project may be gone by now: its trash is purged all the same.
        self.project = Some(project);
        self.change.project_id = Some(project);
        self.is_final = true;
        self.unreferenced = Location::Purged;
        self.release(media);
        self.about(ids.len());
        trash::delete(&mut *self.db, ids).await?;
        self.forget_segments(ids).await
    }

    /// Moves runs of segments of the operation's project.
    pub(crate) async fn shift_segments(&mut self, project: ProjectId, shifts: Vec<Shift>) -> Result<()> {
        if shifts.is_empty() {
            return Ok(());
        }
        segment::shift(&mut *self.db, project, &shifts).await?;
        op::shifts(&mut *self.db, self.op, &shifts).await?;
        self.change.shifts.extend(shifts);
        Ok(())
    }

    /// Moves all segments of the operation's project up so that the first stands at 0. For good: a shift to a place
    /// below zero is none that could be replayed.
    pub(crate) async fn raise_segments(&mut self, project: ProjectId, first: i64, last: i64) -> Result<()> {
        // By way of places so high that the parking ones of a shift, below zero, are free too.
        let reach = |above: i64| Some((above, above.checked_add(last)?.checked_add(1)?));
        let Some((above, len)) = first.checked_neg().and_then(reach) else {
            return Err(Error::invalid(Refusal::TooFarApart));
        };
        let shift = |from, to| Shift { from, to, len };
        segment::shift(&mut *self.db, project, &[shift(first, above)]).await?;
        segment::shift(&mut *self.db, project, &[shift(above, 0)]).await?;
        self.is_final = true;
        op::shifts(&mut *self.db, self.op, &[shift(first, 0)]).await?;
        self.change.shifts.push(shift(first, 0));
        Ok(())
    }

    /// Makes the operation one that takes another back or does it again: nothing of it is logged.
    pub(super) fn begin_replay(&mut self, project: ProjectId, segments: i64) {
        self.replays = true;
        self.project = Some(project);
        self.segments = segments;
    }

    /// Moves runs of segments without logging it.
    pub(super) async fn replay_shifts(&mut self, project: ProjectId, shifts: Vec<Shift>) -> Result<()> {
        if !shifts.is_empty() {
            segment::shift(&mut *self.db, project, &shifts).await?;
            self.change.shifts.extend(shifts);
        }
        Ok(())
    }

    /// Notes segments that left the timeline.
    pub(super) fn gone(&mut self, ids: &[SegmentId]) {
        self.change.removed.extend_from_slice(ids);
    }

    /// Notes what a replay changed. Where a project came or went, the list of projects is to be read again.
    pub(super) fn told(&mut self, project_stays: bool, changed: impl IntoIterator<Item = SegmentId>) {
        self.change.project_id = self.project;
        self.change.projects_changed = !project_stays;
        self.changed.extend(changed);
    }

    pub(super) fn op(&self) -> OpId {
        self.op
    }

    /// Notes media that gained a reference, or may have: where they belong is decided once the verb is through.
    pub(crate) fn touch(&mut self, media: impl IntoIterator<Item = MediaId>) {
        self.touched.extend(media);
    }

    /// Notes media that lost a reference: where they belong is decided once the verb is through.
    pub(crate) fn release(&mut self, media: impl IntoIterator<Item = MediaId>) {
        self.released.extend(media);
    }

    /// Gives the files that were copied in for this operation their rows, and returns the ids in the order in which
    /// the verb listed its media.
    pub(crate) async fn adopt_media(&mut self) -> Result<Vec<MediaId>> {
        let first = media::next_id(&mut *self.db).await?;
        let rows: Vec<NewMedia<'_>> = self
            .staged
            .iter()
            .zip(first.0..)
            .map(|(staged, id)| NewMedia {
                id: MediaId(id),
                kind: staged.facts.kind,
                path: format!("media/{}", staged.file_name),
                name: &staged.facts.name,
                bytes: staged.facts.bytes,
                width: staged.facts.width,
                height: staged.facts.height,
                duration_ms: staged.facts.duration_ms,
            })
            .collect();
        media::insert(&mut *self.db, &rows, self.now).await?;
        Ok(rows.iter().map(|row| row.id).collect())
    }

    /// Keeps a project's own row as it is, before the verb changes or deletes it.
    pub(crate) async fn edit_project(&mut self, id: ProjectId) -> Result<()> {
        self.in_project(id).await?;
        op::project_before(&mut *self.db, self.op, id).await?;
        self.changed_project = Some(id);
        self.change.projects_changed = true;
        Ok(())
    }

    /// Makes a project.
    pub(crate) async fn add_project(&mut self, title: &str) -> Result<ProjectId> {
        let id = project::insert(&mut *self.db, title, self.now).await?;
        self.project = Some(id);
        self.changed_project = Some(id);
        self.change.projects_changed = true;
        Ok(id)
    }

    /// Says how many segments the operation is about, for its name in the history.
    pub(crate) fn about(&mut self, segments: usize) {
        self.segments = segments as i64;
    }
}
