//! The trash: list, restore, purge.

use segue_core::Progress;
use segue_core::model::{Outcome, ProjectId, TrashedSegment};
use segue_core::ops::{PurgeReceipt, PurgeSegments, RestoreReceipt, RestoreSegments};
use tauri::State;
use tauri::ipc::Channel;

use crate::error::Answer;
use crate::state::OpenLibrary;
use crate::works::Works;

/// Returns a project's deleted segments, the last deleted first.
#[tauri::command]
pub(crate) async fn list_trash(
    open: State<'_, OpenLibrary>,
    project_id: ProjectId,
) -> Answer<Vec<TrashedSegment>> {
    open.with("list_trash", async |library| library.trash(project_id).await)
        .await
}

/// Brings deleted segments back.
#[tauri::command]
pub(crate) async fn restore_segments(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: RestoreSegments,
    progress: Channel<Progress>,
) -> Answer<Outcome<RestoreReceipt>> {
    open.run_watched("restore_segments", request, &works.begin(progress))
        .await
}

/// Takes deleted segments away for ever.
#[tauri::command]
pub(crate) async fn purge_segments(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: PurgeSegments,
    progress: Channel<Progress>,
) -> Answer<Outcome<PurgeReceipt>> {
    open.run_watched("purge_segments", request, &works.begin(progress))
        .await
}
