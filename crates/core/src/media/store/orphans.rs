//! Files in the media and trash folders that no row knows.

use std::fs::File;
use std::io;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, OpenOptions};

use super::Store;
use crate::media::disk;

impl Store {
    /// Opens such a file for looking at.
    pub(crate) fn open_orphan(&self, path: &str) -> io::Result<File> {
        let (dir, name) = self.orphan(path)?;
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        Ok(dir.open_with(name, &options)?.into_std())
    }

    /// Gives such a file a name in the media folder. Never replaces one.
    pub(crate) fn claim_orphan(&self, path: &str, name: &str) -> io::Result<()> {
        let (dir, old) = self.orphan(path)?;
        disk::rename_no_replace(dir, old, &self.media, name)
    }

    /// Gives a claimed file its old name back, where that is free. One that keeps the new name is found again all the
    /// same.
    pub(crate) fn return_orphan(&self, name: &str, path: &str) {
        let returned = self
            .place(path)
            .and_then(|(dir, old)| disk::rename_no_replace(&self.media, name, dir, old));
        if let Err(error) = returned {
            tracing::warn!(%error, name, path, "a found file keeps its new name");
        }
    }

    fn orphan<'a>(&self, path: &'a str) -> io::Result<(&Dir, &'a str)> {
        let (dir, name) = self.place(path)?;
        if !dir.symlink_metadata(name)?.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok((dir, name))
    }

    /// A name in a folder of ours, as listing gives it, and no way to anywhere else.
    fn place<'a>(&self, path: &'a str) -> io::Result<(&Dir, &'a str)> {
        match path.split_once('/') {
            Some(("media", name)) if !name.contains('/') => Ok((&self.media, name)),
            Some(("trash", name)) if !name.contains('/') => Ok((&self.trash, name)),
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
