//! Plain data: what a library holds and what a change to it says. No I/O and no decisions.

mod change;
mod history;
mod id;
mod library;
mod media;
mod outline;
mod project;
mod retention;
mod segment;
mod trash;

pub use change::{Change, FileNote, FileReport, Gap, Outcome, Shift, WaitReason, WaitingFile};
pub use history::{History, HistoryStep, NextSteps, OpKind, OpState, StepName};
pub use id::{MediaId, OpId, ProjectId, SegmentId};
pub use library::{FolderWarning, Holder, LibraryInfo, LibraryStatus};
pub use media::{Location, Media, MediaKind};
pub use outline::{Outline, SegmentBatch};
pub use project::{Project, ProjectSummary};
pub use retention::{Retention, RetentionReceipt};
pub use segment::Segment;
pub use trash::TrashedSegment;
