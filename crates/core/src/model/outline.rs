//! A project as columns of numbers: what a window needs of all its segments at once, whatever their number.

use serde::Serialize;
use ts_rs::TS;

use super::{ProjectId, Segment, SegmentId};

/// What the bytes of an outline begin with: "SgOl".
const MAGIC: [u8; 4] = *b"SgOl";
/// The layout of what follows. A reader refuses any other.
const VERSION: u32 = 1;
/// Size of the header, and what a segment takes behind it, in bytes.
const HEADER: usize = 32;
const ROW: usize = 8 + 8 + 4 + 1;

/// All segments of a project by sequence index, without their words and files: a column each, of the same length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The project.
    pub project_id: ProjectId,
    /// The last operation of the library when this was read: what came later is not in it.
    pub revision: i64,
    /// Row ids.
    pub ids: Vec<SegmentId>,
    /// 0-based places, rising, with gaps.
    pub sequence_indexes: Vec<i64>,
    /// How long the audio lasts, in milliseconds; 0 without audio. Longer than 49 days counts as 49 days.
    pub durations_ms: Vec<u32>,
    /// What the segment has: the bits `LOCKED`, `IMAGE`, `AUDIO` and `STALE`.
    pub marks: Vec<u8>,
}

impl Outline {
    /// Mark of a locked segment.
    pub const LOCKED: u8 = 1;
    /// Mark of one with an image.
    pub const IMAGE: u8 = 2;
    /// Mark of one with a take.
    pub const AUDIO: u8 = 4;
    /// Mark of one whose take is stale.
    pub const STALE: u8 = 8;

    /// Returns the outline as bytes for the window, little-endian throughout.
    ///
    /// | at | what |
    /// |---|---|
    /// | 0 | `SgOl` |
    /// | 4 | version, `u32` |
    /// | 8 | number of segments n, `u32`, and 4 bytes of nothing |
    /// | 16 | project, `f64` |
    /// | 24 | revision, `f64` |
    /// | 32 | n ids, `f64` · n sequence indexes, `f64` · n durations, `u32` · n marks, `u8` |
    ///
    /// Each column begins at a multiple of its numbers' size, so that a page reads it where it lies. Its numbers are
    /// `f64` there, exact up to 2^53.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let count = self.ids.len();
        let mut bytes = Vec::with_capacity(HEADER + count * ROW);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((count as u64).to_le_bytes());
        bytes.extend((self.project_id.0 as f64).to_le_bytes());
        bytes.extend((self.revision as f64).to_le_bytes());
        bytes.extend(self.ids.iter().flat_map(|id| (id.0 as f64).to_le_bytes()));
        bytes.extend(
            self.sequence_indexes
                .iter()
                .flat_map(|&index| (index as f64).to_le_bytes()),
        );
        bytes.extend(self.durations_ms.iter().flat_map(|&ms| ms.to_le_bytes()));
        bytes.extend(&self.marks);
        bytes
    }
}

/// Some segments whole, and when they were so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SegmentBatch {
    /// The last operation of the library when they were read.
    #[ts(type = "number")]
    pub revision: i64,
    /// Those that are there, by sequence index.
    pub segments: Vec<Segment>,
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    /// The outline that the page's tests read, as numbers and as bytes.
    #[derive(Deserialize)]
    struct Fixture {
        project_id: i64,
        revision: i64,
        ids: Vec<i64>,
        sequence_indexes: Vec<i64>,
        durations_ms: Vec<u32>,
        marks: Vec<u8>,
        /// In hexadecimal digits.
        bytes: String,
    }

    impl From<Fixture> for Outline {
        fn from(fixture: Fixture) -> Self {
            Self {
                project_id: ProjectId(fixture.project_id),
                revision: fixture.revision,
                ids: fixture.ids.into_iter().map(SegmentId).collect(),
                sequence_indexes: fixture.sequence_indexes,
                durations_ms: fixture.durations_ms,
                marks: fixture.marks,
            }
        }
    }

    #[test]
    fn the_bytes_are_those_that_the_page_reads() {
        let json = include_str!("../../../../ui/src/lib/ipc/fixtures/outline.json");
        let fixture: Fixture = serde_json::from_str(json).unwrap();
        let bytes = fixture.bytes.clone();
        let written = Outline::from(fixture).to_bytes();
        let digits: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digits, bytes);
    }

    proptest! {
        #[test]
        fn every_number_lies_where_the_layout_says(
            rows in vec((0..1_i64 << 53, 0..1_i64 << 53, any::<u32>(), 0..16_u8), 0..40),
            project in 0..1_i64 << 53,
            revision in 0..1_i64 << 53,
        ) {
            let outline = Outline {
                project_id: ProjectId(project),
                revision,
                ids: rows.iter().map(|row| SegmentId(row.0)).collect(),
                sequence_indexes: rows.iter().map(|row| row.1).collect(),
                durations_ms: rows.iter().map(|row| row.2).collect(),
                marks: rows.iter().map(|row| row.3).collect(),
            };
            let bytes = outline.to_bytes();
            let n = rows.len();
            let float = |at: usize| f64::from_le_bytes(bytes[at..at + 8].try_into().unwrap());
            let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap());
            prop_assert_eq!(bytes.len(), 32 + 21 * n);
            prop_assert_eq!((&bytes[..4], word(4), word(8) as usize), (&b"SgOl"[..], 1, n));
            prop_assert_eq!((float(16), float(24)), (project as f64, revision as f64));
            for (place, row) in rows.iter().enumerate() {
                prop_assert_eq!(float(32 + 8 * place), row.0 as f64);
                prop_assert_eq!(float(32 + 8 * n + 8 * place), row.1 as f64);
                prop_assert_eq!(word(32 + 16 * n + 4 * place), row.2);
                prop_assert_eq!(bytes[32 + 20 * n + place], row.3);
            }
        }
    }
}
