//! Libraries of one story each, from one that fits the window to one that would fill a year of nights.

use segue_e2e::LibraryOnDisk;

use crate::work::Effort;

const SEGMENTS: [usize; 4] = [12, 1_000, 10_000, 100_000];

/// A library of a story with images and takes.
pub(crate) struct Story {
    pub(crate) segments: usize,
    pub(crate) library: LibraryOnDisk,
}

/// The stories that the window shows: at least a short one and a long one.
pub(crate) struct Stories(Vec<Story>);

impl Story {
    /// Makes one.
    pub(crate) async fn make(segments: usize) -> Self {
        Self {
            segments,
            library: LibraryOnDisk::with_many(segments).await,
        }
    }
}

impl Stories {
    /// Makes them: all, or with little time the shortest and the longest.
    pub(super) async fn make(effort: Effort) -> Self {
        let [shortest, .., longest] = SEGMENTS;
        let wanted = match effort {
            Effort::Quick => vec![shortest, longest],
            Effort::Full | Effort::Long => SEGMENTS.to_vec(),
        };
        let mut stories = Vec::new();
        for segments in wanted {
            stories.push(Story::make(segments).await);
        }
        Self(stories)
    }

    /// Returns all, the shortest first.
    pub(super) fn all(&self) -> &[Story] {
        &self.0
    }

    /// Returns the shortest and the longest.
    pub(super) fn ends(&self) -> [&Story; 2] {
        [&self.0[0], self.longest()]
    }

    pub(super) fn longest(&self) -> &Story {
        &self.0[self.0.len() - 1]
    }
}
