//! The only file that changes what a library holds on disk. Everything goes through directory handles: what is
//! not beneath the library cannot be reached, whatever a stored path says.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one place that the lint points to"
)]

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::disk;
use super::path::StoredPath;
use crate::model::{Location, MediaId};
use crate::{Error, Result};

/// Room kept for the way out of a full disk: a delete has to write its log before it can free anything.
const BALLAST_BYTES: usize = 2 * 1024 * 1024;
const BALLAST: &str = "ballast";
const INCOMING: &str = "incoming";

/// A library's folders, open.
#[derive(Debug)]
pub(crate) struct Store {
    root_path: PathBuf,
    media: Dir,
    trash: Dir,
    cache: Dir,
    incoming: Dir,
    backups: Dir,
}

/// Where a media row's file can be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilePlaces<'a> {
    /// Row id.
    pub(crate) id: MediaId,
    /// Stored path.
    pub(crate) path: &'a str,
}

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub(crate) enum Obstacle {
    /// Nothing by that name.
    Missing,
    /// The stored path is not one of ours, or what is there is not a plain file.
    Refused,
    /// The system said no.
    Io(io::Error),
}

impl From<io::Error> for Obstacle {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            // A symlink or a file where the walk expects a folder.
            io::ErrorKind::NotADirectory => Self::Refused,
            _ if disk::is_symlink_in_the_way(&error) => Self::Refused,
            _ => Self::Io(error),
        }
    }
}

type Reached<T> = std::result::Result<T, Obstacle>;

/// A file's folder, open, and its name in it.
struct Entry<'a> {
    dir: OpenDir<'a>,
    name: Cow<'a, str>,
}

/// A folder that is either one of the store's own or was opened on the way.
enum OpenDir<'a> {
    Kept(&'a Dir),
    Walked(Dir),
}

