//! One error type for the core, with what people need to know: what happened, to which file, what to do.
//!
//! What happened is data ([`Reason`]), so that the window can say it in the person's language. The words here are English,
//! for the command line and the log.

mod damage;
mod refusal;
mod task;
mod unusable;
mod wire;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::damage::Damage;
pub use self::refusal::Refusal;
pub use self::task::Task;
pub use self::unusable::Unusable;
pub use self::wire::{Reason, RowKind, Way, WireError};
use crate::model::Holder;

/// The core's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong in a library. An operation that fails has changed nothing.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Rows that an operation names and that are not there.
    #[error("{}", not_found_message(*what, ids))]
    NotFound {
        /// The kind of row.
        what: RowKind,
        /// The ids that no row has.
        ids: Vec<i64>,
    },
    /// A request that makes no sense, whatever the library holds or as it stands.
    #[error("{refusal}")]
    Invalid {
        /// What is wrong with it.
        refusal: Refusal,
        /// The file it is about.
        path: Option<PathBuf>,
    },
    /// Content of a locked segment was to be edited.
    #[error("Segment {number} is locked, so its text, prompt, image and audio stay as they are.")]
    SegmentLocked {
        /// The segment's number as people see it: sequence index plus one.
        number: i64,
    },
    /// There is nothing to take back or to do again.
    #[error("There is nothing to {way}{}.", if *is_final { ": the last step erased segments for ever" } else { "" })]
    NothingToUndo {
        /// Which of the two.
        way: Way,
        /// The last step is one that can't be taken back.
        is_final: bool,
    },
    /// The work was cancelled before it had changed anything.
    #[error("Cancelled. Nothing was changed.")]
    Cancelled,
    /// Another process holds the library.
    #[error("{}", in_use_message(holder.as_ref()))]
    LibraryInUse {
        /// The library's folder.
        path: PathBuf,
        /// Who holds it, as it said itself; `None` where that cannot be read.
        holder: Option<Holder>,
    },
    /// The library was written by a newer Segue. It has not been touched.
    #[error("This library was written by a newer Segue (format {found}; this one knows up to {supported}).")]
    LibraryTooNew {
        /// The library's folder.
        path: PathBuf,
        /// Schema version of the library.
        found: i64,
        /// Newest schema version that this program knows.
        supported: i64,
    },
    /// The database cannot be trusted. It has not been touched.
    #[error("The library's database can't be used: {damage}.")]
    LibraryCorrupt {
        /// The database file.
        path: PathBuf,
        /// What was found.
        damage: Damage,
    },
    /// A file that should be there is not.
    #[error("The file is not there.")]
    MediaMissing {
        /// The file.
        path: PathBuf,
    },
    /// Not an image or audio file that Segue can use.
    #[error("This file can't be used: {reason}.")]
    UnsupportedMedia {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: Unusable,
    },
    /// The file system refused.
    #[error("{task}: {}", io_reason(source))]
    File {
        /// What was being done.
        task: Task,
        /// The file or folder.
        path: PathBuf,
        /// The system's own words.
        source: io::Error,
    },
    /// SQLite refused.
    #[error("{task}: {}", database_reason(source))]
    Database {
        /// What was being done.
        task: Task,
        /// SQLite's own words.
        source: sqlx::Error,
    },
}

/// What a caller can act on. A code exists only if the window does something of its own for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ErrorCode {
    /// No such project, segment or media file: the list is out of date.
    NotFound,
    /// The request makes no sense as it stands.
    Invalid,
    /// The segment is locked.
    SegmentLocked,
    /// There is nothing to take back or to do again.
    NothingToUndo,
    /// The person cancelled it.
    Cancelled,
    /// Another process holds the library.
    LibraryInUse,
    /// Written by a newer Segue.
    LibraryTooNew,
    /// The database cannot be trusted.
    LibraryCorrupt,
    /// No room on the disk.
    DiskFull,
    /// The system did not allow it.
    PermissionDenied,
    /// A file that should be there is not.
    MediaMissing,
    /// Not an image or audio file that Segue can use.
    UnsupportedMedia,
    /// Anything else that the disk or the database said.
    Io,
}

