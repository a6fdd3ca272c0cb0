//! A door on Windows: a named pipe, which by default only its maker, administrators and the system can write to.
//!
//! Not run here: no Windows machine at hand.

use std::io;
use std::path::{Path, PathBuf};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::windows::named_pipe::{ClientOptions, NamedPipeServer, ServerOptions};

/// Both ends of a talk through the door.
pub(super) trait Ends: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Ends for T {}
pub(super) type Talk = Box<dyn Ends>;

/// An open door. A pipe goes with the last that holds it.
pub(super) struct Door {
    place: PathBuf,
    waiting: NamedPipeServer,
}

/// Returns where the door with a name is. Pipes lie in no folder.
pub(super) fn place(_folder: &Path, name: &str) -> PathBuf {
    PathBuf::from(format!(r"\\.\pipe\org.segue.editor-{name}"))
}

impl Door {
    /// Opens a door, unless another program has one by that name.
    pub(super) fn open(place: &Path) -> io::Result<Self> {
        let waiting = ServerOptions::new()
            .first_pipe_instance(true)
            .reject_remote_clients(true)
            .create(place)?;
        Ok(Self {
            place: place.to_owned(),
            waiting,
        })
    }

    /// Waits for somebody to knock.
    pub(super) async fn next(&mut self) -> io::Result<Talk> {
        self.waiting.connect().await?;
        // The next one before this one is talked to, or whoever knocks meanwhile finds no door.
        let next = ServerOptions::new()
            .reject_remote_clients(true)
            .create(&self.place)?;
        Ok(Box::new(std::mem::replace(&mut self.waiting, next)))
    }
}

/// Knocks at a door.
#[expect(
    clippy::unused_async,
    reason = "on other systems there is something to wait for"
)]
pub(super) async fn knock(place: &Path) -> io::Result<Talk> {
    Ok(Box::new(ClientOptions::new().open(place)?))
}
