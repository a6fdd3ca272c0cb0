//! A door on Linux and macOS: a socket in a folder of the person's own.

use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempPath;
use tokio::net::{UnixListener, UnixStream};

/// Both ends of a talk through the door.
pub(super) type Talk = UnixStream;

/// An open door. Its file goes with it.
pub(super) struct Door {
    listener: UnixListener,
    _file: TempPath,
}

/// Returns where the door with a name is.
pub(super) fn place(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.socket"))
}

impl Door {
    /// Opens a door that nobody else can rightly have open. A file that a crash left behind makes room.
    pub(super) fn open(place: &Path) -> io::Result<Self> {
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder)?;
        }
        if place.symlink_metadata().is_ok() {
            TempPath::try_from_path(place)?.close()?;
        }
        Ok(Self {
            listener: UnixListener::bind(place)?,
            _file: TempPath::try_from_path(place)?,
        })
    }

    /// Waits for somebody to knock.
    pub(super) async fn next(&mut self) -> io::Result<Talk> {
        Ok(self.listener.accept().await?.0)
    }
}

/// Knocks at a door.
pub(super) async fn knock(place: &Path) -> io::Result<Talk> {
    UnixStream::connect(place).await
}
