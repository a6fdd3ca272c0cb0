//! Power cuts: an actor works on a disk of its own; at any moment it is held and the disk is copied as it is, and the
//! copy is mounted, recovered and judged.

mod disk;

use std::ffi::OsString;
use std::fs::File;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tempfile::TempDir;
use tokio::sync::mpsc;
use tokio::task::{JoinSet, spawn_blocking};

use crate::actor::{Said, allowed};
use crate::plan::Plan;
use crate::program::Program;
use crate::progress;
use crate::table::{Figures, Set};
use crate::verdict::{Canary, Depth, Judge};
use disk::{CutDisk, LiveDisk};

const METHOD: &str = "power cuts";
const STEPS: usize = 70;
/// Longest time that an actor is left alone between two cuts: less than a step takes.
const LONGEST_RUN: Duration = Duration::from_millis(3);
/// The walk through all of history costs more than the cut: every so many cases.
const WALK_EVERY: u64 = 12;
/// Copies that wait to be judged.
const QUEUE: usize = 4;

/// Cuts the power of many actors.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Figures> {
    if let Some(why) = why_not(scratch) {
        return Ok(Figures::skipped(METHOD, why));
    }
    let target = set.pick(150, 10_000);
    let (mut figures, mut amid_a_step) = (Figures::of(METHOD), 0);
    for seed in 0.. {
        let left = target - figures.cases;
        let cuts = cut_plan(scratch, seed, left, "act").await?;
        for cut in cuts {
            figures.cases += 1;
            figures.checked += cut.said.answered as u64;
            amid_a_step += u64::from(cut.said.begun > cut.said.answered);
            let told = |findings: &[String]| format!("seed {seed}, {:?}: {}", cut.said, findings.join("; "));
            if !cut.findings.is_empty() {
                figures.lose(told(&cut.findings));
            }
            if !cut.outside.is_empty() {
                figures.touch_outside(told(&cut.outside));
            }
        }
        progress(&format!(
            "{METHOD}: {} cuts, {} lost something",
            figures.cases, figures.lost
        ));
        if figures.cases >= target {
            break;
        }
    }
    figures.note = format!("{amid_a_step} amid a step");
    Ok(figures.needs(target))
}

/// Returns why no power can be cut here, if it can't.
pub(crate) fn why_not(scratch: &Path) -> Option<String> {
    disk::why_not(scratch)
}

/// Cuts the power at most so many times while a program does the steps of a seed, and judges each time.
///
/// # Errors
/// A disk that can't be made, and a program that fails by itself.
pub(crate) async fn cut_plan(
    scratch: &Path,
    seed: u64,
    most: u64,
    program: &str,
) -> anyhow::Result<Vec<Cut>> {
    let plan = Arc::new(Plan::draw(seed, STEPS));
    let judge = Arc::new(Judge::of(&plan));
    let actor = |disk: &Path| -> Vec<OsString> {
        let library = disk.join("library").into_os_string();
        let (seed, steps) = (seed.to_string(), STEPS.to_string());
        vec![
            program.into(),
            "--library".into(),
            library,
            "--seed".into(),
            seed.into(),
            "--steps".into(),
            steps.into(),
        ]
    };
    let verdict = move |number: u64, disk: PathBuf, said: Said| {
        let (plan, judge) = (Arc::clone(&plan), Arc::clone(&judge));
        async move {
            let library = disk.join("library");
            if said.open && !library.join("library.db").is_file() {
                return vec!["a library that was open is gone".to_owned()];
            }
            let depth = if number.is_multiple_of(WALK_EVERY) {
                Depth::Walk
            } else {
                Depth::Look
            };
            judge.judge(&library, allowed(&plan, said), depth).await.findings
        }
    };
    cut_while(scratch, seed, most, actor, verdict).await
}

/// A cut, and what was found after it.
#[derive(Debug)]
pub(crate) struct Cut {
    /// What the program had said by then.
    pub(crate) said: Said,
    /// What is wrong with what was left.
    pub(crate) findings: Vec<String>,
    /// What was touched beside it.
    pub(crate) outside: Vec<String>,
}

