//! What is asked of segments.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use segue_core::model::{ProjectId, SegmentId};

#[derive(Debug, Subcommand)]
pub(crate) enum SegmentVerb {
    /// List a project's segments by sequence index.
    List {
        /// The project.
        project: ProjectId,
    },
    /// Find segments by words and states: hare "the hare" -fox has:image missing:audio locked: stale: gap: longer:5s
    Find {
        /// The project.
        project: ProjectId,
        /// What to find, as in the window's find bar.
        #[arg(allow_hyphen_values = true)]
        question: String,
    },
    /// Show one segment.
    Show {
        /// The segment.
        id: SegmentId,
    },
    /// Add a segment at the end, or at a place.
    Add(AddArgs),
    /// Put copies of segments right behind the last of them; the rest moves up. Media files are shared, not copied.
    Duplicate {
        /// Segments of one project. One unknown id refuses all.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<SegmentId>,
    },
    /// Put copies of segments of any project, live or in the trash, at a place; the rest moves up.
    Paste {
        /// The project to paste into.
        project: ProjectId,
        /// Sequence index of the first copy, from 0 to the last index plus one.
        #[arg(long, value_name = "INDEX", value_parser = clap::value_parser!(i64).range(0..))]
        at: i64,
        /// What to copy, in the order in which the copies are to stand. One unknown id refuses all.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<SegmentId>,
    },
    /// Make two segments of one, at a place in its narration. Prompt, image and take stay with the first.
    Split {
        /// The segment.
        id: SegmentId,
        /// Where to cut, counted in UTF-16 code units.
        #[arg(long, value_name = "PLACE")]
        at: u32,
    },
    /// Make one segment of this one and the next in order. The second goes to the trash, and its place is closed.
    Merge {
        /// The first of the two.
        id: SegmentId,
    },
    /// Change text, prompt or lock; the rest stays.
    Edit(EditArgs),
    /// Copy an image, a take or both in, in place of what the segment had.
    Attach(AttachArgs),
    /// Take the image, the take or both away; the files go to the trash.
    Detach(DetachArgs),
    /// Delete segments, locked ones too. Their place stays as a gap unless --ripple closes it.
    Delete {
        /// Segments of one project. One unknown id refuses all.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<SegmentId>,
        /// Close the gap in the same step.
        #[arg(long)]
        ripple: bool,
        /// Unlink the files for ever instead of moving them to the trash.
        #[arg(long)]
        erase: bool,
        /// Only tell what would go. Changes nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Move segments, in the order they have, to stand as one block from an index on. Inserts, never swaps.
    Move {
        /// Segments of one project.
        #[arg(required = true, value_name = "ID")]
        ids: Vec<SegmentId>,
        /// Sequence index of the first of them afterwards, from 0.
        #[arg(long, value_name = "INDEX", value_parser = clap::value_parser!(i64).range(0..))]
        to: i64,
    },
    /// Give a project's segments the indexes 0, 1, 2 … in the order stated.
    Reorder {
        /// The project.
        project: ProjectId,
        /// Every segment of the project, each once: ID,ID,…
        #[arg(long, required = true, value_delimiter = ',', value_name = "ID,ID,…")]
        order: Vec<SegmentId>,
    },
    /// Close all gaps: today's order, renumbered from 0.
    CloseGaps {
        /// The project.
        project: ProjectId,
    },
}

#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    /// The project.
    pub(crate) project: ProjectId,
    /// The narration.
    #[arg(long)]
    pub(crate) text: String,
    /// What the image is to be made from.
    #[arg(long)]
    pub(crate) prompt: Option<String>,
    /// Image to copy in: JPEG, PNG, WebP or GIF.
    #[arg(long, value_name = "FILE")]
    pub(crate) image: Option<PathBuf>,
    /// Take to copy in: WAV, MP3, OGG, FLAC or M4A.
    #[arg(long, value_name = "FILE")]
    pub(crate) audio: Option<PathBuf>,
    /// Sequence index to stand at, from 0: a gap is filled, a taken place makes the rest move up. Else at the end.
    #[arg(long, value_name = "INDEX", value_parser = clap::value_parser!(i64).range(0..))]
    pub(crate) at: Option<i64>,
}

#[derive(Debug, Args)]
#[group(skip)]
#[command(group = at_least_one(&["text", "prompt", "lock", "unlock"]))]
pub(crate) struct EditArgs {
    /// The segment.
    pub(crate) id: SegmentId,
    /// New narration.
    #[arg(long)]
    pub(crate) text: Option<String>,
    /// New image prompt.
    #[arg(long)]
    pub(crate) prompt: Option<String>,
    /// Protect text, prompt, image and audio from editing.
    #[arg(long, conflicts_with = "unlock")]
    pub(crate) lock: bool,
    /// Allow editing again; with --text or --prompt, the same step edits them.
    #[arg(long)]
    pub(crate) unlock: bool,
}

#[derive(Debug, Args)]
#[group(skip)]
#[command(group = at_least_one(&["image", "audio"]))]
pub(crate) struct AttachArgs {
    /// The segment.
    pub(crate) id: SegmentId,
    /// Image to copy in: JPEG, PNG, WebP or GIF.
    #[arg(long, value_name = "FILE")]
    pub(crate) image: Option<PathBuf>,
    /// Take to copy in: WAV, MP3, OGG, FLAC or M4A.
    #[arg(long, value_name = "FILE")]
    pub(crate) audio: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[group(skip)]
#[command(group = at_least_one(&["image", "audio"]))]
pub(crate) struct DetachArgs {
    /// The segment.
    pub(crate) id: SegmentId,
    /// Take the image away.
    #[arg(long)]
    pub(crate) image: bool,
    /// Take the audio away.
    #[arg(long)]
    pub(crate) audio: bool,
}

/// What a change asks for: naming nothing is wrong usage.
fn at_least_one(names: &[&'static str]) -> ArgGroup {
    ArgGroup::new("change").required(true).multiple(true).args(names)
}
