//! strace: which calls a program makes that may change a library, and harm at any one of them.
//!
//! strace counts calls a thread. So a call is found again by what it is, the path that it names, and its number among
//! its thread's calls of that kind on that path; a file with a name of its own on every run, by its number alone.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use anyhow::Context;
use tokio::process::Command;

/// What may change a library. The question mark: not every processor has it.
const CALLS: &str = "?rename,?renameat,renameat2,?unlink,unlinkat,?mkdir,mkdirat,fsync,fdatasync,pwrite64,write,\
                     ftruncate,openat,?openat2";
/// What an actor speaks by: apart from the calls that fill files, so that it takes no number from them.
const SAYS: &str = "writev";
/// Files in these folders have a name of their own on every run.
const RANDOM_NAMES: [&str; 2] = ["cache/incoming/", "media/"];
/// No case takes as long; one that does hangs, and that is a fault too.
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns why calls can't be harmed on this machine, if so.
pub(crate) async fn why_not() -> Option<String> {
    let tried = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "true"])
        .stdin(Stdio::null())
        .output()
        .await;
    match tried {
        Ok(output) if output.status.success() => None,
        Ok(output) => Some(format!(
            "strace may not trace here ({})",
            String::from_utf8_lossy(&output.stderr).trim()
        )),
        Err(error) => Some(format!("strace is not to be had ({error})")),
    }
}

/// This very program with other arguments, at work on a library.
#[derive(Debug, Clone)]
pub(crate) struct Victim {
    pub(crate) library: PathBuf,
    pub(crate) arguments: Vec<OsString>,
}

/// One call of a program, so described that it is found again in another run on another copy of the library.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Point {
    /// The system call.
    pub(crate) call: String,
    /// What it is on, relative to the library; `None` where names differ from run to run.
    pub(crate) path: Option<PathBuf>,
    /// Its number among such calls of its thread, from 1.
    pub(crate) nth: u32,
    /// The step that was under way.
    pub(crate) step: Option<usize>,
}

/// What befalls a program at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Harm {
    /// It is killed before the call takes effect.
    Kill,
    /// The call fails.
    Refuse(&'static str),
    /// This and all later calls of its kind there fail.
    RefuseOn(&'static str),
}

/// How a program ended that was to be harmed.
#[derive(Debug)]
pub(crate) struct Harmed {
    pub(crate) output: Output,
    /// How many calls were made to fail. A thread that takes the place of another is counted, and refused, anew.
    pub(crate) refusals: usize,
}

impl std::fmt::Display for Point {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { call, path, nth, .. } = self;
        match path {
            Some(path) => write!(f, "{call} {nth} on “{}”", path.display()),
            None => write!(f, "{call} {nth}"),
        }
    }
}

impl std::fmt::Display for Harm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Kill => f.write_str("killed"),
            Self::Refuse(error) => write!(f, "{error}"),
            Self::RefuseOn(error) => write!(f, "{error} from then on"),
        }
    }
}

