//! How answers look: one JSON document, or short text for people.

use std::fmt::{Display, Write as _};
use std::io::{self, Write as _};

use segue_core::model::{FileNote, FileReport, Gap, WaitReason, WaitingFile};
use segue_core::{Error, Result, Task};
use serde::Serialize;

/// The form an answer takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Json,
    Text,
}

impl Form {
    pub(crate) fn of(json: bool) -> Self {
        if json { Self::Json } else { Self::Text }
    }

    /// Returns the answer in this form, ending in a line break.
    pub(crate) fn say<T: Serialize>(self, value: &T, text: impl FnOnce(&T) -> String) -> Result<String> {
        let mut said = match self {
            Self::Json => serde_json::to_string(value).map_err(Error::stopped)?,
            Self::Text => text(value),
        };
        if !said.ends_with('\n') {
            said.push('\n');
        }
        Ok(said)
    }
}

/// Writes the answer to standard output. A reader that has gone away is not an error.
///
/// # Errors
///
/// What the system says when the answer cannot be written: the change itself is done.
pub(crate) fn to_stdout(text: &str) -> Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::File {
            task: Task::Answer,
            path: "standard output".into(),
            source: error,
        }),
        _ => Ok(()),
    }
}

/// Writes a refusal to standard error as one line of JSON.
pub(crate) fn refusal(error: &Error) {
    let line = serde_json::to_string(&error.to_wire()).unwrap_or_else(|_| error.to_string());
    // When standard error is gone too, the exit code still tells.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Returns rows under their titles, with aligned columns. The last column is left as long as it is.
pub(crate) fn table<const N: usize>(titles: [&str; N], rows: Vec<[String; N]>) -> String {
    let mut lines = vec![titles.map(str::to_owned)];
    lines.extend(rows);
    aligned(&lines)
}

/// Returns rows with aligned columns.
pub(crate) fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let width_of = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width_of);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (width, cell) in widths.into_iter().zip(row) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Returns the start of a text on one line, without control characters, which could drive a terminal.
pub(crate) fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let words = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Returns `1 file`, `2 files`.
pub(crate) fn count(n: impl Display, noun: &str) -> String {
    let n = n.to_string();
    if n == "1" {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// Returns a size for people, in steps of a thousand: `340 KB`, `1.2 MB`.
pub(crate) fn size(bytes: i64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    if tenths >= 100 {
        format!("{} {}", tenths / 10, UNITS[unit])
    } else {
        format!("{}.{} {}", tenths / 10, tenths % 10, UNITS[unit])
    }
}

/// Returns a duration for people, `1:02.5`; `–` where there is none.
pub(crate) fn duration(ms: Option<i64>) -> String {
    ms.map_or_else(
        || "–".to_owned(),
        |ms| format!("{}:{:02}.{}", ms / 60_000, ms / 1000 % 60, ms / 100 % 10),
    )
}

/// Returns where gaps stand: `gap at 3`, `gaps at 3–4, 9`; nothing where there are none.
pub(crate) fn gaps(gaps: &[Gap]) -> Option<String> {
    let places: Vec<String> = gaps.iter().map(place).collect();
    match places.len() {
        0 => None,
        1 => Some(format!("gap at {}", places.join(", "))),
        _ => Some(format!("gaps at {}", places.join(", "))),
    }
}

fn place(gap: &Gap) -> String {
    if gap.len == 1 {
        gap.index.to_string()
    } else {
        format!("{}–{}", gap.index, gap.index + gap.len - 1)
    }
}

/// What becomes of files that leave the media folder.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate {
    Trashed,
    Erased,
    /// The next two: what would, and has not.
    ToBeTrashed,
    ToBeErased,
}

/// Returns what became of the files, one clause each.
pub(crate) fn files(report: &FileReport, fate: Fate) -> Vec<String> {
    let mut clauses = Vec::new();
    clauses.extend(cleared(report, fate));
    clauses.extend(named(&report.missing, "already missing"));
    clauses.extend(named(&report.shared, "kept, as another segment uses it"));
    clauses.extend(named(
        &report.refused,
        "left alone, as the stored path leads out of the library",
    ));
    clauses.extend(waiting(&report.waiting));
    clauses
}

fn cleared(report: &FileReport, fate: Fate) -> Option<String> {
    let fate = match fate {
        Fate::Trashed => "moved to the trash",
        Fate::Erased => "unlinked for ever",
        Fate::ToBeTrashed => "to be moved to the trash",
        Fate::ToBeErased => "to be unlinked for ever",
    };
    let mut what = Vec::new();
    if report.image_bytes > 0 {
        what.push(format!("{} of images", size(report.image_bytes)));
    }
    if report.audio_bytes > 0 {
        what.push(format!("{} of audio", size(report.audio_bytes)));
    }
    (!what.is_empty()).then(|| format!("{} {fate}", what.join(" and ")))
}

/// Returns which files met a fate; nothing where none did.
pub(crate) fn named(files: &[FileNote], fate: &str) -> Option<String> {
    let paths: Vec<String> = files.iter().map(|file| one_line(&file.path)).collect();
    (!paths.is_empty()).then(|| format!("{} {fate}: {}", count(paths.len(), "file"), paths.join(", ")))
}

/// Returns which files wait and why; nothing where none does.
pub(crate) fn waiting(files: &[WaitingFile]) -> Option<String> {
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("{} ({})", one_line(&file.path), because(file.reason)))
        .collect();
    (!paths.is_empty()).then(|| {
        format!(
            "{} still waiting: {}",
            count(paths.len(), "file"),
            paths.join(", ")
        )
    })
}

fn because(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::InUse => "another program has it open",
        WaitReason::PermissionDenied => "the system does not allow it",
        WaitReason::NameTaken => "a file that is not ours has the name it is to get",
        WaitReason::OtherDevice => "media and trash are on different devices",
        WaitReason::DiskFull => "the disk is full",
        WaitReason::Failed => "the disk failed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        let cases = [
            (0, "0 bytes"),
            (999, "999 bytes"),
            (1_000, "1.0 KB"),
            (9_949, "9.9 KB"),
            (340_000, "340 KB"),
            (999_999, "999 KB"),
            (1_200_000, "1.2 MB"),
            (5_000_000_000_000_000, "5000 TB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn durations_show_minutes_seconds_and_tenths() {
        assert_eq!(duration(Some(62_540)), "1:02.5");
        assert_eq!(duration(None), "–");
    }

    #[test]
    fn a_line_has_no_breaks_and_no_escape_codes() {
        assert_eq!(one_line("Two\nlines \u{1b}[31mred"), "Two lines [31mred");
        assert_eq!(one_line(&"a".repeat(80)).chars().count(), 60);
    }

    #[test]
    fn columns_line_up() {
        let rows = [
            ["1".to_owned(), "a".to_owned()],
            ["100".to_owned(), "b".to_owned()],
        ];
        assert_eq!(table(["ID", "TEXT"], rows.into()), "ID   TEXT\n1    a\n100  b\n");
    }

    #[test]
    fn gaps_are_told_by_place() {
        assert_eq!(gaps(&[]), None);
        assert_eq!(gaps(&[Gap { index: 3, len: 1 }]).as_deref(), Some("gap at 3"));
        let two = [Gap { index: 3, len: 2 }, Gap { index: 9, len: 1 }];
        assert_eq!(gaps(&two).as_deref(), Some("gaps at 3–4, 9"));
    }
}
