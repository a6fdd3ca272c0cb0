//! What an actor does: steps drawn from a seed, each against what the reference holds by then. Mostly sensible ones,
//! some that have to be refused.

use std::collections::BTreeSet;

use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, IteratorRandom, SliceRandom};
use rand::{Rng, SeedableRng};

use crate::content::Content;
use crate::reference::{Answer, Reference, Segment, Story};
use crate::step::{Brought, Step};

/// Stories and trash stay small, so that steps meet.
const MAX_STORIES: usize = 3;
const MAX_SEGMENTS: usize = 10;

/// The steps of one seed, and what they lead to.
#[derive(Debug)]
pub(crate) struct Plan {
    /// What is done, in order.
    pub(crate) steps: Vec<Step>,
    /// What each step is answered.
    pub(crate) answers: Vec<Answer>,
    /// What the library holds before the first step and after each.
    pub(crate) states: Vec<Reference>,
}

impl Plan {
    /// Draws steps. The same seed draws the same, and a longer plan begins like a shorter one.
    pub(crate) fn draw(seed: u64, steps: usize) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut now = Reference::default();
        let mut plan = Self {
            steps: Vec::new(),
            answers: Vec::new(),
            states: vec![now.clone()],
        };
        for _ in 0..steps {
            let step = Step::draw(&now, &mut rng);
            plan.answers.push(now.apply(&step));
            plan.steps.push(step);
            plan.states.push(now.clone());
        }
        plan
    }
}

impl Step {
    /// Draws a step that makes sense, or now and then one that does not.
    pub(crate) fn draw(now: &Reference, rng: &mut StdRng) -> Self {
        let mut draw = Draw { now, rng };
        if draw.now.stories().next().is_none() && draw.chance(0.8) {
            return draw.begin();
        }
        if draw.chance(0.07) {
            return draw.nonsense();
        }
        loop {
            if let Some(step) = draw.any() {
                return step;
            }
        }
    }
}

struct Draw<'a> {
    now: &'a Reference,
    rng: &'a mut StdRng,
}

impl Draw<'_> {
    fn chance(&mut self, of: f64) -> bool {
        self.rng.random_bool(of)
    }

    fn begin(&mut self) -> Step {
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
    fn any(&mut self) -> Option<Step> {
        let step = match self.rng.random_range(0..100) {
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
                text: self.words("text"),
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
            _ => self.close_gaps()?,
        };
        Some(step)
    }

    /// Draws a step that the library has to refuse, in most cases.
    fn nonsense(&mut self) -> Step {
        let unknown = self.now.unknown_id();
        let mut from_all_over: Vec<i64> = self
            .now
            .stories()
            .filter_map(|(_, story)| story.ids().pop())
            .collect();
        match self.rng.random_range(0..8) {
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
            _ => Step::CloseGaps {
                project: self.project().unwrap_or(unknown),
                gap: Some(unknown),
            },
        }
    }

    fn story(&mut self) -> Option<(i64, &Story)> {
        self.now.stories().choose(self.rng)
    }

    fn project(&mut self) -> Option<i64> {
        self.story().map(|(project, _)| project)
    }

    fn any_project(&mut self) -> Option<i64> {
        self.now.shelves().map(|(project, _)| project).choose(self.rng)
    }

    fn segment(&mut self) -> Option<i64> {
        let ids = self.story()?.1.ids();
        ids.choose(self.rng).copied()
    }

    fn locked(&mut self) -> Option<i64> {
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
            text: self.words("told"),
            prompt: self.words("shown"),
        }
    }

    fn content(&mut self) -> Content {
        let number = self.now.next_content();
        if self.chance(0.6) {
            Content::Image(number)
        } else {
            Content::Take(number)
        }
    }

    fn words(&mut self, word: &str) -> String {
        format!("{word} {}", self.rng.random_range(0..1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_longer_plan_begins_like_a_shorter_one() {
        let (short, long) = (Plan::draw(7, 20), Plan::draw(7, 50));
        assert_eq!(short.steps, long.steps[..20]);
        assert_eq!(short.states, long.states[..=20]);
        assert_ne!(short.steps, Plan::draw(8, 20).steps);
    }

    #[test]
    fn plans_do_every_verb_and_some_of_all_that_is_refused() {
        let plans: Vec<Plan> = (0..40).map(|seed| Plan::draw(seed, 60)).collect();
        let name = |step: &Step| {
            format!("{step:?}")
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let done: BTreeSet<String> = plans
            .iter()
            .flat_map(|plan| plan.steps.iter().zip(&plan.answers))
            .filter(|(_, answer)| answer.is_ok())
            .map(|(step, _)| name(step))
            .collect();
        assert_eq!(done.len(), 19, "{done:?}");
        let codes: BTreeSet<String> = plans
            .iter()
            .flat_map(|plan| &plan.answers)
            .filter_map(|answer| answer.err().map(|code| format!("{code:?}")))
            .collect();
        for code in ["Invalid", "NotFound", "NothingToUndo", "SegmentLocked"] {
            assert!(codes.contains(code), "{codes:?}");
        }
    }
}
