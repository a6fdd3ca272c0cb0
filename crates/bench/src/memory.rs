//! The room that a long story takes, as the system counts it: of a process that has it open, beside one that has not.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use segue_core::Library;

use crate::stage::{PROJECT, Stage};
use crate::table::{Budget, Findings, Line};

/// More than an empty library takes.
const BUDGET: u64 = 60_000_000;

pub(crate) async fn measure(scratch: &Path) -> anyhow::Result<Findings> {
    let long = Stage::make(scratch, 100_000, 0).await?;
    let short = Stage::make(scratch, 1, 0).await?;
    let line = Line::of_memory("memory with 100,000 segments open", held(&long)?, held(&short)?);
    Ok(line.within(Budget::BytesMore(BUDGET)).into())
}

/// Asks a process of its own, which nothing else has made bigger.
fn held(stage: &Stage) -> anyhow::Result<u64> {
    let output = Command::new(std::env::current_exe()?)
        .arg("hold")
        .arg(stage.library())
        .output()?;
    ensure!(
        output.status.success(),
        "it ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .context("it did not say how much it holds")
}

/// Opens a library and its story, and says how many bytes the process has in memory while the answer is there.
pub(crate) async fn hold(library: &Path) -> anyhow::Result<()> {
    let library = Library::open(library).await?;
    let outline = library.outline(PROJECT).await?.to_bytes();
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kilobytes = resident(&status).context("the system does not say")?;
    writeln!(std::io::stdout(), "{}", kilobytes * 1_024)?;
    drop(outline);
    Ok(library.close().await?)
}

/// Reads how many kilobytes are resident, of what proc(5) says of a process.
fn resident(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_resident_is_read() {
        let status = "Name:\tbench\nVmHWM:\t   9000 kB\nVmRSS:\t   8123 kB\nThreads:\t3\n";
        assert_eq!(resident(status), Some(8_123));
        assert_eq!(resident("Name:\tbench\n"), None);
    }
}
