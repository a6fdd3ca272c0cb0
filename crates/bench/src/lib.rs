//! What Segue's core costs, each piece of work beside its floor: the least that any program would have to do for the same
//! promise, done in the same run on the same disk. What it said: docs/performance.md.
//!
//! - `work`: the pieces of work, a module each, with their floors;
//! - `stage`: libraries to work on; `bare`: SQLite without anything around it, for the floors;
//! - `sample`: times and what is to be said of them; `table`: the lines against their budgets;
//! - `breakdown`, `calls`, `memory`: where the time goes, which calls the system is asked for, and the room it takes.
//!
//! Linux only: strace and /proc are what it looks with.
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a bench makes libraries by hand, each its own, and its floors move files themselves"
)]

mod bare;
mod breakdown;
mod calls;
mod memory;
mod sample;
mod stage;
mod table;
mod work;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::table::Report;
use crate::work::{Effort, Work};

#[derive(Parser)]
#[command(
    name = "bench",
    about = "What Segue's core costs, beside the least that it could"
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Measure, and tell in a table
    Run(Run),
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
    /// Fewer rounds and smaller growth: within three minutes
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
    /// Work in this folder: the disk that is measured
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(obey(Arguments::parse().verb)));
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
    let effort = match (wanted.quick, wanted.long) {
        (true, _) => Effort::Quick,
        (_, true) => Effort::Long,
        _ => Effort::Full,
    };
    let mut report = Report::begin();
    for work in work::wanted(wanted.only) {
        progress(&format!("» {work}"));
        report.add(work.measure(effort, scratch.path()).await?);
    }
    report.end();
    if let Some(file) = &wanted.json {
        std::fs::write(file, report.json()?)?;
    }
    write!(std::io::stdout(), "{report}")?;
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
