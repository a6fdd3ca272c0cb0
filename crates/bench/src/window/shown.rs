//! A program's window that is up and usable.

use std::path::Path;
use std::time::{Duration, SystemTime};

use segue_e2e::{LibraryOnDisk, Window};

use super::time_of;

/// A window whose first page has been painted.
pub(crate) struct Shown {
    pub(crate) window: Window,
    /// How long that took, from the start of the program on.
    pub(crate) after: Duration,
}

/// Answers when the page was usable, in milliseconds since 1970.
const USABLE: &str = "
    const [answer] = arguments
    const look = () => {
        const [mark] = performance.getEntriesByName('segue:usable')
        if (mark) answer(performance.timeOrigin + mark.startTime)
        else setTimeout(look, 20)
    }
    look()";

impl Shown {
    /// Starts a program on a library and waits for its page.
    pub(crate) async fn start(program: &Path, library: &LibraryOnDisk) -> Self {
        let (window, begun) = Window::open_program(program, library).await;
        let usable: f64 = window.ask_later(USABLE, Vec::new()).await;
        let begun = begun.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self {
            window,
            after: time_of(usable).saturating_sub(begun),
        }
    }

    /// Starts Segue, and has its page note how long things take.
    pub(crate) async fn measured(program: &Path, library: &LibraryOnDisk) -> Self {
        let shown = Self::start(program, library).await;
        let () = shown
            .window
            .ask("document.documentElement.dataset.measure = ''", Vec::new())
            .await;
        shown
    }
}
