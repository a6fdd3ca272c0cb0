//! What can be made again, and the ballast.
#![expect(
    clippy::disallowed_methods,
    reason = "the store is the one place that the lint points to"
)]

use std::collections::HashSet;
use std::io::{self, Write};
use std::sync::PoisonError;

use cap_std::fs::OpenOptions;
use cap_std::time::SystemTime;

use super::Store;
use crate::media::rendition;
use crate::model::MediaId;

/// Room kept for the way out of a full disk: a delete has to write its log before it can free anything.
const BALLAST_BYTES: usize = 2 * 1024 * 1024;
const BALLAST: &str = "ballast";
/// How much the cache may hold, in bytes on disk: the clips of a story of 15,000 segments.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// What is left of that once it is full and the oldest went: so much that it does not fill up again at once.
const LEFT_BYTES: u64 = MOST_BYTES / 4 * 3;
/// What a file takes on disk at least, as most file systems count.
const BLOCK_BYTES: u64 = 4096;

/// A file in the cache.
struct CachedFile {
    name: String,
    /// What it takes on disk.
    bytes: u64,
    /// Unknown where the system doesn't say.
    made: Option<SystemTime>,
}

fn on_disk(bytes: u64) -> u64 {
    bytes.next_multiple_of(BLOCK_BYTES)
}

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
        match written {
            Ok(()) => self.keep_within(MOST_BYTES, LEFT_BYTES, bytes.len() as u64),
            Err(error) => {
                tracing::debug!(%error, name, "not cached");
                self.drop_incoming(&incoming);
            }
        }
    }

    /// Drops what was made of media files from the cache.
    pub(crate) fn drop_cached(&self, of: &HashSet<MediaId>) {
        for file in self.cached_files() {
            if rendition::owner_of(&file.name).is_some_and(|id| of.contains(&id)) {
                self.drop_from_cache(&file);
            }
        }
    }

    /// Counts a file that came into the cache. Where there is too much, the files made the longest ago go: they can be
    /// made again. What is in the cache is looked up once, and then each time that it is full.
    fn keep_within(&self, most: u64, left: u64, added: u64) {
        let mut counted = self.cached_bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let known = counted.map(|bytes| bytes + on_disk(added));
        if known.is_some_and(|bytes| bytes <= most) {
            *counted = known;
            return;
        }
        let mut files = self.cached_files();
        let mut bytes: u64 = files.iter().map(|file| file.bytes).sum();
        if bytes > most {
            files.sort_by_key(|file| file.made);
            for file in files {
                if bytes <= left {
                    break;
                }
                self.drop_from_cache(&file);
                bytes -= file.bytes;
            }
        }
        *counted = Some(bytes);
    }

    /// Lists what the cache holds besides the ballast and its folders.
    fn cached_files(&self) -> Vec<CachedFile> {
        let Ok(entries) = self.cache.entries() else {
            return Vec::new();
        };
        let found = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let metadata = entry.metadata().ok()?;
            let is_ours = metadata.is_file() && name != BALLAST;
            is_ours.then(|| CachedFile {
                name,
                bytes: on_disk(metadata.len()),
                made: metadata.modified().ok(),
            })
        });
        found.collect()
    }

    fn drop_from_cache(&self, file: &CachedFile) {
        if let Err(error) = self.cache.remove_file(&file.name) {
            tracing::debug!(%error, name = file.name, "it stays in the cache");
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let root = tempfile::TempDir::new().unwrap();
        let store = Store::open(root.path()).unwrap();
        (root, store)
    }

    fn names(store: &Store) -> Vec<String> {
        let mut names: Vec<String> = store.cached_files().into_iter().map(|file| file.name).collect();
        names.sort();
        names
    }

    /// Says that a file was made so many seconds before now.
    fn age(root: &tempfile::TempDir, name: &str, seconds: u64) {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(root.path().join("cache").join(name))
            .unwrap();
        let made = file.metadata().unwrap().modified().unwrap() - Duration::from_secs(seconds);
        file.set_modified(made).unwrap();
    }

    #[test]
    fn a_full_cache_lets_the_oldest_go() {
        let (root, store) = store();
        for (name, seconds) in [
            ("waveform-1", 10),
            ("waveform-2", 40),
            ("waveform-3", 20),
            ("waveform-4", 30),
        ] {
            store.write_cached(name, &[1; 100]);
            age(&root, name, seconds);
        }
        // Each takes a block, and there are four.
        store.keep_within(3 * BLOCK_BYTES, 2 * BLOCK_BYTES, 0);
        assert_eq!(
            names(&store),
            ["waveform-1", "waveform-3"],
            "2 and 4 were made before them"
        );
    }

    #[test]
    fn the_ballast_and_what_comes_in_are_no_part_of_it() {
        let (_root, store) = store();
        store.lay_ballast();
        store.create_incoming("content").unwrap();
        store.write_cached("waveform-1", &[1; 100]);
        store.keep_within(0, 0, 0);
        assert_eq!(names(&store), [] as [&str; 0]);
        assert!(store.free_ballast(), "a delete on a full disk needs it");
    }

    #[test]
    fn what_was_made_of_a_file_goes_in_every_size() {
        let (_root, store) = store();
        for name in [
            "thumbnail-7-320",
            "thumbnail-7-640",
            "waveform-7",
            "thumbnail-77-320",
            "other",
        ] {
            store.write_cached(name, b"kept");
        }
        store.drop_cached(&HashSet::from([MediaId(7)]));
        assert_eq!(names(&store), ["other", "thumbnail-77-320"]);
    }
}
