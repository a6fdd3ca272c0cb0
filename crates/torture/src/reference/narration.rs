//! The verbs that are about words: edits, split, merge, and what they make of the takes that were made for the words.

use std::collections::BTreeSet;

use segue_core::ErrorCode;

use super::shelf::Change;
use super::{Answer, Reference, Segment};

impl Reference {
    pub(super) fn edit_text(&mut self, id: i64, text: &str, typing: bool) -> Answer {
        let began = self.typed_over(id, typing);
        self.edit(id, typing, |segment| {
            segment.say(text);
            // Typing that ends where it began has changed nothing.
            if let Some(began) = began.filter(|began| began.text == text) {
                segment.stale = began.stale;
            }
        })
    }

    pub(super) fn edit_prompt(&mut self, id: i64, prompt: &str, typing: bool) -> Answer {
        self.edit(id, typing, |segment| prompt.clone_into(&mut segment.prompt))
    }

    fn edit(&mut self, id: i64, typing: bool, change: impl FnOnce(&mut Segment)) -> Answer {
        let (project, story) = self.changed_content(id, change)?;
        self.shelf(project)?
            .edit(id, Change::to("edit text", story).naming([id]), typing);
        Ok(())
    }

    /// Returns a segment as it was before the typing that goes on.
    fn typed_over(&self, id: i64, typing: bool) -> Option<Segment> {
        let mut under_typing = self.shelves().filter_map(|(_, shelf)| shelf.under_typing());
        under_typing.find(|began| typing && began.id == id).cloned()
    }

    pub(super) fn split(&mut self, id: i64, at: u32) -> Answer {
        let (project, mut story) = self.story_of(&[id])?;
        let index = story.index_of(id).ok_or(ErrorCode::NotFound)?;
        let first = story.segment_mut(id).ok_or(ErrorCode::NotFound)?;
        if first.locked {
            return Err(ErrorCode::SegmentLocked);
        }
        let (before, behind) = halves(&first.text, at).ok_or(ErrorCode::Invalid)?;
        first.say(&before);
        let second = Segment {
            id: self.new_id(),
            text: behind,
            ..Segment::default()
        };
        let names = [id, second.id];
        story.insert(index + 1, vec![second]);
        let label = format!("split segment {}", index + 1);
        let change = Change::to(label, story).naming(names);
        self.shelf(project)?.make(change.numbering([id], "split segment"));
        Ok(())
    }

    pub(super) fn merge(&mut self, id: i64) -> Answer {
        let (project, mut story) = self.story_of(&[id])?;
        let second = story.next(id).cloned().ok_or(ErrorCode::Invalid)?;
        let ids = [id, second.id];
        let numbers: Vec<usize> = ids.iter().filter_map(|id| story.index_of(*id)).collect();
        let first = story.segment_mut(id).ok_or(ErrorCode::NotFound)?;
        if first.locked || second.locked {
            return Err(ErrorCode::SegmentLocked);
        }
        take_in(first, &second);
        story.ripple(&BTreeSet::from([second.id]));
        let numbers: Vec<String> = numbers.iter().map(|index| (index + 1).to_string()).collect();
        let label = format!("merge segments {}", numbers.join(" and "));
        let change = Change::to(label, story).naming(ids);
        self.shelf(project)?.make(change.numbering(ids, "merge segments"));
        Ok(())
    }
}

/// Returns the parts of a text before and behind so many UTF-16 code units, without the white space between them, where
/// both are there.
fn halves(text: &str, at: u32) -> Option<(String, String)> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let (before, behind) = units.split_at_checked(at as usize)?;
    let before = String::from_utf16(before).ok()?.trim_end().to_owned();
    let behind = String::from_utf16(behind).ok()?.trim_start().to_owned();
    (!before.is_empty() && !behind.is_empty()).then_some((before, behind))
}

/// Gives a segment what the next one has and it lacks, and the text of both.
fn take_in(first: &mut Segment, second: &Segment) {
    let text = both_texts(&first.text, &second.text);
    if first.take.is_none() {
        first.take = second.take;
        first.stale = second.stale || (second.take.is_some() && second.text != text);
        first.text = text;
    } else {
        first.say(&text);
    }
    if first.prompt.trim().is_empty() {
        first.prompt.clone_from(&second.prompt);
    }
    first.image = first.image.or(second.image);
}

fn both_texts(first: &str, second: &str) -> String {
    match (first.trim().is_empty(), second.trim().is_empty()) {
        (_, true) => first.to_owned(),
        (true, false) => second.to_owned(),
        (false, false) => {
            let (first, second) = (first.trim_end(), second.trim_start());
            let of_lines = [first, second].iter().any(|text| text.contains('\n'));
            let seam = if of_lines { "\n" } else { " " };
            [first, second].join(seam)
        }
    }
}