/// Runs a program of the rig's on a disk of its own and cuts the power at most so many times, at moments drawn from a
/// seed. `program` returns the arguments for a disk's folder; `judge` is given a cut's number, the folder of the disk
/// as it came back, and what the program had said: to the word, since it is held while the disk is copied.
///
/// # Errors
/// A disk that can't be made, and a program that fails by itself.
pub(crate) async fn cut_while<F>(
    scratch: &Path,
    seed: u64,
    most: u64,
    program: impl FnOnce(&Path) -> Vec<OsString>,
    judge: impl Fn(u64, PathBuf, Said) -> F + Clone + Send + 'static,
) -> anyhow::Result<Vec<Cut>>
where
    F: Future<Output = Vec<String>> + Send + 'static,
{
    let home = TempDir::with_prefix_in(format!("cuts-{seed}-"), scratch)?;
    let disk = LiveDisk::make(home.path())?;
    let canary = Arc::new(Canary::plant(&disk.folder().join("outside"))?);
    let device = File::open(disk.folder())?;
    spawn_blocking(move || rustix::fs::syncfs(device)).await??;

    let (copies, mut arriving) = mpsc::channel::<(PathBuf, Said)>(QUEUE);
    let arguments = program(disk.folder());
    let cutter = Cutter {
        disk,
        home: home.path().to_owned(),
        most,
        rng: StdRng::seed_from_u64(seed),
    };
    let cutting = spawn_blocking(move || cutter.cut(arguments, &copies));

    let hands = std::thread::available_parallelism()?.get();
    let (mut under_way, mut cuts, mut number) = (JoinSet::new(), Vec::new(), 0);
    while let Some((image, said)) = arriving.recv().await {
        if under_way.len() >= hands
            && let Some(cut) = under_way.join_next().await
        {
            cuts.push(cut??);
        }
        under_way.spawn(judge_copy(
            image,
            number,
            said,
            judge.clone(),
            Arc::clone(&canary),
        ));
        number += 1;
    }
    while let Some(cut) = under_way.join_next().await {
        cuts.push(cut??);
    }
    cutting.await??;
    Ok(cuts)
}

async fn judge_copy<F: Future<Output = Vec<String>>>(
    image: PathBuf,
    number: u64,
    said: Said,
    judge: impl Fn(u64, PathBuf, Said) -> F,
    canary: Arc<Canary>,
) -> anyhow::Result<Cut> {
    let disk = spawn_blocking(move || CutDisk::mount(image)).await??;
    let findings = judge(number, disk.folder().to_owned(), said).await;
    let outside = canary.findings_at(&disk.folder().join("outside"));
    spawn_blocking(move || drop(disk)).await?;
    Ok(Cut {
        said,
        findings,
        outside,
    })
}

/// Holds a program again and again, and copies its disk.
struct Cutter {
    disk: LiveDisk,
    home: PathBuf,
    most: u64,
    rng: StdRng,
}

impl Cutter {
    fn cut(mut self, arguments: Vec<OsString>, copies: &mpsc::Sender<(PathBuf, Said)>) -> anyhow::Result<()> {
        let mut program = Program::start(arguments, &self.home.join("answers"))?;
        let (mut written, mut number) = (None, 0);
        while number < self.most {
            std::thread::sleep(self.rng.random_range(Duration::ZERO..LONGEST_RUN));
            let ended = program.hold()?;
            // Held, it says nothing and writes nothing: what it said is what the disk has to have.
            let said = Said::of(&program.answers()?);
            let copy = self.home.join(format!("{number}.img"));
            if let Some(writes) = self.disk.copy(&copy, written)? {
                written = Some(writes);
                number += 1;
                copies
                    .blocking_send((copy, said))
                    .context("nobody judges any more")?;
            }
            if ended {
                break;
            }
            program.go_on()?;
        }
        Ok(())
    }
}
