//! Copies of the database, kept in `backups/`: one a day at open, one before each migration, the last ten.

use sqlx::SqliteConnection;

use crate::media::store::Store;
use crate::storage::connect::SCHEMA_VERSION;
use crate::{Error, Result, clock};

const KEPT: usize = 10;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const UNFINISHED: &str = "unfinished.db";

/// Keeps a copy if the last is older than a day, or if the schema is about to change.
///
/// Only the copy before a migration is a condition for opening.
pub(super) async fn keep(connection: &mut SqliteConnection, store: &Store, version: i64) -> Result<()> {
    let is_new = version == 0;
    let migrates = version < SCHEMA_VERSION;
    if is_new || !(migrates || is_due(store)) {
        return Ok(());
    }
    match copy(connection, store).await {
        Err(error) if migrates => Err(error),
        Err(error) => {
            tracing::warn!(%error, "no backup this time");
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn is_due(store: &Store) -> bool {
    store
        .last_backup_ms()
        .is_none_or(|last| clock::now_ms() - last > DAY_MS)
}

async fn copy(connection: &mut SqliteConnection, store: &Store) -> Result<()> {
    let failed = |source| {
        Error::file(
            "Backing the library up failed",
            store.root_path().join("backups"),
            source,
        )
    };
    store.clear_backup(UNFINISHED).map_err(failed)?;
    let target = store.root_path().join("backups").join(UNFINISHED);
    sqlx::query("VACUUM INTO ?1")
        .bind(target.display().to_string())
        .execute(connection)
        .await
        .map_err(Error::database("Backing the library up failed"))?;
    store
        .finish_backup(
            UNFINISHED,
            &format!("library-{}.db", stamp(clock::now_ms())),
            KEPT,
        )
        .map_err(failed)
}

/// Returns a time as it sorts in file names: `20261122-215930` (UTC).
fn stamp(ms: i64) -> String {
    let time =
        time::OffsetDateTime::from_unix_timestamp(ms / 1000).unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let (date, clock) = (time.date(), time.time());
    format!(
        "{:04}{:02}{:02}-{:02}{:02}{:02}",
        date.year(),
        u8::from(date.month()),
        date.day(),
        clock.hour(),
        clock.minute(),
        clock.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_sort_like_time() {
        assert_eq!(stamp(1_795_384_770_000), "20261122-215930");
        assert!(stamp(0) < stamp(1_000));
    }
}
