//! Check: library and disk compared both ways. Changes nothing.

mod files;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sqlx::{Connection, SqlitePool};
use ts_rs::TS;

pub(super) use files::{Disk, FileFindings};

use crate::media::settle::note;
use crate::media::store::Store;
use crate::model::{FileNote, Gap, ProjectId, SegmentId, WaitingFile};
use crate::storage::interrupt::Interrupt;
use crate::storage::media::FileRow;
use crate::storage::{connect, media, project, segment, trash};
use crate::work::{Stage, Work};
use crate::{Error, Result, Task, edit};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckReport {
    /// Nothing below but gaps and leftovers, which are no fault.
    pub sound: bool,
    /// What SQLite's own integrity check says, empty when all is well.
    pub integrity: Vec<String>,
    /// What the database's schema holds and should not, or lacks. No repair: a copy from the backups has a whole one.
    pub foreign: Vec<String>,
    /// Files in the media or trash folder that no row knows, relative to the library.
    pub orphans: Vec<String>,
    /// Files that the database says are there and that are not. No repair: only their owner has them, if anybody.
    pub missing: Vec<FileNote>,
    /// Files that are not where they belong, or there again after they were missed.
    pub misplaced: Vec<FileNote>,
    /// Stored paths that lead out of the library. They are never followed.
    pub refused: Vec<FileNote>,
    /// Files that wait to be moved, with the reason.
    pub waiting: Vec<WaitingFile>,
    /// Files in the media folder that no segment refers to.
    pub unreferenced: Vec<FileNote>,
    /// Files in the trash that neither a deleted segment nor history can bring back; the retention rule takes them.
    pub leftovers: Vec<FileNote>,
    /// Segments that are in the trash though they stand in the timeline.
    pub trash_drift: Vec<SegmentId>,
    /// Projects with missing sequence indexes.
    pub gaps: Vec<ProjectGaps>,
    /// Segments with a sequence index below zero.
    #[ts(type = "number")]
    pub negative_indexes: i64,
    /// Segments that stand where another does. No repair: a whole database does not let that happen.
    #[ts(type = "number")]
    pub duplicate_indexes: i64,
}

/// The gaps of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectGaps {
    /// The project.
    pub project_id: ProjectId,
    /// Its gaps, from the first.
    pub gaps: Vec<Gap>,
}

/// Faults in the sequence of all projects together.
struct Sequence {
    gaps: Vec<ProjectGaps>,
    negative: i64,
    duplicate: i64,
}

impl CheckReport {
    fn is_sound(&self) -> bool {
        self.integrity.is_empty()
            && self.foreign.is_empty()
            && self.orphans.is_empty()
            && self.missing.is_empty()
            && self.misplaced.is_empty()
            && self.refused.is_empty()
            && self.waiting.is_empty()
            && self.unreferenced.is_empty()
            && self.trash_drift.is_empty()
            && self.negative_indexes == 0
            && self.duplicate_indexes == 0
    }
}

/// Compares everything with everything. Cancelled, it stops at once.
pub(super) async fn check(readers: &SqlitePool, store: &Arc<Store>, work: &Work) -> Result<CheckReport> {
    let files = compare_files(readers, store, work).await?;
    let sequence = sequence(readers, work).await?;
    let mut report = CheckReport {
        sound: false,
        integrity: integrity(readers, work).await?,
        foreign: connect::schema_differences(readers).await?,
        orphans: files.orphans,
        missing: notes(&files.missing),
        misplaced: files.misplaced.iter().map(|(row, _)| note(row)).collect(),
        refused: notes(&files.refused),
        waiting: media::waiting(readers).await?,
        unreferenced: notes(&media::unreferenced(readers).await?),
        leftovers: notes(&media::leftover(readers).await?),
        trash_drift: trash::drifted(readers).await?,
        gaps: sequence.gaps,
        negative_indexes: sequence.negative,
        duplicate_indexes: sequence.duplicate,
    };
    report.sound = report.is_sound();
    Ok(report)
}

/// Compares the media table with the two folders.
pub(super) async fn compare_files(
    readers: &SqlitePool,
    store: &Arc<Store>,
    work: &Work,
) -> Result<FileFindings> {
    let rows = media::all(readers).await?;
    Disk::list(store).await?.compare(&rows, work)
}

fn notes(rows: &[FileRow]) -> Vec<FileNote> {
    rows.iter().map(note).collect()
}

/// By a connection of its own: one that was interrupted is not used again.
async fn integrity(readers: &SqlitePool, work: &Work) -> Result<Vec<String>> {
    let failed = Error::database;
    let reader = readers.acquire().await.map_err(failed(Task::CheckLibrary))?;
    let mut reader = reader.detach();
    work.enter(Stage::CheckingDatabase);
    let interrupt = Interrupt::of(&mut reader).await?;
    let during = interrupt.during(work);
    let said = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(&mut reader)
        .await;
    drop(during);
    work.require_wanted()?;
    let mut found: Vec<String> = said.map_err(failed(Task::CheckLibrary))?;
    found.retain(|line| line != "ok");
    reader.close().await.map_err(failed(Task::CheckLibrary))?;
    Ok(found)
}

async fn sequence(readers: &SqlitePool, work: &Work) -> Result<Sequence> {
    let mut found = Sequence {
        gaps: Vec::new(),
        negative: 0,
        duplicate: 0,
    };
    for project in project::list(readers).await? {
        work.require_wanted()?;
        let places = segment::project_places(readers, project.id).await?;
        let indexes: Vec<i64> = places.iter().map(|place| place.sequence_index).collect();
        found.negative += indexes.iter().filter(|index| **index < 0).count() as i64;
        found.duplicate += indexes.windows(2).filter(|pair| pair[0] == pair[1]).count() as i64;
        let gaps = edit::gaps(&indexes);
        if !gaps.is_empty() {
            found.gaps.push(ProjectGaps {
                project_id: project.id,
                gaps,
            });
        }
    }
    Ok(found)
}
