//! Counting tests over all runners.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::step;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed. A runner that fails without saying which counts as one.
    pub(crate) failed: u64,
}

impl Tally {
    /// One check that passed or failed as a whole.
    pub(crate) fn one(passed: bool) -> Self {
        Self {
            passed: u64::from(passed),
            failed: u64::from(!passed),
        }
    }

    /// The sum of the `test result:` lines that cargo's test programs print.
    fn of_cargo_line(line: &str) -> Self {
        let Some(result) = line.strip_prefix("test result: ") else {
            return Self::default();
        };
        let count = |what| -> Option<u64> {
            let before = result
                .split(['.', ';'])
                .map(str::trim)
                .find_map(|part| part.strip_suffix(what))?;
            before.trim().parse().ok()
        };
        Self {
            passed: count("passed").unwrap_or(0),
            failed: count("failed").unwrap_or(0),
        }
    }

    /// The counts in vitest's JSON report.
    pub(crate) fn of_vitest(report: &str) -> Result<Self> {
        let report: Value = serde_json::from_str(report).context("vitest's report is not JSON")?;
        let count = |name: &str| {
            report
                .get(name)
                .and_then(Value::as_u64)
                .with_context(|| format!("vitest's report lacks {name}"))
        };
        Ok(Self {
            passed: count("numPassedTests")?,
            failed: count("numFailedTests")?,
        })
    }

    /// Counts a runner that failed but named no failed test, such as one that did not compile.
    pub(crate) fn judged(mut self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Runs cargo's tests, passes on what they print, and counts them.
pub(crate) fn cargo_test(what: &str, test: &mut Command) -> Result<Tally> {
    step::say(what);
    let mut runner = test
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start cargo")?;
    let mut tally = Tally::default();
    if let Some(stdout) = runner.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            std::io::stdout().write_all(&[&line[..], b"\n"].concat())?;
            tally += Tally::of_cargo_line(&String::from_utf8_lossy(&line));
        }
    }
    Ok(tally.judged(runner.wait()?.success()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_add_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.10s",
            "test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
        ] {
            tally += Tally::of_cargo_line(line);
        }
        assert_eq!(tally.to_string(), "19 passed, 2 failed");
    }

    #[test]
    fn vitest_report_counts_tests() {
        let report = r#"{"numTotalTests":5,"numPassedTests":4,"numFailedTests":1,"success":false}"#;
        assert_eq!(Tally::of_vitest(report).unwrap(), Tally { passed: 4, failed: 1 });
        assert!(Tally::of_vitest("{}").is_err());
        assert!(Tally::of_vitest("").is_err());
    }

    #[test]
    fn a_runner_that_fails_without_a_count_is_one_failure() {
        assert_eq!(Tally::default().judged(false), Tally { passed: 0, failed: 1 });
        assert_eq!(
            Tally { passed: 3, failed: 2 }.judged(false),
            Tally { passed: 3, failed: 2 }
        );
        assert_eq!(
            Tally { passed: 3, failed: 0 }.judged(true),
            Tally { passed: 3, failed: 0 }
        );
    }
}
