//! Hostile libraries: a good one is spoilt in every way that a file, a row or a schema can be, then opened, and all is
//! done with it that could reach a file. Nothing outside may be touched, nothing may hang, and no file may go.

mod damages;
mod impostors;
mod ordeal;
mod outside;
mod paths;
mod schemas;
mod specimen;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::scenario::copy;
use crate::table::{Figures, Set};
use crate::trial::{self, End, Word, say};
use crate::{crew, progress};

pub(crate) use ordeal::{Opens, Ordeal, shape};
pub(crate) use outside::{Outside, hash};
pub(crate) use paths::{HostilePath, Whose, open as open_database};
use specimen::Shelf;
pub(crate) use specimen::{Held, Specimen, stories};

const METHOD: &str = "hostile libraries";
/// What the good library is drawn from.
const SEED: u64 = 4;

/// What a process that tries cases is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Trial {
    /// Where the good library lies
    #[arg(long, value_name = "DIR")]
    shelf: PathBuf,
    /// All cases, or the sample
    #[arg(long)]
    long: bool,
    /// The first case to try
    #[arg(long)]
    from: usize,
    /// Try every so many-th
    #[arg(long)]
    every: usize,
}

/// A way to spoil a library.
enum Spoil {
    Path(HostilePath),
    Impostor(impostors::Impostor),
    /// A journal that makes SQLite take a file away, beside this file.
    SuperJournal(String),
    Schema(schemas::Schema),
    Damage(damages::Damage),
}

/// Spoils libraries in all ways, as many processes at a time as there are processors.
pub(crate) async fn run(set: Set, scratch: &Path) -> anyhow::Result<Vec<Figures>> {
    let home = TempDir::with_prefix_in("hostile-", scratch)?;
    let shelf = Shelf(home.path().to_owned());
    shelf.stock(SEED).await?;
    let hands = std::thread::available_parallelism()?.get();
    let mut figures = Figures::of(METHOD);
    let tried = crew::each(0..hands, |first| {
        let shelf = shelf.0.clone();
        async move { try_all(shelf, set, first, hands).await }
    });
    for tried in tried.await? {
        figures.cases += tried.cases;
        figures.checked += tried.checked;
        tried.lost.into_iter().for_each(|fault| figures.lose(fault));
        tried
            .outside
            .into_iter()
            .for_each(|fault| figures.touch_outside(fault));
    }
    progress(&format!(
        "{METHOD}: {}, {} wrong, {} outside",
        figures.cases, figures.lost, figures.outside
    ));
    Ok(vec![figures])
}

#[derive(Default)]
struct Tried {
    cases: u64,
    checked: u64,
    lost: Vec<String>,
    outside: Vec<String>,
}

/// Tries every so many-th case; behind one that ends its process, another goes on.
async fn try_all(shelf: PathBuf, set: Set, first: usize, every: usize) -> anyhow::Result<Tried> {
    let mut tried = Tried::default();
    let mut from = first;
    loop {
        let mut arguments: Vec<OsString> = vec!["hostile".into(), "--shelf".into(), shelf.clone().into()];
        for (name, number) in [("--from", from), ("--every", every)] {
            arguments.extend([name.into(), number.to_string().into()]);
        }
        if set == Set::Long {
            arguments.push("--long".into());
        }
        let mut name = String::new();
        let end = trial::watch(&arguments, |word| match word {
            Word::Begins { name: begins, .. } => {
                tried.cases += 1;
                name = begins;
            }
            Word::Ends(report) => {
                tried.checked += report.checked;
                if !report.findings.is_empty() {
                    tried.lost.push(format!("{name}: {}", report.findings.join("; ")));
                }
                if !report.outside.is_empty() {
                    tried
                        .outside
                        .push(format!("{name}: {}", report.outside.join("; ")));
                }
            }
            Word::Note(_) => {}
        });
        match end.await? {
            End::Through => return Ok(tried),
            End::At { number, fault } => {
                tried.lost.push(fault);
                anyhow::ensure!(number != usize::MAX, "{:?}", tried.lost.last());
                from = number + every;
            }
        }
    }
}

/// Tries cases and says what they came to: what [`run`] starts.
pub(crate) async fn endure(trial: &Trial) -> anyhow::Result<()> {
    trial::note_panics();
    let shelf = Shelf(trial.shelf.clone());
    let specimen = shelf.specimen()?;
    let home = TempDir::with_prefix_in("trial-", &shelf.0)?;
    let set = if trial.long { Set::Long } else { Set::Quick };
    let cases = all(set, &specimen, &home.path().join("outside"));
    for (number, spoil) in cases
        .into_iter()
        .enumerate()
        .skip(trial.from)
        .step_by(trial.every.max(1))
    {
        say(&Word::Begins {
            number,
            name: spoil.name(&specimen),
        })?;
        let field = TempDir::with_prefix_in("case-", &shelf.0)?;
        say(&Word::Ends(
            try_case(&spoil, &shelf, &specimen, field.path()).await?,
        ))?;
    }
    Ok(())
}

