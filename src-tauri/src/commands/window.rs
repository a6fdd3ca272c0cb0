//! Doors to the window itself, and to the work that it watches.

use segue_core::{Error, Task};
use tauri::{AppHandle, State};

use crate::closing::Closing;
use crate::errands::{Errands, PageErrand};
use crate::error::{Answer, refused};
use crate::logging::LogFolder;
use crate::menu::{self, MenuLabels};
use crate::tokens::ChosenFiles;
use crate::works::Works;

/// Says that the page has saved all there was to save, so that the window may close.
#[tauri::command]
pub(crate) fn saved_for_closing(closing: State<'_, Closing>) {
    closing.saved();
}

/// Says what the menu is to show: the language, what undo and redo would do, and the keys.
#[tauri::command]
pub(crate) fn label_menu(app: AppHandle, request: MenuLabels) {
    if let Err(error) = menu::label(&app, &request) {
        tracing::error!("the menu does not show what the page shows: {error}");
    }
}

/// Cancels long work, named by the number of its channel, if that is still in time.
#[tauri::command]
pub(crate) fn cancel_work(works: State<'_, Works>, id: u32) {
    works.cancel(id);
}

/// Returns what the window is asked to do from outside, each thing once.
#[tauri::command]
pub(crate) fn take_errands(errands: State<'_, Errands>, chosen: State<'_, ChosenFiles>) -> Vec<PageErrand> {
    tracing::info!("the page is ready");
    errands.take(&chosen)
}

/// Shows the folder of the logs in the file manager.
#[tauri::command]
pub(crate) async fn show_log_folder(logs: State<'_, LogFolder>) -> Answer<()> {
    open::that_detached(&logs.0)
        .map_err(|source| Error::File {
            task: Task::ShowLogs,
            path: logs.0.clone(),
            source,
        })
        .map_err(refused("show_log_folder"))
}
