//! The only room that changes what a library holds on disk. Everything goes through directory handles: what is
//! not beneath the library cannot be reached, whatever a stored path says.

mod backups;
mod cache;
mod incoming;
mod marker;
mod orphans;
mod recycle;

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

pub(crate) use incoming::copy_durably;

use super::disk;
use super::path::StoredPath;
use crate::model::{Location, MediaId};
use crate::{Error, Refusal, Result, Task};

const INCOMING: &str = "incoming";

/// A library's folders, open.
#[derive(Debug)]
pub(crate) struct Store {
    root_path: PathBuf,
    root: Dir,
    media: Dir,
    trash: Dir,
    cache: Dir,
    incoming: Dir,
    leaving: Dir,
    backups: Dir,
    recycles: AtomicBool,
    /// Held by whoever moves files between media folder and trash.
    moving: Mutex<()>,
    /// Bytes in the cache; `None` until they are counted.
    cached_bytes: Mutex<Option<u64>>,
}

/// Where a media row's file can be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilePlaces<'a> {
    /// Row id.
    pub(crate) id: MediaId,
    /// Stored path.
    pub(crate) path: &'a str,
}

impl<'a> FilePlaces<'a> {
    fn parse(self) -> Reached<StoredPath<'a>> {
        StoredPath::parse(self.path).ok_or(Obstacle::Refused)
    }
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
        let failed = |source| Error::file(Task::OpenLibraryFolders, root_path, source);
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
        let leaving = folder(&cache, recycle::LEAVING)?;
        let backups = folder(&root, "backups")?;
        let store = Self {
            root_path: root_path.to_owned(),
            root: open_readable_dir(&root, ".").map_err(failed)?,
            media,
            trash,
            cache,
            incoming,
            leaving,
            backups,
            recycles: AtomicBool::new(false),
            moving: Mutex::new(()),
            cached_bytes: Mutex::new(None),
        };
        if !store.is_on_one_device().map_err(failed)? {
            return Err(Error::invalid(Refusal::FoldersApart).with_path(root_path));
        }
        Ok(store)
    }

    // A move between devices is a copy and a delete, which a crash can catch half way: never done.
    fn is_on_one_device(&self) -> io::Result<bool> {
        let device = self.media.dir_metadata()?.dev();
        for dir in [&self.trash, &self.incoming, &self.leaving] {
            if dir.dir_metadata()?.dev() != device {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns the library's folder, for messages.
    pub(crate) fn root_path(&self) -> &Path {
        &self.root_path
    }

    /// Waits until nobody else moves files, and keeps others waiting until what this returns is dropped. Blocks.
    pub(crate) fn begin_to_move(&self) -> MutexGuard<'_, ()> {
        self.moving.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves a file to where it belongs. Never overwrites. A file that is there already counts as moved.
    pub(crate) fn relocate(&self, file: FilePlaces<'_>, from: Location, to: Location) -> Reached<()> {
        let path = file.parse()?;
        let target = self.entry(&path, file.id, to)?;
        let source = self.entry(&path, file.id, from)?;
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
    fn unlink(&self, file: FilePlaces<'_>, known: Location) -> Reached<()> {
        let entry = self.present(file, known)?;
        Ok(disk::unlink(entry.dir(), &entry.name)?)
    }

    /// Returns where a file is: where it is known to be, or else in the other place.
    fn present<'a>(&'a self, file: FilePlaces<'a>, known: Location) -> Reached<Entry<'a>> {
        let other = if known == Location::Trash {
            Location::Media
        } else {
            Location::Trash
        };
        match self.present_at(file, known) {
            Err(Obstacle::Missing) => self.present_at(file, other),
            found => found,
        }
    }

    fn present_at<'a>(&'a self, file: FilePlaces<'a>, place: Location) -> Reached<Entry<'a>> {
        let entry = self.entry(&file.parse()?, file.id, place)?;
        entry.require_file()?;
        Ok(entry)
    }

    /// Opens a file in the media folder for reading.
    pub(crate) fn open_media(&self, file: FilePlaces<'_>) -> Reached<File> {
        let entry = self.entry(&file.parse()?, file.id, Location::Media)?;
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
        disk::sync_dir(&self.media)
            .map_err(|source| Error::file(Task::WriteMedia, self.root_path.join("media"), source))
    }

    /// Returns the names of the files directly in the media and the trash folder.
    pub(crate) fn list(&self, place: Location) -> io::Result<Vec<String>> {
        file_names(if place == Location::Trash {
            &self.trash
        } else {
            &self.media
        })
    }

    fn entry<'a>(&'a self, path: &StoredPath<'a>, id: MediaId, place: Location) -> Reached<Entry<'a>> {
        if place == Location::Trash {
            return Ok(Entry {
                dir: OpenDir::Kept(&self.trash),
                name: path.trash_name(id).into(),
            });
        }
        let mut dir = OpenDir::Kept(&self.media);
        for parent in &path.parents {
            let below = dir.as_dir().open_dir_nofollow(parent)?;
            if !disk::is_called(dir.as_dir(), parent)? {
                return Err(Obstacle::Missing);
            }
            dir = OpenDir::Walked(below);
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
        if !found.is_file() {
            return Err(Obstacle::Refused);
        }
        if !disk::is_called(self.dir(), &self.name)? {
            return Err(Obstacle::Missing);
        }
        Ok(())
    }
}

/// Opens a folder in another, so that it can be synced: on Linux `open_dir` gives a handle that is only good for walking (O_PATH).
pub(crate) fn open_readable_dir(parent: &Dir, name: &str) -> io::Result<Dir> {
    // Asked before opening: opening a pipe would wait for its writer.
    if !parent.symlink_metadata(name)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut options = OpenOptions::new();
    options.read(true).maybe_dir(true).follow(FollowSymlinks::No);
    let folder = parent.open_with(name, &options)?.into_std();
    if !folder.metadata()?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    Ok(Dir::from_std_file(folder))
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
