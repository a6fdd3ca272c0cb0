//! A library of an older format that is opened for reading only, and so is not brought up to date.

use sqlx::sqlite::{SqliteConnection, SqlitePool};

/// Returns whether a database comes from before there were stale takes. One that can't be read counts as today's:
/// it is read as far as it goes.
pub(super) async fn has_no_stale_takes(readers: &SqlitePool) -> bool {
    let older: Result<bool, sqlx::Error> = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('segment'))
             AND NOT EXISTS (SELECT 1 FROM pragma_table_info('segment') WHERE name = 'is_audio_stale')",
    )
    .fetch_one(readers)
    .await;
    matches!(older, Ok(true))
}

/// Shows a connection its segments as the statements expect them. The view is the connection's own, and the library
/// stays as it is.
pub(super) async fn show_segments(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("CREATE TEMP VIEW segment AS SELECT *, 0 AS is_audio_stale FROM main.segment")
        .execute(connection)
        .await?;
    Ok(())
}