impl Store {
    /// Opens a library's folders, making those that are missing.
    pub(crate) fn open(root_path: &Path) -> Result<Self> {
        let failed = |source| Error::file("Opening the library's folders failed", root_path, source);
        let root = Dir::open_ambient_dir(root_path, ambient_authority()).map_err(failed)?;
        let folder = |parent: &Dir, name: &str| -> Result<Dir> {
            match parent.create_dir(name) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(failed(error)),
                _ => {}
            }
            open_readable_dir(parent, name).map_err(failed)
        };
        let (media, trash, cache) = (
            folder(&root, "media")?,
            folder(&root, "trash")?,
            folder(&root, "cache")?,
        );
        let incoming = folder(&cache, INCOMING)?;
        let backups = folder(&root, "backups")?;
        let store = Self {
            root_path: root_path.to_owned(),
            media,
            trash,
            cache,
            incoming,
            backups,
        };
        store.require_one_device().map_err(failed)?;
        Ok(store)
    }

    // A move between devices is a copy and a delete, which a crash can catch half way: never done.
    fn require_one_device(&self) -> io::Result<()> {
        let device = self.media.dir_metadata()?.dev();
        for dir in [&self.trash, &self.incoming] {
            if dir.dir_metadata()?.dev() != device {
                return Err(io::Error::other("media, trash and cache have to be on one disk"));
            }
        }
        Ok(())
    }

    /// Returns the library's folder, for messages.
    pub(crate) fn root_path(&self) -> &Path {
        &self.root_path
    }

    /// Moves a file to where it belongs. Never overwrites. A file that is there already counts as moved.
    pub(crate) fn relocate(&self, file: FilePlaces<'_>, from: Location, to: Location) -> Reached<()> {
        let target = self.entry(file, to)?;
        let source = self.entry(file, from)?;
        if let Err(obstacle) = source.require_file() {
            return match obstacle {
                // The move was made before and not recorded, or the file is nowhere.
                Obstacle::Missing => target.require_file(),
                other => Err(other),
            };
        }
        disk::rename_no_replace(source.dir(), &source.name, target.dir(), &target.name)
            .map_err(Obstacle::from)
    }

    /// Unlinks a file, wherever of the two places it is.
    pub(crate) fn unlink(&self, file: FilePlaces<'_>, known: Location) -> Reached<()> {
        let other = if known == Location::Trash {
            Location::Media
        } else {
            Location::Trash
        };
        match self.unlink_at(file, known) {
            Err(Obstacle::Missing) => self.unlink_at(file, other),
            done => done,
        }
    }

    fn unlink_at(&self, file: FilePlaces<'_>, place: Location) -> Reached<()> {
        let entry = self.entry(file, place)?;
        entry.require_file()?;
        Ok(entry.dir().remove_file(&*entry.name)?)
    }

    /// Opens a file in the media folder for reading.
    pub(crate) fn open_media(&self, file: FilePlaces<'_>) -> Reached<File> {
        let entry = self.entry(file, Location::Media)?;
        entry.require_file()?;
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        Ok(entry.dir().open_with(&*entry.name, &options)?.into_std())
    }

    /// Makes the moves into and out of the media and trash folders durable.
    pub(crate) fn sync_moves(&self) -> io::Result<()> {
        disk::sync_dir(&self.trash)?;
        disk::sync_dir(&self.media)
    }

    /// Makes the names of new media files durable.
    pub(crate) fn sync_media(&self) -> Result<()> {
        disk::sync_dir(&self.media).map_err(|source| {
            Error::file(
                "Writing to the media folder failed",
                self.root_path.join("media"),
                source,
            )
        })
    }

    /// Starts a file for content on its way in. It has no name in the media folder until it is whole.
    pub(crate) fn create_incoming(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        Ok(self.incoming.open_with(name, &options)?.into_std())
    }

    /// Gives a whole incoming file its name in the media folder.
    pub(crate) fn admit_incoming(&self, incoming: &str, name: &str) -> io::Result<()> {
        disk::rename_no_replace(&self.incoming, incoming, &self.media, name)
    }

    /// Drops an incoming file that will not be admitted. One that stays behind is swept at the next open.
    pub(crate) fn drop_incoming(&self, name: &str) {
        if let Err(error) = self.incoming.remove_file(name) {
            tracing::debug!(%error, name, "an incoming file stays behind");
        }
    }

    /// Drops an admitted file that no row came to own. One that stays behind is an orphan, which check reports.
    pub(crate) fn drop_admitted(&self, name: &str) {
        if let Err(error) = self.media.remove_file(name) {
            tracing::warn!(%error, name, "a file without a row stays in the media folder");
        }
    }

    /// Empties the folder for content on its way in: what is there came from a crash and no row knows it.
    pub(crate) fn sweep_incoming(&self) {
        for name in file_names(&self.incoming).unwrap_or_default() {
            self.drop_incoming(&name);
        }
    }

    /// Returns the names of the files directly in the media and the trash folder.
    pub(crate) fn list(&self, place: Location) -> io::Result<Vec<String>> {
        file_names(if place == Location::Trash {
            &self.trash
        } else {
            &self.media
        })
    }

    /// Reads a cached file, or `None` where there is none (any failure is a miss: the cache can be made again).
    pub(crate) fn read_cached(&self, name: &str) -> Option<Vec<u8>> {
        self.cache.read(name).ok().filter(|bytes| !bytes.is_empty())
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
        if let Err(error) = self.cache.write(BALLAST, vec![0x5e; BALLAST_BYTES]) {
            tracing::debug!(%error, "no room for the ballast");
            self.free_ballast();
        }
    }

    /// Gives the ballast's room back. Returns whether there was any.
    pub(crate) fn free_ballast(&self) -> bool {
        self.cache.remove_file(BALLAST).is_ok()
    }

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

    fn entry<'a>(&'a self, file: FilePlaces<'a>, place: Location) -> Reached<Entry<'a>> {
        let path = StoredPath::parse(file.path).ok_or(Obstacle::Refused)?;
        if place == Location::Trash {
            return Ok(Entry {
                dir: OpenDir::Kept(&self.trash),
                name: path.trash_name(file.id).into(),
            });
        }
        let mut dir = OpenDir::Kept(&self.media);
        for parent in &path.parents {
            dir = OpenDir::Walked(dir.as_dir().open_dir_nofollow(parent)?);
        }
        Ok(Entry {
            dir,
            name: path.leaf.into(),
        })
    }
}

impl OpenDir<'_> {
    fn as_dir(&self) -> &Dir {
        match self {
            Self::Kept(dir) => dir,
            Self::Walked(dir) => dir,
        }
    }
}

impl Entry<'_> {
    fn dir(&self) -> &Dir {
        self.dir.as_dir()
    }

    fn require_file(&self) -> Reached<()> {
        let found = self.dir().symlink_metadata(&*self.name)?;
        if found.is_file() {
            Ok(())
        } else {
            Err(Obstacle::Refused)
        }
    }
}

// `open_dir` gives a handle that is only good for walking on Linux (O_PATH): one that is to be synced has to be readable.
fn open_readable_dir(parent: &Dir, name: &str) -> io::Result<Dir> {
    let mut options = OpenOptions::new();
    options.read(true).maybe_dir(true).follow(FollowSymlinks::No);
    let folder = parent.open_with(name, &options)?.into_std();
    if !folder.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    Ok(Dir::from_std_file(folder))
}

/// Copies of the database, but for one that is being made.
fn backup_names(backups: &Dir) -> Vec<String> {
    let mut names = file_names(backups).unwrap_or_default();
    names.retain(|name| name.starts_with("library-") && name.ends_with(".db"));
    names
}

fn file_names(dir: &Dir) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in dir.entries()? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(names)
}

/// Copies at most `limit` bytes and makes them durable. Returns how many there were.
pub(crate) fn copy_durably(mut from: impl Read, to: &mut File, limit: u64) -> io::Result<u64> {
    let copied = io::copy(&mut (&mut from).take(limit + 1), to)?;
    disk::sync_file(to)?;
    Ok(copied)
}
