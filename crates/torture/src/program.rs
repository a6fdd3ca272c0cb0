//! A program of the rig's under way: held, let go on, and killed.

use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use rustix::process::{Pid, Signal, WaitOptions, WaitStatus, kill_process, waitpid};

/// A program under way, killed when dropped.
#[derive(Debug)]
pub(crate) struct Program {
    pid: Pid,
    answers: PathBuf,
    is_over: bool,
}

impl Program {
    /// Starts this very program with other arguments; what it says is written to a file.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn start(arguments: Vec<OsString>, answers: &Path) -> anyhow::Result<Self> {
        let child = Command::new(this_program()?)
            .args(arguments)
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(File::create(answers)?)
            .spawn()?;
        Ok(Self {
            pid: Pid::from_child(&child),
            answers: answers.to_owned(),
            is_over: false,
        })
    }

    /// Returns its process id.
    pub(crate) fn id(&self) -> i32 {
        self.pid.as_raw_nonzero().get()
    }

    /// Returns all that it has said.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn answers(&self) -> std::io::Result<String> {
        std::fs::read_to_string(&self.answers)
    }

    /// Stops all its threads, those at work on the disk once the kernel has done what they asked for. Returns whether it
    /// had ended by itself.
    ///
    /// # Errors
    /// A program that ended badly.
    pub(crate) fn hold(&mut self) -> anyhow::Result<bool> {
        kill_process(self.pid, Signal::STOP)?;
        let status = self.wait(WaitOptions::UNTRACED)?;
        if status.stopped() {
            return Ok(false);
        }
        self.is_over = true;
        ensure!(status.exit_status() == Some(0), "the program failed: {status:?}");
        Ok(true)
    }

    /// Lets it go on.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn go_on(&self) -> anyhow::Result<()> {
        Ok(kill_process(self.pid, Signal::CONT)?)
    }

    /// Kills it, unless it is over, and returns once nothing of it is left.
    pub(crate) fn kill(&mut self) {
        if !self.is_over {
            let _ = kill_process(self.pid, Signal::KILL);
            let _ = self.wait(WaitOptions::empty());
            self.is_over = true;
        }
    }

    fn wait(&self, options: WaitOptions) -> anyhow::Result<WaitStatus> {
        let waited = waitpid(Some(self.pid), options)?;
        waited
            .map(|(_, status)| status)
            .context("the program is not ours")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Returns this very program, even if it has been built anew since it was started.
fn this_program() -> std::io::Result<PathBuf> {
    let running = PathBuf::from(format!("/proc/{}/exe", std::process::id()));
    if running.exists() {
        return Ok(running);
    }
    std::env::current_exe()
}
