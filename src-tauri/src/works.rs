//! The long work under way: the page hears how far each piece is, by a channel of its own, and may cancel it.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use segue_core::{Progress, Work};
use tauri::async_runtime::JoinHandle;
use tauri::ipc::Channel;
use tokio::sync::watch;

/// Work that takes less is not worth a word.
const QUICK: Duration = Duration::from_millis(400);
/// How often the page hears of work that takes longer: as often as numbers can be read.
const BETWEEN_WORDS: Duration = Duration::from_millis(100);

/// The pieces of work under way, each by the number of the channel by which the page hears of it.
#[derive(Debug, Default)]
pub(crate) struct Works {
    under_way: Mutex<HashMap<u32, Work>>,
}

impl Works {
    /// Begins a piece of work that the page watches.
    pub(crate) fn begin(&self, page: Channel<Progress>) -> UnderWay<'_> {
        let id = page.id();
        self.begin_as(id, move |progress| page.send(progress).is_ok())
    }

    /// `tell` answers whether anybody still listens.
    fn begin_as(&self, id: u32, tell: impl Fn(Progress) -> bool + Send + 'static) -> UnderWay<'_> {
        let (latest, told) = watch::channel(None);
        let work = Work::watched(move |progress| {
            latest.send_replace(Some(progress));
        });
        self.known().insert(id, work.clone());
        UnderWay {
            works: self,
            id,
            work,
            telling: tauri::async_runtime::spawn(tell_now_and_then(told, tell)),
        }
    }

    /// Cancels a piece of work, if that is still in time; one that is through needs no cancelling.
    pub(crate) fn cancel(&self, id: u32) {
        if let Some(work) = self.known().get(&id) {
            let in_time = work.cancel();
            tracing::info!(id, in_time, "work is to be cancelled");
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<u32, Work>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn tell_now_and_then(mut told: watch::Receiver<Option<Progress>>, tell: impl Fn(Progress) -> bool) {
    tokio::time::sleep(QUICK).await;
    loop {
        let progress = *told.borrow_and_update();
        if progress.is_some_and(|progress| !tell(progress)) || told.changed().await.is_err() {
            return;
        }
        tokio::time::sleep(BETWEEN_WORDS).await;
    }
}

/// A piece of work under way, until it is dropped.
pub(crate) struct UnderWay<'a> {
    works: &'a Works,
    id: u32,
    work: Work,
    telling: JoinHandle<()>,
}

impl Deref for UnderWay<'_> {
    type Target = Work;

    fn deref(&self) -> &Work {
        &self.work
    }
}

impl Drop for UnderWay<'_> {
    fn drop(&mut self) {
        self.telling.abort();
        self.works.known().remove(&self.id);
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use segue_core::ops::PurgeSegments;
    use segue_core::{ErrorCode, Library, Stage};
    use tokio::sync::mpsc;

    use super::*;

    /// Work, and what the page hears of it.
    fn begun(works: &Works) -> (UnderWay<'_>, mpsc::UnboundedReceiver<Progress>) {
        let (page, heard) = mpsc::unbounded_channel();
        (
            works.begin_as(7, move |progress| page.send(progress).is_ok()),
            heard,
        )
    }

    async fn library(folder: &Path) -> Library {
        Library::create(&folder.join("library")).await.unwrap()
    }

    #[tokio::test]
    async fn work_that_lasts_is_heard_of() {
        let (folder, works) = (tempfile::tempdir().unwrap(), Works::default());
        let library = library(folder.path()).await;
        let (work, mut heard) = begun(&works);
        library.watched(&work).check().await.unwrap();
        let progress = heard.recv().await.unwrap();
        assert_eq!(progress.stage, Stage::CheckingDatabase, "the last that it was at");
        assert!(progress.can_cancel);
    }

    #[tokio::test]
    async fn what_the_page_cancels_is_not_done() {
        let (folder, works) = (tempfile::tempdir().unwrap(), Works::default());
        let library = library(folder.path()).await;
        let (work, _heard) = begun(&works);
        works.cancel(7);
        let refused = library.watched(&work).check().await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Cancelled);
    }

    #[tokio::test]
    async fn other_work_is_not_cancelled_and_what_is_through_neither() {
        let works = Works::default();
        let (work, _heard) = begun(&works);
        works.cancel(8);
        assert!(!work.is_cancelled());
        let through = Work::clone(&work);
        drop(work);
        works.cancel(7);
        assert!(!through.is_cancelled());
    }

    #[tokio::test]
    async fn a_page_that_is_gone_stops_nothing() {
        let (folder, works) = (tempfile::tempdir().unwrap(), Works::default());
        let library = library(folder.path()).await;
        let (work, heard) = begun(&works);
        drop(heard);
        let ids = Vec::new();
        let refused = library
            .watched(&work)
            .run(PurgeSegments { ids })
            .await
            .unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Invalid);
    }
}
