//! Projects: list, one, make, rename, delete.

use segue_core::Progress;
use segue_core::model::{Outcome, Project, ProjectId, ProjectSummary};
use segue_core::ops::{CreateProject, DeleteProject, DeleteProjectReceipt, RenameProject};
use tauri::State;
use tauri::ipc::Channel;

use crate::error::Answer;
use crate::state::OpenLibrary;
use crate::works::Works;

/// Returns every project with what its card tells.
#[tauri::command]
pub(crate) async fn list_projects(open: State<'_, OpenLibrary>) -> Answer<Vec<ProjectSummary>> {
    open.with("list_projects", async |library| library.projects().await)
        .await
}

/// Returns the project of a library with one.
#[tauri::command]
pub(crate) async fn only_project(open: State<'_, OpenLibrary>) -> Answer<Option<Project>> {
    open.with("only_project", async |library| library.only_project().await)
        .await
}

/// Returns one project.
#[tauri::command]
pub(crate) async fn get_project(open: State<'_, OpenLibrary>, id: ProjectId) -> Answer<Project> {
    open.with("get_project", async |library| library.project(id).await)
        .await
}

/// Makes an empty project.
#[tauri::command]
pub(crate) async fn create_project(
    open: State<'_, OpenLibrary>,
    request: CreateProject,
) -> Answer<Outcome<ProjectId>> {
    open.run("create_project", request).await
}

/// Gives a project another title.
#[tauri::command]
pub(crate) async fn rename_project(
    open: State<'_, OpenLibrary>,
    request: RenameProject,
) -> Answer<Outcome<()>> {
    open.run("rename_project", request).await
}

/// Deletes a project with its segments.
#[tauri::command]
pub(crate) async fn delete_project(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: DeleteProject,
    progress: Channel<Progress>,
) -> Answer<Outcome<DeleteProjectReceipt>> {
    open.run_watched("delete_project", request, &works.begin(progress))
        .await
}
