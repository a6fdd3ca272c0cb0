//! `seguectl trash …`

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use segue_core::model::{Outcome, ProjectId, SegmentId, TrashedSegment};
use segue_core::ops::{PurgeReceipt, PurgeSegments, RestoreSegments};
use segue_core::{Library, Result, Work};
use serde::Serialize;

use crate::args::TrashVerb;
use crate::print::{self, Form};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

pub(crate) async fn answer(library: &Library, work: &Work, verb: TrashVerb, form: Form) -> Result<String> {
    match verb {
        TrashVerb::List { project } => form.say(&library.trash(project).await?, |items: &Vec<_>| list(items)),
        TrashVerb::Restore { ids } => {
            let outcome = library.watched(work).run(RestoreSegments { ids }).await?;
            form.say(&outcome.value, |receipt| match receipt.moved {
                0 => format!("Restored {}.", print::count(receipt.segments, "segment")),
                moved => format!(
                    "Restored {}; {moved} at another place, since theirs was taken.",
                    print::count(receipt.segments, "segment")
                ),
            })
        }
        TrashVerb::Purge { ids } => purge(library, work, ids, form).await,
        TrashVerb::Empty { project, older_than } => {
            let trash = match project {
                Some(project) => library.trash(project).await?,
                None => library.trash_of_all().await?,
            };
            let mut purged = Purged::default();
            for ids in older(trash, older_than).into_values() {
                purged.add(library.watched(work).run(PurgeSegments { ids }).await?);
            }
            form.say(&purged, told)
        }
    }
}

async fn purge(library: &Library, work: &Work, ids: Vec<SegmentId>, form: Form) -> Result<String> {
    let mut purged = Purged::default();
    purged.add(library.watched(work).run(PurgeSegments { ids }).await?);
    form.say(&purged, told)
}

/// Returns what was deleted more than so many days ago, by project; all without a number.
fn older(trash: Vec<TrashedSegment>, days: Option<u32>) -> BTreeMap<ProjectId, Vec<SegmentId>> {
    let before = days.map(|days| now_ms() - i64::from(days) * DAY_MS);
    let mut found: BTreeMap<ProjectId, Vec<SegmentId>> = BTreeMap::new();
    for item in trash {
        if before.is_none_or(|before| item.deleted_at < before) {
            found.entry(item.project_id).or_default().push(item.id);
        }
    }
    found
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
#[derive(Default, Serialize)]
struct Purged {
    segments: i64,
    bytes: i64,
    waiting: usize,
}

impl Purged {
    fn add(&mut self, outcome: Outcome<PurgeReceipt>) {
        self.segments += outcome.value.segments;
        self.bytes += outcome.files.image_bytes + outcome.files.audio_bytes;
        self.waiting += outcome.files.waiting.len();
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
