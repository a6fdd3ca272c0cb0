//! `seguectl library …`

use std::path::Path;

use segue_core::model::{FileNote, LibraryInfo, LibraryStatus, Retention};
use segue_core::{Backup, CheckReport, Library, Repair, RepairReceipt, Result, Work};
use serde::Serialize;

use crate::args::{LibraryVerb, OpenLibraryVerb, RetentionArgs};
use crate::print::{self, Form};
use crate::with_library;

/// The project that `check --fix` puts found files into the trash of.
const FOUND_FILES: &str = "Found files";

/// Answers what needs no library that opens, and opens one for the rest.
pub(crate) async fn answer(folder: &Path, work: &Work, verb: LibraryVerb, form: Form) -> Result<String> {
    match verb {
        LibraryVerb::Create => create(folder, form).await,
        LibraryVerb::Backups => list_backups(folder, form),
        LibraryVerb::RestoreBackup { name } => restore(folder, &name, work, form).await,
        LibraryVerb::Rescue { target } => rescue(folder, &target, work, form).await,
        LibraryVerb::Open(verb) => {
            with_library(folder, async |library| ask(library, work, verb, form).await).await
        }
    }
}

async fn ask(library: &Library, work: &Work, verb: OpenLibraryVerb, form: Form) -> Result<String> {
    match verb {
        OpenLibraryVerb::Info => {
            let about = About {
                info: library.info(),
                status: library.status().await?,
            };
            form.say(&about, describe)
        }
        OpenLibraryVerb::Check { fix: false } => form.say(&library.watched(work).check().await?, report),
        OpenLibraryVerb::Check { fix: true } => fix(library, work, form).await,
        OpenLibraryVerb::Retry => form.say(&library.retry_waiting().await?, |status| {
            print::waiting(&status.waiting)
                .map_or_else(|| "No file waits.".to_owned(), |clause| format!("{clause}."))
        }),
        OpenLibraryVerb::Backup => form.say(&library.back_up().await?, |backup| {
            format!("Made {}.", backup.name)
        }),
        OpenLibraryVerb::Retention(asked) => {
            let rule = library.retention().await?;
            let wished = changed(rule, &asked);
            if wished != rule {
                library.watched(work).set_retention(wished).await?;
            }
            form.say(&wished, kept)
        }
    }
}

async fn create(folder: &Path, form: Form) -> Result<String> {
    let library = Library::create(folder).await?;
    let said = form.say(library.info(), |info| format!("Made the library {}.", info.path));
    library.close().await?;
    said
}

async fn fix(library: &Library, work: &Work, form: Form) -> Result<String> {
    let repairs = library.watched(work).repair_all(FOUND_FILES).await?;
    let fixed = Fixed {
        repairs: repairs
            .into_iter()
            .map(|(repair, receipt)| Repaired { repair, receipt })
            .collect(),
        report: library.watched(work).check().await?,
    };
    form.say(&fixed, told)
}

fn list_backups(folder: &Path, form: Form) -> Result<String> {
    form.say(&Library::backups(folder)?, |backups: &Vec<Backup>| {
        let rows = backups.iter().map(|backup| {
            let what = if backup.replaced {
                "put aside by a restore"
            } else {
                ""
            };
            [backup.name.clone(), print::size(backup.bytes), what.to_owned()]
        });
        print::aligned(&rows.collect::<Vec<_>>())
    })
}

async fn restore(folder: &Path, name: &str, work: &Work, form: Form) -> Result<String> {
    let library = Library::restore_backup(folder, name, work).await?;
    let said = form.say(library.info(), |info| {
        format!(
            "{} is as it was in {name}. What it was before is among its backups.",
            info.path
        )
    });
    library.close().await?;
    said
}

async fn rescue(folder: &Path, target: &Path, work: &Work, form: Form) -> Result<String> {
    form.say(&Library::rescue(folder, target, work).await?, |saved| {
        format!(
            "Saved {}, {} and {} to {}; {} could not be read.",
            print::count(saved.projects, "project"),
            print::count(saved.segments, "segment"),
            print::count(saved.files, "file"),
            saved.folder,
            saved.unreadable
        )
    })
}

/// What a repair did, and how the library is then.
#[derive(Serialize)]
struct Fixed {
    repairs: Vec<Repaired>,
    report: CheckReport,
}

#[derive(Serialize)]
struct Repaired {
    repair: Repair,
    #[serde(flatten)]
    receipt: RepairReceipt,
}

fn told(fixed: &Fixed) -> String {
    let mut lines: Vec<String> = fixed
        .repairs
        .iter()
        .flat_map(|Repaired { repair, receipt }| {
            let done = (receipt.repaired > 0).then(|| sentence(repair, receipt));
            let left = receipt.left.iter().map(|path| {
                format!(
                    "Left where it is, neither picture nor sound: {}",
                    print::one_line(path)
                )
            });
            done.into_iter().chain(left)
        })
        .collect();
    lines.push(report(&fixed.report));
    lines.join("\n")
}

