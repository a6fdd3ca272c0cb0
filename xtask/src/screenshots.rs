//! `cargo xtask screenshots`: the user guide's pictures, taken anew from the real window on the sample story.

use anyhow::{Context, Result, ensure};

use crate::display::Display;
use crate::program::{self, Profile};
use crate::tally::cargo_test;
use crate::{setup, step};

/// Takes every picture.
pub(crate) fn screenshots() -> Result<()> {
    ensure!(cfg!(target_os = "linux"), "the window is driven on Linux only");
    setup::all(&[setup::BUILD, setup::SOUND, setup::TEST])?;
    let segue = program::build_segue(Profile::Debug)?;
    let display = Display::start().context("taking pictures needs a display")?;
    let folder = step::root().join("docs/guide/images");
    let tally = cargo_test(
        "taking the guide's pictures",
        display
            .show(&mut step::cargo())
            .args(["test", "--workspace", "--test", "guide", "--", "--test-threads=1"])
            .env("SEGUE_PROGRAM", segue)
            .env("SEGUE_PICTURES", &folder),
    )?;
    ensure!(tally.failed == 0, "not every picture was taken");
    println!("{}", folder.display());
    Ok(())
}
