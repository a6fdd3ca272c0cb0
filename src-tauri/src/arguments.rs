//! The command line of the program: which library to open, and what to do then.

use std::ffi::OsString;
use std::path::PathBuf;

use segue_core::{Error, Refusal, Result};

use crate::errands::Errand;

/// What the person who started the program asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The library to open; `None` for the default one.
    pub(crate) library: Option<Given>,
    /// What to do once it is open.
    pub(crate) errands: Vec<Errand>,
}

/// A library that was named. The path is absolute.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Given {
    /// By `--library` or `SEGUE_LIBRARY`: made if it is not there.
    Named(PathBuf),
    /// By its folder or the file in it: it was there when it was chosen.
    Pointed(PathBuf),
}

impl Arguments {
    /// Reads `--library DIR` or `--library=DIR`, else the variable `SEGUE_LIBRARY`; `--new-project`, `--open-library`;
    /// and files: a library's folder or the `*.segue` in it, or stories to import.
    ///
    /// Anything else is told to the log and passed over: launchers and drivers add arguments of their own.
    ///
    /// # Errors
    /// `Invalid` when the folder's name is missing.
    pub(crate) fn read(given: impl Iterator<Item = OsString>, variable: Option<OsString>) -> Result<Self> {
        let mut read = Self::default();
        if let Some(folder) = variable.filter(|value| !value.is_empty()) {
            read.library = Some(Given::Named(absolute(folder)?));
        }
        let mut given = given.fuse();
        while let Some(argument) = given.next() {
            let text = argument.to_str().unwrap_or_default();
            match text {
                "--library" => {
                    read.library = Some(Given::Named(absolute(given.next().unwrap_or_default())?));
                }
                "--new-project" => read.errands.push(Errand::NewProject),
                "--open-library" => read.errands.push(Errand::ChooseLibrary),
                _ => match text.strip_prefix("--library=") {
                    Some(folder) => read.library = Some(Given::Named(absolute(folder.into())?)),
                    None if text.starts_with('-') => {
                        tracing::warn!(text, "unknown argument passed over");
                    }
                    None => read.open(absolute(argument)?),
                },
            }
        }
        Ok(read)
    }

    fn open(&mut self, file: PathBuf) {
        match Errand::open(&file) {
            Errand::OpenLibrary(folder) => self.library = Some(Given::Pointed(folder)),
            errand => self.errands.push(errand),
        }
    }
}

fn absolute(folder: OsString) -> Result<PathBuf> {
    std::path::absolute(folder).map_err(|_| Error::invalid(Refusal::LibraryUnnamed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[&str], variable: Option<&str>) -> Result<Arguments> {
        Arguments::read(given.iter().map(OsString::from), variable.map(OsString::from))
    }

    fn library(given: &[&str], variable: Option<&str>) -> Option<Given> {
        read(given, variable).unwrap().library
    }

    #[test]
    fn the_argument_wins_over_the_variable() {
        let folder = std::env::temp_dir();
        let text = folder.to_str().unwrap();
        let named = Some(Given::Named(folder.clone()));
        assert_eq!(library(&["--library", text], Some("elsewhere")), named);
        assert_eq!(library(&[&format!("--library={text}")], None), named);
        assert_eq!(library(&[], Some(text)), named);
        assert_eq!(library(&[text], Some("elsewhere")), Some(Given::Pointed(folder)));
    }

    #[test]
    fn without_either_the_default_is_meant() {
        assert_eq!(read(&[], None).unwrap(), Arguments::default());
        assert_eq!(read(&["--unknown"], Some("")).unwrap(), Arguments::default());
    }

    #[test]
    fn a_relative_folder_becomes_absolute() {
        let Some(Given::Named(folder)) = library(&["--library", "stories"], None) else {
            panic!("a library was named");
        };
        assert!(folder.is_absolute());
    }

    #[test]
    fn a_missing_name_is_refused() {
        assert!(read(&["--library"], None).is_err());
        assert!(read(&["--library="], None).is_err());
    }

    #[test]
    fn the_file_in_a_library_stands_for_it_and_other_files_are_stories() {
        let folder = tempfile::tempdir().unwrap();
        let (marker, story) = (folder.path().join("library.segue"), folder.path().join("fox.txt"));
        let read = read(&[marker.to_str().unwrap(), story.to_str().unwrap()], None).unwrap();
        assert_eq!(read.library, Some(Given::Pointed(folder.path().to_owned())));
        assert_eq!(read.errands, [Errand::ImportStory(story)]);
    }

    #[test]
    fn the_actions_of_the_launcher_are_errands() {
        let read = read(&["--new-project", "--open-library"], None).unwrap();
        assert_eq!(read.errands, [Errand::NewProject, Errand::ChooseLibrary]);
        assert_eq!(read.library, None);
    }

    #[test]
    fn the_launcher_asks_for_nothing_that_is_not_understood() {
        let launcher = include_str!("../../packaging/linux/segue.desktop");
        let asked = launcher
            .lines()
            .filter_map(|line| line.strip_prefix("Exec={{exec}} "));
        let errands: Vec<usize> = asked
            .filter(|arguments| *arguments != "%f")
            .map(|arguments| {
                let given: Vec<&str> = arguments.split(' ').collect();
                read(&given, None).unwrap().errands.len()
            })
            .collect();
        assert_eq!(errands, [1, 1], "an action of the launcher does one thing");
    }
}
