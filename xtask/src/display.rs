//! A screen where there is none: Xvfb, on a free number, gone when we are.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::step;

/// A running Xvfb. Ends when dropped.
pub(crate) struct Display {
    server: Child,
    /// Its name, as in `DISPLAY`.
    pub(crate) name: String,
}

impl Display {
    /// Starts a screen of 1440 × 900 and waits until it takes windows.
    pub(crate) fn start() -> Result<Self> {
        // setpriv ends the server (and with it every window on it) even when we are killed. Without -noreset the server
        // starts over when its last window goes, and turns away the next one if it comes just then.
        let mut server = step::command("setpriv")
            .args(["--pdeathsig", "KILL", "Xvfb", "-displayfd", "1", "-noreset"])
            .args(["-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("could not start Xvfb")?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            BufReader::new(stdout).read_line(&mut number)?;
        }
        let display = Self {
            server,
            name: format!(":{}", number.trim()),
        };
        ensure!(
            !number.trim().is_empty(),
            "Xvfb ended before it could show anything"
        );
        Ok(display)
    }

    /// Makes a command draw here, whatever display it was started from.
    pub(crate) fn show<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Whether windows can be shown here as it is.
pub(crate) fn exists() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
