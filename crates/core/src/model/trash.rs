use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MediaId, OpId, ProjectId, SegmentId};

/// A deleted segment that can come back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, TS)]
#[ts(export)]
pub struct TrashedSegment {
    /// The id that it had and will have again.
    pub id: SegmentId,
    /// The project that it was deleted from.
    pub project_id: ProjectId,
    /// Its place when it was deleted.
    #[ts(type = "number")]
    pub sequence_index: i64,
    /// Its narration.
    pub text: String,
    /// Its image.
    pub image_id: Option<MediaId>,
    /// Its take.
    pub audio_id: Option<MediaId>,
    /// Size of those of its files that nothing in the timeline uses, in bytes.
    #[ts(type = "number")]
    pub bytes: i64,
    /// It was locked, and will be again.
    pub locked: bool,
    /// When it was deleted, in milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub deleted_at: i64,
    /// The operation that deleted it.
    pub op_id: OpId,
}
