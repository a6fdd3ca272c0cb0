//! The same work on ever longer stories: what is to cost the same, does; what grows, grows with them and no faster.

use std::path::Path;

use super::{Effort, delete, open, reorder};
use crate::table::{Findings, Line};

const STORIES: [u32; 5] = [100, 1_000, 10_000, 100_000, 1_000_000];

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let stories = match effort {
        Effort::Quick => &STORIES[..3],
        Effort::Full => &STORIES[..4],
        Effort::Long => &STORIES[..],
    };
    let mut found = Findings::default();
    for &story in stories {
        let deletes = delete::beside_floor(scratch, story, effort.rounds(12, 40)).await?;
        found
            .lines
            .push(Line::of(format!("delete one of {story}"), &deletes));
    }
    for &story in stories {
        let reads = open::beside_floor(scratch, story, effort.rounds(5, 9)).await?;
        found.lines.push(Line::of(format!("open {story}"), &reads));
    }
    for &story in stories {
        let shuffles = reorder::beside_floor(scratch, story, effort.rounds(3, 5)).await?;
        found.lines.push(Line::of(format!("shuffle {story}"), &shuffles));
    }
    Ok(found)
}
