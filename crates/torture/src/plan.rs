//! What an actor does: steps drawn from a seed, each against what the reference holds by then. Mostly sensible ones,
//! some that have to be refused.

mod draw;
mod nonsense;

use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::reference::{Answer, Reference};
use crate::step::Step;
use draw::Draw;

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
        if now.stories().next().is_none() && draw.chance(0.8) {
            return draw.begin();
        }
        if draw.chance(0.07) {
            return draw.nonsense();
        }
        if draw.chance(0.3)
            && let Some(step) = draw.type_back()
        {
            return step;
        }
        loop {
            if let Some(step) = draw.any() {
                return step;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::content::Content;

    #[test]
    fn a_longer_plan_begins_like_a_shorter_one() {
        let (short, long) = (Plan::draw(7, 20), Plan::draw(7, 50));
        assert_eq!(short.steps, long.steps[..20]);
        assert_eq!(short.states, long.states[..=20]);
        assert_ne!(short.steps, Plan::draw(8, 20).steps);
    }

    /// Whether one file is an affair of two: both live, in two projects, or one live and one deleted.
    fn shares(state: &Reference) -> [bool; 3] {
        let live: Vec<(i64, Content)> = state
            .stories()
            .flat_map(|(project, story)| story.segments().map(move |(_, segment)| (project, segment)))
            .flat_map(|(project, segment)| segment.contents().map(move |content| (project, content)))
            .collect();
        let deleted: Vec<Content> = state
            .shelves()
            .flat_map(|(_, shelf)| shelf.trash().values())
            .flat_map(|old| old.segment.contents())
            .collect();
        let distinct: BTreeSet<Content> = live.iter().map(|(_, content)| *content).collect();
        let abroad = |(project, content): &(i64, Content)| {
            live.iter()
                .any(|(other, same)| same == content && other != project)
        };
        [
            distinct.len() < live.len(),
            live.iter().any(abroad),
            deleted.iter().any(|content| distinct.contains(content)),
        ]
    }

    #[test]
    fn plans_share_files_and_make_takes_stale_and_good_again() {
        let plans: Vec<Plan> = (0..40).map(|seed| Plan::draw(seed, 60)).collect();
        let states = || plans.iter().flat_map(|plan| &plan.states);
        for way in 0..3 {
            let some = states().filter(|state| shares(state)[way]).count();
            assert!(some > 40, "way {way}: {some} states");
        }
        let stale = |state: &Reference, id: i64| {
            let mut found = state.stories().filter_map(|(_, story)| story.segment(id));
            found.any(|segment| segment.stale)
        };
        let typed_back = plans
            .iter()
            .flat_map(|plan| plan.steps.iter().zip(plan.states.windows(2)));
        let typed_back = typed_back.filter(|(step, states)| match step {
            Step::EditText { segment, .. } => stale(&states[0], *segment) && !stale(&states[1], *segment),
            _ => false,
        });
        assert!(
            typed_back.count() > 3,
            "typing that ends where it began is too rare"
        );
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
        assert_eq!(done.len(), 23, "{done:?}");
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
