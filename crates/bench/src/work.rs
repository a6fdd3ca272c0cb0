//! The pieces of work that are measured, each beside its floor.

mod bulk;
mod delete;
mod floor;
mod growth;
mod import;
mod open;
mod reorder;
mod script;

use std::fmt;
use std::path::Path;

use clap::ValueEnum;

use crate::table::Findings;
use crate::{breakdown, memory};

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// What three minutes allow.
    Quick,
    /// Rounds enough for a quiet median.
    Full,
    /// And stories of a million segments.
    Long,
}

impl Effort {
    /// Returns the number of rounds: `full` of them, or `quick`.
    pub(crate) fn rounds(self, quick: usize, full: usize) -> usize {
        if self == Self::Quick { quick } else { full }
    }
}

/// A piece of work, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Work {
    /// Delete one segment with its image and take
    Delete,
    /// Delete 10,000 segments with 20,000 files in one step, and take that back
    Bulk,
    /// Open a story of 100,000 segments
    Open,
    /// Give 100,000 segments another order
    Reorder,
    /// Bring a story of 500 segments with 1,000 files in
    Import,
    /// Bring a script of 31,000 lines in
    Script,
    /// The room that 100,000 segments take
    Memory,
    /// The same work on ever longer stories
    Growth,
    /// Where the time of deletes goes, and what the system is asked for
    Breakdown,
}

impl Work {
    /// Measures it.
    pub(crate) async fn measure(self, effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
        match self {
            Self::Delete => delete::measure(effort, scratch).await,
            Self::Bulk => bulk::measure(effort, scratch).await,
            Self::Open => open::measure(effort, scratch).await,
            Self::Reorder => reorder::measure(effort, scratch).await,
            Self::Import => import::measure(effort, scratch).await,
            Self::Script => script::measure(effort, scratch).await,
            Self::Memory => memory::measure(scratch).await,
            Self::Growth => growth::measure(effort, scratch).await,
            Self::Breakdown => breakdown::measure(effort, scratch).await,
        }
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.to_possible_value();
        f.write_str(named.as_ref().map_or("", |value| value.get_name()))
    }
}

/// Returns the work that is asked for, or all.
pub(crate) fn wanted(only: Option<Work>) -> Vec<Work> {
    only.map_or_else(|| Work::value_variants().to_vec(), |work| vec![work])
}
