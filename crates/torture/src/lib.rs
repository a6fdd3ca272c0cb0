//! Proves that Segue loses nothing: an actor works on a library while it is killed, refused and cut off, and what is
//! left is compared with one reference model. Where to run it and what it found: docs/reliability.md.
//!
//! - `reference`, `step`, `plan`, `content`: what a library has to hold, and what is done to it;
//! - `actor`: does it, in a process of its own, and says what it was answered;
//! - `method`: the ways to harm it, each in a module of its own;
//! - `verdict`: opens what is left and compares it;
//! - `table`: what the methods found.
//!
//! Linux only: strace, loop devices and mounts are what it works with. The rules of other systems are simulated
//! (`simulate`).
#![cfg(target_os = "linux")]
#![allow(
    clippy::disallowed_methods,
    reason = "a rig prepares and spoils libraries by hand, each a copy of its own"
)]

mod actor;
mod content;
mod controls;
mod crew;
mod cuts;
mod disk_full;
mod errors;
mod fuzz;
mod hostile;
mod kill;
mod method;
mod mount;
mod plan;
mod program;
mod reference;
mod scenario;
mod simulate;
mod step;
mod strace;
mod table;
mod trial;
mod two_processes;
mod verdict;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::method::Method;
use crate::table::Set;

#[derive(Parser)]
#[command(name = "torture", about = "Proves that Segue loses nothing")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Try the methods and tell what they found
    Run(Run),
    /// Work on a library, step by step, and say so: what the methods kill, refuse and cut off
    Act(Act),
    /// Do them, and ask again when the disk refuses
    Insist(Act),
    /// Open a library and keep it
    Keep {
        /// The library; made where there is none
        library: PathBuf,
    },
    /// Try spoilt libraries, and say what became of each
    Hostile(hostile::Trial),
    /// Try inputs that are changed at random, and say what became of each
    Fuzz(fuzz::Trial),
    #[command(flatten)]
    Wrong(controls::Wrong),
}

#[derive(clap::Args)]
struct Act {
    /// The library; made where there is none
    #[arg(long, value_name = "DIR")]
    library: PathBuf,
    /// What the steps are drawn from
    #[arg(long)]
    seed: u64,
    /// How many steps the plan has
    #[arg(long)]
    steps: usize,
    /// The first step to do
    #[arg(long, default_value_t = 0)]
    from: usize,
}

#[derive(clap::Args)]
struct Run {
    /// Reach every method's target, which takes hours
    #[arg(long)]
    long: bool,
    /// Try this method alone
    #[arg(long, value_name = "METHOD")]
    only: Option<Method>,
    /// Write the figures to this file too
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Work in this folder
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
}

/// Does what the command line says.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = runtime(&arguments.verb)
        .map_err(Into::into)
        .and_then(|runtime| runtime.block_on(obey(arguments.verb)));
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            progress(&format!("error: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// An actor's blocking work is done by one thread, so that its n-th call of a kind is the same one on every run.
fn runtime(verb: &Verb) -> std::io::Result<tokio::runtime::Runtime> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    if !matches!(verb, Verb::Run(_)) {
        runtime.max_blocking_threads(1);
    }
    runtime.enable_all().build()
}

async fn obey(verb: Verb) -> anyhow::Result<bool> {
    match verb {
        Verb::Run(wanted) => return run(&wanted).await,
        Verb::Act(Act {
            library,
            seed,
            steps,
            from,
        }) => actor::act(&library, seed, steps, from).await?,
        Verb::Insist(Act {
            library,
            seed,
            steps,
            from,
        }) => errors::insist(&library, seed, steps, from).await?,
        Verb::Keep { library } => two_processes::keep(&library).await?,
        Verb::Hostile(trial) => hostile::endure(&trial).await?,
        Verb::Fuzz(trial) => fuzz::endure(&trial).await?,
        Verb::Wrong(wrong) => wrong.act().await?,
    }
    Ok(true)
}

/// Tells how far it is.
pub(crate) fn progress(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

async fn run(wanted: &Run) -> anyhow::Result<bool> {
    let scratch = scratch(wanted.scratch.as_deref())?;
    let set = if wanted.long { Set::Long } else { Set::Quick };
    let mut rows = Vec::new();
    for method in method::wanted(wanted.only) {
        rows.extend(method.run(set, scratch.path()).await?);
        // After each, so that a run of hours which is cut off has not been for nothing.
        if let Some(file) = &wanted.json {
            std::fs::write(file, table::json(&rows)?)?;
        }
    }
    write!(std::io::stdout(), "{}", table::table(&rows))?;
    Ok(table::is_good(&rows))
}

/// Makes a folder to work in: in memory where that is to be had, since a kill takes nothing from a page cache.
fn scratch(wanted: Option<&Path>) -> anyhow::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    let made = match wanted {
        Some(folder) => tempfile::tempdir_in(folder),
        None if memory.is_dir() => tempfile::tempdir_in(memory),
        None => tempfile::tempdir(),
    };
    Ok(made?)
}
