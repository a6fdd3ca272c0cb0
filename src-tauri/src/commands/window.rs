//! Doors to the window itself.

use tauri::{AppHandle, State};

use crate::closing::Closing;
use crate::menu::{self, StepLabels};

/// Says that the page has saved all there was to save, so that the window may close.
#[tauri::command]
pub(crate) fn saved_for_closing(closing: State<'_, Closing>) {
    closing.saved();
}

/// Says what undo and redo would do, for the menu to show.
#[tauri::command]
pub(crate) fn label_steps(app: AppHandle, request: StepLabels) {
    if let Err(error) = menu::label_steps(&app, &request) {
        tracing::error!("the menu does not show the next step: {error}");
    }
}
