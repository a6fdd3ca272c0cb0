//! Bring a backup back as the library's database, after putting the present one aside.

use std::path::Path;

use sqlx::{Connection, SqliteConnection};

use super::Library;
use super::backup::{self, Backup};
use super::lock::LibraryLock;
use super::open;
use crate::media::store::Store;
use crate::storage::{connect, media};
use crate::work::{Stage, Work};
use crate::{Error, Refusal, Result, Task};

const INCOMING: &str = "restored.db";

impl Library {
    /// Makes a copy of the database now.
    ///
    /// # Errors
    /// `DiskFull`, `PermissionDenied` or `Io` where it can't be written; `Invalid` once the library is closed.
    pub async fn back_up(&self) -> Result<Backup> {
        let mut writer = self.inner.writer.lock().await;
        let connection = writer.connection(&self.inner).await?;
        backup::copy(connection, &self.inner.store).await
    }

    /// Returns the copies of a library's database, the newest first. The library need not be one that opens.
    ///
    /// # Errors
    /// `PermissionDenied` or `Io` where the folder can't be read.
    pub fn backups(folder: &Path) -> Result<Vec<Backup>> {
        if !folder.join("backups").is_dir() {
            return Ok(Vec::new());
        }
        backup::list(&Store::open(folder)?)
    }

    /// Makes a copy the library's database again and opens it. The present one is put aside first, whatever its
    /// state, as another backup. Each file is looked for where it is now; one that was purged since is missing.
    ///
    /// # Errors
    /// `Cancelled`; `Invalid` for an unknown name; `LibraryInUse`; `LibraryCorrupt` or `LibraryTooNew` for a copy that can't be
    /// used; `DiskFull`, `PermissionDenied`, `Io`. The library is as it was then.
    pub async fn restore_backup(folder: &Path, name: &str, work: &Work) -> Result<Self> {
        if !Self::backups(folder)?.iter().any(|backup| backup.name == name) {
            return Err(Error::invalid(Refusal::NoSuchBackup).with_path(name));
        }
        let lock = LibraryLock::take(folder)?;
        let store = Store::open(folder)?;
        let failed = |source| Error::file(Task::RestoreBackup, folder, source);
        work.enter(Stage::RestoringDatabase);
        let copied = store.copy_backup_in(name, INCOMING, work);
        work.require_wanted()?;
        make_ready(
            &copied.map_err(failed)?,
            folder,
            store.greatest_trash_id().map_err(failed)?,
        )
        .await?;
        work.commit()?;
        backup::set_aside(&store)?;
        store.install_database(INCOMING).map_err(failed)?;
        tracing::info!(name, "a backup is the library's database again");
        open::open_locked(folder, lock, false).await
    }
}

/// Makes sure that a copy is one of ours and whole, and lets it believe nothing of where files are: opening then
/// looks for each. Ids of files that came after it was made stay taken, since files in the trash are named by them.
async fn make_ready(copy: &Path, folder: &Path, greatest_trash_id: i64) -> Result<()> {
    open::require_ours_by_header(folder, copy)?;
    let mut connection = connect::writer(copy, false).await?;
    let ready = doubt_places(&mut connection, copy, folder, greatest_trash_id).await;
    // As one file, without a WAL beside it.
    let alone = sqlx::query("PRAGMA journal_mode = DELETE")
        .execute(&mut connection)
        .await
        .map(|_| ());
    let closed = connection.close().await;
    ready?;
    alone.and(closed).map_err(Error::database(Task::RestoreBackup))
}

async fn doubt_places(
    connection: &mut SqliteConnection,
    copy: &Path,
    folder: &Path,
    greatest_trash_id: i64,
) -> Result<()> {
    open::require_ours(connection, folder).await?;
    connect::require_sound(connection, copy).await?;
    media::doubt_places(connection, greatest_trash_id).await
}
