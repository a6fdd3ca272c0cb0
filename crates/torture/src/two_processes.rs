//! Two processes: one holds a library and the other is refused; one is killed amid its steps and the next goes on from
//! there; and of two that come at once, one gets it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use anyhow::ensure;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use segue_core::Error;
use tokio::time::sleep;

use crate::actor::{Said, code_name, open_or_create, say};
use crate::program::Program;
use crate::scenario::{Case, Judgement, Scenario};
use crate::table::{Figures, Set};
use crate::verdict::Depth;
use crate::{crew, progress};

const METHOD: &str = "two processes";
/// Steps that are done before two processes come, and after which the plan is through.
const STEPS: (usize, usize) = (8, 70);
/// Longest time that the first is left alone, twice: less than its steps take.
const LONGEST_RUN: Duration = Duration::from_millis(20);
/// The walk through all of history costs more than the rest: every so many cases.
const WALK_EVERY: u64 = 6;
/// How long a process may take for a word, and how long one waits that keeps a library.
const PATIENCE: Duration = Duration::from_secs(60);
/// What a process says that is told who has the library.
const IN_USE: &str = "refused library_in_use: ";
/// What a process says that was to make a library where another is making one.
const NOT_NEW: [&str; 2] = [
    "refused invalid: This folder is a Segue library already.",
    "refused invalid: A new library needs an empty folder.",
];

/// Opens a library, or makes it where there is none, says so, and keeps it until it is killed.
pub(crate) async fn keep(folder: &Path) -> anyhow::Result<()> {
    match open_or_create(folder).await {
        Ok(library) => {
            say("open")?;
            sleep(PATIENCE).await;
            library.close().await?;
            anyhow::bail!("nobody came to kill it")
        }
        Err(error) => match error.downcast_ref::<Error>() {
            Some(refusal) => say(&format!("refused {}: {refusal}", code_name(refusal.code()))),
            None => Err(error),
        },
    }
}

/// Lets processes meet on many libraries.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    let (seeds, kills_a_seed, races_a_seed) = set.pick((2, 6, 4), (25, 12, 8));
    let mut figures = Figures::of(METHOD);
    let (mut at_work, mut amid_a_step) = (0, 0);
    for seed in 4_000..4_000 + seeds {
        let worked = Scenario::prepare(scratch, seed, STEPS.0, STEPS.1).await?;
        let worked = Arc::new(worked.forgiving_strays());
        let none_yet = Arc::new(Scenario::prepare(scratch, seed, 0, STEPS.1).await?);
        let takeovers = crew::each(0..kills_a_seed, |number| {
            let scenario = Arc::clone(&worked);
            async move { take_over(&scenario.case()?, seed, number).await }
        });
        for met in takeovers.await? {
            at_work += u64::from(!met.said.closed);
            amid_a_step += u64::from(met.said.begun > met.said.answered);
            note(&mut figures, &met);
        }
        let races = crew::each(0..races_a_seed, |number| {
            let is_new = number % 2 == 1;
            let scenario = Arc::clone(if is_new { &none_yet } else { &worked });
            async move { race(&scenario.case()?, is_new).await }
        });
        for met in races.await? {
            note(&mut figures, &met);
        }
        progress(&format!("{METHOD}: {}, {} lost", figures.cases, figures.lost));
    }
    figures.note = format!("{at_work} killed at work, {amid_a_step} of them amid a step");
    Ok(vec![figures.needs(set.pick(1, 500))])
}

/// How two processes met, and what they left.
struct Met {
    name: String,
    /// What the first had said when it was killed.
    said: Said,
    judgement: Judgement,
}

fn note(figures: &mut Figures, met: &Met) {
    figures.cases += 1;
    figures.checked += met.judgement.checked;
    figures.judge(&met.name, &met.judgement);
}

/// Holds a first process amid its steps: a second is refused and changes nothing. The first is killed amid its steps: the
/// second opens at once, finds what was acknowledged, and does the rest.
async fn take_over(case: &Case, seed: u64, number: u64) -> anyhow::Result<Met> {
    let mut rng = StdRng::seed_from_u64((seed << 8) | number);
    let mut pause = || rng.random_range(Duration::ZERO..LONGEST_RUN);
    let mut first = Program::start(case.doer("act").arguments, &case.beside("first"))?;
    first_answer(&first).await?;
    sleep(pause()).await;
    let mut findings = Vec::new();
    if !first.hold()? {
        // One that is through with its steps may have let the library go.
        if Said::of(&first.answers()?).answered < case.end() {
            findings = refused(case, &first).await?;
        }
        first.go_on()?;
        sleep(pause()).await;
    }
    first.kill();
    let said = Said::of(&first.answers()?);
    findings.extend(does_well(case, case.end()).await?);

    let depth = if number.is_multiple_of(WALK_EVERY) {
        Depth::Walk
    } else {
        Depth::Look
    };
    let mut judgement = case.judge(case.allowed(said), Depth::Look).await;
    if let Some(state) = judgement.state {
        findings.extend(does_well(case, state).await?);
        let last = case.judge(case.end()..=case.end(), depth).await;
        judgement.checked += last.checked;
        findings.extend(last.findings);
        judgement.outside.extend(last.outside);
    }
    judgement.findings.extend(findings);
    Ok(Met {
        name: format!("{}, taken over after {said:?}", case.name()),
        said,
        judgement,
    })
}

