use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is wrong with a database that cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "damage", rename_all = "snake_case")]
#[ts(export)]
pub enum Damage {
    /// Other bytes.
    #[error("it is not an SQLite database")]
    NotADatabase,
    /// Nothing in it, though the library has files.
    #[error("it is empty, though there are files in {folder}")]
    EmptyBesideFiles {
        /// The library's folder that holds some.
        folder: String,
    },
    /// A link or a device in place of it or of a file that SQLite keeps beside it.
    #[error("{name} is not a plain file")]
    NotAPlainFile {
        /// The file's name.
        name: String,
    },
    /// A journal that would have SQLite write elsewhere.
    #[error("its journal names another file")]
    JournalElsewhere,
    /// Something else by the name of a table of ours.
    #[error("“{name}” is not a table")]
    NotATable {
        /// The table's name.
        name: String,
    },
    /// A trigger, a view or a virtual table.
    #[error("it holds the {object}, which is not Segue's")]
    Foreign {
        /// Its kind and its name.
        object: String,
    },
    /// What SQLite or the migrations found.
    #[error("{verdict}")]
    Broken {
        /// In their own words.
        verdict: String,
    },
}
