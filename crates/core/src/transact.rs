//! The one write path: begin, the verb's body, the op log, commit, settle, outcome.
//!
//! Nothing on disk moves before the commit, and whatever a verb changes is in the op log of the same commit, as
//! it was and as it is: an operation whose undo record cannot be written does not happen.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::{Connection, SqliteConnection};

use crate::library::Inner;
use crate::media::settle::{self, Settled, SettledFile};
use crate::media::stage::{StagedMedia, stage_all};
use crate::media::store::Store;
use crate::model::{Change, Location, MediaId, OpId, Outcome, ProjectId, SegmentId, Shift};
use crate::ops::Op;
use crate::storage::media::{FileRow, NewMedia};
use crate::storage::segment::{NewSegment, Place};
use crate::storage::{connect, media, op, project, segment, trash};
use crate::{Error, Result, clock};

/// The connection that writes, and the moves that are made but not recorded yet.
#[derive(Debug)]
pub(crate) struct Writer {
    /// `None` after a commit that failed on the disk, until the database is opened anew; and once closed.
    pub(crate) connection: Option<SqliteConnection>,
    /// Recorded a moment later, off the editor's path: until then their rows say unsettled, which is harmless.
    pub(crate) unrecorded: Vec<SettledFile>,
    /// No more writes: the library is closed.
    pub(crate) closed: bool,
}

/// Runs a verb to its end: all of it or nothing.
pub(crate) async fn transact<O: Op>(library: &Inner, verb: O) -> Result<Outcome<O::Value>> {
    let staged = stage(&library.store, &verb).await?;
    let mut writer = library.writer.lock().await;
    let (done, committed) = match writer.commit(library, verb.clone(), staged).await {
        Err(error) if O::FREES_SPACE && is_disk_full(&error) && library.store.free_ballast() => {
            tracing::warn!("the disk is full: the ballast makes room for the delete");
            writer.commit(library, verb, Vec::new()).await?
        }
        done => done?,
    };
    let files = settle::settle(&library.store, committed.unsettled).await;
    let outcome = Outcome {
        value: done,
        change: committed.change,
        files: settle::report(&files, &committed.kept),
        revision: committed.op.0,
    };
    writer.keep_for_record(files);
    if writer
        .unrecorded
        .iter()
        .any(|file| file.settled != Settled::Moved)
    {
        // What went wrong is shown at once, so it has to be known at once.
        writer.record(&library.store).await;
    } else {
        library.record_soon.notify_one();
    }
    Ok(outcome)
}

fn is_disk_full(error: &Error) -> bool {
    error.code() == crate::ErrorCode::DiskFull
}

async fn stage<O: Op>(store: &Arc<Store>, verb: &O) -> Result<Vec<StagedMedia>> {
    let sources = verb.media();
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let store = Arc::clone(store);
    tokio::task::spawn_blocking(move || stage_all(&store, &sources))
        .await
        .unwrap_or_else(|error| {
            Err(Error::invalid(format!(
                "Copying the files into the library stopped half way ({error})."
            )))
        })
}

/// What a commit leaves to do and to tell.
struct Committed {
    op: OpId,
    change: Change,
    unsettled: Vec<FileRow>,
    kept: Vec<FileRow>,
}

impl Writer {
    /// Returns the connection, opened anew and recovered if the last commit failed on the disk.
    async fn connection(&mut self, library: &Inner) -> Result<&mut SqliteConnection> {
        if self.closed {
            return Err(Error::invalid("This library is closed."));
        }
        if self.connection.is_none() {
            let mut connection = connect::writer(&library.database, false).await?;
            recover(&mut connection, &library.store).await?;
            self.connection = Some(connection);
        }
        self.connection
            .as_mut()
            .ok_or_else(|| Error::invalid("This library is closed."))
    }

    /// Runs a verb in one transaction.
    async fn commit<O: Op>(
        &mut self,
        library: &Inner,
        verb: O,
        staged: Vec<StagedMedia>,
    ) -> Result<(O::Value, Committed)> {
        let done = self.try_commit(library, verb, staged).await;
        if let Err(error) = &done {
            self.distrust_after(error).await;
        }
        done
    }

