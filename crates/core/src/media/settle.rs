//! Settle: the disk is made to agree with the database about where each media file belongs.
//!
//! Every step can be repeated, so recovery after a crash is settle run again. A move is recorded only after it is
//! durable; what is not recorded is looked for in both places.

use std::sync::Arc;
use std::time::Duration;

use sqlx::{Connection, SqliteConnection};
use tracing::{Instrument, trace_span};

use super::disk;
use super::store::{FilePlaces, Obstacle, Store};
use crate::model::{FileNote, FileReport, Location, MediaId, MediaKind, WaitReason, WaitingFile};
use crate::storage::media::{self, FileRow};
use crate::work::{Stage, Work};
use crate::{Error, Result, Task};

/// Pauses before a file that another program holds is tried again (Windows: virus scanners and indexers let go soon).
const BACK_OFF: [Duration; 3] = [
    Duration::from_millis(20),
    Duration::from_millis(80),
    Duration::from_millis(200),
];

/// So few files are moved by the task that asks: that takes less time than waking a thread that may be blocked.
const FEW: usize = 8;

/// What became of one file's move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    /// It is where it belongs.
    Moved,
    /// It is in neither place.
    Missing,
    /// Its stored path must not be followed, or is no plain file.
    Refused,
    /// It has to be tried again.
    Waiting(WaitReason),
}

/// A file with what became of its move.
#[derive(Debug, Clone)]
pub(crate) struct SettledFile {
    pub(crate) row: FileRow,
    pub(crate) settled: Settled,
}

impl SettledFile {
    fn is_in_use(&self) -> bool {
        self.settled == Settled::Waiting(WaitReason::InUse)
    }
}

/// Moves or unlinks files whose rows are unsettled. Never fails as a whole: each file has its own outcome.
pub(crate) async fn settle(store: &Arc<Store>, rows: Vec<FileRow>, work: &Work) -> Vec<SettledFile> {
    let mut files = settle_once(store, rows, work).await;
    for pause in BACK_OFF {
        if !files.iter().any(SettledFile::is_in_use) {
            break;
        }
        tokio::time::sleep(pause).await;
        let (in_use, others): (Vec<_>, Vec<_>) = files.into_iter().partition(SettledFile::is_in_use);
        let again = in_use.into_iter().map(|file| file.row).collect();
        files = others;
        files.extend(settle_once(store, again, work).await);
    }
    files
}

async fn settle_once(store: &Arc<Store>, rows: Vec<FileRow>, work: &Work) -> Vec<SettledFile> {
    let (rows, settled) = if rows.len() <= FEW {
        let settled = settle_each(store, &rows, work);
        (rows, settled)
    } else {
        settle_many(store, rows, work).await
    };
    let files = rows.into_iter().zip(settled);
    files.map(|(row, settled)| SettledFile { row, settled }).collect()
}

async fn settle_many(store: &Arc<Store>, rows: Vec<FileRow>, work: &Work) -> (Vec<FileRow>, Vec<Settled>) {
    let (store, work, rows) = (Arc::clone(store), work.clone(), Arc::new(rows));
    let settling = {
        let rows = Arc::clone(&rows);
        tokio::task::spawn_blocking(move || settle_each(&store, &rows, &work))
    };
    let settled = settling.await.unwrap_or_else(|error| {
        tracing::error!(%error, "settle stopped half way; what it moved is found again at the next try");
        vec![Settled::Waiting(WaitReason::Failed); rows.len()]
    });
    (Arc::unwrap_or_clone(rows), settled)
}

fn settle_each(store: &Store, rows: &[FileRow], work: &Work) -> Vec<Settled> {
    // A settle that nobody waits for any longer may still be at it, and a later change may have thought otherwise.
    let _moving = store.begin_to_move();
    let total = rows.len();
    rows.iter()
        .enumerate()
        .map(|(nth, row)| {
            work.tell(stage_of(row), nth, total);
            settle_file(store, row)
        })
        .collect()
}

fn stage_of(row: &FileRow) -> Stage {
    match row.wanted {
        Location::Purged => Stage::ErasingFiles,
        _ => Stage::MovingFiles,
    }
}

fn settle_file(store: &Store, row: &FileRow) -> Settled {
    let file = FilePlaces {
        id: row.id,
        path: &row.path,
    };
    let done = match row.wanted {
        Location::Purged => store.purge(file, row.location),
        wanted => store.relocate(file, row.location, wanted),
    };
    match done {
        Ok(()) => Settled::Moved,
        Err(Obstacle::Missing) => Settled::Missing,
        Err(Obstacle::Refused) => {
            tracing::warn!(
                media = row.id.0,
                path = row.path,
                "refused to follow a stored path"
            );
            Settled::Refused
        }
        Err(Obstacle::Io(error)) => {
            tracing::warn!(media = row.id.0, path = row.path, %error, "a file stays where it is for now");
            Settled::Waiting(wait_reason(&error))
        }
    }
}

