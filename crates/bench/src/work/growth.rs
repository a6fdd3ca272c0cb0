//! The same work on ever longer stories: what is to cost the same, does; what grows, grows with them and no faster.

use std::path::Path;

use super::{Effort, delete, find, open, reorder, undo};
use crate::plot::{self, Curve};
use crate::sample::Pair;
use crate::table::{Findings, Line};

const STORIES: [u32; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

/// Works that are done on each story.
#[derive(Debug, Clone, Copy)]
enum Work {
    Delete,
    Undo,
    Open,
    Find,
    Shuffle,
}

impl Work {
    const ALL: [Self; 5] = [Self::Delete, Self::Undo, Self::Open, Self::Find, Self::Shuffle];

    fn name(self) -> &'static str {
        match self {
            Self::Delete => "delete one",
            Self::Undo => "undo that",
            Self::Open => "open",
            Self::Find => "find a word",
            Self::Shuffle => "shuffle",
        }
    }

    async fn measure(self, effort: Effort, scratch: &Path, story: u32) -> anyhow::Result<Pair> {
        match self {
            Self::Delete => delete::beside_floor(scratch, story, effort.rounds(12, 40)).await,
            Self::Undo => undo::beside_floor(scratch, story, effort.rounds(6, 20)).await,
            Self::Open => open::beside_floor(scratch, story, effort.rounds(5, 9)).await,
            Self::Find => find::beside_floor(scratch, story, effort.rounds(5, 9)).await,
            Self::Shuffle => reorder::beside_floor(scratch, story, effort.rounds(3, 5)).await,
        }
    }
}

pub(super) async fn measure(
    effort: Effort,
    scratch: &Path,
    picture: Option<&Path>,
) -> anyhow::Result<Findings> {
    let stories = match effort {
        Effort::Quick => &STORIES[..3],
        Effort::Full => &STORIES[..4],
        Effort::Long => &STORIES[..],
    };
    let mut found = Findings::default();
    let mut curves = Vec::new();
    for work in Work::ALL {
        let mut pairs = Vec::new();
        for &story in stories {
            let pair = work.measure(effort, scratch, story).await?;
            found
                .lines
                .push(Line::of(format!("{}, {story} segments", work.name()), &pair));
            pairs.push((story, pair));
        }
        curves.push(Curve {
            name: work.name(),
            pairs,
        });
    }
    if let Some(file) = picture {
        plot::write(file, &curves)?;
    }
    Ok(found)
}
