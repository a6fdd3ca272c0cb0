//! `seguectl segment …`

use std::path::PathBuf;

use segue_core::media::MediaSource;
use segue_core::model::{FileReport, Gap, Media, MediaId, Outcome, ProjectId, Segment, SegmentId};
use segue_core::ops::{
    AddSegment, AttachMedia, CloseGaps, CopyReceipt, DeleteMode, DeleteReceipt, DeleteSegments, DetachMedia,
    DuplicateSegments, EditSegment, MergeReceipt, MergeWithNext, MoveSegments, PasteSegments,
    ReorderSegments, SplitReceipt, SplitSegment,
};
use segue_core::{Library, Result, Work};
use serde::Serialize;

use crate::args::{AddArgs, AttachArgs, DetachArgs, EditArgs, SegmentVerb};
use crate::ask;
use crate::print::{self, Fate, Form};

pub(crate) async fn answer(library: &Library, work: &Work, verb: SegmentVerb, form: Form) -> Result<String> {
    match verb {
        SegmentVerb::List { project } => {
            let segments = library.segments(project).await?;
            form.say(
                &segments.iter().map(SegmentView::from).collect(),
                |views: &Vec<_>| list(views),
            )
        }
        SegmentVerb::Find { project, question } => ask::find(library, project, &question, form).await,
        SegmentVerb::Show { id } => form.say(&SegmentView::from(&library.segment(id).await?), show),
        SegmentVerb::Add(args) => add(library, work, args, form).await,
        SegmentVerb::Duplicate { ids } => {
            let outcome = library.run(DuplicateSegments { ids }).await?;
            form.say(&Told::from(outcome), copies)
        }
        SegmentVerb::Paste { project, at, ids } => {
            let request = PasteSegments {
                project_id: project,
                at,
                ids,
            };
            form.say(&Told::from(library.run(request).await?), copies)
        }
        SegmentVerb::Split { id, at } => {
            let outcome = library.run(SplitSegment { id, at }).await?;
            form.say(&Told::from(outcome), |told: &Told<SplitReceipt>| {
                let SplitReceipt {
                    second,
                    sequence_index,
                } = told.made;
                format!("Split segment {id}; the rest is segment {second} at {sequence_index}.")
            })
        }
        SegmentVerb::Merge { id } => {
            let outcome = library.run(MergeWithNext { id }).await?;
            form.say(&Told::from(outcome), |told: &Told<MergeReceipt>| {
                let trashed = told.made.trashed;
                format!("Merged segment {trashed} into segment {id}; {trashed} is in the trash.")
            })
        }
        SegmentVerb::Edit(args) => edit(library, args, form).await,
        SegmentVerb::Attach(args) => attach(library, work, args, form).await,
        SegmentVerb::Detach(args) => detach(library, args, form).await,
        SegmentVerb::Delete {
            ids,
            ripple,
            erase,
            dry_run,
        } => {
            let mode = if ripple {
                DeleteMode::Ripple
            } else {
                DeleteMode::Lift
            };
            if dry_run {
                return ask::preview(library, &ids, mode, erase, form).await;
            }
            let outcome = library
                .watched(work)
                .run(DeleteSegments { ids, mode, erase })
                .await?;
            form.say(&Receipt::from(outcome), receipt)
        }
        SegmentVerb::Move { ids, to } => {
            let revision = library.run(MoveSegments { ids: ids.clone(), to }).await?.revision;
            let project = match ids.first() {
                Some(id) => Some(library.segment(*id).await?.project_id),
                None => None,
            };
            placed(library, project, revision, form).await
        }
        SegmentVerb::Reorder { project, order } => {
            let revision = library
                .run(ReorderSegments {
                    project_id: project,
                    order,
                })
                .await?
                .revision;
            placed(library, Some(project), revision, form).await
        }
        SegmentVerb::CloseGaps { project } => {
            let revision = library
                .run(CloseGaps {
                    project_id: project,
                    gap: None,
                })
                .await?
                .revision;
            placed(library, Some(project), revision, form).await
        }
    }
}

