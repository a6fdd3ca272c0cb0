//! The writer: the one connection that writes, and the record of the moves that followed its commits.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::{Connection, SqliteConnection};
use tracing::{Instrument, trace_span};

use super::is_disk_full;
use super::txn::{Committed, Txn, Written};
use crate::library::Inner;
use crate::media::settle::{self, Settled, SettledFile};
use crate::media::stage::StagedMedia;
use crate::media::store::Store;
use crate::model::{MediaId, SegmentId};
use crate::ops::Op;
use crate::storage::interrupt::Interrupt;
use crate::storage::op::Begun;
use crate::storage::{connect, media, op};
use crate::work::{Stage, Work};
use crate::{Error, Refusal, Result, Task};

/// The connection that writes, and the moves that are made but not recorded yet.
#[derive(Debug)]
pub(crate) struct Writer {
    /// `None` after a commit that failed on the disk, until the database is opened anew; and once closed.
    connected: Option<Connected>,
    /// Recorded a moment later, off the editor's path: until then their rows say unsettled, which is harmless.
    unrecorded: Vec<SettledFile>,
    /// Whether there may be writes at all.
    standing: Standing,
}

/// An open connection, with what need not be told to SQLite for each change.
#[derive(Debug)]
struct Connected {
    db: SqliteConnection,
    interrupt: Interrupt,
    /// A change has begun that was not taken back, nor has it come to its end, its files moved. It never will if that is
    /// found so: its verb panicked, or whoever waited for it went.
    is_amid_change: bool,
}

impl Connected {
    async fn on(mut db: SqliteConnection) -> Result<Self> {
        Ok(Self {
            interrupt: Interrupt::of(&mut db).await?,
            is_amid_change: false,
            db,
        })
    }

    async fn begin(&mut self, named: &[SegmentId]) -> Result<Begun> {
        self.is_amid_change = true;
        op::begin(&mut self.db, named).await
    }

    async fn roll_back(&mut self) -> Result<()> {
        op::rollback(&mut self.db).await?;
        self.is_amid_change = false;
        Ok(())
    }

    /// Does what a verb does, in a transaction that has begun. Once it is written down, it can't be cancelled any longer.
    /// A verb that is refused leaves nothing behind; after a failure of the database nobody goes on with the connection.
    async fn write<O: Op>(
        &mut self,
        begun: Begun,
        verb: O,
        staged: Vec<StagedMedia>,
        work: &Work,
    ) -> Result<(O::Value, Written)> {
        let written = self.try_write(begun, verb, staged, work).await;
        if written
            .as_ref()
            .is_err_and(|error| !matches!(error, Error::Database { .. }))
        {
            self.roll_back().await?;
        }
        written
    }

    async fn try_write<O: Op>(
        &mut self,
        begun: Begun,
        verb: O,
        staged: Vec<StagedMedia>,
        work: &Work,
    ) -> Result<(O::Value, Written)> {
        let during = self.interrupt.during(work);
        let mut txn = Txn::of(&mut self.db, begun, &verb, staged);
        let value = verb.apply(&mut txn).instrument(trace_span!("statements")).await?;
        let written = txn.finish().instrument(trace_span!("log")).await?;
        drop(during);
        if matches!(written, Written::Change(..)) {
            work.commit()?;
        }
        Ok((value, written))
    }
}

/// Whether a library takes changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It does.
    Writable,
    /// It was opened for looking only.
    ReadOnly,
    /// It was closed.
    Closed,
}

impl Standing {
    fn require_writable(self) -> Result<()> {
        match self {
            Self::Writable => Ok(()),
            Self::ReadOnly => Err(Error::invalid(Refusal::ReadOnly)),
            Self::Closed => Err(Error::invalid(Refusal::Closed)),
        }
    }
}

impl Writer {
    /// Writes by a connection to a library that is ready for it.
    pub(crate) async fn on(connection: SqliteConnection) -> Result<Self> {
        Ok(Self {
            connected: Some(Connected::on(connection).await?),
            unrecorded: Vec::new(),
            standing: Standing::Writable,
        })
    }

