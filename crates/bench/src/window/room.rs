//! The room that the window takes: in memory, on the page, on the disk.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use segue_e2e::{Key, LibraryOnDisk, Window};

use super::Programs;
use super::shown::Shown;
use super::stories::Stories;
use crate::table::{Amount, Budget, Findings, Line};

/// As much of the timeline as there ever is on the page.
const MOST_ELEMENTS: u64 = 400;
/// Presses of a key from the nearest look at a long story to all of it.
const ZOOM_STEPS: usize = 30;

/// Compares the sizes of the programs.
pub(super) fn program(programs: &Programs) -> Result<Findings> {
    let size = |path: &Path| std::fs::metadata(path).map(|found| found.len());
    let line = Line::of_memory(
        "the program's size",
        size(&programs.segue)?,
        size(&programs.empty)?,
    );
    Ok(line.named("empty window").into())
}

/// Measures the memory of the programs with all their processes, and counts the elements of a long timeline.
pub(super) async fn measure(programs: &Programs, stories: &Stories) -> Result<Findings> {
    let nothing = LibraryOnDisk::empty().await;
    let empty = held(&Shown::start(&programs.empty, &nothing).await.window).await?;
    let mut found = Findings::default();
    for story in stories.ends() {
        let Shown { window, .. } = Shown::start(&programs.segue, &story.library).await;
        let work = format!("memory of all processes, {} segments", story.segments);
        let line = Line::of_memory(work, held(&window).await?, empty);
        found.lines.push(line.named("empty window"));
        if story.segments == stories.longest().segments {
            let work = format!("elements of the timeline, {} segments", story.segments);
            let line = Line::of_amount(work, Amount::Count(elements(&window).await));
            found
                .lines
                .push(line.within(Budget::AtMost(Amount::Count(MOST_ELEMENTS))));
        }
        window.close().await;
    }
    Ok(found)
}

/// The most elements that the timeline has at any zoom.
async fn elements(window: &Window) -> u64 {
    let mut most = window.elements_in_timeline().await;
    for key in ['=', '-'] {
        for _ in 0..ZOOM_STEPS {
            window.press(&[Key::Control], key).await;
            most = most.max(window.elements_in_timeline().await);
        }
    }
    most
}

/// Returns how many bytes a window's processes hold, once that no longer changes: what several share is counted once.
async fn held(window: &Window) -> Result<u64> {
    /// Looks until it has to do.
    const LOOKS: usize = 20;
    let mut last = 0;
    for _ in 0..LOOKS {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let now: u64 = below(window.driver(), &parents()?).into_iter().map(share).sum();
        if now.abs_diff(last) < now / 200 {
            return Ok(now);
        }
        last = now;
    }
    Ok(last)
}

/// Returns each process's parent.
fn parents() -> Result<BTreeMap<u32, u32>> {
    let mut parents = BTreeMap::new();
    for entry in std::fs::read_dir("/proc")? {
        let path = entry?.path();
        // It may have ended meanwhile.
        let stat = std::fs::read_to_string(path.join("stat")).unwrap_or_default();
        parents.extend(parent(&stat));
    }
    Ok(parents)
}

/// Reads a process and its parent, of what proc(5) says of a process.
fn parent(stat: &str) -> Option<(u32, u32)> {
    let (process, _) = stat.split_once(' ')?;
    // The name between may have blanks and brackets in it.
    let (_, rest) = stat.rsplit_once(") ")?;
    Some((process.parse().ok()?, rest.split(' ').nth(1)?.parse().ok()?))
}

/// Returns the processes below one, without it.
fn below(process: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let children = parents.iter().filter(|(_, parent)| **parent == process);
    children
        .flat_map(|(child, _)| [vec![*child], below(*child, parents)].concat())
        .collect()
}

/// Returns a process's share of memory in bytes; one that has ended has none.
fn share(process: u32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    proportional(&rollup).unwrap_or_default() * 1_024
}

/// Reads the proportional set size in kilobytes, of what proc(5) says of a process's mappings.
fn proportional(rollup: &str) -> Option<u64> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proc_says_is_read() {
        assert_eq!(parent("12 (a (b) c) S 7 12 12 0"), Some((12, 7)));
        assert_eq!(parent(""), None);
        let rollup =
            "56120000-7ffe [rollup]\nRss:            9000 kB\nPss:            8123 kB\nPss_Dirty:  1 kB\n";
        assert_eq!(proportional(rollup), Some(8_123));
    }

    #[test]
    fn processes_below_one_are_found_at_any_depth() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 3), (5, 1)]);
        assert_eq!(below(2, &parents), [3, 4]);
        assert_eq!(below(1, &parents), [2, 3, 4, 5]);
    }

    #[test]
    fn a_process_that_runs_has_a_share_of_memory() {
        let this = std::process::id();
        assert!(share(this) > 100_000);
        assert!(parents().unwrap().contains_key(&this));
    }
}
