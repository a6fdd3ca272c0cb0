//! Kills a delete at every system call that may change the library, and looks whether anything broke or was lost.
//!
//! `strace` counts calls a thread, so one series over all calls would kill the busiest thread only and never reach a
//! rename. Here each call on each path has a series of its own: killed at the 1st, the 2nd … until a run gets through.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail loudly and prepare files by hand"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Story, document, seguectl};

/// What may change a library. The question mark: not every processor has it.
const CALLS: &str = "?rename,?renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,fsync,fdatasync,pwrite64,write,\
                     ftruncate,openat";
const SIGKILL: i32 = 9;
/// A rig that kills nothing proves nothing.
const FEWEST_KILLS: usize = 50;

#[test]
fn a_delete_that_is_killed_is_whole_or_did_not_happen() {
    let Some(rig) = Rig::new(&["segment", "delete", "2"], &["a0", "c2", "d3"]) else {
        return;
    };
    rig.kill_everywhere()
        .require_no_loss_on_either_side_of_the_commit();
}

#[test]
fn a_ripple_delete_that_is_killed_is_whole_or_did_not_happen() {
    let Some(rig) = Rig::new(&["segment", "delete", "2", "--ripple"], &["a0", "c1", "d2"]) else {
        return;
    };
    rig.kill_everywhere()
        .require_no_loss_on_either_side_of_the_commit();
}

#[test]
fn a_recovery_that_is_killed_is_finished_by_the_next() {
    let Some(mut rig) = Rig::new(&["segment", "delete", "2"], &["a0", "c2", "d3"]) else {
        return;
    };
    let (call, path) = rig
        .series()
        .into_iter()
        .find(|(call, _)| call.starts_with("rename"))
        .unwrap();
    let (library, output) = rig.run(Some(&KillPoint { call, path, nth: 1 }));
    assert_eq!(
        output.status.signal(),
        Some(SIGKILL),
        "the delete was not killed before its first rename"
    );
    copy(&library, &rig.template);
    rig.command = &["library", "check"];
    rig.before.clone_from(&rig.after);
    rig.kill_everywhere().require_no_loss();
}

#[test]
fn an_undo_that_is_killed_is_whole_or_did_not_happen() {
    let Some(rig) = Rig::new(&["segment", "delete", "2"], &["a0", "c2", "d3"]) else {
        return;
    };
    rig.taken_back_by(&["history", "undo", "1"])
        .kill_everywhere()
        .require_no_loss_on_either_side_of_the_commit();
}

#[test]
fn a_restore_that_is_killed_is_whole_or_did_not_happen() {
    let Some(rig) = Rig::new(&["segment", "delete", "2"], &["a0", "c2", "d3"]) else {
        return;
    };
    rig.taken_back_by(&["trash", "restore", "2"])
        .kill_everywhere()
        .require_no_loss_on_either_side_of_the_commit();
}

/// The classic order, the file first and then the row, has to be caught: a rig that finds nothing proves nothing.
#[test]
fn the_rig_finds_the_loss_of_a_wrong_order() {
    let Some(mut rig) = Rig::new(&["segment", "delete", "2"], &["a0", "c2", "d3"]) else {
        return;
    };
    rig.unlink_first = true;
    rig.calls = "fsync";
    let tally = rig.kill_everywhere();
    assert!(
        tally.faults.iter().any(|fault| fault.contains("not sound")),
        "{:?}",
        tally.faults
    );
}

/// A library to copy, a command to kill, and what the timeline may be afterwards.
struct Rig {
    scratch: TempDir,
    template: PathBuf,
    command: &'static [&'static str],
    /// The system calls to kill at.
    calls: &'static str,
    /// Unlinks a file before the command runs, as a program with the wrong order would.
    unlink_first: bool,
    before: Vec<String>,
    after: Vec<String>,
    /// Content of every media file; none of it may ever be lost.
    contents: BTreeSet<Vec<u8>>,
    /// Stored paths of the files of the segment that goes, or comes back.
    doomed: Vec<String>,
    /// The command brings the segment back.
    brings_back: bool,
}

/// The n-th call of its kind on a path.
struct KillPoint {
    call: String,
    path: PathBuf,
    nth: u32,
}

