//! A story as the rules see it: a row of slots, each with a segment or empty.

use std::collections::BTreeSet;

use crate::content::Content;

/// A segment with all that a person put into it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) id: i64,
    pub(crate) text: String,
    pub(crate) prompt: String,
    pub(crate) image: Option<Content>,
    pub(crate) take: Option<Content>,
    pub(crate) locked: bool,
    /// Its take was made for another text.
    pub(crate) stale: bool,
}

impl Segment {
    /// Returns what it shows and plays.
    pub(crate) fn contents(&self) -> impl Iterator<Item = Content> {
        self.image.into_iter().chain(self.take)
    }

    /// Returns the same, each with the segment's id.
    pub(super) fn owned(&self) -> impl Iterator<Item = (i64, Content)> {
        self.contents().map(|content| (self.id, content))
    }

    /// Gives it another text. A take was not made for that.
    pub(super) fn say(&mut self, text: &str) {
        self.stale |= self.take.is_some() && self.text != text;
        text.clone_into(&mut self.text);
    }
}

/// A deleted segment and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trashed {
    pub(crate) segment: Segment,
    pub(crate) index: usize,
    pub(crate) predecessor: Option<i64>,
}

/// A project that is there. A slot's place is the sequence index; the last slot is never empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Story {
    pub(crate) title: String,
    slots: Vec<Option<Segment>>,
}

