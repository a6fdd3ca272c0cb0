//! `seguectl history …`

use segue_core::model::{History, OpState, Outcome};
use segue_core::ops::{Redo, Step, Undo};
use segue_core::{Library, Result, Work};
use serde::Serialize;

use crate::args::HistoryVerb;
use crate::print::Form;

pub(crate) async fn answer(library: &Library, work: &Work, verb: HistoryVerb, form: Form) -> Result<String> {
    let watched = library.watched(work);
    match verb {
        HistoryVerb::List { project } => form.say(&library.history(project).await?, list),
        HistoryVerb::Undo { project, times } => {
            let steps = repeat(times, async || watched.run(Undo { project_id: project }).await).await?;
            form.say(&Steps::of(steps), |steps: &Steps| steps.told("Undid"))
        }
        HistoryVerb::Redo { project, times } => {
            let steps = repeat(times, async || watched.run(Redo { project_id: project }).await).await?;
            form.say(&Steps::of(steps), |steps: &Steps| steps.told("Redid"))
        }
    }
}

/// Goes so many steps. Those before one that is refused stand, and the refusal is told.
async fn repeat(times: u32, step: impl AsyncFn() -> Result<Outcome<Step>>) -> Result<Vec<Outcome<Step>>> {
    let mut done = Vec::new();
    for _ in 0..times {
        done.push(step().await?);
    }
    Ok(done)
}

/// The steps that were gone.
#[derive(Serialize)]
struct Steps {
    steps: Vec<String>,
    revision: Option<i64>,
}

impl Steps {
    fn of(outcomes: Vec<Outcome<Step>>) -> Self {
        let revision = outcomes.last().map(|outcome| outcome.revision);
        Self {
            steps: outcomes.into_iter().map(|outcome| outcome.value.label).collect(),
            revision,
        }
    }

    fn told(&self, verb: &str) -> String {
        format!("{verb}: {}.", self.steps.join(", "))
    }
}

fn list(history: &History) -> String {
    let lines = history.steps.iter().map(|step| {
        let mark = match step.state {
            OpState::Done => " ",
            OpState::Undone => "-",
            OpState::Final => "!",
        };
        format!("{mark} {}  {}", step.id, step.label)
    });
    lines.collect::<Vec<_>>().join("\n")
}