/// What the kills left behind.
#[derive(Default)]
struct Tally {
    kills: usize,
    undone: usize,
    done: usize,
    calls: BTreeMap<String, usize>,
    faults: Vec<String>,
}

impl Rig {
    /// Prepares four segments with media, or says that killing is not to be had here.
    fn new(command: &'static [&'static str], after: &[&str]) -> Option<Self> {
        if !Command::new("strace")
            .args(["-o", "/dev/null", "true"])
            .status()
            .is_ok_and(|status| status.success())
        {
            let mut stderr = std::io::stderr();
            writeln!(
                stderr,
                "SKIPPED killing `{}`: strace is not to be had",
                command.join(" ")
            )
            .unwrap();
            return None;
        }
        let story = Story::new();
        let segments: Vec<Value> = ["a", "b", "c", "d"]
            .iter()
            .map(|text| story.add_with_media(text))
            .collect();
        let doomed = ["image", "audio"].map(|kind| segments[1][kind]["path"].as_str().unwrap().to_owned());
        let scratch = TempDir::new().unwrap();
        let template = scratch.path().join("template");
        copy(&story.folder(), &template);
        Some(Self {
            contents: contents(&template.join("media")),
            scratch,
            template,
            command,
            calls: CALLS,
            unlink_first: false,
            before: ["a0", "b1", "c2", "d3"].map(str::to_owned).to_vec(),
            after: after.iter().map(|&place| place.to_owned()).collect(),
            doomed: doomed.to_vec(),
            brings_back: false,
        })
    }

    /// Lets the command through, and makes what takes it back the command to kill.
    fn taken_back_by(mut self, command: &'static [&'static str]) -> Self {
        let (library, output) = self.run(None);
        assert!(output.status.success());
        copy(&library, &self.template);
        self.command = command;
        self.brings_back = true;
        std::mem::swap(&mut self.before, &mut self.after);
        self
    }

    /// Kills the command at every call, looks at what is left each time, and tells what was found.
    fn kill_everywhere(&self) -> Tally {
        let mut tally = Tally::default();
        for (call, path) in self.series() {
            for nth in 1.. {
                let point = KillPoint {
                    call: call.clone(),
                    path: path.clone(),
                    nth,
                };
                let (library, output) = self.run(Some(&point));
                tally.note(&point, self.verdict(&library, &output));
                if output.status.signal() != Some(SIGKILL) {
                    assert!(
                        output.status.success(),
                        "{point}: {}",
                        String::from_utf8_lossy(&output.stderr)
                    );
                    break;
                }
                tally.kills += 1;
                *tally.calls.entry(call.clone()).or_default() += 1;
            }
        }
        tally.tell(self);
        tally
    }

    /// Runs the command once, unharmed, and returns each kind of call that it makes on each path in the library.
    fn series(&self) -> BTreeSet<(String, PathBuf)> {
        let (library, _) = self.run(None);
        let log = std::fs::read_to_string(self.log()).unwrap();
        log.lines().filter_map(|line| call_on(line, &library)).collect()
    }

    /// Runs the command on a fresh copy, killed at a point.
    fn run(&self, kill: Option<&KillPoint>) -> (PathBuf, Output) {
        let library = self.scratch.path().join("library");
        copy(&self.template, &library);
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-y", "-o"])
            .arg(self.log())
            .arg("-e")
            .arg(format!("trace={}", self.calls));
        if let Some(KillPoint { call, path, nth }) = kill {
            strace
                .arg("-P")
                .arg(path)
                .arg("-e")
                .arg(format!("inject={call}:signal=KILL:when={nth}"));
        }
        let program = seguectl(&library);
        if self.unlink_first {
            strace
                .args(["sh", "-c", "rm \"$0\" && exec \"$@\""])
                .arg(library.join(&self.doomed[0]));
        }
        strace
            .arg(program.get_program())
            .args(program.get_args())
            .args(self.command)
            .arg("--json");
        strace.env_remove("RUST_LOG").env_remove("SEGUE_LIBRARY");
        (library, strace.output().unwrap())
    }

    /// Opens the library in a process of its own, which recovers it, and looks for what broke or was lost. Returns
    /// whether the delete happened, or what is wrong.
    fn verdict(&self, library: &Path, output: &Output) -> Result<bool, String> {
        let check = document(
            &seguectl(library)
                .args(["library", "check", "--json"])
                .output()
                .unwrap(),
        );
        let timeline = self.timeline(library);
        let done = timeline == self.after;
        let in_media: Vec<bool> = self
            .doomed
            .iter()
            .map(|path| library.join(path).exists())
            .collect();
        let mut left = contents(&library.join("media"));
        left.extend(contents(&library.join("trash")));
        let demands = [
            (
                check["sound"] == true,
                format!("not sound with {timeline:?}: {check}"),
            ),
            (
                done || timeline == self.before,
                format!("half done: {timeline:?}"),
            ),
            (
                done || output.stdout.is_empty(),
                "acknowledged and yet not done".to_owned(),
            ),
            (
                in_media == [done == self.brings_back; 2],
                format!("row and files disagree: {timeline:?}, {in_media:?}"),
            ),
            (left == self.contents, "a file is lost or changed".to_owned()),
        ];
        match demands.into_iter().find(|(kept, _)| !kept) {
            Some((_, fault)) => Err(fault),
            None => Ok(done),
        }
    }

    /// The project as text and index.
    fn timeline(&self, library: &Path) -> Vec<String> {
        let list = document(
            &seguectl(library)
                .args(["segment", "list", "1", "--json"])
                .output()
                .unwrap(),
        );
        let place = |segment: &Value| {
            format!(
                "{}{}",
                segment["text"].as_str().unwrap(),
                segment["sequence_index"]
            )
        };
        list.as_array().unwrap().iter().map(place).collect()
    }

    fn log(&self) -> PathBuf {
        self.scratch.path().join("strace.log")
    }
}

