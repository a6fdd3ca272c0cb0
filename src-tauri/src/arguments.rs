//! The command line of the program: which library to open.

use std::ffi::OsString;
use std::path::PathBuf;

use segue_core::{Error, Refusal, Result};

/// What the person who started the program asked for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The library to open; `None` for the default one. Absolute.
    pub(crate) library: Option<PathBuf>,
}

impl Arguments {
    /// Reads `--library DIR` or `--library=DIR`, else the variable `SEGUE_LIBRARY`.
    ///
    /// Anything else is told to the log and passed over: launchers and drivers add arguments of their own.
    ///
    /// # Errors
    /// `Invalid` when the folder's name is missing.
    pub(crate) fn read(given: impl Iterator<Item = OsString>, variable: Option<OsString>) -> Result<Self> {
        let mut library = variable.filter(|value| !value.is_empty());
        let mut given = given.fuse();
        while let Some(argument) = given.next() {
            match folder_of(&argument) {
                Some(folder) => library = Some(folder),
                None if argument == "--library" => library = Some(given.next().unwrap_or_default()),
                None => tracing::warn!(?argument, "unknown argument passed over"),
            }
        }
        library.map(absolute).transpose().map(|library| Self { library })
    }
}

fn folder_of(argument: &OsString) -> Option<OsString> {
    // Only a UTF-8 argument can be split; `--library DIR` takes any name.
    argument.to_str()?.strip_prefix("--library=").map(OsString::from)
}

fn absolute(folder: OsString) -> Result<PathBuf> {
    std::path::absolute(folder).map_err(|_| Error::invalid(Refusal::LibraryUnnamed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[&str], variable: Option<&str>) -> Result<Option<PathBuf>> {
        Arguments::read(given.iter().map(OsString::from), variable.map(OsString::from))
            .map(|read| read.library)
    }

    #[test]
    fn the_argument_wins_over_the_variable() {
        let folder = std::env::temp_dir();
        let text = folder.to_str().unwrap();
        assert_eq!(
            read(&["--library", text], Some("elsewhere")).unwrap(),
            Some(folder.clone())
        );
        assert_eq!(
            read(&[&format!("--library={text}")], None).unwrap(),
            Some(folder.clone())
        );
        assert_eq!(read(&[], Some(text)).unwrap(), Some(folder));
    }

    #[test]
    fn without_either_the_default_is_meant() {
        assert_eq!(read(&[], None).unwrap(), None);
        assert_eq!(read(&["--unknown"], Some("")).unwrap(), None);
    }

    #[test]
    fn a_relative_folder_becomes_absolute() {
        assert!(
            read(&["--library", "stories"], None)
                .unwrap()
                .unwrap()
                .is_absolute()
        );
    }

    #[test]
    fn a_missing_name_is_refused() {
        assert!(read(&["--library"], None).is_err());
        assert!(read(&["--library="], None).is_err());
    }
}