impl Story {
    /// Makes a story without segments.
    pub(crate) fn untold(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            slots: Vec::new(),
        }
    }

    /// Returns how many slots there are: one more than the last index.
    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// Returns the segments with their indexes.
    pub(crate) fn segments(&self) -> impl DoubleEndedIterator<Item = (usize, &Segment)> {
        let numbered = self.slots.iter().enumerate();
        numbered.filter_map(|(index, slot)| Some((index, slot.as_ref()?)))
    }

    /// Returns the ids in order.
    pub(crate) fn ids(&self) -> Vec<i64> {
        self.segments().map(|(_, segment)| segment.id).collect()
    }

    /// Returns what which segment has.
    pub(super) fn contents(&self) -> impl Iterator<Item = (i64, Content)> {
        self.segments().flat_map(|(_, segment)| segment.owned())
    }

    /// Returns the segment behind another, over gaps.
    pub(super) fn next(&self, id: i64) -> Option<&Segment> {
        let behind = self.segments().skip_while(|(_, segment)| segment.id != id);
        behind.map(|(_, segment)| segment).nth(1)
    }

    /// Returns the first slots of the gaps.
    pub(crate) fn gaps(&self) -> Vec<usize> {
        let empty = |index: usize| self.slots.get(index).is_some_and(Option::is_none);
        (0..self.len())
            .filter(|&index| empty(index) && (index == 0 || !empty(index - 1)))
            .collect()
    }

    /// Returns a segment's index.
    pub(crate) fn index_of(&self, id: i64) -> Option<usize> {
        let found = self.segments().find(|(_, segment)| segment.id == id);
        found.map(|(index, _)| index)
    }

    /// Returns a segment.
    pub(crate) fn segment(&self, id: i64) -> Option<&Segment> {
        self.segments()
            .map(|(_, segment)| segment)
            .find(|segment| segment.id == id)
    }

    /// Returns a segment to change.
    pub(crate) fn segment_mut(&mut self, id: i64) -> Option<&mut Segment> {
        let mut segments = self.slots.iter_mut().flatten();
        segments.find(|segment| segment.id == id)
    }

    /// Returns whether a segment that both stories have stands elsewhere in the other.
    pub(crate) fn stands_otherwise(&self, other: &Self) -> bool {
        self.segments().any(|(index, segment)| {
            other
                .index_of(segment.id)
                .is_some_and(|elsewhere| elsewhere != index)
        })
    }

    /// Puts a segment into a slot. What stands there, and all behind, gaps too, moves up by one.
    pub(crate) fn put(&mut self, index: usize, segment: Segment) {
        if self.slots.get(index).is_some_and(Option::is_some) {
            self.slots.insert(index, Some(segment));
            return;
        }
        if index >= self.len() {
            self.slots.resize(index + 1, None);
        }
        if let Some(slot) = self.slots.get_mut(index) {
            *slot = Some(segment);
        }
    }

    /// Puts segments in as one block, each in a new slot. What stands at the index, and all behind, gaps too, moves up.
    pub(super) fn insert(&mut self, index: usize, block: Vec<Segment>) {
        let behind = self.slots.split_off(index.min(self.len()));
        self.slots.extend(block.into_iter().map(Some));
        self.slots.extend(behind);
    }

    /// Puts a segment behind the last.
    pub(crate) fn push(&mut self, segment: Segment) {
        self.put(self.len(), segment);
    }

    /// Puts a deleted segment back: at its old index if that is free, else behind its old predecessor, else there.
    pub(crate) fn put_back(&mut self, old: Trashed) {
        let taken = self.slots.get(old.index).is_some_and(Option::is_some);
        let behind = old.predecessor.and_then(|id| self.index_of(id));
        let index = match behind {
            Some(predecessor) if taken => predecessor + 1,
            _ => old.index,
        };
        self.put(index, old.segment);
    }

    /// Returns how segments would lie in the trash.
    pub(crate) fn trashed(&self, ids: &BTreeSet<i64>) -> Vec<Trashed> {
        let going = self.segments().filter(|(_, segment)| ids.contains(&segment.id));
        going
            .map(|(index, segment)| Trashed {
                segment: segment.clone(),
                index,
                predecessor: self
                    .segments()
                    .take_while(|(before, _)| *before < index)
                    .last()
                    .map(|(_, segment)| segment.id),
            })
            .collect()
    }

    /// Empties the slots of some segments.
    pub(crate) fn lift(&mut self, ids: &BTreeSet<i64>) {
        for slot in &mut self.slots {
            slot.take_if(|segment| ids.contains(&segment.id));
        }
        self.trim();
    }

    /// Takes the slots of some segments out. Returns whether a slot closed up, be it a gap's.
    pub(crate) fn ripple(&mut self, ids: &BTreeSet<i64>) -> bool {
        let goes = |slot: &Option<Segment>| slot.as_ref().is_some_and(|segment| ids.contains(&segment.id));
        let closed_up = self
            .slots
            .iter()
            .skip_while(|slot| !goes(slot))
            .any(|slot| !goes(slot));
        self.slots.retain(|slot| !goes(slot));
        self.trim();
        closed_up
    }

    /// Takes some segments out with their slots and puts them in again as one block, in their order.
    pub(crate) fn move_block(&mut self, ids: &BTreeSet<i64>, to: usize) {
        let goes = |slot: &Option<Segment>| slot.as_ref().is_some_and(|segment| ids.contains(&segment.id));
        let (block, mut rest): (Vec<_>, Vec<_>) = self.slots.drain(..).partition(goes);
        let behind = rest.split_off(to.min(rest.len()));
        self.slots = rest.into_iter().chain(block).chain(behind).collect();
        self.trim();
    }

    /// Closes the gap that starts at an index.
    pub(crate) fn close_gap(&mut self, gap: usize) {
        while self.slots.get(gap).is_some_and(Option::is_none) {
            self.slots.remove(gap);
        }
    }

    /// Closes all gaps.
    pub(crate) fn close_gaps(&mut self) {
        self.slots.retain(Option::is_some);
    }

    /// Sorts the segments by a stated order and closes all gaps.
    pub(crate) fn reorder(&mut self, order: &[i64]) {
        self.close_gaps();
        let place = |slot: &Option<Segment>| {
            let id = slot.as_ref().map(|segment| segment.id);
            order.iter().position(|stated| Some(*stated) == id)
        };
        self.slots.sort_by_key(place);
    }

    fn trim(&mut self) {
        while self.slots.last().is_some_and(Option::is_none) {
            self.slots.pop();
        }
    }
}
