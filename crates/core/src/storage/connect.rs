//! Connections with the pragmas that Segue's promises rest on.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Row, SqliteExecutor};

use super::older;
use crate::{Damage, Error, ErrorCode, Result, Task};

/// The schema's history, in the program.
pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");
/// "Segu": what SQLite's header says of a file of ours.
pub(crate) const APPLICATION_ID: i64 = 0x5365_6775;
/// Newest schema version that this program knows: the number of migrations.
pub(crate) const SCHEMA_VERSION: i64 = 4;

/// Reads go on while a write is under way.
const READERS: u32 = 3;
/// Rows that SQLite's thread may be ahead of us: with the default of 50 a list of 100,000 waits at every turn.
const ROW_BUFFER: usize = 2_000;
/// Pages in the WAL from which on they are worth moving to the database.
const WORTH_MOVING: i64 = 1_000;
/// Pages in the WAL at which a commit moves them itself, however long that takes: 64 MB of them. It takes an editor who
/// never stops for a moment to get there.
const MOST_IN_WAL: &str = "16384";
/// The ending of a rollback journal's name.
pub(crate) const JOURNAL: &str = "-journal";
/// What such a journal begins with, and one that names another file ends with.
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

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

/// Refuses a database that would have SQLite leave the library, or wait for ever, before SQLite is asked: a link, a
/// pipe, or a journal that names another file.
pub(crate) fn require_plain_files(database: &Path) -> Result<()> {
    let corrupt = |damage| Error::LibraryCorrupt {
        path: database.to_owned(),
        damage,
    };
    for part in ["", "-wal", "-shm", JOURNAL] {
        let file = beside(database, part);
        if file.symlink_metadata().is_ok_and(|found| !found.is_file()) {
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            return Err(corrupt(Damage::NotAPlainFile { name }));
        }
    }
    match names_another_file(&beside(database, JOURNAL)) {
        Ok(false) => Ok(()),
        Ok(true) => Err(corrupt(Damage::JournalElsewhere)),
        Err(source) => Err(Error::file(Task::OpenLibrary, database, source)),
    }
}

/// Returns the file that SQLite keeps beside a database by a name with this ending.
fn beside(database: &Path, part: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(part);
    name.into()
}

/// Returns whether a journal is one of several that were written as one. It ends with the name of the file that lists
/// them, and SQLite takes that file away, wherever it is. Segue writes one database at a time, so none of its is.
/// Source: `readSuperJournal` and `pager_delsuper` in SQLite's pager.c.
fn names_another_file(journal: &Path) -> std::io::Result<bool> {
    let mut file = match std::fs::File::open(journal) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(false),
        opened => opened?,
    };
    let mut end = [0; JOURNAL_MAGIC.len()];
    // The shortest that is not empty is longer than this by far: its header fills a sector.
    if file.metadata()?.len() <= 2 * end.len() as u64 {
        return Ok(false);
    }
    file.seek(SeekFrom::End(-8))?;
    file.read_exact(&mut end)?;
    Ok(end == JOURNAL_MAGIC)
}

/// Opens the connection that writes. There is one.
pub(crate) async fn writer(database: &Path, create: bool) -> Result<SqliteConnection> {
    require_plain_files(database)?;
    let options = options(database)
        .create_if_missing(create)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(synchronous())
        .pragma("wal_autocheckpoint", MOST_IN_WAL);
    // On macOS a plain fsync does not reach the platter. Not run here: no macOS machine at hand.
    #[cfg(target_vendor = "apple")]
    let options = options
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON");
    SqliteConnection::connect_with(&options)
        .await
        .map_err(Error::database(Task::OpenLibrary))
}

/// Returns how durable a commit is when it is acknowledged: wholly, but for a program that the fault rig made careless.
fn synchronous() -> SqliteSynchronous {
    #[cfg(feature = "simulate")]
    if crate::simulate::commits_lag() {
        return SqliteSynchronous::Normal;
    }
    SqliteSynchronous::Full
}

/// Lets the writer hold 32 MB of pages: what a delete of 10,000 segments changes. With SQLite's 2 MB such a change is
/// written to the WAL and read back several times over before its commit. Not before the library is open: checks and
/// backups read all there is, once, and would keep it.
pub(crate) async fn hold_pages(writer: &mut SqliteConnection) -> Result<()> {
    sqlx::query("PRAGMA cache_size = -32768")
        .execute(writer)
        .await
        .map_err(Error::database(Task::OpenLibrary))?;
    Ok(())
}