    async fn try_commit<O: Op>(
        &mut self,
        library: &Inner,
        verb: O,
        staged: Vec<StagedMedia>,
    ) -> Result<(O::Value, Committed)> {
        let failed = Error::database;
        let connection = self.connection(library).await?;
        let mut db = connection
            .begin_with("BEGIN IMMEDIATE")
            .await
            .map_err(failed("Starting the change failed"))?;
        let mut txn = Txn::begin(&mut db, verb.kind(), staged).await?;
        let value = verb.apply(&mut txn).await?;
        if txn.changed_nothing() {
            let unchanged = txn.abandon();
            db.rollback().await.map_err(failed("Ending the change failed"))?;
            return Ok((value, unchanged));
        }
        let (committed, released, adopted) = txn.finish().await?;
        let saved = db.commit().await.map_err(failed("Saving the change failed"));
        self.forget_unrecorded(&released);
        // SQLite takes a commit back that finds no room. After any other failure the rows may be on disk for all we
        // know, so their files stay: at worst they are orphans, which check reports.
        if !saved.as_ref().is_err_and(is_disk_full) {
            adopted.into_iter().for_each(StagedMedia::keep);
        }
        saved.map(|()| (value, committed))
    }

    /// Closes the connection after a failure of the database; it is opened anew before the next change. After a
    /// failed sync the kernel may call clean what never reached the disk, and a transaction that SQLite took back by
    /// itself, as it does when there is no room, sqlx holds for open and begins no other.
    async fn distrust_after(&mut self, error: &Error) {
        if !matches!(error, Error::Database { .. }) {
            return;
        }
        tracing::warn!(%error, "the database is opened anew before the next change");
        if let Some(connection) = self.connection.take()
            && let Err(error) = connection.close().await
        {
            tracing::debug!(%error, "the old connection did not close cleanly");
        }
    }

    // A later operation decides anew about a file: an older move of it must not be recorded as the last word.
    fn forget_unrecorded(&mut self, released: &HashSet<MediaId>) {
        self.unrecorded.retain(|file| !released.contains(&file.row.id));
    }

    fn keep_for_record(&mut self, files: Vec<SettledFile>) {
        self.unrecorded.extend(files);
    }

    /// Records the moves made since the last time. What cannot be recorded is found again when the library is opened.
    pub(crate) async fn record(&mut self, store: &Arc<Store>) {
        let files = std::mem::take(&mut self.unrecorded);
        let Some(connection) = self.connection.as_mut() else {
            return;
        };
        if let Err(error) = settle::record(connection, store, &files).await {
            tracing::error!(%error, files = files.len(), "moved files are not recorded yet");
            self.distrust_after(&error).await;
        }
    }

    /// Tries again to move the files that wait.
    pub(crate) async fn retry_waiting(&mut self, store: &Arc<Store>) -> Result<()> {
        let Some(connection) = self.connection.as_mut() else {
            return Ok(());
        };
        let mut waiting = media::unsettled(&mut *connection).await?;
        waiting.retain(|row| row.problem.is_some());
        if waiting.is_empty() {
            return Ok(());
        }
        let files = settle::settle(store, waiting).await;
        settle::record(connection, store, &files).await
    }
}

/// Settles whatever a crash, a full disk or a busy file left unsettled. Repeatable.
pub(crate) async fn recover(connection: &mut SqliteConnection, store: &Arc<Store>) -> Result<()> {
    let rows = media::unsettled(&mut *connection).await?;
    if rows.is_empty() {
        return Ok(());
    }
    tracing::info!(files = rows.len(), "settling what was left over");
    let files = settle::settle(store, rows).await;
    settle::record(connection, store, &files).await
}

/// One operation under way: what its verb may do to the library, each step logged.
#[derive(Debug)]
pub struct Txn<'c> {
    pub(crate) db: &'c mut SqliteConnection,
    pub(crate) now: i64,
    op: OpId,
    project: Option<ProjectId>,
    segments: i64,
    is_final: bool,
    staged: Vec<StagedMedia>,
    changed: Vec<SegmentId>,
    changed_project: Option<ProjectId>,
    released: HashSet<MediaId>,
    unreferenced: Location,
    change: Change,
}

impl<'c> Txn<'c> {
    async fn begin(
        db: &'c mut SqliteConnection,
        kind: &'static str,
        staged: Vec<StagedMedia>,
    ) -> Result<Self> {
        let now = clock::now_ms();
        let op = op::insert(&mut *db, kind, now).await?;
        Ok(Self {
            db,
            now,
            op,
            project: None,
            segments: 0,
            is_final: false,
            staged,
            changed: Vec::new(),
            changed_project: None,
            released: HashSet::new(),
            unreferenced: Location::Trash,
            change: Change::default(),
        })
    }

    /// Says which project the operation is in. An unknown one is refused.
    pub(crate) async fn in_project(&mut self, id: ProjectId) -> Result<()> {
        project::get(&mut *self.db, id).await?;
        self.project = Some(id);
        self.change.project_id = Some(id);
        Ok(())
    }

