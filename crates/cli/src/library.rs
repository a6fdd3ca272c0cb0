//! `seguectl library …`

use segue_core::model::{FileNote, LibraryInfo, LibraryStatus};
use segue_core::{CheckReport, Library, Result};
use serde::Serialize;

use crate::args::LibraryVerb;
use crate::print::{self, Form};

pub(crate) async fn answer(library: &Library, verb: LibraryVerb, form: Form) -> Result<String> {
    match verb {
        LibraryVerb::Create => form.say(library.info(), |info| format!("Made the library {}.", info.path)),
        LibraryVerb::Info => {
            let about = About {
                info: library.info(),
                status: library.status().await?,
            };
            form.say(&about, describe)
        }
        LibraryVerb::Check => form.say(&library.check().await?, report),
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
    lines.extend(print::waiting(&report.waiting));
    if report.negative_indexes > 0 {
        lines.push(format!(
            "{} before the first place",
            print::count(report.negative_indexes, "segment")
        ));
    }
    for project in &report.gaps {
        lines
            .extend(print::gaps(&project.gaps).map(|gaps| format!("project {}: {gaps}", project.project_id)));
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
