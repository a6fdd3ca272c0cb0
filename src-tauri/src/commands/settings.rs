//! What the person set, on this machine, for all libraries.

use tauri::State;

use crate::error::{Answer, refused};
use crate::language::Spoken;
use crate::settings::{Settings, SettingsFile};

/// Returns what the person set.
#[tauri::command]
pub(crate) async fn get_settings(settings: State<'_, SettingsFile>) -> Answer<Settings> {
    Ok(settings.settings().await)
}

/// Returns what Segue speaks by the settings and on this system.
#[tauri::command]
pub(crate) async fn get_language(settings: State<'_, SettingsFile>) -> Answer<Spoken> {
    Ok(settings.settings().await.language.spoken())
}

/// Stores what the person set.
#[tauri::command]
pub(crate) async fn set_settings(settings: State<'_, SettingsFile>, request: Settings) -> Answer<()> {
    settings.set(request).await.map_err(refused("set_settings"))
}
