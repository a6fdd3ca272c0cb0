//! Content on its way in: it has no name in the media folder until it is whole.

use std::fs::File;
use std::io::{self, BufReader, Read};

use super::{Store, file_names};
use crate::media::disk;

impl Store {
    /// Starts a file for content on its way in. It has no name in the media folder until it is whole.
    pub(crate) fn create_incoming(&self, name: &str) -> io::Result<File> {
        disk::create_new(&self.incoming, name)
    }

    /// Gives a whole incoming file its name in the media folder.
    pub(crate) fn admit_incoming(&self, incoming: &str, name: &str) -> io::Result<()> {
        disk::rename_no_replace(&self.incoming, incoming, &self.media, name)
    }

    /// Drops an incoming file that will not be admitted. One that stays behind is swept at the next open.
    pub(crate) fn drop_incoming(&self, name: &str) {
        if let Err(error) = disk::unlink(&self.incoming, name) {
            tracing::debug!(%error, name, "an incoming file stays behind");
        }
    }

    /// Drops an admitted file that no row came to own. One that stays behind is an orphan, which check reports.
    pub(crate) fn drop_admitted(&self, name: &str) {
        if let Err(error) = disk::unlink(&self.media, name) {
            tracing::warn!(%error, name, "a file without a row stays in the media folder");
        }
    }

    /// Empties the folder for content on its way in: what is there came from a crash and no row knows it.
    pub(crate) fn sweep_incoming(&self) {
        for name in file_names(&self.incoming).unwrap_or_default() {
            self.drop_incoming(&name);
        }
    }
}

/// How much is copied at a time, in bytes.
pub(super) const PIECE: usize = 256 * 1024;

/// Copies at most `limit` bytes and makes them durable. Returns how many there were.
pub(crate) fn copy_durably(from: impl Read, to: &mut File, limit: u64) -> io::Result<u64> {
    let copied = io::copy(&mut BufReader::with_capacity(PIECE, from.take(limit + 1)), to)?;
    disk::sync_file(to)?;
    Ok(copied)
}
