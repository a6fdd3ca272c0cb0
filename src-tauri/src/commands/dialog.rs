//! The native dialogs. They answer a path to the shell; the window never sees it.

use std::path::PathBuf;

use segue_core::{Error, Refusal, Result};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::MAIN_WINDOW;
use crate::language::DialogTexts;
use crate::settings::SettingsFile;

/// The files that a dialog offers first.
#[derive(Clone, Copy)]
pub(super) struct FileType {
    /// What the dialog is for.
    pub(super) title: fn(&DialogTexts) -> &str,
    /// What such files are called.
    pub(super) name: fn(&DialogTexts) -> &str,
    /// Extensions without the dot.
    pub(super) endings: &'static [&'static str],
}

/// Asks for one file. `None` when the person cancels.
pub(super) async fn file(app: &AppHandle, files: FileType) -> Result<Option<PathBuf>> {
    let texts = texts(app).await;
    answer(|tell| dialog_for(app, files, &texts).pick_file(tell))
        .await
        .map(local)
        .transpose()
}

/// Asks for files, one or more. `None` when the person cancels.
pub(super) async fn files(app: &AppHandle, files: FileType) -> Result<Option<Vec<PathBuf>>> {
    let texts = texts(app).await;
    let chosen = answer(|tell| dialog_for(app, files, &texts).pick_files(tell)).await;
    chosen
        .map(|files| files.into_iter().map(local).collect())
        .transpose()
}

/// Asks for one folder. `None` when the person cancels.
pub(super) async fn folder(app: &AppHandle, title: fn(&DialogTexts) -> &str) -> Result<Option<PathBuf>> {
    let dialog = dialog(app, title(&texts(app).await));
    answer(|tell| dialog.pick_folder(tell))
        .await
        .map(local)
        .transpose()
}

async fn texts(app: &AppHandle) -> DialogTexts {
    let settings = app.state::<SettingsFile>().settings().await;
    settings.language.spoken().language.texts().dialogs
}

fn dialog_for(app: &AppHandle, files: FileType, texts: &DialogTexts) -> FileDialogBuilder<tauri::Wry> {
    // Names don't make files: whatever is chosen, the core looks inside.
    dialog(app, (files.title)(texts))
        .add_filter((files.name)(texts), files.endings)
        .add_filter(&texts.all_files, &["*"])
}

fn dialog(app: &AppHandle, title: &str) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file().set_title(title);
    match app.get_webview_window(MAIN_WINDOW) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

type Tell<T> = Box<dyn FnOnce(Option<T>) + Send>;

/// Waits for the dialog without holding a thread.
async fn answer<T: Send + 'static>(show: impl FnOnce(Tell<T>)) -> Option<T> {
    let (tell, told) = oneshot::channel();
    show(Box::new(move |chosen| {
        // Nobody waits any more when the window is closing.
        let _ = tell.send(chosen);
    }));
    told.await.ok().flatten()
}

fn local(chosen: FilePath) -> Result<PathBuf> {
    chosen.into_path().map_err(|_| Error::invalid(Refusal::NotAFile))
}
