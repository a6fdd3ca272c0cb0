//! Building Segue's programs.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::step;

/// How to build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build, with checks.
    Debug,
    /// As it is shipped.
    Release,
}

impl Profile {
    /// Where in the target folder cargo puts a program of this profile.
    fn folder(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// Builds the program with its window inside (a plain `cargo build` makes one that asks a development server for it).
pub(crate) fn build_segue(profile: Profile) -> Result<PathBuf> {
    let mut build = tauri_build();
    build.arg("--no-bundle");
    if profile == Profile::Debug {
        build.arg("--debug");
    }
    step::run("building Segue", &mut build)?;
    built("segue", profile)
}

/// Builds the command line.
pub(crate) fn build_seguectl(profile: Profile) -> Result<PathBuf> {
    let mut build = step::cargo();
    build.args(["build", "--quiet", "--bin", "seguectl"]);
    if profile == Profile::Release {
        build.arg("--release");
    }
    step::run("building seguectl", &mut build)?;
    built("seguectl", profile)
}

/// Builds the torture rig.
pub(crate) fn build_torture(profile: Profile) -> Result<PathBuf> {
    let mut build = step::cargo();
    // The whole workspace's choice of features, as the tests build them, or the dependencies are built once more.
    build.args(["build", "--quiet", "--workspace", "--bin", "torture"]);
    if profile == Profile::Release {
        build.arg("--release");
    }
    step::run("building the rig", &mut build)?;
    built("torture", profile)
}

/// `tauri build`, by the version that the UI's lockfile names.
pub(crate) fn tauri_build() -> Command {
    let mut tauri = step::command("node");
    tauri
        .arg(step::root().join("ui/node_modules/@tauri-apps/cli/tauri.js"))
        .args(["build", "--ci"])
        .current_dir(step::root().join("src-tauri"));
    tauri
}

/// Builds the bench, optimised: another would measure the compiler's haste.
pub(crate) fn build_bench() -> Result<PathBuf> {
    build_optimised("bench", "building the bench")
}

/// Builds the window that Segue's is measured beside. It has no development server that it could ask for its page.
pub(crate) fn build_empty_window() -> Result<PathBuf> {
    build_optimised("empty-window", "building the empty window")
}

fn build_optimised(name: &str, what: &str) -> Result<PathBuf> {
    let mut build = step::cargo();
    // The whole workspace's choice of features, as for the rig.
    build.args(["build", "--quiet", "--release", "--workspace", "--bin", name]);
    step::run(what, &mut build)?;
    built(name, Profile::Release)
}

fn built(name: &str, profile: Profile) -> Result<PathBuf> {
    let path = step::target()
        .join(profile.folder())
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    ensure!(path.is_file(), "{} was not built", path.display());
    Ok(path)
}

/// Makes a library that holds the sample story, unless it is there. Made aside and moved, so it is never half there.
pub(crate) fn sample_library(seguectl: &Path) -> Result<PathBuf> {
    let library = step::target().join("sample-library");
    if library.join("library.db").is_file() {
        return Ok(library);
    }
    let new = step::target().join("sample-library.new");
    if new.exists() {
        std::fs::remove_dir_all(&new)?;
    }
    step::run(
        "making a library for the sample story",
        quiet(
            step::command(seguectl)
                .arg("-L")
                .arg(&new)
                .args(["library", "create"]),
        ),
    )?;
    step::run(
        "importing the sample story",
        quiet(
            step::command(seguectl)
                .arg("-L")
                .arg(&new)
                .args(["project", "sample"]),
        ),
    )?;
    std::fs::rename(&new, &library)?;
    Ok(library)
}

/// Has the program keep settings, logs and caches in a folder of its own, which is emptied: how a run of ours ends is no
/// news for the person whose machine this is, nor for the next run. On Windows these folders can't be moved.
pub(crate) fn at_new_home<'a>(segue: &'a mut Command, home: &Path) -> Result<&'a mut Command> {
    if home.exists() {
        std::fs::remove_dir_all(home)?;
    }
    std::fs::create_dir_all(home)?;
    Ok(segue
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache")))
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdout(std::process::Stdio::null())
}
