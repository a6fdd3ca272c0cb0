//! Kills: the actor is killed before any of the calls that may change a library, and so is the recovery after it.

use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::sync::Arc;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use crate::actor::Said;
use crate::scenario::{Case, Judgement, Scenario};
use crate::strace::{self, Harm, Harmed, Point};
use crate::table::{Figures, Set};
use crate::verdict::Depth;
use crate::{crew, progress};

const METHOD: &str = "kills";
const IN_RECOVERY: &str = "kills inside recovery";
const SIGKILL: i32 = 9;
/// Steps that an actor does before it is harmed, and while it is.
const STEPS: (usize, usize) = (10, 22);
/// The walk through all of history costs more than the kill: every so many cases.
const WALK_EVERY: usize = 4;

/// Kills actors at all points of many seeds, or at a sample, and then the recoveries of some.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    if let Some(why) = strace::why_not().await {
        return Ok(vec![
            Figures::skipped(METHOD, &*why),
            Figures::skipped(IN_RECOVERY, why),
        ]);
    }
    let (target, points_a_seed, recoveries_a_seed) = set.pick((300, 60, 4), (10_000, usize::MAX, 12));
    let mut kills = Tally::of(METHOD);
    let mut in_recovery = Tally::of(IN_RECOVERY);
    for seed in 0.. {
        let from = if seed % 3 == 0 { 0 } else { STEPS.0 };
        let scenario = Arc::new(Scenario::prepare(scratch, seed, from, STEPS.1).await?);
        let points = sample(&scenario, watch(&scenario, "act").await?, points_a_seed);
        for ended in kill_at(&scenario, "act", points.clone()).await? {
            kills.note(&scenario, ended);
        }
        for ended in kill_recoveries(&scenario, points, recoveries_a_seed, set.pick(5, 16)).await? {
            in_recovery.note(&scenario, ended);
        }
        progress(&format!("{kills}; {in_recovery}"));
        if kills.figures.cases >= target {
            break;
        }
    }
    Ok(vec![
        kills.figures().needs(set.pick(1, 10_000)),
        in_recovery.figures().needs(1),
    ])
}

/// Returns every point at which a program can be harmed that does a scenario's steps.
pub(crate) async fn watch(scenario: &Arc<Scenario>, program: &str) -> anyhow::Result<Vec<Point>> {
    scenario.case()?.doer(program).watch().await
}

/// Picks points: first one of each call in each verb, then what chance brings.
pub(crate) fn sample(scenario: &Scenario, mut points: Vec<Point>, count: usize) -> Vec<Point> {
    points.shuffle(&mut StdRng::seed_from_u64(scenario.seed));
    let mut seen = BTreeSet::new();
    // False sorts first, and the sort is stable.
    points.sort_by_cached_key(|point| !seen.insert((point.call.clone(), scenario.verb(point.step))));
    points.truncate(count);
    points
}

/// How a run that was to be killed ended, and what was left.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Where it was killed, if it came there.
    pub(crate) killed: Option<Point>,
    /// What it takes to see this again.
    pub(crate) name: String,
    /// What was left.
    pub(crate) judgement: Judgement,
}

/// Kills a program at each point, on a fresh copy each time, and judges what is left.
pub(crate) async fn kill_at(
    scenario: &Arc<Scenario>,
    program: &'static str,
    points: Vec<Point>,
) -> anyhow::Result<Vec<Ended>> {
    crew::each(points.into_iter().enumerate(), |(number, point)| {
        let scenario = Arc::clone(scenario);
        async move {
            let case = scenario.case()?;
            let run = kill(&case, program, &point).await?;
            let depth = if number % WALK_EVERY == 0 {
                Depth::Walk
            } else {
                Depth::Look
            };
            let mut judgement = case.judge(case.allowed(run.said), depth).await;
            judgement.findings.extend(run.complaint);
            Ok(Ended {
                name: format!("{}, killed at {point}", case.name()),
                killed: run.killed.then_some(point),
                judgement,
            })
        }
    })
    .await
}

