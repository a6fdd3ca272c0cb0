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
    // Names don't make files: whatever is chosen, the core looks inside.
    let dialog = dialog(app, (files.title)(&texts))
        .add_filter((files.name)(&texts), files.endings)
        .add_filter(&texts.all_files, &["*"]);
    answer(|tell| dialog.pick_file(tell)).await
}

/// Asks for one folder. `None` when the person cancels.
pub(super) async fn folder(app: &AppHandle, title: fn(&DialogTexts) -> &str) -> Result<Option<PathBuf>> {
    let dialog = dialog(app, title(&texts(app).await));
    answer(|tell| dialog.pick_folder(tell)).await
}

async fn texts(app: &AppHandle) -> DialogTexts {
    let settings = app.state::<SettingsFile>().settings().await;
    settings.language.spoken().language.texts().dialogs
}

fn dialog(app: &AppHandle, title: &str) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file().set_title(title);
    match app.get_webview_window(MAIN_WINDOW) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

type Tell = Box<dyn FnOnce(Option<FilePath>) + Send>;

/// Waits for the dialog without holding a thread.
async fn answer(show: impl FnOnce(Tell)) -> Result<Option<PathBuf>> {
    let (tell, told) = oneshot::channel();
    show(Box::new(move |chosen| {
        // Nobody waits any more when the window is closing.
        let _ = tell.send(chosen);
    }));
    match told.await.ok().flatten() {
        Some(chosen) => chosen
            .into_path()
            .map(Some)
            .map_err(|_| Error::invalid(Refusal::NotOnThisMachine)),
        None => Ok(None),
    }
}
