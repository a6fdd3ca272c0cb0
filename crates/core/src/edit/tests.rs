use std::collections::BTreeSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn place(shifts: &[Shift], index: i64) -> i64 {
    shifts
        .iter()
        .find(|shift| (shift.from..shift.from + shift.len).contains(&index))
        .map_or(index, |shift| index - shift.from + shift.to)
}

/// The segments, named by the index that they had, in their new order with their new index.
fn applied(indexes: &[i64], shifts: &[Shift]) -> Vec<(i64, i64)> {
    let mut places: Vec<(i64, i64)> = indexes
        .iter()
        .map(|&index| (place(shifts, index), index))
        .collect();
    places.sort_unstable();
    places
}

fn order(indexes: &[i64], shifts: &[Shift]) -> Vec<i64> {
    applied(indexes, shifts)
        .into_iter()
        .map(|(_, name)| name)
        .collect()
}

fn undone(shifts: &[Shift]) -> Vec<Shift> {
    shifts
        .iter()
        .map(|shift| Shift {
            from: shift.to,
            to: shift.from,
            len: shift.len,
        })
        .collect()
}

fn assert_sound(indexes: &[i64], shifts: &[Shift]) {
    let places: BTreeSet<i64> = indexes.iter().map(|&index| place(shifts, index)).collect();
    assert_eq!(
        places.len(),
        indexes.len(),
        "two segments on one index: {shifts:?}"
    );
    assert!(
        places.iter().all(|&index| index >= 0),
        "an index below zero: {shifts:?}"
    );
    for &index in indexes {
        assert_eq!(
            place(&undone(shifts), place(shifts, index)),
            index,
            "not taken back: {shifts:?}"
        );
    }
}

fn indexes() -> impl Strategy<Value = Vec<i64>> {
    proptest::collection::btree_set(0_i64..60, 1..40).prop_map(|set| set.into_iter().collect())
}

fn indexes_and_some() -> impl Strategy<Value = (Vec<i64>, Vec<i64>)> {
    indexes().prop_flat_map(|all| {
        let some = proptest::sample::subsequence(all.clone(), 1..=all.len());
        (Just(all), some)
    })
}

#[rstest]
#[case(&[], &[])]
#[case(&[0, 1, 2], &[])]
#[case(&[2, 3, 7], &[Gap { index: 0, len: 2 }, Gap { index: 4, len: 3 }])]
fn gaps_are_the_runs_of_missing_indexes(#[case] indexes: &[i64], #[case] expected: &[Gap]) {
    assert_eq!(gaps(indexes), expected);
}

#[test]
fn a_ripple_leaves_older_gaps() {
    // 0 1 _ 3 4 5, without 3: the gap at 2 stays.
    assert_eq!(
        ripple(&[3], 5),
        [Shift {
            from: 4,
            to: 3,
            len: 2
        }]
    );
}

#[test]
fn one_gap_closes_and_others_stay() {
    // 0 _ 2 _ 4
    assert_eq!(
        close_gap(&[0, 2, 4], 1),
        Some(vec![Shift {
            from: 2,
            to: 1,
            len: 3
        }])
    );
    assert_eq!(close_gap(&[0, 2, 4], 2), None);
}

#[test]
fn a_move_inserts_and_never_swaps() {
    // a b c d e: b to the place of d
    assert_eq!(order(&[0, 1, 2, 3, 4], &move_block(&[1], 3, 4)), [0, 2, 3, 1, 4]);
}

#[test]
fn a_move_carries_gaps_along_as_slots() {
    // a _ c: c to the front
    assert_eq!(applied(&[0, 2], &move_block(&[2], 0, 2)), [(0, 2), (1, 0)]);
}

/// What was deleted from `all`, on its way back after the rest was moved by `closed`.
fn returning(all: &[i64], gone: &[i64], closed: &[Shift]) -> Vec<Returning> {
    let holder = |index: &i64| match gone.binary_search(index) {
        Ok(number) => Holder::Returned(number),
        Err(_) => Holder::Live(place(closed, *index)),
    };
    let predecessor = |index: i64| all.iter().rev().find(|&&before| before < index).map(holder);
    gone.iter()
        .map(|&index| Returning {
            index,
            predecessor: predecessor(index),
        })
        .collect()
}

