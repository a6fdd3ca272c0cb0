use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Media, ProjectId, SegmentId};

/// One row of the timeline: a line of narration with its image and its audio take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Segment {
    /// Row id.
    pub id: SegmentId,
    /// The project that owns it.
    pub project_id: ProjectId,
    /// 0-based place in the project, unique there. May have gaps before it. People see it plus one.
    #[ts(type = "number")]
    pub sequence_index: i64,
    /// The narration.
    pub text: String,
    /// What the image was, or is to be, made from.
    pub image_prompt: String,
    /// The picture shown while the narration is heard.
    pub image: Option<Media>,
    /// The take.
    pub audio: Option<Media>,
    /// How long the audio lasts, in milliseconds; `None` without audio.
    #[ts(type = "number | null")]
    pub duration_ms: Option<i64>,
    /// The narration was changed after the take was attached. Never without audio.
    pub audio_stale: bool,
    /// Protects text, prompt, image and audio from editing. Never blocks a delete, a move or a reorder.
    pub locked: bool,
}
