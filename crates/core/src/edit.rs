//! Sequence maths, pure: where segments stand after a ripple, an insert, a move, a reorder. No library, no I/O.
//!
//! A project is a row of slots, numbered by sequence index; a slot holds a segment or is part of a gap. Every
//! function says as [`Shift`]s which runs of slots go where. Shifts are one-to-one, so swapping `from` and `to`
//! takes them back.

use crate::model::{Gap, Shift};

/// Returns the gaps between and before some taken indexes. `indexes` has to be sorted.
pub(crate) fn gaps(indexes: &[i64]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut next = 0;
    for &index in indexes {
        if index > next {
            gaps.push(Gap {
                index: next,
                // A damaged library may have any numbers.
                len: index.saturating_sub(next),
            });
        }
        next = index.saturating_add(1);
    }
    gaps
}

/// Returns the runs of consecutive numbers in a sorted list, each as its first and last.
pub(crate) fn runs(indexes: &[i64]) -> Vec<(i64, i64)> {
    indexes
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .collect()
}

/// Closes up behind deleted slots: what stands behind moves down by the deleted slots before it, older gaps stay.
/// `deleted` has to be sorted, without repeats; `last` is the greatest index taken before or after.
pub(crate) fn ripple(deleted: &[i64], last: i64) -> Vec<Shift> {
    let ends = deleted.iter().skip(1).copied().chain([last + 1]);
    deleted
        .iter()
        .zip(ends)
        .zip(1..)
        .filter_map(|((start, end), closed)| shift(start + 1, end, start + 1 - closed))
        .collect()
}

/// Makes `count` slots free from `at` on: what stands there and behind moves up.
pub(crate) fn make_room(at: i64, count: i64, last: i64) -> Vec<Shift> {
    shift(at, last + 1, at + count).into_iter().collect()
}

/// Closes every gap. `indexes` has to be sorted.
pub(crate) fn close_gaps(indexes: &[i64]) -> Vec<Shift> {
    renumber(indexes.iter().copied().zip(0..))
}

/// Closes the gap whose first slot is `gap`, or returns `None` if no gap starts there. `indexes` has to be sorted.
pub(crate) fn close_gap(indexes: &[i64], gap: i64) -> Option<Vec<Shift>> {
    let found = gaps(indexes).into_iter().find(|found| found.index == gap)?;
    let last = *indexes.last()?;
    Some(
        shift(found.index + found.len, last + 1, found.index)
            .into_iter()
            .collect(),
    )
}

/// Numbers segments 0..n-1 in the order in which their present indexes are given.
pub(crate) fn reorder(indexes: &[i64]) -> Vec<Shift> {
    let mut places: Vec<(i64, i64)> = indexes.iter().copied().zip(0..).collect();
    places.sort_unstable();
    renumber(places.into_iter())
}

/// Takes slots out, lets the rest close up, and puts them back as one block that starts at `to`; gaps stay slots.
/// `moved` has to be sorted, without repeats, and `to` at most `last + 1 - moved.len()`.
pub(crate) fn move_block(moved: &[i64], to: i64, last: i64) -> Vec<Shift> {
    let count = moved.len() as i64;
    let starts = std::iter::once(0).chain(moved.iter().map(|index| index + 1));
    let ends = moved.iter().copied().chain([last + 1]);
    // A run of staying slots closes up by the moved ones before it; from `to` on it makes room for all of them.
    let staying = starts.zip(ends).zip(0..).flat_map(|((start, end), taken)| {
        let split = (to + taken).clamp(start, end.max(start));
        [
            shift(start, split, start - taken),
            shift(split, end, split - taken + count),
        ]
    });
    let block = renumber(moved.iter().copied().zip(to..));
    staying.flatten().chain(block).collect()
}

/// Who stands in a slot, or stood before a segment that comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    /// A segment of the timeline, by the index that it has before anything comes back.
    Live(i64),
    /// One that comes back too, by its place in the list.
    Returned(usize),
}

/// A segment on its way back: the index that it had, and its old predecessor if that is known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Returning {
    pub(crate) index: i64,
    pub(crate) predecessor: Option<Holder>,
}

/// Finds places for segments that come back, one after the other. One whose old slot is free gets it; else it goes
/// right behind its old predecessor (or where it was, if that is gone too), and what stands there and behind moves up.
/// `taken` has to be sorted, and `returning` sorted by index. Returns the shifts and each one's new index.
pub(crate) fn restore(taken: &[i64], returning: &[Returning]) -> (Vec<Shift>, Vec<i64>) {
    let mut slots: Vec<(i64, Holder)> = taken.iter().map(|&index| (index, Holder::Live(index))).collect();
    let find = |slots: &[(i64, Holder)], index: i64| slots.binary_search_by_key(&index, |slot| slot.0);
    for (number, segment) in returning.iter().enumerate() {
        let mut index = segment.index;
        if find(&slots, index).is_ok() {
            let predecessor = slots.iter().find(|slot| Some(slot.1) == segment.predecessor);
            index = predecessor.map_or(index, |slot| slot.0 + 1);
        }
        let at = match find(&slots, index) {
            Err(free) => free,
            Ok(taken) => {
                slots.iter_mut().skip(taken).for_each(|slot| slot.0 += 1);
                taken
            }
        };
        slots.insert(at, (index, Holder::Returned(number)));
    }
    let mut places = vec![0; returning.len()];
    let mut moved = Vec::new();
    for (index, holder) in slots {
        match holder {
            Holder::Live(before) => moved.push((before, index)),
            Holder::Returned(number) => places
                .iter_mut()
                .skip(number)
                .take(1)
                .for_each(|place| *place = index),
        }
    }
    (renumber(moved.into_iter()), places)
}

/// Returns the shift of the slots `from .. end`, or `None` where nothing moves.
fn shift(from: i64, end: i64, to: i64) -> Option<Shift> {
    (end > from && from != to).then_some(Shift {
        from,
        to,
        len: end - from,
    })
}

/// Joins single moves, sorted by where they come from, to runs.
fn renumber(places: impl Iterator<Item = (i64, i64)>) -> Vec<Shift> {
    let mut shifts: Vec<Shift> = Vec::new();
    for (from, to) in places.filter(|(from, to)| from != to) {
        match shifts.last_mut() {
            Some(run) if run.from + run.len == from && run.to + run.len == to => run.len += 1,
            _ => shifts.push(Shift { from, to, len: 1 }),
        }
    }
    shifts
}

#[cfg(test)]
mod tests;
