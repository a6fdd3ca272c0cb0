//! Where the time of a delete goes: the core's own spans, added up in a process that does nothing else.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::ensure;
use serde::{Deserialize, Serialize};
use tracing::span::{Attributes, Id};
use tracing::{Subscriber, level_filters::LevelFilter};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

use crate::calls::{self, Act};
use crate::sample::Sample;
use crate::stage::Stage;
use crate::table::{Amount, Detail, Findings};
use crate::work::Effort;

/// What is left over when all spans are taken off: the way to the task that writes, and the answer's way back.
const REST: &str = "the rest";
/// What happens after the answer: the folders are synced, and then it is recorded where the files are. The record's span
/// has the sync in it.
const AFTER: [&str; 2] = ["sync", "record"];

pub(crate) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let mut found = Findings::default();
    for (heading, act, rounds) in [
        ("delete one segment", Act::Ten, effort.rounds(3, 9)),
        ("delete 10,000 segments", Act::All, effort.rounds(1, 5)),
    ] {
        found.details.push(times(heading, act, rounds, scratch).await?);
        found.details.push(calls::count(heading, act, scratch).await?);
    }
    Ok(found)
}

async fn times(heading: &str, act: Act, rounds: usize, scratch: &Path) -> anyhow::Result<Detail> {
    let mut samples: BTreeMap<String, Sample> = BTreeMap::new();
    for _ in 0..rounds {
        let stage = Stage::make(scratch, act.story(), act.story()).await?;
        let output = act
            .arguments(&mut Command::new(std::env::current_exe()?), &stage)
            .output()?;
        ensure!(
            output.status.success(),
            "it ended with {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        let said: Said = serde_json::from_slice(&output.stdout)?;
        for (name, time) in said.each(act.deletes()) {
            samples.entry(name).or_default().add(time);
        }
    }
    let mut rows: Vec<(String, Amount)> = samples
        .into_iter()
        .map(|(name, sample)| (name, sample.median().into()))
        .collect();
    rows.sort_by_key(|(name, _)| AFTER.contains(&name.as_str()));
    Ok(Detail {
        heading: format!("{heading}: where the time goes"),
        rows: rows
            .into_iter()
            .map(|(name, amount)| match AFTER.contains(&name.as_str()) {
                true => (format!("{name}, after the answer"), amount.to_string()),
                false => (name, amount.to_string()),
            })
            .collect(),
    })
}

/// What a process says of its stages: nanoseconds, all deletes together.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Said {
    whole: Duration,
    spans: BTreeMap<String, Duration>,
}

impl Said {
    /// Returns the stages of one delete, and what the spans leave of the whole.
    fn each(self, deletes: u32) -> Vec<(String, Duration)> {
        let before_the_answer = self
            .spans
            .iter()
            .filter(|(name, _)| !AFTER.contains(&name.as_str()));
        let known: Duration = before_the_answer.map(|(_, time)| *time).sum();
        let rest = self.whole.saturating_sub(known);
        let mut each: Vec<(String, Duration)> = self.spans.into_iter().collect();
        each.push((REST.to_owned(), rest));
        each.into_iter()
            .map(|(name, time)| (name, time / deletes))
            .collect()
    }
}

/// Adds up how long the core's spans last.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stages(Arc<Mutex<Said>>);

impl Stages {
    /// Watches from now on all that this process does.
    ///
    /// # Errors
    /// When something else watches already.
    pub(crate) fn watch() -> anyhow::Result<Self> {
        let stages = Self::default();
        let layer = Watch(stages.clone()).with_filter(LevelFilter::TRACE);
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer))?;
        Ok(stages)
    }

    /// Forgets all so far.
    pub(crate) fn forget(&self) {
        *self.said() = Said::default();
    }

    /// Adds the time of a whole.
    pub(crate) fn add(&self, whole: Duration) {
        self.said().whole += whole;
    }

    /// Tells the process that asked.
    ///
    /// # Errors
    /// When nobody listens.
    pub(crate) fn say(&self) -> anyhow::Result<()> {
        let words = serde_json::to_string(&*self.said())?;
        Ok(writeln!(std::io::stdout(), "{words}")?)
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When a span began.
struct Begun(Instant);

struct Watch(Stages);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Watch {
    fn on_new_span(&self, _attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id).filter(|span| is_stage(span.metadata().target())) {
            span.extensions_mut().insert(Begun(Instant::now()));
        }
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id) else { return };
        let extensions = span.extensions();
        if let Some(Begun(at)) = extensions.get::<Begun>() {
            let mut said = self.0.said();
            *said.spans.entry(span.name().to_owned()).or_default() += at.elapsed();
        }
    }
}

/// Whether a span is one of the write path's.
fn is_stage(target: &str) -> bool {
    target.starts_with("segue_core::transact") || target.starts_with("segue_core::media::settle")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spans_before_the_answer_leave_is_the_rest() {
        let ms = Duration::from_millis;
        let spans = [("commit", 20), ("moves", 10), ("sync", 500)];
        let said = Said {
            whole: ms(40),
            spans: spans.map(|(name, time)| (name.to_owned(), ms(time))).into(),
        };
        let each: BTreeMap<String, Duration> = said.each(2).into_iter().collect();
        assert_eq!(each[REST], ms(5));
        assert_eq!(
            (each["commit"], each["moves"], each["sync"]),
            (ms(10), ms(5), ms(250))
        );
    }

    #[tokio::test]
    async fn the_core_tells_the_stages_of_a_delete() {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 3, 3).await.unwrap();
        let stages = Stages::watch().unwrap();
        let library = segue_core::Library::open(&stage.library()).await.unwrap();
        stages.forget();
        let delete = segue_core::ops::DeleteSegments {
            ids: crate::stage::segments(1..=1),
            mode: segue_core::ops::DeleteMode::Lift,
            erase: false,
        };
        library.run(delete).await.unwrap();
        library.close().await.unwrap();
        let said = stages.said();
        let names: Vec<&str> = said.spans.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "begin",
                "commit",
                "log",
                "moves",
                "queue",
                "record",
                "statements",
                "sync"
            ]
        );
    }
}
