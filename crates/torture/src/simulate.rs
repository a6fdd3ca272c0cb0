//! Model cases: random verbs on a library whose disk forgets what was not made durable, with crashes at any deed and
//! inside recovery, under the rules of other systems too, compared with the reference and shrunk where they differ.

mod disk;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use anyhow::Context;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use proptest_state_machine::ReferenceStateMachine;
use rand::SeedableRng;
use rand::rngs::StdRng;
use segue_core::Library;
use tempfile::TempDir;
use tokio::runtime::Handle;

use crate::progress;
use crate::reference::Reference;
use crate::step::Step;
use crate::table::{Figures, Set};
use crate::verdict::{Canary, Depth, Judge};
use disk::{Disk, Names, Wreck, Wrong};

const METHOD: &str = "model cases";
const MAX_SHRINKS: u32 = 300;

/// What happens to a library, one after the other.
#[derive(Debug, Clone)]
enum Event {
    /// A verb.
    Step(Step),
    /// Time passes: the moves so far are recorded.
    Pause,
    /// The library is closed and opened again.
    Reopen,
    /// Other programs open all files, and a move is refused so many times before they close them.
    Hold(u32),
}

/// An event, and a crash while it happens or right after.
#[derive(Debug, Clone)]
struct Happening {
    event: Event,
    /// How many deeds of the event are done before the crash.
    deeds: u32,
    /// Seed of what survives.
    survivors: u64,
    /// The recovery crashes too, before this deed.
    again: Option<u32>,
}

/// A library's life, as proptest draws it.
struct Life;

impl ReferenceStateMachine for Life {
    type State = Reference;
    type Transition = Happening;

    fn init_state() -> BoxedStrategy<Reference> {
        Just(Reference::default()).boxed()
    }

    fn transitions(now: &Reference) -> BoxedStrategy<Happening> {
        let now = now.clone();
        let step = any::<u64>().prop_map(move |seed| Step::draw(&now, &mut StdRng::seed_from_u64(seed)));
        let event = prop_oneof![
            30 => step.prop_map(Event::Step),
            4 => Just(Event::Pause),
            1 => Just(Event::Reopen),
            1 => (1..9_u32).prop_map(Event::Hold),
        ];
        (
            event,
            0..10_u32,
            any::<u64>(),
            proptest::option::weighted(0.3, 0..6_u32),
        )
            .prop_map(|(event, deeds, survivors, again)| Happening {
                event,
                deeds,
                survivors,
                again,
            })
            .boxed()
    }

    // Shrinking leaves steps out, and may not let two files be taken for one.
    fn preconditions(now: &Reference, happening: &Happening) -> bool {
        match &happening.event {
            Event::Step(step) => {
                let there = now.may_be_on_disk();
                step.brings().iter().all(|content| !there.contains(content))
            }
            _ => true,
        }
    }

    fn apply(mut now: Reference, happening: &Happening) -> Reference {
        if let Event::Step(step) = &happening.event {
            // A refusal changes nothing, and is looked for when the core is asked.
            let _ = now.apply(step);
        }
        now
    }
}

/// Counts what was tried.
#[derive(Debug, Default)]
struct Tally {
    crashes: AtomicU64,
    checked: AtomicU64,
}

/// Tries model cases until enough crashes were survived, and then the controls.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    let (target, lives) = set.pick((400, 8), (50_000, 40));
    let hands = std::thread::available_parallelism()?.get() as u64;
    let mut figures = Figures::of(METHOD);
    for round in 0.. {
        let seeds = (0..hands).map(|hand| round * hands + hand);
        let batches = crate::crew::each(seeds, |seed| batch(scratch.to_owned(), seed, lives, None)).await?;
        for tried in batches {
            figures.cases += tried.tally.crashes.into_inner();
            figures.checked += tried.tally.checked.into_inner();
            if let Some(fault) = tried.fault {
                figures.lose(fault);
            }
        }
        progress(&format!(
            "{METHOD}: {} crashes, {} batches lost something",
            figures.cases, figures.lost
        ));
        if figures.cases >= target {
            break;
        }
    }
    let mut rows = vec![figures.needs(target)];
    for (wrong, name) in [
        (
            Wrong::RecordsFirst,
            "model control: moves recorded before the sync",
        ),
        (Wrong::SyncsNoContent, "model control: content not synced"),
    ] {
        rows.push(control(wrong, name, set, scratch).await?);
    }
    Ok(rows)
}

