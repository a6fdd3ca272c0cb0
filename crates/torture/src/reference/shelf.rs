//! One project as the rules see it: the story as it is, its trash, and what can be taken back and done again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::story::{Segment, Story, Trashed};
use crate::content::Content;

/// A step of the history, as the story was and as it became; `None` where there was or is no project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Past {
    label: String,
    /// Segments whose numbers the label tells, and what the step is called when one of them is gone for ever.
    numbered: (BTreeSet<i64>, &'static str),
    before: Option<Arc<Story>>,
    after: Option<Arc<Story>>,
    /// Segments that it added, took away or changed the content of.
    names: BTreeSet<i64>,
    /// It made slots change places.
    moves: bool,
    /// It made, renamed or deleted the project.
    of_project: bool,
}

impl Past {
    /// Returns what which segment had before it and has after it.
    fn contents(&self) -> impl Iterator<Item = (i64, Content)> {
        let stories = self.before.iter().chain(&self.after);
        stories.flat_map(|story| story.contents())
    }
}

/// What a verb makes of a story.
#[derive(Debug, Default)]
pub(super) struct Change {
    pub(super) label: String,
    pub(super) numbered: (BTreeSet<i64>, &'static str),
    pub(super) names: BTreeSet<i64>,
    pub(super) moves: bool,
    pub(super) of_project: bool,
    pub(super) after: Option<Story>,
}

impl Change {
    /// Returns a change that is called so, and leads to a story.
    pub(super) fn to(label: impl Into<String>, after: Story) -> Self {
        Self {
            label: label.into(),
            after: Some(after),
            ..Self::default()
        }
    }

    /// Says which segments it is about.
    pub(super) fn naming(mut self, names: impl IntoIterator<Item = i64>) -> Self {
        self.names.extend(names);
        self
    }

    /// Says whose numbers the label tells, and how it is called without them.
    pub(super) fn numbering(mut self, ids: impl IntoIterator<Item = i64>, unnumbered: &'static str) -> Self {
        self.numbered = (ids.into_iter().collect(), unnumbered);
        self
    }
}

/// One project: the story as it is, its trash, its history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shelf {
    now: Option<Arc<Story>>,
    trash: BTreeMap<i64, Trashed>,
    past: Vec<Past>,
    future: Vec<Past>,
    /// The segment whose typing may go on in the last step.
    typing: Option<i64>,
    /// What segments had in steps that nothing leads back to any more, and that are not forgotten.
    barred: BTreeSet<(i64, Content)>,
}

impl Shelf {
    /// Returns the story, if the project is there.
    pub(crate) fn story(&self) -> Option<&Story> {
        self.now.as_deref()
    }

    /// Returns what is deleted, by id.
    pub(crate) fn trash(&self) -> &BTreeMap<i64, Trashed> {
        &self.trash
    }

    /// Returns what undo would take back, the next first.
    pub(crate) fn to_undo(&self) -> impl Iterator<Item = &str> {
        self.past.iter().rev().map(|step| step.label.as_str())
    }

    /// Returns what redo would do again, the next first.
    pub(crate) fn to_redo(&self) -> impl Iterator<Item = &str> {
        self.future.iter().rev().map(|step| step.label.as_str())
    }

    /// Returns the segment whose typing may go on in the last step, as it was before that.
    pub(crate) fn under_typing(&self) -> Option<&Segment> {
        let before = self.past.last()?.before.as_deref()?;
        before.segment(self.typing?)
    }

    /// Makes a change that can be taken back. One that changes nothing leaves no trace.
    pub(super) fn make(&mut self, change: Change) {
        let after = change.after.map(Arc::new);
        let stands_otherwise = match (&self.now, &after) {
            (Some(before), Some(after)) => before.stands_otherwise(after),
            _ => false,
        };
        let moves = change.moves || stands_otherwise;
        if change.names.is_empty() && !moves && !change.of_project {
            return;
        }
        let step = Past {
            label: change.label,
            numbered: change.numbered,
            before: self.now.clone(),
            after: after.clone(),
            names: change.names,
            moves,
            of_project: change.of_project,
        };
        self.become_story(after);
        self.past.push(step);
        self.future.clear();
        self.typing = None;
    }

