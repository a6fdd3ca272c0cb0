//! A fuzzer for a stable toolchain: inputs are changed at random, and one that brings an answer that was not heard
//! before is kept to be changed again. It measures no coverage; what tells new behaviour is the answers alone, so it
//! finds its way through a parser less well than an instrumented one would.
//!
//! Each target runs in a process of its own. An input that kills it, hangs it or brings a wrong answer is kept in
//! `corpus/`, where every later run begins with it.

mod arguments;
mod corpus;
mod imports;
#[cfg(test)]
mod inputs;
mod mutate;
mod seeds;
mod target;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use tempfile::TempDir;

use crate::crew;
use crate::hostile::shape;
use crate::table::{Figures, Set};
use crate::trial::{self, End, Word, say};
use target::{Input, Kind, Target};

/// The input that is being tried, for when its process dies of it.
const CURRENT: &str = "current";
/// A target whose process dies so often is given up.
const MAX_DEATHS: u64 = 20;

/// What a process that tries inputs is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Trial {
    /// What the inputs are put into
    #[arg(long)]
    target: Kind,
    /// Where it may write
    #[arg(long, value_name = "DIR")]
    home: PathBuf,
    /// What changes are drawn from
    #[arg(long)]
    seed: u64,
    /// For how long
    #[arg(long)]
    millis: u64,
    /// Begin with the inputs that are kept
    #[arg(long)]
    corpus: bool,
}

/// Tries inputs on every target for a while.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    let span = set.pick(Duration::from_secs(2), Duration::from_secs(90));
    let tried = crew::each(Kind::ALL, |kind| {
        let scratch = scratch.to_owned();
        async move { fuzz(kind, span, set, &scratch).await }
    });
    let mut rows = tried.await?;
    rows.sort_by(|a, b| a.method.cmp(&b.method));
    Ok(rows)
}

/// Tries inputs on one target; behind one that ends the process, another goes on.
async fn fuzz(kind: Kind, span: Duration, set: Set, scratch: &Path) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(format!("fuzz: {}", kind.name()));
    // A quick run is the same every time; a long one goes where none was.
    let mut seed = set.pick(1, rand::random());
    let end = Instant::now() + span;
    let mut deaths = 0;
    while deaths == 0 || (deaths < MAX_DEATHS && Instant::now() < end) {
        let home = TempDir::with_prefix_in("fuzz-", scratch)?;
        let left = end.saturating_duration_since(Instant::now());
        let mut arguments: Vec<OsString> = ["fuzz", "--target", kind.name(), "--home"]
            .map(Into::into)
            .to_vec();
        arguments.push(home.path().into());
        for (name, number) in [("--seed", seed), ("--millis", u64::try_from(left.as_millis())?)] {
            arguments.extend([name.into(), number.to_string().into()]);
        }
        if deaths == 0 {
            arguments.push("--corpus".into());
        }
        let ended = trial::watch(&arguments, |word| hear(&mut figures, word)).await?;
        let End::At { fault, .. } = ended else { break };
        deaths += 1;
        seed += 1;
        figures.lose(format!("{fault}; {}", keep_current(kind, home.path())?));
    }
    Ok(figures)
}

fn hear(figures: &mut Figures, word: Word) {
    match word {
        Word::Begins { .. } => figures.cases += 1,
        Word::Ends(report) => {
            figures.checked += report.checked;
            if !report.findings.is_empty() {
                figures.lose(report.findings.join("; "));
            }
            if !report.outside.is_empty() {
                figures.touch_outside(report.outside.join("; "));
            }
        }
        Word::Note(note) => figures.note = note,
    }
}

/// Keeps the input that ended a process.
fn keep_current(kind: Kind, home: &Path) -> anyhow::Result<String> {
    let mut entries = std::fs::read_dir(home)?.flatten().map(|entry| entry.path());
    let current = entries.find(|path| path.file_stem().is_some_and(|stem| stem == CURRENT));
    let Some(current) = current else {
        return Ok("before any input".to_owned());
    };
    let extension = current.extension().unwrap_or_default().to_string_lossy();
    let input = Input::new(&extension, &std::fs::read(&current)?);
    Ok(corpus::keep_found(kind, &input)?)
}

