//! The actor: works on a library, step by step, and says what it began and what it was answered, until it is through
//! or killed. What it said was answered has to be there afterwards, come what may.

use std::io::{IoSlice, Write};
use std::path::Path;

use anyhow::Context;
use segue_core::{ErrorCode, Library};

use crate::plan::Plan;

/// Does the steps `from..steps` of a seed on a library, which is made where there is none.
///
/// # Errors
/// A library that can't be opened, and an answer other than the reference's, after it was said.
pub(crate) async fn act(folder: &Path, seed: u64, steps: usize, from: usize) -> anyhow::Result<()> {
    let plan = Plan::draw(seed, steps);
    let library = open_or_create(folder).await?;
    say("open")?;
    for (number, step) in plan.steps.iter().enumerate().skip(from) {
        say(&format!("began {number}"))?;
        let answer = step.run(&library).await.map_err(|error| error.code());
        say(&match answer {
            Ok(()) => format!("done {number}"),
            Err(code) => format!("refused {number} {}", code_name(code)),
        })?;
        let expected = plan.answers.get(number).copied().unwrap_or(Ok(()));
        anyhow::ensure!(
            answer == expected,
            "step {number} ({step:?}) was answered {answer:?} and not {expected:?}"
        );
    }
    library.close().await.context("closing the library")?;
    say("closed")
}

/// Opens a library, or makes it where there is none.
///
/// # Errors
/// What the core says of it.
pub(crate) async fn open_or_create(folder: &Path) -> anyhow::Result<Library> {
    let opened = if folder.join("library.db").exists() {
        Library::open(folder).await
    } else {
        Library::create(folder).await
    };
    opened.context("opening the library")
}

/// Returns a code as it crosses to a script.
pub(crate) fn code_name(code: ErrorCode) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|name| name.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Tells the rig something, at once.
pub(crate) fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    // Both in one call, so that a kill does not come between, and one that fills no files: strace counts those.
    let words = [IoSlice::new(line.as_bytes()), IoSlice::new(b"\n")];
    let written = out.write_vectored(&words)?;
    anyhow::ensure!(written == line.len() + 1, "the answer was cut short");
    Ok(out.flush()?)
}

/// What an actor said up to a moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The library was open.
    pub(crate) open: bool,
    /// How many steps it had begun.
    pub(crate) begun: usize,
    /// How many steps it had been answered.
    pub(crate) answered: usize,
    /// It was through.
    pub(crate) closed: bool,
}

impl Said {
    /// Takes a line in. A line that the kill cut off says nothing.
    pub(crate) fn hear(&mut self, line: &str) {
        let mut words = line.split(' ');
        let verb = words.next();
        let step = words.next().and_then(|number| number.parse::<usize>().ok());
        match (verb, step) {
            (Some("open"), None) => self.open = true,
            (Some("closed"), None) => self.closed = true,
            (Some("began"), Some(step)) => self.begun = step + 1,
            (Some("done" | "refused"), Some(step)) => self.answered = step + 1,
            _ => {}
        }
    }

    /// Takes all whole lines of an output in.
    pub(crate) fn of(output: &str) -> Self {
        let mut said = Self::default();
        output
            .split_inclusive('\n')
            .filter_map(|line| line.strip_suffix('\n'))
            .for_each(|line| said.hear(line));
        said
    }
}

/// Returns the states that a library may be in after all that: from the last answered step to the last begun.
pub(crate) fn allowed(plan: &Plan, said: Said) -> std::ops::RangeInclusive<usize> {
    said.answered..=said.begun.clamp(said.answered, plan.steps.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_was_cut_off_was_not_given() {
        let said = Said::of("open\nbegan 0\ndone 0\nbegan 1\nrefused 1 invalid\nbegan 12\ndone 1");
        let expected = Said {
            open: true,
            begun: 13,
            answered: 2,
            closed: false,
        };
        assert_eq!(said, expected);
    }

    #[test]
    fn a_library_may_have_what_was_begun_and_must_have_what_was_answered() {
        let plan = Plan::draw(1, 3);
        let said = |output: &str| allowed(&plan, Said::of(output));
        assert_eq!(said(""), 0..=0);
        assert_eq!(said("open\nbegan 0\n"), 0..=1);
        assert_eq!(said("open\nbegan 0\ndone 0\n"), 1..=1);
        assert_eq!(said("open\nbegan 0\ndone 0\nbegan 1\ndone 1\nbegan 2\n"), 2..=3);
    }
}
