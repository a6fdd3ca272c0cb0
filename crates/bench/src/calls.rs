//! Which calls the system is asked for by a delete, counted by `strace -c`: those of a process that does it, less those
//! of one that opens the library and does not.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::ensure;
use clap::ValueEnum;
use segue_core::Library;
use segue_core::ops::{DeleteMode, DeleteSegments};

use crate::answer;
use crate::breakdown::Stages;
use crate::stage::{Stage, segments};
use crate::table::Detail;

/// What a process does that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Act {
    /// Open the library and close it
    Nothing,
    /// Delete ten segments, one after the other
    Ten,
    /// Delete all segments at once
    All,
}

impl Act {
    /// Returns how many segments the story needs.
    pub(crate) fn story(self) -> u32 {
        match self {
            Self::Nothing | Self::Ten => 1_000,
            Self::All => 10_000,
        }
    }

    /// Returns by how many deletes the figures have to be divided.
    pub(crate) fn deletes(self) -> u32 {
        match self {
            Self::Ten => 10,
            Self::Nothing | Self::All => 1,
        }
    }

    /// Does it, and says on the standard output how long each stage of it took.
    ///
    /// # Errors
    /// What the core says.
    pub(crate) async fn act(self, library: &Path) -> anyhow::Result<()> {
        let stages = Stages::watch()?;
        let library = Arc::new(Library::open(library).await?);
        stages.forget();
        for delete in self.each() {
            stages.add(answer::time(&library, delete).await?);
            // The moves are recorded a moment after the answer.
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        stages.say()?;
        Ok(library.close().await?)
    }

    fn each(self) -> Vec<DeleteSegments> {
        let delete = |ids| DeleteSegments {
            ids,
            mode: DeleteMode::Lift,
            erase: false,
        };
        match self {
            Self::Nothing => Vec::new(),
            Self::Ten => (1..=10).map(|id| delete(segments(id..=id))).collect(),
            Self::All => vec![delete(segments(1..=i64::from(self.story())))],
        }
    }
}

/// Counts the calls of an act, for each delete.
///
/// # Errors
/// What the system says; a machine without strace is none of them.
pub(crate) async fn count(heading: &str, act: Act, scratch: &Path) -> anyhow::Result<Detail> {
    let mut detail = Detail {
        heading: format!("{heading}: calls of the system"),
        ..Detail::default()
    };
    if Command::new("strace").arg("-V").output().is_err() {
        detail
            .rows
            .push(("strace is not to be had".to_owned(), String::new()));
        return Ok(detail);
    }
    let idle = traced(Act::Nothing, act.story(), scratch).await?;
    let busy = traced(act, act.story(), scratch).await?;
    let mut calls: Vec<(f64, String)> = busy
        .into_iter()
        .map(|(call, count)| {
            let more = count.saturating_sub(idle.get(&call).copied().unwrap_or_default());
            (more as f64 / f64::from(act.deletes()), call)
        })
        .filter(|(count, _)| *count >= 0.5)
        .collect();
    calls.sort_by(|one, other| other.0.total_cmp(&one.0));
    let rows = calls.into_iter().take(16);
    detail.rows = rows.map(|(count, call)| (call, format!("{count:.1}"))).collect();
    Ok(detail)
}

async fn traced(act: Act, story: u32, scratch: &Path) -> anyhow::Result<BTreeMap<String, u64>> {
    let stage = Stage::make(scratch, story, story).await?;
    let log = scratch.join("calls");
    let mut strace = Command::new("strace");
    strace
        .args(["-f", "-c", "-o"])
        .arg(&log)
        .arg(std::env::current_exe()?);
    let output = act.arguments(&mut strace, &stage).output()?;
    ensure!(
        output.status.success(),
        "under strace it ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(counts(&std::fs::read_to_string(log)?))
}

impl Act {
    /// Adds the arguments with which this program does it on a stage.
    pub(crate) fn arguments<'a>(self, command: &'a mut Command, stage: &Stage) -> &'a mut Command {
        let named = self.to_possible_value();
        let name = named.as_ref().map_or("", |value| value.get_name());
        command
            .args(["act", "--act", name, "--library"])
            .arg(stage.library())
    }
}

/// Reads strace's table: `% time, seconds, usecs/call, calls, errors, syscall`, of which the errors may be left out.
fn counts(table: &str) -> BTreeMap<String, u64> {
    table
        .lines()
        .filter_map(|line| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let ([_, _, _, count, call] | [_, _, _, count, _, call]) = columns[..] else {
                return None;
            };
            let count = count.parse().ok()?;
            (call != "total").then(|| (call.to_owned(), count))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ------------------
 71.89    0.025626          14      1770       319 futex
  2.53    0.000901           3       245           write
------ ----------- ----------- --------- --------- ------------------
100.00    0.035646          10      3455       350 total
";

    #[test]
    fn straces_table_is_read_with_errors_and_without() {
        let expected = [("futex".to_owned(), 1_770), ("write".to_owned(), 245)];
        assert_eq!(counts(TABLE), BTreeMap::from(expected));
    }
}
