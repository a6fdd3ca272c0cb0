//! Media files: what may come in, where they lie, and how the disk is made to agree with the database.

mod beside;
pub(crate) mod disk;
pub(crate) mod path;
pub(crate) mod probe;
pub(crate) mod rendition;
pub(crate) mod settle;
pub(crate) mod stage;
pub(crate) mod store;
pub(crate) mod thumbnail;
pub(crate) mod waveform;

use std::borrow::Cow;
use std::path::PathBuf;

pub use beside::FileBeside;
pub(crate) use beside::FolderOf;
pub use waveform::Waveform;

/// A file to copy into the library. The original is never touched.
#[derive(Debug, Clone)]
pub enum MediaSource {
    /// A file somewhere on this machine.
    File(PathBuf),
    /// A file that a story file names, in the same folder.
    Beside(FileBeside),
    /// A file held in memory, such as one that ships with the program.
    Bytes {
        /// The name to show for it.
        name: String,
        /// Its content.
        bytes: Cow<'static, [u8]>,
    },
    /// A file in the media or trash folder that no row knows, as check names it: not copied but given a row.
    Orphan(String),
}

/// A media file opened for reading.
#[derive(Debug)]
pub struct OpenMedia {
    /// The file, opened beneath the library's folder.
    pub file: std::fs::File,
    /// Its size now, in bytes.
    pub bytes: u64,
    /// Its media type, from its content when it was copied in.
    pub mime: &'static str,
}
