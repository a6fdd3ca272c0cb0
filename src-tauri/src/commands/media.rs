//! A segment's image and take: choose, attach, detach.

use segue_core::media::MediaSource;
use segue_core::model::{MediaKind, Outcome, SegmentId};
use segue_core::ops::{AttachMedia, DetachMedia};
use segue_core::{Progress, Result};
use serde::Deserialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::dialog::{self, FileType};
use crate::error::{Answer, refused};
use crate::state::OpenLibrary;
use crate::tokens::{ChosenFile, ChosenFiles};
use crate::works::Works;

const IMAGES: FileType = FileType {
    title: |say| &say.choose_image,
    name: |say| &say.images,
    endings: &["jpg", "jpeg", "png", "webp", "gif"],
};
const TAKES: FileType = FileType {
    title: |say| &say.choose_audio,
    name: |say| &say.audio,
    endings: &["wav", "mp3", "ogg", "oga", "flac", "m4a"],
};

/// Files to copy into a segment, by the tokens of the dialogs that chose them.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct AttachRequest {
    /// The segment. Refused when locked.
    pub(crate) segment_id: SegmentId,
    /// The picture.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) image_token: Option<String>,
    /// The take.
    #[serde(default)]
    #[ts(optional)]
    pub(crate) audio_token: Option<String>,
}

/// Asks for an image or audio file. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn choose_media(
    app: AppHandle,
    chosen: State<'_, ChosenFiles>,
    kind: MediaKind,
) -> Answer<Option<ChosenFile>> {
    let files = match kind {
        MediaKind::Image => IMAGES,
        MediaKind::Audio => TAKES,
    };
    let file = dialog::file(&app, files).await.map_err(refused("choose_media"))?;
    Ok(file.map(|path| chosen.keep(path)))
}

/// Copies chosen files into a segment.
#[tauri::command]
pub(crate) async fn attach_media(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    chosen: State<'_, ChosenFiles>,
    request: AttachRequest,
    progress: Channel<Progress>,
) -> Answer<Outcome<()>> {
    let op = attachment(&chosen, request).map_err(refused("attach_media"))?;
    open.run_watched("attach_media", op, &works.begin(progress)).await
}

/// Takes a segment's image, take or both away.
#[tauri::command]
pub(crate) async fn detach_media(open: State<'_, OpenLibrary>, request: DetachMedia) -> Answer<Outcome<()>> {
    open.run("detach_media", request).await
}

fn attachment(chosen: &ChosenFiles, request: AttachRequest) -> Result<AttachMedia> {
    let source = |token: Option<String>| {
        token
            .map(|token| chosen.take(&token).map(MediaSource::File))
            .transpose()
    };
    Ok(AttachMedia {
        segment_id: request.segment_id,
        image: source(request.image_token)?,
        audio: source(request.audio_token)?,
    })
}
