//! Steps that make sense, drawn from what the library holds.

use std::collections::BTreeSet;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom, SliceRandom};

use crate::content::Content;
use crate::reference::{Reference, Segment, Story};
use crate::step::{Brought, Step};

/// Stories and trash stay small, so that steps meet.
const MAX_STORIES: usize = 3;
const MAX_SEGMENTS: usize = 10;

/// Draws steps against what the library holds.
pub(super) struct Draw<'a> {
    pub(super) now: &'a Reference,
    pub(super) rng: &'a mut StdRng,
}

impl<'a> Draw<'a> {
    pub(super) fn chance(&mut self, of: f64) -> bool {
        self.rng.random_bool(of)
    }

    /// Draws a new project, with a story in most cases.
    pub(super) fn begin(&mut self) -> Step {
        let title = self.words("Story");
        if self.chance(0.3) {
            return Step::CreateProject { title };
        }
        let mut next = self.now.next_content();
        let segments = (0..self.rng.random_range(1..5))
            .map(|_| self.brought(&mut next))
            .collect();
        Step::ImportStory { title, segments }
    }

    /// Draws a verb, and what it is to do where that can be found.
    pub(super) fn any(&mut self) -> Option<Step> {
        let step = match self.rng.random_range(0..120) {
            0..3 if self.now.stories().count() < MAX_STORIES => self.begin(),
            3..5 => Step::RenameProject {
                project: self.project()?,
                title: self.words("Title"),
            },
            5..7 => Step::DeleteProject {
                project: self.project()?,
            },
            7..20 => self.add()?,
            20..24 => Step::EditText {
                segment: self.segment()?,
                text: self.text("text"),
                typing: self.chance(0.6),
            },
            24..27 => Step::EditPrompt {
                segment: self.segment()?,
                prompt: self.words("prompt"),
                typing: self.chance(0.6),
            },
            27..31 => Step::SetLock {
                segment: self.segment()?,
                locked: self.chance(0.4),
            },
            31..42 => Step::Attach {
                segment: self.segment()?,
                content: self.content(),
            },
            42..45 => {
                let image = self.chance(0.6);
                Step::Detach {
                    segment: self.segment()?,
                    image,
                    take: !image || self.chance(0.4),
                }
            }
            45..53 => Step::Delete {
                segments: self.segments()?,
                ripple: false,
            },
            53..59 => Step::Delete {
                segments: self.segments()?,
                ripple: true,
            },
            59..62 => Step::Erase {
                segments: self.segments()?,
                ripple: self.chance(0.3),
            },
            62..68 => Step::Restore {
                segments: self.trashed()?,
            },
            68..72 => Step::Purge {
                segments: self.trashed()?,
            },
            72..83 => Step::Undo {
                project: self.any_project()?,
            },
            83..90 => Step::Redo {
                project: self.any_project()?,
            },
            90..93 => self.reorder()?,
            93..96 => {
                let segments = self.segments()?;
                Step::Move {
                    segments,
                    to: self.rng.random_range(0..MAX_SEGMENTS as i64),
                }
            }
            96..100 => self.close_gaps()?,
            100..105 => self.split()?,
            105..109 => Step::Merge {
                segment: self.segment()?,
            },
            109..114 => self.duplicate()?,
            _ => self.paste()?,
        };
        Some(step)
    }

    fn story(&mut self) -> Option<(i64, &'a Story)> {
        self.now.stories().choose(self.rng)
    }

    pub(super) fn project(&mut self) -> Option<i64> {
        self.story().map(|(project, _)| project)
    }

    fn any_project(&mut self) -> Option<i64> {
        self.now.shelves().map(|(project, _)| project).choose(self.rng)
    }

    pub(super) fn segment(&mut self) -> Option<i64> {
        let ids = self.story()?.1.ids();
        ids.choose(self.rng).copied()
    }

    pub(super) fn locked(&mut self) -> Option<i64> {
        let (_, story) = self.story()?;
        let found = story
            .segments()
            .map(|(_, segment)| segment)
            .find(|segment| segment.locked);
        found.map(|Segment { id, .. }| *id)
    }

    fn segments(&mut self) -> Option<Vec<i64>> {
        let ids = self.story()?.1.ids();
        self.some_of(&ids)
    }

    fn trashed(&mut self) -> Option<Vec<i64>> {
        let (_, shelf) = self
            .now
            .shelves()
            .filter(|(_, shelf)| !shelf.trash().is_empty())
            .choose(self.rng)?;
        let ids: Vec<i64> = shelf.trash().keys().copied().collect();
        self.some_of(&ids)
    }

