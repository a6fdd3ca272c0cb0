//! Write a story outside the library, where a dialog says.

use segue_core::{Error, ExportReceipt, ExportStory, Progress, Task};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use ts_rs::TS;

use super::dialog;
use crate::error::{Answer, refused};
use crate::state::OpenLibrary;
use crate::tokens::ChosenFiles;
use crate::works::Works;

/// What was exported, and what stands for it.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct ExportedStory {
    /// What was written.
    receipt: ExportReceipt,
    /// Stands for the folder in which it can be seen. Works once.
    token: String,
}

/// Asks for a folder and writes a story to a new folder or file in it. `None` when the person cancels the dialog.
#[tauri::command]
pub(crate) async fn export_story(
    app: AppHandle,
    works: State<'_, Works>,
    chosen: State<'_, ChosenFiles>,
    request: ExportStory,
    progress: Channel<Progress>,
) -> Answer<Option<ExportedStory>> {
    let folder = dialog::folder(&app, |say| &say.export_story);
    let Some(target) = folder.await.map_err(refused("export_story"))? else {
        return Ok(None);
    };
    let work = works.begin(progress);
    let receipt = app
        .state::<OpenLibrary>()
        .with("export_story", async |library| {
            library.watched(&work).export(request, &target).await
        })
        .await?;
    let token = chosen.keep(target).token;
    Ok(Some(ExportedStory { receipt, token }))
}

/// Shows the folder that a story was exported to in the file manager.
#[tauri::command]
pub(crate) async fn show_exported(chosen: State<'_, ChosenFiles>, token: String) -> Answer<()> {
    let showing = || {
        let folder = chosen.take(&token)?;
        open::that_detached(&folder).map_err(|source| Error::File {
            task: Task::ShowExported,
            path: folder,
            source,
        })
    };
    showing().map_err(refused("show_exported"))
}
