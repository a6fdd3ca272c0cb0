//! History: what was done, taken back, done again.

use segue_core::Progress;
use segue_core::model::{History, NextSteps, Outcome, ProjectId};
use segue_core::ops::{Redo, Step, Undo};
use tauri::State;
use tauri::ipc::Channel;

use crate::error::Answer;
use crate::state::OpenLibrary;
use crate::works::Works;

/// Returns a project's steps and what undo and redo would do.
#[tauri::command]
pub(crate) async fn project_history(open: State<'_, OpenLibrary>, project_id: ProjectId) -> Answer<History> {
    open.with("project_history", async |library| {
        library.history(project_id).await
    })
    .await
}

/// Returns what undo and redo would do in a project.
#[tauri::command]
pub(crate) async fn next_steps(open: State<'_, OpenLibrary>, project_id: ProjectId) -> Answer<NextSteps> {
    open.with("next_steps", async |library| library.next_steps(project_id).await)
        .await
}

/// Takes the last operation back.
#[tauri::command]
pub(crate) async fn undo(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: Undo,
    progress: Channel<Progress>,
) -> Answer<Outcome<Step>> {
    open.run_watched("undo", request, &works.begin(progress)).await
}

/// Does again what was taken back.
#[tauri::command]
pub(crate) async fn redo(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: Redo,
    progress: Channel<Progress>,
) -> Answer<Outcome<Step>> {
    open.run_watched("redo", request, &works.begin(progress)).await
}
