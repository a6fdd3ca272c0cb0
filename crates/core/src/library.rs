//! A library: open, create, read, run a verb, close.

mod backup;
mod check;
mod export;
mod find;
mod folder;
mod lock;
mod open;
mod place;
mod preview;
mod record;
mod renditions;
mod repair;
mod rescue;
mod restore;
mod retention;
mod story_folder;
mod watched;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::SqlitePool;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinHandle;

pub use backup::Backup;
pub use check::{CheckReport, ProjectGaps};
pub use export::{ExportFormat, ExportReceipt, ExportStory};
pub use find::Found;
pub use preview::DeletePreview;
pub(crate) use renditions::Renditions;
pub use repair::{Repair, RepairReceipt};
pub use rescue::RescueReport;
pub use watched::Watched;

use crate::find::Index;
use crate::media::OpenMedia;
use crate::media::probe::mime_of;
use crate::media::store::{FilePlaces, Obstacle, Store};
use crate::model::{
    History, LibraryInfo, LibraryStatus, MediaId, NextSteps, OpState, Outcome, Outline, Project, ProjectId,
    ProjectSummary, Segment, SegmentBatch, SegmentId, TrashedSegment,
};
use crate::ops::Op;
use crate::storage::media::FileRow;
use crate::storage::{media, op, project, segment, trash};
use crate::transact::Writer;
use crate::work::Work;
use crate::{Error, Refusal, Result, RowKind, Task};

/// An open library. One process has it at a time.
#[derive(Debug)]
pub struct Library {
    inner: Arc<Inner>,
    recorder: JoinHandle<()>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Arc<Store>,
    pub(crate) database: PathBuf,
    pub(crate) writer: Mutex<Writer>,
    /// Wakes the recorder: moves were made.
    pub(crate) record_soon: Notify,
    /// The words that searches look through.
    pub(crate) index: Index,
    pub(crate) renditions: Renditions,
    readers: SqlitePool,
    info: LibraryInfo,
    lock: Option<lock::LibraryLock>,
}

impl Library {
    /// How many whole segments can be read at once.
    pub const MOST_SEGMENTS: usize = 1_000;

    /// Returns the folder of the library that a path stands for: a folder, or the `*.segue` file in it; `None` for a
    /// file of another kind. Whether it is a library shows when it is opened.
    #[must_use]
    pub fn folder_of(path: &Path) -> Option<PathBuf> {
        place::folder_of(path)
    }