impl Victim {
    /// Runs it unharmed and returns every call that may be harmed, in the order in which they were made.
    pub(crate) async fn watch(&self) -> anyhow::Result<Vec<Point>> {
        let log = tempfile::NamedTempFile::new()?;
        let mut strace = Command::new("strace");
        strace.args(["-f", "-y", "--seccomp-bpf", "-o"]).arg(log.path());
        strace.args(["-e", &format!("trace={CALLS},{SAYS}")]);
        let output = self.output(strace).await?;
        anyhow::ensure!(
            output.status.success(),
            "unharmed, {:?} fails: {}",
            self.arguments,
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(points(&std::fs::read_to_string(log.path())?, &self.library))
    }

    /// Runs it and harms it at a point, if it comes there.
    pub(crate) async fn harm(&self, point: &Point, harm: Harm) -> anyhow::Result<Harmed> {
        let Point { call, path, nth, .. } = point;
        let inject = match harm {
            Harm::Kill => format!("inject={call}:signal=KILL:when={nth}"),
            Harm::Refuse(error) => format!("inject={call}:error={error}:when={nth}"),
            Harm::RefuseOn(error) => format!("inject={call}:error={error}:when={nth}+"),
        };
        let log = tempfile::NamedTempFile::new()?;
        let mut strace = Command::new("strace");
        // Not with --seccomp-bpf: with a path to look for, strace 6.1 then injects nothing.
        strace.args(["-f", "-o"]).arg(log.path());
        strace.args(["-e", &format!("trace={call}"), "-e", &inject]);
        if let Some(path) = path {
            strace.arg("-P").arg(self.place(path));
        }
        let output = self.output(strace).await?;
        let refusals = std::fs::read_to_string(log.path())?.matches("(INJECTED)").count();
        Ok(Harmed { output, refusals })
    }

    /// Runs it unharmed.
    pub(crate) async fn run(&self) -> anyhow::Result<Output> {
        self.output(Command::new("env")).await
    }

    /// An empty path is the library's folder itself, which strace knows without a slash at the end.
    fn place(&self, path: &Path) -> PathBuf {
        if path.as_os_str().is_empty() {
            return self.library.clone();
        }
        self.library.join(path)
    }

    /// Runs this very program by another, even if it has been built anew since.
    async fn output(&self, mut by: Command) -> anyhow::Result<Output> {
        by.arg(format!("/proc/{}/exe", std::process::id()))
            .args(&self.arguments)
            .env_remove("RUST_LOG")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .kill_on_drop(true);
        let child = by.spawn().context("it does not start")?;
        let group = child.id();
        match tokio::time::timeout(PATIENCE, child.wait_with_output()).await {
            Ok(output) => Ok(output?),
            Err(_) => {
                end_group(group);
                anyhow::bail!("{:?} hangs", self.arguments)
            }
        }
    }
}

/// Ends a process with all that it started: what strace no longer traces would hang on.
fn end_group(group: Option<u32>) {
    let pid = group
        .and_then(|id| i32::try_from(id).ok())
        .and_then(rustix::process::Pid::from_raw);
    if let Some(pid) = pid {
        let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
    }
}

/// Reads strace's log.
fn points(log: &str, library: &Path) -> Vec<Point> {
    let mut step = None;
    let mut counts: HashMap<(&str, &str, Option<String>), u32> = HashMap::new();
    let mut reached: HashSet<(&str, u32)> = HashSet::new();
    let mut points = Vec::new();
    for line in log.lines() {
        let Some((thread, call, arguments)) = split(line) else {
            continue;
        };
        if call == SAYS {
            step = begun(arguments).or(step);
            continue;
        }
        let mut count = |path: Option<String>| {
            let count = counts.entry((thread, call, path)).or_default();
            *count += 1;
            *count
        };
        // The number without a path is good for the first thread that comes so far, and for that one alone.
        let number = count(None);
        let is_first = reached.insert((call, number));
        let paths = paths(arguments, library);
        let numbers: Vec<u32> = paths.iter().map(|path| count(Some(path.clone()))).collect();
        let Some((path, nth)) = paths.first().zip(numbers.first()) else {
            continue;
        };
        let (path, nth) = match is_random(path) {
            false => (Some(PathBuf::from(path)), *nth),
            true if is_first => (None, number),
            true => continue,
        };
        points.push(Point {
            call: call.to_owned(),
            path,
            nth,
            step,
        });
    }
    points
}

/// Splits `12 fsync(8</tmp/library/trash>) = 0` into the thread, the call, and the rest.
fn split(line: &str) -> Option<(&str, &str, &str)> {
    let (thread, rest) = line.split_once(' ')?;
    let (call, arguments) = rest.trim_start().split_once('(')?;
    let is_name = call
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_name.then_some((thread, call, arguments))
}

/// Returns the step that an actor says it begins.
fn begun(arguments: &str) -> Option<usize> {
    let (_, rest) = arguments.split_once("\"began ")?;
    rest.split('"').next()?.parse().ok()
}

/// Returns the paths in the library that a call names, by handle or in words, each once: what strace's `-P` looks at.
fn paths(arguments: &str, library: &Path) -> Vec<String> {
    let library = library.to_string_lossy();
    let answered = arguments.rfind(" = ").unwrap_or(arguments.len());
    let mut found: Vec<String> = Vec::new();
    let mut rest = &arguments[..answered];
    while let Some(at) = rest.find(&*library) {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + library.len()..];
        let end = match before {
            Some('<') => '>',
            Some('"') => '"',
            _ => continue,
        };
        let path = rest.split(end).next().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') {
            let path = path.trim_start_matches('/').to_owned();
            if !found.contains(&path) {
                found.push(path);
            }
        }
    }
    found
}

fn is_random(path: &str) -> bool {
    RANDOM_NAMES.iter().any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = r#"7 writev(1<pipe:[3]>, [{iov_base="began 0", iov_len=7}, {iov_base="\n", iov_len=1}], 2) = 8
8 fsync(3</l/media>) = 0
9 fsync(4</l/trash>) = 0
8 fsync(5</l/cache/incoming/0f>) = 0
9 fsync(5</l/cache/incoming/1f>) = 0
8 renameat2(5</l/cache/incoming>, "0f", 3</l/media>, "0f.png", RENAME_NOREPLACE <unfinished ...>
7 writev(1<pipe:[3]>, [{iov_base="began 1", iov_len=7}, {iov_base="\n", iov_len=1}], 2) = 8
8 <... renameat2 resumed>) = 0
8 renameat2(3</l/media>, "0f.png", 4</l/trash>, "1.png", RENAME_NOREPLACE) = 0
8 openat(AT_FDCWD</elsewhere>, "/l/library.db-wal", O_RDWR) = 6</l/library.db-wal>
8 openat(AT_FDCWD</elsewhere>, "/lib/x.so", O_RDONLY) = 6</lib/x.so>
8 openat(AT_FDCWD</l>, "/l", O_RDONLY) = 6</l>
"#;

    fn point(call: &str, path: Option<&str>, nth: u32, step: usize) -> Point {
        Point {
            call: call.to_owned(),
            path: path.map(PathBuf::from),
            nth,
            step: Some(step),
        }
    }

    #[test]
    fn a_call_is_named_by_its_path_and_its_number_as_strace_counts_it() {
        let expected = [
            point("fsync", Some("media"), 1, 0),
            point("fsync", Some("trash"), 1, 0),
            // Its thread's second; that of the other thread comes too late to be told from it.
            point("fsync", None, 2, 0),
            point("renameat2", Some("cache/incoming"), 1, 0),
            // The second that names the media folder: the first moved a file into it.
            point("renameat2", Some("media"), 2, 1),
            point("openat", Some("library.db-wal"), 1, 1),
            point("openat", Some(""), 1, 1),
        ];
        assert_eq!(points(LOG, Path::new("/l")), expected);
    }
}