    /// Refuses all changes.
    pub(crate) fn read_only() -> Self {
        Self {
            connected: None,
            unrecorded: Vec::new(),
            standing: Standing::ReadOnly,
        }
    }

    /// Writes no more.
    pub(crate) async fn close(&mut self) -> Result<()> {
        self.standing = Standing::Closed;
        match self.connected.take() {
            Some(connected) => connected
                .db
                .close()
                .await
                .map_err(Error::database(Task::CloseLibrary)),
            None => Ok(()),
        }
    }

    /// Returns the connection, opened anew and recovered if the last commit failed on the disk, or nobody saw the end of
    /// the last change.
    pub(crate) async fn connection(&mut self, library: &Inner) -> Result<&mut SqliteConnection> {
        Ok(&mut self.connected(library).await?.db)
    }

    async fn connected(&mut self, library: &Inner) -> Result<&mut Connected> {
        self.standing.require_writable()?;
        self.give_up_change(library).await;
        if self.connected.is_none() {
            let mut connection = connect::writer(&library.database, false).await?;
            recover(&mut connection, &library.store).await?;
            connect::hold_pages(&mut connection).await?;
            self.connected = Some(Connected::on(connection).await?);
        }
        self.connected
            .as_mut()
            .ok_or_else(|| Error::invalid(Refusal::Closed))
    }

    /// Closes a connection that was left amid a change, which SQLite takes back unless its commit was under way. Recovery
    /// sees what became of it, and of its files.
    async fn give_up_change(&mut self, library: &Inner) {
        let Some(left) = self.connected.as_mut().filter(|left| left.is_amid_change) else {
            return;
        };
        // What SQLite is still at may be the commit: it comes to its end before anybody looks at what there is.
        if let Err(error) = left.db.ping().await {
            tracing::debug!(%error, "the connection of a change that was left is gone already");
        }
        tracing::warn!("a change was left half way; the database is opened anew");
        self.disconnect().await;
        self.unrecorded.clear();
        library.index.forget();
    }

    /// Returns the connection, unless there is none to go on with for now.
    fn at_hand(&mut self) -> Option<&mut SqliteConnection> {
        let connected = self.connected.as_mut()?;
        (!connected.is_amid_change).then_some(&mut connected.db)
    }

    /// Runs a verb in one transaction. The change that it made is under way until [`end`](Self::end).
    pub(super) async fn commit<O: Op>(
        &mut self,
        library: &Inner,
        verb: O,
        staged: Vec<StagedMedia>,
        work: &Work,
    ) -> Result<(O::Value, Committed)> {
        let done = self.try_commit(library, verb, staged, work).await;
        if done.is_err() && work.is_cancelled() {
            // Whatever it is in the middle of ends with it; there is nothing to wait for.
            drop(self.connected.take());
            return Err(Error::Cancelled);
        }
        if let Err(error) = &done {
            if matches!(error, Error::Database { .. }) {
                // It may be saved all the same, and nobody knows what it changed.
                library.index.forget();
            }
            self.distrust_after(error).await;
        }
        done
    }

    async fn try_commit<O: Op>(
        &mut self,
        library: &Inner,
        verb: O,
        staged: Vec<StagedMedia>,
        work: &Work,
    ) -> Result<(O::Value, Committed)> {
        let connected = self.connected(library).await?;
        let begun = work.unless_cancelled(connected.begin(verb.segments()));
        let begun = begun.instrument(trace_span!("begin")).await??;
        work.enter(Stage::Saving);
        let (value, written) = connected.write(begun, verb, staged, work).await?;
        let (committed, released, mut adopted) = match written {
            Written::Nothing(unchanged) => {
                connected.roll_back().await?;
                return Ok((value, unchanged));
            }
            Written::Change(committed, released, adopted) => (committed, released, adopted),
        };
        // From here on the rows may be on disk for all we know, so their files stay: at worst they are orphans, which
        // check reports.
        adopted.iter_mut().for_each(StagedMedia::keep);
        let saved = op::commit(&mut connected.db)
            .instrument(trace_span!("commit"))
            .await;
        self.forget_unrecorded(&released);
        // SQLite takes a commit back that finds no room.
        if saved.as_ref().is_err_and(is_disk_full) {
            adopted.into_iter().for_each(StagedMedia::give_back);
        }
        saved.map(|()| (value, committed))
    }