/// A segment as scripts see it.
#[derive(Serialize)]
struct SegmentView<'a> {
    id: SegmentId,
    project_id: ProjectId,
    sequence_index: i64,
    text: &'a str,
    image_prompt: &'a str,
    image: Option<MediaView<'a>>,
    audio: Option<MediaView<'a>>,
    duration_ms: Option<i64>,
    audio_stale: bool,
    locked: bool,
}

/// A media file as scripts see it; the path is relative to the library.
#[derive(Serialize)]
struct MediaView<'a> {
    id: MediaId,
    path: &'a str,
    bytes: i64,
}

impl<'a> From<&'a Segment> for SegmentView<'a> {
    fn from(segment: &'a Segment) -> Self {
        Self {
            id: segment.id,
            project_id: segment.project_id,
            sequence_index: segment.sequence_index,
            text: &segment.text,
            image_prompt: &segment.image_prompt,
            image: segment.image.as_ref().map(MediaView::from),
            audio: segment.audio.as_ref().map(MediaView::from),
            duration_ms: segment.duration_ms,
            audio_stale: segment.audio_stale,
            locked: segment.locked,
        }
    }
}

impl<'a> From<&'a Media> for MediaView<'a> {
    fn from(media: &'a Media) -> Self {
        Self {
            id: media.id,
            path: &media.path,
            bytes: media.bytes,
        }
    }
}

/// What a delete did to the timeline and to the files, in one document.
#[derive(Serialize)]
struct Receipt {
    segments: i64,
    first_index: i64,
    locked: i64,
    gaps: Vec<Gap>,
    erased: bool,
    #[serde(flatten)]
    files: FileReport,
    revision: i64,
}

impl From<Outcome<DeleteReceipt>> for Receipt {
    fn from(outcome: Outcome<DeleteReceipt>) -> Self {
        let DeleteReceipt {
            segments,
            first_index,
            locked,
            gaps,
            erased,
        } = outcome.value;
        Self {
            segments,
            first_index,
            locked,
            gaps,
            erased,
            files: outcome.files,
            revision: outcome.revision,
        }
    }
}

/// What a verb made, with the revision that it made.
#[derive(Serialize)]
struct Told<T> {
    #[serde(flatten)]
    made: T,
    revision: i64,
}

impl<T> From<Outcome<T>> for Told<T> {
    fn from(outcome: Outcome<T>) -> Self {
        Self {
            made: outcome.value,
            revision: outcome.revision,
        }
    }
}

/// The answer to a change of places.
#[derive(Serialize)]
struct Placed {
    revision: i64,
    segments: usize,
}

async fn add(library: &Library, work: &Work, args: AddArgs, form: Form) -> Result<String> {
    let request = AddSegment {
        project_id: args.project,
        text: args.text,
        image_prompt: args.prompt.unwrap_or_default(),
        at: args.at,
        image: source(args.image),
        audio: source(args.audio),
    };
    let id = library.watched(work).run(request).await?.value;
    let segment = library.segment(id).await?;
    form.say(&SegmentView::from(&segment), |view| {
        format!("Added segment {id} at {}.", view.sequence_index)
    })
}

async fn edit(library: &Library, args: EditArgs, form: Form) -> Result<String> {
    let locked = (args.lock || args.unlock).then_some(args.lock);
    library
        .run(EditSegment {
            id: args.id,
            text: args.text,
            image_prompt: args.prompt,
            locked,
            typing: false,
        })
        .await?;
    form.say(&SegmentView::from(&library.segment(args.id).await?), show)
}

async fn attach(library: &Library, work: &Work, args: AttachArgs, form: Form) -> Result<String> {
    let request = AttachMedia {
        segment_id: args.id,
        image: source(args.image),
        audio: source(args.audio),
    };
    let outcome = library.watched(work).run(request).await?;
    media_changed(library, args.id, &outcome.files, form).await
}

