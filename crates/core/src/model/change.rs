//! What an operation did, said once, so that every window can follow without asking again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MediaKind, ProjectId, Segment, SegmentId};

/// The answer of every operation, given after its commit and one attempt to settle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Outcome<T> {
    /// What this verb answers: a new id, a receipt, nothing.
    pub value: T,
    /// What a window has to change to show the library as it is now.
    pub change: Change,
    /// What became of the media files that the operation let go.
    pub files: FileReport,
    /// The operation's id, which counts up. A window drops changes whose revision it has seen.
    #[ts(type = "number")]
    pub revision: i64,
}

/// What changed, in the order in which to apply it: `removed`, then `shifts`, then `upserted`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Change {
    /// The project whose segments changed; `None` when only the list of projects did.
    pub project_id: Option<ProjectId>,
    /// Segments that are gone from the timeline.
    pub removed: Vec<SegmentId>,
    /// New places of the segments that stayed, all applied at once.
    pub shifts: Vec<Shift>,
    /// Segments that are new or whose content changed, as they are now. Empty where `reread` is set.
    pub upserted: Vec<Segment>,
    /// More segments are new or changed than are worth telling one by one: ask for the project's outline again.
    pub reread: bool,
    /// A project was made, renamed or deleted, or segments came in bulk: ask for the lists again.
    pub projects_changed: bool,
}

/// Moves whatever stands at the indexes `from .. from + len` to `to .. to + len`, gaps included.
///
/// The shifts of one change never overlap, in their sources or in their targets, and are applied at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Shift {
    /// First sequence index that moves.
    #[ts(type = "number")]
    pub from: i64,
    /// The sequence index it moves to.
    #[ts(type = "number")]
    pub to: i64,
    /// How many consecutive indexes move. At least 1.
    #[ts(type = "number")]
    pub len: i64,
}

/// A run of missing sequence indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Gap {
    /// The first missing index, 0-based.
    #[ts(type = "number")]
    pub index: i64,
    /// How many consecutive indexes are missing. At least 1.
    #[ts(type = "number")]
    pub len: i64,
}

/// What became of the media files that an operation let go. Nothing is called cleared that is still there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileReport {
    /// Files that have left the media folder: moved to the trash, or unlinked.
    #[ts(type = "number")]
    pub cleared: i64,
    /// Bytes of image files among the cleared.
    #[ts(type = "number")]
    pub image_bytes: i64,
    /// Bytes of audio files among the cleared.
    #[ts(type = "number")]
    pub audio_bytes: i64,
    /// Files that came back to the media folder.
    #[ts(type = "number")]
    pub returned: i64,
    /// Files that were already gone from disk.
    pub missing: Vec<FileNote>,
    /// Files kept in the media folder because another segment uses them.
    pub shared: Vec<FileNote>,
    /// Files whose stored path leads out of the library, or to something that is not a plain file: left alone.
    pub refused: Vec<FileNote>,
    /// Files that could not be moved yet. They are tried again at intervals and when the library is opened.
    pub waiting: Vec<WaitingFile>,
}

/// One media file named in a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileNote {
    /// Stored path, relative to the library.
    pub path: String,
    /// The name it came with.
    pub name: String,
    /// Image or audio.
    pub kind: MediaKind,
}

/// A media file that is not yet where it belongs, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WaitingFile {
    /// Stored path, relative to the library.
    pub path: String,
    /// The name it came with.
    pub name: String,
    /// Image or audio.
    pub kind: MediaKind,
    /// Why the last try failed.
    pub reason: WaitReason,
}

/// Why a media file could not be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, TS)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[ts(export)]
pub enum WaitReason {
    /// Another program has it open (Windows).
    InUse,
    /// The system did not allow it.
    PermissionDenied,
    /// A file that is not ours has the name it is to get.
    NameTaken,
    /// The two folders are on different devices.
    OtherDevice,
    /// The disk is full.
    DiskFull,
    /// Reading or writing the disk failed.
    Failed,
}
