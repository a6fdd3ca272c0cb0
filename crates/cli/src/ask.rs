//! What is asked of segments and changes nothing: find, and a delete that is only tried out.

use std::collections::HashSet;
use std::fmt::Write as _;

use segue_core::model::{ProjectId, Segment, SegmentId};
use segue_core::ops::DeleteMode;
use segue_core::{DeletePreview, Found, Library, Result};

use crate::print::{self, Fate, Form};

/// Tells which segments a question is true of: their ids, or in short text a line for each.
pub(crate) async fn find(
    library: &Library,
    project: ProjectId,
    question: &str,
    form: Form,
) -> Result<String> {
    let found = library.find(project, question).await?;
    let mut segments = match form {
        Form::Json => Vec::new(),
        Form::Text => library.segments(project).await?,
    };
    let ids: HashSet<SegmentId> = found.ids.iter().copied().collect();
    segments.retain(|segment| ids.contains(&segment.id));
    form.say(&found, |found| told(found, &segments))
}

fn told(found: &Found, segments: &[Segment]) -> String {
    let row = |segment: &Segment| {
        [
            segment.sequence_index.to_string(),
            segment.id.to_string(),
            print::one_line(&segment.text),
        ]
    };
    let mut text = print::table(["INDEX", "ID", "TEXT"], segments.iter().map(row).collect());
    for part in &found.not_understood {
        let _ = writeln!(text, "Left out, as it means nothing: {}", print::one_line(part));
    }
    let _ = writeln!(text, "{} found.", print::count(found.ids.len(), "segment"));
    text
}

/// Tells what a delete would take.
pub(crate) async fn preview(
    library: &Library,
    ids: &[SegmentId],
    mode: DeleteMode,
    erased: bool,
    form: Form,
) -> Result<String> {
    let preview = library.preview_delete(ids, mode).await?;
    form.say(&preview, |preview| would_go(preview, erased))
}

fn would_go(preview: &DeletePreview, erased: bool) -> String {
    let mut clauses = vec![format!(
        "Would delete {}",
        print::count(preview.segments, "segment")
    )];
    if preview.locked > 0 {
        clauses.push(format!("{} of them locked", preview.locked));
    }
    if preview.stale > 0 {
        clauses.push(format!("{} of them with a stale take", preview.stale));
    }
    let fate = if erased {
        Fate::ToBeErased
    } else {
        Fate::ToBeTrashed
    };
    clauses.extend(print::files(&preview.files, fate));
    if preview.moved > 0 {
        clauses.push(format!("{} to move up", print::count(preview.moved, "segment")));
    }
    clauses.push(format!(
        "{} of audio left in the story",
        print::duration(Some(preview.duration_ms))
    ));
    format!("{}.", clauses.join("; "))
}
