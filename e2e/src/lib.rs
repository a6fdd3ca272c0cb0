//! The real window, driven from outside: [`Window`] is the program as a person meets it, [`LibraryOnDisk`] what it
//! leaves in the database and in the folders.
//!
//! Needs the program with its page inside, a display and WebKitWebDriver: `cargo xtask test` sees to all of them.
//! Nothing here waits for a time to pass; everything waits for a condition ([`until`]).
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "this crate is nothing but tests"
)]

mod driver;
mod library;
mod until;
mod window;

pub use fantoccini::key::Key;
pub use library::{LibraryOnDisk, Row};
pub use until::until;
pub use window::Window;
