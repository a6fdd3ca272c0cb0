//! `cargo xtask smoke`: the program starts, its page comes up on a new library, and it ends. The one test of the window
//! that every system can run: nothing but a display is needed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::display::Display;
use crate::program::{self, Profile};
use crate::{setup, step};

/// What the program's log says once the page has asked for its errands, which it does when it shows the library.
const READY: &str = "the page is ready";
/// Far longer than a start takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Starts a program and waits for its page. `None` builds it first.
pub(crate) fn smoke(segue: Option<&Path>) -> Result<()> {
    let segue = match segue {
        Some(segue) => std::path::absolute(segue)?,
        None => {
            setup::all(&[setup::BUILD])?;
            program::build_segue(Profile::Debug)?
        }
    };
    let home = step::target().join("smoke");
    let library = home.join("library");
    let mut command = step::command(segue);
    program::at_new_home(&mut command, &home)?
        .arg("--library")
        .arg(&library)
        .env("SEGUE_LOG", "segue_shell=info")
        .stderr(Stdio::piped());
    let display = if cfg!(target_os = "linux") {
        setup::system(&["xvfb"])?;
        Some(Display::start()?)
    } else {
        None
    };
    if let Some(display) = &display {
        display.show(&mut command);
    }
    step::say("starting Segue on a new library");
    let mut window = command.spawn().context("could not start Segue")?;
    let ready = wait_for_page(&mut window);
    let _ = window.kill();
    let _ = window.wait();
    ready?;
    ensure!(library.join("library.db").is_file(), "it made no library");
    println!("Segue starts, and its page comes up on a new library");
    Ok(())
}

fn wait_for_page(window: &mut Child) -> Result<()> {
    let log = window.stderr.take().context("it has no log")?;
    let (tell, told) = mpsc::channel();
    // A thread of its own: reading waits for a line that may never come.
    thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            eprintln!("  {line}");
            if line.contains(READY) {
                let _ = tell.send(());
            }
        }
    });
    match told.recv_timeout(PATIENCE) {
        Ok(()) => Ok(()),
        Err(mpsc::RecvTimeoutError::Timeout) => bail!("its page did not come up"),
        Err(mpsc::RecvTimeoutError::Disconnected) => bail!("it ended before its page came up"),
    }
}
