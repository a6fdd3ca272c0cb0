//! Copies of the database, and the database itself as a file.

use std::io::{self, BufReader};
use std::path::PathBuf;

use cap_std::fs::{Dir, OpenOptions};

use super::incoming::PIECE;
use super::{Store, file_names};
use crate::media::disk;
use crate::storage::connect::JOURNAL;
use crate::work::Work;

const DATABASE: &str = "library.db";
/// What SQLite keeps beside a database: with these gone, what is in the file is all there is.
const WAL: &str = "-wal";
const SHM: &str = "-shm";

impl Store {
    /// Returns the folder of the backups.
    pub(crate) fn backups_path(&self) -> PathBuf {
        self.root_path.join("backups")
    }

    /// Returns the files in the folder of the backups, each with its size in bytes.
    pub(crate) fn backup_files(&self) -> io::Result<Vec<(String, i64)>> {
        let sized = |name: String| {
            let bytes = self.backups.metadata(&name)?.len();
            Ok((name, i64::try_from(bytes).unwrap_or(i64::MAX)))
        };
        file_names(&self.backups)?.into_iter().map(sized).collect()
    }

    /// Takes a copy away, with what SQLite kept beside it. None by that name is fine.
    pub(crate) fn clear_backup(&self, name: &str) -> io::Result<()> {
        remove(&self.backups, &format!("{name}{WAL}"))?;
        remove(&self.backups, name)
    }

    /// Makes a whole copy durable and gives it its name.
    pub(crate) fn finish_backup(&self, unfinished: &str, name: &str) -> io::Result<()> {
        let writable = self
            .backups
            .open_with(unfinished, OpenOptions::new().read(true).write(true))?;
        disk::sync_file(&writable.into_std())?;
        disk::rename_no_replace(&self.backups, unfinished, &self.backups, name)?;
        disk::sync_dir(&self.backups)
    }

    /// Copies the database as it is, byte for byte, damage and all, to a name among the backups that is free.
    pub(crate) fn copy_database_aside(&self, name: &str) -> io::Result<()> {
        if self.backups.is_file(name) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        // First what is not yet in the database: a copy that has a name is whole.
        copy(
            &self.root,
            &format!("{DATABASE}{WAL}"),
            &self.backups,
            &format!("{name}{WAL}"),
            &Work::unwatched(),
        )?;
        copy(&self.root, DATABASE, &self.backups, name, &Work::unwatched())?;
        disk::sync_dir(&self.backups)
    }

    /// Copies a backup to the incoming folder, to be looked at before it becomes the database.
    pub(crate) fn copy_backup_in(&self, name: &str, incoming: &str, work: &Work) -> io::Result<PathBuf> {
        for part in ["", WAL, SHM, JOURNAL] {
            remove(&self.incoming, &format!("{incoming}{part}"))?;
        }
        for part in ["", WAL] {
            let (name, copied) = (format!("{name}{part}"), format!("{incoming}{part}"));
            copy(&self.backups, &name, &self.incoming, &copied, work)?;
        }
        Ok(self.root_path.join("cache").join(super::INCOMING).join(incoming))
    }

    /// Makes an incoming file the database. A crash leaves the one or the other, whole.
    pub(crate) fn install_database(&self, incoming: &str) -> io::Result<()> {
        let whole = self
            .incoming
            .open_with(incoming, OpenOptions::new().read(true).write(true))?;
        disk::sync_file(&whole.into_std())?;
        for part in [WAL, SHM, JOURNAL] {
            remove(&self.root, &format!("{DATABASE}{part}"))?;
        }
        disk::sync_dir(&self.root)?;
        disk::replace(&self.incoming, incoming, &self.root, DATABASE)?;
        disk::sync_dir(&self.root)
    }

    /// Returns the greatest id that a file in the trash is named by, 0 where there is none.
    pub(crate) fn greatest_trash_id(&self) -> io::Result<i64> {
        let names = file_names(&self.trash)?;
        let ids = names
            .iter()
            .filter_map(|name| name.split('.').next()?.parse().ok());
        Ok(ids.max().unwrap_or(0))
    }
}

/// Copies a file durably to a name that is free. Nothing there to copy is fine.
fn copy(from: &Dir, name: &str, to: &Dir, new: &str, work: &Work) -> io::Result<()> {
    // Asked before opening: opening a pipe would wait for its writer.
    let found = match from.symlink_metadata(name) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    if !found.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    let source = from.open(name)?;
    let mut target = disk::create_new(to, new)?;
    io::copy(
        &mut BufReader::with_capacity(PIECE, work.reading(source)),
        &mut target,
    )?;
    disk::sync_file(&target)
}

fn remove(dir: &Dir, name: &str) -> io::Result<()> {
    match disk::unlink(dir, name) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
