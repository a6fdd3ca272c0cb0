//! `cargo xtask release …`: the steps of the release workflow, each of which runs on any machine too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Subcommand;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::step;

/// What installers end in.
const INSTALLERS: [&str; 6] = [".deb", ".rpm", ".AppImage", "-setup.exe", ".msi", ".dmg"];
const CHECKSUMS: &str = "SHA256SUMS";

/// A step of a release.
#[derive(Subcommand)]
pub(crate) enum Step {
    /// Fail unless a tag names the version that is built
    Tag {
        /// Such as v0.1.0
        tag: String,
    },
    /// Print what the changelog says of a version
    Notes {
        /// Such as 0.1.0; `Unreleased` for what has no version yet
        version: String,
    },
    /// Copy the installers that were built side by side
    Collect {
        /// Folder to copy to
        to: PathBuf,
    },
    /// Write SHA256SUMS of a folder's files into it
    Checksums {
        /// Folder with the files
        of: PathBuf,
    },
    /// Write what the program is made of, as CycloneDX JSON; needs cargo-cyclonedx
    Sbom {
        /// Folder to write to
        to: PathBuf,
    },
    /// Pass on those of the secrets for signing that are set, and none that is empty
    Secrets {
        /// File to add them to, as GitHub reads it: GITHUB_ENV
        to: PathBuf,
    },
}

/// Takes a step.
pub(crate) fn release(step: Step) -> Result<()> {
    match step {
        Step::Tag { tag } => same_version(&tag, &version()?),
        Step::Notes { version } => {
            let changelog = fs::read_to_string(step::root().join("CHANGELOG.md"))?;
            println!("{}", notes(&changelog, &version)?);
            Ok(())
        }
        Step::Collect { to } => collect(&step::target(), &to),
        Step::Checksums { of } => checksums(&of),
        Step::Sbom { to } => sbom(&to),
        Step::Secrets { to } => secrets(&to),
    }
}

/// The version of the program, as cargo knows it.
pub(crate) fn version() -> Result<String> {
    let members = members()?;
    let segue = members
        .iter()
        .find(|package| package.get("name").and_then(Value::as_str) == Some("segue"));
    segue
        .and_then(|package| package.get("version")?.as_str().map(str::to_owned))
        .context("cargo knows no package named segue")
}

/// The workspace's crates, as cargo describes them.
fn members() -> Result<Vec<Value>> {
    let metadata = step::output(step::cargo().args(["metadata", "--format-version", "1", "--no-deps"]))
        .context("cargo could not be started")?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo's metadata is not JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages.cloned().context("cargo's metadata names no packages")
}

fn same_version(tag: &str, version: &str) -> Result<()> {
    ensure!(
        tag.strip_prefix('v') == Some(version),
        "the tag is {tag}, the program is v{version}"
    );
    Ok(())
}

/// The section of a version, without its heading.
pub(crate) fn notes(changelog: &str, version: &str) -> Result<String> {
    let heading = format!("## [{version}]");
    let section: Vec<&str> = changelog
        .lines()
        .skip_while(|line| !line.starts_with(&heading))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .collect();
    let section = section.join("\n").trim().to_owned();
    ensure!(
        !section.is_empty(),
        "CHANGELOG.md says nothing of {version} under a heading {heading}"
    );
    Ok(section)
}

fn collect(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let installers = installers(from)?;
    ensure!(
        !installers.is_empty(),
        "there are no installers in {}",
        from.display()
    );
    for installer in installers {
        let name = installer.file_name().context("an installer has a name")?;
        // Names come with spaces from some packagers, and GitHub would change them without asking.
        let name = name.to_string_lossy().replace(' ', "-");
        fs::copy(&installer, to.join(&name))?;
        println!("{name}");
    }
    Ok(())
}

/// The installers in the folders that Tauri names `bundle`.
pub(crate) fn installers(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            found.extend(installers(&path)?);
        } else if INSTALLERS.iter().any(|ending| name.ends_with(ending)) && is_bundled(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_bundled(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "bundle")
}

/// In the form that `sha256sum --check` reads.
fn checksums(folder: &Path) -> Result<()> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && name != CHECKSUMS {
            let digest = Sha256::digest(fs::read(entry.path())?);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            lines.push(format!("{digest}  {name}\n"));
        }
    }
    ensure!(!lines.is_empty(), "there is nothing in {}", folder.display());
    lines.sort_by(|one, other| one[64..].cmp(&other[64..]));
    fs::write(folder.join(CHECKSUMS), lines.concat())?;
    print!("{}", lines.concat());
    Ok(())
}

