//! Opening, in the order that leaves a library untouched until it is known to be ours, whole and not newer.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, Notify};

use super::lock::LibraryLock;
use super::{Inner, Library, Renditions, backup, record};
use crate::find::Index;
use crate::media::store::Store;
use crate::model::LibraryInfo;
use crate::storage::connect::{self, APPLICATION_ID, SCHEMA_VERSION};
use crate::transact::{Writer, recover};
use crate::{Damage, Error, ErrorCode, Refusal, Result, Task};

const DATABASE: &str = "library.db";

/// Returns whether a folder has what can be opened.
pub(super) fn has_database(folder: &Path) -> bool {
    folder.join(DATABASE).is_file()
}
const LOCK: &str = "library.lock";
const SQLITE_MAGIC: &[u8; 16] = b"SQLite format 3\0";

pub(super) async fn create(folder: &Path) -> Result<Library> {
    std::fs::create_dir_all(folder).map_err(|source| Error::file(Task::MakeLibraryFolder, folder, source))?;
    require_empty(folder)?;
    let lock = LibraryLock::take(folder)?;
    open_locked(folder, lock, true).await
}

/// Refuses a folder that holds anything but what an interrupted `create` leaves.
fn require_empty(folder: &Path) -> Result<()> {
    let failed = |source| Error::file(Task::LookIntoFolder, folder, source);
    if folder.join(DATABASE).exists() {
        return Err(Error::invalid(Refusal::AlreadyALibrary).with_path(folder));
    }
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        if entry.map_err(failed)?.file_name() != LOCK {
            return Err(Error::invalid(Refusal::FolderNotEmpty).with_path(folder));
        }
    }
    Ok(())
}

pub(super) async fn open(folder: &Path) -> Result<Library> {
    let database = folder.join(DATABASE);
    if !database.is_file() {
        return Err(not_a_library(folder));
    }
    // Before the lock, which leaves a mark.
    require_ours_by_header(folder, &database)?;
    let lock = LibraryLock::take(folder)?;
    open_locked(folder, lock, false).await
}

pub(super) async fn open_locked(folder: &Path, lock: LibraryLock, create: bool) -> Result<Library> {
    let folder = &folder
        .canonicalize()
        .map_err(|source| Error::file(Task::FindLibraryFolder, folder, source))?;
    let database = folder.join(DATABASE);
    let mut connection = connect::writer(&database, create).await?;
    let (store, info) = match prepare(&mut connection, folder, &database).await {
        Ok(prepared) => prepared,
        Err(error) => {
            // While the lock is still held: once it is free, nothing of ours may be at work in the folder.
            if let Err(error) = connection.close().await {
                tracing::debug!(%error, "the refused database did not close cleanly");
            }
            return Err(error);
        }
    };
    let inner = Inner {
        readers: connect::readers(&database).await?,
        writer: Mutex::new(Writer::on(connection).await?),
        record_soon: Notify::new(),
        index: Index::default(),
        renditions: Renditions::default(),
        store,
        database,
        info,
        lock: Some(lock),
    };
    tracing::info!(library = %folder.display(), "opened");
    let library = serve(inner);
    record::let_go(&library.inner).await;
    Ok(library)
}

/// Opens a library for looking only: nothing in it changes, so neither the state of its database nor a disk that
/// takes no writes stands in the way.
pub(super) async fn open_read_only(folder: &Path) -> Result<Library> {
    let folder = &folder
        .canonicalize()
        .map_err(|source| Error::file(Task::FindLibraryFolder, folder, source))?;
    let database = folder.join(DATABASE);
    require_ours_by_header(folder, &database)?;
    let lock = match LibraryLock::take(folder) {
        Err(error) if error.code() == ErrorCode::PermissionDenied => None,
        taken => Some(taken?),
    };
    let readers = connect::read_only(&database).await?;
    let mut reader = readers
        .acquire()
        .await
        .map_err(Error::database(Task::OpenLibrary))?;
    let info = info(&mut reader, folder, true).await?;
    drop(reader);
    let inner = Inner {
        readers,
        writer: Mutex::new(Writer::read_only()),
        record_soon: Notify::new(),
        index: Index::default(),
        renditions: Renditions::default(),
        store: Arc::new(Store::open(folder)?),
        database,
        info,
        lock,
    };
    tracing::info!(library = %folder.display(), "opened for reading only");
    Ok(serve(inner))
}

fn serve(inner: Inner) -> Library {
    let inner = Arc::new(inner);
    let recorder = tokio::spawn(record::record_and_retry(Arc::downgrade(&inner)));
    Library { inner, recorder }
}

/// Makes sure that the database is ours and whole, and brings library and disk up to date.
async fn prepare(
    connection: &mut SqliteConnection,
    folder: &Path,
    database: &Path,
) -> Result<(Arc<Store>, LibraryInfo)> {
    let version = require_ours(connection, folder).await?;
    connect::require_sound(connection, database).await?;
    let store = Arc::new(Store::open(folder)?);
    backup::keep(connection, &store, version).await?;
    connect::migrate(connection, database).await?;
    store.sweep_incoming();
    // Cleaning up is never a condition for opening: what is left is tried again the next time.
    if let Err(error) = recover(connection, &store).await {
        tracing::error!(%error, "what was left over is not settled yet");
    }
    store.lay_ballast();
    store.lay_marker();
    let info = info(connection, folder, false).await?;
    connect::hold_pages(connection).await?;
    Ok((store, info))
}

