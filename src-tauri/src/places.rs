//! Where a person's libraries live.

use std::path::{Path, PathBuf};

use segue_core::model::LibraryInfo;
use segue_core::{Error, ErrorCode, Library, Refusal, Result};
use tauri::{AppHandle, Manager};

/// Returns the folder of the default library: `Segue/Stories` in the person's documents, or in their home.
pub(crate) fn default_library(app: &AppHandle) -> Result<PathBuf> {
    let paths = app.path();
    let base = paths.document_dir().or_else(|_| paths.home_dir());
    let base = base.map_err(|_| Error::invalid(Refusal::DocumentsUnknown))?;
    Ok(base.join("Segue").join("Stories"))
}

/// Returns a library as the page shows it: its folder by the name that [`in_words`] gives it.
pub(crate) fn as_shown(app: &AppHandle, library: LibraryInfo) -> LibraryInfo {
    let path = in_words(Path::new(&library.path), home(app).as_deref());
    LibraryInfo { path, ..library }
}

/// Returns the person's home, where the system names one.
pub(crate) fn home(app: &AppHandle) -> Option<PathBuf> {
    app.path().home_dir().ok()
}

/// Returns a folder as people write it: within their home from `~` on, where the system knows that sign.
pub(crate) fn in_words(folder: &Path, home: Option<&Path>) -> String {
    let within = home.and_then(|home| folder.strip_prefix(home).ok());
    match within {
        Some(within) if cfg!(unix) => Path::new("~").join(within).display().to_string(),
        _ => folder.display().to_string(),
    }
}

/// Returns the folder for what lasts only while Segue runs, which nobody else can look into.
pub(crate) fn sockets(app: &AppHandle) -> tauri::Result<PathBuf> {
    let paths = app.path();
    // Only Linux has such a folder, and not in every session.
    paths.runtime_dir().map_or_else(
        |_| Ok(paths.app_cache_dir()?.join("sockets")),
        |folder| Ok(folder.join(&app.config().identifier)),
    )
}

/// Opens a library, or makes one of a folder that is missing or empty.
pub(crate) async fn open_or_create(folder: &Path) -> Result<Library> {
    let no_library = match Library::open(folder).await {
        Err(error) if matches!(error.code(), ErrorCode::Invalid | ErrorCode::MediaMissing) => error,
        opened => return opened,
    };
    match Library::create(folder).await {
        // There is something in it, so it was meant to be a library: what is wrong with that is the news.
        Err(error) if error.code() == ErrorCode::Invalid => Err(no_library),
        created => created,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_folder_within_the_home_is_written_from_there_on() {
        let home = Some(Path::new("/home/ada"));
        let written = |folder| in_words(Path::new(folder), home);
        assert_eq!(written("/home/ada/Documents/Fables"), "~/Documents/Fables");
        assert_eq!(written("/home/adam/Fables"), "/home/adam/Fables");
        assert_eq!(written("/media/disk/Fables"), "/media/disk/Fables");
        assert_eq!(in_words(Path::new("/home/ada/Fables"), None), "/home/ada/Fables");
    }

    #[tokio::test]
    async fn a_missing_or_empty_folder_becomes_a_library_and_a_library_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (missing, empty) = (
            folder.path().join("Segue").join("Stories"),
            folder.path().join("empty"),
        );
        std::fs::create_dir(&empty).unwrap();
        for place in [&missing, &empty, &missing] {
            open_or_create(place).await.unwrap().close().await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_folder_with_something_else_in_it_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("holiday pictures")).unwrap();
        let refused = open_or_create(folder.path()).await.map(|_| ()).unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Invalid);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
