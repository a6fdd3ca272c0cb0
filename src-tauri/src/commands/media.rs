//! A segment's image and take: choose, drop, paste, detach; and segments made of dropped files.

use std::borrow::Cow;

use segue_core::media::MediaSource;
use segue_core::model::{MediaKind, Outcome, ProjectId, SegmentId};
use segue_core::ops::{AddFiles, AddedSegments, AttachMedia, DetachMedia};
use segue_core::{Error, Progress, Refusal, Result};
use serde::Deserialize;
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, State};
use ts_rs::TS;

use super::dialog::{self, FileType};
use crate::error::{Answer, refused};
use crate::settings::SettingsFile;
use crate::state::OpenLibrary;
use crate::tokens::{ChosenFile, ChosenFiles, ManyFiles};
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

const IMAGES_AND_TAKES: FileType = FileType {
    title: |say| &say.add_files,
    name: |say| &say.images_and_audio,
    endings: &[
        "jpg", "jpeg", "png", "webp", "gif", "wav", "mp3", "ogg", "oga", "flac", "m4a",
    ],
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

/// Dropped files to copy into a segment.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct AttachFilesRequest {
    /// The segment. Refused when locked.
    pub(crate) segment_id: SegmentId,
    /// What stands for the files: an image, a take, or one of each.
    pub(crate) token: String,
}

/// Dropped files to make segments of.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct AddFilesRequest {
    /// The project to add to.
    pub(crate) project_id: ProjectId,
    /// Sequence index that the first is to stand at; behind the last without one.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub(crate) at: Option<i64>,
    /// What stands for the files.
    pub(crate) token: String,
}

/// The header of a pasted image that names its segment.
const SEGMENT: &str = "segment-id";

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

/// Asks for image and audio files, as many as one likes. `None` when the person cancels.
#[tauri::command]
pub(crate) async fn choose_files(
    app: AppHandle,
    chosen: State<'_, ChosenFiles>,
) -> Answer<Option<ManyFiles>> {
    let files = dialog::files(&app, IMAGES_AND_TAKES)
        .await
        .map_err(refused("choose_files"))?;
    Ok(files.map(|paths| chosen.keep_all(paths)))
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

/// Copies dropped files into a segment.
#[tauri::command]
pub(crate) async fn attach_files(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    chosen: State<'_, ChosenFiles>,
    request: AttachFilesRequest,
    progress: Channel<Progress>,
) -> Answer<Outcome<()>> {
    let paths = chosen.take_all(&request.token).map_err(refused("attach_files"))?;
    let op = looking(move || AttachMedia::of_files(request.segment_id, paths)).await;
    let op = op.map_err(refused("attach_files"))?;
    open.run_watched("attach_files", op, &works.begin(progress)).await
}

/// Makes segments of dropped files.
#[tauri::command]
pub(crate) async fn add_files(
    open: State<'_, OpenLibrary>,
    works: State<'_, Works>,
    chosen: State<'_, ChosenFiles>,
    request: AddFilesRequest,
    progress: Channel<Progress>,
) -> Answer<Outcome<AddedSegments>> {
    let paths = chosen.take_all(&request.token).map_err(refused("add_files"))?;
    let op = looking(move || AddFiles::of(request.project_id, request.at, paths)).await;
    let op = op.map_err(refused("add_files"))?;
    open.run_watched("add_files", op, &works.begin(progress)).await
}

/// Copies an image from the clipboard into a segment. Its bytes are the request's body, the segment stands in its head.
#[tauri::command]
pub(crate) async fn paste_image(
    open: State<'_, OpenLibrary>,
    settings: State<'_, SettingsFile>,
    request: Request<'_>,
) -> Answer<Outcome<()>> {
    let texts = settings.settings().await.language.spoken().language.texts();
    let op = pasted(&request, texts.pasted_image).map_err(refused("paste_image"))?;
    open.run("paste_image", op).await
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

async fn looking<T: Send + 'static>(look: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let looked = tauri::async_runtime::spawn_blocking(look).await;
    looked.unwrap_or_else(|error| Err(Error::stopped(error)))
}

/// `name` is what the image is called: it has no name of its own.
fn pasted(request: &Request<'_>, name: String) -> Result<AttachMedia> {
    let segment = request.headers().get(SEGMENT).and_then(|id| id.to_str().ok());
    let segment_id = segment
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Error::invalid(Refusal::NoSegmentNamed))?;
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(Error::invalid(Refusal::NoFileNamed));
    };
    Ok(AttachMedia {
        segment_id,
        image: Some(MediaSource::Bytes {
            name,
            bytes: Cow::Owned(bytes.clone()),
        }),
        audio: None,
    })
}
