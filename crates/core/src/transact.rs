//! The one write path: begin, the verb's body, the op log, commit, settle, outcome.
//!
//! Nothing on disk moves before the commit, and whatever a verb changes is in the op log of the same commit, as
//! it was and as it is: an operation whose undo record cannot be written does not happen. Each stage is a span, so that
//! the bench can say where the time goes.

mod named;
mod replay;
mod txn;
mod writer;

use std::sync::Arc;

use tracing::{Instrument, trace_span};

pub(crate) use named::require_all_of_one_project;
pub(crate) use replay::Side;
pub(crate) use txn::Txn;
pub(crate) use writer::{Writer, recover};

use crate::library::Inner;
use crate::media::settle;
use crate::media::stage::{StagedMedia, stage_all};
use crate::media::store::Store;
use crate::model::Outcome;
use crate::ops::Op;
use crate::work::{Stage, Work};
use crate::{Error, Result};

/// Runs a verb to its end: all of it or nothing. Cancelled before its commit, it has done nothing; after it, files
/// still go where they belong, and that is told.
pub(crate) async fn transact<O: Op>(library: &Inner, verb: O, work: &Work) -> Result<Outcome<O::Value>> {
    let staged = stage(&library.store, &verb, work).await?;
    work.enter(Stage::Waiting);
    let mut writer = work
        .unless_cancelled(library.writer.lock())
        .instrument(trace_span!("queue"))
        .await?;
    let (done, committed) = match writer.commit(library, verb.clone(), staged, work).await {
        Err(error) if O::FREES_SPACE && is_disk_full(&error) && library.store.free_ballast() => {
            tracing::warn!("the disk is full: the ballast makes room for the delete");
            writer.commit(library, verb, Vec::new(), work).await?
        }
        done => done?,
    };
    library.index.follow(&committed.change);
    library.renditions.let_go(&committed.unsettled);
    let files = settle::settle(&library.store, committed.unsettled, work)
        .instrument(trace_span!("moves"))
        .await;
    let outcome = Outcome {
        value: done,
        change: committed.change,
        files: settle::report(&files, &committed.kept),
        revision: committed.op.0,
    };
    if writer.end(files) {
        // What went wrong is shown at once, so it has to be known at once.
        writer.record(&library.store).await;
    } else {
        library.record_soon.notify_one();
    }
    Ok(outcome)
}

fn is_disk_full(error: &Error) -> bool {
    error.code() == crate::ErrorCode::DiskFull
}

async fn stage<O: Op>(store: &Arc<Store>, verb: &O, work: &Work) -> Result<Vec<StagedMedia>> {
    let sources = verb.media();
    if sources.is_empty() {
        return Ok(Vec::new());
    }
    let (store, work) = (Arc::clone(store), work.clone());
    tokio::task::spawn_blocking(move || stage_all(&store, &sources, &work))
        .await
        .unwrap_or_else(|error| Err(Error::stopped(error)))
}
