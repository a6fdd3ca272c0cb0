//! Whether Segue ended properly the last time. While it runs, a file that it holds locked lies beside the log; ending
//! takes the file away, and a crash, a kill or a power cut does not.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tempfile::{NamedTempFile, TempPath};

const PREFIX: &str = "running-";

/// The file of the Segue that runs. Several run at once where several libraries are open, each with its own.
#[derive(Debug, Default)]
pub(crate) struct RunningMark(Mutex<Option<NamedTempFile>>);

impl RunningMark {
    /// Lays the file in the folder of the logs.
    ///
    /// # Errors
    /// When it can't be made or locked.
    pub(crate) fn lay(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
        file.as_file().lock()?;
        Ok(Self(Mutex::new(Some(file))))
    }

    /// Takes the file away: Segue ends as it should.
    pub(crate) fn lift(&self) {
        // Dropped, it goes from the disk.
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Returns whether a Segue that no longer runs left its file behind, and takes such files away: each end is told once.
pub(crate) fn was_bad(folder: &Path) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false; // No logs, no runs.
    };
    let mut found = false;
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_nobodys(&entry.path()) {
            found = true;
            if let Err(error) = TempPath::try_from_path(entry.path()).and_then(TempPath::close) {
                tracing::warn!("the mark of the last run stays: {error}");
            }
        }
    }
    found
}

/// The system frees a lock when its holder ends, however it ends.
fn is_nobodys(mark: &Path) -> bool {
    let opened = File::options().read(true).write(true).open(mark);
    opened.is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_as_it_should_be_leaves_nothing_to_tell() {
        let logs = tempfile::tempdir().unwrap();
        let folder = logs.path().join("logs");
        assert!(!was_bad(&folder), "the very first start");
        let mark = RunningMark::lay(&folder).unwrap();
        mark.lift();
        assert!(!was_bad(&folder));
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn a_bad_end_is_told_once() {
        let logs = tempfile::tempdir().unwrap();
        // What is left of a process that was killed: the file, and no lock.
        File::create_new(logs.path().join("running-abc")).unwrap();
        assert!(was_bad(logs.path()));
        assert!(!was_bad(logs.path()));
    }

    #[test]
    fn a_segue_that_runs_beside_this_one_has_not_ended() {
        let logs = tempfile::tempdir().unwrap();
        let other = RunningMark::lay(logs.path()).unwrap();
        assert!(!was_bad(logs.path()));
        assert_eq!(std::fs::read_dir(logs.path()).unwrap().count(), 1);
        other.lift();
    }
}
