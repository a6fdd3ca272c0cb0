//! The pieces of work that are measured, each beside its floor.

mod bulk;
pub(crate) mod delete;
mod find;
mod floor;
mod growth;
mod import;
mod open;
pub(crate) mod reorder;
mod script;
mod undo;

use std::fmt;
use std::path::Path;

use anyhow::Context as _;
use clap::ValueEnum;

use crate::table::Findings;
use crate::window::Programs;
use crate::{breakdown, memory, peers, window};

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effort {
    /// What three minutes allow: the core alone, unless something else is asked for.
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

/// What a measurement has to work with.
#[derive(Debug)]
pub(crate) struct Means<'a> {
    pub(crate) effort: Effort,
    /// A folder on the disk that is measured.
    pub(crate) scratch: &'a Path,
    /// None without a window.
    pub(crate) programs: Option<&'a Programs>,
    /// Where peers are installed; none where there are to be none.
    pub(crate) peers: Option<&'a Path>,
    /// The file that growth is drawn in; none where it is not to be drawn.
    pub(crate) plot: Option<&'a Path>,
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
    /// The real window: key presses, frames, start, memory
    Window,
    /// Other programs at the same work
    Peers,
}

const NO_WINDOW: &str = "there is no window to look at: start the bench by `cargo xtask bench`";

impl Work {
    /// Measures it.
    pub(crate) async fn measure(self, means: &Means<'_>) -> anyhow::Result<Findings> {
        let Means { effort, scratch, .. } = *means;
        match self {
            Self::Delete => delete::measure(effort, scratch).await,
            Self::Bulk => bulk::measure(effort, scratch).await,
            Self::Open => open::measure(effort, scratch).await,
            Self::Reorder => reorder::measure(effort, scratch).await,
            Self::Import => import::measure(effort, scratch).await,
            Self::Script => script::measure(effort, scratch).await,
            Self::Memory => memory::measure(scratch).await,
            Self::Growth => growth::measure(effort, scratch, means.plot).await,
            Self::Breakdown => breakdown::measure(effort, scratch).await,
            Self::Window => window::measure(effort, means.programs.context(NO_WINDOW)?).await,
            Self::Peers => peers::measure(means).await,
        }
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.to_possible_value();
        f.write_str(named.as_ref().map_or("", |value| value.get_name()))
    }
}

/// Returns the work that is asked for, or all that there is time for.
pub(crate) fn wanted(only: Option<Work>, effort: Effort) -> Vec<Work> {
    let is_quick = |work: &Work| !matches!(work, Work::Window | Work::Peers);
    let all = Work::value_variants().iter().copied();
    match only {
        Some(work) => vec![work],
        None if effort == Effort::Quick => all.filter(is_quick).collect(),
        None => all.collect(),
    }
}
