//! What a library does by itself while it is open: it records moves a moment after they were made, and tries again
//! to move the files that wait.

use std::sync::Weak;
use std::time::Duration;

use super::Inner;

/// How long after a move it is recorded: long enough to take a burst of deletes in one go, off the editor's path.
const LAG: Duration = Duration::from_millis(150);
/// How often waiting files are tried again.
const RETRY_EVERY: Duration = Duration::from_secs(30);

/// Runs until the library is gone.
pub(super) async fn record_and_retry(library: Weak<Inner>) {
    while let Some(library) = library.upgrade() {
        let woken = tokio::time::timeout(RETRY_EVERY, library.record_soon.notified())
            .await
            .is_ok();
        if woken {
            tokio::time::sleep(LAG).await;
        }
        let mut writer = library.writer.lock().await;
        writer.record(&library.store).await;
        if !woken && let Err(error) = writer.retry_waiting(&library.store).await {
            tracing::warn!(%error, "waiting files are tried again later");
        }
    }
}
