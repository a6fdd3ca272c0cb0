//! The op log: `op`, `op_row` and `op_shift`.

use sqlx::SqliteExecutor;
use sqlx::types::Json;

use crate::model::{OpId, ProjectId, SegmentId, Shift};
use crate::{Error, Result};

const LOG_FAILED: &str = "Writing the history failed";

/// Starts an operation's row and returns its id.
pub(crate) async fn insert(db: impl SqliteExecutor<'_>, kind: &'static str, now: i64) -> Result<OpId> {
    sqlx::query_scalar(include_str!("op/insert.sql"))
        .bind(kind)
        .bind(now)
        .fetch_one(db)
        .await
        .map_err(Error::database(LOG_FAILED))
}

/// Says what an operation came to be about.
pub(crate) async fn describe(
    db: impl SqliteExecutor<'_>,
    op: OpId,
    project: Option<ProjectId>,
    segments: i64,
    is_final: bool,
) -> Result<()> {
    sqlx::query(include_str!("op/describe.sql"))
        .bind(op)
        .bind(project)
        .bind(segments)
        .bind(if is_final { "final" } else { "done" })
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Returns the id of the last operation, 0 where there was none.
pub(crate) async fn last(db: impl SqliteExecutor<'_>) -> Result<OpId> {
    sqlx::query_scalar(include_str!("op/last.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database("Reading the history failed"))
}

/// Keeps segments as they are before the operation changes them.
pub(crate) async fn segments_before(db: impl SqliteExecutor<'_>, op: OpId, ids: &[SegmentId]) -> Result<()> {
    log_segments(db, include_str!("op/segments_before.sql"), op, ids).await
}

/// Keeps segments as the operation left them.
pub(crate) async fn segments_after(db: impl SqliteExecutor<'_>, op: OpId, ids: &[SegmentId]) -> Result<()> {
    log_segments(db, include_str!("op/segments_after.sql"), op, ids).await
}

async fn log_segments(
    db: impl SqliteExecutor<'_>,
    statement: &'static str,
    op: OpId,
    ids: &[SegmentId],
) -> Result<()> {
    sqlx::query(statement)
        .bind(op)
        .bind(Json(ids))
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Keeps a project as it is before the operation changes it.
pub(crate) async fn project_before(db: impl SqliteExecutor<'_>, op: OpId, id: ProjectId) -> Result<()> {
    log_project(db, include_str!("op/project_before.sql"), op, id).await
}

/// Keeps a project as the operation left it.
pub(crate) async fn project_after(db: impl SqliteExecutor<'_>, op: OpId, id: ProjectId) -> Result<()> {
    log_project(db, include_str!("op/project_after.sql"), op, id).await
}

async fn log_project(
    db: impl SqliteExecutor<'_>,
    statement: &'static str,
    op: OpId,
    id: ProjectId,
) -> Result<()> {
    sqlx::query(statement)
        .bind(op)
        .bind(id)
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Keeps the moves of whole runs.
pub(crate) async fn shifts(db: impl SqliteExecutor<'_>, op: OpId, shifts: &[Shift]) -> Result<()> {
    sqlx::query(include_str!("op/shifts.sql"))
        .bind(op)
        .bind(Json(shifts))
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Drops what history knows of segments that are gone for ever, and closes the operations that knew them.
pub(crate) async fn forget_segments(db: &mut sqlx::SqliteConnection, ids: &[SegmentId]) -> Result<()> {
    for statement in [
        include_str!("op/finish_forgotten.sql"),
        include_str!("op/forget_segments.sql"),
    ] {
        sqlx::query(statement)
            .bind(Json(ids))
            .execute(&mut *db)
            .await
            .map_err(Error::database(LOG_FAILED))?;
    }
    Ok(())
}
