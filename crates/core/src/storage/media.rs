//! The `media` table.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::named;
use crate::model::{Location, MediaId, MediaKind, SegmentId, WaitReason, WaitingFile};
use crate::{Error, Result, Task};

/// A media row as far as its file is concerned, its fields in the order in which `files_by_ids.sql` lists them.
#[derive(Debug, Clone, Deserialize, FromRow)]
pub(crate) struct FileRow {
    pub(crate) id: MediaId,
    pub(crate) kind: MediaKind,
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) bytes: i64,
    pub(crate) location: Location,
    pub(crate) wanted: Location,
    pub(crate) problem: Option<WaitReason>,
}

/// A row to insert.
#[derive(Debug, Serialize)]
pub(crate) struct NewMedia<'a> {
    pub(crate) id: MediaId,
    pub(crate) kind: MediaKind,
    pub(crate) path: String,
    pub(crate) name: &'a str,
    pub(crate) bytes: i64,
    pub(crate) width: Option<i64>,
    pub(crate) height: Option<i64>,
    pub(crate) duration_ms: Option<i64>,
}

/// Bytes by place.
#[derive(Debug, Clone, Copy, FromRow)]
pub(crate) struct Totals {
    pub(crate) media_bytes: i64,
    pub(crate) trash_bytes: i64,
    pub(crate) history_bytes: i64,
}

impl FileRow {
    /// Returns whether a move is still before the file.
    pub(crate) fn is_unsettled(&self) -> bool {
        self.location != self.wanted && !matches!(self.location, Location::Missing | Location::Refused)
    }
}

/// Returns the id that the next row gets.
pub(crate) async fn next_id(db: impl SqliteExecutor<'_>) -> Result<MediaId> {
    super::next_id(db, "media").await.map(MediaId)
}

/// Inserts rows for files that are in the media folder.
pub(crate) async fn insert(db: impl SqliteExecutor<'_>, media: &[NewMedia<'_>], now: i64) -> Result<()> {
    sqlx::query(include_str!("media/insert.sql"))
        .bind(Json(media))
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::AddMedia))?;
    Ok(())
}

/// Returns some rows, by id.
pub(crate) async fn files_by_ids(db: impl SqliteExecutor<'_>, ids: &[MediaId]) -> Result<Vec<FileRow>> {
    sqlx::query_scalar(include_str!("media/files_by_ids.sql"))
        .bind(named(ids))
        .fetch_one(db)
        .await
        .map(|Json(files)| files)
        .map_err(Error::database(Task::ReadMedia))
}

/// Returns those of some files that a segment refers to besides some others.
pub(crate) async fn kept_without(
    db: impl SqliteExecutor<'_>,
    ids: &[MediaId],
    without: &[SegmentId],
) -> Result<HashSet<MediaId>> {
    let kept: Vec<MediaId> = sqlx::query_scalar(include_str!("media/kept_without.sql"))
        .bind(Json(ids))
        .bind(Json(without))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadMedia))?;
    Ok(kept.into_iter().collect())
}

/// Returns the rows whose file has a move before it.
pub(crate) async fn unsettled(db: impl SqliteExecutor<'_>) -> Result<Vec<FileRow>> {
    sqlx::query_as(include_str!("media/unsettled.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadMedia))
}

/// Returns all rows.
pub(crate) async fn all(db: impl SqliteExecutor<'_>) -> Result<Vec<FileRow>> {
    sqlx::query_as(include_str!("media/all.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadMedia))
}

/// Returns the rows in the media folder that no segment refers to.
pub(crate) async fn unreferenced(db: impl SqliteExecutor<'_>) -> Result<Vec<FileRow>> {
    sqlx::query_as(include_str!("media/unreferenced.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadMedia))
}

/// Returns the rows in the trash folder that nothing can bring back.
pub(crate) async fn leftover(db: impl SqliteExecutor<'_>) -> Result<Vec<FileRow>> {
    sqlx::query_as(include_str!("media/leftover.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadMedia))
}

/// Returns the files whose last try to move failed.
pub(crate) async fn waiting(db: impl SqliteExecutor<'_>) -> Result<Vec<WaitingFile>> {
    let rows: Vec<(String, String, MediaKind, WaitReason)> =
        sqlx::query_as(include_str!("media/waiting.sql"))
            .fetch_all(db)
            .await
            .map_err(Error::database(Task::ReadMedia))?;
    Ok(rows
        .into_iter()
        .map(|(path, name, kind, reason)| WaitingFile {
            path,
            name,
            kind,
            reason,
        })
        .collect())
}

/// Returns the bytes in the media and the trash folder.
pub(crate) async fn totals(db: impl SqliteExecutor<'_>) -> Result<Totals> {
    sqlx::query_as(include_str!("media/totals.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadMedia))
}

/// Records files as moved to `place`, unless they belong elsewhere by now.
pub(crate) async fn record_settled(
    db: impl SqliteExecutor<'_>,
    ids: &[MediaId],
    place: Location,
) -> Result<()> {
    record(db, include_str!("media/record_settled.sql"), ids, place).await
}

/// Takes nothing as known of where files are, and ids up to `last_taken` as given out.
pub(crate) async fn doubt_places(db: &mut SqliteConnection, last_taken: i64) -> Result<()> {
    for statement in [
        sqlx::query(include_str!("media/doubt_places.sql")),
        sqlx::query(include_str!("media/skip_ids.sql")).bind(last_taken),
    ] {
        statement
            .execute(&mut *db)
            .await
            .map_err(Error::database(Task::RecordMedia))?;
    }
    Ok(())
}

/// Records where files were found.
pub(crate) async fn record_found(
    db: impl SqliteExecutor<'_>,
    ids: &[MediaId],
    place: Location,
) -> Result<()> {
    record(db, include_str!("media/record_found.sql"), ids, place).await
}

/// Records files as missing or refused.
pub(crate) async fn record_lost(db: impl SqliteExecutor<'_>, ids: &[MediaId], how: Location) -> Result<()> {
    record(db, include_str!("media/record_lost.sql"), ids, how).await
}

async fn record(
    db: impl SqliteExecutor<'_>,
    statement: &'static str,
    ids: &[MediaId],
    location: Location,
) -> Result<()> {
    sqlx::query(statement)
        .bind(Json(ids))
        .bind(location)
        .execute(db)
        .await
        .map_err(Error::database(Task::RecordMedia))?;
    Ok(())
}

/// Records why a file could not be moved.
pub(crate) async fn record_waiting(
    db: impl SqliteExecutor<'_>,
    id: MediaId,
    reason: WaitReason,
) -> Result<()> {
    sqlx::query(include_str!("media/record_waiting.sql"))
        .bind(id)
        .bind(reason)
        .execute(db)
        .await
        .map_err(Error::database(Task::RecordMedia))?;
    Ok(())
}

/// Says that files in the trash are to go for ever.
pub(crate) async fn purge_leftover(db: impl SqliteExecutor<'_>, ids: &[MediaId]) -> Result<()> {
    sqlx::query(include_str!("media/purge_leftover.sql"))
        .bind(Json(ids))
        .execute(db)
        .await
        .map_err(Error::database(Task::PlaceMedia))?;
    Ok(())
}

/// Deletes the rows of files that are gone for ever.
pub(crate) async fn forget(db: impl SqliteExecutor<'_>, ids: &[MediaId]) -> Result<()> {
    sqlx::query(include_str!("media/forget.sql"))
        .bind(Json(ids))
        .execute(db)
        .await
        .map_err(Error::database(Task::RecordMedia))?;
    Ok(())
}