/// Returns all ways to spoil a library, or a sample that has every path and schema in it once and every place.
fn all(set: Set, specimen: &Specimen, outside: &Path) -> Vec<Spoil> {
    let mut all: Vec<Spoil> = sample(set, HostilePath::all(outside), 3)
        .map(Spoil::Path)
        .collect();
    {
        let (vital, others): (Vec<_>, Vec<_>) = impostors::Impostor::all(specimen)
            .into_iter()
            .partition(impostors::Impostor::is_vital);
        all.extend(
            vital
                .into_iter()
                .chain(sample(set, others, 6))
                .map(Spoil::Impostor),
        );
        for journal in ["library.db-journal", "cache/incoming/restored.db-journal"] {
            all.push(Spoil::SuperJournal(journal.to_owned()));
        }
        all.push(Spoil::SuperJournal(format!(
            "backups/{}-journal",
            specimen.backup
        )));
    }
    all.extend(schemas::Schema::all().into_iter().map(Spoil::Schema));
    all.extend(damages::Damage::all(set).into_iter().map(Spoil::Damage));
    all
}

/// Returns all, or of every so many one: the first of the first, the second of the second.
fn sample<T>(set: Set, all: Vec<T>, of: usize) -> impl Iterator<Item = T> {
    let all = all.into_iter().enumerate();
    let drawn = all.filter(move |(nth, _)| set == Set::Long || nth % of == nth / of % of);
    drawn.map(|(_, one)| one)
}

/// Spoils two copies: one is worked on, the other's ways out are taken. The outside is this case's own.
async fn try_case(
    spoil: &Spoil,
    shelf: &Shelf,
    specimen: &Specimen,
    field: &Path,
) -> anyhow::Result<trial::Report> {
    let outside = Outside::plant(&shelf.closed(), &field.join("outside"))?;
    let mut whole = trial::Report::default();
    for is_work in [true, false] {
        let library = field.join(if is_work { "library" } else { "again" });
        copy(&spoil.template(shelf), &library)?;
        spoil.apply(&library, specimen, outside.folder()).await?;
        let mut ordeal = Ordeal::of(&library, specimen, spoil.opens())?;
        if is_work {
            ordeal.work().await?;
        } else {
            ordeal
                .ways_out(&field.join("rescued"), spoil.leaves_backups())
                .await?;
        }
        let (report, _) = ordeal.end();
        whole.checked += report.checked + 1;
        whole.findings.extend(report.findings);
        whole.outside.extend(report.outside);
        whole.outside.extend(outside.findings());
    }
    Ok(whole)
}

impl Spoil {
    fn name(&self, specimen: &Specimen) -> String {
        match self {
            Self::Path(path) => path.name(),
            Self::Impostor(impostor) => impostor.name(specimen),
            Self::SuperJournal(journal) => {
                format!(
                    "{} names a file outside",
                    journal.replace(&specimen.backup, "backup.db")
                )
            }
            Self::Schema(schema) => schema.name.to_owned(),
            Self::Damage(damage) => format!("{damage:?}"),
        }
    }

    fn template(&self, shelf: &Shelf) -> PathBuf {
        match self {
            Self::Damage(damage) if damage.needs_a_wal() => shelf.amid(),
            _ => shelf.closed(),
        }
    }

    fn opens(&self) -> Opens {
        match self {
            // Text that is none stops the reading of its row, and of all rows with it.
            Self::Path(path) if std::str::from_utf8(&path.path).is_err() => Opens::Somehow,
            Self::Path(_) => Opens::Soundly,
            Self::Schema(schema) => schema.opens,
            _ => Opens::Somehow,
        }
    }

    /// Whether a backup is whole however the library is spoilt, so that restoring it has to be a way out.
    fn leaves_backups(&self) -> bool {
        match self {
            Self::Impostor(impostor) => impostor.leaves_backups(),
            Self::SuperJournal(_) => false,
            _ => true,
        }
    }

    async fn apply(&self, folder: &Path, specimen: &Specimen, outside: &Path) -> anyhow::Result<()> {
        match self {
            Self::Path(path) => path.apply(folder, specimen, outside).await,
            Self::Impostor(impostor) => impostor.apply(folder, outside),
            Self::SuperJournal(journal) => {
                let database = std::fs::read(folder.join("library.db"))?;
                let bytes = impostors::super_journal(&database, &outside.join("canary"));
                Ok(std::fs::write(folder.join(journal), bytes)?)
            }
            Self::Schema(schema) => schema.apply(folder).await,
            Self::Damage(damage) => damage.apply(folder).await,
        }
    }
}
