//! The reference disagrees with the core only where the rules are on its side, so the rules are looked at here.

use rstest::rstest;

use super::*;

const PICTURE: Content = Content::Image(1);
const TAKE: Content = Content::Take(2);

/// A project with one segment for each text, of which the first has a picture and a take.
fn told(texts: &[&str]) -> Reference {
    let mut reference = Reference::default();
    let mut segments: Vec<Brought> = texts
        .iter()
        .map(|text| Brought {
            text: (*text).to_owned(),
            ..Brought::default()
        })
        .collect();
    segments[0].image = Some(PICTURE);
    segments[0].take = Some(TAKE);
    let title = "Story".to_owned();
    reference.must(Step::ImportStory { title, segments });
    reference
}

impl Reference {
    fn must(&mut self, step: Step) {
        assert_eq!(self.apply(&step), Ok(()), "{step:?}");
    }

    fn one(&self) -> &Shelf {
        self.shelves.get(&1).unwrap()
    }

    /// Returns index and text of each segment, with a mark behind a stale take.
    fn timeline(&self) -> String {
        let mark = |segment: &Segment| if segment.stale { "*" } else { "" };
        let told: Vec<String> = self
            .one()
            .story()
            .unwrap()
            .segments()
            .map(|(index, segment)| format!("{index}{}{}", segment.text, mark(segment)))
            .collect();
        told.join(" ")
    }

    fn next_undo(&self) -> &str {
        self.one().to_undo().next().unwrap()
    }
}

fn segments(ids: &[i64]) -> Vec<i64> {
    ids.to_vec()
}

fn delete(ids: &[i64]) -> Step {
    Step::Delete {
        segments: segments(ids),
        ripple: false,
    }
}

fn purge(ids: &[i64]) -> Step {
    Step::Purge {
        segments: segments(ids),
    }
}

fn paste(at: i64, ids: &[i64]) -> Step {
    Step::Paste {
        project: 1,
        at,
        segments: segments(ids),
    }
}

fn say(segment: i64, text: &str, typing: bool) -> Step {
    Step::EditText {
        segment,
        text: text.to_owned(),
        typing,
    }
}

#[test]
fn a_take_is_stale_from_another_text_on_until_another_take_comes() {
    let mut reference = told(&["a", "b"]);
    for (step, expected) in [
        (say(1, "a", false), "0a 1b"),
        (say(1, "c", false), "0c* 1b"),
        (say(2, "d", false), "0c* 1d"),
        (
            Step::Attach {
                segment: 1,
                content: Content::Take(3),
            },
            "0c 1d",
        ),
        (say(1, "e", false), "0e* 1d"),
        (
            Step::Detach {
                segment: 1,
                image: false,
                take: true,
            },
            "0e 1d",
        ),
        (Step::Undo { project: 1 }, "0e* 1d"),
    ] {
        reference.must(step.clone());
        assert_eq!(reference.timeline(), expected, "after {step:?}");
    }
}

#[test]
fn typing_that_ends_where_it_began_leaves_the_take_as_it_was() {
    let mut reference = told(&["a"]);
    reference.must(say(1, "ab", true));
    assert_eq!(reference.timeline(), "0ab*");
    reference.must(say(1, "a", true));
    assert_eq!(reference.timeline(), "0a");
    reference.must(say(1, "ab", false));
    reference.must(say(1, "a", false));
    assert_eq!(reference.timeline(), "0a*", "another step knows nothing of it");
}

#[rstest]
#[case(4, "0One.* 1Two. 2b")]
#[case(5, "0One.* 1Two. 2b")]
#[case(6, "0One. T* 1wo. 2b")]
fn a_split_makes_two_of_one(#[case] at: u32, #[case] expected: &str) {
    let mut reference = told(&["One. Two.", "b"]);
    reference.must(Step::Split { segment: 1, at });
    assert_eq!(reference.timeline(), expected);
    assert_eq!(reference.next_undo(), "split segment 1");
    let story = reference.one().story().unwrap();
    assert_eq!(story.segment(3).unwrap().contents().count(), 0);
    reference.must(Step::Undo { project: 1 });
    assert_eq!(reference.timeline(), "0One. Two. 1b");
    assert!(reference.one().trash().contains_key(&3));
}

#[rstest]
#[case("ab", 0)]
#[case("ab", 2)]
#[case("ab", 3)]
#[case(" b", 1)]
#[case("🦊b", 1)]
fn no_text_on_a_side_or_half_a_character_is_no_place_for_a_split(#[case] text: &str, #[case] at: u32) {
    let mut reference = told(&[text]);
    let before = reference.clone();
    assert_eq!(
        reference.apply(&Step::Split { segment: 1, at }),
        Err(ErrorCode::Invalid)
    );
    assert_eq!(reference, before);
}