    /// Returns the places of the segments that an operation is about, by sequence index, each once. An unknown id
    /// refuses the operation, and so do segments of two projects.
    pub(crate) async fn require_segments(&mut self, ids: &[SegmentId]) -> Result<Vec<Place>> {
        let places = segment::places(&mut *self.db, ids).await?;
        let known: HashSet<SegmentId> = places.iter().map(|place| place.id).collect();
        let unknown: Vec<i64> = ids
            .iter()
            .filter(|id| !known.contains(id))
            .map(|id| id.0)
            .collect();
        if !unknown.is_empty() {
            return Err(Error::not_found("segment", unknown));
        }
        let Some(first) = places.first() else {
            return Err(Error::invalid("No segment was named."));
        };
        if places.iter().any(|place| place.project_id != first.project_id) {
            return Err(Error::invalid("These segments are of different projects.")
                .with_hint("Take the segments of one project at a time."));
        }
        self.in_project(first.project_id).await?;
        self.about(places.len());
        Ok(places)
    }

    /// Keeps the content of segments as it is, before the verb changes it; the change tells what it became.
    pub(crate) async fn edit_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        op::segments_before(&mut *self.db, self.op, ids).await?;
        self.changed.extend_from_slice(ids);
        Ok(())
    }

    /// Adds segments.
    pub(crate) async fn add_segments(&mut self, project: ProjectId, rows: &[NewSegment]) -> Result<()> {
        segment::insert(&mut *self.db, project, rows, self.now).await?;
        self.about(rows.len());
        self.changed.extend(rows.iter().map(|row| row.id));
        Ok(())
    }

    /// Takes segments from the timeline into the trash.
    pub(crate) async fn trash_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        op::segments_before(&mut *self.db, self.op, ids).await?;
        trash::put_segments(&mut *self.db, ids, self.op, self.now).await?;
        self.remove_segments(ids).await
    }

    /// Takes segments away for ever: no trash, no history, files unlinked. The operation cannot be taken back.
    pub(crate) async fn erase_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        op::forget_segments(&mut *self.db, ids).await?;
        self.is_final = true;
        self.unreferenced = Location::Purged;
        self.remove_segments(ids).await
    }

    async fn remove_segments(&mut self, ids: &[SegmentId]) -> Result<()> {
        let media = segment::media_of(&mut *self.db, ids).await?;
        self.release(media);
        segment::delete(&mut *self.db, ids).await?;
        self.change.removed.extend_from_slice(ids);
        Ok(())
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

    fn changed_nothing(&self) -> bool {
        self.changed.is_empty()
            && self.changed_project.is_none()
            && self.change.removed.is_empty()
            && self.change.shifts.is_empty()
    }

    /// Returns what there is to tell of an operation that changed nothing: it leaves no trace, not even a number.
    fn abandon(self) -> Committed {
        Committed {
            op: OpId(self.op.0 - 1),
            change: Change::default(),
            unsettled: Vec::new(),
            kept: Vec::new(),
        }
    }

    async fn finish(mut self) -> Result<(Committed, HashSet<MediaId>, Vec<StagedMedia>)> {
        op::segments_after(&mut *self.db, self.op, &self.changed).await?;
        if let Some(project) = self.changed_project {
            op::project_after(&mut *self.db, self.op, project).await?;
        }
        if let Some(project) = self.project {
            project::touch(&mut *self.db, project, self.now).await?;
        }
        op::describe(&mut *self.db, self.op, self.project, self.segments, self.is_final).await?;
        let (unsettled, kept) = self.decide_files().await?;
        // A new project is read as a whole: no list of all that is in it.
        if self.change.project_id.is_some() && !self.changed.is_empty() {
            self.change.upserted = segment::by_ids(&mut *self.db, &self.changed).await?;
        }
        let committed = Committed {
            op: self.op,
            change: self.change,
            unsettled,
            kept,
        };
        Ok((committed, self.released, self.staged))
    }

    /// Returns the released files that have a move before them, and those that stay because another segment uses them.
    async fn decide_files(&mut self) -> Result<(Vec<FileRow>, Vec<FileRow>)> {
        if self.released.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut released: Vec<MediaId> = self.released.iter().copied().collect();
        released.sort_unstable();
        media::derive_wanted(&mut *self.db, &released, self.unreferenced).await?;
        let rows = media::files_by_ids(&mut *self.db, &released).await?;
        let (kept, rest): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.wanted == Location::Media);
        Ok((rest.into_iter().filter(FileRow::is_unsettled).collect(), kept))
    }
}