async fn detach(library: &Library, args: DetachArgs, form: Form) -> Result<String> {
    let request = DetachMedia {
        segment_id: args.id,
        image: args.image,
        audio: args.audio,
    };
    let outcome = library.run(request).await?;
    media_changed(library, args.id, &outcome.files, form).await
}

async fn media_changed(library: &Library, id: SegmentId, files: &FileReport, form: Form) -> Result<String> {
    form.say(&SegmentView::from(&library.segment(id).await?), |view| {
        let clauses = print::files(files, Fate::Trashed);
        if clauses.is_empty() {
            show(view)
        } else {
            format!("{}{}.\n", show(view), clauses.join("; "))
        }
    })
}

fn copies(told: &Told<CopyReceipt>) -> String {
    let CopyReceipt { ids, first_index } = &told.made;
    format!("Made {} at {first_index}.", print::count(ids.len(), "segment"))
}

fn source(file: Option<PathBuf>) -> Option<MediaSource> {
    file.map(MediaSource::File)
}

async fn placed(library: &Library, project: Option<ProjectId>, revision: i64, form: Form) -> Result<String> {
    let segments = match project {
        Some(project) => library.segments(project).await?.len(),
        None => 0,
    };
    form.say(&Placed { revision, segments }, |placed| {
        format!(
            "Done; the project has {}.",
            print::count(placed.segments, "segment")
        )
    })
}

fn list(views: &[SegmentView<'_>]) -> String {
    let row = |view: &SegmentView<'_>| {
        [
            view.sequence_index.to_string(),
            view.id.to_string(),
            if view.locked {
                "locked".to_owned()
            } else {
                String::new()
            },
            print::duration(view.duration_ms),
            bytes(view.image.as_ref()),
            bytes(view.audio.as_ref()),
            print::one_line(view.text),
        ]
    };
    let titles = ["INDEX", "ID", "LOCK", "DURATION", "IMAGE", "AUDIO", "TEXT"];
    print::table(titles, views.iter().map(row).collect())
}

fn bytes(media: Option<&MediaView<'_>>) -> String {
    media.map_or_else(|| "–".to_owned(), |media| print::size(media.bytes))
}

fn show(view: &SegmentView<'_>) -> String {
    let rows = [
        ["segment".to_owned(), view.id.to_string()],
        ["project".to_owned(), view.project_id.to_string()],
        ["index".to_owned(), view.sequence_index.to_string()],
        ["text".to_owned(), print::one_line(view.text)],
        ["prompt".to_owned(), print::one_line(view.image_prompt)],
        ["image".to_owned(), file(view.image.as_ref())],
        ["audio".to_owned(), take(view)],
        ["duration".to_owned(), print::duration(view.duration_ms)],
        [
            "locked".to_owned(),
            if view.locked { "yes" } else { "no" }.to_owned(),
        ],
    ];
    print::aligned(&rows)
}

fn file(media: Option<&MediaView<'_>>) -> String {
    media.map_or_else(
        || "–".to_owned(),
        |media| format!("{} ({})", print::one_line(media.path), print::size(media.bytes)),
    )
}

fn take(view: &SegmentView<'_>) -> String {
    let stale = if view.audio_stale {
        ", made for an earlier text"
    } else {
        ""
    };
    format!("{}{stale}", file(view.audio.as_ref()))
}

fn receipt(receipt: &Receipt) -> String {
    let mut clauses = vec![format!("Deleted {}", print::count(receipt.segments, "segment"))];
    if receipt.locked > 0 {
        clauses.push(format!("{} of them locked", receipt.locked));
    }
    let fate = if receipt.erased {
        Fate::Erased
    } else {
        Fate::Trashed
    };
    clauses.extend(print::files(&receipt.files, fate));
    clauses.extend(print::gaps(&receipt.gaps).map(|gaps| format!("{gaps} left open")));
    format!("{}.", clauses.join("; "))
}
