//! Doors to the window itself.

use tauri::State;

use crate::closing::Closing;

/// Says that the page has saved all there was to save, so that the window may close.
#[tauri::command]
pub(crate) fn saved_for_closing(closing: State<'_, Closing>) {
    closing.saved();
}
