use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Damage, Error, ErrorCode, Refusal, Task, Unusable};
use crate::model::Holder;

/// An error as it crosses to the window or to a script's standard error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WireError {
    /// What to act on.
    pub code: ErrorCode,
    /// What happened, in English.
    pub message: String,
    /// What to do, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub hint: Option<String>,
    /// The file or folder it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub path: Option<String>,
    /// What happened as data, for the window to say it in the person's language.
    pub reason: Reason,
}

/// What happened, without words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Reason {
    /// Rows that are not there.
    NotFound {
        /// The kind of row.
        what: RowKind,
        /// The ids that no row has.
        #[ts(type = "Array<number>")]
        ids: Vec<i64>,
    },
    /// A request that makes no sense.
    Invalid(Refusal),
    /// Content of a locked segment was to be edited.
    SegmentLocked {
        /// Sequence index plus one.
        #[ts(type = "number")]
        number: i64,
    },
    /// Nothing to take back or to do again.
    NothingToUndo {
        /// Which of the two.
        way: Way,
        /// The last step is one that can't be taken back.
        is_final: bool,
    },
    /// The person cancelled it.
    Cancelled,
    /// Another process holds the library.
    LibraryInUse {
        /// Who, as far as it said.
        holder: Option<Holder>,
    },
    /// Written by a newer Segue.
    LibraryTooNew {
        /// Its schema version.
        #[ts(type = "number")]
        found: i64,
        /// The newest that this program knows.
        #[ts(type = "number")]
        supported: i64,
    },
    /// The database cannot be trusted.
    LibraryCorrupt(Damage),
    /// A file that should be there is not.
    MediaMissing,
    /// Not an image or audio file that Segue can use.
    UnsupportedMedia(Unusable),
    /// The file system or SQLite refused. The code says in which way.
    Failed {
        /// What was being done.
        task: Task,
        /// The system's own words where the code doesn't say it all.
        detail: Option<String>,
    },
}

/// The kinds of rows that a request can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RowKind {
    /// A segment.
    #[error("segment")]
    Segment,
    /// A segment in the trash.
    #[error("deleted segment")]
    DeletedSegment,
    /// A project.
    #[error("project")]
    Project,
    /// A media file.
    #[error("media file")]
    Media,
}

/// A way through the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Way {
    /// Back.
    #[error("undo")]
    Undo,
    /// Forward again.
    #[error("redo")]
    Redo,
}

impl From<&Error> for Reason {
    fn from(error: &Error) -> Self {
        match error {
            Error::NotFound { what, ids } => Self::NotFound {
                what: *what,
                ids: ids.clone(),
            },
            Error::Invalid { refusal, .. } => Self::Invalid(refusal.clone()),
            Error::SegmentLocked { number } => Self::SegmentLocked { number: *number },
            Error::NothingToUndo { way, is_final } => Self::NothingToUndo {
                way: *way,
                is_final: *is_final,
            },
            Error::Cancelled => Self::Cancelled,
            Error::LibraryInUse { holder, .. } => Self::LibraryInUse {
                holder: holder.clone(),
            },
            Error::LibraryTooNew { found, supported, .. } => Self::LibraryTooNew {
                found: *found,
                supported: *supported,
            },
            Error::LibraryCorrupt { damage, .. } => Self::LibraryCorrupt(damage.clone()),
            Error::MediaMissing { .. } => Self::MediaMissing,
            Error::UnsupportedMedia { reason, .. } => Self::UnsupportedMedia(*reason),
            Error::File { task, source, .. } => failed(*task, error.code(), source),
            Error::Database { task, source } => failed(*task, error.code(), source),
        }
    }
}

fn failed(task: Task, code: ErrorCode, source: &impl ToString) -> Reason {
    let detail = (code == ErrorCode::Io).then(|| source.to_string());
    Reason::Failed { task, detail }
}
