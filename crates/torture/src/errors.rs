//! Injected errors: each call that may change a library fails once, or from then on. Segue has to refuse clearly, lose
//! nothing, and go on.

use std::path::Path;
use std::sync::Arc;

use segue_core::{Error, ErrorCode, Library};

use crate::actor::{Said, code_name, open_or_create, say};
use crate::kill::{sample, watch};
use crate::plan::Plan;
use crate::scenario::{Case, Judgement, Scenario};
use crate::strace::{self, Harm, Harmed, Point};
use crate::table::{Figures, Set};
use crate::verdict::Depth;
use crate::{crew, progress};

const METHOD: &str = "injected errors";
/// What a disk says that is broken, full or not ours to write.
const ERRORS: [&str; 3] = ["EIO", "ENOSPC", "EACCES"];
/// Steps that an actor does before a call fails, and after which it is through.
const STEPS: (usize, usize) = (10, 22);
/// How often a step is asked for that a failing disk refuses.
const TRIES: usize = 3;

/// Lets calls fail at all points of many seeds, or at a sample.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    if let Some(why) = strace::why_not().await {
        return Ok(vec![Figures::skipped(METHOD, why)]);
    }
    let (target, points_a_seed) = set.pick((200, 40), (10_000, usize::MAX));
    let mut figures = Figures::of(METHOD);
    let mut refused_and_done = 0;
    for seed in 1_000.. {
        let from = if seed % 3 == 0 { 0 } else { STEPS.0 };
        let scenario = Scenario::prepare(scratch, seed, from, STEPS.1).await?;
        let scenario = Arc::new(scenario.forgiving_strays());
        let points = sample(&scenario, watch(&scenario, "insist").await?, points_a_seed);
        let ended = crew::each(points.into_iter().enumerate(), |(number, point)| {
            let scenario = Arc::clone(&scenario);
            async move { refuse(&scenario.case()?, point, number).await }
        });
        for ended in ended.await? {
            figures.cases += u64::from(ended.refused);
            figures.checked += ended.judgement.checked;
            refused_and_done += u64::from(ended.refused_and_done);
            figures.judge(&ended.name, &ended.judgement);
        }
        progress(&format!("{METHOD}: {}, {} lost", figures.cases, figures.lost));
        if figures.cases >= target {
            break;
        }
    }
    figures.note = match refused_and_done {
        0 => String::new(),
        cases => format!("{cases} times a step was refused and yet done after a restart"),
    };
    Ok(vec![figures.needs(set.pick(1, 10_000))])
}

struct Ended {
    refused: bool,
    refused_and_done: bool,
    name: String,
    judgement: Judgement,
}

async fn refuse(case: &Case, point: Point, number: usize) -> anyhow::Result<Ended> {
    let error = ERRORS[number % ERRORS.len()];
    let harm = match number / ERRORS.len() % 3 {
        0 => Harm::RefuseOn(error),
        _ => Harm::Refuse(error),
    };
    let Harmed { output, refusals } = case.doer("insist").harm(&point, harm).await?;
    let said = Said::of(&String::from_utf8_lossy(&output.stdout));
    let allowed = case.allowed(said);
    let mut judgement = case.judge(allowed.clone(), Depth::Look).await;
    if !output.status.success() {
        let why = told(&output.stderr);
        judgement
            .findings
            .push(format!("it ended with {}: {why}", output.status));
    }
    if refusals < TRIES && !said.closed {
        judgement.findings.push(format!(
            "refused {refusals} times, it did not go on: {}",
            told(&output.stdout)
        ));
    }
    Ok(Ended {
        refused: refusals > 0,
        refused_and_done: judgement.state > Some(*allowed.start()),
        name: format!("{}, {harm} at {point}", case.name()),
        judgement,
    })
}

/// Returns an output's last words.
fn told(output: &[u8]) -> String {
    let lines: Vec<String> = String::from_utf8_lossy(output)
        .lines()
        .rev()
        .take(4)
        .map(str::to_owned)
        .collect();
    lines.into_iter().rev().collect::<Vec<_>>().join(" / ")
}

/// Does steps like the actor, and asks again when the disk refuses one, until it gives up.
///
/// # Errors
/// An answer that is neither the reference's nor what a failing disk explains.
pub(crate) async fn insist(folder: &Path, seed: u64, steps: usize, from: usize) -> anyhow::Result<()> {
    let plan = Plan::draw(seed, steps);
    let Some(library) = open(folder).await? else {
        return say("gave up");
    };
    say("open")?;
    for number in from..plan.steps.len() {
        say(&format!("began {number}"))?;
        if !do_step(&library, &plan, number).await? {
            return say("gave up");
        }
        say(&format!("done {number}"))?;
    }
    if let Err(error) = library.close().await {
        require_trouble("closing", &error)?;
    }
    say("closed")
}

async fn open(folder: &Path) -> anyhow::Result<Option<Library>> {
    for _ in 0..TRIES {
        match open_or_create(folder).await {
            Ok(library) => return Ok(Some(library)),
            Err(error) => match error.downcast_ref::<Error>() {
                Some(trouble) => require_trouble("opening", trouble)?,
                None => return Err(error),
            },
        }
    }
    Ok(None)
}

/// Returns whether the step was answered as it has to be, at the first or at a later try.
async fn do_step(library: &Library, plan: &Plan, number: usize) -> anyhow::Result<bool> {
    let (step, expected) = (&plan.steps[number], plan.answers[number]);
    for _ in 0..TRIES {
        match step.run(library).await {
            Ok(()) if expected == Ok(()) => return Ok(true),
            Err(error) if expected == Err(error.code()) => return Ok(true),
            Err(error) => require_trouble(&format!("step {number}, {step:?},"), &error)?,
            Ok(()) => anyhow::bail!("step {number}, {step:?}, was done and had to be refused"),
        }
    }
    Ok(false)
}

/// Says that the disk refused. Any other reason is wrong: nothing but the disk is.
fn require_trouble(what: &str, error: &Error) -> anyhow::Result<()> {
    use ErrorCode::{DiskFull, Io, PermissionDenied};
    anyhow::ensure!(
        matches!(error.code(), DiskFull | Io | PermissionDenied) && !error.to_string().is_empty(),
        "{what} was refused with {:?}: {error}",
        error.code()
    );
    say(&format!("failed {}: {error}", code_name(error.code())))
}