    /// Makes an edit of one segment's words. Typing goes on in the last step if that was an edit of the same segment.
    pub(super) fn edit(&mut self, id: i64, change: Change, is_typing: bool) {
        match self
            .past
            .last_mut()
            .filter(|_| is_typing && self.typing == Some(id))
        {
            Some(last) => {
                last.after = change.after.map(Arc::new);
                self.now = last.after.clone();
            }
            None => {
                self.make(change);
                self.typing = Some(id);
            }
        }
    }

    /// Takes the last step back. Returns whether there was one.
    pub(super) fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else {
            return false;
        };
        self.become_story(step.before.clone());
        self.future.push(step);
        self.typing = None;
        true
    }

    /// Does the last step that was taken back again. Returns whether there was one.
    pub(super) fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else {
            return false;
        };
        self.become_story(step.after.clone());
        self.past.push(step);
        self.typing = None;
        true
    }

    /// Takes segments from the timeline for ever. Returns what they had, now and in history.
    pub(super) fn erase(&mut self, ids: &BTreeSet<i64>, is_ripple: bool) -> BTreeSet<Content> {
        let Some(mut story) = self.now.as_deref().cloned() else {
            return BTreeSet::new();
        };
        let had = self.had(ids);
        let closed_up = if is_ripple {
            story.ripple(ids)
        } else {
            story.lift(ids);
            false
        };
        self.now = Some(Arc::new(story));
        self.forget(ids);
        if closed_up {
            // Older steps speak of places that are no more.
            let barred: Vec<(i64, Content)> = self.past.iter().flat_map(Past::contents).collect();
            self.barred.extend(barred);
            self.past.clear();
        }
        had
    }

    /// Takes segments from the trash for ever. Returns what they had, then and in history.
    pub(super) fn purge(&mut self, ids: &BTreeSet<i64>) -> BTreeSet<Content> {
        let had = self.had(ids);
        self.trash.retain(|id, _| !ids.contains(id));
        self.forget(ids);
        had
    }

    /// Returns every content that the story, the trash or a step of the history has.
    pub(super) fn reachable(&self) -> BTreeSet<Content> {
        self.owners().map(|(_, content)| content).collect()
    }

    /// Returns the same, and what only steps have that nothing leads back to.
    pub(super) fn held(&self) -> BTreeSet<Content> {
        let barred = self.barred.iter().map(|(_, content)| *content);
        self.reachable().into_iter().chain(barred).collect()
    }

    fn had(&self, ids: &BTreeSet<i64>) -> BTreeSet<Content> {
        self.owners()
            .chain(self.barred.iter().copied())
            .filter(|(id, _)| ids.contains(id))
            .map(|(_, content)| content)
            .collect()
    }

    // Which segments have or had which contents, in the story, the trash and the history.
    fn owners(&self) -> impl Iterator<Item = (i64, Content)> {
        let steps = self.past.iter().chain(&self.future).flat_map(Past::contents);
        let now = self.now.iter().flat_map(|story| story.contents());
        let trash = self.trash.values().map(|old| &old.segment);
        steps.chain(now).chain(trash.flat_map(Segment::owned))
    }

    // What the story loses lies in the trash, what it gains has left it.
    fn become_story(&mut self, after: Option<Arc<Story>>) {
        let ids = |story: &Option<Arc<Story>>| -> BTreeSet<i64> {
            story.iter().flat_map(|story| story.ids()).collect()
        };
        let (had, has) = (ids(&self.now), ids(&after));
        if let Some(before) = &self.now {
            let gone: BTreeSet<i64> = had.difference(&has).copied().collect();
            for old in before.trashed(&gone) {
                self.trash.insert(old.segment.id, old);
            }
        }
        self.trash.retain(|id, _| !has.contains(id));
        self.now = after;
    }

    // History is cut of exactly what goes; steps that have nothing left go too, and so does the road forward.
    fn forget(&mut self, ids: &BTreeSet<i64>) {
        for step in &mut self.past {
            step.names.retain(|id| !ids.contains(id));
            if !step.numbered.0.is_disjoint(ids) {
                step.label = step.numbered.1.to_owned();
            }
            for story in step.before.iter_mut().chain(&mut step.after) {
                if story.ids().iter().any(|id| ids.contains(id)) {
                    Arc::make_mut(story).lift(ids);
                }
            }
        }
        self.past
            .retain(|step| step.of_project || step.moves || !step.names.is_empty());
        self.barred.retain(|(id, _)| !ids.contains(id));
        self.future.clear();
        self.typing = None;
    }
}
