//! The verbs: one file each. A verb is a request with what it does to the library in one transaction.

mod add_files;
mod adopt;
mod attach;
mod delete;
mod duplicate;
mod import;
mod lock;
mod merge;
mod paste;
mod project;
mod purge;
mod reorder;
mod repair;
mod restore;
mod segment;
mod split;
mod undo;

use std::future::Future;

pub use add_files::{AddFiles, AddedSegments};
pub(crate) use adopt::AdoptFiles;
pub use attach::{AttachMedia, DetachMedia};
pub use delete::{DeleteMode, DeleteReceipt, DeleteSegments};
pub use duplicate::DuplicateSegments;
pub use import::{ImportStory, StoryMedia};
pub use lock::LockSegments;
pub use merge::{MergeReceipt, MergeWithNext};
pub use paste::{CopyReceipt, PasteSegments};
pub use project::{CreateProject, DeleteProject, DeleteProjectReceipt, RenameProject};
pub use purge::{PurgeReceipt, PurgeSegments};
pub use reorder::{CloseGaps, MoveSegments, ReorderSegments};
pub(crate) use repair::RepairOrder;
pub use restore::{RestoreReceipt, RestoreSegments};
pub use segment::{AddSegment, EditSegment};
pub use split::{SplitReceipt, SplitSegment};
pub use undo::{Redo, Step, Undo};

use crate::Result;
use crate::media::MediaSource;
use crate::model::{MediaKind, OpKind, SegmentId};
use crate::transact::Txn;

/// One user action: one operation, one undo step. Run by [`Library::run`](crate::Library::run).
pub trait Op: Clone + Send + Sync + 'static {
    /// What the caller gets back.
    type Value: Send + 'static;

    /// Whether it is a way out of a full disk, for which room is kept.
    const FREES_SPACE: bool = false;

    /// Returns the verb as the op log names it.
    fn kind(&self) -> OpKind;

    /// Returns the files to copy in before the transaction begins. The body finds them adopted in this order.
    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        Vec::new()
    }

    /// Returns the segments that it names. They are looked up as the transaction begins, and the body asks the transaction
    /// for what was found.
    fn segments(&self) -> &[SegmentId] {
        &[]
    }

    /// Does it. An error leaves the library as it was.
    fn apply(self, txn: &mut Txn<'_>) -> impl Future<Output = Result<Self::Value>> + Send;
}