fn sentence(repair: &Repair, receipt: &RepairReceipt) -> String {
    let (files, segments) = (
        print::count(receipt.repaired, "file"),
        print::count(receipt.repaired, "segment"),
    );
    let done = match repair {
        Repair::Misplaced => format!("Moved {files} to where they belong."),
        Repair::TrashFound { .. } => format!("Moved {files} that nothing shows to the trash."),
        Repair::AdoptFound { .. } => format!("Made {segments} of files that nothing showed."),
        Repair::Order => format!("Moved {segments} behind the first place, for good."),
        Repair::TrashDrift => {
            format!("Took {segments} that stand in the timeline out of the trash, for good.")
        }
    };
    match receipt.undo_in {
        Some(project) => format!("{done} Take it back: history undo {project}"),
        None => done,
    }
}

/// Returns a rule with what was asked for changed.
fn changed(rule: Retention, asked: &RetentionArgs) -> Retention {
    Retention {
        days: asked.days.map_or(rule.days, |limit| limit.0),
        max_bytes: asked.max_bytes.map_or(rule.max_bytes, |limit| limit.0),
        recycles: asked.recycle.unwrap_or(rule.recycles),
    }
}

fn kept(rule: &Retention) -> String {
    let limits = [
        rule.days
            .map(|days| format!("was deleted more than {} ago", print::count(days, "day"))),
        rule.max_bytes
            .map(|bytes| format!("is the oldest of more than {}", print::size(bytes))),
    ];
    let limits: Vec<String> = limits.into_iter().flatten().collect();
    let goes = if rule.recycles {
        "goes to the recycle bin"
    } else {
        "is purged"
    };
    match limits.is_empty() {
        true => "The trash keeps all.".to_owned(),
        false => format!(
            "Of the trash {goes} what {}, unless it was locked.",
            limits.join(" or ")
        ),
    }
}

/// What a library is and how much it holds.
#[derive(Serialize)]
struct About<'a> {
    #[serde(flatten)]
    info: &'a LibraryInfo,
    #[serde(flatten)]
    status: LibraryStatus,
}

fn describe(about: &About<'_>) -> String {
    let About { info, status } = about;
    let trash = format!(
        "{} in {}",
        print::size(status.trash_bytes),
        print::count(status.trashed_segments, "segment")
    );
    let rows = [
        ["library".to_owned(), info.path.clone()],
        ["format".to_owned(), info.schema_version.to_string()],
        ["SQLite".to_owned(), info.sqlite_version.clone()],
        ["media".to_owned(), print::size(status.media_bytes)],
        ["trash".to_owned(), trash],
        ["revision".to_owned(), status.revision.to_string()],
    ];
    let waiting = print::waiting(&status.waiting).map_or_else(String::new, |clause| format!("{clause}.\n"));
    print::aligned(&rows) + &waiting
}

fn report(report: &CheckReport) -> String {
    let mut lines = Vec::new();
    lines.extend(
        report
            .integrity
            .iter()
            .map(|fault| format!("database: {}", print::one_line(fault))),
    );
    lines.extend(
        report
            .orphans
            .iter()
            .map(|path| format!("no row knows it: {}", print::one_line(path))),
    );
    lines.extend(report.missing.iter().map(|file| said("not there", file)));
    lines.extend(
        report
            .misplaced
            .iter()
            .map(|file| said("not where it belongs", file)),
    );
    lines.extend(
        report
            .refused
            .iter()
            .map(|file| said("leads out of the library", file)),
    );
    lines.extend(
        report
            .unreferenced
            .iter()
            .map(|file| said("nothing shows it", file)),
    );
    lines.extend(
        report
            .foreign
            .iter()
            .map(|fault| format!("schema: {}", print::one_line(fault))),
    );
    lines.extend(print::waiting(&report.waiting));
    for (segments, fault) in [
        (report.negative_indexes, "before the first place"),
        (report.duplicate_indexes, "where another stands"),
        (
            report.trash_drift.len() as i64,
            "in the trash and in the timeline",
        ),
    ] {
        lines.extend((segments > 0).then(|| format!("{} {fault}", print::count(segments, "segment"))));
    }
    for project in &report.gaps {
        lines
            .extend(print::gaps(&project.gaps).map(|gaps| format!("project {}: {gaps}", project.project_id)));
    }
    if !report.leftovers.is_empty() {
        let files = print::count(report.leftovers.len(), "file");
        lines.push(format!("{files} in the trash that nothing can bring back"));
    }
    let verdict = if report.sound {
        "Library and disk agree."
    } else {
        "Library and disk do not agree:"
    };
    lines.insert(0, verdict.to_owned());
    lines.join("\n")
}

fn said(fault: &str, file: &FileNote) -> String {
    format!("{fault}: {}", print::one_line(&file.path))
}
