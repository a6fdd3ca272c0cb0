//! The verdict: a library is opened, as anyone opens it after a crash, and compared with what it has to be.

mod canary;
mod seen;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;

use segue_core::{CheckReport, Library};

use crate::actor::open_or_create;
use crate::content::Content;
use crate::plan::Plan;
use crate::reference::{Answer, Reference};
use crate::step::Step;
use seen::{Disk, read_library, read_reference};

pub(crate) use canary::Canary;

/// How much is asked of a recovered library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Compare all there is, and leave the library as it was recovered.
    Look,
    /// Then also take back all steps, do them again, and bring back all that is deleted, comparing after each.
    Walk,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Which state of the plan the library is in; `None` where it is in none that is allowed.
    pub(crate) state: Option<usize>,
    /// What is wrong, for people. Empty when all is well.
    pub(crate) findings: Vec<String>,
}

impl Verdict {
    fn broken(finding: String) -> Self {
        Self {
            state: None,
            findings: vec![finding],
        }
    }
}

/// Knows a plan's states and contents, and judges libraries that the plan was done on.
#[derive(Debug)]
pub(crate) struct Judge {
    states: Vec<Reference>,
    contents: HashMap<Vec<u8>, Content>,
    strays: BTreeSet<Content>,
}

impl Judge {
    /// Makes a judge of a plan.
    pub(crate) fn of(plan: &Plan) -> Self {
        Self::of_states(plan.states.clone())
    }

    /// Makes a judge of states that follow one another.
    pub(crate) fn of_states(states: Vec<Reference>) -> Self {
        let all: BTreeSet<Content> = states.iter().flat_map(Reference::may_be_on_disk).collect();
        Self {
            contents: all.iter().map(|content| (content.bytes(), *content)).collect(),
            strays: BTreeSet::new(),
            states,
        }
    }

    /// Returns a state.
    pub(crate) fn state(&self, number: usize) -> Reference {
        self.states.get(number).cloned().unwrap_or_default()
    }

    /// Says that a step was cut off once and is done again: its files may lie about without a row.
    pub(crate) fn allow_strays(&mut self, step: &Step) {
        self.strays.extend(step.brings());
    }

    /// Opens a library, which recovers it, and compares it with the states that it may be in.
    pub(crate) async fn judge(&self, folder: &Path, allowed: RangeInclusive<usize>, depth: Depth) -> Verdict {
        let opened = if allowed.contains(&0) {
            open_or_create(folder).await
        } else {
            Library::open(folder).await.map_err(Into::into)
        };
        let library = match opened {
            Ok(library) => library,
            Err(error) => return Verdict::broken(format!("the library does not open: {error:#}")),
        };
        let mut verdict = self.compare(&library, folder, allowed.clone()).await;
        if let (Some(state), Depth::Walk) = (verdict.state, depth) {
            let mut now = self.state(state);
            let bench = Bench {
                judge: self,
                library: &library,
                folder,
                strays: self.strays(state, *allowed.end()),
            };
            verdict.findings = bench.walk(&mut now).await;
        }
        if let Err(error) = library.close().await {
            verdict
                .findings
                .push(format!("the library does not close: {error}"));
        }
        verdict
    }

    /// Compares an open library with the states that it may be in.
    pub(crate) async fn compare(
        &self,
        library: &Library,
        folder: &Path,
        allowed: RangeInclusive<usize>,
    ) -> Verdict {
        let mut nearest = Verdict::broken(format!("there are no such states: {allowed:?}"));
        let mut fewest = usize::MAX;
        for state in allowed.clone() {
            let Some(reference) = self.states.get(state) else {
                break;
            };
            let bench = Bench {
                judge: self,
                library,
                folder,
                strays: self.strays(state, *allowed.end()),
            };
            let findings = bench.differences(reference).await;
            if findings.is_empty() {
                let state = Some(state);
                return Verdict { state, findings };
            }
            if findings.len() < fewest {
                fewest = findings.len();
                nearest.findings = findings;
            }
        }
        nearest
    }

