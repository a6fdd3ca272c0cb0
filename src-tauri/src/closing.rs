//! Closing the window: the page saves the last words typed before it goes. A page that does not answer can't hold the
//! window open.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{Emitter, Manager, WebviewWindow, WindowEvent};
use tokio::sync::Notify;

/// The event that asks the page to save.
const EVENT: &str = "closing";
/// Far longer than a save takes, and not so long that a dead page seems to hang.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the window is about to close, and the page's word that all is saved.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    begun: AtomicBool,
    saved: Notify,
}

impl Closing {
    /// Notes that the page has nothing left to save.
    pub(crate) fn saved(&self) {
        self.saved.notify_one();
    }
}

/// Makes the window wait for the page, once, when it is to be closed.
pub(crate) fn wait_for_page(window: &WebviewWindow) {
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            if !closing.state::<Closing>().begun.swap(true, Ordering::SeqCst) {
                tauri::async_runtime::spawn(close_once_saved(closing.clone()));
            }
        }
    });
}

/// Closes the window as its own button would when the person's session ends or somebody ends the program by a signal.
#[cfg(target_os = "linux")]
pub(crate) fn close_on_signals(window: &WebviewWindow) {
    use gtk::glib::{ControlFlow, unix_signal_add_local};

    /// Hang-up, interrupt, terminate: <https://man7.org/linux/man-pages/man7/signal.7.html>.
    const ENDING: [i32; 3] = [1, 2, 15];

    for signal in ENDING {
        let window = window.clone();
        unix_signal_add_local(signal, move || {
            tracing::info!(signal, "asked to end");
            if let Err(error) = window.close() {
                tracing::error!(%error, "the window does not close");
            }
            ControlFlow::Continue
        });
    }
}

async fn close_once_saved(window: WebviewWindow) {
    let asked = window.emit(EVENT, ());
    let saved = async { window.state::<Closing>().saved.notified().await };
    if asked.is_err() || tokio::time::timeout(PATIENCE, saved).await.is_err() {
        tracing::warn!("the window closes without the page's word that all is saved");
    }
    if let Err(error) = window.destroy() {
        tracing::error!(%error, "the window does not close");
    }
}