/// Moves what the WAL holds to the database, if there is enough of it: between changes, so that no commit has to.
pub(crate) async fn checkpoint(writer: &mut SqliteConnection) -> Result<()> {
    let failed = Error::database;
    let waiting = "PRAGMA wal_checkpoint(NOOP)";
    let (_, pages, moved): (i64, i64, i64) = sqlx::query_as(waiting)
        .fetch_one(&mut *writer)
        .await
        .map_err(failed(Task::SaveChange))?;
    if pages - moved >= WORTH_MOVING {
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)")
            .execute(writer)
            .await
            .map_err(failed(Task::SaveChange))?;
    }
    Ok(())
}

/// Opens the connections that read.
pub(crate) async fn readers(database: &Path) -> Result<SqlitePool> {
    reading_with(pool(), options(database).read_only(true)).await
}

fn pool() -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

async fn reading_with(pool: SqlitePoolOptions, options: SqliteConnectOptions) -> Result<SqlitePool> {
    pool.connect_with(options)
        .await
        .map_err(Error::database(Task::OpenLibrary))
}

/// Opens the connections that read a library which is not to change: where SQLite can't even keep its notes beside
/// the database, as on a disk that takes no writes, the file is read as it is.
pub(crate) async fn read_only(database: &Path) -> Result<SqlitePool> {
    require_plain_files(database)?;
    let mut options = options(database).read_only(true);
    let mut readers = reading_with(pool(), options.clone()).await?;
    // SQLite opens a file no sooner than it reads.
    let first_look = schema(&readers).await;
    if first_look.is_err_and(|error| error.code() == ErrorCode::PermissionDenied) {
        options = options.immutable(true);
        readers = reading_with(pool(), options.clone()).await?;
    }
    require_real_tables(&readers, database).await?;
    if older::has_no_stale_takes(&readers).await {
        let pool = pool().after_connect(|connection, _| Box::pin(older::show_segments(connection)));
        readers = reading_with(pool, options).await?;
    }
    Ok(readers)
}

/// Refuses a database in which a statement of somebody else's stands where a table of ours should: reading it may
/// never end. One whose schema can't be read goes on, to be read as far as it goes.
async fn require_real_tables(readers: &SqlitePool, database: &Path) -> Result<()> {
    let posing: std::result::Result<Option<String>, sqlx::Error> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema
         WHERE type IN ('table', 'view') AND coalesce(rootpage, 0) = 0
           AND lower(name) IN ('project', 'media', 'segment', 'trash', 'op', 'op_row', 'op_shift', 'retention')",
    )
    .fetch_optional(readers)
    .await;
    match posing {
        Ok(Some(name)) => Err(Error::LibraryCorrupt {
            path: database.to_owned(),
            damage: Damage::NotATable { name },
        }),
        _ => Ok(()),
    }
}

/// Refuses a database that is damaged or holds what we did not make: a foreign trigger could rewrite the media table.
pub(crate) async fn require_sound(connection: &mut SqliteConnection, database: &Path) -> Result<()> {
    let corrupt = |damage| Error::LibraryCorrupt {
        path: database.to_owned(),
        damage,
    };
    let verdict: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(&mut *connection)
        .await
        .map_err(Error::database(Task::CheckLibrary))?;
    if verdict != "ok" {
        return Err(corrupt(Damage::Broken { verdict }));
    }
    match foreign_objects(connection).await?.first() {
        Some(object) => Err(corrupt(Damage::Foreign {
            object: object.clone(),
        })),
        None => Ok(()),
    }
}

/// Returns what the schema holds besides plain tables and indexes. A virtual table has no pages of its own.
async fn foreign_objects(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let rows = sqlx::query(
        "SELECT type, name FROM sqlite_schema
         WHERE type NOT IN ('table', 'index') OR (type = 'table' AND coalesce(rootpage, 0) = 0)",
    )
    .fetch_all(connection)
    .await
    .map_err(Error::database(Task::CheckLibrary))?;
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
        .map_err(failed(Task::CheckLibrary))?;
    MIGRATIONS
        .run_direct(None, &mut fresh, false)
        .await
        .map_err(|error| failed(Task::CheckLibrary)(sqlx::Error::Migrate(Box::new(error))))?;
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
    .map_err(Error::database(Task::CheckLibrary))?;
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
            sqlx::migrate::MigrateError::Execute(source) => Error::database(Task::MigrateLibrary)(source),
            other => Error::LibraryCorrupt {
                path: database.to_owned(),
                damage: Damage::Broken {
                    verdict: other.to_string(),
                },
            },
        })?;
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
        .execute(connection)
        .await
        .map_err(Error::database(Task::MigrateLibrary))?;
    Ok(())
}

#[cfg(test)]
mod tests;
