//! Bring a whole story in as a new project.

use std::path::PathBuf;

use segue_core::model::{Outcome, ProjectId};
use segue_core::ops::ImportStory;
use segue_core::{Error, Progress, Result};
use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::dialog::{self, FileType};
use crate::error::{Answer, refused};
use crate::state::OpenLibrary;
use crate::tokens::{ChosenFile, ChosenFiles};
use crate::works::Works;

/// What files of stories end in.
pub(crate) const STORY_ENDINGS: &[&str] = &["txt", "md", "json"];

const STORIES: FileType = FileType {
    title: |say| &say.import_story,
    name: |say| &say.stories,
    endings: STORY_ENDINGS,
};

/// A story file to bring in as a new project.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct ImportRequest {
    /// The token of the dialog that chose the file.
    pub(crate) token: String,
    /// Title to use in place of the story's own.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) title: Option<String>,
}

/// Asks for a story file. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn choose_story(
    app: AppHandle,
    chosen: State<'_, ChosenFiles>,
) -> Answer<Option<ChosenFile>> {
    let file = dialog::file(&app, STORIES)
        .await
        .map_err(refused("choose_story"))?;
    Ok(file.map(|path| chosen.keep(path)))
}

/// Makes a project of a chosen file.
#[tauri::command]
pub(crate) async fn import_story(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    chosen: State<'_, ChosenFiles>,
    request: ImportRequest,
    progress: Channel<Progress>,
) -> Answer<Outcome<ProjectId>> {
    let reading = async { read(chosen.take(&request.token)?).await };
    let import = reading.await.map_err(refused("import_story"))?;
    let op = ImportStory {
        title: request.title,
        ..import
    };
    open.run_watched("import_story", op, &works.begin(progress)).await
}

/// Makes a project of the sample story that ships with Segue.
#[tauri::command]
pub(crate) async fn import_sample(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    progress: Channel<Progress>,
) -> Answer<Outcome<ProjectId>> {
    let sample = segue_core::sample::story().map_err(refused("import_sample"))?;
    open.run_watched("import_sample", sample, &works.begin(progress))
        .await
}

async fn read(path: PathBuf) -> Result<ImportStory> {
    let reading = tauri::async_runtime::spawn_blocking(move || ImportStory::of(&path)).await;
    reading.unwrap_or_else(|stopped| Err(Error::stopped(stopped)))
}
