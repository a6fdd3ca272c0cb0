//! Doors to the window itself, and to the work that it watches.

use tauri::{AppHandle, State};

use crate::closing::Closing;
use crate::menu::{self, MenuLabels};
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
