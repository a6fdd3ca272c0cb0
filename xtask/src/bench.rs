//! `cargo xtask bench`: what Segue costs, beside the least that it could and beside its peers.

use std::path::{Path, absolute};
use std::process::Command;

use anyhow::{Context, Result};

use crate::display::Display;
use crate::program::{self, Profile};
use crate::{setup, step};

/// What `bench` was asked for.
pub(crate) struct Options<'a> {
    /// Fewer rounds, shorter stories; without being asked for, no window and no peers.
    pub(crate) quick: bool,
    /// A million segments too.
    pub(crate) long: bool,
    /// Measure this alone.
    pub(crate) only: Option<&'a str>,
    /// Write the figures to this file too.
    pub(crate) json: Option<&'a Path>,
    /// Draw the growth in this file too.
    pub(crate) plot: Option<&'a Path>,
}

impl Options<'_> {
    /// Whether the window or the peers are wanted, which take long to build. The bench itself knows all works.
    fn wants(&self, work: &str) -> bool {
        match self.only {
            Some(only) => only == work,
            None => !self.quick,
        }
    }
}

/// Builds the bench, optimised as Segue is shipped, and runs it.
pub(crate) fn bench(options: &Options<'_>) -> Result<()> {
    let (window, peers) = (options.wants("window"), options.wants("peers"));
    setup::system(&[setup::COMPILER, setup::BENCH].concat())?;
    let mut bench = step::command(program::build_bench()?);
    bench.arg("run");
    for (wanted, flag) in [(options.quick, "--quick"), (options.long, "--long")] {
        if wanted {
            bench.arg(flag);
        }
    }
    if let Some(work) = options.only {
        bench.args(["--only", work]);
    }
    for (file, flag) in [(options.json, "--json"), (options.plot, "--plot")] {
        // Relative paths are meant from where the user stands, and the bench runs elsewhere.
        if let Some(file) = file {
            bench.arg(flag).arg(absolute(file)?);
        }
    }
    if peers {
        setup::system(setup::PEERS)?;
        bench.arg("--peers").arg(step::target().join("peers"));
    }
    if !window && !peers {
        return step::run("measuring", &mut bench);
    }
    show_windows(&mut bench)
}

/// Runs the bench where it has windows to look at.
fn show_windows(bench: &mut Command) -> Result<()> {
    setup::all(&[setup::BUILD, setup::SOUND, setup::TEST])?;
    bench
        .env("SEGUE_PROGRAM", program::build_segue(Profile::Release)?)
        .env("SEGUE_EMPTY_WINDOW", program::build_empty_window()?);
    let display = Display::start().context("the windows need a display")?;
    step::run("measuring", display.show(bench))
}

/// Counts the instructions of the core's verbs. Fails when they are not those that were accepted, or accepts them.
pub(crate) fn count(accept: bool) -> Result<()> {
    setup::system(&[setup::COMPILER, setup::COUNT].concat())?;
    let mut bench = step::command(program::build_bench()?);
    bench.arg("count");
    if accept {
        bench.arg("--accept");
    }
    step::run("counting", &mut bench)
}
