//! Files that lie beside another one, which names them. The names are data, maybe hostile: what is not plainly a file in that
//! folder cannot be reached.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::path::is_plain_name;
use crate::{Error, Refusal, Result, Task, Unusable};

/// The folder of a file, open.
#[derive(Debug, Clone)]
pub(crate) struct FolderOf {
    dir: Arc<Dir>,
    path: PathBuf,
}

/// A file in it. Opened beneath the folder, and never through a link.
#[derive(Debug, Clone)]
pub struct FileBeside {
    folder: FolderOf,
    name: String,
}

impl FolderOf {
    /// Opens the folder that a file lies in.
    pub(crate) fn file(path: &Path) -> Result<Self> {
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        let dir = Dir::open_ambient_dir(folder, ambient_authority())
            .map_err(|source| Error::file(Task::ReadStory, path, source))?;
        Ok(Self {
            dir: Arc::new(dir),
            path: folder.to_owned(),
        })
    }

    /// Returns the file of a name, which need not be there.
    pub(crate) fn named(&self, name: &str) -> Result<FileBeside> {
        if !is_plain_name(name) {
            let name = name.chars().take(MOST_SHOWN).collect();
            return Err(Error::invalid(Refusal::NotBesideStory { name }));
        }
        Ok(FileBeside {
            folder: self.clone(),
            name: name.to_owned(),
        })
    }
}

/// How much of a name is repeated that is none, in characters.
const MOST_SHOWN: usize = 100;

impl FileBeside {
    /// Returns where it lies, for messages.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path.join(&self.name)
    }

    /// Opens it for reading.
    ///
    /// # Errors
    /// `MediaMissing`; `UnsupportedMedia` for a link, a folder or a device; `Io` and its kin.
    pub(crate) fn open(&self) -> Result<File> {
        let failed = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::NotFound => Error::MediaMissing { path: self.path() },
            _ => Error::file(Task::ReadFile, self.path(), source),
        };
        let dir = &self.folder.dir;
        // Asked before opening: opening a pipe would wait for its writer.
        if !dir.symlink_metadata(&self.name).map_err(failed)?.is_file() {
            return Err(Error::UnsupportedMedia {
                path: self.path(),
                reason: Unusable::NotAFile,
            });
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        let opened = dir.open_with(&self.name, &options).map_err(failed)?;
        Ok(opened.into_std())
    }
}
