//! Steps that have to be refused.

use rand::Rng;

use super::draw::Draw;
use crate::step::Step;

impl Draw<'_> {
    /// Draws a step that the library has to refuse, in most cases.
    pub(super) fn nonsense(&mut self) -> Step {
        let unknown = self.now.unknown_id();
        let mut from_all_over: Vec<i64> = self
            .now
            .stories()
            .filter_map(|(_, story)| story.ids().pop())
            .collect();
        match self.rng.random_range(0..15) {
            0 => Step::Delete {
                segments: vec![unknown],
                ripple: true,
            },
            1 => {
                from_all_over.push(unknown);
                Step::Delete {
                    segments: from_all_over,
                    ripple: false,
                }
            }
            2 => Step::Delete {
                segments: from_all_over,
                ripple: false,
            },
            3 => Step::Attach {
                segment: self.locked().unwrap_or(unknown),
                content: self.content(),
            },
            4 => Step::EditText {
                segment: self.locked().unwrap_or(unknown),
                text: self.words("locked"),
                typing: false,
            },
            5 => Step::CreateProject {
                title: "  ".to_owned(),
            },
            6 => Step::Purge {
                segments: vec![unknown],
            },
            7 => Step::Split {
                segment: self.locked().unwrap_or(unknown),
                at: 1,
            },
            8 => Step::Split {
                segment: self.segment().unwrap_or(unknown),
                at: 0,
            },
            9 => Step::Merge {
                segment: from_all_over.pop().unwrap_or(unknown),
            },
            10 => Step::Merge {
                segment: self.locked().unwrap_or(unknown),
            },
            11 => Step::Duplicate {
                segments: from_all_over,
            },
            12 => Step::Paste {
                project: self.project().unwrap_or(unknown),
                at: 0,
                segments: vec![unknown],
            },
            13 => Step::Paste {
                project: self.project().unwrap_or(unknown),
                at: unknown,
                segments: from_all_over,
            },
            _ => Step::CloseGaps {
                project: self.project().unwrap_or(unknown),
                gap: Some(unknown),
            },
        }
    }
}
