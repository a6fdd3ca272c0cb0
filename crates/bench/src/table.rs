//! What was measured: a line for each piece of work against its budget, then where the time went; for people and for
//! scripts.

use std::fmt;
use std::ops::AddAssign;
use std::time::Duration;

use serde::Serialize;

use crate::machine::Others;
use crate::sample::{self, Pair, Sample};

/// How much of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Amount {
    /// Time.
    Nanoseconds(u64),
    /// Memory, or room on the disk.
    Bytes(u64),
    /// Things that can be counted.
    Count(u64),
}

/// What a work may cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Budget {
    /// So many times its floor.
    Times(f64),
    /// So many bytes more than its floor.
    BytesMore(u64),
    /// So much, whatever anything else costs.
    AtMost(Amount),
    /// What it is held against, but for such a part of it, more or less.
    Like(f64),
}

/// One piece of work beside its floor or a peer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    work: String,
    segue: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
    /// Nothing is promised of a work without.
    #[serde(skip_serializing_if = "Option::is_none")]
    budget: Option<Budget>,
    ok: bool,
    rounds: usize,
    /// The greater of the two noises: the part of the median that the middle half of the times reaches over.
    noise: f64,
}

/// What a work is held against.
#[derive(Debug, Clone, Serialize)]
struct Against {
    /// The floor, or a peer by its name.
    name: String,
    amount: Amount,
    /// How often it goes into what Segue takes.
    ratio: f64,
}

/// Figures without a floor, under a heading.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Detail {
    pub(crate) heading: String,
    pub(crate) rows: Vec<(String, String)>,
}

/// What one measurement found.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Findings {
    pub(crate) lines: Vec<Line>,
    pub(crate) details: Vec<Detail>,
}

/// All that was found, and who else was at work meanwhile.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    others: Others,
    #[serde(flatten)]
    found: Findings,
}

impl Line {
    /// Makes a line of the middle of some times, and those of the floor.
    pub(crate) fn of(work: impl Into<String>, pair: &Pair) -> Self {
        Self::of_percentile(work, pair, 50)
    }

    /// Makes a line of what so many of a hundred times do not exceed.
    pub(crate) fn of_percentile(work: impl Into<String>, pair: &Pair, percent: usize) -> Self {
        let Pair { segue, floor } = pair;
        Self {
            noise: segue.noise().max(floor.noise()),
            ..Self::of_times(work, segue, percent).against("floor", floor.percentile(percent).into())
        }
    }

    /// Makes a line of what so many of a hundred times do not exceed, held against nothing.
    pub(crate) fn of_times(work: impl Into<String>, times: &Sample, percent: usize) -> Self {
        Self {
            rounds: times.rounds(),
            noise: times.noise(),
            ..Self::of_amount(work, times.percentile(percent).into())
        }
    }

    /// Makes a line of something that is found once, held against nothing.
    pub(crate) fn of_amount(work: impl Into<String>, segue: Amount) -> Self {
        Self {
            work: work.into(),
            segue,
            against: None,
            budget: None,
            ok: true,
            rounds: 1,
            noise: 0.0,
        }
    }

    /// Makes a line of memory.
    pub(crate) fn of_memory(work: impl Into<String>, segue: u64, floor: u64) -> Self {
        Self::of_amount(work, Amount::Bytes(segue)).against("floor", Amount::Bytes(floor))
    }

    /// Holds it against something else's amount of the same kind.
    pub(crate) fn against(mut self, name: impl Into<String>, amount: Amount) -> Self {
        self.against = Some(Against {
            name: name.into(),
            amount,
            ratio: sample::ratio(self.segue.number() as f64, amount.number() as f64),
        });
        self
    }

    /// Says what it is that it is held against.
    pub(crate) fn named(mut self, name: impl Into<String>) -> Self {
        if let Some(against) = &mut self.against {
            against.name = name.into();
        }
        self
    }

    /// Says what it may cost.
    pub(crate) fn within(mut self, budget: Budget) -> Self {
        self.budget = Some(budget);
        let more = |against: &Against| self.segue.number().saturating_sub(against.amount.number());
        // What is held against nothing can't keep to a part of it.
        self.ok = match budget {
            Budget::Times(most) => self.against.as_ref().is_some_and(|against| against.ratio <= most),
            Budget::BytesMore(most) => self.against.as_ref().is_some_and(|against| more(against) <= most),
            Budget::Like(part) => self
                .against
                .as_ref()
                .is_some_and(|against| (against.ratio - 1.0).abs() <= part),
            Budget::AtMost(most) => self.segue.number() <= most.number(),
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

impl AddAssign for Findings {
    fn add_assign(&mut self, more: Self) {
        self.lines.extend(more.lines);
        self.details.extend(more.details);
    }
}

impl FromIterator<Line> for Findings {
    fn from_iter<T: IntoIterator<Item = Line>>(lines: T) -> Self {
        Self {
            lines: lines.into_iter().collect(),
            details: Vec::new(),
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
    /// Takes in what one measurement found.
    pub(crate) fn add(&mut self, found: Findings) {
        self.found += found;
    }

    /// Returns whether all that has a budget keeps within it.
    pub(crate) fn is_ok(&self) -> bool {
        self.found.lines.iter().all(|line| line.ok)
    }

    /// Notes who else was at work.
    pub(crate) fn end(&mut self, others: Others) {
        self.others = others;
    }

    /// Returns it for scripts.
    ///
    /// # Errors
    /// None that a report could bring about.
    pub(crate) fn json(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

impl From<Duration> for Amount {
    fn from(time: Duration) -> Self {
        Self::Nanoseconds(u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
    }
}

impl Amount {
    fn number(self) -> u64 {
        match self {
            Self::Nanoseconds(number) | Self::Bytes(number) | Self::Count(number) => number,
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
            Self::Count(count) => return write!(f, "{count}"),
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
            Self::Like(part) => write!(f, "± {:.0} %", part * 100.0),
            Self::AtMost(most) => write!(f, "≤ {most}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = [
            "Segue", "beside", "which is", "ratio", "budget", "", "noise", "rounds",
        ]
        .map(str::to_owned);
        write_line(f, "work", &heads)?;
        for line in &self.found.lines {
            let [amount, name, ratio] = line.against.as_ref().map(Against::cells).unwrap_or_default();
            let cells = [
                line.segue.to_string(),
                amount,
                name,
                ratio,
                line.budget.map(|budget| budget.to_string()).unwrap_or_default(),
                line.standing().to_owned(),
                format!("{:.0} %", line.noise * 100.0),
                line.rounds.to_string(),
            ];
            write_line(f, &line.work, &cells)?;
        }
        for Detail { heading, rows } in &self.found.details {
            writeln!(f, "\n{heading}")?;
            for (name, figure) in rows {
                writeln!(f, "  {name:<40} {figure:>12}")?;
            }
        }
        write!(f, "\n{}", self.others)
    }
}

impl Against {
    fn cells(&self) -> [String; 3] {
        [
            self.amount.to_string(),
            self.name.clone(),
            format!("{:.2}", self.ratio),
        ]
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, work: &str, cells: &[String; 8]) -> fmt::Result {
    let [segue, amount, name, ratio, budget, standing, noise, rounds] = cells;
    let text = format!(
        "{work:<58} {segue:>9} {amount:>9} {name:<19} {ratio:>6} {budget:>9} {standing:<5} {noise:>6} {rounds:>6}"
    );
    writeln!(f, "{}", text.trim_end())
}

#[cfg(test)]
mod tests;