    /// Returns the contents whose files may lie in the media folder although no row knows them: of steps that were
    /// refused, or cut off before their commit.
    fn strays(&self, state: usize, last: usize) -> BTreeSet<Content> {
        let mut states = (state..=last).filter_map(|state| self.states.get(state));
        let Some(now) = states.next() else {
            return BTreeSet::new();
        };
        let later = states.flat_map(Reference::may_be_on_disk);
        let may_be = now.may_be_on_disk().into_iter().chain(later);
        let without_row = may_be.filter(|content| !now.known().contains(content));
        without_row.chain(self.strays.iter().copied()).collect()
    }
}

/// A library under examination.
struct Bench<'a> {
    judge: &'a Judge,
    library: &'a Library,
    folder: &'a Path,
    strays: BTreeSet<Content>,
}

impl Bench<'_> {
    /// Returns what differs between the library and one state.
    async fn differences(&self, reference: &Reference) -> Vec<String> {
        let disk = Disk::read(self.folder, &self.judge.contents);
        let read = match read_library(self.library, reference, &disk).await {
            Ok(read) => read,
            Err(error) => return vec![format!("the library can't be read: {error}")],
        };
        let expected = read_reference(reference);
        let lacks = expected
            .difference(&read.lines)
            .map(|line| format!("lacks  {line}"));
        let has = read
            .lines
            .difference(&expected)
            .map(|line| format!("has    {line}"));
        let mut findings: Vec<String> = lacks.chain(has).collect();
        findings.extend(disk.unaccounted(reference, &read.live_paths, &self.strays));
        match self.library.check().await {
            Ok(report) => findings.extend(faults(&report, &disk, &self.strays)),
            Err(error) => findings.push(format!("check fails: {error}")),
        }
        findings
    }

    /// Takes all steps back, does them again, and brings back all that is deleted, in one project after the other.
    async fn walk(&self, now: &mut Reference) -> Vec<String> {
        let projects: Vec<i64> = now.shelves().map(|(project, _)| project).collect();
        for project in projects {
            for step in [Step::Undo { project }, Step::Redo { project }] {
                let mut going = true;
                while going {
                    let (answer, findings) = self.go(now, &step).await;
                    if !findings.is_empty() {
                        return findings;
                    }
                    going = answer.is_ok();
                }
            }
            let shelf = now.shelves().find(|(id, _)| *id == project);
            let segments = shelf.map(|(_, shelf)| shelf.trash().keys().copied().collect());
            let restore = Step::Restore {
                segments: segments.unwrap_or_default(),
            };
            let (_, findings) = self.go(now, &restore).await;
            if !findings.is_empty() {
                return findings;
            }
        }
        Vec::new()
    }

    /// Does one more step on the library and on the reference. Returns the answer, and what differs then.
    async fn go(&self, now: &mut Reference, step: &Step) -> (Answer, Vec<String>) {
        let expected = now.apply(step);
        let answer = step.run(self.library).await.map_err(|error| error.code());
        let mut findings = self.differences(now).await;
        if answer != expected {
            findings.insert(0, format!("answered {answer:?}, not {expected:?}"));
        }
        let after = |finding| format!("after {step:?}: {finding}");
        (answer, findings.into_iter().map(after).collect())
    }
}

/// Returns what check calls unsound, but for files that may lie about.
fn faults(report: &CheckReport, disk: &Disk, strays: &BTreeSet<Content>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut tell = |what: &str, detail: &dyn Display| found.push(format!("check: {what} {detail}"));
    for (what, lines) in [
        ("the database:", &report.integrity),
        ("the schema:", &report.foreign),
    ] {
        lines.iter().for_each(|line| tell(what, line));
    }
    for (what, notes) in [
        ("missing", &report.missing),
        ("misplaced", &report.misplaced),
        ("refused", &report.refused),
        ("unreferenced", &report.unreferenced),
    ] {
        notes.iter().for_each(|note| tell(what, &note.path));
    }
    for file in &report.waiting {
        tell("waiting", &format!("{} ({:?})", file.path, file.reason));
    }
    for path in &report.orphans {
        if !disk
            .content_at(path)
            .is_some_and(|content| strays.contains(&content))
        {
            tell("orphan", path);
        }
    }
    for id in &report.trash_drift {
        tell("in the timeline and the trash:", id);
    }
    for (what, count) in [
        ("negative indexes:", report.negative_indexes),
        ("duplicate indexes:", report.duplicate_indexes),
    ] {
        if count > 0 {
            tell(what, &count);
        }
    }
    found
}