/// Tries inputs and says what they came to: what [`run`] starts.
pub(crate) async fn endure(trial: &Trial) -> anyhow::Result<()> {
    trial::note_panics();
    let mut rng = StdRng::seed_from_u64(trial.seed);
    let end = Instant::now() + Duration::from_millis(trial.millis);
    let mut target = Target::make(trial.target, &trial.home).await?;
    let mut pool: Vec<Input> = corpus::read(trial.target)?
        .into_iter()
        .map(|(_, input)| input)
        .collect();
    anyhow::ensure!(!pool.is_empty(), "there is nothing to begin with");
    let seeds = pool.clone();
    let mut first = seeds.iter().filter(|_| trial.corpus);
    let mut heard = Heard::default();
    let mut number = 0;
    loop {
        let input = match first.next() {
            Some(kept) => kept.clone(),
            None if Instant::now() < end => draw(trial.target, &pool, &mut rng),
            None => break,
        };
        let current = trial.home.join(format!("{CURRENT}.{}", input.extension));
        std::fs::write(&current, &input.bytes)?;
        let name = format!("input {number} of seed {}", trial.seed);
        say(&Word::Begins { number, name })?;
        let mut tried = target.attempt(&input).await?;
        std::fs::remove_file(&current)?;
        heard.keep_faults(trial.target, &input, &mut tried.report)?;
        say(&Word::Ends(tried.report))?;
        if heard.anything_new(tried.answers) {
            pool.push(input);
        }
        number += 1;
    }
    say(&Word::Note(format!(
        "{} kept inputs, {} with new answers",
        seeds.len(),
        pool.len() - seeds.len()
    )))
}

fn draw(kind: Kind, pool: &[Input], rng: &mut StdRng) -> Input {
    let (one, other) = (pool.choose(rng), pool.choose(rng));
    let (Some(one), Some(other)) = (one, other) else {
        return Input::new("", b"");
    };
    // What is no document at all is refused before it is looked at: most changes leave it one.
    let document = if one.extension == "json" && rng.random_bool(0.8) {
        mutate::mutate_json(&one.bytes, &other.bytes, rng)
    } else {
        None
    };
    let mut bytes = document.unwrap_or_else(|| mutate::mutate(&one.bytes, &other.bytes, kind.words(), rng));
    if kind == Kind::Paths && rng.random_bool(0.3) {
        // Most changes break the one folder that is followed: these do not.
        bytes.splice(0..0, b"media/".iter().copied());
    }
    Input {
        extension: one.extension.clone(),
        bytes,
    }
}

/// What was answered and found so far.
#[derive(Default)]
struct Heard {
    answers: BTreeSet<String>,
    faults: BTreeSet<String>,
}

impl Heard {
    fn anything_new(&mut self, answers: Vec<String>) -> bool {
        let known = self.answers.len();
        self.answers.extend(answers);
        self.answers.len() > known
    }

    /// Keeps the first input of each fault, and says where.
    fn keep_faults(&mut self, kind: Kind, input: &Input, report: &mut trial::Report) -> anyhow::Result<()> {
        let faults = report.findings.iter().chain(&report.outside);
        let shapes: Vec<String> = faults.map(|fault| shape(fault)).collect();
        let known = self.faults.len();
        self.faults.extend(shapes);
        if self.faults.len() > known {
            let kept = corpus::keep_found(kind, input)?;
            let told = report.findings.first_mut().or(report.outside.first_mut());
            told.into_iter()
                .for_each(|fault| *fault = format!("{kept}: {fault}"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every input that is kept, once: a fault that was found and mended stays mended.
    #[tokio::test]
    async fn every_kept_input_is_taken_or_refused_as_it_should_be() {
        for kind in Kind::ALL {
            let home = TempDir::new().unwrap();
            let mut target = Target::make(kind, home.path()).await.unwrap();
            for (name, input) in corpus::read(kind).unwrap() {
                let tried = target.attempt(&input).await.unwrap();
                let (findings, outside) = (tried.report.findings, tried.report.outside);
                assert!(
                    findings.is_empty() && outside.is_empty(),
                    "{}/{name}: {findings:?} {outside:?}",
                    kind.name()
                );
            }
        }
    }

    #[test]
    fn an_answer_is_new_once() {
        let mut heard = Heard::default();
        assert!(heard.anything_new(vec!["a".to_owned()]));
        assert!(!heard.anything_new(vec!["a".to_owned()]));
        assert!(heard.anything_new(vec!["a".to_owned(), "b".to_owned()]));
    }
}
