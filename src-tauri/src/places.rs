//! Where a person's libraries live.

use std::path::{Path, PathBuf};

use segue_core::{Error, ErrorCode, Library, Refusal, Result};
use tauri::{AppHandle, Manager};

/// Returns the folder of the default library: `Segue/Stories` in the person's documents, or in their home.
pub(crate) fn default_library(app: &AppHandle) -> Result<PathBuf> {
    let paths = app.path();
    let base = paths.document_dir().or_else(|_| paths.home_dir());
    let base = base.map_err(|_| Error::invalid(Refusal::DocumentsUnknown))?;
    Ok(base.join("Segue").join("Stories"))
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
