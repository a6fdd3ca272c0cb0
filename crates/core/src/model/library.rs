use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WaitingFile;

/// What a library is, as told when it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LibraryInfo {
    /// Absolute path of the library's folder. The window shows one in the person's home from `~` on.
    pub path: String,
    /// The folder's own name.
    pub name: String,
    /// Version of the database's schema.
    #[ts(type = "number")]
    pub schema_version: i64,
    /// Version of the SQLite inside this program.
    pub sqlite_version: String,
    /// It was opened for looking only.
    pub read_only: bool,
    /// What speaks against keeping a library in this folder.
    pub warning: Option<FolderWarning>,
}

/// The process that has a library open, as it said itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Holder {
    /// Its id.
    pub process: u32,
    /// Name of the machine that it runs on.
    pub host: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} on {}", self.process, self.host)
    }
}

/// What a library's folder is, where that endangers the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum FolderWarning {
    /// A service copies it to other machines while it is open, file by file.
    Cloud {
        /// What the service is called.
        service: String,
    },
    /// It is on another machine, where locks may not hold.
    Network {
        /// The file system, as the system calls it.
        file_system: String,
    },
}

/// How much a library holds, for the status bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LibraryStatus {
    /// Size of the files in the media folder, in bytes.
    #[ts(type = "number")]
    pub media_bytes: i64,
    /// Size of the files in the trash folder, in bytes.
    #[ts(type = "number")]
    pub trash_bytes: i64,
    /// Size of those of them that no deleted segment has but history still needs, such as earlier takes, in bytes.
    #[ts(type = "number")]
    pub history_bytes: i64,
    /// How many deleted segments the trash holds.
    #[ts(type = "number")]
    pub trashed_segments: i64,
    /// Files that are not yet where they belong because moving them failed.
    pub waiting: Vec<WaitingFile>,
    /// The id of the last operation.
    #[ts(type = "number")]
    pub revision: i64,
}
