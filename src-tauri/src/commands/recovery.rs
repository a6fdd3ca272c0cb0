//! Backups, and the ways out of a library that does not open. They are about the library that failed to open last, or
//! else about the open one.

use std::path::PathBuf;

use segue_core::model::LibraryInfo;
use segue_core::{Backup, Library, Progress, RescueReport, Result};
use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use ts_rs::TS;

use super::dialog;
use crate::error::{Answer, refused};
use crate::places;
use crate::starting;
use crate::state::OpenLibrary;
use crate::works::Works;

/// Which copy of the database to bring back.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct RestoreBackup {
    /// Its name in `list_backups`.
    name: String,
}

/// Returns the copies of the library's database, the newest first.
#[tauri::command]
pub(crate) async fn list_backups(open: State<'_, OpenLibrary>) -> Answer<Vec<Backup>> {
    let listing = async { Library::backups(&open.folder().await?) };
    listing.await.map_err(refused("list_backups"))
}

/// Copies the database of the open library.
#[tauri::command]
pub(crate) async fn back_up(open: State<'_, OpenLibrary>) -> Answer<Backup> {
    open.with("back_up", async |library| library.back_up().await)
        .await
}

/// Makes a copy the library's database again and opens it.
#[tauri::command]
pub(crate) async fn restore_backup(
    app: AppHandle,
    works: State<'_, Works>,
    request: RestoreBackup,
    progress: Channel<Progress>,
) -> Answer<LibraryInfo> {
    let work = works.begin(progress);
    open_anew(&app, "restore_backup", async |folder: PathBuf| {
        Library::restore_backup(&folder, &request.name, &work).await
    })
    .await
}

/// Opens the library for reading only, as far as it can be read.
#[tauri::command]
pub(crate) async fn open_read_only(app: AppHandle) -> Answer<LibraryInfo> {
    open_anew(&app, "open_read_only", async |folder: PathBuf| {
        Library::open_read_only(&folder).await
    })
    .await
}

/// Opens the library once more, as at the start.
#[tauri::command]
pub(crate) async fn open_again(app: AppHandle) -> Answer<LibraryInfo> {
    open_anew(&app, "open_again", async |folder: PathBuf| {
        places::open_or_create(&folder).await
    })
    .await
}

/// Goes back to the library that is open, away from the one that did not open.
#[tauri::command]
pub(crate) async fn keep_open_library(open: State<'_, OpenLibrary>) -> Answer<()> {
    open.forget_failed().await;
    Ok(())
}

/// Asks for a folder and saves there what can be read of the library. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn rescue_library(
    app: AppHandle,
    works: State<'_, Works>,
    progress: Channel<Progress>,
) -> Answer<Option<RescueReport>> {
    let saving = async {
        let folder = app.state::<OpenLibrary>().folder().await?;
        match dialog::folder(&app, |say| &say.rescue).await? {
            Some(target) => {
                let work = works.begin(progress);
                let saved = match app.state::<OpenLibrary>().open_in(&folder).await {
                    Some(library) => library.watched(&work).save_readable(&target).await,
                    None => Library::rescue(&folder, &target, &work).await,
                };
                saved.map(Some)
            }
            None => Ok(None),
        }
    };
    saving.await.map_err(refused("rescue_library"))
}

async fn open_anew<F: Future<Output = Result<Library>>>(
    app: &AppHandle,
    command: &'static str,
    opening: impl FnOnce(PathBuf) -> F,
) -> Answer<LibraryInfo> {
    let opening = async {
        let info = app.state::<OpenLibrary>().open_anew(opening).await?;
        starting::opened(app, &info).await;
        Ok(places::as_shown(app, info))
    };
    opening.await.map_err(refused(command))
}
