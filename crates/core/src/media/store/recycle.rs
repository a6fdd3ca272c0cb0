//! Purged files handed to the system's recycle bin, for libraries that ask for it. Never the way of undo: what is in
//! the bin is out of our hands.

use std::io;
use std::sync::atomic::Ordering;

use super::{Entry, FilePlaces, Obstacle, OpenDir, Reached, Store};
use crate::media::disk;
use crate::media::path::StoredPath;
use crate::model::Location;

/// The folder, in the cache, of files on their way to the bin.
pub(super) const LEAVING: &str = "leaving";

impl Store {
    /// Says whether purged files go to the system's recycle bin.
    pub(crate) fn recycle(&self, recycles: bool) {
        self.recycles.store(recycles, Ordering::Relaxed);
    }

    /// Takes a file away for ever, wherever of the two places it is.
    pub(crate) fn purge(&self, file: FilePlaces<'_>, known: Location) -> Reached<()> {
        if self.recycles.load(Ordering::Relaxed) {
            self.hand_to_bin(file, known)
        } else {
            self.unlink(file, known)
        }
    }

    /// The bin is asked by path, so the file first leaves, by handle, for a folder that no stored path leads to. A
    /// crash in between leaves it there: the next try finds it.
    fn hand_to_bin(&self, file: FilePlaces<'_>, known: Location) -> Reached<()> {
        let name = StoredPath::parse(file.path)
            .ok_or(Obstacle::Refused)?
            .trash_name(file.id);
        let leaving = Entry {
            dir: OpenDir::Kept(&self.leaving),
            name: name.as_str().into(),
        };
        if leaving.require_file().is_err() {
            let present = self.present(file, known)?;
            disk::rename_no_replace(present.dir(), &present.name, &self.leaving, &name)?;
        }
        let path = self.root_path.join("cache").join(LEAVING).join(&name);
        Ok(trash::delete(path).map_err(io::Error::other)?)
    }
}