    /// Returns whether there seems to be a library in a folder. Reads nothing, and promises nothing of opening it.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        open::has_database(folder)
    }

    /// Makes a library in a folder that is empty or not there yet, and opens it.
    ///
    /// # Errors
    /// `Invalid` where something is in the folder already; `PermissionDenied` or `DiskFull` where it can't be written.
    pub async fn create(folder: &Path) -> Result<Self> {
        open::create(folder).await
    }

    /// Opens a library: locks it, refuses what is not ours, newer or damaged, backs it up, brings it up to date, and
    /// settles whatever a crash left unsettled.
    ///
    /// # Errors
    /// `Invalid` (not a library), `LibraryInUse`, `LibraryTooNew`, `LibraryCorrupt`, `PermissionDenied`, `DiskFull`, `Io`.
    pub async fn open(folder: &Path) -> Result<Self> {
        open::open(folder).await
    }

    /// Opens a library for looking only, damaged or not: reading goes as far as the damage allows, and no verb runs.
    ///
    /// # Errors
    /// `Invalid` (not a library), `LibraryInUse`, `LibraryTooNew`; `LibraryCorrupt` where nothing at all can be read.
    pub async fn open_read_only(folder: &Path) -> Result<Self> {
        open::open_read_only(folder).await
    }

    /// Records what is moved, closes the database and gives the lock back. Calling it again does nothing.
    ///
    /// # Errors
    /// What SQLite says of the last write; the library is closed and unlocked all the same.
    pub async fn close(&self) -> Result<()> {
        self.recorder.abort();
        self.inner.renditions.call_off_all();
        let mut writer = self.inner.writer.lock().await;
        writer.record(&self.inner.store).await;
        self.inner.readers.close().await;
        let closed = writer.close().await;
        self.inner.lock.iter().for_each(lock::LibraryLock::release);
        closed
    }

    /// Returns what the library is.
    #[must_use]
    pub fn info(&self) -> &LibraryInfo {
        &self.inner.info
    }

    /// Returns how much the library holds and which files wait.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn status(&self) -> Result<LibraryStatus> {
        let readers = &self.inner.readers;
        let totals = media::totals(readers).await?;
        Ok(LibraryStatus {
            media_bytes: totals.media_bytes,
            trash_bytes: totals.trash_bytes,
            history_bytes: totals.history_bytes,
            trashed_segments: trash::count(readers).await?,
            waiting: media::waiting(readers).await?,
            revision: op::last(readers).await?.0,
        })
    }

    /// Tries at once to move the files that wait, and returns how the library is then.
    ///
    /// # Errors
    /// `Io` where the database can't be read or written.
    pub async fn retry_waiting(&self) -> Result<LibraryStatus> {
        self.inner.writer.lock().await.retry_waiting(&self.inner).await?;
        self.status().await
    }

    /// Compares library and disk both ways and changes nothing.
    ///
    /// # Errors
    /// `Io` where the database or a folder can't be read.
    pub async fn check(&self) -> Result<CheckReport> {
        self.watched(&Work::unwatched()).check().await
    }

    /// Returns all projects, the last changed first.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn projects(&self) -> Result<Vec<ProjectSummary>> {
        project::list(&self.inner.readers).await
    }

    /// Returns the project of a library with one: there is nothing to choose from. `None` with none, or several.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn only_project(&self) -> Result<Option<Project>> {
        project::only(&self.inner.readers).await
    }

    /// Returns a project.
    ///
    /// # Errors
    /// `NotFound`; `Io` where the database can't be read.
    pub async fn project(&self, id: ProjectId) -> Result<Project> {
        project::get(&self.inner.readers, id).await
    }

    /// Returns a project's segments by sequence index.
    ///
    /// # Errors
    /// `NotFound` for an unknown project; `Io` where the database can't be read.
    pub async fn segments(&self, id: ProjectId) -> Result<Vec<Segment>> {
        project::get(&self.inner.readers, id).await?;
        segment::list(&self.inner.readers, id).await
    }

    /// Returns a project's segments as columns, with the revision that they belong to.
    ///
    /// # Errors
    /// `NotFound` for an unknown project; `Io` where the database can't be read.
    pub async fn outline(&self, id: ProjectId) -> Result<Outline> {
        let mut snapshot = self.snapshot().await?;
        project::get(&mut *snapshot, id).await?;
        let revision = op::last(&mut *snapshot).await?.0;
        segment::outline(&mut *snapshot, id, revision).await
    }

    /// Returns those of some segments that are there, with the revision that they belong to.
    ///
    /// # Errors
    /// `Invalid` for more than [`MOST_SEGMENTS`](Self::MOST_SEGMENTS); `Io` where the database can't be read.
    pub async fn segments_by_id(&self, ids: &[SegmentId]) -> Result<SegmentBatch> {
        if ids.len() > Self::MOST_SEGMENTS {
            return Err(Error::invalid(Refusal::TooManyToRead {
                most: Self::MOST_SEGMENTS as u32,
            }));
        }
        let mut snapshot = self.snapshot().await?;
        Ok(SegmentBatch {
            revision: op::last(&mut *snapshot).await?.0,
            segments: segment::by_ids(&mut *snapshot, ids).await?,
        })
    }

    /// Begins to read: what the statements see is of one moment.
    async fn snapshot(&self) -> Result<sqlx::Transaction<'_, sqlx::Sqlite>> {
        let began = self.inner.readers.begin().await;
        began.map_err(Error::database(Task::ReadLibrary))
    }

    /// Returns a project's history, the newest step first. A project that is gone has its history still.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn history(&self, id: ProjectId) -> Result<History> {
        let NextSteps { undo, redo } = self.next_steps(id).await?;
        Ok(History {
            steps: op::history(&self.inner.readers, id)
                .await?
                .into_iter()
                .map(Into::into)
                .collect(),
            undo,
            redo,
        })
    }

    /// Returns what undo and redo would do in a project: two steps of its history, however long that is.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn next_steps(&self, id: ProjectId) -> Result<NextSteps> {
        let readers = &self.inner.readers;
        let undo = op::to_undo(readers, id)
            .await?
            .filter(|op| op.state == OpState::Done);
        let redo = op::to_redo(readers, id).await?;
        Ok(NextSteps {
            undo: undo.map(|op| op.name()),
            redo: redo.map(|op| op.name()),
        })
    }

    /// Returns a project's deleted segments, the last deleted first.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn trash(&self, id: ProjectId) -> Result<Vec<TrashedSegment>> {
        trash::list(&self.inner.readers, Some(id)).await
    }

    /// Returns the deleted segments of all projects, those of deleted projects too, the last deleted first.
    ///
    /// # Errors
    /// `Io` where the database can't be read.
    pub async fn trash_of_all(&self) -> Result<Vec<TrashedSegment>> {
        trash::list(&self.inner.readers, None).await
    }

    /// Returns a segment.
    ///
    /// # Errors
    /// `NotFound`; `Io` where the database can't be read.
    pub async fn segment(&self, id: SegmentId) -> Result<Segment> {
        let found = segment::by_ids(&self.inner.readers, &[id]).await?;
        found
            .into_iter()
            .next()
            .ok_or_else(|| Error::not_found(RowKind::Segment, [id.0]))
    }

    /// Runs a verb: all of it or nothing, to its end even if the caller stops waiting.
    ///
    /// # Errors
    /// What the verb says of its request; `DiskFull`, `PermissionDenied` or `Io` where it can't be saved. After an
    /// error the library is as it was.
    pub async fn run<O: Op>(&self, verb: O) -> Result<Outcome<O::Value>> {
        self.watched(&Work::unwatched()).run(verb).await
    }

    /// Opens a media file for reading, beneath the library's folder whatever its stored path says.
    ///
    /// # Errors
    /// `NotFound` for an unknown id; `MediaMissing` where the file is not there; `Invalid` for a path that leads out
    /// of the library.
    pub async fn open_media(&self, id: MediaId) -> Result<OpenMedia> {
        let row = file_row(&self.inner.readers, id).await?;
        let store = Arc::clone(&self.inner.store);
        blocking(move || open_media(&store, &row)).await
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // A library that is dropped unclosed keeps its promises too: recovery records what was not.
        self.recorder.abort();
        self.inner.renditions.call_off_all();
    }
}

async fn file_row(readers: &SqlitePool, id: MediaId) -> Result<FileRow> {
    let rows = media::files_by_ids(readers, &[id]).await?;
    rows.into_iter()
        .next()
        .ok_or_else(|| Error::not_found(RowKind::Media, [id.0]))
}

fn open_media(store: &Store, row: &FileRow) -> Result<OpenMedia> {
    let path = store.root_path().join(&row.path);
    let file = store
        .open_media(FilePlaces {
            id: row.id,
            path: &row.path,
        })
        .map_err(|obstacle| match obstacle {
            Obstacle::Missing => Error::MediaMissing { path: path.clone() },
            Obstacle::Refused => Error::invalid(Refusal::PathLeavesLibrary).with_path(&row.path),
            Obstacle::Io(source) => Error::file(Task::OpenFile, &path, source),
        })?;
    let bytes = file
        .metadata()
        .map_err(|source| Error::file(Task::OpenFile, &path, source))?
        .len();
    let extension = row.path.rsplit_once('.').map_or("", |(_, extension)| extension);
    Ok(OpenMedia {
        file,
        bytes,
        mime: mime_of(extension),
    })
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|error| Err(Error::stopped(error)))
}
