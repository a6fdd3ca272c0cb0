//! Plain data: what a library holds and what a change to it says. No I/O and no decisions.

mod change;
mod id;
mod library;
mod media;
mod project;
mod segment;

pub use change::{Change, FileNote, FileReport, Gap, Outcome, Shift, WaitReason, WaitingFile};
pub use id::{MediaId, OpId, ProjectId, SegmentId};
pub use library::{LibraryInfo, LibraryStatus};
pub use media::{Location, Media, MediaKind};
pub use project::{Project, ProjectSummary};
pub use segment::Segment;
