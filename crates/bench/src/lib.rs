//! What Segue costs, each piece of work beside its floor, the least that any program would have to do for the same
//! promise, or beside a peer, done in the same run on the same disk. What it said: docs/performance.md.
//!
//! - `work`: the pieces of work, a module each, with their floors;
//! - `stage`: libraries to work on; `bare`: SQLite without anything around it, for the floors;
//! - `sample`: times and what is to be said of them; `table`: the lines against their budgets; `plot`: growth as a
//!   picture;
//! - `machine`: whether it is at rest, and whether others are at work on it;
//! - `breakdown`, `calls`, `memory`: where the time goes, which calls the system is asked for, and the room it takes;
//! - `count`: how many instructions the core's verbs take, held against figures that were accepted;
//! - `window`: the real window beside an empty one; `peers`: other programs at the same work.
//!
//! Linux only: strace and /proc are what it looks with.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a bench makes libraries by hand, each its own, and its floors move files themselves"
)]

mod answer;
mod bare;
mod breakdown;
mod calls;
mod count;
mod machine;
mod memory;
mod peers;
mod plot;
mod sample;
mod stage;
mod table;
mod window;
mod work;

use std::io::Write as _;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::ensure;
use clap::{Parser, Subcommand};
use futures_util::FutureExt as _;

use crate::machine::Watched;
use crate::table::Report;
use crate::window::Programs;
use crate::work::{Effort, Means, Work};

#[derive(Parser)]
#[command(name = "bench", about = "What Segue costs, beside the least that it could")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Measure, and tell in a table
    Run(Run),
    /// Count the instructions of the core's verbs, and hold them against the accepted figures
    Count {
        /// Accept what is counted
        #[arg(long)]
        accept: bool,
    },
    /// Do something to a library on one thread: what `valgrind` counts
    Perform {
        /// The library
        #[arg(long, value_name = "DIR")]
        library: PathBuf,
        /// What to do
        #[arg(long)]
        work: count::Counted,
    },
    /// Do something to a library and say how long its stages took: what `strace` looks at
    Act {
        /// The library
        #[arg(long, value_name = "DIR")]
        library: PathBuf,
        /// What to do
        #[arg(long)]
        act: calls::Act,
    },
    /// Open a library, read its first project and say how much memory that took
    Hold {
        /// The library
        library: PathBuf,
    },
}

#[derive(clap::Args)]
struct Run {
    /// Fewer rounds and smaller growth, the core alone unless told: within three minutes
    #[arg(long, conflicts_with = "long")]
    quick: bool,
    /// A million segments too
    #[arg(long)]
    long: bool,
    /// Measure this alone
    #[arg(long, value_name = "WORK")]
    only: Option<Work>,
    /// Write the figures to this file too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Draw the growth in this file too, as SVG
    #[arg(long, value_name = "FILE")]
    plot: Option<PathBuf>,
    /// Work in this folder: the disk that is measured
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Segue's program, whose window is measured
    #[arg(long, value_name = "FILE", env = "SEGUE_PROGRAM", requires = "empty_window")]
    segue: Option<PathBuf>,
    /// The program of the empty window
    #[arg(long, value_name = "FILE", env = "SEGUE_EMPTY_WINDOW")]
    empty_window: Option<PathBuf>,
    /// Install peers in this folder
    #[arg(long, value_name = "DIR")]
    peers: Option<PathBuf>,
}

impl Run {
    fn effort(&self) -> Effort {
        match (self.quick, self.long) {
            (true, _) => Effort::Quick,
            (_, true) => Effort::Long,
            _ => Effort::Full,
        }
    }

    fn programs(&self) -> Option<Programs> {
        let (segue, empty) = (self.segue.clone()?, self.empty_window.clone()?);
        Some(Programs { segue, empty })
    }
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let verb = Arguments::parse().verb;
    let mut runtime = match verb {
        // Threads that wait for each other spin a while, now longer, now shorter.
        Verb::Perform { .. } => tokio::runtime::Builder::new_current_thread(),
        _ => tokio::runtime::Builder::new_multi_thread(),
    };
    let done = runtime
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(obey(verb)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            progress(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn obey(verb: Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Run(wanted) => run(&wanted).await,
        Verb::Count { accept } => count(accept).await,
        Verb::Perform { library, work } => work.act(&library).await,
        Verb::Act { library, act } => act.act(&library).await,
        Verb::Hold { library } => memory::hold(&library).await,
    }
}

/// Tells how far it is.
fn progress(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

async fn run(wanted: &Run) -> anyhow::Result<()> {
    let scratch = scratch(wanted.scratch.as_deref())?;
    let programs = wanted.programs();
    let means = Means {
        effort: wanted.effort(),
        scratch: scratch.path(),
        programs: programs.as_ref(),
        peers: wanted.peers.as_deref(),
        plot: wanted.plot.as_deref(),
    };
    let (mut report, machine) = (Report::default(), Watched::begin().await?);
    let mut unmeasured = Vec::new();
    for work in work::wanted(wanted.only, means.effort) {
        progress(&format!("» {work}"));
        // What drives the window panics where it waits in vain. The rest has been measured all the same.
        match AssertUnwindSafe(work.measure(&means)).catch_unwind().await {
            Ok(Ok(found)) => report.add(found),
            Ok(Err(error)) => unmeasured.push(format!("{work}: {error:#}")),
            Err(_) => unmeasured.push(format!("{work}: see above")),
        }
    }
    report.end(machine.end().await?);
    if let Some(file) = &wanted.json {
        std::fs::write(file, report.json()?)?;
    }
    write!(std::io::stdout(), "{report}")?;
    ensure!(unmeasured.is_empty(), "not measured: {}", unmeasured.join("; "));
    Ok(())
}

async fn count(accept: bool) -> anyhow::Result<()> {
    let scratch = scratch(None)?;
    if accept {
        let file = count::accept(scratch.path()).await?;
        progress(&format!("accepted: {}", file.display()));
        return Ok(());
    }
    let (mut report, machine) = (Report::default(), Watched::begin().await?);
    report.add(count::measure(scratch.path()).await?);
    report.end(machine.end().await?);
    write!(std::io::stdout(), "{report}")?;
    ensure!(
        report.is_ok(),
        "the instructions are not those that were accepted; if that is meant: cargo xtask bench --count --accept"
    );
    Ok(())
}

/// Makes a folder to work in: on a disk, since a disk is what is measured.
fn scratch(wanted: Option<&Path>) -> anyhow::Result<tempfile::TempDir> {
    let made = match wanted {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    Ok(made?)
}
