//! What the methods found: one row each, as a table for people, as JSON for scripts, and as the answer whether it will do.

use std::fmt::Write as _;

use serde::Serialize;

use crate::scenario::Judgement;

/// How much is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    /// A sample that ends within three minutes.
    Quick,
    /// All of it: every method reaches its target.
    Long,
}

impl Set {
    /// Returns one of two values.
    pub(crate) fn pick<T>(self, quick: T, long: T) -> T {
        match self {
            Self::Quick => quick,
            Self::Long => long,
        }
    }
}

/// What one method tried and found.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Figures {
    /// The method, as the table names it.
    pub(crate) method: String,
    /// How many kills, errors, power cuts, model cases…
    pub(crate) cases: u64,
    /// How many acknowledged changes were looked for afterwards.
    pub(crate) checked: u64,
    /// How many cases lost something or left the library unsound.
    pub(crate) lost: u64,
    /// How many cases touched a file outside the library.
    pub(crate) outside: u64,
    /// For a control, a program that is wrong on purpose: how many of its losses were found. None is a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) found: Option<u64>,
    /// Why the method is not to be had on this machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) skipped: Option<String>,
    /// What the long set had to reach and did not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shortfall: Option<String>,
    /// Anything else worth a word.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) note: String,
    /// The first losses, in words, with what it takes to see them again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) faults: Vec<String>,
}

/// More losses than these are counted and not told.
const TOLD: usize = 10;

impl Figures {
    /// Starts a method's row.
    pub(crate) fn of(method: impl Into<String>) -> Self {
        Self {
            method: method.into(),
            ..Self::default()
        }
    }

    /// Returns the row of a method that is not to be had here.
    pub(crate) fn skipped(method: impl Into<String>, why: impl Into<String>) -> Self {
        Self {
            skipped: Some(why.into()),
            ..Self::of(method)
        }
    }

    /// Counts a case that lost something.
    pub(crate) fn lose(&mut self, fault: impl Into<String>) {
        self.lost += 1;
        self.tell(fault);
    }

    /// Counts a case that touched something outside the library.
    pub(crate) fn touch_outside(&mut self, fault: impl Into<String>) {
        self.outside += 1;
        self.tell(fault);
    }

    /// Counts what a case lost and touched.
    pub(crate) fn judge(&mut self, name: &str, judgement: &Judgement) {
        if !judgement.findings.is_empty() {
            self.lose(format!("{name}: {}", judgement.findings.join("; ")));
        }
        if !judgement.outside.is_empty() {
            self.touch_outside(format!("{name}: {}", judgement.outside.join("; ")));
        }
    }

    fn tell(&mut self, fault: impl Into<String>) {
        let fault = fault.into();
        crate::progress(&format!("{}: {fault}", self.method));
        if self.faults.len() < TOLD {
            self.faults.push(fault);
        }
    }

    /// Notes it when a set of this size had to have more cases.
    pub(crate) fn needs(mut self, cases: u64) -> Self {
        if self.cases < cases {
            self.shortfall = Some(format!("only {} of {cases}", self.cases));
        }
        self
    }

    fn is_good(&self) -> bool {
        self.lost == 0 && self.outside == 0 && self.found != Some(0) && self.shortfall.is_none()
    }

    fn remark(&self) -> String {
        let skipped = self.skipped.as_ref().map(|why| format!("skipped: {why}"));
        let found = self.found.map(|found| format!("controls found {found}"));
        let shortfall = self.shortfall.clone();
        let note = Some(self.note.clone()).filter(|note| !note.is_empty());
        let remarks: Vec<String> = [skipped, found, shortfall, note].into_iter().flatten().collect();
        remarks.join("; ")
    }
}

/// Whether every method that ran lost nothing, touched nothing and found what it had to.
pub(crate) fn is_good(rows: &[Figures]) -> bool {
    rows.iter().all(Figures::is_good)
}

/// Returns the rows as JSON.
pub(crate) fn json(rows: &[Figures]) -> anyhow::Result<String> {
    let document = serde_json::json!({ "good": is_good(rows), "methods": rows });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// Returns the rows as a table with what was lost, in words, below it.
pub(crate) fn table(rows: &[Figures]) -> String {
    let mut text = line("method", ["cases", "checked", "lost", "outside"], "note");
    for row in rows {
        let numbers = [row.cases, row.checked, row.lost, row.outside].map(|number| number.to_string());
        text += &line(&row.method, numbers.each_ref().map(String::as_str), &row.remark());
    }
    for row in rows {
        for fault in &row.faults {
            let _ = writeln!(text, "\n{}: {fault}", row.method);
        }
    }
    text
}

fn line(method: &str, [cases, checked, lost, outside]: [&str; 4], note: &str) -> String {
    let text = format!("{method:<46} {cases:>8} {checked:>10} {lost:>6} {outside:>8}  {note}");
    text.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean() -> Figures {
        Figures {
            cases: 3,
            checked: 9,
            ..Figures::of("kills")
        }
    }

    #[test]
    fn a_loss_a_touch_a_blind_control_and_too_few_cases_are_failures_and_a_skip_is_not() {
        let mut lost = clean();
        lost.lose("gone");
        let mut outside = clean();
        outside.touch_outside("touched");
        let blind = Figures {
            found: Some(0),
            ..clean()
        };
        for bad in [lost, outside, blind, clean().needs(4)] {
            assert!(!is_good(&[clean(), bad]));
        }
        let seeing = Figures {
            found: Some(7),
            ..clean()
        };
        assert!(is_good(&[
            clean().needs(3),
            seeing,
            Figures::skipped("cuts", "no loop devices")
        ]));
    }

    #[test]
    fn the_table_says_what_was_skipped_lost_and_found() {
        let mut lost = clean();
        lost.lose("row 7 is gone");
        let seeing = Figures {
            found: Some(7),
            ..Figures::of("control")
        };
        let text = table(&[lost, seeing, Figures::skipped("cuts", "no loop devices")]);
        for words in [
            "kills: row 7 is gone",
            "controls found 7",
            "skipped: no loop devices",
        ] {
            assert!(text.contains(words), "{text}");
        }
    }
}
