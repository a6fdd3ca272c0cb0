//! What a window or a script asks for, as JSON, with any ids, texts and orders. A verb that is refused changes nothing;
//! one that is done leaves a sound library, and can be taken back.

use std::path::PathBuf;

use segue_core::model::{MediaId, ProjectId, Retention};
use segue_core::ops::{
    AddSegment, CloseGaps, CreateProject, DeleteProject, DeleteSegments, DetachMedia, DuplicateSegments,
    EditSegment, MergeWithNext, MoveSegments, Op, PasteSegments, PurgeSegments, Redo, RenameProject,
    ReorderSegments, RestoreSegments, SplitSegment, Undo,
};
use segue_core::{Error, ErrorCode, Library, Repair, Result};
use serde::Deserialize;

use super::seeds;
use super::target::{Input, Tried};
use crate::actor::code_name;
use crate::hostile::{shape, stories};

/// A request with the name of its verb, as the shell's commands take it.
#[derive(Debug, Deserialize)]
#[serde(
    tag = "verb",
    content = "with",
    rename_all = "snake_case",
    deny_unknown_fields
)]
enum Request {
    CreateProject(CreateProject),
    RenameProject(RenameProject),
    DeleteProject(DeleteProject),
    AddSegment(AddSegment),
    DuplicateSegments(DuplicateSegments),
    PasteSegments(PasteSegments),
    SplitSegment(SplitSegment),
    MergeWithNext(MergeWithNext),
    EditSegment(EditSegment),
    DetachMedia(DetachMedia),
    DeleteSegments(DeleteSegments),
    RestoreSegments(RestoreSegments),
    PurgeSegments(PurgeSegments),
    ReorderSegments(ReorderSegments),
    CloseGaps(CloseGaps),
    MoveSegments(MoveSegments),
    Undo(Undo),
    Redo(Redo),
    Repair(Repair),
    Retention(Retention),
    Thumbnail(MediaId, u32),
}

/// Codes that say what is wrong with a request. Any other blames a disk or a database that is whole.
const CLEAR: [ErrorCode; 6] = [
    ErrorCode::NotFound,
    ErrorCode::Invalid,
    ErrorCode::SegmentLocked,
    ErrorCode::NothingToUndo,
    ErrorCode::MediaMissing,
    ErrorCode::UnsupportedMedia,
];

/// A library that is asked.
#[derive(Debug, Default)]
pub(super) struct Arguments {
    library: Option<Library>,
}

/// What a library tells.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    /// Titles and segments.
    timeline: Vec<String>,
    /// Deleted segments.
    trash: Vec<String>,
    /// Steps by project.
    steps: Vec<(ProjectId, Vec<String>)>,
}

impl Arguments {
    /// Asks for what an input says.
    pub(super) async fn attempt(&mut self, input: &Input, fresh: Option<PathBuf>) -> anyhow::Result<Tried> {
        if let Some(folder) = fresh {
            self.library = Some(Library::open(&folder).await?);
        }
        let mut tried = Tried::default();
        let Some(library) = &self.library else {
            return Ok(tried);
        };
        let request: Request = match serde_json::from_slice(&input.bytes) {
            Ok(request) => request,
            Err(error) => {
                tried
                    .answers
                    .push(format!("no request: {}", shape(&error.to_string())));
                return Ok(tried);
            }
        };
        let name = verb(&request);
        let goes_back = goes_back(&request);
        let before = told(library).await?;
        match request.run(library).await {
            Err(error) => {
                tried.refuse_request(&name, &error);
                if told(library).await? != before {
                    tried.find(format!("{name} is refused, and yet something is changed"));
                }
            }
            Ok(()) => {
                tried.answers.push(format!("{name}: done"));
                let after = told(library).await?;
                if let (true, Some(project)) = (goes_back, changed_project(&before, &after)) {
                    tried.walk(&name, library, project, &before, &after).await?;
                }
                tried.look_for_unsoundness(&name, library).await?;
            }
        }
        Ok(tried)
    }

    pub(super) async fn close(&mut self) -> anyhow::Result<()> {
        match self.library.take() {
            Some(library) => Ok(library.close().await?),
            None => Ok(()),
        }
    }
}

impl Request {
    async fn run(self, library: &Library) -> Result<()> {
        match self {
            Self::CreateProject(verb) => done(library, verb).await,
            Self::RenameProject(verb) => done(library, verb).await,
            Self::DeleteProject(verb) => done(library, verb).await,
            Self::AddSegment(verb) => done(library, verb).await,
            Self::DuplicateSegments(verb) => done(library, verb).await,
            Self::PasteSegments(verb) => done(library, verb).await,
            Self::SplitSegment(verb) => done(library, verb).await,
            Self::MergeWithNext(verb) => done(library, verb).await,
            Self::EditSegment(verb) => done(library, verb).await,
            Self::DetachMedia(verb) => done(library, verb).await,
            Self::DeleteSegments(verb) => done(library, verb).await,
            Self::RestoreSegments(verb) => done(library, verb).await,
            Self::PurgeSegments(verb) => done(library, verb).await,
            Self::ReorderSegments(verb) => done(library, verb).await,
            Self::CloseGaps(verb) => done(library, verb).await,
            Self::MoveSegments(verb) => done(library, verb).await,
            Self::Undo(verb) => done(library, verb).await,
            Self::Redo(verb) => done(library, verb).await,
            Self::Repair(repair) => library.repair(repair).await.map(drop),
            // The bin is the system's, outside.
            Self::Retention(rule) => {
                let rule = Retention {
                    recycles: false,
                    ..rule
                };
                library.set_retention(rule).await.map(drop)
            }
            Self::Thumbnail(image, side) => library.thumbnail(image, side).await.map(drop),
        }
    }
}

