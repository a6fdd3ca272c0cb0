//! How a command fails: one line in the log, one typed error to the window.

use segue_core::{Error, WireError};

/// What a command answers.
pub(crate) type Answer<T> = Result<T, WireError>;

/// Returns what turns a failed command's error into the window's, telling the log on the way.
pub(crate) fn refused(command: &'static str) -> impl FnOnce(Error) -> WireError {
    move |error| {
        let wire = error.to_wire();
        tracing::warn!(command, code = ?wire.code, path = wire.path.as_deref(), "{}", wire.message);
        wire
    }
}