impl Error {
    /// Returns the error for rows that are not there.
    pub(crate) fn not_found(what: RowKind, ids: impl IntoIterator<Item = i64>) -> Self {
        Self::NotFound {
            what,
            ids: ids.into_iter().collect(),
        }
    }

    /// Returns the error for a request that makes no sense.
    #[must_use]
    pub fn invalid(refusal: Refusal) -> Self {
        Self::Invalid { refusal, path: None }
    }

    /// Returns the error for work that ended without an answer.
    pub fn stopped(detail: impl ToString) -> Self {
        let detail = detail.to_string();
        Self::invalid(Refusal::Stopped { detail })
    }

    /// Adds the file it is about, to an `Invalid`.
    #[must_use]
    pub fn with_path(self, file: impl AsRef<Path>) -> Self {
        match self {
            Self::Invalid { refusal, .. } => Self::Invalid {
                refusal,
                path: Some(file.as_ref().to_owned()),
            },
            other => other,
        }
    }

    /// Returns the error for a failed file operation.
    pub(crate) fn file(task: Task, path: impl AsRef<Path>, source: io::Error) -> Self {
        Self::File {
            task,
            path: path.as_ref().to_owned(),
            source,
        }
    }

    /// Returns a `map_err` closure for a failed database operation.
    pub(crate) fn database(task: Task) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { task, source }
    }

    /// Returns what a caller can act on. The match is exhaustive: a new variant has to choose.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::NotFound { .. } => ErrorCode::NotFound,
            Self::Invalid { .. } => ErrorCode::Invalid,
            Self::SegmentLocked { .. } => ErrorCode::SegmentLocked,
            Self::NothingToUndo { .. } => ErrorCode::NothingToUndo,
            Self::Cancelled => ErrorCode::Cancelled,
            Self::LibraryInUse { .. } => ErrorCode::LibraryInUse,
            Self::LibraryTooNew { .. } => ErrorCode::LibraryTooNew,
            Self::LibraryCorrupt { .. } => ErrorCode::LibraryCorrupt,
            Self::MediaMissing { .. } => ErrorCode::MediaMissing,
            Self::UnsupportedMedia { .. } => ErrorCode::UnsupportedMedia,
            Self::File { source, .. } => io_code(source),
            Self::Database { source, .. } => database_code(source),
        }
    }

    /// Returns the error as it crosses to the window or to a script.
    #[must_use]
    pub fn to_wire(&self) -> WireError {
        WireError {
            code: self.code(),
            message: self.to_string(),
            hint: self.hint(),
            path: self
                .path()
                .map(|path| dunce::simplified(path).display().to_string()),
            reason: Reason::from(self),
        }
    }

    fn hint(&self) -> Option<String> {
        if let Self::Invalid { refusal, .. } = self {
            return refusal.hint();
        }
        let hint = match self.code() {
            ErrorCode::NotFound => "It may have been deleted meanwhile.",
            ErrorCode::SegmentLocked => "Unlock it first. Deleting and moving work on locked segments too.",
            ErrorCode::LibraryInUse => "Close it there, then try again.",
            ErrorCode::LibraryTooNew => "Install the newest Segue to open it. Nothing in it was changed.",
            ErrorCode::LibraryCorrupt => {
                "Nothing in it was changed. Copies of the database are in the library's backups folder."
            }
            ErrorCode::DiskFull => "Make room on the disk, then try again. Nothing was changed.",
            ErrorCode::PermissionDenied => "Check who may read and write there.",
            ErrorCode::UnsupportedMedia => {
                "Images: JPEG, PNG, WebP, GIF up to 50 MB. Audio: WAV, MP3, OGG, FLAC, M4A up to 500 MB."
            }
            ErrorCode::Invalid
            | ErrorCode::NothingToUndo
            | ErrorCode::Cancelled
            | ErrorCode::MediaMissing
            | ErrorCode::Io => return None,
        };
        Some(hint.to_owned())
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Self::Invalid { path, .. } => path.as_deref(),
            Self::LibraryInUse { path, .. }
            | Self::LibraryTooNew { path, .. }
            | Self::LibraryCorrupt { path, .. }
            | Self::MediaMissing { path }
            | Self::UnsupportedMedia { path, .. }
            | Self::File { path, .. } => Some(path),
            Self::NotFound { .. }
            | Self::SegmentLocked { .. }
            | Self::NothingToUndo { .. }
            | Self::Cancelled
            | Self::Database { .. } => None,
        }
    }
}

