//! What Segue is.

use serde::Serialize;
use tauri::AppHandle;
use ts_rs::TS;

/// The program and what it runs on.
#[derive(Debug, Serialize, TS)]
#[ts(export)]
pub(crate) struct About {
    /// Its version.
    version: String,
    /// Version of the system's web view, which shows the page; `None` where the system does not tell.
    web_view: Option<String>,
}

/// Returns what Segue is.
#[tauri::command]
pub(crate) fn about(app: AppHandle) -> About {
    About {
        version: app.package_info().version.to_string(),
        web_view: tauri::webview_version().ok(),
    }
}
