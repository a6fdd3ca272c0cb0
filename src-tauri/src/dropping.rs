//! Files dropped on the window: the page hears where and how many, and gets a token for them. It never learns a path.
//!
//! A web page's own drag events can't be had beside the system's: on Windows the two exclude each other.

use serde::Serialize;
use tauri::{DragDropEvent, Emitter, Manager, PhysicalPosition, WebviewWindow, WindowEvent};
use ts_rs::TS;

use crate::errands::{self, Errand};
use crate::tokens::{ChosenFiles, ManyFiles};

/// The event that tells of files held over the window.
const OVER: &str = "files-over";
/// The event that tells that they are gone again.
const LEFT: &str = "files-left";
/// The event that tells of files that were dropped.
const DROPPED: &str = "files-dropped";

/// Where files are held over the page, or dropped on it, in the page's pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct DropPoint {
    /// From its left side.
    pub(crate) x: f64,
    /// From its top.
    pub(crate) y: f64,
}

/// Files that were dropped.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct DroppedFiles {
    /// What stands for them.
    pub(crate) files: ManyFiles,
    /// Where.
    pub(crate) at: DropPoint,
}

/// Tells the page of the window of files that are dropped on it.
pub(crate) fn tell_page(window: &WebviewWindow) {
    let page = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::DragDrop(event) = event
            && let Err(error) = tell(&page, event)
        {
            tracing::error!(%error, "the page was not told of files dropped on it");
        }
    });
}

fn tell(page: &WebviewWindow, event: &DragDropEvent) -> tauri::Result<()> {
    match event {
        DragDropEvent::Enter { position, .. } | DragDropEvent::Over { position } => {
            page.emit_to(page.label(), OVER, point(*position, page.scale_factor()?))
        }
        DragDropEvent::Drop { paths, position } if !paths.is_empty() => {
            if let Some(errand) = Errand::of_dropped(paths) {
                errands::send(page.app_handle(), vec![errand]);
                return page.emit_to(page.label(), LEFT, ());
            }
            let dropped = DroppedFiles {
                files: page.state::<ChosenFiles>().keep_all(paths.clone()),
                at: point(*position, page.scale_factor()?),
            };
            page.emit_to(page.label(), DROPPED, dropped)
        }
        _ => page.emit_to(page.label(), LEFT, ()),
    }
}

/// GTK and AppKit count in the page's pixels already, whatever the type says; Windows counts the screen's.
fn point(position: PhysicalPosition<f64>, scale: f64) -> DropPoint {
    let scale = if cfg!(windows) { scale } else { 1.0 };
    DropPoint {
        x: position.x / scale,
        y: position.y / scale,
    }
}