fn sbom(to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let name = format!("segue-{}.cdx", version()?);
    step::run(
        "listing the crates that Segue is made of",
        step::cargo().args([
            "cyclonedx",
            "--manifest-path",
            "src-tauri/Cargo.toml",
            "--format",
            "json",
            "--override-filename",
            &name,
        ]),
    )?;
    let file = format!("{name}.json");
    fs::copy(step::root().join("src-tauri").join(&file), to.join(&file))?;
    // It writes one beside each member's manifest.
    for member in members()? {
        let manifest = member.get("manifest_path").and_then(Value::as_str);
        let beside = Path::new(manifest.context("a member has a manifest")?).with_file_name(&file);
        if beside.exists() {
            fs::remove_file(beside)?;
        }
    }
    println!("{}", to.join(&file).display());
    Ok(())
}

/// Secrets that a packager looks for in its environment. One that is there but empty would have it try, and fail.
const SECRETS: [&str; 7] = [
    "APPLE_CERTIFICATE",
    "APPLE_CERTIFICATE_PASSWORD",
    "APPLE_ID",
    "APPLE_PASSWORD",
    "APPLE_TEAM_ID",
    "WINDOWS_CERTIFICATE",
    "WINDOWS_CERTIFICATE_PASSWORD",
];

fn secrets(to: &Path) -> Result<()> {
    let set: Vec<(&str, String)> = SECRETS
        .into_iter()
        .filter_map(|name| Some((name, std::env::var(name).ok().filter(|value| !value.is_empty())?)))
        .collect();
    let mut text = fs::read_to_string(to).unwrap_or_default();
    text.push_str(&passed_on(&set)?);
    fs::write(to, text)?;
    let names: Vec<&str> = set.iter().map(|(name, _)| *name).collect();
    match names[..] {
        [] => println!("no secrets for signing: what is built is not signed"),
        _ => println!("signing with {}", names.join(", ")),
    }
    Ok(())
}

/// The form for values of several lines.
/// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#multiline-strings>
fn passed_on(secrets: &[(&str, String)]) -> Result<String> {
    const END: &str = "segue-end-of-secret";
    let mut text = String::new();
    for (name, value) in secrets {
        if value.contains(END) {
            bail!("{name} holds the words that end it");
        }
        text.push_str(&format!("{name}<<{END}\n{value}\n{END}\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2027-01-01\n\n### Added\n\n- Foxes.\n\n## [0.1.0]\n\n- Hares.\n";

    #[test]
    fn a_tag_names_the_version_that_is_built() {
        assert!(same_version("v0.1.0", "0.1.0").is_ok());
        for other in ["v0.1.1", "0.1.0", "v0.1.0-rc.1", ""] {
            assert!(same_version(other, "0.1.0").is_err(), "{other}");
        }
    }

    #[test]
    fn notes_are_one_version_s_section() {
        assert_eq!(notes(CHANGELOG, "0.2.0").unwrap(), "### Added\n\n- Foxes.");
        assert_eq!(notes(CHANGELOG, "0.1.0").unwrap(), "- Hares.");
    }

    #[test]
    fn a_version_without_notes_is_no_release() {
        assert!(notes(CHANGELOG, "0.3.0").is_err());
        assert!(
            notes(CHANGELOG, "Unreleased").is_err(),
            "nothing under the heading"
        );
    }

    #[test]
    fn the_changelog_of_segue_can_be_read() {
        let changelog = fs::read_to_string(step::root().join("CHANGELOG.md")).unwrap();
        assert!(notes(&changelog, "Unreleased").unwrap().contains("Delete"));
    }

    #[test]
    fn secrets_keep_their_lines() {
        let secrets = [("APPLE_CERTIFICATE", "MII\nabc".to_owned())];
        assert_eq!(
            passed_on(&secrets).unwrap(),
            "APPLE_CERTIFICATE<<segue-end-of-secret\nMII\nabc\nsegue-end-of-secret\n"
        );
        assert!(passed_on(&[("APPLE_ID", "a\nsegue-end-of-secret\nPATH=x".to_owned())]).is_err());
    }
}
