//! From a key press to the clip that is gone, whatever the story's length, beside a bare page that loses a box and closes up.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use segue_e2e::{Key, Window};

use super::bare::Bare;
use super::shown::Shown;
use super::stories::Stories;
use super::{Programs, time_of};
use crate::machine::rest;
use crate::sample::{Pair, Sample};
use crate::table::{Amount, Budget, Findings, Line};
use crate::work::Effort;

/// The script of a key press may take so many milliseconds.
const SCRIPT_MS: u64 = 4;
/// Which of the clips goes first: one amid those in view.
const PLACE: usize = 5;

/// What a key press cost.
pub(crate) struct Press {
    /// To the changed page.
    pub(crate) script: Duration,
    /// To behind the frame that shows it.
    pub(crate) painted: Duration,
}

/// A story's window and its presses.
struct Pressed {
    segments: usize,
    window: Window,
    script: Sample,
    painted: Sample,
}

pub(super) async fn measure(effort: Effort, programs: &Programs, stories: &Stories) -> Result<Findings> {
    let longest = &stories.longest().library;
    let thumbnail = longest.thumbnail_of(&longest.rows().await[0]).await;
    let mut pressed = Vec::new();
    for story in stories.all() {
        let Shown { window, .. } = Shown::measured(&programs.segue, &story.library).await;
        go_amid(&window).await;
        pressed.push(Pressed {
            segments: story.segments,
            window,
            script: Sample::default(),
            painted: Sample::default(),
        });
    }
    let last = pressed.last().context("there are stories")?;
    let bare = Bare::like(&last.window, programs, &thumbnail).await?;
    let mut floor = Sample::default();
    // In turns, so that whatever else the machine does befalls all.
    for _ in 0..effort.rounds(10, 40) {
        for Pressed {
            window,
            segments,
            script,
            painted,
        } in &mut pressed
        {
            let press = delete(window, *segments).await?;
            script.add(press.script);
            painted.add(press.painted);
        }
        rest().await?;
        floor.add(bare.lose_a_box().await);
    }
    let mut found = Findings::default();
    let shortest = pressed.first().map(|shortest| shortest.painted.clone());
    for Pressed {
        segments,
        window,
        script,
        painted,
    } in pressed
    {
        let most = Amount::from(Duration::from_millis(SCRIPT_MS));
        let work = format!("key to changed page, script, {segments} segments");
        let median = Line::of_times(format!("{work}, p50"), &script, 50);
        let rare = Line::of_times(format!("{work}, p95"), &script, 95).within(Budget::AtMost(most));
        let beside = Pair {
            segue: painted.clone(),
            floor: floor.clone(),
        };
        let work = format!("key to painted frame, {segments} segments");
        let least = Line::of(format!("{work}, p50"), &beside)
            .named("bare page")
            .within(Budget::Times(1.2));
        found.lines.extend([median, rare, least]);
        if let Some(floor) = shortest.clone() {
            let beside = Pair {
                segue: painted,
                floor,
            };
            let longer = Line::of_percentile(format!("{work}, p95"), &beside, 95).named("12 segments");
            found.lines.push(longer.within(Budget::Times(1.2)));
        }
        window.close().await;
    }
    Ok(found)
}

/// Puts the keys on a clip amid those in view.
pub(crate) async fn go_amid(window: &Window) {
    window.press(&[], Key::Home).await;
    for _ in 0..PLACE {
        window.press(&[], Key::Right).await;
    }
}

/// Deletes the current segment by its key, and takes that back.
pub(crate) async fn delete(window: &Window, segments: usize) -> Result<Press> {
    let clip: String = window.ask(CURRENT, Vec::new()).await;
    rest().await?;
    let () = window.ask(FORGET, Vec::new()).await;
    window.press(&[], Key::Delete).await;
    let [script, painted, _answered]: [f64; 3] = window
        .ask_later(
            ENTRIES,
            vec![["segue:key", "segue:key-painted", "segue:change-painted"].into()],
        )
        .await;
    let is_gone: bool = window
        .ask(
            "return document.getElementById(arguments[0]) === null",
            vec![clip.into()],
        )
        .await;
    ensure!(is_gone, "the key deleted no clip");
    window.press(&[Key::Control], 'z').await;
    window.timeline_counts(segments).await;
    Ok(Press {
        script: time_of(script),
        painted: time_of(painted),
    })
}

/// Answers the current clip's id.
const CURRENT: &str =
    "return document.querySelector('[data-list=timeline]').getAttribute('aria-activedescendant')";

/// Forgets what was measured.
pub(super) const FORGET: &str = "performance.clearMeasures()";

/// Waits until all entries of these names are there, and answers how long they lasted.
pub(super) const ENTRIES: &str = "
    const [names, answer] = arguments
    const look = () => {
        const found = names.map((name) => performance.getEntriesByName(name)[0]?.duration)
        if (found.includes(undefined)) setTimeout(look, 4)
        else answer(found)
    }
    look()";
