//! A seam for simulated disks, there only with the feature `simulate`: a witness hears of every change to a library's
//! folders before it is made, and may refuse it as another system would, or have it forgotten as a careless program would.
//! Without a witness nothing is different.

use std::io;
use std::sync::OnceLock;

use cap_fs_ext::MetadataExt;
use cap_std::fs::Dir;

/// A change to a library's folders, or a request to make earlier ones durable. Folders and files are named by the
/// number that the file system has for them (inode; file index on Windows).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'a> {
    /// A new, empty file gets a name.
    Create {
        /// The folder.
        folder: u64,
        /// The name.
        name: &'a str,
    },
    /// A file gets another name, in the same folder or in another one.
    Rename {
        /// The folder that it leaves.
        from: u64,
        /// The name that it had.
        old: &'a str,
        /// The folder that it comes to.
        to: u64,
        /// The name that it gets.
        new: &'a str,
    },
    /// A file loses its name.
    Unlink {
        /// The folder.
        folder: u64,
        /// The name.
        name: &'a str,
    },
    /// A folder's entries are made durable.
    SyncFolder {
        /// The folder.
        folder: u64,
    },
    /// A file's content is made durable.
    SyncFile {
        /// The file.
        file: u64,
    },
}

/// Hears of every deed.
pub trait Witness: Send + Sync {
    /// Called before a deed is done.
    ///
    /// # Errors
    /// An error refuses the deed: it is not done, and the library gets the error as the system's own.
    fn before(&self, deed: Deed<'_>) -> io::Result<()>;

    /// Returns whether files stay unsynced although the library takes them for synced.
    fn forgets_to_sync_files(&self) -> bool {
        false
    }

    /// Returns whether commits are acknowledged before they are durable: SQLite's `synchronous=NORMAL`.
    fn commits_lag(&self) -> bool {
        false
    }
}

static WITNESS: OnceLock<Box<dyn Witness>> = OnceLock::new();

/// Makes a witness hear of every deed in this process. There is one, the first: returns whether it is this one.
pub fn call_witness(witness: Box<dyn Witness>) -> bool {
    WITNESS.set(witness).is_ok()
}

pub(crate) fn before_create(dir: &Dir, name: &str) -> io::Result<()> {
    tell(|| {
        Ok(Deed::Create {
            folder: number(dir)?,
            name,
        })
    })
}

pub(crate) fn before_rename(from: &Dir, old: &str, to: &Dir, new: &str) -> io::Result<()> {
    tell(|| {
        let (from, to) = (number(from)?, number(to)?);
        Ok(Deed::Rename { from, old, to, new })
    })
}

pub(crate) fn before_unlink(dir: &Dir, name: &str) -> io::Result<()> {
    tell(|| {
        Ok(Deed::Unlink {
            folder: number(dir)?,
            name,
        })
    })
}

pub(crate) fn before_sync_dir(dir: &Dir) -> io::Result<()> {
    tell(|| Ok(Deed::SyncFolder { folder: number(dir)? }))
}

pub(crate) fn before_sync_file(file: &std::fs::File) -> io::Result<()> {
    tell(|| {
        let file = cap_std::fs::Metadata::from_file(file)?.ino();
        Ok(Deed::SyncFile { file })
    })
}

pub(crate) fn forgets_to_sync_files() -> bool {
    WITNESS
        .get()
        .is_some_and(|witness| witness.forgets_to_sync_files())
}

pub(crate) fn commits_lag() -> bool {
    WITNESS.get().is_some_and(|witness| witness.commits_lag())
}

fn tell<'a>(deed: impl FnOnce() -> io::Result<Deed<'a>>) -> io::Result<()> {
    match WITNESS.get() {
        Some(witness) => witness.before(deed()?),
        None => Ok(()),
    }
}

fn number(dir: &Dir) -> io::Result<u64> {
    Ok(dir.dir_metadata()?.ino())
}
