//! The verbs that copy: duplicate and paste.

use std::collections::BTreeSet;

use segue_core::ErrorCode;

use super::shelf::Change;
use super::{Answer, Reference, Segment, counted, place_in};

impl Reference {
    pub(super) fn duplicate(&mut self, segments: &[i64]) -> Answer {
        let (project, story) = self.story_of(segments)?;
        let in_order: Vec<Segment> = story
            .segments()
            .filter(|(_, segment)| segments.contains(&segment.id))
            .map(|(_, segment)| segment.clone())
            .collect();
        let last = in_order.last().and_then(|last| story.index_of(last.id));
        let behind = last.ok_or(ErrorCode::NotFound)? + 1;
        self.add_copies("duplicate", project, behind, &in_order)
    }

    pub(super) fn paste(&mut self, project: i64, at: i64, segments: &[i64]) -> Answer {
        if segments.is_empty() {
            return Err(ErrorCode::Invalid);
        }
        let at = place_in(&self.story(project)?, at)?;
        let mut seen = BTreeSet::new();
        let each_once = segments.iter().filter(|id| seen.insert(**id));
        let found: Option<Vec<Segment>> = each_once.map(|id| self.anywhere(*id).cloned()).collect();
        self.add_copies("paste", project, at, &found.ok_or(ErrorCode::NotFound)?)
    }

    /// Puts copies of segments in as one block. A copy has all that its original has, but for the lock.
    fn add_copies(&mut self, verb: &str, project: i64, at: usize, of: &[Segment]) -> Answer {
        let mut story = self.story(project)?;
        let copies: Vec<Segment> = of
            .iter()
            .map(|segment| Segment {
                id: self.new_id(),
                locked: false,
                ..segment.clone()
            })
            .collect();
        let ids: Vec<i64> = copies.iter().map(|copy| copy.id).collect();
        story.insert(at, copies);
        let change = Change::to(counted(verb, ids.len()), story);
        self.shelf(project)?.make(change.naming(ids));
        Ok(())
    }

    /// Returns a segment of whatever project, live or deleted.
    fn anywhere(&self, id: i64) -> Option<&Segment> {
        let live = self.stories().find_map(|(_, story)| story.segment(id));
        let deleted = || self.shelves().find_map(|(_, shelf)| shelf.trash().get(&id));
        live.or_else(|| deleted().map(|old| &old.segment))
    }
}
