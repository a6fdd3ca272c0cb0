//! Controls: programs that are wrong on purpose, under the same kills and power cuts and before the same judge as the
//! right one. Each has to be caught: a rig that cannot fail proves nothing.

use std::path::Path;
use std::sync::Arc;

use segue_core::Library;
use segue_core::simulate::{Deed, Witness, call_witness};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use crate::actor::{act, open_or_create, say};
use crate::content::Content;
use crate::kill::{kill_at, watch};
use crate::plan::Plan;
use crate::reference::{Reference, Segment};
use crate::scenario::Scenario;
use crate::step::Step;
use crate::table::{Figures, Set};
use crate::{Act, cuts, strace};

/// Steps among which a delete is looked for.
const STEPS: usize = 40;
/// Cuts of one wrong actor: its losses show early.
const CUTS_A_SEED: u64 = 20;

/// A wrong program, by what it does wrong.
#[derive(clap::Subcommand)]
pub(crate) enum Wrong {
    /// Control: unlink a segment's files, then delete its row
    UnlinkFirst(Act),
    /// Control: commit with synchronous=NORMAL
    CommitLax(Act),
    /// Control: give new content its name and its row without a sync
    AttachUnsynced(Act),
}

/// What gives a wrong program away.
struct Control {
    /// The verb of this program that is wrong.
    program: &'static str,
    /// The name of its row.
    name: &'static str,
    /// What a finding says, all of it, that is its doing.
    signs: &'static [&'static str],
}

const UNLINK_FIRST: Control = Control {
    program: "unlink-first",
    name: "control: unlink, then delete the row",
    signs: &["segment ", "no file at "],
};
const COMMIT_LAX: Control = Control {
    program: "commit-lax",
    name: "control: synchronous=NORMAL",
    signs: &["lacks  "],
};
const ATTACH_UNSYNCED: Control = Control {
    program: "attach-unsynced",
    name: "control: attach without fsync",
    signs: &["segment ", "spoilt bytes at "],
};

impl Wrong {
    /// Does the steps, wrongly.
    pub(crate) async fn act(self) -> anyhow::Result<()> {
        let (steps, laxity) = match self {
            Self::UnlinkFirst(steps) => return unlink_first(&steps).await,
            Self::CommitLax(steps) => (steps, Lax::Commits),
            Self::AttachUnsynced(steps) => (steps, Lax::Content),
        };
        call_witness(Box::new(laxity));
        let Act {
            library,
            seed,
            steps,
            from,
        } = steps;
        act(&library, seed, steps, from).await
    }
}

/// What a program does not make durable.
enum Lax {
    Commits,
    Content,
}

impl Witness for Lax {
    fn before(&self, _deed: Deed<'_>) -> std::io::Result<()> {
        Ok(())
    }

    fn forgets_to_sync_files(&self) -> bool {
        matches!(self, Self::Content)
    }

    fn commits_lag(&self) -> bool {
        matches!(self, Self::Commits)
    }
}

/// Harms each wrong program until it is caught often enough, or far too often in vain.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    Ok(vec![
        under_kills(&UNLINK_FIRST, set, scratch).await?,
        under_cuts(&COMMIT_LAX, set, scratch).await?,
        under_cuts(&ATTACH_UNSYNCED, set, scratch).await?,
    ])
}

/// Kills a program at every call of one delete.
async fn under_kills(control: &Control, set: Set, scratch: &Path) -> anyhow::Result<Figures> {
    if let Some(why) = strace::why_not().await {
        return Ok(Figures::skipped(control.name, why));
    }
    let mut caught = Caught::by(control, set);
    for seed in 0.. {
        let Some(delete) = first_delete(&Plan::draw(seed, STEPS)) else {
            continue;
        };
        let scenario = Arc::new(Scenario::prepare(scratch, seed, delete, delete + 1).await?);
        let mut points = watch(&scenario, control.program).await?;
        points.retain(|point| point.step == Some(delete));
        for ended in kill_at(&scenario, control.program, points).await? {
            if ended.killed.is_some() {
                caught.note(ended.judgement.checked, &ended.judgement.findings);
            }
        }
        if caught.is_enough() {
            break;
        }
    }
    Ok(caught.figures())
}

/// Cuts the power of a program.
async fn under_cuts(control: &Control, set: Set, scratch: &Path) -> anyhow::Result<Figures> {
    if let Some(why) = cuts::why_not(scratch) {
        return Ok(Figures::skipped(control.name, why));
    }
    let mut caught = Caught::by(control, set);
    for seed in 0.. {
        for cut in cuts::cut_plan(scratch, seed, CUTS_A_SEED, control.program).await? {
            caught.note(cut.said.answered as u64, &cut.findings);
        }
        if caught.is_enough() {
            break;
        }
    }
    Ok(caught.figures())
}

/// How often a wrong program was caught.
struct Caught {
    figures: Figures,
    signs: &'static [&'static str],
    found: u64,
    /// So many times are enough, and so many cases without them too many.
    enough: (u64, u64),
}

impl Caught {
    fn by(control: &Control, set: Set) -> Self {
        Self {
            figures: Figures::of(control.name),
            signs: control.signs,
            found: 0,
            enough: set.pick((5, 60), (100, 1_000)),
        }
    }