async fn done<O: Op>(library: &Library, verb: O) -> Result<()> {
    library.run(verb).await.map(drop)
}

fn verb(request: &Request) -> String {
    let told = format!("{request:?}");
    told.split(['(', ' ']).next().unwrap_or_default().to_owned()
}

/// Whether undo leads to where the verb began. An edit that goes on with typing goes back to before the typing; what
/// is purged or erased does not come back.
fn goes_back(request: &Request) -> bool {
    match request {
        Request::DeleteSegments(delete) => !delete.erase,
        Request::EditSegment(edit) => !edit.typing,
        Request::AddSegment(_)
        | Request::DuplicateSegments(_)
        | Request::PasteSegments(_)
        | Request::SplitSegment(_)
        | Request::MergeWithNext(_)
        | Request::DetachMedia(_)
        | Request::RenameProject(_)
        | Request::DeleteProject(_)
        | Request::RestoreSegments(_)
        | Request::ReorderSegments(_)
        | Request::CloseGaps(_)
        | Request::MoveSegments(_) => true,
        _ => false,
    }
}

fn changed_project(before: &Told, after: &Told) -> Option<ProjectId> {
    let changed = after.steps.iter().find(|steps| !before.steps.contains(steps));
    changed.map(|(project, _)| *project)
}

/// Reads all that a library tells of projects that it may have.
async fn told(library: &Library) -> Result<Told> {
    let mut told = Told::default();
    for project in library.projects().await? {
        told.timeline.push(format!("{} {:?}", project.id, project.title));
    }
    for (_, segments) in stories(library).await? {
        told.timeline
            .extend(segments.iter().map(|segment| format!("{segment:?}")));
    }
    let mut projects: Vec<ProjectId> = library
        .projects()
        .await?
        .into_iter()
        .map(|project| project.id)
        .collect();
    projects.extend([ProjectId(1), ProjectId(2)]);
    for old in library.trash_of_all().await? {
        let place = (old.project_id, old.sequence_index, old.image_id, old.audio_id);
        told.trash
            .push(format!(" {} {place:?} {:?} {}", old.id, old.text, old.locked));
    }
    told.timeline.sort_unstable();
    told.trash.sort_unstable();
    projects.sort_unstable();
    projects.dedup();
    for project in projects {
        let steps = library.history(project).await?.steps;
        let steps = steps
            .iter()
            .map(|step| format!("{} {} {:?}", step.id, step.label, step.state));
        told.steps.push((project, steps.collect()));
    }
    Ok(told)
}

impl Tried {
    fn refuse_request(&mut self, verb: &str, error: &Error) {
        let (code, told) = (error.code(), error.to_string());
        self.report.checked += 1;
        self.answers
            .push(format!("{verb}: {} {}", code_name(code), shape(&told)));
        if !CLEAR.contains(&code) || told.contains("half way") {
            self.find(format!("{verb} answers {code:?}: {told}"));
        }
    }

    /// Takes a step back and does it again.
    async fn walk(
        &mut self,
        verb: &str,
        library: &Library,
        project_id: ProjectId,
        before: &Told,
        after: &Told,
    ) -> anyhow::Result<()> {
        if let Err(error) = done(library, Undo { project_id }).await {
            self.find(format!("{verb} can't be taken back: {error}"));
            return Ok(());
        }
        self.compare(&format!("{verb}, taken back,"), library, before)
            .await?;
        if let Err(error) = done(library, Redo { project_id }).await {
            self.find(format!("{verb} can't be done again: {error}"));
            return Ok(());
        }
        self.compare(&format!("{verb}, done again,"), library, after)
            .await
    }

    async fn compare(&mut self, what: &str, library: &Library, expected: &Told) -> anyhow::Result<()> {
        self.report.checked += 1;
        let now = told(library).await?;
        // What an undo takes from the timeline goes to the trash, for want of a better place.
        let is_there = expected.trash.iter().all(|old| now.trash.contains(old));
        if now.timeline != expected.timeline || !is_there {
            self.find(format!("{what} leads to {now:?}, not {expected:?}"));
        }
        Ok(())
    }

    async fn look_for_unsoundness(&mut self, verb: &str, library: &Library) -> anyhow::Result<()> {
        self.report.checked += 1;
        let report = library.check().await?;
        let is_sound = report.integrity.is_empty()
            && report.foreign.is_empty()
            && report.missing.is_empty()
            && report.misplaced.is_empty()
            && report.orphans.iter().all(|path| path == seeds::FOREIGN_FILE)
            && report.refused.is_empty()
            && report.trash_drift.is_empty()
            && (report.negative_indexes, report.duplicate_indexes) == (0, 0);
        if !is_sound {
            self.find(format!("{verb} leaves {report:?}"));
        }
        Ok(())
    }
}
