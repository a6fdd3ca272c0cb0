//! Statements that end when the work that they are for is cancelled.

use sqlx::SqliteConnection;
use sqlx::sqlite::LockedSqliteHandle;

use crate::work::Work;
use crate::{Error, Result, Task};

/// How many instructions SQLite runs before it asks whether to go on: about a millisecond's worth.
const STRIDE: i32 = 20_000;

/// Makes the statements of a connection fail once the work that they are for is cancelled. Such a connection is not to
/// be used again: SQLite takes back by itself what it was in the middle of.
pub(crate) async fn when_cancelled(connection: &mut SqliteConnection, work: &Work) -> Result<()> {
    if !work.is_watched() {
        return Ok(());
    }
    let work = work.clone();
    let mut handle = handle(connection).await?;
    handle.set_progress_handler(STRIDE, move || !work.is_cancelled());
    Ok(())
}

/// Lets the statements of a connection run to their end again.
pub(crate) async fn let_run(connection: &mut SqliteConnection, work: &Work) -> Result<()> {
    if work.is_watched() {
        handle(connection).await?.remove_progress_handler();
    }
    Ok(())
}

async fn handle(connection: &mut SqliteConnection) -> Result<LockedSqliteHandle<'_>> {
    connection
        .lock_handle()
        .await
        .map_err(Error::database(Task::ReadLibrary))
}
