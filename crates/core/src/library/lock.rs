//! One process a library: a lock on `library.lock`, which is never deleted and says who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::{Error, Result};

const NAME: &str = "library.lock";
/// What a holder says of itself is shorter than this.
const MAX_HOLDER_BYTES: u64 = 300;

/// Held while the library is open; the system frees it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct LibraryLock(File);

impl LibraryLock {
    /// Takes the lock, or says who has it.
    pub(super) fn take(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        let failed = |source| Error::file("Locking the library failed", &path, source);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
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

fn sign(file: &mut File) -> std::io::Result<()> {
    let host = gethostname::gethostname();
    file.set_len(0)?;
    file.rewind()?;
    write!(
        file,
        "process {} on {}",
        std::process::id(),
        host.to_string_lossy()
    )
}

// Windows does not let us read what another process has locked: nobody is named then.
fn holder(file: &mut File) -> Option<String> {
    let mut text = String::new();
    file.take(MAX_HOLDER_BYTES).read_to_string(&mut text).ok()?;
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    (!text.is_empty()).then_some(text)
}