/// Does with a wrong program what is done with the right one: the losses have to be found.
async fn control(wrong: Wrong, name: &str, set: Set, scratch: &Path) -> anyhow::Result<Figures> {
    let mut figures = Figures::of(name);
    let mut found = 0;
    let lives = set.pick(12, 60);
    let batches = crate::crew::each(0..lives, |seed| batch(scratch.to_owned(), seed, 1, Some(wrong))).await?;
    for tried in batches {
        figures.cases += tried.tally.crashes.into_inner();
        found += u64::from(tried.fault.is_some());
    }
    figures.found = Some(found);
    figures.note = format!("in {found} of {lives} lives");
    Ok(figures)
}

/// What some lives came to.
struct Tried {
    tally: Tally,
    fault: Option<String>,
}

/// Draws lives from a seed and lives them, up to the first that differs from the reference, which is shrunk.
async fn batch(
    scratch: std::path::PathBuf,
    seed: u64,
    lives: u32,
    wrong: Option<Wrong>,
) -> anyhow::Result<Tried> {
    let runtime = Handle::current();
    let batch = tokio::task::spawn_blocking(move || {
        let tally = Tally::default();
        let config = Config {
            cases: lives,
            failure_persistence: None,
            max_shrink_iters: if wrong.is_some() { 0 } else { MAX_SHRINKS },
            ..Config::default()
        };
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let names = if seed.is_multiple_of(2) {
            Names::Cased
        } else {
            Names::Caseless
        };
        let lived = TestRunner::new_with_rng(config, rng).run(
            &Life::sequential_strategy(6..16),
            |(_, happenings, seen)| {
                // Only where it is shrunk: proptest-state-machine takes the count amiss otherwise.
                let seen = seen.filter(|_| wrong.is_none());
                let living = live(&scratch, &happenings, seen.as_deref(), names, wrong, &tally);
                match runtime.block_on(living) {
                    Ok(findings) if findings.is_empty() => Ok(()),
                    Ok(findings) => Err(TestCaseError::fail(findings.join("; "))),
                    Err(error) => Err(TestCaseError::fail(format!("{error:#}"))),
                }
            },
        );
        let fault = lived.err().map(|error| match error {
            TestError::Fail(reason, (_, happenings, _)) => {
                format!("seed {seed}: {reason}; after {happenings:#?}")
            }
            TestError::Abort(reason) => format!("seed {seed}: given up: {reason}"),
        });
        Tried { tally, fault }
    });
    Ok(batch.await?)
}

/// Lets all this happen to a new library. Returns what is wrong, up to the first happening after which anything is.
async fn live(
    scratch: &Path,
    happenings: &[Happening],
    seen: Option<&AtomicUsize>,
    names: Names,
    wrong: Option<Wrong>,
    tally: &Tally,
) -> anyhow::Result<Vec<String>> {
    let mut states = vec![Reference::default()];
    for happening in happenings {
        let now = states.last().cloned().unwrap_or_default();
        states.push(Life::apply(now, happening));
    }
    let home = TempDir::with_prefix_in("life-", scratch)?;
    let folder = home.path().join("library");
    let canary = Canary::plant(&home.path().join("outside"))?;
    let library = Library::create(&folder).await?;
    let mut life = Living {
        home: home.path(),
        disk: Disk::observe(&folder, names, wrong)?,
        library,
        judge: Judge::of_states(states),
        tally,
    };
    for (number, happening) in happenings.iter().enumerate() {
        if let Some(seen) = seen {
            seen.fetch_add(1, Ordering::SeqCst);
        }
        let mut findings = life.let_happen(number, happening).await?;
        findings.extend(canary.findings());
        if !findings.is_empty() {
            return Ok(findings);
        }
    }
    life.disk.let_go();
    life.library.close().await?;
    let last = happenings.len();
    Ok(life.judge.judge(&folder, last..=last, Depth::Walk).await.findings)
}

