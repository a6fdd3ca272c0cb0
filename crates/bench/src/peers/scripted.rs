//! A peer in Python: a script beside this file that does one piece of work for each line that it is given.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result};
use tempfile::TempDir;

/// A script that runs. Ends when dropped.
pub(super) struct Scripted {
    process: Child,
    wishes: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
    /// What it says that it is.
    pub(super) name: String,
    _folder: TempDir,
}

impl Scripted {
    /// Starts a script in a folder of its own, and waits until it has made so many segments.
    pub(super) fn start(python: &Path, script: &str, scratch: &Path, segments: u32) -> Result<Self> {
        let folder = TempDir::with_prefix_in("peer-", scratch)?;
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/peers");
        let mut process = Command::new(python)
            .arg(sources.join(script))
            .arg(folder.path())
            .arg(segments.to_string())
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let wishes = process.stdin.take().context("it takes no wishes")?;
        let answers = process.stdout.take().context("it gives no answers")?;
        let mut started = Self {
            process,
            wishes,
            answers: BufReader::new(answers).lines(),
            name: String::new(),
            _folder: folder,
        };
        started.name = started.answer()?;
        // What it wrote is on the disk before anything is measured.
        rustix::fs::sync();
        Ok(started)
    }

    /// Has it do a work, and returns how long it took.
    pub(super) fn ask(&mut self, work: &str) -> Result<Duration> {
        writeln!(self.wishes, "{work}")?;
        Ok(Duration::from_nanos(self.answer()?.parse()?))
    }

    fn answer(&mut self) -> Result<String> {
        Ok(self.answers.next().context("the peer has ended")??)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        // Gone already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
