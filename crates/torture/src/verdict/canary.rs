//! Files beside the library that nothing may ever touch.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// A folder with its files as they were planted.
#[derive(Debug)]
pub(crate) struct Canary {
    folder: PathBuf,
    planted: BTreeMap<String, Vec<u8>>,
}

impl Canary {
    /// Plants some files in a new folder, named like a library's own.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn plant(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let mut planted = BTreeMap::new();
        for name in ["library.db", "1.png", "2.wav", "ballast"] {
            let bytes = format!("{name} is not yours").into_bytes();
            std::fs::write(folder.join(name), &bytes)?;
            planted.insert(name.to_owned(), bytes);
        }
        Ok(Self {
            folder: folder.to_owned(),
            planted,
        })
    }

    /// Returns what was done to them.
    pub(crate) fn findings(&self) -> Vec<String> {
        self.findings_at(&self.folder)
    }

    /// Returns what was done to them, or to a copy of them.
    pub(crate) fn findings_at(&self, folder: &Path) -> Vec<String> {
        match read(folder) {
            Ok(now) if now == self.planted => Vec::new(),
            Ok(now) => vec![format!(
                "files outside the library were touched: {:?}",
                now.keys()
            )],
            Err(error) => vec![format!(
                "files outside the library can't be read any more: {error}"
            )],
        }
    }
}

fn read(folder: &Path) -> io::Result<BTreeMap<String, Vec<u8>>> {
    std::fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            Ok((name, std::fs::read(entry.path())?))
        })
        .collect()
}