impl Tally {
    fn note(&mut self, point: &KillPoint, verdict: Result<bool, String>) {
        match verdict {
            Ok(true) => self.done += 1,
            Ok(false) => self.undone += 1,
            Err(fault) => self.faults.push(format!("{point}: {fault}")),
        }
    }

    fn tell(&self, rig: &Rig) {
        let Self {
            kills,
            undone,
            done,
            calls,
            faults,
        } = self;
        let name = if rig.unlink_first {
            "wrong order"
        } else {
            &rig.command.join(" ")
        };
        let told = format!(
            "{kills} kills, {undone} runs undone, {done} done, {} faults; {calls:?}",
            faults.len()
        );
        let mut stderr = std::io::stderr();
        writeln!(stderr, "{name}: {told}").unwrap();
    }

    fn require_no_loss(&self) {
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
        assert!(self.kills >= FEWEST_KILLS, "only {} kills", self.kills);
        for call in ["renameat2", "fsync", "pwrite64"] {
            assert!(self.calls.contains_key(call), "never killed at {call}");
        }
    }

    fn require_no_loss_on_either_side_of_the_commit(&self) {
        self.require_no_loss();
        assert!(
            self.undone > 0 && self.done > 0,
            "the kills do not span the commit"
        );
    }
}

impl std::fmt::Display for KillPoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { call, path, nth } = self;
        write!(f, "killed at {call} {nth} on {}", path.display())
    }
}

/// Returns a log line's call and its path in the library: `12 fsync(8</tmp/library/trash>) = 0`.
fn call_on(line: &str, library: &Path) -> Option<(String, PathBuf)> {
    let (_, rest) = line.split_once(' ')?;
    let (call, arguments) = rest.trim_start().split_once('(')?;
    // An absolute path says where; a plain name is in the folder that stands before it.
    let path = match arguments.split_once("\"/") {
        Some((_, absolute)) => format!("/{}", absolute.split('"').next()?),
        None => arguments.split_once('<')?.1.split('>').next()?.to_owned(),
    };
    path.starts_with(library.to_str()?)
        .then(|| (call.to_owned(), path.into()))
}

/// What files hold, whatever they are called.
fn contents(folder: &Path) -> BTreeSet<Vec<u8>> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

/// Puts a copy of a folder in place of what was there.
fn copy(from: &Path, to: &Path) {
    if to.exists() {
        std::fs::remove_dir_all(to).unwrap();
    }
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
