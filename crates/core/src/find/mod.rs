//! Find, as far as it needs no library: what a question means, and the words that it is looked for in.
//!
//! The words are kept in memory, from one search to the next. A library holds no index of them: none can disagree with
//! the segments, slow a delete down, or keep what was purged.

mod index;
mod query;
mod words;

pub(crate) use self::index::Index;
pub(crate) use self::query::Query;
