//! What can be made again, and the ballast.
#![expect(
    clippy::disallowed_methods,
    reason = "the store is the one place that the lint points to"
)]

use std::io::{self, Write};

use cap_std::fs::OpenOptions;

use super::Store;

/// Room kept for the way out of a full disk: a delete has to write its log before it can free anything.
const BALLAST_BYTES: usize = 2 * 1024 * 1024;
const BALLAST: &str = "ballast";

impl Store {
    /// Reads a cached file, or `None` where there is none (any failure is a miss: the cache can be made again).
    pub(crate) fn read_cached(&self, name: &str) -> Option<Vec<u8>> {
        // Asked before opening: opening a pipe would wait for its writer.
        let is_file = self
            .cache
            .symlink_metadata(name)
            .is_ok_and(|found| found.is_file());
        let read = is_file.then(|| self.cache.read(name).ok()).flatten();
        read.filter(|bytes| !bytes.is_empty())
    }

    /// Keeps a file in the cache. Failing to is no error, and a crash leaves either all of it or none.
    pub(crate) fn write_cached(&self, name: &str, bytes: &[u8]) {
        let incoming = format!("{name}.{:016x}", rand::random::<u64>());
        let written = self
            .create_incoming(&incoming)
            .and_then(|mut file| file.write_all(bytes))
            .and_then(|()| self.incoming.rename(&incoming, &self.cache, name));
        if let Err(error) = written {
            tracing::debug!(%error, name, "not cached");
            self.drop_incoming(&incoming);
        }
    }

    /// Puts the ballast in place if it is not there and there is room.
    pub(crate) fn lay_ballast(&self) {
        if self.cache.is_file(BALLAST) {
            return;
        }
        // Made anew: what else is there by that name is not ours to write to.
        let made = self
            .cache
            .open_with(BALLAST, OpenOptions::new().write(true).create_new(true));
        match made.and_then(|mut ballast| ballast.write_all(&vec![0x5e; BALLAST_BYTES])) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                tracing::warn!("something else lies where the ballast should");
            }
            Err(error) => {
                tracing::debug!(%error, "no room for the ballast");
                self.free_ballast();
            }
        }
    }

    /// Gives the ballast's room back. Returns whether there was any.
    pub(crate) fn free_ballast(&self) -> bool {
        self.cache.remove_file(BALLAST).is_ok()
    }
}
