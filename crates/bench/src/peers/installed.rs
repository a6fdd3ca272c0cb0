//! Peers from their registries, at the versions that are named beside the bench, each installed once.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

const REQUIREMENTS: &str = include_str!("requirements.txt");
const PACKAGE: &str = include_str!("vis/package.json");
const LOCK: &str = include_str!("vis/package-lock.json");
/// Names what was installed.
const NOTE: &str = "installed";

/// Returns a Python that has Anki's core and Django REST framework.
pub(super) fn python(folder: &Path) -> Result<PathBuf> {
    let home = folder.join("python");
    let python = home.join("bin/python");
    once(&home, REQUIREMENTS, || {
        done(Command::new("python3").args(["-m", "venv"]).arg(&home))?;
        let list = home.join("requirements.txt");
        std::fs::write(&list, REQUIREMENTS)?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--no-input"])
            .arg("--disable-pip-version-check")
            .arg("--requirement")
            .arg(list);
        done(&mut pip)
    })?;
    Ok(python)
}

/// Returns the folder of vis-timeline's package.
pub(super) fn vis_timeline(folder: &Path) -> Result<PathBuf> {
    let home = folder.join("vis");
    once(&home, LOCK, || {
        std::fs::write(home.join("package.json"), PACKAGE)?;
        std::fs::write(home.join("package-lock.json"), LOCK)?;
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
            .current_dir(&home);
        done(&mut npm)
    })?;
    Ok(home.join("node_modules/vis-timeline"))
}

/// Installs what is listed in a folder, unless that very list was installed there.
fn once(folder: &Path, list: &str, install: impl FnOnce() -> Result<()>) -> Result<()> {
    let note = folder.join(NOTE);
    if std::fs::read_to_string(&note).is_ok_and(|installed| installed == list) {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    install()?;
    Ok(std::fs::write(note, list)?)
}

fn done(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .output()
        .with_context(|| format!("{name} can't be started"))?;
    let words = String::from_utf8_lossy(&output.stderr);
    // The last line says what it comes to.
    let why = words.lines().last().unwrap_or("without a word");
    ensure!(output.status.success(), "{name} could not install it: {why}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_installed_once_and_again_when_it_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("peer");
        let mut installed = Vec::new();
        for list in ["one", "one", "two"] {
            once(&home, list, || {
                installed.push(list);
                Ok(())
            })
            .unwrap();
        }
        assert_eq!(installed, ["one", "two"]);
    }

    #[test]
    fn what_could_not_be_installed_is_tried_again_and_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let fail = || done(Command::new("sh").args(["-c", "echo no such package >&2; exit 1"]));
        let why = once(folder.path(), "one", fail).unwrap_err();
        assert!(why.to_string().ends_with("no such package"), "{why}");
        let mut tried = false;
        once(folder.path(), "one", || {
            tried = true;
            Ok(())
        })
        .unwrap();
        assert!(tried);
    }
}
