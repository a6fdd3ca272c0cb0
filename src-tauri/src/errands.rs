//! What the window is asked to do from outside its page: on the command line, by a second start, by the file manager.
//!
//! The page fetches its errands when it is ready and when it hears that there are some, so none is lost while it loads.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use segue_core::Library;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter, Manager};
use ts_rs::TS;

use crate::MAIN_WINDOW;
use crate::commands::import::STORY_ENDINGS;
use crate::tokens::{ChosenFile, ChosenFiles};

/// The event that says that errands wait.
const EVENT: &str = "errands";

/// Something to do, as it goes from one start of Segue to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Errand {
    /// Ask for the title of a new project and make it.
    NewProject,
    /// Ask which library to open.
    ChooseLibrary,
    /// Open a library by its folder.
    OpenLibrary(PathBuf),
    /// Make a project of a story file.
    ImportStory(PathBuf),
    /// Say that Segue did not end properly the last time, and offer its log.
    TellOfBadEnd,
}

impl Errand {
    /// Returns what to do with a file or folder that Segue was given.
    pub(crate) fn open(given: &Path) -> Self {
        Library::folder_of(given).map_or_else(|| Self::ImportStory(given.to_owned()), Self::OpenLibrary)
    }

    /// Returns what to do with what was dropped on the window; `None` for media, which go where they were dropped.
    pub(crate) fn of_dropped(paths: &[PathBuf]) -> Option<Self> {
        let [only] = paths else { return None };
        let is_story = || {
            let ending = only.extension().and_then(OsStr::to_str).unwrap_or_default();
            STORY_ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known))
        };
        match Self::open(only) {
            Self::ImportStory(_) if !is_story() => None,
            errand => Some(errand),
        }
    }
}

/// An errand as the page gets it: tokens stand for paths.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, rename = "Errand")]
pub(crate) enum PageErrand {
    /// Ask for the title of a new project and make it.
    NewProject,
    /// Ask which library to open.
    ChooseLibrary,
    /// Open a library.
    OpenLibrary {
        /// For `open_chosen_library`.
        folder: ChosenFile,
    },
    /// Make a project of a story file.
    ImportStory {
        /// For `import_story`.
        file: ChosenFile,
    },
    /// Say that Segue did not end properly the last time, and offer its log.
    TellOfBadEnd,
}

impl PageErrand {
    fn of(errand: Errand, chosen: &ChosenFiles) -> Self {
        match errand {
            Errand::NewProject => Self::NewProject,
            Errand::ChooseLibrary => Self::ChooseLibrary,
            Errand::OpenLibrary(folder) => Self::OpenLibrary {
                folder: chosen.keep(folder),
            },
            Errand::ImportStory(file) => Self::ImportStory {
                file: chosen.keep(file),
            },
            Errand::TellOfBadEnd => Self::TellOfBadEnd,
        }
    }
}

/// The errands that the page has not fetched yet.
#[derive(Debug, Default)]
pub(crate) struct Errands {
    waiting: Mutex<Vec<Errand>>,
}

impl Errands {
    /// Keeps errands for the page.
    pub(crate) fn add(&self, errands: impl IntoIterator<Item = Errand>) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend(errands);
    }

    /// Returns what waits, in its order, once.
    pub(crate) fn take(&self, chosen: &ChosenFiles) -> Vec<PageErrand> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let errands = std::mem::take(&mut *waiting);
        errands
            .into_iter()
            .map(|errand| PageErrand::of(errand, chosen))
            .collect()
    }
}

/// Sends the window on errands and brings it to the front.
pub(crate) fn send(app: &AppHandle, errands: Vec<Errand>) {
    app.state::<Errands>().add(errands);
    let Some(window) = app.get_webview_window(MAIN_WINDOW) else {
        return; // It fetches them when it is there.
    };
    let shown = window
        .emit(EVENT, ())
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::error!("the window was not brought to the front: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_is_a_library_or_a_story() {
        let folder = tempfile::tempdir().unwrap();
        let here = folder.path().to_owned();
        assert_eq!(Errand::open(&here), Errand::OpenLibrary(here.clone()));
        let story = here.join("fox.txt");
        assert_eq!(Errand::open(&story), Errand::ImportStory(story));
        let gone = PathBuf::from("/gone/library.segue");
        assert_eq!(Errand::open(&gone), Errand::OpenLibrary(PathBuf::from("/gone")));
    }

    #[test]
    fn a_library_or_a_story_dropped_alone_is_opened_and_media_go_where_they_fall() {
        let folder = tempfile::tempdir().unwrap();
        let (here, story) = (folder.path().to_owned(), PathBuf::from("/stories/Fox.TXT"));
        let dropped = |paths: &[&PathBuf]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| (*path).clone()).collect();
            Errand::of_dropped(&paths)
        };
        assert_eq!(dropped(&[&here]), Some(Errand::OpenLibrary(here.clone())));
        assert_eq!(dropped(&[&story]), Some(Errand::ImportStory(story.clone())));
        assert_eq!(dropped(&[&PathBuf::from("/pictures/fox.png")]), None);
        assert_eq!(dropped(&[&story, &here]), None, "a crowd is none of these");
        assert_eq!(dropped(&[]), None);
    }

    #[test]
    fn the_page_gets_each_errand_once_and_no_path() {
        let (errands, chosen) = (Errands::default(), ChosenFiles::default());
        let story = PathBuf::from("/stories/fox.txt");
        errands.add([Errand::NewProject, Errand::ImportStory(story.clone())]);
        let taken = errands.take(&chosen);
        let [PageErrand::NewProject, PageErrand::ImportStory { file }] = &taken[..] else {
            panic!("{taken:?}");
        };
        assert_eq!(file.name, "fox.txt");
        assert_eq!(chosen.take(&file.token).unwrap(), story);
        assert_eq!(errands.take(&chosen), []);
    }
}
