//! Segue's timeline beside vis-timeline's, in the same engine, with the same segments.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use segue_e2e::{LibraryOnDisk, Window};
use serde_json::json;

use crate::sample::Pair;
use crate::table::{Findings, Line};
use crate::window::frames::{Frames, Motion, pass};
use crate::window::shown::Shown;
use crate::window::{Programs, arguments, keys, time_of};
use crate::work::Effort;

const STORIES: [usize; 2] = [1_000, 10_000];
const NAME: &str = "vis-timeline 8.5.4";

pub(super) async fn measure(effort: Effort, programs: &Programs, package: &Path) -> Result<Findings> {
    let mut found = Findings::default();
    for segments in STORIES {
        found += compare(effort, programs, package, segments).await?;
    }
    Ok(found)
}

async fn compare(effort: Effort, programs: &Programs, package: &Path, segments: usize) -> Result<Findings> {
    let library = LibraryOnDisk::with_many(segments).await;
    let thumbnail = library.thumbnail_of(&library.rows().await[0]).await;
    // With another story beside it, the window begins with a choice, and the story can be opened again and again.
    library.add_story("Another story", &["Its only line."]).await;
    let Shown { window: segue, .. } = Shown::measured(&programs.segue, &library).await;
    let home = LibraryOnDisk::empty().await;
    let Shown { window, .. } = Shown::start(&programs.empty, &home).await;
    let vis = Vis { window };
    vis.load(package, segments, &thumbnail).await?;

    let mut renders = Pair::default();
    for _ in 0..effort.rounds(2, 5) {
        renders
            .segue
            .add(time_of(segue.ask_later(OPEN, Vec::new()).await));
        renders.floor.add(vis.asked("render").await?);
    }
    // The last round leaves both with the story open.
    let mut removes = Pair::default();
    keys::go_amid(&segue).await;
    for _ in 0..effort.rounds(5, 15) {
        removes.segue.add(keys::delete(&segue, segments).await?.painted);
        removes.floor.add(vis.asked("remove").await?);
    }
    let (mut frames, mut other) = (Frames::default(), Frames::default());
    pass(&segue, Motion::SCROLL).await?;
    for _ in 0..effort.rounds(1, 2) {
        frames.extend(pass(&segue, Motion::SCROLL).await?);
        other.extend(pass(&vis.window, Motion::SCROLL).await?);
    }
    segue.close().await;

    let mut found: Findings = [
        (format!("first render, {segments} segments"), &renders),
        (format!("one goes, to painted frame, of {segments}"), &removes),
    ]
    .into_iter()
    .map(|(work, pair)| Line::of(work, pair).named(NAME))
    .collect();
    found += frames.beside_peer(&format!("scroll, {segments} segments"), &other, NAME);
    Ok(found)
}

/// vis-timeline in the empty window.
struct Vis {
    window: Window,
}

impl Vis {
    async fn load(&self, package: &Path, segments: usize, thumbnail: &[u8]) -> Result<()> {
        let library = std::fs::read_to_string(package.join("standalone/umd/vis-timeline-graph2d.min.js"))?;
        let style = std::fs::read_to_string(package.join("styles/vis-timeline-graph2d.min.css"))?;
        let () = self.window.ask(&library, Vec::new()).await;
        let given = arguments(json!({ "segments": segments, "style": style, "thumbnail": thumbnail }))?;
        let () = self.window.ask(include_str!("vis_timeline.js"), given).await;
        Ok(())
    }

    /// Has the page do something, and returns how long it took to behind the painted frame.
    async fn asked(&self, what: &str) -> Result<Duration> {
        const ASK: &str = "void window.peer[arguments[0]]().then(arguments[1])";
        Ok(time_of(self.window.ask_later(ASK, vec![what.into()]).await))
    }
}

/// Goes to the library's page, opens the story there, and answers how long that took: reading it included.
const OPEN: &str = "
    const [answer] = arguments
    const shown = (selector) => new Promise((found) => {
        const look = () => document.querySelector(selector) ? found(document.querySelector(selector)) : requestAnimationFrame(look)
        look()
    })
    const opened = async () => {
        document.querySelector('.toolbar .place')?.click()
        await shown('[data-project-id]')
        const cards = [...document.querySelectorAll('[data-project-id]')]
        const card = cards.find((card) => !card.textContent.includes('Another story'))
        const start = performance.now()
        card.querySelector('button').click()
        await shown('[data-list=timeline] [role=option]')
        requestAnimationFrame(() => requestAnimationFrame(() => answer(performance.now() - start)))
    }
    void opened()";
