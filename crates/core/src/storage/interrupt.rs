//! Statements that end when the work that they are for is cancelled.

use std::sync::{Arc, Mutex, PoisonError};

use sqlx::SqliteConnection;

use crate::work::Work;
use crate::{Error, Result, Task};

/// How many instructions SQLite runs before it asks whether to go on: about a millisecond's worth.
const STRIDE: i32 = 20_000;

/// What interrupts a connection's statements: the work that they are for at the time, if it is cancelled. Such a
/// connection is not to be used again: SQLite takes back by itself what it was in the middle of.
///
/// SQLite is told once for all, and not for each work, since either is a turn to its thread.
#[derive(Debug)]
pub(crate) struct Interrupt(Arc<Mutex<Option<Work>>>);

impl Interrupt {
    /// Makes a connection's statements ask from now on.
    pub(crate) async fn of(connection: &mut SqliteConnection) -> Result<Self> {
        let work = Arc::new(Mutex::new(None::<Work>));
        let asked = Arc::clone(&work);
        connection
            .lock_handle()
            .await
            .map_err(Error::database(Task::ReadLibrary))?
            .set_progress_handler(STRIDE, move || {
                let work = asked.lock().unwrap_or_else(PoisonError::into_inner);
                !work.as_ref().is_some_and(Work::is_cancelled)
            });
        Ok(Self(work))
    }

    /// Has the statements be for some work, until what this returns is dropped.
    pub(crate) fn during(&self, work: &Work) -> While<'_> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(work.clone());
        While(self)
    }
}

/// While it lives, a connection's statements are for some work.
#[derive(Debug)]
#[must_use]
pub(crate) struct While<'a>(&'a Interrupt);

impl Drop for While<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
