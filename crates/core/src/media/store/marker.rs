//! The file by which people open a library: it stands for the folder that it lies in.

use std::io::{self, Write};

use cap_std::fs::OpenOptions;

use super::Store;

const NAME: &str = "library.segue";
/// For people who look inside. File managers know the file by its ending, or by how this begins
/// (`packaging/linux/org.segue.editor.mime.xml`); nothing is ever read from it.
const WORDS: &str = "Segue library. Open this file with Segue to open the folder that it lies in.\n";

impl Store {
    /// Puts the file in place unless something has its name. A library without one is as good.
    pub(crate) fn lay_marker(&self) {
        // Made anew: what else is there by that name is not ours to write to.
        let made = self
            .root
            .open_with(NAME, OpenOptions::new().write(true).create_new(true));
        match made.and_then(|mut marker| marker.write_all(WORDS.as_bytes())) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => tracing::debug!(%error, "no {NAME} to open the library by"),
        }
    }
}
