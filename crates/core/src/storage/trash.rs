//! The `trash` table: deleted segments, whole.

use serde::Serialize;
use sqlx::types::Json;
use sqlx::{FromRow, SqliteExecutor};

use super::named;
use crate::model::{MediaId, OpId, ProjectId, SegmentId, TrashedSegment};
use crate::{Error, Result, Task};

/// Moves segments into the trash, without a trace in the op log.
pub(crate) async fn put_segments(
    db: impl SqliteExecutor<'_>,
    ids: &[SegmentId],
    op: OpId,
    now: i64,
) -> Result<()> {
    const STATEMENTS: &str = concat!(
        include_str!("trash/put_segments.sql"),
        ";\n",
        include_str!("segment/delete.sql")
    );
    sqlx::query(STATEMENTS)
        .bind(named(ids))
        .bind(op)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::TrashSegments))?;
    Ok(())
}

/// Returns how many segments the trash holds.
pub(crate) async fn count(db: impl SqliteExecutor<'_>) -> Result<i64> {
    sqlx::query_scalar(include_str!("trash/count.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadTrash))
}

/// Returns the segments that are in the trash though they stand in the timeline.
pub(crate) async fn drifted(db: impl SqliteExecutor<'_>) -> Result<Vec<SegmentId>> {
    sqlx::query_scalar(include_str!("trash/drifted.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadTrash))
}

/// What a deleted segment had.
#[derive(Debug, Clone, Copy, FromRow)]
pub(crate) struct OldPlace {
    pub(crate) id: SegmentId,
    pub(crate) project_id: ProjectId,
    pub(crate) sequence_index: i64,
    pub(crate) predecessor_id: Option<SegmentId>,
    pub(crate) image_id: Option<MediaId>,
    pub(crate) audio_id: Option<MediaId>,
}

/// Returns the deleted segments of a project, or of all, the last deleted first.
pub(crate) async fn list(
    db: impl SqliteExecutor<'_>,
    project: Option<ProjectId>,
) -> Result<Vec<TrashedSegment>> {
    let (first, last) = match project {
        Some(ProjectId(id)) => (id, id),
        None => (i64::MIN, i64::MAX),
    };
    sqlx::query_as(include_str!("trash/list.sql"))
        .bind(first)
        .bind(last)
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadTrash))
}

/// A deleted segment that a rule may purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub(crate) struct Aged {
    pub(crate) id: SegmentId,
    pub(crate) project_id: ProjectId,
    pub(crate) deleted_at: i64,
    pub(crate) bytes: i64,
}

/// Returns the deleted segments that a rule may purge, the oldest first. Locked ones are not among them.
pub(crate) async fn by_age(db: impl SqliteExecutor<'_>) -> Result<Vec<Aged>> {
    sqlx::query_as(include_str!("trash/by_age.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadTrash))
}

/// Returns those of some segments that the trash holds, by the index that they had.
pub(crate) async fn places(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<Vec<OldPlace>> {
    sqlx::query_as(include_str!("trash/places.sql"))
        .bind(Json(ids))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadTrash))
}

/// Inserts segments as they were, at stated indexes. Their trash rows stay.
pub(crate) async fn take_out(db: impl SqliteExecutor<'_>, ids: &[SegmentId], places: &[i64]) -> Result<()> {
    #[derive(Serialize)]
    struct NewPlace {
        id: SegmentId,
        sequence_index: i64,
    }
    let places: Vec<NewPlace> = ids
        .iter()
        .zip(places)
        .map(|(&id, &sequence_index)| NewPlace { id, sequence_index })
        .collect();
    sqlx::query(include_str!("trash/take_out.sql"))
        .bind(Json(places))
        .execute(db)
        .await
        .map_err(Error::database(Task::RestoreSegments))?;
    Ok(())
}

/// Deletes trash rows: their segments are back, or gone for ever.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<()> {
    sqlx::query(include_str!("trash/delete.sql"))
        .bind(Json(ids))
        .execute(db)
        .await
        .map_err(Error::database(Task::EmptyTrash))?;
    Ok(())
}
