//! Segments: read, find, add, edit, delete, put in order.

use segue_core::Progress;
use segue_core::model::{Outcome, ProjectId, SegmentBatch, SegmentId};
use segue_core::ops::{
    AddSegment, CloseGaps, CopyReceipt, DeleteMode, DeleteReceipt, DeleteSegments, DuplicateSegments,
    EditSegment, LockSegments, MergeReceipt, MergeWithNext, MoveSegments, PasteSegments, ReorderSegments,
    SplitReceipt, SplitSegment,
};
use segue_core::{DeletePreview, Found};
use tauri::State;
use tauri::ipc::{Channel, Response};

use crate::error::Answer;
use crate::state::OpenLibrary;
use crate::works::Works;

/// Returns a project's segments as columns, in bytes that [`Outline::to_bytes`](segue_core::model::Outline::to_bytes)
/// describes.
#[tauri::command]
pub(crate) async fn read_outline(open: State<'_, OpenLibrary>, project_id: ProjectId) -> Answer<Response> {
    let outline = open
        .with("read_outline", async |library| library.outline(project_id).await)
        .await?;
    Ok(Response::new(outline.to_bytes()))
}

/// Returns those of some segments that are there, whole.
#[tauri::command]
pub(crate) async fn read_segments(open: State<'_, OpenLibrary>, ids: Vec<SegmentId>) -> Answer<SegmentBatch> {
    open.with("read_segments", async |library| {
        library.segments_by_id(&ids).await
    })
    .await
}

/// Returns the segments of a project that a question is true of.
#[tauri::command]
pub(crate) async fn find_segments(
    open: State<'_, OpenLibrary>,
    project_id: ProjectId,
    question: String,
) -> Answer<Found> {
    open.with("find_segments", async |library| {
        library.find(project_id, &question).await
    })
    .await
}

/// Tells what a delete would do, and does nothing.
#[tauri::command]
pub(crate) async fn preview_delete(
    open: State<'_, OpenLibrary>,
    ids: Vec<SegmentId>,
    mode: DeleteMode,
) -> Answer<DeletePreview> {
    open.with("preview_delete", async |library| {
        library.preview_delete(&ids, mode).await
    })
    .await
}

/// Adds a segment at the end, or at a place.
#[tauri::command]
pub(crate) async fn add_segment(
    open: State<'_, OpenLibrary>,
    request: AddSegment,
) -> Answer<Outcome<SegmentId>> {
    open.run("add_segment", request).await
}

/// Puts copies of segments right behind them.
#[tauri::command]
pub(crate) async fn duplicate_segments(
    open: State<'_, OpenLibrary>,
    request: DuplicateSegments,
) -> Answer<Outcome<CopyReceipt>> {
    open.run("duplicate_segments", request).await
}

/// Puts copies of segments, live or deleted, at a place.
#[tauri::command]
pub(crate) async fn paste_segments(
    open: State<'_, OpenLibrary>,
    request: PasteSegments,
) -> Answer<Outcome<CopyReceipt>> {
    open.run("paste_segments", request).await
}

/// Makes two segments of one.
#[tauri::command]
pub(crate) async fn split_segment(
    open: State<'_, OpenLibrary>,
    request: SplitSegment,
) -> Answer<Outcome<SplitReceipt>> {
    open.run("split_segment", request).await
}

/// Makes one segment of two.
#[tauri::command]
pub(crate) async fn merge_with_next(
    open: State<'_, OpenLibrary>,
    request: MergeWithNext,
) -> Answer<Outcome<MergeReceipt>> {
    open.run("merge_with_next", request).await
}

/// Changes text, prompt or lock.
#[tauri::command]
pub(crate) async fn edit_segment(open: State<'_, OpenLibrary>, request: EditSegment) -> Answer<Outcome<()>> {
    open.run("edit_segment", request).await
}

/// Locks segments, or unlocks them.
#[tauri::command]
pub(crate) async fn lock_segments(
    open: State<'_, OpenLibrary>,
    request: LockSegments,
) -> Answer<Outcome<()>> {
    open.run("lock_segments", request).await
}

/// Deletes segments with their media.
#[tauri::command]
pub(crate) async fn delete_segments(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    request: DeleteSegments,
    progress: Channel<Progress>,
) -> Answer<Outcome<DeleteReceipt>> {
    open.run_watched("delete_segments", request, &works.begin(progress))
        .await
}

/// Gives a project's segments the indexes 0..n-1 in a stated order.
#[tauri::command]
pub(crate) async fn reorder_segments(
    open: State<'_, OpenLibrary>,
    request: ReorderSegments,
) -> Answer<Outcome<()>> {
    open.run("reorder_segments", request).await
}

/// Closes one gap, or all.
#[tauri::command]
pub(crate) async fn close_gaps(open: State<'_, OpenLibrary>, request: CloseGaps) -> Answer<Outcome<()>> {
    open.run("close_gaps", request).await
}

/// Moves segments, as one block, to a place.
#[tauri::command]
pub(crate) async fn move_segments(
    open: State<'_, OpenLibrary>,
    request: MoveSegments,
) -> Answer<Outcome<()>> {
    open.run("move_segments", request).await
}
