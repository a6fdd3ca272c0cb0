//! `cargo xtask bundle`: the packages that can be built on Linux without fetching packaging tools.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::{program, setup, step};

/// Builds the .deb and the .rpm as they are shipped and says where they are.
pub(crate) fn bundle() -> Result<()> {
    ensure!(
        cfg!(target_os = "linux"),
        "the .deb and the .rpm are built on Linux; other installers by the release workflow"
    );
    setup::all(&[setup::BUILD])?;
    step::run(
        "building the packages",
        program::tauri_build().args(["--bundles", "deb,rpm"]),
    )?;
    for kind in ["deb", "rpm"] {
        let packages = packages(kind)?;
        ensure!(!packages.is_empty(), "no .{kind} was built");
        for package in packages {
            let bytes = fs::metadata(&package)?.len();
            println!(
                "{} ({}.{} MB)",
                package.display(),
                bytes / 1_000_000,
                bytes / 100_000 % 10
            );
        }
    }
    Ok(())
}

fn packages(kind: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(step::target().join("release/bundle").join(kind))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == kind) {
            found.push(path);
        }
    }
    Ok(found)
}
