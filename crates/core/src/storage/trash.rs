//! The `trash` table: deleted segments, whole.

use sqlx::SqliteExecutor;
use sqlx::types::Json;

use crate::model::{OpId, SegmentId};
use crate::{Error, Result};

/// Copies segments into the trash, before their rows go.
pub(crate) async fn put_segments(
    db: impl SqliteExecutor<'_>,
    ids: &[SegmentId],
    op: OpId,
    now: i64,
) -> Result<()> {
    sqlx::query(include_str!("trash/put_segments.sql"))
        .bind(Json(ids))
        .bind(op)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database("Moving the segments to the trash failed"))?;
    Ok(())
}

/// Returns how many segments the trash holds.
pub(crate) async fn count(db: impl SqliteExecutor<'_>) -> Result<i64> {
    sqlx::query_scalar(include_str!("trash/count.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database("Reading the trash failed"))
}