fn wait_reason(error: &std::io::Error) -> WaitReason {
    use std::io::ErrorKind;
    if disk::is_in_use(error) {
        return WaitReason::InUse;
    }
    match error.kind() {
        ErrorKind::AlreadyExists => WaitReason::NameTaken,
        ErrorKind::CrossesDevices => WaitReason::OtherDevice,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => WaitReason::DiskFull,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WaitReason::PermissionDenied,
        ErrorKind::ResourceBusy => WaitReason::InUse,
        _ => WaitReason::Failed,
    }
}

/// Makes moves durable and then records them, in one transaction.
pub(crate) async fn record(
    db: &mut SqliteConnection,
    store: &Arc<Store>,
    files: &[SettledFile],
) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    sync_moves(store).instrument(trace_span!("sync")).await?;
    let failed = Error::database;
    let mut txn = db
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(failed(Task::RecordMedia))?;
    for place in [Location::Media, Location::Trash] {
        let moved = ids(files, |file| {
            file.settled == Settled::Moved && file.row.wanted == place
        });
        if !moved.is_empty() {
            media::record_settled(&mut *txn, &moved, place).await?;
        }
    }
    for (settled, how) in [
        (Settled::Missing, Location::Missing),
        (Settled::Refused, Location::Refused),
    ] {
        let lost = ids(files, |file| {
            file.settled == settled && file.row.wanted != Location::Purged
        });
        if !lost.is_empty() {
            media::record_lost(&mut *txn, &lost, how).await?;
        }
    }
    // Of a file that was to go for ever nothing is kept, whether it was there or not.
    let gone = ids(files, |file| {
        file.row.wanted == Location::Purged && !matches!(file.settled, Settled::Waiting(_))
    });
    if !gone.is_empty() {
        media::forget(&mut *txn, &gone).await?;
    }
    for file in files {
        if let Settled::Waiting(reason) = file.settled {
            media::record_waiting(&mut *txn, file.row.id, reason).await?;
        }
    }
    txn.commit().await.map_err(failed(Task::RecordMedia))?;
    forget_renditions(store, gone).await;
    Ok(())
}

/// What was made of files that are gone for ever goes too. Failing to is no reason to stop: the cache is bounded.
async fn forget_renditions(store: &Arc<Store>, gone: Vec<MediaId>) {
    if gone.is_empty() {
        return;
    }
    let store = Arc::clone(store);
    let forgetting = tokio::task::spawn_blocking(move || store.drop_cached(&gone.into_iter().collect()));
    if let Err(error) = forgetting.await {
        tracing::warn!(%error, "thumbnails of purged images stay for now");
    }
}

async fn sync_moves(store: &Arc<Store>) -> Result<()> {
    let store = Arc::clone(store);
    let path = store.root_path().to_owned();
    tokio::task::spawn_blocking(move || store.sync_moves())
        .await
        .unwrap_or_else(|error| Err(std::io::Error::other(error)))
        .map_err(|source| Error::file(Task::SyncMedia, path, source))
}

fn ids(files: &[SettledFile], which: impl Fn(&SettledFile) -> bool) -> Vec<MediaId> {
    files
        .iter()
        .filter(|file| which(file))
        .map(|file| file.row.id)
        .collect()
}

/// Tells what became of the files that an operation let go: `kept` are those that another segment still uses.
pub(crate) fn report(files: &[SettledFile], kept: &[FileRow]) -> FileReport {
    let mut report = FileReport {
        shared: kept.iter().map(note).collect(),
        ..FileReport::default()
    };
    for SettledFile { row, settled } in files {
        match settled {
            Settled::Moved if row.wanted == Location::Media => report.returned += 1,
            Settled::Moved => {
                report.cleared += 1;
                match row.kind {
                    MediaKind::Image => report.image_bytes += row.bytes,
                    MediaKind::Audio => report.audio_bytes += row.bytes,
                }
            }
            Settled::Missing => report.missing.push(note(row)),
            Settled::Refused => report.refused.push(note(row)),
            Settled::Waiting(reason) => report.waiting.push(WaitingFile {
                path: row.path.clone(),
                name: row.name.clone(),
                kind: row.kind,
                reason: *reason,
            }),
        }
    }
    report
}

pub(crate) fn note(row: &FileRow) -> FileNote {
    FileNote {
        path: row.path.clone(),
        name: row.name.clone(),
        kind: row.kind,
    }
}