    /// Closes the connection after a failure of the database; it is opened anew before the next change. After a
    /// failed sync the kernel may call clean what never reached the disk, and a transaction that SQLite took back by
    /// itself, as it does when there is no room, sqlx holds for open and begins no other.
    async fn distrust_after(&mut self, error: &Error) {
        if !matches!(error, Error::Database { .. }) {
            return;
        }
        tracing::warn!(%error, "the database is opened anew before the next change");
        self.disconnect().await;
    }

    async fn disconnect(&mut self) {
        if let Some(connected) = self.connected.take()
            && let Err(error) = connected.db.close().await
        {
            tracing::debug!(%error, "the old connection did not close cleanly");
        }
    }

    // A later operation decides anew about a file: an older move of it must not be recorded as the last word.
    fn forget_unrecorded(&mut self, released: &HashSet<MediaId>) {
        self.unrecorded.retain(|file| !released.contains(&file.row.id));
    }

    /// Ends a change with the moves that it made, which are to be recorded. Returns whether one among all those went wrong.
    pub(super) fn end(&mut self, files: Vec<SettledFile>) -> bool {
        if let Some(connected) = &mut self.connected {
            connected.is_amid_change = false;
        }
        self.unrecorded.extend(files);
        self.unrecorded.iter().any(|file| file.settled != Settled::Moved)
    }

    /// Records the moves made since the last time. What cannot be recorded is found again when the library is opened.
    pub(crate) async fn record(&mut self, store: &Arc<Store>) {
        let files = std::mem::take(&mut self.unrecorded);
        let Some(db) = self.at_hand() else {
            return;
        };
        let recording = settle::record(db, store, &files).instrument(trace_span!("record"));
        if let Err(error) = recording.await {
            tracing::error!(%error, files = files.len(), "moved files are not recorded yet");
            self.distrust_after(&error).await;
        }
    }

    /// Moves what the WAL holds to the database, if there is enough of it. What can't be moved stays in the WAL, which
    /// is as good a place.
    pub(crate) async fn checkpoint(&mut self) {
        let Some(db) = self.at_hand() else {
            return;
        };
        if let Err(error) = connect::checkpoint(db).await {
            tracing::warn!(%error, "the WAL keeps what it has for now");
            self.distrust_after(&error).await;
        }
    }

    /// Tries again to move the files that wait.
    pub(crate) async fn retry_waiting(&mut self, library: &Inner) -> Result<()> {
        if self.standing != Standing::Writable {
            return Ok(());
        }
        let (store, connection) = (&library.store, self.connection(library).await?);
        let mut waiting = media::unsettled(&mut *connection).await?;
        waiting.retain(|row| row.problem.is_some());
        if waiting.is_empty() {
            return Ok(());
        }
        let files = settle::settle(store, waiting, &Work::unwatched()).await;
        settle::record(connection, store, &files).await
    }
}

/// Settles whatever a crash, a full disk or a busy file left unsettled. Repeatable.
pub(crate) async fn recover(connection: &mut SqliteConnection, store: &Arc<Store>) -> Result<()> {
    let rows = media::unsettled(&mut *connection).await?;
    if rows.is_empty() {
        return Ok(());
    }
    tracing::info!(files = rows.len(), "settling what was left over");
    let files = settle::settle(store, rows, &Work::unwatched()).await;
    settle::record(connection, store, &files).await
}
