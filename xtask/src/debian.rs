//! What a Debian package holds besides what every system gets, in the form that Debian's policy asks for: the changelog and
//! the manual page, compressed. <https://www.debian.org/doc/debian-policy/ch-docs.html>

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::{release, step};

/// Whose package it is.
const MAINTAINER: &str = "The Segue authors <https://github.com/segue-editor/segue/issues>";

/// What lintian says that stays as it is, with the reason.
const ACCEPTED: [(&str, &str); 0] = [];

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
    for line in notes.lines().filter(|line| !line.trim().is_empty()) {
        let line = match (line.strip_prefix("### "), line.strip_prefix("- ")) {
            (Some(heading), _) => format!("  [ {heading} ]"),
            (_, Some(item)) => format!("  * {item}"),
            _ => format!("    {}", line.trim()),
        };
        text.push_str(&line);
        text.push('\n');
    }
    text.push_str(&format!("\n -- {MAINTAINER}  {date}\n"));
    text
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
            .args(["--fail-on", "error,warning", "--suppress-tags", &accepted])
            .arg(package),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_become_an_entry() {
        let notes = "### Added\n\n- Foxes, with\n  their tails.\n- Hares.";
        let expected = "segue (0.1.0) unstable; urgency=medium\n\n  [ Added ]\n  * Foxes, with\n    their tails.\n  * Hares.\n\n \
                        -- The Segue authors <https://github.com/segue-editor/segue/issues>  Tue, 24 Nov 2026 00:00:00 +0000\n";
        assert_eq!(entry("0.1.0", notes, "Tue, 24 Nov 2026 00:00:00 +0000"), expected);
    }
}
