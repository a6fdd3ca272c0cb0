//! From the start of the program to the first page to work on, beside the empty window's.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use segue_e2e::LibraryOnDisk;

use super::Programs;
use super::shown::Shown;
use super::still::Still;
use super::stories::{Stories, Story};
use crate::machine::rest;
use crate::sample::Pair;
use crate::table::{Budget, Findings, Line};
use crate::work::Effort;

/// All starts are warm: what the programs read is in the system's memory.
pub(super) async fn measure(effort: Effort, programs: &Programs, stories: &Stories) -> Result<Findings> {
    let nothing = LibraryOnDisk::empty().await;
    let [short, long] = stories.ends();
    // The first start after a day keeps a backup, and may find the disk's caches cold.
    for Story { library, .. } in [short, long] {
        Shown::start(&programs.segue, library).await.window.close().await;
    }
    let still = still_of(programs, short).await?;
    let (mut pairs, mut alone) = ([Pair::default(), Pair::default()], Pair::default());
    for _ in 0..effort.rounds(2, 9) {
        let empty = time(&programs.empty, &nothing).await?;
        for (pair, story) in pairs.iter_mut().zip([short, long]) {
            pair.segue.add(time(&programs.segue, &story.library).await?);
            pair.floor.add(empty);
        }
        alone.segue.add(time(&still.program, &nothing).await?);
        alone.floor.add(empty);
    }
    let lines = [short, long].into_iter().zip(pairs).map(|(story, pair)| {
        Line::of(format!("start to usable, {} segments", story.segments), &pair)
            .named("empty window")
            .within(Budget::Times(1.2))
    });
    let alone = Line::of(
        format!("its first page without code, {} segments", short.segments),
        &alone,
    )
    .named("empty window");
    Ok(lines.chain([alone]).collect())
}

async fn still_of(programs: &Programs, story: &Story) -> Result<Still> {
    let Shown { window, .. } = Shown::start(&programs.segue, &story.library).await;
    // With its thumbnails, which come behind the first frame.
    rest().await?;
    let still = Still::of(&window, &programs.empty).await?;
    window.close().await;
    Ok(still)
}

async fn time(program: &Path, library: &LibraryOnDisk) -> Result<Duration> {
    rest().await?;
    let shown = Shown::start(program, library).await;
    shown.window.close().await;
    Ok(shown.after)
}
