//! Where a person's libraries live.

use std::io;
use std::path::{Path, PathBuf};

use segue_core::{Error, ErrorCode, Library, Result};
use tauri::{AppHandle, Manager};

/// Returns the folder of the default library: `Segue/Stories` in the person's documents, or in their home.
pub(crate) fn default_library(app: &AppHandle) -> Result<PathBuf> {
    let paths = app.path();
    let base = paths.document_dir().or_else(|_| paths.home_dir());
    let base = base.map_err(|_| {
        Error::invalid("Segue can't tell where your documents are.")
            .with_hint("Start Segue with: --library DIR")
    })?;
    Ok(base.join("Segue").join("Stories"))
}

/// Opens a library, or makes one of a folder that is missing or empty.
pub(crate) async fn open_or_create(folder: &Path) -> Result<Library> {
    match Library::open(folder).await {
        Err(no_library) if matches!(no_library.code(), ErrorCode::Invalid | ErrorCode::MediaMissing) => {
            Library::create(folder).await
        }
        opened => opened,
    }
}

/// Opens the default library, or makes it with the folders above it.
pub(crate) async fn open_or_create_default(folder: &Path) -> Result<Library> {
    if let Some(parent) = folder.parent().map(Path::to_owned) {
        make_folders(parent).await?;
    }
    open_or_create(folder).await
}

/// The core makes a library's own folder only, so that a mistyped path never grows a tree. These are ours.
async fn make_folders(folder: PathBuf) -> Result<()> {
    let path = folder.clone();
    let made = tauri::async_runtime::spawn_blocking(move || std::fs::create_dir_all(path)).await;
    made.unwrap_or_else(|stopped| Err(io::Error::other(stopped)))
        .map_err(|source| Error::File {
            operation: "Making the folder for your stories failed",
            path: folder,
            source,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_missing_or_empty_folder_becomes_a_library_and_a_library_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (missing, empty) = (folder.path().join("missing"), folder.path().join("empty"));
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

    #[tokio::test]
    async fn the_default_library_comes_with_the_folders_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("Segue").join("Stories");
        open_or_create_default(&place)
            .await
            .unwrap()
            .close()
            .await
            .unwrap();
        assert!(
            open_or_create(&folder.path().join("Sedge").join("Stories"))
                .await
                .is_err(),
            "a mistyped path grows no tree"
        );
    }
}
