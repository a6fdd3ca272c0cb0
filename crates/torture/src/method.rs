//! The ways to harm a library at work.

use std::path::Path;

use clap::ValueEnum;

use crate::table::{Figures, Set};
use crate::{controls, cuts, disk_full, errors, fuzz, hostile, kill, simulate, two_processes};

/// One way, as the command line names it. In this order they are tried: first whether a loss would be found at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// Do it wrong on purpose: losses have to be found
    Controls,
    /// Kill it before any call that may change the library, and its recovery too
    Kill,
    /// Let a simulated disk forget what was not synced
    Model,
    /// Let any such call fail
    Errors,
    /// Cut the power of a real disk
    Cut,
    /// Let its disk run full
    Full,
    /// Let two work on it
    Two,
    /// Spoil the library before it is opened
    Hostile,
    /// Spoil all that it reads, at random
    Fuzz,
}

impl Method {
    /// Tries it, and returns what it found.
    pub(crate) async fn run(self, set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
        match self {
            Self::Kill => kill::run(set, scratch).await,
            Self::Errors => errors::run(set, scratch).await,
            Self::Full => disk_full::run(set, scratch).await,
            Self::Model => simulate::run(set, scratch).await,
            Self::Cut => Ok(vec![cuts::run(set, scratch).await?]),
            Self::Two => two_processes::run(set, scratch).await,
            Self::Hostile => hostile::run(set, scratch).await,
            Self::Fuzz => fuzz::run(set, scratch).await,
            Self::Controls => controls::run(set, scratch).await,
        }
    }
}

/// Returns the method that is asked for, or all.
pub(crate) fn wanted(only: Option<Method>) -> Vec<Method> {
    only.map_or_else(|| Method::value_variants().to_vec(), |method| vec![method])
}
