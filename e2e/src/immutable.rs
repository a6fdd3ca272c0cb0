use std::path::{Path, PathBuf};
use std::process::Command;

/// A file that nobody can change, move or unlink, root included, until this is dropped.
pub struct Immutable {
    file: PathBuf,
}

impl Immutable {
    /// Makes a file immutable. `None` where that can't be done: it takes root, and a file system that knows it.
    #[must_use]
    pub fn make(file: &Path) -> Option<Self> {
        chattr("+i", file).then(|| Self {
            file: file.to_owned(),
        })
    }
}

impl Drop for Immutable {
    fn drop(&mut self) {
        chattr("-i", &self.file);
    }
}

fn chattr(change: &str, file: &Path) -> bool {
    let output = Command::new("chattr").arg(change).arg(file).output();
    output.is_ok_and(|output| output.status.success())
}
