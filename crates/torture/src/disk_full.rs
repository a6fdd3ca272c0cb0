//! Full disks: the same steps on disks of every small size, so that each runs out of room somewhere else.

use std::path::Path;
use std::sync::Arc;

use crate::actor::Said;
use crate::mount::{PAGE, SmallDisk};
use crate::scenario::{Judgement, Scenario};
use crate::table::{Figures, Set};
use crate::verdict::Depth;
use crate::{crew, progress};

const METHOD: &str = "full disks";
/// Steps that are done before the library is put on a small disk, and after which it is through.
const STEPS: (usize, usize) = (12, 26);
/// Pages that a disk has more than the library takes: with the most the steps get through.
const MOST_PAGES: u64 = 240;

/// Works on disks of many sizes until each is full.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    if let Err(error) = SmallDisk::mount(scratch.join("small"), 8) {
        return Ok(vec![Figures::skipped(METHOD, format!("{error:#}"))]);
    }
    let (seeds, pages_apart) = set.pick((2, 12), (12, 1));
    let mut figures = Figures::of(METHOD);
    let mut got_through = 0;
    for seed in 0..seeds {
        let scenario = Scenario::prepare(scratch, 2_000 + seed, STEPS.0, STEPS.1).await?;
        let scenario = Arc::new(scenario.forgiving_strays());
        let sizes = (seed % pages_apart..MOST_PAGES).step_by(pages_apart as usize);
        let ended = crew::each(sizes, |pages| {
            let (scenario, scratch) = (Arc::clone(&scenario), scratch.to_owned());
            async move { work(&scenario, &scratch, pages).await }
        });
        for (name, through, judgement) in ended.await? {
            figures.cases += 1;
            figures.checked += judgement.checked;
            got_through += u64::from(through);
            figures.judge(&name, &judgement);
        }
        progress(&format!("{METHOD}: {}, {} lost", figures.cases, figures.lost));
    }
    figures.note = format!("{} ran out of room", figures.cases - got_through);
    Ok(vec![figures])
}

/// Works on one disk; then what is on it is judged where there is room.
async fn work(
    scenario: &Arc<Scenario>,
    scratch: &Path,
    pages: u64,
) -> anyhow::Result<(String, bool, Judgement)> {
    let disk = scratch.join(format!("disk-{}-{pages}", scenario.seed));
    let disk = SmallDisk::mount(disk, pages_of(&scenario.template())? + pages)?;
    let case = scenario.case_in(disk.folder())?;
    let output = case.doer("insist").run().await?;
    let answers = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = Said::of(&answers);
    let again = case.recovery("insist").run().await?;

    let mut judgement = case
        .again_in(scratch)?
        .judge(case.allowed(said), Depth::Look)
        .await;
    let refusals = answers.lines().filter(|line| line.starts_with("failed "));
    let unclear = refusals.filter(|line| !line.starts_with("failed disk_full: "));
    judgement.findings.extend(unclear.map(str::to_owned));
    for output in [output, again] {
        if !output.status.success() {
            let why = String::from_utf8_lossy(&output.stderr);
            judgement
                .findings
                .push(format!("it ended with {}: {why}", output.status));
        }
    }
    Ok((format!("{}, {pages} pages", case.name()), said.closed, judgement))
}

/// Returns how many pages a folder's files take.
fn pages_of(folder: &Path) -> std::io::Result<u64> {
    let mut pages = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        pages += match metadata.is_dir() {
            true => pages_of(&entry.path())?,
            false => metadata.len().div_ceil(PAGE),
        };
    }
    Ok(pages)
}
