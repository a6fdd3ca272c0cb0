//! Which library a path stands for: a folder for itself, a `*.segue` file for the folder that it lies in.

use std::path::{Path, PathBuf};

/// What the file that lies in every library ends in.
const ENDING: &str = "segue";

/// Returns the folder that a path given to Segue stands for, or `None` for a file of another kind.
///
/// Links are followed to the file itself, so one on the desktop leads to the library. Nothing is read: whether the
/// folder is a library shows when it is opened.
pub(super) fn folder_of(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        return Some(path.to_owned());
    }
    let is_marker = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
    let file = is_marker.then(|| dunce::canonicalize(path).unwrap_or_else(|_| path.to_owned()))?;
    file.parent().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_folder_stands_for_itself_and_its_file_for_the_folder() {
        let root = TempDir::new().unwrap();
        let folder = dunce::canonicalize(root.path()).unwrap();
        for name in ["library.segue", "Fables.SEGUE"] {
            std::fs::File::create_new(folder.join(name)).unwrap();
            assert_eq!(folder_of(&folder.join(name)), Some(folder.clone()), "{name}");
        }
        assert_eq!(folder_of(&folder), Some(folder));
    }

    #[test]
    fn a_file_that_is_gone_still_says_which_library_was_meant() {
        let gone = Path::new("/stories/gone/library.segue");
        assert_eq!(folder_of(gone), Some(PathBuf::from("/stories/gone")));
    }

    #[test]
    fn any_other_file_stands_for_no_library() {
        let root = TempDir::new().unwrap();
        for name in ["story.txt", "segue", "library.segue.bak"] {
            std::fs::File::create_new(root.path().join(name)).unwrap();
            assert_eq!(folder_of(&root.path().join(name)), None, "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_to_the_library_of_the_file_itself() {
        let (library, desktop) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let marker = library.path().join("library.segue");
        std::fs::File::create_new(&marker).unwrap();
        let link = desktop.path().join("Fables.segue");
        std::os::unix::fs::symlink(&marker, &link).unwrap();
        let folder = dunce::canonicalize(library.path()).unwrap();
        assert_eq!(folder_of(&link), Some(folder));
    }
}
