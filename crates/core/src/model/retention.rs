use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How long a library's trash keeps what was deleted. With neither limit it keeps all. Deleted segments that were
/// locked are never purged by a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct Retention {
    /// What was deleted more than so many days ago is purged; `None`: age does not count.
    pub days: Option<u32>,
    /// While the trash holds more bytes than this the oldest are purged; `None`: no cap.
    #[ts(type = "number | null")]
    pub max_bytes: Option<i64>,
    /// Purged files go to the system's recycle bin instead of being unlinked.
    pub recycles: bool,
}

/// What a rule purged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RetentionReceipt {
    /// How many deleted segments.
    #[ts(type = "number")]
    pub segments: i64,
    /// How many bytes of files.
    #[ts(type = "number")]
    pub bytes: i64,
}
