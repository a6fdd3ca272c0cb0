//! The reference: what a library holds after some steps, worked out from the rules alone. No database, no files, and
//! none of the core's code, so that it can disagree.

mod copies;
mod narration;
mod places;
mod shelf;
mod story;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use segue_core::ErrorCode;

use crate::content::Content;
use crate::step::{Brought, Step};
use shelf::Change;

pub(crate) use shelf::Shelf;
pub(crate) use story::{Segment, Story};

/// What a step is answered: it is done, or it is refused and changes nothing.
pub(crate) type Answer = Result<(), ErrorCode>;

/// A library as it has to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Reference {
    shelves: BTreeMap<i64, Shelf>,
    last_project: i64,
    last_segment: i64,
    last_content: u32,
    /// Contents that came in, and are not gone for ever.
    known: BTreeSet<Content>,
    /// Contents of steps that were refused: a crash may leave their files behind, and no row knows them.
    refused: BTreeSet<Content>,
}

/// The media files of no live segment.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// They are in the trash folder, since something can bring them back.
    pub(crate) kept: BTreeSet<Content>,
    /// They may be in the trash folder: nothing can bring them back, and nobody said that they go.
    pub(crate) loose: BTreeSet<Content>,
}

impl Reference {
    /// Returns the projects that ever were, with what is left of them.
    pub(crate) fn shelves(&self) -> impl Iterator<Item = (i64, &Shelf)> {
        self.shelves.iter().map(|(id, shelf)| (*id, shelf))
    }

    /// Returns the projects that are there.
    pub(crate) fn stories(&self) -> impl Iterator<Item = (i64, &Story)> {
        self.shelves()
            .filter_map(|(id, shelf)| Some((id, shelf.story()?)))
    }

    /// Returns an id that no project and no segment has.
    pub(crate) fn unknown_id(&self) -> i64 {
        self.last_segment.max(self.last_project) + 100
    }

    /// Returns the number of the next content.
    pub(crate) fn next_content(&self) -> u32 {
        self.last_content + 1
    }

    /// Returns every content that came in or was to come in, and may be on the disk.
    pub(crate) fn may_be_on_disk(&self) -> BTreeSet<Content> {
        self.known.union(&self.refused).copied().collect()
    }

    /// Returns the contents that came in and are not gone for ever.
    pub(crate) fn known(&self) -> &BTreeSet<Content> {
        &self.known
    }

    /// Returns the media files that no live segment has.
    pub(crate) fn files(&self) -> Files {
        let live: BTreeSet<Content> = self
            .stories()
            .flat_map(|(_, story)| story.segments().flat_map(|(_, segment)| segment.contents()))
            .collect();
        let reachable: BTreeSet<Content> = self.shelves.values().flat_map(Shelf::reachable).collect();
        Files {
            kept: reachable.difference(&live).copied().collect(),
            loose: self.known.difference(&reachable).copied().collect(),
        }
    }

    /// Does a step, or says why not.
    pub(crate) fn apply(&mut self, step: &Step) -> Answer {
        let brought = step.brings();
        self.last_content += brought.len() as u32;
        let answer = self.answer(step);
        match answer {
            Ok(()) => self.known.extend(brought),
            Err(_) => self.refused.extend(brought),
        }
        answer
    }

    fn answer(&mut self, step: &Step) -> Answer {
        match step {
            Step::CreateProject { title } => self.create_project(title),
            Step::RenameProject { project, title } => self.rename_project(*project, title),
            Step::DeleteProject { project } => self.delete_project(*project),
            Step::ImportStory { title, segments } => self.import_story(title, segments),
            Step::Add { project, at, segment } => self.add(*project, *at, segment),
            Step::EditText {
                segment,
                text,
                typing,
            } => self.edit_text(*segment, text, *typing),
            Step::EditPrompt {
                segment,
                prompt,
                typing,
            } => self.edit_prompt(*segment, prompt, *typing),
            Step::Split { segment, at } => self.split(*segment, *at),
            Step::Merge { segment } => self.merge(*segment),
            Step::Duplicate { segments } => self.duplicate(segments),
            Step::Paste {
                project,
                at,
                segments,
            } => self.paste(*project, *at, segments),
            Step::SetLock { segment, locked } => self.set_lock(*segment, *locked),
            Step::Attach { segment, content } => self.attach(*segment, *content),
            Step::Detach { segment, image, take } => self.detach(*segment, *image, *take),
            Step::Delete { segments, ripple } => self.delete(segments, *ripple),
            Step::Erase { segments, ripple } => self.erase(segments, *ripple),
            Step::Restore { segments } => self.restore(segments),
            Step::Purge { segments } => self.purge(segments),
            Step::Undo { project } => self.replay(*project, Shelf::undo),
            Step::Redo { project } => self.replay(*project, Shelf::redo),
            Step::Reorder { project, order } => self.reorder(*project, order),
            Step::Move { segments, to } => self.move_block(segments, *to),
            Step::CloseGaps { project, gap } => self.close_gaps(*project, *gap),
        }
    }

