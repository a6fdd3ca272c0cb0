//! The words of one project's segments, kept from one search to the next.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use memchr::memmem::Finder;
use sqlx::SqliteConnection;
use tokio::sync::MutexGuard;

use super::query::Term;
use super::words;
use crate::model::{Change, ProjectId, SegmentId};
use crate::storage::find;
use crate::{Error, Result};

/// A segment's words by its id.
type Words = HashMap<SegmentId, Box<str>>;

/// The words of the project that was searched last, and what has changed since.
#[derive(Debug, Default)]
pub(crate) struct Index {
    kept: tokio::sync::Mutex<Option<Words>>,
    /// Held for a moment only: the write path waits for it. Nothing where no words are worth following.
    behind: Mutex<Option<Behind>>,
}

/// What the kept words don't know yet.
#[derive(Debug)]
struct Behind {
    project: ProjectId,
    changed: HashSet<SegmentId>,
}

/// The index while one search has it. Given up half way, it is read anew the next time.
#[derive(Debug)]
pub(crate) struct Search<'i> {
    kept: MutexGuard<'i, Option<Words>>,
    project: ProjectId,
    words: Option<Words>,
    changed: Vec<SegmentId>,
}

impl Index {
    /// Notes what a commit changed. To be called before its outcome is given.
    pub(crate) fn follow(&self, change: &Change) {
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        if change.projects_changed || change.reread {
            // It may be about segments that it does not name.
            *behind = None;
        }
        if let Some(behind) = behind.as_mut()
            && Some(behind.project) == change.project_id
        {
            let upserted = change.upserted.iter().map(|segment| segment.id);
            behind
                .changed
                .extend(change.removed.iter().copied().chain(upserted));
        }
    }

    /// Trusts nothing that was read before.
    pub(crate) fn forget(&self) {
        *self.behind.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Begins a search. To be called before the snapshot is taken that it reads from: a change that comes between the
    /// two is read at once, and again by the next search.
    pub(crate) async fn begin(&self, project: ProjectId) -> Search<'_> {
        let mut kept = self.kept.lock().await;
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        let known = behind.replace(Behind {
            project,
            changed: HashSet::new(),
        });
        let (words, changed) = match known.filter(|known| known.project == project) {
            Some(known) => (kept.take(), known.changed.into_iter().collect()),
            None => (None, Vec::new()),
        };
        drop(behind);
        kept.take();
        Search {
            kept,
            project,
            words,
            changed,
        }
    }
}

impl Search<'_> {
    /// Returns those of some segments, in their order, of which all terms are true.
    pub(crate) async fn those_that_say(
        mut self,
        db: &mut SqliteConnection,
        ids: Vec<SegmentId>,
        terms: Vec<Term>,
    ) -> Result<Vec<SegmentId>> {
        let words = self.up_to_date(db).await?;
        let looked_through = tokio::task::spawn_blocking(move || {
            let found = matching(&words, ids, &terms);
            (words, found)
        });
        let (words, found) = looked_through.await.map_err(Error::stopped)?;
        *self.kept = Some(words);
        Ok(found)
    }

    async fn up_to_date(&mut self, db: &mut SqliteConnection) -> Result<Words> {
        let Some(mut words) = self.words.take() else {
            let mut words = Words::new();
            find::texts(db, self.project, |id, text, image_prompt| {
                words.insert(id, words::of_segment(text, image_prompt));
            })
            .await?;
            return Ok(words);
        };
        if !self.changed.is_empty() {
            for id in &self.changed {
                words.remove(id);
            }
            find::texts_of(db, self.project, &self.changed, |id, text, image_prompt| {
                words.insert(id, words::of_segment(text, image_prompt));
            })
            .await?;
        }
        Ok(words)
    }
}

fn matching(words: &Words, mut ids: Vec<SegmentId>, terms: &[Term]) -> Vec<SegmentId> {
    let finders: Vec<(Finder<'_>, bool)> = terms
        .iter()
        .map(|term| (Finder::new(&term.words), !term.is_excluded))
        .collect();
    ids.retain(|id| {
        let says = words.get(id).map_or("", |words| words).as_bytes();
        finders
            .iter()
            .all(|(finder, wanted)| finder.find(says).is_some() == *wanted)
    });
    ids
}
