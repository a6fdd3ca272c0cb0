//! What a library does by itself while it is open: it records moves a moment after they were made, moves what the WAL
//! holds to the database, tries again to move the files that wait, and lets go of what its trash need not keep any longer.

use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::Instant;

use super::{Inner, retention};
use crate::work::Work;

/// How long after a move it is recorded: long enough to take a burst of deletes in one go, off the editor's path.
const LAG: Duration = Duration::from_millis(150);
/// How often waiting files are tried again.
const RETRY_EVERY: Duration = Duration::from_secs(30);
/// How often the trash is looked through; the first time is at open.
const LET_GO_EVERY: Duration = Duration::from_secs(60 * 60);

/// Runs until the library is gone.
pub(super) async fn record_and_retry(library: Weak<Inner>) {
    let mut looked_through = Instant::now();
    while let Some(library) = library.upgrade() {
        let woken = tokio::time::timeout(RETRY_EVERY, library.record_soon.notified())
            .await
            .is_ok();
        if woken {
            tokio::time::sleep(LAG).await;
        }
        let mut writer = library.writer.lock().await;
        writer.record(&library.store).await;
        writer.checkpoint().await;
        if !woken && let Err(error) = writer.retry_waiting(&library).await {
            tracing::warn!(%error, "waiting files are tried again later");
        }
        drop(writer);
        if looked_through.elapsed() > LET_GO_EVERY {
            looked_through = Instant::now();
            let_go(&library).await;
        }
    }
}

/// Purges what the library's rule lets go. Failing to is no reason to stop anything: it is tried again.
pub(super) async fn let_go(library: &Arc<Inner>) {
    if let Err(error) = retention::apply(library, &Work::unwatched()).await {
        tracing::warn!(%error, "the trash keeps what it need not for now");
    }
}