/// Returns what is wrong with how a second process is refused while the first is held.
async fn refused(case: &Case, first: &Program) -> anyhow::Result<Vec<String>> {
    let before = files(&case.library())?;
    let second = Program::start(keep_arguments(case), &case.beside("second"))?;
    let answer = first_answer(&second).await?;
    let mut findings = Vec::new();
    if !(answer.starts_with(IN_USE) && answer.contains(&format!("process {} on ", first.id()))) {
        findings.push(format!(
            "process {} has it, and another is told “{answer}”",
            first.id()
        ));
    }
    if files(&case.library())? != before {
        findings.push("the process that was refused changed something".to_owned());
    }
    Ok(findings)
}

/// Lets a process do the steps from one on, and returns what it complains of.
async fn does_well(case: &Case, from: usize) -> anyhow::Result<Option<String>> {
    let output = case.rest("act", from).run().await?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    Ok((!output.status.success()).then(|| format!("going on from step {from}: {complaint}")))
}

/// Starts two processes at the same moment: one gets the library, the other is refused.
async fn race(case: &Case, is_new: bool) -> anyhow::Result<Met> {
    let mut both = [
        Program::start(keep_arguments(case), &case.beside("first"))?,
        Program::start(keep_arguments(case), &case.beside("second"))?,
    ];
    let answers = [first_answer(&both[0]).await?, first_answer(&both[1]).await?];
    both.iter_mut().for_each(Program::kill);
    let states = case.allowed(Said::default());
    let mut judgement = case.judge(states, Depth::Look).await;
    if !is_one_served(&answers, is_new) {
        judgement
            .findings
            .push(format!("two came at once and were told {answers:?}"));
    }
    Ok(Met {
        name: format!("{}, two at once", case.name()),
        said: Said::default(),
        judgement,
    })
}

/// Whether one of two got the library, and the other was told so. Of two that make one, the second may find it made, or
/// in the making.
fn is_one_served(answers: &[String; 2], is_new: bool) -> bool {
    let is_refusal = |answer: &str| answer.starts_with(IN_USE) || (is_new && NOT_NEW.contains(&answer));
    match answers.each_ref().map(String::as_str) {
        ["open", other] | [other, "open"] => is_refusal(other),
        _ => false,
    }
}

fn keep_arguments(case: &Case) -> Vec<OsString> {
    vec!["keep".into(), case.library().into()]
}

/// Waits for a process's first line.
async fn first_answer(program: &Program) -> anyhow::Result<String> {
    let started = Instant::now();
    loop {
        if let Some((line, _)) = program.answers()?.split_once('\n') {
            return Ok(line.to_owned());
        }
        ensure!(
            started.elapsed() < PATIENCE,
            "process {} says nothing",
            program.id()
        );
        sleep(Duration::from_millis(1)).await;
    }
}

/// What a folder holds, each file and folder with the moment when it was last changed.
type Files = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

/// Reads all files beneath a folder.
fn files(folder: &Path) -> std::io::Result<Files> {
    let mut found = Files::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let metadata = path.symlink_metadata()?;
        let bytes = if metadata.is_dir() {
            found.extend(files(&path)?);
            Vec::new()
        } else {
            std::fs::read(&path)?
        };
        found.insert(path, (bytes, metadata.modified()?));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_two_has_to_be_served_and_the_other_to_be_told() {
        let served = |answers: [&str; 2], is_new| is_one_served(&answers.map(str::to_owned), is_new);
        let in_use = "refused library_in_use: This library is open in another Segue.";
        let [made, _] = NOT_NEW;
        assert!(served(["open", in_use], false) && served([in_use, "open"], true));
        assert!(served(["open", made], true) && !served(["open", made], false));
        for wrong in [["open", "open"], [in_use, in_use], ["open", "refused io: no"]] {
            assert!(!served(wrong, true), "{wrong:?}");
        }
    }

    #[test]
    fn a_changed_and_a_new_file_and_a_touched_one_are_seen() {
        let home = tempfile::TempDir::new().unwrap();
        std::fs::create_dir(home.path().join("media")).unwrap();
        let file = home.path().join("media/a.png");
        std::fs::write(&file, b"a").unwrap();
        let before = files(home.path()).unwrap();
        assert_eq!(files(home.path()).unwrap(), before);
        std::fs::File::open(&file)
            .unwrap()
            .set_modified(SystemTime::UNIX_EPOCH)
            .unwrap();
        let touched = files(home.path()).unwrap();
        assert_ne!(touched, before);
        std::fs::write(home.path().join("media/b.png"), b"").unwrap();
        assert_ne!(files(home.path()).unwrap(), touched);
    }
}
