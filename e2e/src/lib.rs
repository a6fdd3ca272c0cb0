//! The real window, driven from outside: [`Window`] is the program as a person meets it, [`LibraryOnDisk`] what it
//! leaves in the database and in the folders.
//!
//! Needs the program with its page inside, a display and WebKitWebDriver: `cargo xtask test` sees to all of them.
//! A test leaves the program's log in `target/e2e-<test>.log`, and a picture beside it when it waited in vain.
//!
//! Nothing here waits for a time to pass; everything waits for a condition ([`until`]).
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "nothing but tests: they stop at what is wrong, and write traces beside the build"
)]

mod again;
mod display;
mod driver;
mod immutable;
mod library;
mod menu;
mod opening;
mod until;
mod window;

pub use again::{start_again, write_program};
pub use fantoccini::key::Key;
pub use immutable::Immutable;
pub use library::{LibraryOnDisk, Row};
pub use opening::open_sample;
pub use until::until;
pub use window::{Half, Window};
