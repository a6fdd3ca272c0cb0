//! The op log: `op`, `op_row` and `op_shift`.

mod transaction;

pub(crate) use transaction::{Begun, Closing, begin, close, commit, rollback};

use serde::Deserialize;
use sqlx::types::Json;
use sqlx::{FromRow, SqliteExecutor};

use super::named;
use crate::model::{HistoryStep, MediaId, OpId, OpKind, OpState, ProjectId, SegmentId, Shift, StepName};
use crate::transact::Side;
use crate::{Error, Result, Task};

const READ_FAILED: Task = Task::ReadHistory;
const LOG_FAILED: Task = Task::WriteHistory;

/// Returns the id of the last operation, 0 where there was none.
pub(crate) async fn last(db: impl SqliteExecutor<'_>) -> Result<OpId> {
    sqlx::query_scalar(include_str!("op/last.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadHistory))
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
        .bind(named(ids))
        .bind(op)
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

/// Returns the media that history's images of some segments refer to.
pub(crate) async fn media_of_segments(
    db: impl SqliteExecutor<'_>,
    ids: &[SegmentId],
) -> Result<Vec<MediaId>> {
    sqlx::query_scalar(include_str!("op/media_of_segments.sql"))
        .bind(Json(ids))
        .fetch_all(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Drops what history knows of segments that are gone for ever.
pub(crate) async fn forget_segments(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<()> {
    sqlx::query(include_str!("op/forget_segments.sql"))
        .bind(Json(ids))
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Drops a project's operations that have nothing left to take back, but for the one under way.
pub(crate) async fn drop_empty(db: impl SqliteExecutor<'_>, project: ProjectId, but: OpId) -> Result<()> {
    sqlx::query(include_str!("op/drop_empty.sql"))
        .bind(project)
        .bind(but)
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Drops all but the newest steps of each project.
pub(crate) async fn prune(db: impl SqliteExecutor<'_>, kept: i64) -> Result<()> {
    sqlx::query(include_str!("op/prune.sql"))
        .bind(kept)
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// An operation as the log has it.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct LoggedOp {
    pub(crate) id: OpId,
    pub(crate) kind: OpKind,
    pub(crate) segments: i64,
    pub(crate) state: OpState,
    pub(crate) created_at: i64,
    /// Where the first of its segments was, for a step that is named by it.
    first_place: Option<i64>,
    /// Where the last of them was.
    last_place: Option<i64>,
}

impl LoggedOp {
    /// Returns what it did.
    pub(crate) fn name(&self) -> StepName {
        StepName {
            kind: self.kind,
            segments: self.segments,
            places: self.first_place.zip(self.last_place),
        }
    }
}

impl From<LoggedOp> for HistoryStep {
    fn from(op: LoggedOp) -> Self {
        let name = op.name();
        Self {
            id: op.id,
            name,
            label: name.to_string(),
            state: op.state,
            created_at: op.created_at,
        }
    }
}

/// A segment in an operation, seen from the side that comes true: it goes, it comes, or it stays. The fields are in the
/// order in which `rows.sql` lists them.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct ReplayedRow {
    pub(crate) id: SegmentId,
    #[serde(deserialize_with = "super::truth")]
    pub(crate) goes: bool,
    #[serde(deserialize_with = "super::truth")]
    pub(crate) comes: bool,
}

/// A project in an operation, as it is on the side that comes true; without a title where it is not there.
#[derive(Debug, Clone, FromRow)]
pub(crate) struct ProjectImage {
    pub(crate) id: ProjectId,
    pub(crate) title: Option<String>,
    pub(crate) created_at: Option<i64>,
    pub(crate) comes: bool,
}

/// Returns a project's steps, the newest first.
pub(crate) async fn history(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Vec<LoggedOp>> {
    sqlx::query_as(include_str!("op/history.sql"))
        .bind(project)
        .fetch_all(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Returns the operation that undo would take back, or the final one that bars the way.
pub(crate) async fn to_undo(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Option<LoggedOp>> {
    sqlx::query_as(include_str!("op/to_undo.sql"))
        .bind(project)
        .fetch_optional(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Returns the operation that redo would do again.
pub(crate) async fn to_redo(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Option<LoggedOp>> {
    sqlx::query_as(include_str!("op/to_redo.sql"))
        .bind(project)
        .fetch_optional(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Returns what one side of an operation means for each segment in it.
pub(crate) async fn rows(db: impl SqliteExecutor<'_>, op: OpId, side: Side) -> Result<Vec<ReplayedRow>> {
    sqlx::query_scalar(include_str!("op/rows.sql"))
        .bind(op)
        .bind(side.column())
        .fetch_one(db)
        .await
        .map(|Json(rows)| rows)
        .map_err(Error::database(READ_FAILED))
}

/// Returns the projects in an operation, as they are on one side.
pub(crate) async fn project_images(
    db: impl SqliteExecutor<'_>,
    op: OpId,
    side: Side,
) -> Result<Vec<ProjectImage>> {
    sqlx::query_as(include_str!("op/project_image.sql"))
        .bind(op)
        .bind(side.column())
        .fetch_all(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Returns the media that an operation's images refer to, shared ones as often as they are.
pub(crate) async fn media(db: impl SqliteExecutor<'_>, op: OpId) -> Result<Vec<MediaId>> {
    sqlx::query_scalar(include_str!("op/media.sql"))
        .bind(op)
        .fetch_one(db)
        .await
        .map(|Json(media)| media)
        .map_err(Error::database(READ_FAILED))
}

/// Returns the runs that an operation moved.
pub(crate) async fn shifts_of(db: impl SqliteExecutor<'_>, op: OpId) -> Result<Vec<Shift>> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(include_str!("op/shifts_of.sql"))
        .bind(op)
        .fetch_all(db)
        .await
        .map_err(Error::database(READ_FAILED))?;
    Ok(rows
        .into_iter()
        .map(|(from, to, len)| Shift { from, to, len })
        .collect())
}

/// Inserts the segments that are there on one side of an operation and not on the other.
pub(crate) async fn put_back(db: impl SqliteExecutor<'_>, op: OpId, side: Side) -> Result<()> {
    replay(db, include_str!("op/put_back.sql"), op, side).await
}

/// Gives the segments that are there on both sides the content of one.
pub(crate) async fn change_back(db: impl SqliteExecutor<'_>, op: OpId, side: Side) -> Result<()> {
    replay(db, include_str!("op/change_back.sql"), op, side).await
}

async fn replay(db: impl SqliteExecutor<'_>, statement: &'static str, op: OpId, side: Side) -> Result<()> {
    sqlx::query(statement)
        .bind(op)
        .bind(side.column())
        .execute(db)
        .await
        .map_err(Error::database(Task::RestoreSegments))?;
    Ok(())
}

/// Says whether an operation stands.
pub(crate) async fn set_state(db: impl SqliteExecutor<'_>, op: OpId, state: OpState) -> Result<()> {
    sqlx::query(include_str!("op/set_state.sql"))
        .bind(op)
        .bind(state)
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}

/// Returns a project's last operation if that was an edit of one stated segment, and stands.
pub(crate) async fn last_edit_of(
    db: impl SqliteExecutor<'_>,
    project: ProjectId,
    segment: SegmentId,
) -> Result<Option<OpId>> {
    sqlx::query_scalar(include_str!("op/last_edit_of.sql"))
        .bind(project)
        .bind(segment)
        .fetch_optional(db)
        .await
        .map_err(Error::database(READ_FAILED))
}

/// Makes a segment's take as good as it was before an operation, if the segment has the text of then.
pub(crate) async fn keep_take(db: impl SqliteExecutor<'_>, op: OpId, segment: SegmentId) -> Result<()> {
    sqlx::query(include_str!("op/keep_take.sql"))
        .bind(op)
        .bind(segment)
        .execute(db)
        .await
        .map_err(Error::database(Task::ChangeSegment))?;
    Ok(())
}

/// Deletes an operation that another one took in.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, op: OpId) -> Result<()> {
    sqlx::query(include_str!("op/delete.sql"))
        .bind(op)
        .execute(db)
        .await
        .map_err(Error::database(LOG_FAILED))?;
    Ok(())
}
