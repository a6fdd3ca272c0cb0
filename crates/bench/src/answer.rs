//! From a call of the core to its answer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use segue_core::Library;
use segue_core::ops::Op;

/// Runs a verb as the shell's commands do: from a task, not from the thread that waits for all tasks. Returns how long it
/// took until the answer.
///
/// # Errors
/// What the core says.
pub(crate) async fn time<O: Op>(library: &Arc<Library>, verb: O) -> anyhow::Result<Duration> {
    let library = Arc::clone(library);
    let timed = tokio::spawn(async move {
        let begun = Instant::now();
        library.run(verb).await?;
        anyhow::Ok(begun.elapsed())
    });
    timed.await?
}
