//! Find: which segments of a project say certain words, or are in a certain state.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Library;
use crate::Result;
use crate::find::Query;
use crate::model::{ProjectId, SegmentId};
use crate::storage::{find, op, project};

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Found {
    /// The segments that the question is true of, by sequence index.
    pub ids: Vec<SegmentId>,
    /// The words that were looked for, without case, accents and punctuation: each has a space before it, and what has to end
    /// with a whole word one behind it.
    pub words: Vec<String>,
    /// Parts of the question that mean nothing, as they were written. They were left out.
    pub not_understood: Vec<String>,
    /// The id of the last operation that the answer knows of.
    #[ts(type = "number")]
    pub revision: i64,
}

impl Library {
    /// Returns the segments of a project that a question is true of. Nothing asked finds nothing.
    ///
    /// A question is words, all of them to be there, in narration or prompt: `hare` finds every word that begins so,
    /// `"the hare"` exactly these in a row; case and accents do not count. Beside them may stand `has:` with `image`,
    /// `audio`, `text` or `prompt`; `missing:image` and `missing:audio` (the file is not on disk); `locked:`, `stale:`
    /// and `gap:` (next to one), each with `yes`, `no` or nothing; `longer:5s` and `shorter:2.5s`, which are true of
    /// segments with audio alone. A `-` before any of these turns it round. Every change whose outcome was given before
    /// is seen.
    ///
    /// # Errors
    /// `NotFound` for an unknown project; `Io` where the database can't be read.
    pub async fn find(&self, id: ProjectId, question: &str) -> Result<Found> {
        let query = Query::parse(question);
        let search = if query.has_words() {
            Some(self.inner.index.begin(id).await)
        } else {
            None
        };
        let mut db = self.snapshot().await?;
        project::get(&mut *db, id).await?;
        let revision = op::last(&mut *db).await?.0;
        let mut ids = match query.filter() {
            Some(filter) if !query.asks_nothing() => find::matching(&mut *db, id, &filter).await?,
            _ => Vec::new(),
        };
        let words = query.wanted_words();
        if let Some(search) = search {
            ids = search.those_that_say(&mut db, ids, query.terms).await?;
        }
        Ok(Found {
            ids,
            words,
            not_understood: query.not_understood,
            revision,
        })
    }
}
