//! `cargo xtask run`: from a bare machine to the window.

use std::path::{Path, PathBuf, absolute};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::display::{self, Display};
use crate::program::{self, Profile};
use crate::{setup, step};

/// What `run` was asked for.
pub(crate) struct Options {
    /// The library to open; `None` is one in `target/` that holds the sample story.
    pub(crate) library: Option<PathBuf>,
    /// Where to write a picture of the window; `None` leaves the window to the user.
    pub(crate) screenshot: Option<PathBuf>,
    /// Build as shipped.
    pub(crate) release: bool,
}

/// Sets up, builds, and opens the window or takes its picture.
pub(crate) fn run(options: &Options) -> Result<()> {
    let picture = options.screenshot.is_some();
    ensure!(
        picture || display::exists(),
        "there is no display here. For a picture of the window: cargo xtask run --screenshot FILE.png"
    );
    ensure!(
        !picture || cfg!(target_os = "linux"),
        "--screenshot works on Linux only"
    );
    // Relative paths are meant from where the user stands, and everything below runs elsewhere.
    let library = options.library.as_ref().map(absolute).transpose()?;
    let screenshot = options.screenshot.as_ref().map(absolute).transpose()?;

    setup::all(&[
        setup::BUILD,
        setup::SOUND,
        if picture { setup::PICTURE } else { &[] },
    ])?;
    let profile = if options.release {
        Profile::Release
    } else {
        Profile::Debug
    };
    let segue = program::build_segue(profile)?;
    let library = match library {
        Some(library) => library,
        None => program::sample_library(&program::build_seguectl(profile)?)?,
    };

    let mut segue = step::command(segue);
    segue.env("SEGUE_LIBRARY", &library);
    match screenshot {
        None => step::run(&format!("opening {}", library.display()), &mut segue),
        Some(file) => {
            let home = step::target().join("photographed");
            photograph(program::at_new_home(&mut segue, &home)?, &file)
        }
    }
}

/// Starts the program on a screen of its own, waits until its window is painted, writes the picture, ends the program.
fn photograph(segue: &mut Command, file: &Path) -> Result<()> {
    let display = Display::start()?;
    step::say("opening the window out of sight");
    let mut window = display.show(segue).spawn().context("could not start Segue")?;
    let taken = painted(&display, &mut window).and_then(|()| take(&display, file));
    let _ = window.kill();
    let _ = window.wait();
    taken
}

fn take(display: &Display, file: &Path) -> Result<()> {
    step::run(
        &format!("writing {}", file.display()),
        step::command("import")
            .args(["-display", &display.name, "-window", "root"])
            .arg(file),
    )
}

/// Waits until the screen shows more than a blank page and has stopped changing.
fn painted(display: &Display, window: &mut Child) -> Result<()> {
    /// A blank page has one colour or two; a line of smoothed text alone has dozens.
    const BLANK: u32 = 16;
    /// Looks in a row that have to be alike. Pictures come in after the page, one by one.
    const STILL: u32 = 4;

    let deadline = Instant::now() + Duration::from_secs(60);
    let mut last = String::new();
    let mut alike = 0;
    while Instant::now() < deadline {
        if let Some(status) = window.try_wait()? {
            bail!("Segue ended before its window was painted ({status})");
        }
        let (colours, look) = look(display)?;
        alike = if colours > BLANK && look == last {
            alike + 1
        } else {
            0
        };
        if alike == STILL {
            return Ok(());
        }
        last = look;
        thread::sleep(Duration::from_millis(150));
    }
    bail!("the window was not painted within a minute")
}

/// How many colours the screen shows, and a fingerprint of what it shows.
fn look(display: &Display) -> Result<(u32, String)> {
    let screen = [
        "-display",
        &display.name,
        "-window",
        "root",
        "-format",
        "%k %#",
        "info:-",
    ];
    let answer = step::output(step::command("import").args(screen)).context("could not start import")?;
    let (colours, look) = answer
        .trim()
        .split_once(' ')
        .context("could not look at the screen")?;
    Ok((colours.parse()?, look.to_owned()))
}