fn io_code(error: &io::Error) -> ErrorCode {
    match error.kind() {
        io::ErrorKind::NotFound => ErrorCode::MediaMissing,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ErrorCode::PermissionDenied,
        _ => ErrorCode::Io,
    }
}

/// SQLite's result codes, primary and extended, <https://www.sqlite.org/rescode.html>.
fn database_code(error: &sqlx::Error) -> ErrorCode {
    // A statement that makes no sense to SQLite. Ours do, on a schema and on rows of ours.
    const ERROR: i64 = 1;
    const READONLY: i64 = 8;
    const CORRUPT: i64 = 11;
    const FULL: i64 = 13;
    const CANTOPEN: i64 = 14;
    const CONSTRAINT: i64 = 19;
    const NOTADB: i64 = 26;
    // The index of the WAL finds no room; SQLite tells no more than that it could not grow.
    const IOERR_SHMSIZE: i64 = 4_874;
    match sqlite_code(error).map(|code| (code, code & 0xff)) {
        Some((_, FULL) | (IOERR_SHMSIZE, _)) => ErrorCode::DiskFull,
        Some((_, READONLY | CANTOPEN)) => ErrorCode::PermissionDenied,
        Some((_, ERROR | CORRUPT | CONSTRAINT | NOTADB)) => ErrorCode::LibraryCorrupt,
        None if is_undecodable(error) => ErrorCode::LibraryCorrupt,
        _ => ErrorCode::Io,
    }
}

/// Returns whether a row holds what no row of ours does: text that is not UTF-8, a word that we do not know.
fn is_undecodable(error: &sqlx::Error) -> bool {
    matches!(
        error,
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::ColumnNotFound(_) | sqlx::Error::Decode(_)
    )
}

/// Returns SQLite's extended code, whose last byte is the primary one.
fn sqlite_code(error: &sqlx::Error) -> Option<i64> {
    error.as_database_error()?.code()?.parse().ok()
}

fn not_found_message(what: RowKind, ids: &[i64]) -> String {
    match ids {
        [id] => format!("There is no {what} with the id {id}."),
        ids => {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            format!("There are no {what}s with the ids {}.", ids.join(", "))
        }
    }
}

fn in_use_message(holder: Option<&Holder>) -> String {
    match holder {
        Some(holder) => format!("This library is open in another Segue ({holder})."),
        None => "This library is open in another Segue.".to_owned(),
    }
}

fn io_reason(error: &io::Error) -> String {
    match io_code(error) {
        ErrorCode::MediaMissing => "the file is not there.".to_owned(),
        ErrorCode::DiskFull => "the disk is full.".to_owned(),
        ErrorCode::PermissionDenied => "the system does not allow it.".to_owned(),
        _ => format!("{error}."),
    }
}

fn database_reason(error: &sqlx::Error) -> String {
    match database_code(error) {
        ErrorCode::DiskFull => "the disk is full.".to_owned(),
        ErrorCode::PermissionDenied => "the system does not allow it.".to_owned(),
        ErrorCode::LibraryCorrupt => "the database is damaged.".to_owned(),
        _ => format!("the database said “{error}”."),
    }
}
