//! Copies of the database.
#![expect(
    clippy::disallowed_methods,
    reason = "the store is the one place that the lint points to"
)]

use std::io;

use cap_std::fs::{Dir, OpenOptions};

use super::{Store, file_names};
use crate::media::disk;

impl Store {
    /// Returns when the last copy of the database was finished, in milliseconds since 1970.
    pub(crate) fn last_backup_ms(&self) -> Option<i64> {
        let times = backup_names(&self.backups).into_iter().filter_map(|name| {
            let modified = self.backups.metadata(name).ok()?.modified().ok()?.into_std();
            let age = modified.duration_since(std::time::UNIX_EPOCH).ok()?;
            i64::try_from(age.as_millis()).ok()
        });
        times.max()
    }

    /// Takes away a copy that was not finished.
    pub(crate) fn clear_backup(&self, name: &str) -> io::Result<()> {
        match self.backups.remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Makes a whole copy durable, gives it its name, and takes away all but the last `kept`.
    pub(crate) fn finish_backup(&self, unfinished: &str, name: &str, kept: usize) -> io::Result<()> {
        disk::sync_file(
            &self
                .backups
                .open_with(unfinished, OpenOptions::new().read(true).write(true))?
                .into_std(),
        )?;
        disk::rename_no_replace(&self.backups, unfinished, &self.backups, name)?;
        disk::sync_dir(&self.backups)?;
        let mut names = backup_names(&self.backups);
        names.sort_unstable();
        let surplus = names.len().saturating_sub(kept);
        names
            .iter()
            .take(surplus)
            .try_for_each(|old| self.backups.remove_file(old))
    }
}

/// Copies of the database, but for one that is being made.
fn backup_names(backups: &Dir) -> Vec<String> {
    let mut names = file_names(backups).unwrap_or_default();
    names.retain(|name| name.starts_with("library-") && name.ends_with(".db"));
    names
}