/// A library that things happen to.
struct Living<'a> {
    home: &'a Path,
    disk: Arc<Disk>,
    library: Library,
    judge: Judge,
    tally: &'a Tally,
}

impl Living<'_> {
    /// Lets one thing happen, and judges what a crash leaves.
    async fn let_happen(&mut self, number: usize, happening: &Happening) -> anyhow::Result<Vec<String>> {
        self.disk.catch_up_if_wrong();
        self.disk.crash_after(happening.deeds, happening.survivors);
        let refused = self.do_event(&happening.event, number).await?;
        if let Some(finding) = refused {
            return Ok(vec![finding]);
        }
        let (wreck, earliest) = match self.disk.take_wreck() {
            Some(amid) => (amid, number),
            None => (self.disk.crash(happening.survivors), number + 1),
        };
        self.tally.checked.fetch_add(earliest as u64, Ordering::Relaxed);
        self.judge_wreck(&wreck, earliest..=number + 1, happening).await
    }

    /// Returns what the core should not have answered.
    async fn do_event(&mut self, event: &Event, number: usize) -> anyhow::Result<Option<String>> {
        match event {
            Event::Step(step) => {
                let mut before = self.judge.state(number);
                let expected = before.apply(step);
                let answer = step.run(&self.library).await.map_err(|error| error.code());
                return Ok((answer != expected)
                    .then(|| format!("{step:?} was answered {answer:?}, not {expected:?}")));
            }
            // Looking needs the records, so it makes them.
            Event::Pause => drop(self.library.check().await?),
            Event::Reopen => self.reopen().await?,
            Event::Hold(tries) => self.disk.hold_all(*tries),
        }
        Ok(None)
    }

    async fn reopen(&mut self) -> anyhow::Result<()> {
        self.library.close().await?;
        let folder = self.home.join("library");
        self.library = Library::open(&folder).await.context("opening again")?;
        Ok(())
    }

    /// Judges what a crash left; where it says so, the recovery crashes too, and what that leaves is judged first.
    async fn judge_wreck(
        &self,
        wreck: &Wreck,
        allowed: std::ops::RangeInclusive<usize>,
        happening: &Happening,
    ) -> anyhow::Result<Vec<String>> {
        if let Some(deeds) = happening.again {
            let home = TempDir::with_prefix_in("recovery-", self.home)?;
            wreck.write_to(home.path())?;
            let disk = Disk::observe(home.path(), Names::Cased, None)?;
            disk.crash_after(deeds, happening.survivors);
            let recovered = Library::open(home.path()).await;
            let again = disk
                .take_wreck()
                .unwrap_or_else(|| disk.crash(happening.survivors));
            drop(recovered);
            let findings = self.judge_files(&again, allowed.clone()).await?;
            if !findings.is_empty() {
                let inside = |finding| format!("after a crash inside recovery: {finding}");
                return Ok(findings.into_iter().map(inside).collect());
            }
        }
        self.judge_files(wreck, allowed).await
    }

    async fn judge_files(
        &self,
        wreck: &Wreck,
        allowed: std::ops::RangeInclusive<usize>,
    ) -> anyhow::Result<Vec<String>> {
        self.tally.crashes.fetch_add(1, Ordering::Relaxed);
        let home = TempDir::with_prefix_in("wreck-", self.home)?;
        wreck.write_to(home.path())?;
        Ok(self.judge.judge(home.path(), allowed, Depth::Look).await.findings)
    }
}
