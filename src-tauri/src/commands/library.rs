//! Which library is open, how it is, and opening another.

use std::path::Path;

use segue_core::model::{LibraryInfo, LibraryStatus, Retention, RetentionReceipt};
use segue_core::{CheckReport, Error, ErrorCode, Library, Progress, Refusal, Repair, RepairReceipt};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};

use super::dialog;
use crate::error::{Answer, refused};
use crate::places;
use crate::recent::{self, RecentLibrary};
use crate::second_start::SecondStarts;
use crate::settings::SettingsFile;
use crate::starting;
use crate::state::OpenLibrary;
use crate::tokens::ChosenFiles;
use crate::works::Works;

/// Returns the open library, waiting for the first one to be opened.
#[tauri::command]
pub(crate) async fn library_info(
    app: AppHandle,
    open: State<'_, OpenLibrary>,
) -> Answer<Option<LibraryInfo>> {
    let library = open.info().await?;
    Ok(library.map(|library| places::as_shown(&app, library)))
}

/// Returns how much the library holds and what still waits to be cleared.
#[tauri::command]
pub(crate) async fn library_status(open: State<'_, OpenLibrary>) -> Answer<LibraryStatus> {
    open.with("library_status", async |library| library.status().await)
        .await
}

/// Compares library and disk both ways and changes nothing.
#[tauri::command]
pub(crate) async fn library_check(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    progress: Channel<Progress>,
) -> Answer<CheckReport> {
    let work = works.begin(progress);
    open.with("library_check", async |library| {
        library.watched(&work).check().await
    })
    .await
}

/// Tries again to move the files that wait, and returns how the library is then.
#[tauri::command]
pub(crate) async fn retry_waiting(open: State<'_, OpenLibrary>) -> Answer<LibraryStatus> {
    open.with("retry_waiting", async |library| library.retry_waiting().await)
        .await
}

/// Puts one kind of what a check found right.
#[tauri::command]
pub(crate) async fn repair_library(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: Repair,
    progress: Channel<Progress>,
) -> Answer<RepairReceipt> {
    let work = works.begin(progress);
    open.with("repair_library", async |library| {
        library.watched(&work).repair(request).await
    })
    .await
}

/// Returns how long the trash keeps what was deleted.
#[tauri::command]
pub(crate) async fn get_retention(open: State<'_, OpenLibrary>) -> Answer<Retention> {
    open.with("get_retention", async |library| library.retention().await)
        .await
}

/// Sets how long the trash keeps what was deleted, and applies it at once.
#[tauri::command]
pub(crate) async fn set_retention(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: Retention,
    progress: Channel<Progress>,
) -> Answer<RetentionReceipt> {
    let work = works.begin(progress);
    open.with("set_retention", async |library| {
        library.watched(&work).set_retention(request).await
    })
    .await
}

/// Asks for a folder and opens it, or makes a library of an empty one. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn choose_library(app: AppHandle) -> Answer<Option<LibraryInfo>> {
    let choosing = async {
        match dialog::folder(&app, |say| &say.open_library).await? {
            Some(folder) => switch(&app, &folder, places::open_or_create(&folder))
                .await
                .map(Some),
            None => Ok(None),
        }
    };
    choosing.await.map_err(refused("choose_library"))
}

/// Opens the library whose folder an errand of the window brought.
#[tauri::command]
pub(crate) async fn open_chosen_library(
    app: AppHandle,
    chosen: State<'_, ChosenFiles>,
    token: String,
) -> Answer<LibraryInfo> {
    let opening = async {
        let folder = chosen.take(&token)?;
        switch(&app, &folder, Library::open(&folder)).await
    };
    opening.await.map_err(refused("open_chosen_library"))
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
pub(crate) async fn recent_libraries(
    app: AppHandle,
    settings: State<'_, SettingsFile>,
) -> Answer<Vec<RecentLibrary>> {
    let home = places::home(&app);
    Ok(recent::look(settings.recent().await, home.as_deref()).await)
}

/// Forgets which libraries were open before. The one that the window is about stays.
#[tauri::command]
pub(crate) async fn clear_recent_libraries(
    open: State<'_, OpenLibrary>,
    settings: State<'_, SettingsFile>,
) -> Answer<()> {
    let kept = open.folder().await.ok();
    let clearing = settings.forget_recent(kept.as_deref()).await;
    clearing.map_err(refused("clear_recent_libraries"))
}

async fn switch(
    app: &AppHandle,
    folder: &Path,
    opening: impl Future<Output = segue_core::Result<Library>>,
) -> segue_core::Result<LibraryInfo> {
    match app.state::<OpenLibrary>().switch_to(folder, opening).await {
        Ok(info) => {
            starting::opened(app, &info).await;
            Ok(places::as_shown(app, info))
        }
        Err(error)
            if error.code() == ErrorCode::LibraryInUse
                && app.state::<SecondStarts>().hand_over(folder, &[]).await =>
        {
            Err(Error::invalid(Refusal::HasItsOwnWindow).with_path(folder))
        }
        Err(error) => Err(error),
    }
}
