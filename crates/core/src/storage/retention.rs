//! The `retention` table: one row.

use sqlx::SqliteExecutor;

use crate::model::Retention;
use crate::{Error, Result, Task};

/// Returns the rule.
pub(crate) async fn get(db: impl SqliteExecutor<'_>) -> Result<Retention> {
    sqlx::query_as(include_str!("retention/get.sql"))
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadRetention))
}

/// Sets the rule.
pub(crate) async fn set(db: impl SqliteExecutor<'_>, rule: Retention) -> Result<()> {
    sqlx::query(include_str!("retention/set.sql"))
        .bind(rule.days)
        .bind(rule.max_bytes)
        .bind(rule.recycles)
        .execute(db)
        .await
        .map_err(Error::database(Task::SaveRetention))?;
    Ok(())
}