/// Reads the database's header before SQLite does, since connecting alone writes: what is not ours or is newer stays
/// as it is, to the last byte. <https://www.sqlite.org/fileformat.html#the_database_header>
pub(super) fn require_ours_by_header(folder: &Path, database: &Path) -> Result<()> {
    connect::require_plain_files(database)?;
    let failed = |source| Error::file(Task::ReadLibrary, database, source);
    let mut header = [0; 100];
    let file = std::fs::File::open(database).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    // A crash while the library was made: nothing in it yet, or all of it still in the WAL.
    let unfinished = || {
        let wal = folder.join("library.db-wal");
        std::fs::metadata(wal).is_ok_and(|wal| wal.len() > 0)
    };
    if length == 0 {
        return require_no_files(folder, database);
    }
    if (&file).take(100).read(&mut header).map_err(failed)? < header.len()
        || !header.starts_with(SQLITE_MAGIC)
    {
        return Err(Error::LibraryCorrupt {
            path: database.to_owned(),
            damage: Damage::NotADatabase,
        });
    }
    let (schema_cookie, version, application) = (
        big_endian(&header, 40),
        big_endian(&header, 60),
        big_endian(&header, 68),
    );
    match application {
        APPLICATION_ID => require_version(folder, version),
        0 if version == 0 && unfinished() => Ok(()),
        // Its first page only, without a schema, or with the table of migrations that comes before ours: what it is to
        // hold was not begun. The lock says that we began it.
        0 if version == 0 && (schema_cookie == 0 || schema_cookie == 1 && folder.join(LOCK).exists()) => {
            require_no_files(folder, database)
        }
        _ => Err(not_a_library(folder)),
    }
}

/// A crash while a library was made leaves an empty database and nothing else. Where there are files, their rows are
/// lost, and a new database would hide that.
fn require_no_files(folder: &Path, database: &Path) -> Result<()> {
    let holds_files =
        |part: &&&str| std::fs::read_dir(folder.join(part)).is_ok_and(|mut entries| entries.next().is_some());
    match ["media", "trash", "backups"].iter().find(holds_files) {
        Some(part) => Err(Error::LibraryCorrupt {
            path: database.to_owned(),
            damage: Damage::EmptyBesideFiles {
                folder: (*part).to_owned(),
            },
        }),
        None => Ok(()),
    }
}

fn big_endian(header: &[u8; 100], at: usize) -> i64 {
    header
        .iter()
        .skip(at)
        .take(4)
        .fold(0, |number, &byte| number << 8 | i64::from(byte))
}

/// Asks SQLite the same, which sees the WAL too. Returns the schema version, 0 for a library that is just being made.
pub(super) async fn require_ours(connection: &mut SqliteConnection, folder: &Path) -> Result<i64> {
    let application = pragma(connection, "PRAGMA application_id").await?;
    let version = pragma(connection, "PRAGMA user_version").await?;
    let tables = pragma(
        connection,
        "SELECT count(*) FROM sqlite_schema WHERE tbl_name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .await?;
    require_version(folder, version)?;
    match application {
        APPLICATION_ID => Ok(version),
        0 if version == 0 && tables == 0 => Ok(0),
        _ => Err(not_a_library(folder)),
    }
}

async fn pragma(connection: &mut SqliteConnection, question: &'static str) -> Result<i64> {
    sqlx::query_scalar(question)
        .fetch_one(connection)
        .await
        .map_err(Error::database(Task::ReadLibrary))
}

fn require_version(folder: &Path, found: i64) -> Result<()> {
    if found > SCHEMA_VERSION {
        return Err(Error::LibraryTooNew {
            path: folder.to_owned(),
            found,
            supported: SCHEMA_VERSION,
        });
    }
    Ok(())
}

fn not_a_library(folder: &Path) -> Error {
    Error::invalid(Refusal::NotALibrary).with_path(folder)
}

async fn info(connection: &mut SqliteConnection, folder: &Path, read_only: bool) -> Result<LibraryInfo> {
    let sqlite_version = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(&mut *connection)
        .await
        .map_err(Error::database(Task::ReadLibrary))?;
    // Canonical paths of Windows begin with `\\?\`, which people do not know and the file manager does not take.
    let folder = dunce::simplified(folder);
    Ok(LibraryInfo {
        path: folder.display().to_string(),
        name: folder.file_name().map_or_else(
            || folder.display().to_string(),
            |name| name.to_string_lossy().into(),
        ),
        schema_version: pragma(connection, "PRAGMA user_version").await?,
        sqlite_version,
        read_only,
        warning: super::folder::warning(folder),
    })
}