/// Kills some actors amid moves, and their recovery at some points, and half of the times the recovery after that.
async fn kill_recoveries(
    scenario: &Arc<Scenario>,
    points: Vec<Point>,
    actors: usize,
    points_each: usize,
) -> anyhow::Result<Vec<Ended>> {
    let amid_moves = |point: &Point| ["renameat2", "unlinkat", "fsync"].contains(&&*point.call);
    let mut ended = Vec::new();
    for first in points.into_iter().filter(amid_moves).take(actors) {
        let left = Arc::new(scenario.case()?);
        let run = kill(&left, "act", &first).await?;
        // What was killed before it made a library leaves nothing to recover.
        if !run.said.open {
            continue;
        }
        let points = sample(
            scenario,
            left.again()?.recovery("act").watch().await?,
            points_each,
        );
        ended.extend(
            crew::each(points, |point| {
                let (left, first) = (Arc::clone(&left), first.clone());
                async move { kill_recovery(&left, run.said, &first, point).await }
            })
            .await?,
        );
    }
    Ok(ended)
}

async fn kill_recovery(left: &Case, said: Said, first: &Point, point: Point) -> anyhow::Result<Ended> {
    let case = left.again()?;
    let run = harm(case.recovery("act").harm(&point, Harm::Kill).await?);
    let mut complaints: Vec<String> = run.complaint.into_iter().collect();
    if rand::rng().random_bool(0.5) {
        let again = harm(case.recovery("act").harm(&point, Harm::Kill).await?);
        complaints.extend(again.complaint);
    }
    let mut judgement = case.judge(case.allowed(said), Depth::Look).await;
    judgement.findings.extend(complaints);
    Ok(Ended {
        name: format!("{}, killed at {first}, recovery killed at {point}", case.name()),
        killed: run.killed.then_some(point),
        judgement,
    })
}

/// What a program said until it was killed, or was through.
struct Run {
    said: Said,
    killed: bool,
    /// It ended by itself, and not well.
    complaint: Option<String>,
}

async fn kill(case: &Case, program: &str, point: &Point) -> anyhow::Result<Run> {
    Ok(harm(case.doer(program).harm(point, Harm::Kill).await?))
}

fn harm(Harmed { output, .. }: Harmed) -> Run {
    let killed = output.status.signal() == Some(SIGKILL);
    let complaint = || {
        format!(
            "it ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        )
    };
    Run {
        said: Said::of(&String::from_utf8_lossy(&output.stdout)),
        killed,
        complaint: (!killed && !output.status.success()).then(complaint),
    }
}

/// What the kills left behind.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) figures: Figures,
    verbs: BTreeSet<String>,
    calls: BTreeSet<String>,
}

impl Tally {
    /// Starts counting.
    pub(crate) fn of(method: &str) -> Self {
        Self {
            figures: Figures::of(method),
            verbs: BTreeSet::new(),
            calls: BTreeSet::new(),
        }
    }

    /// Counts a run. One that its kill did not reach is judged too, but no case.
    pub(crate) fn note(&mut self, scenario: &Scenario, ended: Ended) {
        let Ended {
            killed,
            name,
            judgement,
        } = ended;
        self.figures.checked += judgement.checked;
        if let Some(point) = killed {
            self.figures.cases += 1;
            self.verbs.insert(scenario.verb(point.step));
            self.calls.insert(point.call);
        }
        self.figures.judge(&name, &judgement);
    }

    /// Returns the row, with how far the kills reached.
    pub(crate) fn figures(mut self) -> Figures {
        self.figures.note = match self.verbs.len() {
            1 => format!("at {} calls", self.calls.len()),
            verbs => format!("in {verbs} verbs, at {} calls", self.calls.len()),
        };
        self.figures
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Figures {
            method, cases, lost, ..
        } = &self.figures;
        write!(f, "{method}: {cases}, {lost} lost")
    }
}
