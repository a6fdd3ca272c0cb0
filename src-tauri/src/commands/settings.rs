//! What the person set, on this machine, for all libraries.

use tauri::State;

use crate::error::{Answer, refused};
use crate::settings::{Settings, SettingsFile};

/// Returns what the person set.
#[tauri::command]
pub(crate) async fn get_settings(settings: State<'_, SettingsFile>) -> Answer<Settings> {
    Ok(settings.settings().await)
}

/// Stores what the person set.
#[tauri::command]
pub(crate) async fn set_settings(settings: State<'_, SettingsFile>, request: Settings) -> Answer<()> {
    settings.set(request).await.map_err(refused("set_settings"))
}
