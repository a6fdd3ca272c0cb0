//! What a delete does to rows, and what there is to know of it: in one call, since on the way of every delete each turn to
//! SQLite's thread counts.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;

use super::segment::{Neighbours, both};
use super::{answer, named};
use crate::model::{MediaId, OpId, ProjectId, SegmentId};
use crate::{Error, Result, Task};

/// What is to be deleted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deletion<'a> {
    pub(crate) segments: &'a [SegmentId],
    pub(crate) op: OpId,
    pub(crate) now: i64,
    pub(crate) project: Option<ProjectId>,
    /// Runs of indexes of that project, each by its first and last: what is left around them is looked at.
    pub(crate) runs: &'a [(i64, i64)],
}

/// What a delete let go, and what it left.
#[derive(Debug)]
pub(crate) struct Deleted {
    /// The media that the segments refer to, shared ones as often as they are.
    pub(crate) media: Vec<MediaId>,
    /// What is taken around each run.
    pub(crate) around: Vec<Neighbours>,
}

/// Moves segments into the trash, and keeps them in the op log as they were.
pub(crate) async fn trash(db: impl SqliteExecutor<'_>, deletion: Deletion<'_>) -> Result<Deleted> {
    const STATEMENTS: &str = concat!(
        include_str!("op/segments_before.sql"),
        ";\n",
        include_str!("trash/put_segments.sql"),
        ";\n",
        include_str!("segment/delete.sql"),
        ";\nSELECT (\n",
        include_str!("trash/media_of.sql"),
        "), (\n",
        include_str!("segment/neighbours.sql"),
        ")"
    );
    delete(db, STATEMENTS, deletion, Task::TrashSegments).await
}

/// Deletes segments without a trace.
pub(crate) async fn erase(db: impl SqliteExecutor<'_>, deletion: Deletion<'_>) -> Result<Deleted> {
    const STATEMENTS: &str = concat!(
        include_str!("segment/media_of.sql"),
        ";\n",
        include_str!("segment/delete.sql"),
        ";\n",
        include_str!("segment/neighbours.sql")
    );
    delete(db, STATEMENTS, deletion, Task::DeleteSegments).await
}

async fn delete(
    db: impl SqliteExecutor<'_>,
    statements: &'static str,
    deletion: Deletion<'_>,
    task: Task,
) -> Result<Deleted> {
    let answers = sqlx::query(statements)
        .bind(named(deletion.segments))
        .bind(deletion.op)
        .bind(deletion.now)
        .bind(deletion.project)
        .bind(Json(deletion.runs))
        .fetch_all(db)
        .await
        .map_err(Error::database(task))?;
    deleted(&answers).map_err(Error::database(task))
}

fn deleted(answers: &[SqliteRow]) -> sqlx::Result<Deleted> {
    let (Json(media), Json(around)) = (answer(answers, 0)?, answer(answers, 1)?);
    Ok(Deleted {
        media: both(media),
        around,
    })
}
