//! What lies outside a library: a tree that looks like a library itself, so that following a way out of one does harm
//! there that shows.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

use crate::scenario::copy;

/// What is at a path, never looked at through a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A folder.
    Folder,
    /// A file, by length and hash.
    File(u64, u64),
    /// A symbolic link with its target.
    Link(PathBuf),
    /// A pipe or a socket, which nobody opens.
    Special,
}

/// A folder with all below it, by path relative to it.
pub(crate) type Tree = BTreeMap<PathBuf, Found>;

/// Reads a folder and all below it, never through a link. What is not there is empty.
pub(crate) fn tree(folder: &Path) -> io::Result<Tree> {
    let mut found = Tree::new();
    if folder.is_dir() {
        collect(folder, folder, &mut found)?;
    }
    Ok(found)
}

fn collect(root: &Path, folder: &Path, found: &mut Tree) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is = match look(&path) {
            // SQLite takes its WAL away behind our back.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            is => is?,
        };
        if is == Found::Folder {
            collect(root, &path, found)?;
        }
        found.insert(path.strip_prefix(root).unwrap_or(&path).to_owned(), is);
    }
    Ok(())
}

fn look(path: &Path) -> io::Result<Found> {
    let kind = path.symlink_metadata()?.file_type();
    Ok(if kind.is_symlink() {
        Found::Link(std::fs::read_link(path)?)
    } else if kind.is_dir() {
        Found::Folder
    } else if kind.is_file() {
        let bytes = std::fs::read(path)?;
        Found::File(bytes.len() as u64, hash(&bytes))
    } else {
        Found::Special
    })
}

/// Returns a hash of some bytes, the same on every run.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Returns what differs between two moments of a folder, in words.
pub(crate) fn differences(before: &Tree, after: &Tree) -> Vec<String> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let new = after.keys().filter(|path| !before.contains_key(*path));
    let other = before
        .iter()
        .filter(|(path, was)| after.get(*path).is_some_and(|is| is != *was))
        .map(|(path, _)| path);
    let told = |what: &'static str| move |path: &PathBuf| format!("{} {what}", path.display());
    gone.map(told("is gone"))
        .chain(new.map(told("is new")))
        .chain(other.map(told("is changed")))
        .collect()
}

/// A tree outside the library that nothing may touch.
#[derive(Debug)]
pub(crate) struct Outside {
    folder: PathBuf,
    planted: Tree,
}

impl Outside {
    /// Plants a copy of a library, with some files beside it.
    pub(crate) fn plant(library: &Path, folder: &Path) -> io::Result<Self> {
        copy(library, folder)?;
        std::fs::write(folder.join("canary"), "not yours")?;
        // For hard links: what such a link shows is the library's too, and may be read.
        std::fs::write(folder.join("shared"), "not yours alone")?;
        // What a lock's holder would write over.
        std::fs::write(folder.join("library.lock"), "somebody's only notes")?;
        Ok(Self {
            planted: tree(folder)?,
            folder: folder.to_owned(),
        })
    }

    /// Returns its folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns what was done to it.
    pub(crate) fn findings(&self) -> Vec<String> {
        match tree(&self.folder) {
            Ok(now) => differences(&self.planted, &now),
            Err(error) => vec![format!("what lies outside can't be read any more: {error}")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_a_lost_one_and_a_changed_one_are_told() {
        let home = tempfile::TempDir::new().unwrap();
        let library = home.path().join("library");
        std::fs::create_dir(&library).unwrap();
        std::fs::write(library.join("1.png"), "one").unwrap();
        let outside = Outside::plant(&library, &home.path().join("outside")).unwrap();
        assert_eq!(outside.findings(), Vec::<String>::new());
        std::fs::remove_file(outside.folder().join("1.png")).unwrap();
        std::fs::write(outside.folder().join("canary"), "mine").unwrap();
        std::fs::write(outside.folder().join("left"), "").unwrap();
        assert_eq!(
            outside.findings(),
            ["1.png is gone", "left is new", "canary is changed"]
        );
    }
}
