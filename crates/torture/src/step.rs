//! Steps: every verb as plain data, and how the core is asked to do it.

use segue_core::format::{Story, StorySegment};
use segue_core::model::{ProjectId, SegmentId};
use segue_core::ops::{
    AddSegment, AttachMedia, CloseGaps, CreateProject, DeleteMode, DeleteProject, DeleteSegments,
    DetachMedia, DuplicateSegments, EditSegment, ImportStory, MergeWithNext, MoveSegments, Op, PasteSegments,
    PurgeSegments, Redo, RenameProject, ReorderSegments, RestoreSegments, SplitSegment, StoryMedia, Undo,
};
use segue_core::{Library, Result};

use crate::content::Content;

/// One verb with all that it is asked to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    CreateProject {
        title: String,
    },
    RenameProject {
        project: i64,
        title: String,
    },
    DeleteProject {
        project: i64,
    },
    ImportStory {
        title: String,
        segments: Vec<Brought>,
    },
    Add {
        project: i64,
        at: Option<i64>,
        segment: Brought,
    },
    EditText {
        segment: i64,
        text: String,
        typing: bool,
    },
    EditPrompt {
        segment: i64,
        prompt: String,
        typing: bool,
    },
    Split {
        segment: i64,
        at: u32,
    },
    Merge {
        segment: i64,
    },
    Duplicate {
        segments: Vec<i64>,
    },
    Paste {
        project: i64,
        at: i64,
        segments: Vec<i64>,
    },
    SetLock {
        segment: i64,
        locked: bool,
    },
    Attach {
        segment: i64,
        content: Content,
    },
    Detach {
        segment: i64,
        image: bool,
        take: bool,
    },
    Delete {
        segments: Vec<i64>,
        ripple: bool,
    },
    Erase {
        segments: Vec<i64>,
        ripple: bool,
    },
    Restore {
        segments: Vec<i64>,
    },
    Purge {
        segments: Vec<i64>,
    },
    Undo {
        project: i64,
    },
    Redo {
        project: i64,
    },
    Reorder {
        project: i64,
        order: Vec<i64>,
    },
    Move {
        segments: Vec<i64>,
        to: i64,
    },
    CloseGaps {
        project: i64,
        gap: Option<i64>,
    },
}

/// What a new segment brings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Brought {
    pub(crate) text: String,
    pub(crate) prompt: String,
    pub(crate) image: Option<Content>,
    pub(crate) take: Option<Content>,
}

impl Step {
    /// Returns the contents that it copies in.
    pub(crate) fn brings(&self) -> Vec<Content> {
        match self {
            Self::ImportStory { segments, .. } => segments.iter().flat_map(Brought::contents).collect(),
            Self::Add { segment, .. } => segment.contents().collect(),
            Self::Attach { content, .. } => vec![*content],
            _ => Vec::new(),
        }
    }

