use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::MediaId;

/// An image or audio file that the library owns, as a segment refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Media {
    /// Row id.
    pub id: MediaId,
    /// Where it belongs while a live segment refers to it, relative to the library, with `/` between parts.
    pub path: String,
    /// The name of the file that it was copied from, for people to know it by.
    pub name: String,
    /// Size of the file when it was copied in, in bytes.
    #[ts(type = "number")]
    pub bytes: i64,
    /// Width of an image in pixels.
    #[ts(type = "number | null")]
    pub width: Option<i64>,
    /// Height of an image in pixels.
    #[ts(type = "number | null")]
    pub height: Option<i64>,
    /// The file was looked for where it belongs and was not there.
    pub missing: bool,
}

/// What a media file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, TS)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[ts(export)]
pub enum MediaKind {
    /// JPEG, PNG, WebP or GIF.
    Image,
    /// WAV, MP3, Ogg, FLAC or M4A.
    Audio,
}

/// Where a media file was last known to be, or where it belongs.
///
/// A row whose `location` differs from its `wanted` still has a move before it: `settle` looks in both places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, TS)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[ts(export)]
pub enum Location {
    /// In the media folder, under the row's `path`.
    Media,
    /// In the trash folder, as `<media id>.<ext>`.
    Trash,
    /// Unlinked, or to be unlinked: gone for ever.
    Purged,
    /// Looked for and found nowhere. Never wanted; final until a check finds the file again.
    Missing,
    /// The stored path leads out of the library, so nothing there is touched. Never wanted; final.
    Refused,
}
