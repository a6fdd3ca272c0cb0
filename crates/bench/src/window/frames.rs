//! How long the frames last in which the timeline of a long story is scrolled and zoomed, beside a bare page's that paints
//! the same boxes.

use std::time::Duration;

use anyhow::{Result, ensure};
use segue_e2e::{Key, Window};
use serde::{Deserialize, Serialize};

use super::bare::Bare;
use super::shown::Shown;
use super::stories::Story;
use super::{Programs, arguments, time_of};
use crate::machine::rest;
use crate::sample::{Pair, Sample};
use crate::table::{Amount, Budget, Detail, Findings, Line};
use crate::work::Effort;

/// How the wheel is turned, frame by frame.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Motion {
    frames: usize,
    /// How far a frame, in pixels of the wheel.
    step: i32,
    /// After so many frames the other way.
    turn: usize,
    is_zoom: bool,
}

impl Motion {
    /// Scrolls on and back, some 2,400 pixels a second.
    pub(crate) const SCROLL: Self = Self {
        frames: 200,
        step: 40,
        turn: 100,
        is_zoom: false,
    };
    /// Zooms in to twice the size and out again.
    const ZOOM: Self = Self {
        frames: 200,
        step: -10,
        turn: 20,
        is_zoom: true,
    };
}

/// What frames cost.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    pub(crate) times: Sample,
    /// What Segue's page spent on each.
    scripts: Sample,
}

/// As a page tells it, in milliseconds.
#[derive(Deserialize)]
struct Told {
    times: Vec<f64>,
    scripts: Vec<f64>,
}

/// The wheel's milliseconds of script.
const SCRIPT_MS: u64 = 4;

pub(super) async fn measure(effort: Effort, programs: &Programs, story: &Story) -> Result<Findings> {
    let rows = story.library.rows().await;
    let thumbnail = story.library.thumbnail_of(&rows[0]).await;
    let Shown { window, .. } = Shown::measured(&programs.segue, &story.library).await;
    let () = window.ask(TO_THE_MIDDLE, Vec::new()).await;
    let rounds = effort.rounds(1, 4);
    let mut found = Findings::default();

    // What comes into view for the first time is asked of the core: no page of still images does the like.
    let first = pass(&window, Motion::SCROLL).await?;
    found
        .details
        .push(first.detail("scroll, what was not in view before"));

    let bare = Bare::like(&window, programs, &thumbnail).await?;
    for (work, motion) in [("scroll", Motion::SCROLL), ("zoom", Motion::ZOOM)] {
        let work = format!("{work}, {} segments", story.segments);
        found += beside(&work, motion, rounds, &window, &bare).await?;
    }
    let clips = zoom_out(&window).await;
    bare.paint(&window, &thumbnail).await?;
    let work = format!("scroll, {} segments, {clips} clips in view", story.segments);
    found += beside(&work, Motion::SCROLL, rounds, &window, &bare).await?;
    window.close().await;
    Ok(found)
}

async fn beside(work: &str, motion: Motion, rounds: usize, segue: &Window, bare: &Bare) -> Result<Findings> {
    let mut frames = Frames::default();
    let mut floor = Frames::default();
    // Once to have all at hand that the motion needs.
    pass(segue, motion).await?;
    pass(&bare.window, motion).await?;
    for _ in 0..rounds {
        frames.extend(pass(segue, motion).await?);
        floor.extend(pass(&bare.window, motion).await?);
    }
    ensure!(
        frames.scripts.rounds() > 0,
        "the page does not say what a step costs"
    );
    Ok(frames.beside_floor(work, &floor))
}

impl Frames {
    /// Notes those of another pass.
    pub(crate) fn extend(&mut self, more: Self) {
        self.times.extend(more.times);
        self.scripts.extend(more.scripts);
    }

    /// Holds them against the frames of a page that does the least.
    fn beside_floor(self, work: &str, floor: &Self) -> Findings {
        let most = Amount::from(Duration::from_millis(SCRIPT_MS));
        let script = Line::of_times(format!("{work}: script, p95"), &self.scripts, 95);
        let [median, rare, longest] = self.lines(work, floor, "bare page");
        [
            median.within(Budget::Times(1.2)),
            rare.within(Budget::Times(1.2)),
            longest,
            script.within(Budget::AtMost(most)),
        ]
        .into_iter()
        .collect()
    }

    /// Holds them against another program's frames.
    pub(crate) fn beside_peer(self, work: &str, other: &Self, name: &str) -> Findings {
        self.lines(work, other, name).into_iter().collect()
    }

    fn lines(self, work: &str, other: &Self, name: &str) -> [Line; 3] {
        let pair = Pair {
            segue: self.times,
            floor: other.times.clone(),
        };
        [(50, "p50"), (99, "p99"), (100, "longest")].map(|(percent, what)| {
            Line::of_percentile(format!("{work}: frame, {what}"), &pair, percent).named(name)
        })
    }

    fn detail(&self, heading: &str) -> Detail {
        let rows = [(50, "p50"), (99, "p99"), (100, "longest")].map(|(percent, what)| {
            let time = Amount::from(self.times.percentile(percent));
            (format!("frame, {what}"), time.to_string())
        });
        Detail {
            heading: heading.to_owned(),
            rows: rows.into(),
        }
    }
}

/// Turns the wheel over a page's timeline.
pub(crate) async fn pass(window: &Window, motion: Motion) -> Result<Frames> {
    rest().await?;
    let told: Told = window
        .ask_later(include_str!("frames.js"), arguments(motion)?)
        .await;
    let sample = |times: Vec<f64>| times.into_iter().map(time_of).collect();
    Ok(Frames {
        times: sample(told.times),
        scripts: sample(told.scripts),
    })
}

/// Zooms out as far as clips are still elements, and returns how many there are.
async fn zoom_out(window: &Window) -> usize {
    let mut most = clips(window).await;
    loop {
        window.press(&[Key::Control], '-').await;
        let now = clips(window).await;
        // Too many: they are painted together, but for the current one.
        if now <= 1 {
            window.press(&[Key::Control], '=').await;
            return clips(window).await;
        }
        if now == most {
            return most;
        }
        most = now;
    }
}

async fn clips(window: &Window) -> usize {
    const COUNT: &str = "return document.querySelectorAll('[data-list=timeline] [role=option]').length";
    window.ask(COUNT, Vec::new()).await
}

const TO_THE_MIDDLE: &str = "
    const bar = document.querySelector('[data-list=timeline]').closest('.scroller')
    bar.scrollLeft = bar.scrollWidth / 2";
