//! One process a library: a lock on `library.lock`, which is never deleted and says who holds it.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use crate::model::Holder;
use crate::{Error, Result, Task};

const NAME: &str = "library.lock";
/// What every holder says of itself begins so.
const SIGN: &str = "process ";
/// What a holder says of itself is shorter than this.
const MAX_HOLDER_BYTES: u64 = 300;

/// Held while the library is open; the system frees it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct LibraryLock(File);

impl LibraryLock {
    /// Takes the lock, or says who has it.
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        let failed = |source| Error::file(Task::LockLibrary, &path, source);
        let mut file = open(folder).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::LibraryInUse {
                    path: folder.to_owned(),
                    holder: holder(&mut file),
                });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        // Only for the message that another process shows: a full disk must not keep the library shut.
        if let Err(error) = sign(&mut file) {
            tracing::debug!(%error, "the lock is held unsigned");
        }
        Ok(Self(file))
    }

    /// Gives the lock back before the process ends.
    pub(super) fn release(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::debug!(%error, "the lock goes with the process");
        }
    }
}

/// Opens the file, or makes it, in the folder itself: a link would have us write elsewhere.
fn open(folder: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .create(true)
        .follow(FollowSymlinks::No);
    let folder = Dir::open_ambient_dir(folder, ambient_authority())?;
    let file = folder.open_with(NAME, &options)?.into_std();
    if !file.metadata()?.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    Ok(file)
}

fn sign(file: &mut File) -> io::Result<()> {
    let said = words(file).unwrap_or_default();
    if !said.is_empty() && !said.starts_with(SIGN) {
        // Not a holder's words: somebody else's file, by a hard link.
        return Err(io::Error::other("other words are in it"));
    }
    let host = gethostname::gethostname();
    file.set_len(0)?;
    file.rewind()?;
    write!(file, "{SIGN}{} on {}", std::process::id(), host.to_string_lossy())
}

// Windows does not let us read what another process has locked: nobody is named then.
fn holder(file: &mut File) -> Option<Holder> {
    let said = words(file)?;
    let (process, host) = said.strip_prefix(SIGN)?.split_once(" on ")?;
    Some(Holder {
        process: process.parse().ok()?,
        host: host.to_owned(),
    })
}

fn words(file: &mut File) -> Option<String> {
    let mut bytes = Vec::new();
    file.take(MAX_HOLDER_BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use tempfile::TempDir;

    use super::*;

    fn notes(folder: &TempDir) -> std::path::PathBuf {
        let notes = folder.path().join("notes");
        write!(File::create_new(&notes).unwrap(), "somebody's only notes").unwrap();
        notes
    }

    fn read(path: &Path) -> String {
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn a_lock_that_is_a_link_is_not_followed() {
        let outside = TempDir::new().unwrap();
        for target in [notes(&outside), outside.path().join("new")] {
            let library = TempDir::new().unwrap();
            symlink(&target, library.path().join(NAME)).unwrap();
            assert!(LibraryLock::take(library.path()).is_err());
        }
        assert_eq!(read(&outside.path().join("notes")), "somebody's only notes");
        assert!(!outside.path().join("new").exists());
    }

    #[test]
    fn a_lock_that_is_somebody_elses_file_by_a_hard_link_is_held_and_left_as_it_is() {
        let (library, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let notes = notes(&outside);
        std::fs::hard_link(&notes, library.path().join(NAME)).unwrap();
        let lock = LibraryLock::take(library.path()).unwrap();
        assert_eq!(read(&notes), "somebody's only notes");
        drop(lock);
    }

    #[test]
    fn the_next_holder_signs_over_the_last() {
        let library = TempDir::new().unwrap();
        let lock = library.path().join(NAME);
        write!(
            File::create_new(&lock).unwrap(),
            "{SIGN}1 on an old machine with a long name"
        )
        .unwrap();
        drop(LibraryLock::take(library.path()).unwrap());
        let signed = read(&lock);
        assert!(
            signed.starts_with(&format!("{SIGN}{} on ", std::process::id())),
            "{signed}"
        );
        assert!(!signed.contains("old machine"), "{signed}");
    }
}
