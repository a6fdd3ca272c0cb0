//! What lies in a folder, content and all.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

/// Relative paths with what is there: a hash of a file's content, a link's target, or that it is a folder.
pub(crate) type Tree = BTreeMap<String, String>;

/// Reads a folder and all below it, never through a link.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    collect(folder, folder, &mut found);
    found
}

fn collect(root: &Path, folder: &Path, found: &mut Tree) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = entry.path();
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        let kind = entry.file_type().unwrap();
        if kind.is_symlink() {
            found.insert(
                name,
                format!("-> {}", std::fs::read_link(&path).unwrap().display()),
            );
        } else if kind.is_dir() {
            found.insert(name, "folder".to_owned());
            collect(root, &path, found);
        } else if kind.is_file() {
            found.insert(name, content(&path));
        } else {
            found.insert(name, "special".to_owned());
        }
    }
}

fn content(file: &Path) -> String {
    let Ok(bytes) = std::fs::read(file) else {
        return "gone while it was looked at".to_owned();
    };
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{} bytes {:016x}", bytes.len(), hasher.finish())
}
