//! `seguectl` as scripts meet it: documents, exit codes, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail loudly and prepare files by hand"
)]

mod ask;
#[cfg(target_os = "linux")]
mod interrupt;
mod library;
mod program;
mod projects;
mod refusals;
mod segments;
mod support;
mod windows;