    fn create_project(&mut self, title: &str) -> Answer {
        self.new_project("new project", Story::untold(required(title)?), []);
        Ok(())
    }

    fn import_story(&mut self, title: &str, segments: &[Brought]) -> Answer {
        if segments.is_empty() {
            return Err(ErrorCode::Invalid);
        }
        let mut story = Story::untold(required(title)?);
        for brought in segments {
            story.push(self.new_segment(brought));
        }
        let names = story.ids();
        self.new_project("import story", story, names);
        Ok(())
    }

    fn new_project(&mut self, label: &str, story: Story, names: impl IntoIterator<Item = i64>) {
        self.last_project += 1;
        let mut change = Change::to(label, story).naming(names);
        change.of_project = true;
        self.shelves.entry(self.last_project).or_default().make(change);
    }

    fn new_id(&mut self) -> i64 {
        self.last_segment += 1;
        self.last_segment
    }

    fn new_segment(&mut self, brought: &Brought) -> Segment {
        Segment {
            id: self.new_id(),
            text: brought.text.clone(),
            prompt: brought.prompt.clone(),
            image: brought.image,
            take: brought.take,
            ..Segment::default()
        }
    }

    fn rename_project(&mut self, project: i64, title: &str) -> Answer {
        let title = required(title)?;
        let mut story = self.story(project)?;
        title.clone_into(&mut story.title);
        let mut change = Change::to("rename project", story);
        change.of_project = true;
        self.shelf(project)?.make(change);
        Ok(())
    }

    fn delete_project(&mut self, project: i64) -> Answer {
        let story = self.story(project)?;
        let change = Change {
            label: "delete project".to_owned(),
            of_project: true,
            ..Change::default()
        };
        self.shelf(project)?.make(change.naming(story.ids()));
        Ok(())
    }

    fn add(&mut self, project: i64, at: Option<i64>, brought: &Brought) -> Answer {
        let mut story = self.story(project)?;
        let at = match at {
            Some(at) => place_in(&story, at)?,
            None => story.len(),
        };
        let segment = self.new_segment(brought);
        let id = segment.id;
        story.put(at, segment);
        self.shelf(project)?
            .make(Change::to("add segment", story).naming([id]));
        Ok(())
    }

    fn set_lock(&mut self, id: i64, locked: bool) -> Answer {
        let (project, mut story) = self.story_of(&[id])?;
        let segment = story.segment_mut(id).ok_or(ErrorCode::NotFound)?;
        if std::mem::replace(&mut segment.locked, locked) == locked {
            return Ok(());
        }
        let label = if locked { "lock segment" } else { "unlock segment" };
        self.shelf(project)?.make(Change::to(label, story).naming([id]));
        Ok(())
    }

    fn attach(&mut self, id: i64, content: Content) -> Answer {
        let (project, story) = self.changed_content(id, |segment| match content {
            Content::Image(_) => segment.image = Some(content),
            Content::Take(_) => {
                segment.take = Some(content);
                segment.stale = false;
            }
        })?;
        self.shelf(project)?
            .make(Change::to("attach media", story).naming([id]));
        Ok(())
    }

    fn detach(&mut self, id: i64, image: bool, take: bool) -> Answer {
        let mut anything = false;
        let (project, story) = self.changed_content(id, |segment| {
            let image = image && segment.image.take().is_some();
            let take = take && segment.take.take().is_some();
            segment.stale &= !take;
            anything = image || take;
        })?;
        let names = anything.then_some(id);
        self.shelf(project)?
            .make(Change::to("remove media", story).naming(names));
        Ok(())
    }

    fn delete(&mut self, segments: &[i64], ripple: bool) -> Answer {
        let (project, mut story) = self.story_of(segments)?;
        let ids: BTreeSet<i64> = segments.iter().copied().collect();
        let mut change = Change::default().naming(ids.clone());
        change.label = counted("delete", ids.len());
        if ripple {
            change.moves = story.ripple(&ids);
        } else {
            story.lift(&ids);
        }
        change.after = Some(story);
        self.shelf(project)?.make(change);
        Ok(())
    }

