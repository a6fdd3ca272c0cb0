//! A library at some moment of a plan, and the steps that come next: copied, harmed and judged many times.

use std::ffi::OsString;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use tempfile::TempDir;

use crate::actor::{Said, allowed, open_or_create};
use crate::plan::Plan;
use crate::strace::Victim;
use crate::verdict::{Canary, Depth, Judge};

/// The steps of one seed, of which the first are done.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) seed: u64,
    /// The first step that is still to do.
    pub(crate) from: usize,
    pub(crate) plan: Plan,
    judge: Judge,
    canary: Canary,
    home: TempDir,
}

/// A copy of a scenario's library, gone when dropped.
#[derive(Debug)]
pub(crate) struct Case {
    scenario: Arc<Scenario>,
    home: TempDir,
}

/// What a case came to.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    /// The state that the library was in.
    pub(crate) state: Option<usize>,
    /// How many acknowledged steps were looked for.
    pub(crate) checked: u64,
    /// What the library lacks or has too much.
    pub(crate) findings: Vec<String>,
    /// What was touched outside the library.
    pub(crate) outside: Vec<String>,
}

impl Scenario {
    /// Draws the steps and does the first of them.
    pub(crate) async fn prepare(
        scratch: &Path,
        seed: u64,
        from: usize,
        steps: usize,
    ) -> anyhow::Result<Self> {
        let plan = Plan::draw(seed, steps);
        let home = TempDir::with_prefix_in(format!("seed-{seed}-"), scratch)?;
        let scenario = Self {
            seed,
            from,
            judge: Judge::of(&plan),
            canary: Canary::plant(&home.path().join("outside"))?,
            plan,
            home,
        };
        scenario.do_first_steps().await?;
        Ok(scenario)
    }

    /// Lets files lie about that no row knows: of steps that were cut off and done again.
    pub(crate) fn forgiving_strays(mut self) -> Self {
        for step in &self.plan.steps {
            self.judge.allow_strays(step);
        }
        self
    }

    async fn do_first_steps(&self) -> anyhow::Result<()> {
        if self.from == 0 {
            return Ok(());
        }
        let library = open_or_create(&self.template()).await?;
        for (step, expected) in self.plan.steps.iter().zip(&self.plan.answers).take(self.from) {
            let answer = step.run(&library).await.map_err(|error| error.code());
            anyhow::ensure!(answer == *expected, "unharmed, {step:?} is answered {answer:?}");
        }
        Ok(library.close().await?)
    }

    /// Returns the library as the first steps left it; not there before the first.
    pub(crate) fn template(&self) -> PathBuf {
        self.home.path().join("template")
    }

    /// Returns a fresh copy of the library.
    pub(crate) fn case(self: &Arc<Self>) -> anyhow::Result<Case> {
        self.case_in(self.home.path())
    }

    /// Returns a fresh copy of the library in a folder.
    pub(crate) fn case_in(self: &Arc<Self>, folder: &Path) -> anyhow::Result<Case> {
        self.case_of(&self.template(), folder)
    }

    fn case_of(self: &Arc<Self>, library: &Path, folder: &Path) -> anyhow::Result<Case> {
        let case = Case {
            scenario: Arc::clone(self),
            home: TempDir::with_prefix_in("case-", folder)?,
        };
        if library.exists() {
            copy(library, &case.library()).context("copying a library failed")?;
        }
        Ok(case)
    }

    /// Returns the verb of a step, for counting.
    pub(crate) fn verb(&self, step: Option<usize>) -> String {
        match step.and_then(|step| self.plan.steps.get(step)) {
            Some(step) => {
                let told = format!("{step:?}");
                told.split(' ').next().unwrap_or_default().to_owned()
            }
            None => "open".to_owned(),
        }
    }
}

impl Case {
    /// Returns the library's folder.
    pub(crate) fn library(&self) -> PathBuf {
        self.home.path().join("library")
    }

    /// Returns a place for a file beside it.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Returns a copy of it as it is now.
    pub(crate) fn again(&self) -> anyhow::Result<Self> {
        self.again_in(self.scenario.home.path())
    }

    /// Returns a copy of it as it is now, in a folder.
    pub(crate) fn again_in(&self, folder: &Path) -> anyhow::Result<Self> {
        self.scenario.case_of(&self.library(), folder)
    }

    /// Returns a program of the rig's that does the steps on this library.
    pub(crate) fn doer(&self, program: &str) -> Victim {
        self.rest(program, self.scenario.from)
    }

    /// Returns such a program without a step to do: it opens the library, which recovers it, and closes it.
    pub(crate) fn recovery(&self, program: &str) -> Victim {
        self.rest(program, self.end())
    }

    /// Returns the state that all steps lead to.
    pub(crate) fn end(&self) -> usize {
        self.scenario.plan.steps.len()
    }

    /// Returns such a program that does the steps from a given one on.
    pub(crate) fn rest(&self, program: &str, from: usize) -> Victim {
        let Scenario { seed, plan, .. } = &*self.scenario;
        let mut arguments: Vec<OsString> = vec![program.into(), "--library".into(), self.library().into()];
        for (name, number) in [
            ("--seed", *seed),
            ("--steps", plan.steps.len() as u64),
            ("--from", from as u64),
        ] {
            arguments.extend([name.into(), number.to_string().into()]);
        }
        Victim {
            library: self.library(),
            arguments,
        }
    }

    /// Returns the states that the library may be in after what a doer said.
    pub(crate) fn allowed(&self, said: Said) -> RangeInclusive<usize> {
        let from = self.scenario.from;
        let said = Said {
            begun: said.begun.max(from),
            answered: said.answered.max(from),
            ..said
        };
        allowed(&self.scenario.plan, said)
    }

    /// Opens the library, which recovers it, and compares it with the states that it may be in.
    pub(crate) async fn judge(&self, states: RangeInclusive<usize>, depth: Depth) -> Judgement {
        let checked = states.start().saturating_sub(self.scenario.from) as u64;
        let verdict = self.scenario.judge.judge(&self.library(), states, depth).await;
        Judgement {
            state: verdict.state,
            checked,
            findings: verdict.findings,
            outside: self.scenario.canary.findings(),
        }
    }

    /// Says what it takes to see this again.
    pub(crate) fn name(&self) -> String {
        let Scenario { seed, from, plan, .. } = &*self.scenario;
        format!("seed {seed}, steps {from} to {}", plan.steps.len())
    }
}

/// Copies a folder with all that is in it.
pub(crate) fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
