//! What a Debian package holds besides what every system gets, in the form that Debian's policy asks for: the changelog and
//! the manual page, compressed. <https://www.debian.org/doc/debian-policy/ch-docs.html>

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{release, step};

/// Whose package it is.
const MAINTAINER: &str = "The Segue authors <https://github.com/segue-editor/segue/issues>";

/// What lintian says that stays as it is, with the reason.
const ACCEPTED: [(&str, &str); 2] = [
    (
        "malformed-contact",
        "nobody is written to: reports go to the tracker, whose address the copyright file has",
    ),
    ("bogus-mail-host-in-debian-changelog", "the same"),
];

/// Makes the files and returns the packager's configuration that brings them.
pub(crate) fn documents() -> Result<String> {
    let folder = step::target().join("debian");
    fs::create_dir_all(&folder)?;
    let changelog = folder.join("changelog");
    fs::write(&changelog, changelog_text()?)?;
    let manual = folder.join("segue.1");
    fs::copy(step::root().join("packaging/linux/segue.1"), &manual)?;
    let files = serde_json::json!({
        "/usr/share/doc/segue/changelog.gz": compressed(&changelog)?,
        "/usr/share/man/man1/segue.1.gz": compressed(&manual)?,
    });
    Ok(serde_json::json!({ "bundle": { "linux": { "deb": { "files": files } } } }).to_string())
}

fn changelog_text() -> Result<String> {
    let version = release::version()?;
    let changelog = fs::read_to_string(step::root().join("CHANGELOG.md"))?;
    let notes = release::notes(&changelog, &version).or_else(|_| release::notes(&changelog, "Unreleased"))?;
    let today =
        step::output(step::command("date").args(["--rfc-email", "--utc"])).context("could not start date")?;
    Ok(entry(&version, &notes, today.trim()))
}

/// An entry of a Debian changelog that says what a version's notes say.
fn entry(version: &str, notes: &str, date: &str) -> String {
    let mut text = format!("segue ({version}) unstable; urgency=medium\n\n");
    for block in blocks(notes) {
        match block.strip_prefix("### ") {
            Some(heading) => text.push_str(&format!("  [ {heading} ]\n")),
            None => text.push_str(&wrapped(&block)),
        }
    }
    text.push_str(&format!("\n -- {MAINTAINER}  {date}\n"));
    text
}

/// The headings and items of notes, each in one line.
fn blocks(notes: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in notes.lines().filter(|line| !line.trim().is_empty()) {
        match blocks.last_mut() {
            Some(block) if line.starts_with(' ') => {
                block.push(' ');
                block.push_str(line.trim());
            }
            _ => blocks.push(line.to_owned()),
        }
    }
    blocks
}

/// An item in lines that fit a terminal of 80 columns.
fn wrapped(item: &str) -> String {
    const COLUMNS: usize = 79;
    let mut lines = vec!["  *".to_owned()];
    for word in item.trim_start_matches("- ").split_whitespace() {
        let line = lines
            .last_mut()
            .filter(|line| line.chars().count() + 1 + word.chars().count() <= COLUMNS);
        match line {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(format!("    {word}")),
        }
    }
    lines.join("\n") + "\n"
}

fn compressed(file: &Path) -> Result<PathBuf> {
    step::run_quietly(
        &format!("compressing {}", file.display()),
        step::command("gzip")
            .args(["--force", "--best", "--no-name", "--keep"])
            .arg(file),
    )?;
    let name = file.file_name().context("a file has a name")?.to_string_lossy();
    Ok(file.with_file_name(format!("{name}.gz")))
}

/// Has lintian look at a package; fails at errors and warnings that are not accepted.
pub(crate) fn check(package: &Path) -> Result<()> {
    let accepted = ACCEPTED.map(|(tag, _)| tag).join(",");
    step::run(
        "checking the package by Debian's policy",
        step::command("lintian")
            .args([
                "--allow-root",
                "--fail-on",
                "error,warning",
                "--suppress-tags",
                &accepted,
            ])
            .arg(package),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_become_an_entry() {
        let notes = "### Added\n\n- Foxes, with\n  their tails.\n- Hares.";
        let expected = "segue (0.1.0) unstable; urgency=medium\n\n  [ Added ]\n  * Foxes, with their tails.\n  * Hares.\n\n \
                        -- The Segue authors <https://github.com/segue-editor/segue/issues>  Tue, 24 Nov 2026 00:00:00 +0000\n";
        assert_eq!(entry("0.1.0", notes, "Tue, 24 Nov 2026 00:00:00 +0000"), expected);
    }

    #[test]
    fn long_items_are_wrapped() {
        let item = format!("- {}", "fox ".repeat(40));
        let wrapped = wrapped(&item);
        assert_eq!(wrapped.matches("fox").count(), 40);
        assert!(
            wrapped.lines().count() > 1 && wrapped.lines().all(|line| line.len() < 80),
            "{wrapped}"
        );
        assert!(
            wrapped.lines().skip(1).all(|line| line.starts_with("    fox")),
            "{wrapped}"
        );
    }
}
