use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{MediaId, ProjectId};

/// One story in a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, TS)]
#[ts(export)]
pub struct Project {
    /// Row id.
    pub id: ProjectId,
    /// What people call it. Never blank.
    pub title: String,
    /// Milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub created_at: i64,
    /// Time of the last operation on it, in milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub updated_at: i64,
}

/// A project with what its card on the library page tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, TS)]
#[ts(export)]
pub struct ProjectSummary {
    /// Row id.
    pub id: ProjectId,
    /// What people call it.
    pub title: String,
    /// How many segments it has.
    #[ts(type = "number")]
    pub segments: i64,
    /// How many places have segments missing before them.
    #[ts(type = "number")]
    pub gaps: i64,
    /// Sum of the audio durations, in milliseconds.
    #[ts(type = "number")]
    pub duration_ms: i64,
    /// How many of its segments have no audio, which last for as long as whoever plays them says.
    #[ts(type = "number")]
    pub silent: i64,
    /// Size of its media files, each file counted once, in bytes.
    #[ts(type = "number")]
    pub bytes: i64,
    /// The first image of the story.
    pub cover: Option<MediaId>,
    /// Time of the last operation on it, in milliseconds since 1970 (UTC).
    #[ts(type = "number")]
    pub updated_at: i64,
}