    fn erase(&mut self, segments: &[i64], ripple: bool) -> Answer {
        let (project, _) = self.story_of(segments)?;
        let ids = segments.iter().copied().collect();
        let had = self.shelf(project)?.erase(&ids, ripple);
        self.let_go(&had);
        Ok(())
    }

    fn restore(&mut self, segments: &[i64]) -> Answer {
        let (project, ids) = self.trashed(segments)?;
        let mut story = self.story(project).map_err(|_| ErrorCode::Invalid)?;
        let shelf = self.shelf(project)?;
        let mut returning: Vec<_> = ids
            .iter()
            .filter_map(|id| shelf.trash().get(id))
            .cloned()
            .collect();
        returning.sort_by_key(|old| (old.index, old.segment.id));
        returning.into_iter().for_each(|old| story.put_back(old));
        shelf.make(Change::to(counted("restore", ids.len()), story).naming(ids));
        Ok(())
    }

    fn purge(&mut self, segments: &[i64]) -> Answer {
        let (project, ids) = self.trashed(segments)?;
        let had = self.shelf(project)?.purge(&ids);
        self.let_go(&had);
        Ok(())
    }

    /// Of what segments had that are gone for ever, forgets what no other has or had: that goes with them.
    fn let_go(&mut self, had: &BTreeSet<Content>) {
        let held: BTreeSet<Content> = self.shelves.values().flat_map(Shelf::held).collect();
        self.known
            .retain(|content| !had.contains(content) || held.contains(content));
    }

    fn replay(&mut self, project: i64, go: impl FnOnce(&mut Shelf) -> bool) -> Answer {
        let shelf = self.shelves.get_mut(&project);
        match shelf.is_some_and(go) {
            true => Ok(()),
            false => Err(ErrorCode::NothingToUndo),
        }
    }

    /// Returns a story as a change of one segment's content makes it. A locked segment's content stays.
    fn changed_content(&self, id: i64, change: impl FnOnce(&mut Segment)) -> Result<(i64, Story), ErrorCode> {
        let (project, mut story) = self.story_of(&[id])?;
        let segment = story.segment_mut(id).ok_or(ErrorCode::NotFound)?;
        if segment.locked {
            return Err(ErrorCode::SegmentLocked);
        }
        change(segment);
        Ok((project, story))
    }

    /// Returns the one project that all these segments are in.
    fn story_of(&self, ids: &[i64]) -> Result<(i64, Story), ErrorCode> {
        let project = one_of(ids, |id| {
            self.stories()
                .find_map(|(project, story)| story.segment(id).map(|_| project))
        })?;
        Ok((project, self.story(project)?))
    }

    /// Returns the one project whose trash has all these segments.
    fn trashed(&self, ids: &[i64]) -> Result<(i64, BTreeSet<i64>), ErrorCode> {
        let project = one_of(ids, |id| {
            self.shelves()
                .find_map(|(project, shelf)| shelf.trash().get(&id).map(|_| project))
        })?;
        Ok((project, ids.iter().copied().collect()))
    }

    fn story(&self, project: i64) -> Result<Story, ErrorCode> {
        let shelf = self.shelves.get(&project).ok_or(ErrorCode::NotFound)?;
        shelf.story().cloned().ok_or(ErrorCode::NotFound)
    }

    fn shelf(&mut self, project: i64) -> Result<&mut Shelf, ErrorCode> {
        self.shelves.get_mut(&project).ok_or(ErrorCode::NotFound)
    }
}

/// Returns the one project of all these ids: an unknown one is not found, and two projects or none make no sense.
fn one_of(ids: &[i64], project_of: impl Fn(i64) -> Option<i64>) -> Result<i64, ErrorCode> {
    let projects: Option<BTreeSet<i64>> = ids.iter().map(|id| project_of(*id)).collect();
    let mut projects = projects.ok_or(ErrorCode::NotFound)?.into_iter();
    match (projects.next(), projects.next()) {
        (Some(project), None) => Ok(project),
        _ => Err(ErrorCode::Invalid),
    }
}

/// Returns a place in a story, or right behind its last segment.
fn place_in(story: &Story, at: i64) -> Result<usize, ErrorCode> {
    let at = usize::try_from(at).ok().filter(|at| *at <= story.len());
    at.ok_or(ErrorCode::Invalid)
}

fn required(title: &str) -> Result<&str, ErrorCode> {
    match title.trim() {
        "" => Err(ErrorCode::Invalid),
        title => Ok(title),
    }
}

fn counted(verb: &str, segments: usize) -> String {
    match segments {
        1 => format!("{verb} segment"),
        _ => format!("{verb} {segments} segments"),
    }
}
