//! `cargo xtask torture`: kills, refuses, fills and cuts off until a change is lost, or none is.

use std::path::{Path, absolute};

use anyhow::Result;

use crate::program::{self, Profile};
use crate::{setup, step};

/// What `torture` was asked for.
pub(crate) struct Options<'a> {
    /// Reach every method's target.
    pub(crate) long: bool,
    /// Try this method alone.
    pub(crate) only: Option<&'a str>,
    /// Write the figures to this file too.
    pub(crate) json: Option<&'a Path>,
}

/// Builds the rig and runs it. Fails if it finds a loss.
pub(crate) fn torture(options: &Options<'_>) -> Result<()> {
    setup::system(&[setup::COMPILER, setup::TORTURE].concat())?;
    // The long set takes hours: an optimised rig has them over sooner.
    let profile = if options.long {
        Profile::Release
    } else {
        Profile::Debug
    };
    let mut torture = step::command(program::build_torture(profile)?);
    torture.arg("run");
    if options.long {
        torture.arg("--long");
    }
    if let Some(method) = options.only {
        torture.args(["--only", method]);
    }
    if let Some(file) = options.json {
        // Relative paths are meant from where the user stands, and the rig runs elsewhere.
        torture.arg("--json").arg(absolute(file)?);
    }
    step::run("torturing", &mut torture)
}