proptest! {
    #[test]
    fn a_ripple_keeps_the_order_and_closes_what_was_deleted((all, gone) in indexes_and_some()) {
        let left: Vec<i64> = all.iter().copied().filter(|index| !gone.contains(index)).collect();
        let shifts = ripple(&gone, *all.last().unwrap());
        assert_sound(&left, &shifts);
        prop_assert_eq!(order(&left, &shifts), left.clone());
        for &index in &left {
            let before = gone.iter().filter(|&&deleted| deleted < index).count() as i64;
            prop_assert_eq!(place(&shifts, index), index - before);
        }
    }

    #[test]
    fn room_is_free_and_everything_else_keeps_its_order(
        all in indexes(), at in 0_i64..70, count in 1_i64..20
    ) {
        let shifts = make_room(at, count, *all.last().unwrap());
        assert_sound(&all, &shifts);
        prop_assert_eq!(order(&all, &shifts), all.clone());
        for &index in &all {
            let moved = if index < at { 0 } else { count };
            prop_assert_eq!(place(&shifts, index), index + moved);
        }
    }

    #[test]
    fn delete_then_close_gaps_is_the_old_order_without_them((all, gone) in indexes_and_some()) {
        let left: Vec<i64> = all.iter().copied().filter(|index| !gone.contains(index)).collect();
        let shifts = close_gaps(&left);
        assert_sound(&left, &shifts);
        let expected: Vec<(i64, i64)> = (0..).zip(left.iter().copied()).collect();
        prop_assert_eq!(applied(&left, &shifts), expected);
    }

    #[test]
    fn closing_each_gap_from_the_last_is_closing_all(all in indexes()) {
        let mut now = all.clone();
        for gap in gaps(&all).into_iter().rev() {
            let shifts = close_gap(&now, gap.index).unwrap();
            assert_sound(&now, &shifts);
            now = now.iter().map(|&index| place(&shifts, index)).collect();
        }
        prop_assert_eq!(now, (0..all.len() as i64).collect::<Vec<_>>());
    }

    #[test]
    fn a_reorder_numbers_the_stated_order(order in indexes().prop_shuffle()) {
        let shifts = reorder(&order);
        assert_sound(&order, &shifts);
        for (wanted, &index) in (0..).zip(&order) {
            prop_assert_eq!(place(&shifts, index), wanted);
        }
    }

    #[test]
    fn a_move_lands_where_asked_and_keeps_every_order(
        (all, moved) in indexes_and_some(), place_in_reach in 0.0_f64..=1.0
    ) {
        let last = *all.last().unwrap();
        let reach = last + 1 - moved.len() as i64;
        let to = (place_in_reach * reach as f64) as i64;
        let shifts = move_block(&moved, to, last);
        assert_sound(&all, &shifts);
        for (offset, &index) in (0..).zip(&moved) {
            prop_assert_eq!(place(&shifts, index), to + offset);
        }
        let staying = |order: Vec<i64>| -> Vec<i64> {
            order.into_iter().filter(|index| !moved.contains(index)).collect()
        };
        prop_assert_eq!(staying(order(&all, &shifts)), staying(all.clone()));
    }

    #[test]
    fn what_comes_back_gets_a_place_of_its_own_and_nothing_else_changes_order(
        (all, gone) in indexes_and_some(), close in any::<bool>()
    ) {
        // Deleted, perhaps with the gaps closed since, and brought back.
        let left: Vec<i64> = all.iter().copied().filter(|index| !gone.contains(index)).collect();
        let closed = if close { close_gaps(&left) } else { Vec::new() };
        let now: Vec<i64> = left.iter().map(|&index| place(&closed, index)).collect();
        let returning = returning(&all, &gone, &closed);
        let (shifts, places) = restore(&now, &returning);
        assert_sound(&now, &shifts);
        prop_assert_eq!(order(&now, &shifts), now.clone());
        let taken: BTreeSet<i64> = now.iter().map(|&index| place(&shifts, index)).chain(places.clone()).collect();
        prop_assert_eq!(taken.len(), now.len() + places.len(), "two on one index");
        if !close {
            prop_assert_eq!(places, gone, "free places are taken again");
            prop_assert!(shifts.is_empty());
        }
    }

    #[test]
    fn what_was_taken_from_a_story_without_gaps_and_closed_up_comes_back_in_the_old_order(
        (all, gone) in (1_i64..30).prop_flat_map(|count| {
            let all: Vec<i64> = (0..count).collect();
            (Just(all.clone()), proptest::sample::subsequence(all, 1..=count as usize))
        })
    ) {
        let left: Vec<i64> = all.iter().copied().filter(|index| !gone.contains(index)).collect();
        let closed = close_gaps(&left);
        let now: Vec<i64> = left.iter().map(|&index| place(&closed, index)).collect();
        let (shifts, places) = restore(&now, &returning(&all, &gone, &closed));
        prop_assert_eq!(places, gone);
        for &index in &left {
            prop_assert_eq!(place(&shifts, place(&closed, index)), index);
        }
    }

    #[test]
    fn made_room_is_free_and_nothing_else_changes(all in indexes(), at in 0_i64..60, count in 1_i64..5) {
        let shifts = make_room(at, count, *all.last().unwrap());
        assert_sound(&all, &shifts);
        for &index in &all {
            prop_assert_eq!(place(&shifts, index), if index < at { index } else { index + count });
        }
    }
}
