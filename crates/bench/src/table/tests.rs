use rstest::rstest;

use super::*;

fn pair(segue_ms: u64, floor_ms: u64) -> Pair {
    let mut pair = Pair::default();
    pair.segue.add(Duration::from_millis(segue_ms));
    pair.floor.add(Duration::from_millis(floor_ms));
    pair
}

#[rstest]
#[case(3, 2, true)]
#[case(4, 2, false)]
#[case(1, 2, true)]
fn a_time_is_held_against_its_floor(#[case] segue: u64, #[case] floor: u64, #[case] ok: bool) {
    let line = Line::of("work", &pair(segue, floor)).within(Budget::Times(1.5));
    assert_eq!(line.ok, ok);
    assert_eq!(line.standing(), if ok { "ok" } else { "short" });
}

#[rstest]
#[case(70, 20, true)]
#[case(90, 20, false)]
#[case(10, 20, true)]
fn memory_is_held_against_what_is_there_anyway(#[case] segue: u64, #[case] floor: u64, #[case] ok: bool) {
    let line = Line::of_memory("work", segue, floor).within(Budget::BytesMore(60));
    assert_eq!(line.ok, ok);
}

#[rstest]
#[case(4, true)]
#[case(5, false)]
fn some_amounts_are_held_against_nothing_but_their_budget(#[case] ms: u64, #[case] ok: bool) {
    let most = Duration::from_millis(4).into();
    let line = Line::of_times("script", &pair(ms, 1).segue, 95).within(Budget::AtMost(most));
    assert_eq!(line.ok, ok);
    let line = Line::of_times("script", &pair(1, 1).segue, 95).within(Budget::Times(1.2));
    assert!(!line.ok, "a part of nothing");
}

#[rstest]
#[case(97, true)]
#[case(103, true)]
#[case(96, false)]
#[case(104, false)]
fn some_amounts_are_to_be_what_they_were(#[case] now: u64, #[case] ok: bool) {
    let line = Line::of_amount("instructions", Amount::Count(now)).against("accepted", Amount::Count(100));
    let line = line.within(Budget::Like(0.0301));
    assert_eq!(line.ok, ok);
    assert_eq!(Report::of(line).is_ok(), ok);
}

impl Report {
    fn of(line: Line) -> Self {
        let mut report = Self::default();
        report.add(line.into());
        report
    }
}

#[test]
fn a_line_names_the_peer_that_it_is_held_against() {
    let line = Line::of("delete", &pair(3, 6)).named("another editor");
    let text = Report::of(line).to_string();
    assert!(text.contains("6.00 ms another editor        0.50"), "{text}");
}

#[test]
fn nothing_is_said_of_work_that_has_no_budget() {
    let line = Line::of("work", &pair(900, 1));
    assert!(line.ok && line.standing().is_empty());
}

#[rstest]
#[case(Amount::Nanoseconds(1_500), "1.50 µs")]
#[case(Amount::Nanoseconds(999_900), "1000 µs")]
#[case(Amount::Nanoseconds(12_345_678), "12.3 ms")]
#[case(Amount::Nanoseconds(2_000_000_000), "2.00 s")]
#[case(Amount::Bytes(61_000_000), "61.0 MB")]
#[case(Amount::Count(1_234), "1234")]
fn amounts_are_told_in_three_figures(#[case] amount: Amount, #[case] expected: &str) {
    assert_eq!(amount.to_string(), expected);
}

#[test]
fn the_table_tells_what_is_short_and_who_else_was_at_work() {
    let mut report = Report::default();
    report.add(
        Line::of("open a story", &pair(9, 3))
            .within(Budget::Times(2.0))
            .into(),
    );
    report.add(Findings {
        lines: Vec::new(),
        details: vec![Detail {
            heading: "where the time goes".to_owned(),
            rows: vec![("commit".to_owned(), "1.00 ms".to_owned())],
        }],
    });
    let text = report.to_string();
    for words in ["open a story", "3.00", "2.0 ×", "short", "commit", "others had"] {
        assert!(text.contains(words), "no {words} in\n{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
    assert_eq!(json["lines"][0]["ok"], false);
    assert_eq!(json["lines"][0]["segue"]["nanoseconds"], 9_000_000);
    assert_eq!(json["lines"][0]["budget"]["times"], 2.0);
}
