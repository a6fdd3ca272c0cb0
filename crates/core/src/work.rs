//! Work that may take long: it tells how far it is, and can be cancelled until it has changed something for good.

use std::fmt;
use std::future::Future;
use std::io::{self, Read};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use ts_rs::TS;

use crate::{Error, Result};

/// What a piece of work is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stage {
    /// It waits for other work, or for another program that has the database.
    Waiting,
    /// Files are copied into the library and looked at. Counts files.
    CopyingFiles,
    /// Rows are written. No counts.
    Saving,
    /// Files go where they belong, between media folder and trash. Counts files.
    MovingFiles,
    /// Files are unlinked for ever. Counts files.
    ErasingFiles,
    /// Rows are compared with the names in the folders. Counts files.
    ComparingFiles,
    /// SQLite looks for damage. No counts.
    CheckingDatabase,
    /// Found files are looked at. Counts files.
    LookingAtFiles,
    /// Segments are written to another folder with their files. Counts segments.
    SavingSegments,
    /// A copy of the database is made ready. No counts.
    RestoringDatabase,
}

/// How far a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Progress {
    /// What it is at.
    pub stage: Stage,
    /// How many are done, of what the stage counts.
    #[ts(type = "number")]
    pub done: i64,
    /// How many there are; 0 where the stage has no counts.
    #[ts(type = "number")]
    pub total: i64,
    /// Whether cancelling would still leave everything as it was.
    pub can_cancel: bool,
}

/// A piece of work under way, shared by whoever does it, whoever watches it and whoever may cancel it.
///
/// Until it has changed something for good it can be cancelled, and then it has changed nothing; from that moment on it
/// goes to its end. Which of the two came first is decided in one place, so nobody is told the wrong one.
#[derive(Clone)]
pub struct Work(Arc<Inner>);

struct Inner {
    standing: watch::Sender<Standing>,
    told: Option<Box<dyn Fn(Progress) + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing is changed yet.
    Open,
    Cancelled,
    /// Something is changed for good, or about to be.
    Committed,
}

impl Work {
    /// Work that nobody watches.
    #[must_use]
    pub fn unwatched() -> Self {
        Self::of(None)
    }

    /// Work that tells how far it is, at every step: often, from any thread, and `told` has to return at once.
    #[must_use]
    pub fn watched(told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self::of(Some(Box::new(told)))
    }

    fn of(told: Option<Box<dyn Fn(Progress) + Send + Sync>>) -> Self {
        Self(Arc::new(Inner {
            standing: watch::Sender::new(Standing::Open),
            told,
        }))
    }

    /// Cancels it. Returns whether that was in time: else it goes to its end.
    pub fn cancel(&self) -> bool {
        self.0.standing.send_if_modified(|standing| {
            let in_time = *standing == Standing::Open;
            if in_time {
                *standing = Standing::Cancelled;
            }
            in_time
        });
        self.is_cancelled()
    }

    /// Returns whether it was cancelled in time.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        *self.0.standing.borrow() == Standing::Cancelled
    }

    /// Goes on only if it was not cancelled.
    pub(crate) fn require_wanted(&self) -> Result<()> {
        if self.is_cancelled() {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    /// Goes on to change something for good, only if it was not cancelled: from here on it can't be.
    pub(crate) fn commit(&self) -> Result<()> {
        self.0.standing.send_if_modified(|standing| {
            let changes = *standing == Standing::Open;
            if changes {
                *standing = Standing::Committed;
            }
            changes
        });
        self.require_wanted()
    }

    /// Waits for something, unless it is cancelled meanwhile: then what it waited for is dropped.
    pub(crate) async fn unless_cancelled<T>(&self, waiting: impl Future<Output = T>) -> Result<T> {
        tokio::select! {
            biased;
            () = self.cancelled() => Err(Error::Cancelled),
            done = waiting => Ok(done),
        }
    }

    async fn cancelled(&self) {
        let mut standing = self.0.standing.subscribe();
        // The sender lives as long as this does: there is no other end to it.
        let _ = standing
            .wait_for(|standing| *standing == Standing::Cancelled)
            .await;
    }

    /// Tells that it is at a stage that has no counts.
    pub(crate) fn enter(&self, stage: Stage) {
        self.tell(stage, 0, 0);
    }

    /// Tells that so many of so many are done.
    pub(crate) fn tell(&self, stage: Stage, done: usize, total: usize) {
        if let Some(told) = &self.0.told {
            // Read before it is told: whoever hears of it may cancel at once.
            let can_cancel = *self.0.standing.borrow() == Standing::Open;
            told(Progress {
                stage,
                done: done as i64,
                total: total as i64,
                can_cancel,
            });
        }
    }

    /// Wraps a reader so that it fails once the work is cancelled.
    pub(crate) fn reading<R: Read>(&self, reader: R) -> Interruptible<'_, R> {
        Interruptible { work: self, reader }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Work").field(&*self.0.standing.borrow()).finish()
    }
}

/// A reader that fails once its work is cancelled.
pub(crate) struct Interruptible<'a, R> {
    work: &'a Work,
    reader: R,
}

impl<R: Read> Read for Interruptible<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.work.is_cancelled() {
            // Not `Interrupted`, after which `io::copy` tries again.
            return Err(io::Error::other(Error::Cancelled));
        }
        self.reader.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn what_is_cancelled_commits_nothing() {
        let work = Work::unwatched();
        assert!(work.cancel());
        assert!(matches!(work.commit(), Err(Error::Cancelled)));
        assert!(work.cancel(), "cancelling again is as good");
    }

    #[test]
    fn what_has_committed_is_not_cancelled() {
        let work = Work::unwatched();
        work.commit().unwrap();
        assert!(!work.cancel());
        assert!(
            work.commit().is_ok() && work.require_wanted().is_ok(),
            "it goes to its end"
        );
    }

    #[test]
    fn of_a_cancel_and_a_commit_at_once_one_holds() {
        for _ in 0..200 {
            let work = Work::unwatched();
            let (cancelled, committed) = std::thread::scope(|threads| {
                let cancelling = threads.spawn(|| work.cancel());
                (work.commit().is_ok(), cancelling.join().unwrap())
            });
            assert_ne!(cancelled, committed);
        }
    }

    #[tokio::test]
    async fn a_cancel_ends_waiting() {
        let work = Work::unwatched();
        let waiting = work.unless_cancelled(std::future::pending::<()>());
        let (waited, _) = tokio::join!(waiting, async { work.cancel() });
        assert!(matches!(waited, Err(Error::Cancelled)));
    }

    #[test]
    fn a_cancel_ends_reading() {
        let work = Work::unwatched();
        let mut reader = work.reading(io::repeat(7));
        assert!(matches!(reader.read(&mut [0; 4]), Ok(4)));
        work.cancel();
        assert!(
            io::copy(&mut reader, &mut io::sink()).is_err(),
            "or this would never end"
        );
    }

    #[test]
    fn it_tells_whether_it_can_still_be_cancelled() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let work = Work::watched({
            let heard = Arc::clone(&heard);
            move |progress| heard.lock().unwrap().push((progress.done, progress.can_cancel))
        });
        work.tell(Stage::CopyingFiles, 1, 2);
        work.commit().unwrap();
        work.tell(Stage::MovingFiles, 2, 2);
        assert_eq!(*heard.lock().unwrap(), [(1, true), (2, false)]);
    }
}