#[rstest]
#[case("a", "b", "0a b* 2c")]
#[case("a\n", "b", "0a b* 2c")]
#[case("a\nb", "c", "0a\nb\nc* 2c")]
#[case("a", "", "0a 2c")]
#[case("", "b", "0b* 2c")]
fn a_merge_joins_two_over_a_gap_and_closes_the_place(
    #[case] first: &str,
    #[case] second: &str,
    #[case] expected: &str,
) {
    let mut reference = told(&[first, "gap", second, "c"]);
    reference.must(delete(&[2]));
    reference.must(Step::Merge { segment: 1 });
    assert_eq!(reference.timeline(), expected);
    assert_eq!(reference.next_undo(), "merge segments 1 and 3");
    assert!(reference.one().trash().contains_key(&3));
}

#[test]
fn a_merge_takes_from_the_second_what_the_first_lacks() {
    let mut reference = told(&["b", ""]);
    let order = vec![2, 1];
    reference.must(Step::Reorder { project: 1, order });
    reference.must(Step::Merge { segment: 2 });
    assert_eq!(
        reference.timeline(),
        "0b",
        "a take that says all of the text is good"
    );
    let story = reference.one().story().unwrap();
    let merged: Vec<Content> = story.segment(2).unwrap().contents().collect();
    assert_eq!(merged, [PICTURE, TAKE]);
    assert_eq!(
        reference.apply(&Step::Merge { segment: 2 }),
        Err(ErrorCode::Invalid)
    );
}

#[test]
fn a_number_in_a_label_goes_with_its_segment() {
    let mut reference = told(&["a", "b", "c"]);
    reference.must(Step::Merge { segment: 1 });
    reference.must(purge(&[2]));
    assert_eq!(reference.next_undo(), "merge segments");
    reference.must(Step::Undo { project: 1 });
    assert_eq!(reference.timeline(), "0a 2c");
}

#[test]
fn duplicates_stand_behind_the_last_of_them_without_the_lock() {
    let mut reference = told(&["a", "b", "c", "d"]);
    reference.must(Step::SetLock {
        segment: 1,
        locked: true,
    });
    reference.must(delete(&[3]));
    reference.must(Step::Duplicate {
        segments: segments(&[2, 1, 2]),
    });
    assert_eq!(reference.timeline(), "0a 1b 2a 3b 5d");
    let story = reference.one().story().unwrap();
    let original = story.segment(1).unwrap();
    let copy = Segment {
        id: 5,
        locked: false,
        ..original.clone()
    };
    assert!(original.locked);
    assert_eq!(story.segment(5), Some(&copy));
}

#[test]
fn what_was_cut_can_be_pasted_and_what_was_purged_can_not() {
    let mut reference = told(&["a", "b"]);
    reference.must(delete(&[1]));
    assert_eq!(reference.files().kept, BTreeSet::from([PICTURE, TAKE]));
    reference.must(paste(2, &[2, 1, 2]));
    assert_eq!(reference.timeline(), "1b 2b 3a");
    assert!(
        reference.files().kept.is_empty(),
        "a copy that is live has the files in the media folder"
    );
    reference.must(purge(&[1]));
    assert_eq!(reference.apply(&paste(0, &[1])), Err(ErrorCode::NotFound));
}

#[test]
fn a_content_goes_for_ever_with_the_last_that_had_it() {
    let mut reference = told(&["a", "b"]);
    reference.must(paste(2, &[1]));
    reference.must(delete(&[1, 3]));
    reference.must(purge(&[1]));
    assert_eq!(reference.known(), &BTreeSet::from([PICTURE, TAKE]));
    reference.must(purge(&[3]));
    assert!(reference.known().is_empty());
}

#[test]
fn an_earlier_take_goes_with_the_segment_that_alone_had_it() {
    let mut reference = told(&["a"]);
    let content = Content::Take(3);
    reference.must(Step::Attach { segment: 1, content });
    reference.must(delete(&[1]));
    assert_eq!(reference.files().kept, BTreeSet::from([PICTURE, TAKE, content]));
    reference.must(purge(&[1]));
    assert!(reference.known().is_empty());
}

#[test]
fn what_a_segment_had_behind_an_erase_is_held_while_it_is_there() {
    let mut reference = told(&["a", "b"]);
    reference.must(paste(0, &[1]));
    let (image, take) = (true, true);
    reference.must(Step::Detach {
        segment: 1,
        image,
        take,
    });
    reference.must(Step::Erase {
        segments: segments(&[3]),
        ripple: true,
    });
    assert_eq!(reference.one().to_undo().count(), 0, "the erase closed up");
    assert!(reference.files().kept.is_empty());
    assert_eq!(
        reference.files().loose,
        BTreeSet::from([PICTURE, TAKE]),
        "the first had them once"
    );
    reference.must(delete(&[1]));
    reference.must(purge(&[1]));
    assert!(reference.known().is_empty());
}
