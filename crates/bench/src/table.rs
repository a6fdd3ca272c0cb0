//! What was measured: a line for each piece of work against its budget, then where the time went; for people and for
//! scripts.

use std::fmt;
use std::time::Duration;

use serde::Serialize;

use crate::sample::{self, Pair};

/// How much of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Amount {
    /// Time.
    Nanoseconds(u64),
    /// Memory.
    Bytes(u64),
}

/// What a work may cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Budget {
    /// So many times its floor.
    Times(f64),
    /// So many bytes more than its floor.
    BytesMore(u64),
}

/// One piece of work beside its floor.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    work: String,
    segue: Amount,
    floor: Amount,
    ratio: f64,
    /// Nothing is promised of a work without.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Budget>,
    ok: bool,
    rounds: usize,
    /// The greater of the two noises: the part of the median that the middle half of the times reaches over.
    noise: f64,
}

/// Figures without a floor, under a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Detail {
    pub(crate) heading: String,
    pub(crate) rows: Vec<(String, String)>,
}

/// What one measurement found.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) lines: Vec<Line>,
    pub(crate) details: Vec<Detail>,
}

/// All that was found, and how busy the machine was meanwhile.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    processors: usize,
    /// Processes that wanted a processor, on average over the minute before, at begin and end.
    load: [f64; 2],
    lines: Vec<Line>,
    details: Vec<Detail>,
}

impl Line {
    /// Makes a line of times.
    pub(crate) fn of(work: impl Into<String>, pair: &Pair) -> Self {
        let Pair { segue, floor } = pair;
        Self {
            work: work.into(),
            segue: segue.median().into(),
            floor: floor.median().into(),
            ratio: sample::ratio(segue.median(), floor.median()),
            budget: None,
            ok: true,
            rounds: segue.rounds(),
            noise: segue.noise().max(floor.noise()),
        }
    }

    /// Makes a line of memory.
    pub(crate) fn of_memory(work: impl Into<String>, segue: u64, floor: u64) -> Self {
        Self {
            work: work.into(),
            segue: Amount::Bytes(segue),
            floor: Amount::Bytes(floor),
            ratio: segue as f64 / floor.max(1) as f64,
            budget: None,
            ok: true,
            rounds: 1,
            noise: 0.0,
        }
    }

    /// Says what it may cost.
    pub(crate) fn within(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        self.ok = match budget {
            Budget::Times(most) => self.ratio <= most,
            Budget::BytesMore(most) => self.segue.number().saturating_sub(self.floor.number()) <= most,
        };
        self
    }

    fn standing(&self) -> &'static str {
        match (self.budget, self.ok) {
            (None, _) => "",
            (Some(_), true) => "ok",
            (Some(_), false) => "short",
        }
    }
}

impl From<Line> for Findings {
    fn from(line: Line) -> Self {
        Self {
            lines: vec![line],
            details: Vec::new(),
        }
    }
}

impl Report {
    /// Starts a report.
    pub(crate) fn begin() -> Self {
        Self {
            processors: std::thread::available_parallelism().map_or(1, usize::from),
            load: [load(), 0.0],
            lines: Vec::new(),
            details: Vec::new(),
        }
    }

    /// Takes in what one measurement found.
    pub(crate) fn add(&mut self, found: Findings) {
        self.lines.extend(found.lines);
        self.details.extend(found.details);
    }

    /// Notes how busy the machine is in the end.
    pub(crate) fn end(&mut self) {
        self.load[1] = load();
    }

    /// Returns it for scripts.
    ///
    /// # Errors
    /// None that a report could bring about.
    pub(crate) fn json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

// Where it is not to be had, as good as idle.
fn load() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let first = text.split(' ').next();
    first.and_then(|number| number.parse().ok()).unwrap_or_default()
}

impl From<Duration> for Amount {
    fn from(time: Duration) -> Self {
        Self::Nanoseconds(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
    }
}

impl Amount {
    fn number(self) -> u64 {
        match self {
            Self::Nanoseconds(number) | Self::Bytes(number) => number,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number() as f64;
        let (number, unit) = match self {
            Self::Nanoseconds(..1_000_000) => (number / 1e3, "µs"),
            Self::Nanoseconds(..1_000_000_000) => (number / 1e6, "ms"),
            Self::Nanoseconds(_) => (number / 1e9, "s"),
            Self::Bytes(_) => (number / 1e6, "MB"),
        };
        // Three figures are as many as mean anything.
        match number {
            ..10.0 => write!(f, "{number:.2} {unit}"),
            ..100.0 => write!(f, "{number:.1} {unit}"),
            _ => write!(f, "{number:.0} {unit}"),
        }
    }
}

impl fmt::Display for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Times(most) => write!(f, "{most:.1} ×"),
            Self::BytesMore(most) => write!(f, "+{}", Amount::Bytes(*most)),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["Segue", "floor", "ratio", "budget", "", "noise", "rounds"].map(str::to_owned);
        write_line(f, "work", &heads)?;
        for line in &self.lines {
            let cells = [
                line.segue.to_string(),
                line.floor.to_string(),
                format!("{:.2}", line.ratio),
                line.budget.map(|budget| budget.to_string()).unwrap_or_default(),
                line.standing().to_owned(),
                format!("{:.0} %", line.noise * 100.0),
                line.rounds.to_string(),
            ];
            write_line(f, &line.work, &cells)?;
        }
        for Detail { heading, rows } in &self.details {
            writeln!(f, "\n{heading}")?;
            for (name, figure) in rows {
                writeln!(f, "  {name:<40} {figure:>12}")?;
            }
        }
        let [begin, end] = self.load;
        let Self { processors, .. } = self;
        writeln!(
            f,
            "\n{processors} processors; load {begin:.1} at the begin and {end:.1} at the end"
        )?;
        if begin.max(end) > *processors as f64 / 2.0 {
            writeln!(
                f,
                "the machine was busy with other work: these figures say little"
            )?;
        }
        Ok(())
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, work: &str, cells: &[String; 7]) -> fmt::Result {
    let [segue, floor, ratio, budget, standing, noise, rounds] = cells;
    let text = format!(
        "{work:<52} {segue:>9} {floor:>9} {ratio:>6} {budget:>9} {standing:<5} {noise:>6} {rounds:>6}"
    );
    writeln!(f, "{}", text.trim_end())
}

#[cfg(test)]
mod tests {
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
    fn amounts_are_told_in_three_figures(#[case] amount: Amount, #[case] expected: &str) {
        assert_eq!(amount.to_string(), expected);
    }

    #[test]
    fn the_table_tells_what_is_short_and_whether_the_machine_was_busy() {
        let mut report = Report::begin();
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
        report.load = [0.0, 1_000.0];
        let text = report.to_string();
        for words in ["open a story", "3.00", "2.0 ×", "short", "commit", "busy"] {
            assert!(text.contains(words), "no {words} in\n{text}");
        }
        report.load = [0.0, 0.0];
        assert!(!report.to_string().contains("busy"));
        let json: serde_json::Value = serde_json::from_str(&report.json().unwrap()).unwrap();
        assert_eq!(json["lines"][0]["ok"], false);
        assert_eq!(json["lines"][0]["segue"]["nanoseconds"], 9_000_000);
        assert_eq!(json["lines"][0]["budget"]["times"], 2.0);
    }
}
