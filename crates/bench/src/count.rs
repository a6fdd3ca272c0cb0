//! How many instructions the core's verbs take, as valgrind counts them: a check of what a change costs that neither the
//! machine nor its other work can blur. Beside it are the figures that were last accepted.
//!
//! A verb's instructions are those of a process that does it many times, less those of one that only opens the library.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use segue_core::Library;
use segue_core::ops::{DeleteMode, DeleteSegments, Undo};
use serde::{Deserialize, Serialize};

use crate::stage::{PROJECT, Stage, segments};
use crate::table::{Amount, Budget, Findings, Line};

const STORY: u32 = 1_000;
/// How often a process does a verb: what differs from run to run is a small part of so many.
const TIMES: i64 = 20;
/// What a figure may differ from the accepted one by. Four runs of one build, on a machine that was busy with other work,
/// were within 2.1 % of each other for the delete, 0.9 % for the undo, 0.1 % for the list.
const TOLERANCE: f64 = 0.05;
const ACCEPTED: &str = include_str!("count.json");

/// What a process does whose instructions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Counted {
    /// Open the library and close it
    Nothing,
    /// Delete segments, one after the other
    Delete,
    /// Delete segments and take each delete back
    Undo,
    /// Read a story's outline, again and again
    List,
}

/// The figures that a change is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Accepted {
    /// What compiled it: another compiler takes other instructions.
    compiler: String,
    /// For each verb, once.
    instructions: BTreeMap<String, u64>,
}

impl Counted {
    /// Does it to a library.
    ///
    /// # Errors
    /// What the core says.
    pub(crate) async fn act(self, library: &Path) -> Result<()> {
        let library = Library::open(library).await?;
        for id in 1..=TIMES {
            match self {
                Self::Nothing => {}
                Self::Delete => delete(&library, id).await?,
                Self::Undo => {
                    delete(&library, id).await?;
                    library.run(Undo { project_id: PROJECT }).await?;
                }
                Self::List => drop(library.outline(PROJECT).await?.to_bytes()),
            }
        }
        Ok(library.close().await?)
    }

    fn name(self) -> String {
        let named = self.to_possible_value();
        named.map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

async fn delete(library: &Library, id: i64) -> Result<()> {
    let delete = DeleteSegments {
        ids: segments(id..=id),
        mode: DeleteMode::Lift,
        erase: false,
    };
    library.run(delete).await?;
    // The moves are recorded a moment after the answer, and are to be recorded one by one each time.
    tokio::time::sleep(Duration::from_millis(250)).await;
    Ok(())
}

/// Counts, and holds the figures against those that were accepted.
///
/// # Errors
/// What valgrind or the core says.
pub(crate) async fn measure(scratch: &Path) -> Result<Findings> {
    let accepted = accepted()?;
    let counted = count(scratch).await?;
    let lines = counted.instructions.iter().map(|(verb, instructions)| {
        let before = accepted.instructions.get(verb).copied().unwrap_or_default();
        Line::of_amount(format!("{verb}: instructions"), Amount::Count(*instructions))
            .against("accepted", Amount::Count(before))
            .within(Budget::Like(TOLERANCE))
    });
    let mut found: Findings = lines.collect();
    if counted.compiler != accepted.compiler {
        found.details.push(crate::table::Detail {
            heading: "another compiler takes other instructions".to_owned(),
            rows: vec![
                ("this one".to_owned(), counted.compiler),
                ("the accepted figures'".to_owned(), accepted.compiler),
            ],
        });
    }
    Ok(found)
}

/// Counts, and takes the figures for the accepted ones from now on.
///
/// # Errors
/// What valgrind or the core says.
pub(crate) async fn accept(scratch: &Path) -> Result<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/count.json");
    let counted = count(scratch).await?;
    std::fs::write(&file, serde_json::to_string_pretty(&counted)? + "\n")?;
    Ok(file)
}

fn accepted() -> Result<Accepted> {
    serde_json::from_str(ACCEPTED).context("the accepted figures")
}

async fn count(scratch: &Path) -> Result<Accepted> {
    let nothing = instructions(Counted::Nothing, scratch).await?;
    let deletes = instructions(Counted::Delete, scratch).await?;
    let undos = instructions(Counted::Undo, scratch).await?;
    let lists = instructions(Counted::List, scratch).await?;
    let each = |counted: Counted, more: u64, less: u64| {
        let once = more.saturating_sub(less) / TIMES.unsigned_abs();
        (counted.name(), once)
    };
    Ok(Accepted {
        compiler: compiler()?,
        instructions: BTreeMap::from([
            each(Counted::Delete, deletes, nothing),
            // A process that undoes has deleted before.
            each(Counted::Undo, undos, deletes),
            each(Counted::List, lists, nothing),
        ]),
    })
}

async fn instructions(counted: Counted, scratch: &Path) -> Result<u64> {
    crate::progress(&format!("» {}", counted.name()));
    let stage = Stage::make(scratch, STORY, u32::try_from(TIMES)?).await?;
    let log = scratch.join("instructions");
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", log.display()))
        .arg(std::env::current_exe()?)
        .args(["perform", "--work", &counted.name(), "--library"])
        .arg(stage.library())
        .output()
        .context("valgrind is not to be had")?;
    ensure!(
        output.status.success(),
        "under valgrind it ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    total(&std::fs::read_to_string(log)?).context("callgrind does not say how many instructions it counted")
}

/// Reads the sum of all instructions, of what callgrind writes.
fn total(profile: &str) -> Option<u64> {
    let line = profile.lines().find_map(|line| line.strip_prefix("totals:"))?;
    line.trim().parse().ok()
}

fn compiler() -> Result<String> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callgrinds_total_is_read() {
        assert_eq!(
            total("version: 1\nevents: Ir\nfn=(1)\n0 7\ntotals: 1234567\n"),
            Some(1_234_567)
        );
        assert_eq!(total("events: Ir\n"), None);
    }

    #[test]
    fn there_is_an_accepted_figure_for_each_verb() {
        let verbs: Vec<String> = accepted().unwrap().instructions.into_keys().collect();
        assert_eq!(verbs, ["delete", "list", "undo"]);
    }

    #[tokio::test]
    async fn a_process_does_what_is_counted_and_leaves_a_sound_library() {
        let scratch = tempfile::tempdir().unwrap();
        for (counted, left) in [
            (Counted::Nothing, 1_000),
            (Counted::Delete, 980),
            (Counted::Undo, 1_000),
        ] {
            let stage = Stage::make(scratch.path(), STORY, 20).await.unwrap();
            counted.act(&stage.library()).await.unwrap();
            let library = Library::open(&stage.library()).await.unwrap();
            assert_eq!(
                library.segments(PROJECT).await.unwrap().len(),
                left,
                "{counted:?}"
            );
            library.close().await.unwrap();
        }
    }
}
