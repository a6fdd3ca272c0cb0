//! What a library promises, asked through [`segue_core::Library`] on real folders, and looked up behind its back
//! in the database and on the disk.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail loudly, and prepare and spoil libraries by hand"
)]

mod add_files;
mod attach;
mod backup;
mod check;
mod copies;
mod delete;
mod delete_files;
mod disk_full;
mod export;
mod find;
mod hostile;
mod import;
mod library;
mod lock;
mod merge;
mod op_log;
mod outline;
mod pending;
mod preview;
mod project;
mod renditions;
mod reorder;
mod repair;
mod restore;
mod retention;
mod segment;
mod split;
mod stale;
mod support;
mod undo;
mod windows;
mod work;
