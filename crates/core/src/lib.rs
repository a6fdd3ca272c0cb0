//! The truth of a Segue library, headless.
//!
//! **The database says where every file belongs; settle makes the disk agree.** A change to segments is one SQLite
//! transaction that edits rows, writes the op log and says where each media file belongs; then settle moves files.
//! Recovery after a crash is settle again.
//!
//! The map, from the door inwards; arrows run one way, `ops → {edit, storage, media} → model`:
//!
//! - [`Library`]: open, create, read, run a verb, close;
//! - [`ops`]: the verbs, one file each;
//! - `transact`: the one write path that every verb runs through;
//! - `edit`: sequence maths, pure;
//! - `find`: what a question means, and the words that it is looked for in;
//! - `storage`: SQL, one module a table;
//! - [`media`]: files on disk, the store, settle, probing, thumbnails;
//! - [`mod@format`]: stories as files, pure reading and writing;
//! - [`model`]: plain data; [`Error`], [`ErrorCode`], and what happened as data: [`Reason`];
//! - [`Work`], which takes long, tells how far it is, and can be cancelled.

mod clock;
mod edit;
mod error;
mod find;
pub mod format;
mod library;
pub mod media;
pub mod model;
pub mod ops;
pub mod sample;
#[cfg(feature = "simulate")]
pub mod simulate;
mod storage;
mod transact;
mod work;

pub use error::{Damage, Error, ErrorCode, Reason, Refusal, Result, RowKind, Task, Unusable, Way, WireError};
pub use library::{
    Backup, CheckReport, DeletePreview, ExportFormat, ExportReceipt, ExportStory, Found, Library,
    ProjectGaps, Repair, RepairReceipt, RescueReport, Watched,
};
pub use work::{Progress, Stage, Work};
