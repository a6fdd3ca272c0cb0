use sqlx::SqliteExecutor;
use sqlx::types::Json;

use crate::model::SegmentId;
use crate::{Error, Result, Task};

/// Locks segments, or unlocks them.
pub(crate) async fn set_locked(
    db: impl SqliteExecutor<'_>,
    ids: &[SegmentId],
    is_locked: bool,
    now: i64,
) -> Result<()> {
    sqlx::query(include_str!("set_locked.sql"))
        .bind(Json(ids))
        .bind(is_locked)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::ChangeSegment))?;
    Ok(())
}
