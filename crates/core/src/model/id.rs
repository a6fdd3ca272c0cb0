//! Row ids as types of their own, so that a segment's id is never taken for a project's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! row_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type, TS,
        )]
        #[serde(transparent)]
        #[sqlx(transparent)]
        #[ts(export, type = "number")]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

row_id!(
    /// A project's row id. Never reused.
    ProjectId
);
row_id!(
    /// A segment's row id. Never reused, and kept by a segment that comes back from the trash.
    SegmentId
);
row_id!(
    /// A media file's row id. Never reused, so that `trash/<id>.<ext>` is free for ever.
    MediaId
);
row_id!(
    /// An operation's row id, counting up: the revision of the library once it is done.
    OpId
);