    fn some_of(&mut self, ids: &[i64]) -> Option<Vec<i64>> {
        if ids.is_empty() {
            return None;
        }
        let count = self.rng.random_range(1..=ids.len().min(4));
        let some: BTreeSet<i64> = ids.choose_multiple(self.rng, count).copied().collect();
        Some(some.into_iter().collect())
    }

    fn add(&mut self) -> Option<Step> {
        let (project, story) = self.story()?;
        let len = story.len();
        if story.ids().len() >= MAX_SEGMENTS {
            return None;
        }
        let at = self.chance(0.5).then(|| self.rng.random_range(0..=len as i64));
        let mut next = self.now.next_content();
        let segment = self.brought(&mut next);
        Some(Step::Add { project, at, segment })
    }

    /// Draws typing that goes on and ends where it began.
    pub(super) fn type_back(&mut self) -> Option<Step> {
        let mut typed = self.now.shelves().filter_map(|(_, shelf)| shelf.under_typing());
        let began = typed.next()?;
        Some(Step::EditText {
            segment: began.id,
            text: began.text.clone(),
            typing: true,
        })
    }

    /// Draws a cut between two words in most cases.
    fn split(&mut self) -> Option<Step> {
        let (_, story) = self.story()?;
        if story.ids().len() >= MAX_SEGMENTS {
            return None;
        }
        let (_, segment) = story.segments().choose(self.rng)?;
        let units: Vec<u16> = segment.text.encode_utf16().collect();
        let spaces = (0_u32..)
            .zip(&units)
            .filter(|(_, unit)| **unit == u16::from(b' '));
        let space = spaces.map(|(place, _)| place).choose(self.rng);
        let space = space.filter(|_| self.chance(0.8));
        let at = space.unwrap_or_else(|| self.rng.random_range(0..=units.len() as u32));
        Some(Step::Split {
            segment: segment.id,
            at,
        })
    }

    fn duplicate(&mut self) -> Option<Step> {
        let ids = self.story()?.1.ids();
        if ids.len() >= MAX_SEGMENTS {
            return None;
        }
        let segments = self.some_of(&ids)?;
        Some(Step::Duplicate { segments })
    }

    /// Draws copies of what one project has or had, into any: what was cut is among the deleted.
    fn paste(&mut self) -> Option<Step> {
        let (project, story) = self.story()?;
        if story.ids().len() >= MAX_SEGMENTS {
            return None;
        }
        let at = self.rng.random_range(0..=story.len() as i64);
        let (_, shelf) = self.now.shelves().choose(self.rng)?;
        let live = shelf.story().into_iter().flat_map(Story::ids);
        let copied: Vec<i64> = live.chain(shelf.trash().keys().copied()).collect();
        let mut segments = self.some_of(&copied)?;
        segments.shuffle(self.rng);
        Some(Step::Paste {
            project,
            at,
            segments,
        })
    }

    fn reorder(&mut self) -> Option<Step> {
        let (project, story) = self.story()?;
        let mut order = story.ids();
        order.shuffle(self.rng);
        Some(Step::Reorder { project, order })
    }

    fn close_gaps(&mut self) -> Option<Step> {
        let (project, story) = self.story()?;
        let gaps = story.gaps();
        let gap = gaps.choose(self.rng).map(|gap| *gap as i64);
        let gap = gap.filter(|_| self.chance(0.5));
        Some(Step::CloseGaps { project, gap })
    }

    fn brought(&mut self, next: &mut u32) -> Brought {
        let mut number = || {
            *next += 1;
            *next - 1
        };
        let (image, take) = (self.rng.random_bool(0.6), self.rng.random_bool(0.4));
        Brought {
            image: image.then(|| Content::Image(number())),
            take: take.then(|| Content::Take(number())),
            text: self.text("told"),
            prompt: self.text("shown"),
        }
    }

    pub(super) fn content(&mut self) -> Content {
        let number = self.now.next_content();
        if self.chance(0.6) {
            Content::Image(number)
        } else {
            Content::Take(number)
        }
    }

    /// Draws a text of one line or two, or none.
    fn text(&mut self, word: &str) -> String {
        let text = self.words(word);
        match self.rng.random_range(0..10) {
            0 => String::new(),
            1 => format!("{text}\n{}", self.words("and 🦊")),
            _ => text,
        }
    }

    pub(super) fn words(&mut self, word: &str) -> String {
        format!("{word} {}", self.rng.random_range(0..1_000_000))
    }
}
