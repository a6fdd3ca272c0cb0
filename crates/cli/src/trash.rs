//! `seguectl trash …`

use std::time::{SystemTime, UNIX_EPOCH};

use segue_core::model::{Outcome, SegmentId, TrashedSegment};
use segue_core::ops::{PurgeReceipt, PurgeSegments, RestoreSegments};
use segue_core::{Library, Result};
use serde::Serialize;

use crate::args::TrashVerb;
use crate::print::{self, Form};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(crate) async fn answer(library: &Library, verb: TrashVerb, form: Form) -> Result<String> {
    match verb {
        TrashVerb::List { project } => form.say(&library.trash(project).await?, |items: &Vec<_>| list(items)),
        TrashVerb::Restore { ids } => {
            let outcome = library.run(RestoreSegments { ids }).await?;
            form.say(&outcome.value, |receipt| match receipt.moved {
                0 => format!("Restored {}.", print::count(receipt.segments, "segment")),
                moved => format!(
                    "Restored {}; {moved} at another place, since theirs was taken.",
                    print::count(receipt.segments, "segment")
                ),
            })
        }
        TrashVerb::Purge { ids } => purge(library, ids, form).await,
        TrashVerb::Empty { project, older_than } => {
            let ids = older(library.trash(project).await?, older_than);
            match ids.is_empty() {
                true => form.say(&Purged::nothing(), told),
                false => purge(library, ids, form).await,
            }
        }
    }
}

async fn purge(library: &Library, ids: Vec<SegmentId>, form: Form) -> Result<String> {
    form.say(&Purged::from(library.run(PurgeSegments { ids }).await?), told)
}

/// Returns what was deleted more than so many days ago; all without a number.
fn older(trash: Vec<TrashedSegment>, days: Option<u32>) -> Vec<SegmentId> {
    let before = days.map(|days| now_ms() - i64::from(days) * DAY_MS);
    trash
        .into_iter()
        .filter(|item| before.is_none_or(|before| item.deleted_at < before))
        .map(|item| item.id)
        .collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the age that a person asks for is from now"
)]
fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |age| age.as_millis().try_into().unwrap_or(i64::MAX))
}

/// What went for ever.
#[derive(Serialize)]
struct Purged {
    segments: i64,
    bytes: i64,
    waiting: usize,
}

impl Purged {
    fn nothing() -> Self {
        Self {
            segments: 0,
            bytes: 0,
            waiting: 0,
        }
    }
}

impl From<Outcome<PurgeReceipt>> for Purged {
    fn from(outcome: Outcome<PurgeReceipt>) -> Self {
        Self {
            segments: outcome.value.segments,
            bytes: outcome.files.image_bytes + outcome.files.audio_bytes,
            waiting: outcome.files.waiting.len(),
        }
    }
}

fn told(purged: &Purged) -> String {
    let what = print::count(purged.segments, "segment");
    match purged.waiting {
        0 => format!("Purged {what}; {} given back.", print::size(purged.bytes)),
        waiting => format!(
            "Purged {what}; {} given back, {waiting} files still to be unlinked.",
            print::size(purged.bytes)
        ),
    }
}

fn list(items: &[TrashedSegment]) -> String {
    let lines = items.iter().map(|item| {
        format!(
            "{}  place {}  {}  {}",
            item.id,
            item.sequence_index,
            print::size(item.bytes),
            item.text
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
