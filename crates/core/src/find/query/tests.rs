use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn word(words: &str) -> Term {
    Term {
        words: words.to_owned(),
        is_excluded: false,
    }
}

fn no_word(words: &str) -> Term {
    Term {
        is_excluded: true,
        ..word(words)
    }
}

fn terms(text: &str) -> Vec<Term> {
    let query = Query::parse(text);
    assert_eq!(
        (query.conditions, query.not_understood),
        (vec![], vec![]),
        "{text}"
    );
    query.terms
}

#[test]
fn words_are_looked_for_by_their_beginning_and_quoted_ones_as_they_are() {
    assert_eq!(terms("Hare tort"), [word(" hare"), word(" tort")]);
    assert_eq!(terms("\"the hare\" nap"), [word(" the hare "), word(" nap")]);
    assert_eq!(terms("“the hare”"), [word(" the hare ")]);
    assert_eq!(terms("well-known"), [word(" well known")]);
    assert_eq!(
        terms("-fox -\"the hare\""),
        [no_word(" fox"), no_word(" the hare ")]
    );
}

#[test]
fn a_quotation_that_is_being_typed_goes_on() {
    assert_eq!(terms("\"the ha"), [word(" the ha")]);
    assert_eq!(terms("say\"the ha"), [word(" say"), word(" the ha")]);
}

#[test]
fn a_colon_makes_no_condition_of_other_words() {
    assert_eq!(terms("12:30 note:hare"), [word(" 12 30"), word(" note hare")]);
    assert_eq!(terms("\"has:image\""), [word(" has image ")]);
}

#[rstest]
#[case("has:image", State::HasImage, true)]
#[case("HAS:Audio", State::HasAudio, true)]
#[case("-has:text", State::HasText, false)]
#[case("has:prompt", State::HasPrompt, true)]
#[case("missing:image", State::ImageMissing, true)]
#[case("missing:audio", State::AudioMissing, true)]
#[case("locked:", State::Locked, true)]
#[case("locked:no", State::Locked, false)]
#[case("-locked:no", State::Locked, true)]
#[case("stale:yes", State::Stale, true)]
#[case("gap:", State::BesideGap, true)]
#[case("longer:5s", State::LongerThan(5000), true)]
#[case("-shorter:2.5s", State::ShorterThan(2500), false)]
fn conditions_are_read(#[case] text: &str, #[case] state: State, #[case] holds: bool) {
    let query = Query::parse(text);
    assert_eq!(query.conditions, [Condition { state, holds }]);
    assert_eq!((query.terms, query.not_understood), (vec![], vec![]));
}

#[rstest]
#[case("has:video")]
#[case("has:")]
#[case("-missing:text")]
#[case("locked:maybe")]
#[case("longer:soon")]
#[case("shorter:")]
#[case("…")]
#[case("-\"?!\"")]
#[case("-")]
fn what_means_nothing_is_named_and_left_out(#[case] text: &str) {
    let query = Query::parse(&format!("hare {text}"));
    assert_eq!(query.not_understood, [text]);
    assert_eq!((query.terms, query.conditions), (vec![word(" hare")], vec![]));
}

#[test]
fn nothing_asked_is_nothing() {
    for text in ["", "   ", "has:video", "\""] {
        assert!(Query::parse(text).asks_nothing(), "{text:?}");
    }
}

#[test]
fn the_same_condition_both_ways_is_true_of_nothing() {
    assert_eq!(Query::parse("locked:yes locked:no").filter(), None);
    assert_eq!(Query::parse("has:image hare -has:image").filter(), None);
    assert!(Query::parse("locked:yes locked:").filter().is_some());
}

#[test]
fn of_several_limits_the_tightest_counts() {
    let filter =
        Query::parse("longer:1s longer:3s longer:2s shorter:9s shorter:5s -longer:7s -longer:8s").filter();
    let expected = Filter {
        longer_than: Some(3000),
        shorter_than: Some(5000),
        not_longer_than: Some(7000),
        ..Filter::default()
    };
    assert_eq!(filter, Some(expected));
}

/// A part of a question as people write it, with what it means.
fn part() -> impl Strategy<Value = (String, Query)> {
    let words = "[a-z]{1,6}".prop_map(|text| {
        let terms = vec![word(&format!(" {text}"))];
        (text, terms)
    });
    let quoted = prop::collection::vec("[a-z]{1,6}", 1..4).prop_map(|words| {
        let row = words.join(" ");
        (format!("\"{row}\""), vec![word(&format!(" {row} "))])
    });
    let said = prop_oneof![words, quoted].prop_map(|(text, terms)| {
        let query = Query {
            terms,
            ..Query::default()
        };
        (text, query)
    });
    let condition = prop_oneof![
        Just(("has:image".to_owned(), State::HasImage)),
        Just(("stale:".to_owned(), State::Stale)),
        (0..100_000i64).prop_map(|ms| (format!("longer:{ms}ms"), State::LongerThan(ms))),
    ];
    let condition = condition.prop_map(|(text, state)| {
        let query = Query {
            conditions: vec![Condition { state, holds: true }],
            ..Query::default()
        };
        (text, query)
    });
    let nonsense = "[!?…]{1,3}|has:[0-9]{1,3}".prop_map(|text| {
        let query = Query {
            not_understood: vec![text.clone()],
            ..Query::default()
        };
        (text, query)
    });
    (prop_oneof![said, condition, nonsense], any::<bool>()).prop_map(|((text, mut query), turned)| {
        if !turned {
            return (text, query);
        }
        query.terms.iter_mut().for_each(|term| term.is_excluded = true);
        query
            .conditions
            .iter_mut()
            .for_each(|condition| condition.holds = false);
        let text = format!("-{text}");
        query
            .not_understood
            .iter_mut()
            .for_each(|left_out| *left_out = text.clone());
        (text, query)
    })
}

proptest! {
    #[test]
    fn every_part_means_the_same_beside_any_others(parts in prop::collection::vec(part(), 0..8), space in "[ \t\n\u{a0}]{1,3}") {
        let text: Vec<&str> = parts.iter().map(|(text, _)| text.as_str()).collect();
        let read = Query::parse(&text.join(&space));
        let mut expected = Query::default();
        for (_, query) in &parts {
            expected.terms.extend_from_slice(&query.terms);
            expected.conditions.extend_from_slice(&query.conditions);
            expected.not_understood.extend_from_slice(&query.not_understood);
        }
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn any_text_is_a_question(text in any::<String>()) {
        let query = Query::parse(&text);
        for left_out in &query.not_understood {
            prop_assert!(text.contains(left_out.as_str()), "{left_out:?}");
        }
        for term in &query.terms {
            prop_assert!(term.words.starts_with(' '), "{term:?}");
        }
    }

    #[test]
    fn a_question_of_this_language_s_own_signs_is_read_to_its_end(text in "[-\":a-c has:longer5s“” ]{0,40}") {
        Query::parse(&text);
    }
}