    /// Asks the core to do it.
    pub(crate) async fn run(&self, library: &Library) -> Result<()> {
        match self.clone() {
            Self::CreateProject { title } => done(library, CreateProject { title }).await,
            Self::RenameProject { project, title } => {
                let id = ProjectId(project);
                done(library, RenameProject { id, title }).await
            }
            Self::DeleteProject { project } => {
                let id = ProjectId(project);
                done(library, DeleteProject { id }).await
            }
            Self::ImportStory { title, segments } => done(library, import(title, segments)).await,
            Self::Add { project, at, segment } => done(library, add(project, at, segment)).await,
            Self::EditText {
                segment,
                text,
                typing,
            } => {
                let edit = EditSegment {
                    text: Some(text),
                    typing,
                    ..unedited(segment)
                };
                done(library, edit).await
            }
            Self::EditPrompt {
                segment,
                prompt,
                typing,
            } => {
                let edit = EditSegment {
                    image_prompt: Some(prompt),
                    typing,
                    ..unedited(segment)
                };
                done(library, edit).await
            }
            Self::Split { segment, at } => {
                let id = SegmentId(segment);
                done(library, SplitSegment { id, at }).await
            }
            Self::Merge { segment } => {
                let id = SegmentId(segment);
                done(library, MergeWithNext { id }).await
            }
            Self::Duplicate { segments } => done(library, DuplicateSegments { ids: ids(segments) }).await,
            Self::Paste {
                project,
                at,
                segments,
            } => {
                done(
                    library,
                    PasteSegments {
                        project_id: ProjectId(project),
                        at,
                        ids: ids(segments),
                    },
                )
                .await
            }
            Self::SetLock { segment, locked } => {
                let edit = EditSegment {
                    locked: Some(locked),
                    ..unedited(segment)
                };
                done(library, edit).await
            }
            Self::Attach { segment, content } => done(library, attach(segment, content)).await,
            Self::Detach { segment, image, take } => {
                let segment_id = SegmentId(segment);
                done(
                    library,
                    DetachMedia {
                        segment_id,
                        image,
                        audio: take,
                    },
                )
                .await
            }
            Self::Delete { segments, ripple } => done(library, delete(segments, ripple, false)).await,
            Self::Erase { segments, ripple } => done(library, delete(segments, ripple, true)).await,
            Self::Restore { segments } => done(library, RestoreSegments { ids: ids(segments) }).await,
            Self::Purge { segments } => done(library, PurgeSegments { ids: ids(segments) }).await,
            Self::Undo { project } => {
                let project_id = ProjectId(project);
                done(library, Undo { project_id }).await
            }
            Self::Redo { project } => {
                let project_id = ProjectId(project);
                done(library, Redo { project_id }).await
            }
            Self::Reorder { project, order } => {
                let project_id = ProjectId(project);
                done(
                    library,
                    ReorderSegments {
                        project_id,
                        order: ids(order),
                    },
                )
                .await
            }
            Self::Move { segments, to } => {
                done(
                    library,
                    MoveSegments {
                        ids: ids(segments),
                        to,
                    },
                )
                .await
            }
            Self::CloseGaps { project, gap } => {
                let project_id = ProjectId(project);
                done(library, CloseGaps { project_id, gap }).await
            }
        }
    }
}

impl Brought {
    fn contents(&self) -> impl Iterator<Item = Content> {
        self.image.into_iter().chain(self.take)
    }
}

async fn done<O: Op>(library: &Library, verb: O) -> Result<()> {
    library.run(verb).await.map(drop)
}

fn ids(numbers: Vec<i64>) -> Vec<SegmentId> {
    numbers.into_iter().map(SegmentId).collect()
}

fn unedited(segment: i64) -> EditSegment {
    EditSegment {
        id: SegmentId(segment),
        text: None,
        image_prompt: None,
        locked: None,
        typing: false,
    }
}

fn add(project: i64, at: Option<i64>, segment: Brought) -> AddSegment {
    AddSegment {
        project_id: ProjectId(project),
        text: segment.text,
        image_prompt: segment.prompt,
        at,
        image: segment.image.map(Content::source),
        audio: segment.take.map(Content::source),
    }
}

fn attach(segment: i64, content: Content) -> AttachMedia {
    let source = Some(content.source());
    let (image, audio) = match content {
        Content::Image(_) => (source, None),
        Content::Take(_) => (None, source),
    };
    AttachMedia {
        segment_id: SegmentId(segment),
        image,
        audio,
    }
}

fn delete(segments: Vec<i64>, ripple: bool, erase: bool) -> DeleteSegments {
    DeleteSegments {
        ids: ids(segments),
        mode: if ripple {
            DeleteMode::Ripple
        } else {
            DeleteMode::Lift
        },
        erase,
    }
}

fn import(title: String, segments: Vec<Brought>) -> ImportStory {
    let media = segments
        .iter()
        .map(|brought| StoryMedia {
            image: brought.image.map(Content::source),
            audio: brought.take.map(Content::source),
        })
        .collect();
    let segments = segments
        .into_iter()
        .map(|brought| StorySegment {
            text: brought.text,
            image_prompt: brought.prompt,
            ..StorySegment::default()
        })
        .collect();
    ImportStory {
        story: Story {
            title: None,
            segments,
        },
        title: Some(title),
        media,
    }
}
