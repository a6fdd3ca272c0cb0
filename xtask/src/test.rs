//! `cargo xtask test`: every test there is, whatever fails on the way, and one closing line that counts them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::display::Display;
use crate::program::{self, Profile};
use crate::tally::{Tally, cargo_test};
use crate::{setup, step, windows};

/// Runs the tests of Rust and the UI, and with `window` those of the real window. Fails if one fails.
pub(crate) fn test(window: bool) -> Result<()> {
    ensure!(
        !window || cfg!(target_os = "linux"),
        "the real window is driven on Linux only: add --no-window"
    );
    setup::all(&[setup::BUILD, setup::SOUND, setup::TEST, setup::TORTURE])?;

    let mut tally = rust()?;
    tally += types()?;
    tally += ui()?;
    if window {
        tally += real_window()?;
    }
    closing_line(tally)
}

/// Runs the tests of what has no window as Windows programs. Fails if one fails.
pub(crate) fn windows() -> Result<()> {
    closing_line(windows::test()?)
}

fn closing_line(tally: Tally) -> Result<()> {
    println!("\n{tally}");
    if tally.failed > 0 {
        bail!("not all tests passed");
    }
    Ok(())
}

/// Core, command line, shell and xtask. Their tests also write the TypeScript types, here to a place of their own.
fn rust() -> Result<Tally> {
    let types = step::target().join("bindings");
    if types.exists() {
        fs::remove_dir_all(&types)?;
    }
    cargo_test(
        "testing the Rust crates",
        step::cargo()
            .args(["test", "--workspace", "--no-fail-fast"])
            .env("TS_RS_EXPORT_DIR", &types),
    )
}

/// The committed TypeScript types are the ones that the Rust types make.
fn types() -> Result<Tally> {
    step::say("comparing the TypeScript types with the Rust types");
    let made = texts(&step::target().join("bindings"))?;
    let committed = texts(&step::root().join("ui/src/lib/ipc/bindings"))?;
    let mut differ: Vec<&str> = made
        .iter()
        .filter(|(n, t)| committed.get(*n) != Some(t))
        .map(|(n, _)| &**n)
        .collect();
    differ.extend(
        committed
            .keys()
            .filter(|name| !made.contains_key(*name))
            .map(|name| &**name),
    );
    if !differ.is_empty() {
        eprintln!("  out of date in ui/src/lib/ipc/bindings: {}", differ.join(", "));
        eprintln!("  `cargo test` writes them anew (those of types that are gone have to be removed)");
    }
    Ok(Tally::one(differ.is_empty() && !made.is_empty()))
}

/// The files of a folder and its folders, by path, with their text; none when there is no such folder.
fn texts(dir: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    if !dir.is_dir() {
        return Ok(texts);
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            texts.extend(texts_within(&entry.path(), &name)?);
        } else {
            texts.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    Ok(texts)
}

fn texts_within(dir: &Path, name: &str) -> Result<BTreeMap<String, String>> {
    Ok(texts(dir)?
        .into_iter()
        .map(|(below, text)| (format!("{name}/{below}"), text))
        .collect())
}

/// The UI's types and its unit tests.
fn ui() -> Result<Tally> {
    let mut tally = Tally::one(done(step::run(
        "checking the UI's types",
        step::npm().args(["run", "--silent", "check"]),
    )));
    let report = step::target().join("vitest.json");
    if report.exists() {
        fs::remove_file(&report)?;
    }
    let passed = done(step::run(
        "testing the UI",
        step::npm()
            .args(["test", "--silent", "--", "--reporter=default", "--reporter=json"])
            .arg(format!("--outputFile.json={}", report.display())),
    ));
    let counted = match fs::read_to_string(&report) {
        Ok(report) => Tally::of_vitest(&report)?,
        Err(_) => Tally::default(),
    };
    tally += counted.judged(passed);
    Ok(tally)
}

/// The program as users have it, driven from outside on a screen of its own.
fn real_window() -> Result<Tally> {
    let segue = match program::build_segue(Profile::Debug) {
        Ok(segue) => segue,
        Err(error) => {
            eprintln!("error: {error:#}");
            return Ok(Tally::one(false));
        }
    };
    let display = Display::start().context("the window's tests need a display")?;
    cargo_test(
        "testing the real window",
        display
            .show(&mut step::cargo())
            .args([
                "test",
                // The whole workspace, as above: with another choice cargo would build the dependencies once more.
                "--workspace",
                "--test",
                "window",
                "--no-fail-fast",
                "--",
                "--test-threads=1",
            ])
            .env("SEGUE_PROGRAM", segue),
    )
}

/// Whether it went well; says why not.
fn done(result: Result<()>) -> bool {
    if let Err(error) = &result {
        eprintln!("error: {error:#}");
    }
    result.is_ok()
}
