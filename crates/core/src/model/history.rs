use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OpId;

/// What an operation did, as the op log names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, TS)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[ts(export)]
pub enum OpKind {
    /// A project was made.
    CreateProject,
    /// A project got another title.
    RenameProject,
    /// A project went with its segments.
    DeleteProject,
    /// A story came in as a new project.
    ImportStory,
    /// A segment was added.
    AddSegment,
    /// Copies were put right behind the segments that they are of.
    DuplicateSegments,
    /// Copies of segments were put at a place.
    PasteSegments,
    /// A segment was made two.
    SplitSegment,
    /// Two segments were made one.
    MergeSegments,
    /// Text or prompt was edited.
    EditSegment,
    /// A segment was locked.
    LockSegment,
    /// A segment was unlocked.
    UnlockSegment,
    /// An image, a take or both came in.
    AttachMedia,
    /// An image, a take or both were taken away.
    DetachMedia,
    /// Segments went to the trash and left a gap.
    DeleteSegments,
    /// Segments went to the trash and the gap was closed.
    RippleDeleteSegments,
    /// Segments went for ever.
    EraseSegments,
    /// Segments came back from the trash.
    RestoreSegments,
    /// Segments in the trash went for ever.
    PurgeSegments,
    /// A whole order was given.
    ReorderSegments,
    /// Gaps were closed.
    CloseGaps,
    /// A block was moved.
    MoveSegments,
    /// Files that no row knew got segments.
    AdoptFiles,
    /// Files that no row knew went to the trash.
    TrashFiles,
    /// Segments before the first place were brought behind it.
    RepairOrder,
    /// An operation was taken back. Never a step of its own.
    Undo,
    /// An operation was done again. Never a step of its own.
    Redo,
}

/// Whether an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, TS)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[ts(export)]
pub enum OpState {
    /// Done; can be taken back.
    Done,
    /// Taken back; can be done again until something else is done.
    Undone,
    /// Done for good.
    Final,
}

/// What a step did: enough to name it in any language. It is written in English, to follow "Undo".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct StepName {
    /// What was done.
    pub kind: OpKind,
    /// To how many segments, or found files.
    #[ts(type = "number")]
    pub segments: i64,
    /// Sequence indexes of the first and the last of them, for a split and a merge, which are named by them.
    #[ts(type = "[number, number] | null")]
    pub places: Option<(i64, i64)>,
}

/// One step of a project's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HistoryStep {
    /// The operation.
    pub id: OpId,
    /// What it did.
    pub name: StepName,
    /// The same in English, such as "delete 3 segments".
    pub label: String,
    /// Whether it stands.
    pub state: OpState,
    /// When it was done, in milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub created_at: i64,
}

/// A project's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct History {
    /// The steps, the newest first.
    pub steps: Vec<HistoryStep>,
    /// What undo would take back.
    pub undo: Option<StepName>,
    /// What redo would do again.
    pub redo: Option<StepName>,
}

/// What undo and redo would do in a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NextSteps {
    /// What undo would take back.
    pub undo: Option<StepName>,
    /// What redo would do again.
    pub redo: Option<StepName>,
}

impl fmt::Display for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind.label(self.segments, self.places))
    }
}

impl OpKind {
    /// Returns what such an operation on so many segments does. A split and a merge are named by the sequence indexes of
    /// the first and the last segment, where they are known.
    fn label(self, segments: i64, places: Option<(i64, i64)>) -> String {
        let number = |index: i64| index.saturating_add(1);
        let (verb, one, many) = match self {
            Self::SplitSegment => {
                return places.map_or("split segment".to_owned(), |(first, _)| {
                    format!("split segment {}", number(first))
                });
            }
            Self::MergeSegments => {
                return match places {
                    // One of the two may have gone for ever since.
                    Some((first, last)) if first < last => {
                        format!("merge segments {} and {}", number(first), number(last))
                    }
                    _ => "merge segments".to_owned(),
                };
            }
            Self::CreateProject => return "new project".to_owned(),
            Self::RenameProject => return "rename project".to_owned(),
            Self::DeleteProject => return "delete project".to_owned(),
            Self::ImportStory => return "import story".to_owned(),
            Self::AttachMedia => return "attach media".to_owned(),
            Self::DetachMedia => return "remove media".to_owned(),
            Self::ReorderSegments => return "reorder".to_owned(),
            Self::CloseGaps => return "close gaps".to_owned(),
            Self::RepairOrder => return "repair order".to_owned(),
            Self::Undo => return "undo".to_owned(),
            Self::Redo => return "redo".to_owned(),
            Self::EditSegment => ("edit", "text", "texts"),
            Self::AddSegment => ("add", "segment", "segments"),
            Self::DuplicateSegments => ("duplicate", "segment", "segments"),
            Self::PasteSegments => ("paste", "segment", "segments"),
            Self::LockSegment => ("lock", "segment", "segments"),
            Self::UnlockSegment => ("unlock", "segment", "segments"),
            Self::DeleteSegments | Self::RippleDeleteSegments => ("delete", "segment", "segments"),
            Self::EraseSegments => ("erase", "segment", "segments"),
            Self::RestoreSegments => ("restore", "segment", "segments"),
            Self::PurgeSegments => ("purge", "segment", "segments"),
            Self::MoveSegments => ("move", "segment", "segments"),
            Self::AdoptFiles => ("adopt", "found file", "found files"),
            Self::TrashFiles => ("trash", "found file", "found files"),
        };
        match segments {
            1 => format!("{verb} {one}"),
            _ => format!("{verb} {segments} {many}"),
        }
    }
}
