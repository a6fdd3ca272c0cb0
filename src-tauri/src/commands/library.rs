//! Which library is open, how it is, and opening another.

use std::path::{Path, PathBuf};

use segue_core::model::{LibraryInfo, LibraryStatus};
use segue_core::{CheckReport, Library};
use tauri::{AppHandle, Manager, State};

use super::dialog;
use crate::error::{Answer, refused};
use crate::places;
use crate::settings::{RecentLibrary, SettingsFile};
use crate::state::OpenLibrary;

/// Returns the open library, waiting for the first one to be opened.
#[tauri::command]
pub(crate) async fn library_info(open: State<'_, OpenLibrary>) -> Answer<Option<LibraryInfo>> {
    open.info().await
}

/// Returns how much the library holds and what still waits to be cleared.
#[tauri::command]
pub(crate) async fn library_status(open: State<'_, OpenLibrary>) -> Answer<LibraryStatus> {
    open.with("library_status", async |library| library.status().await)
        .await
}

/// Compares library and disk both ways and changes nothing.
#[tauri::command]
pub(crate) async fn library_check(open: State<'_, OpenLibrary>) -> Answer<CheckReport> {
    open.with("library_check", async |library| library.check().await)
        .await
}

/// Asks for a folder and opens it, or makes a library of an empty one. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn choose_library(app: AppHandle) -> Answer<Option<LibraryInfo>> {
    let choosing = async {
        match dialog::folder(&app, "Open a library, or an empty folder for a new one").await? {
            Some(folder) => switch(&app, &folder, places::open_or_create(&folder))
                .await
                .map(Some),
            None => Ok(None),
        }
    };
    choosing.await.map_err(refused("choose_library"))
}

/// Opens the person's default library, making it when there is none yet.
#[tauri::command]
pub(crate) async fn open_default_library(app: AppHandle) -> Answer<LibraryInfo> {
    let opening = async {
        let folder = places::default_library(&app)?;
        switch(&app, &folder, places::open_or_create(&folder)).await
    };
    opening.await.map_err(refused("open_default_library"))
}

/// Opens one of `recent_libraries` by its place in that list.
#[tauri::command]
pub(crate) async fn open_recent_library(app: AppHandle, index: usize) -> Answer<LibraryInfo> {
    let opening = async {
        let folder = app.state::<SettingsFile>().recent_folder(index).await?;
        switch(&app, &folder, Library::open(&folder)).await
    };
    opening.await.map_err(refused("open_recent_library"))
}

/// Returns the libraries that were open before, the latest first.
#[tauri::command]
pub(crate) async fn recent_libraries(settings: State<'_, SettingsFile>) -> Answer<Vec<RecentLibrary>> {
    Ok(settings.recent().await)
}

async fn switch(
    app: &AppHandle,
    folder: &Path,
    opening: impl Future<Output = segue_core::Result<Library>>,
) -> segue_core::Result<LibraryInfo> {
    let info = app.state::<OpenLibrary>().switch_to(folder, opening).await?;
    app.state::<SettingsFile>()
        .remember(PathBuf::from(&info.path))
        .await;
    Ok(info)
}
