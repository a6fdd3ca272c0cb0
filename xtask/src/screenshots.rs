//! `cargo xtask screenshots`: the user guide's pictures, taken anew from the real window on the sample story.
//!
//! They are part of the program, which shows the guide: as WebP they take a quarter of the room.

use std::fs;
use std::path::Path;

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
    let taken = step::target().join("screenshots");
    if taken.exists() {
        fs::remove_dir_all(&taken)?;
    }
    fs::create_dir_all(&taken)?;
    let tally = cargo_test(
        "taking the guide's pictures",
        display
            .show(&mut step::cargo())
            .args(["test", "--workspace", "--test", "guide", "--", "--test-threads=1"])
            .env("SEGUE_PROGRAM", segue)
            .env("SEGUE_PICTURES", &taken),
    )?;
    ensure!(tally.failed == 0, "not every picture was taken");
    let guide = step::root().join("docs/guide/images");
    for picture in fs::read_dir(&taken)? {
        put_into(&guide, &picture?.path())?;
    }
    println!("{}", guide.display());
    Ok(())
}

fn put_into(guide: &Path, picture: &Path) -> Result<()> {
    let name = picture.with_extension("webp");
    let name = name.file_name().context("a picture has a name")?;
    step::run_quietly(
        &format!("writing {}", name.display()),
        step::command("convert")
            .arg(picture)
            .args(["-quality", "86", "-define", "webp:method=6"])
            .arg(guide.join(name)),
    )
}
