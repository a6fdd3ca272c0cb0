//! The verbs that are about places: reorder, move, close gaps.

use std::collections::BTreeSet;

use segue_core::ErrorCode;

use super::shelf::Change;
use super::{Answer, Reference, counted};

impl Reference {
    pub(super) fn reorder(&mut self, project: i64, order: &[i64]) -> Answer {
        let mut story = self.story(project)?;
        let (mut stated, mut there) = (order.to_vec(), story.ids());
        stated.sort_unstable();
        there.sort_unstable();
        if stated != there {
            return Err(ErrorCode::Invalid);
        }
        story.reorder(order);
        self.shelf(project)?.make(Change::to("reorder", story));
        Ok(())
    }

    pub(super) fn move_block(&mut self, segments: &[i64], to: i64) -> Answer {
        let (project, mut story) = self.story_of(segments)?;
        let ids: BTreeSet<i64> = segments.iter().copied().collect();
        let furthest = story.len() - ids.len();
        let to = usize::try_from(to)
            .ok()
            .filter(|to| *to <= furthest)
            .ok_or(ErrorCode::Invalid)?;
        story.move_block(&ids, to);
        let label = counted("move", ids.len());
        self.shelf(project)?.make(Change::to(label, story));
        Ok(())
    }

    pub(super) fn close_gaps(&mut self, project: i64, gap: Option<i64>) -> Answer {
        let mut story = self.story(project)?;
        match gap {
            None => story.close_gaps(),
            Some(gap) => {
                let starts = story.gaps().into_iter().find(|start| *start as i64 == gap);
                story.close_gap(starts.ok_or(ErrorCode::Invalid)?);
            }
        }
        self.shelf(project)?.make(Change::to("close gaps", story));
        Ok(())
    }
}
