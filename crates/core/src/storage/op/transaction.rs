//! The beginning and the end of an operation's transaction.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;

use crate::model::{Location, MediaId, OpId, OpKind, OpState, ProjectId, SegmentId};
use crate::storage::media::FileRow;
use crate::storage::segment::{Place, by_index};
use crate::storage::{answer, named};
use crate::{Error, Result, Task};

/// A transaction that has begun.
#[derive(Debug)]
pub(crate) struct Begun {
    /// The operation's number.
    pub(crate) op: OpId,
    /// The places of those of the named segments that are there, by sequence index.
    pub(crate) places: Vec<Place>,
}

/// Begins a transaction that starts with an operation's row: a number and nothing else, until it is closed. Looks up the
/// segments that the operation names.
///
/// By plain statements, which SQLite parses once, and not as sqlx begins one, parsed each time and with a handshake
/// between threads. So nobody rolls back in our stead.
pub(crate) async fn begin(db: impl SqliteExecutor<'_>, segments: &[SegmentId]) -> Result<Begun> {
    const STATEMENTS: &str = concat!(
        "BEGIN IMMEDIATE;\n",
        include_str!("insert.sql"),
        ", (\n",
        include_str!("../segment/places.sql"),
        ")"
    );
    let answers = sqlx::query(STATEMENTS)
        .bind(named(segments))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::StartChange))?;
    begun(&answers).map_err(Error::database(Task::StartChange))
}

fn begun(answers: &[SqliteRow]) -> sqlx::Result<Begun> {
    let (op, Json(places)) = (answer(answers, 0)?, answer(answers, 1)?);
    Ok(Begun {
        op,
        places: by_index(places),
    })
}

/// Makes the transaction's changes durable.
pub(crate) async fn commit(db: impl SqliteExecutor<'_>) -> Result<()> {
    end(db, "COMMIT").await
}

/// Takes the transaction's changes back.
pub(crate) async fn rollback(db: impl SqliteExecutor<'_>) -> Result<()> {
    end(db, "ROLLBACK").await
}

async fn end(db: impl SqliteExecutor<'_>, statement: &'static str) -> Result<()> {
    sqlx::query(statement)
        .execute(db)
        .await
        .map_err(Error::database(Task::SaveChange))?;
    Ok(())
}

/// What an operation came to be about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Closing<'a> {
    pub(crate) op: OpId,
    pub(crate) kind: OpKind,
    pub(crate) project: Option<ProjectId>,
    pub(crate) segments: i64,
    pub(crate) is_final: bool,
    /// A change of its own and no replay: what could have been done again can't be from now on.
    pub(crate) is_new: bool,
    /// Files that were let go, or referred to anew.
    pub(crate) media: &'a [MediaId],
    /// Where those belong that nobody refers to.
    pub(crate) unreferenced: Location,
}

/// Says what an operation came to be about, that its project was worked on, and where files belong now, from who refers
/// to them. Returns the rows of those files.
pub(crate) async fn close(
    db: impl SqliteExecutor<'_>,
    closing: Closing<'_>,
    now: i64,
) -> Result<Vec<FileRow>> {
    const STATEMENTS: &str = concat!(
        include_str!("drop_undone.sql"),
        ";\n",
        include_str!("../project/touch.sql"),
        ";\n",
        include_str!("describe.sql"),
        ";\n",
        include_str!("../media/derive_wanted.sql"),
        ";\n",
        include_str!("../media/files_by_ids.sql")
    );
    let state = if closing.is_final {
        OpState::Final
    } else {
        OpState::Done
    };
    sqlx::query_scalar(STATEMENTS)
        .bind(named(closing.media))
        .bind(closing.unreferenced)
        .bind(closing.project)
        .bind(now)
        .bind(closing.op)
        .bind(closing.kind)
        .bind(closing.segments)
        .bind(state)
        .bind(closing.is_new)
        .fetch_one(db)
        .await
        .map(|Json(files)| files)
        .map_err(Error::database(Task::WriteHistory))
}
