//! Other programs at the same work: Anki's core, the classic design of a web service, vis-timeline. They are installed
//! from their registries into a folder beside the build; one that can't be had is left out, and the table says why.
//!
//! No peer promises what Segue does. What each leaves undone: docs/performance.md.

mod installed;
mod scripted;
mod vis;

use std::path::Path;

use anyhow::{Context as _, Result};

use self::scripted::Scripted;
use crate::table::{Detail, Findings};
use crate::work::{Means, delete, reorder};

/// Segments of the story that is deleted from and reordered.
const STORY: u32 = 1_000;

pub(crate) async fn measure(means: &Means<'_>) -> Result<Findings> {
    let folder = means.peers.context("there is no folder for peers")?;
    let mut found = Findings::default();
    let mut left_out = Detail {
        heading: "peers that are left out".to_owned(),
        rows: Vec::new(),
    };
    let mut leave_out = |peer: &str, why: &anyhow::Error| {
        left_out.rows.push((peer.to_owned(), format!("{why:#}")));
    };
    match installed::python(folder) {
        Ok(python) => found += scripts(means, &python).await?,
        Err(why) => leave_out("Anki, Django", &why),
    }
    match (means.programs, installed::vis_timeline(folder)) {
        (Some(programs), Ok(script)) => found += vis::measure(means.effort, programs, &script).await?,
        (None, _) => leave_out("vis-timeline", &anyhow::anyhow!("there is no window to show it")),
        (_, Err(why)) => leave_out("vis-timeline", &why),
    }
    if !left_out.rows.is_empty() {
        found.details.push(left_out);
    }
    Ok(found)
}

/// The core beside programs without a window.
async fn scripts(means: &Means<'_>, python: &Path) -> Result<Findings> {
    let Means { effort, scratch, .. } = *means;
    let rounds = effort.rounds(20, 100);
    let mut found = Findings::default();

    let mut anki = Scripted::start(python, "anki_core.py", scratch, STORY)?;
    let pair = delete::beside(scratch, STORY, rounds, |_| anki.ask("delete")).await?;
    found.lines.push(delete::line(&pair).named(&anki.name));

    let mut classic = Scripted::start(python, "classic_web.py", scratch, STORY)?;
    let pair = delete::beside(scratch, STORY, rounds, |_| classic.ask("delete")).await?;
    found.lines.push(delete::line(&pair).named(&classic.name));

    let mut classic = Scripted::start(python, "classic_web.py", scratch, STORY)?;
    let pair = reorder::beside(scratch, STORY, effort.rounds(5, 20), |_| classic.ask("reorder")).await?;
    found.lines.push(reorder::line(STORY, &pair).named(&classic.name));
    Ok(found)
}
