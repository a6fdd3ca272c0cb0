//! `cargo xtask bench`: what the core costs, beside the least that it could.

use std::path::{Path, absolute};

use anyhow::Result;

use crate::program;
use crate::{setup, step};

/// What `bench` was asked for.
pub(crate) struct Options<'a> {
    /// Fewer rounds, shorter stories.
    pub(crate) quick: bool,
    /// A million segments too.
    pub(crate) long: bool,
    /// Measure this alone.
    pub(crate) only: Option<&'a str>,
    /// Write the figures to this file too.
    pub(crate) json: Option<&'a Path>,
}

/// Builds the bench, optimised as Segue is shipped, and runs it.
pub(crate) fn bench(options: &Options<'_>) -> Result<()> {
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
    if let Some(file) = options.json {
        // Relative paths are meant from where the user stands, and the bench runs elsewhere.
        bench.arg("--json").arg(absolute(file)?);
    }
    step::run("measuring", &mut bench)
}
