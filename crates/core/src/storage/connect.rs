//! Connections with the pragmas that Segue's promises rest on.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Row, SqliteExecutor};

use crate::{Error, ErrorCode, Result};

/// The schema's history, in the program.
pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");
/// "Segu": what SQLite's header says of a file of ours.
pub(crate) const APPLICATION_ID: i64 = 0x5365_6775;
/// Newest schema version that this program knows: the number of migrations.
pub(crate) const SCHEMA_VERSION: i64 = 2;

/// Reads go on while a write is under way.
const READERS: u32 = 3;
/// Rows that SQLite's thread may be ahead of us: with the default of 50 a list of 100,000 waits at every turn.
const ROW_BUFFER: usize = 2_000;

fn options(database: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
        .row_buffer_size(ROW_BUFFER)
        .disable_statement_logging()
}

/// Opens the connection that writes. There is one.
pub(crate) async fn writer(database: &Path, create: bool) -> Result<SqliteConnection> {
    let options = options(database)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous());
    // On macOS a plain fsync does not reach the platter. Not run here: no macOS machine at hand.
    #[cfg(target_vendor = "apple")]
    let options = options
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON");
    SqliteConnection::connect_with(&options)
        .await
        .map_err(Error::database("Opening the library failed"))
}

/// Returns how durable a commit is when it is acknowledged: wholly, but for a program that the fault rig made careless.
fn synchronous() -> SqliteSynchronous {
    #[cfg(feature = "simulate")]
    if crate::simulate::commits_lag() {
        return SqliteSynchronous::Normal;
    }
    SqliteSynchronous::Full
}

/// Opens the connections that read.
pub(crate) async fn readers(database: &Path) -> Result<SqlitePool> {
    reading_with(options(database).read_only(true)).await
}

async fn reading_with(options: SqliteConnectOptions) -> Result<SqlitePool> {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(Error::database("Opening the library failed"))
}

/// Opens the connections that read a library which is not to change: where SQLite can't even keep its notes beside
/// the database, as on a disk that takes no writes, the file is read as it is.
pub(crate) async fn read_only(database: &Path) -> Result<SqlitePool> {
    let readers = readers(database).await?;
    // SQLite opens a file no sooner than it reads.
    let first_look = schema(&readers).await;
    if first_look.is_err_and(|error| error.code() == ErrorCode::PermissionDenied) {
        return reading_with(options(database).read_only(true).immutable(true)).await;
    }
    Ok(readers)
}

/// Refuses a database that is damaged or holds what we did not make: a foreign trigger could rewrite the media table.
pub(crate) async fn require_sound(connection: &mut SqliteConnection, database: &Path) -> Result<()> {
    let corrupt = |detail: String| Error::LibraryCorrupt {
        path: database.to_owned(),
        detail,
    };
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(Error::database("Checking the library failed"))?;
    if verdict != "ok" {
        return Err(corrupt(verdict));
    }
    match foreign_objects(connection).await?.first() {
        Some(object) => Err(corrupt(format!("it holds the {object}, which is not Segue's"))),
        None => Ok(()),
    }
}

/// Returns what the schema holds besides plain tables and indexes.
async fn foreign_objects(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let rows = sqlx::query(
        "SELECT type, name FROM sqlite_schema
         WHERE type NOT IN ('table', 'index') OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%')",
    )
    .fetch_all(connection)
    .await
    .map_err(Error::database("Checking the library failed"))?;
    Ok(rows
        .iter()
        .map(|row| format!("{} “{}”", row.get::<&str, _>(0), row.get::<&str, _>(1)))
        .collect())
}

/// Returns how the schema differs from the one that our migrations make, each difference in words.
pub(crate) async fn schema_differences(readers: &SqlitePool) -> Result<Vec<String>> {
    let failed = Error::database;
    let mut fresh = SqliteConnection::connect("sqlite::memory:")
        .await
        .map_err(failed("Checking the library failed"))?;
    MIGRATIONS
        .run_direct(None, &mut fresh, false)
        .await
        .map_err(|error| failed("Checking the library failed")(sqlx::Error::Migrate(Box::new(error))))?;
    let (ours, found) = (schema(&mut fresh).await?, schema(readers).await?);
    let lacking = ours
        .difference(&found)
        .map(|(name, _)| format!("“{name}” is not as Segue made it"));
    let foreign = found
        .difference(&ours)
        .filter(|(name, _)| !ours.iter().any(|(known, _)| known == name))
        .map(|(name, _)| format!("“{name}” is not Segue's"));
    Ok(lacking.chain(foreign).collect())
}

/// Returns the schema's objects with the statements that made them, but for those that SQLite and sqlx make.
async fn schema(db: impl SqliteExecutor<'_>) -> Result<BTreeSet<(String, String)>> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        r"SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '\_sqlx%' ESCAPE '\'",
    )
    .fetch_all(db)
    .await
    .map_err(Error::database("Checking the library failed"))?;
    Ok(rows.into_iter().collect())
}

/// Brings the schema up to date. Returns once the new version is in the file itself and not only in the WAL, so
/// that an older program that reads the header sees it.
pub(crate) async fn migrate(connection: &mut SqliteConnection, database: &Path) -> Result<()> {
    MIGRATIONS
        // Not `run`: with `Acquire` in it the future could not be sent to another thread.
        .run_direct(None, connection, false)
        .await
        .map_err(|error| match error {
            sqlx::migrate::MigrateError::Execute(source) => {
                Error::database("Bringing the library up to date failed")(source)
            }
            other => Error::LibraryCorrupt {
                path: database.to_owned(),
                detail: other.to_string(),
            },
        })?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(connection)
        .await
        .map_err(Error::database("Bringing the library up to date failed"))?;
    Ok(())
}