    /// Counts a case, and whether it gave the program away.
    fn note(&mut self, checked: u64, findings: &[String]) {
        self.figures.cases += 1;
        self.figures.checked += checked;
        let gives_away = |finding: &&String| self.signs.iter().all(|sign| finding.contains(sign));
        let Some(proof) = findings.iter().find(gives_away) else {
            return;
        };
        self.found += 1;
        if self.found == 1 {
            self.figures.note = format!("such as: {}", proof.trim_end());
        }
    }

    fn is_enough(&self) -> bool {
        let (found, cases) = self.enough;
        self.found >= found || self.figures.cases >= cases
    }

    fn figures(mut self) -> Figures {
        self.figures.found = Some(self.found);
        self.figures
    }
}

/// Returns the first step that deletes segments whose files are theirs alone, and leaves the gap.
fn first_delete(plan: &Plan) -> Option<usize> {
    plan.steps
        .iter()
        .zip(&plan.answers)
        .zip(&plan.states)
        .position(|((step, answer), before)| match step {
            Step::Delete {
                segments,
                ripple: false,
            } => answer.is_ok() && have_files_alone(before, segments),
            _ => false,
        })
}

/// Whether some segments have files, and no other segment, live or deleted, has one of them.
fn have_files_alone(now: &Reference, segments: &[i64]) -> bool {
    let live = now.stories().flat_map(|(_, story)| story.segments());
    let deleted = now.shelves().flat_map(|(_, shelf)| shelf.trash().values());
    let all: Vec<&Segment> = live
        .map(|(_, segment)| segment)
        .chain(deleted.map(|old| &old.segment))
        .collect();
    let contents = |which: &dyn Fn(&Segment) -> bool| -> Vec<Content> {
        let some = all.iter().filter(|segment| which(segment));
        some.flat_map(|segment| segment.contents()).collect()
    };
    let of_all = contents(&|_| true);
    let theirs = contents(&|segment| segments.contains(&segment.id));
    let alone = |content| of_all.iter().filter(|other| *other == content).count() == 1;
    !theirs.is_empty() && theirs.iter().all(alone)
}

/// Does steps like the actor, but deletes in the classic order.
async fn unlink_first(steps: &Act) -> anyhow::Result<()> {
    let plan = Plan::draw(steps.seed, steps.steps);
    let library = open_or_create(&steps.library).await?;
    say("open")?;
    for (number, step) in plan.steps.iter().enumerate().skip(steps.from) {
        say(&format!("began {number}"))?;
        match step {
            Step::Delete { segments, .. } => unlink_and_delete(&library, &steps.library, segments).await?,
            step => step.run(&library).await?,
        }
        say(&format!("done {number}"))?;
    }
    library.close().await?;
    say("closed")
}

/// Unlinks the files of segments, and then deletes their rows.
async fn unlink_and_delete(library: &Library, folder: &Path, segments: &[i64]) -> anyhow::Result<()> {
    let mut files = Vec::new();
    for project in library.projects().await? {
        for segment in library.segments(project.id).await? {
            if segments.contains(&segment.id.0) {
                files.extend([segment.image, segment.audio].into_iter().flatten());
            }
        }
    }
    for file in &files {
        std::fs::remove_file(folder.join(&file.path))?;
    }
    let mut database = SqliteConnectOptions::new()
        .filename(folder.join("library.db"))
        .connect()
        .await?;
    let mut change = database.begin().await?;
    for id in segments {
        let row = sqlx::query("DELETE FROM segment WHERE id = ?").bind(id);
        row.execute(&mut *change).await?;
    }
    for file in &files {
        let row = sqlx::query("DELETE FROM media WHERE path = ?").bind(&file.path);
        row.execute(&mut *change).await?;
    }
    change.commit().await?;
    Ok(database.close().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_delete_is_one_of_segments_with_files() {
        let found: Vec<(u64, usize)> = (0..20)
            .filter_map(|seed| Some((seed, first_delete(&Plan::draw(seed, STEPS))?)))
            .collect();
        assert!(found.len() > 10, "{found:?}");
        for (seed, step) in found {
            let plan = Plan::draw(seed, step + 1);
            assert!(matches!(plan.steps[step], Step::Delete { ripple: false, .. }));
            let (before, after) = (plan.states[step].files(), plan.states[step + 1].files());
            assert!(
                after.kept.len() > before.kept.len(),
                "seed {seed}: no file goes to the trash"
            );
        }
    }

    #[test]
    fn a_program_is_caught_by_what_it_does_wrong_alone() {
        let mut caught = Caught::by(&ATTACH_UNSYNCED, Set::Quick);
        let no_row = "has    spoilt bytes at media/a.png, which belongs nowhere".to_owned();
        caught.note(3, &["lacks  image 4 in the trash folder".to_owned(), no_row]);
        assert_eq!((caught.figures.cases, caught.found), (1, 0));
        caught.note(3, &["has    segment 1, spoilt bytes at media/a.png".to_owned()]);
        assert_eq!((caught.figures.cases, caught.found), (2, 1));
        assert!(!caught.is_enough());
        assert_eq!(caught.figures().found, Some(1));
    }
}
