//! `cargo xtask bundle`: the installers that this system can build, and on Debian the proof that the .deb installs,
//! does its job and goes without a trace.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::{debian, installed, program, release, setup, step};

/// What `bundle` was asked for.
#[derive(Default)]
pub(crate) struct Options {
    /// Kinds of installers as Tauri names them, by commas; empty for those that are built without fetching anything.
    pub(crate) kinds: String,
    /// Build for this target of rustc, or `universal-apple-darwin`.
    pub(crate) target: Option<String>,
    /// Leave the installed program untested.
    pub(crate) no_test: bool,
}

/// Builds installers as they are shipped, says where they are, and tries the .deb out.
pub(crate) fn bundle(options: &Options) -> Result<()> {
    setup::all(&[setup::BUILD])?;
    let kinds = match &*options.kinds {
        "" => offline_kinds(),
        kinds => kinds,
    };
    let mut build = program::tauri_build();
    build.args(["--bundles", kinds]);
    if let Some(target) = &options.target {
        build.args(["--target", target]);
    }
    if kinds.split(',').any(|kind| kind == "deb") {
        build.args(["--config", &debian::documents()?]);
    }
    if let Some(signing) = windows_signing() {
        build.args(["--config", &signing]);
    }
    step::run("building the installers", &mut build)?;
    let built = release::installers(&bundles(options.target.as_deref()))?;
    ensure!(!built.is_empty(), "no installer was built");
    for installer in &built {
        println!("{} ({})", installer.display(), megabytes(installer)?);
    }
    match built
        .iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "deb"))
    {
        Some(package) if !options.no_test => installed::test(package),
        _ => Ok(()),
    }
}

/// What Tauri's packager builds with what is on the machine. For AppImages it fetches tools.
fn offline_kinds() -> &'static str {
    if cfg!(target_os = "linux") {
        "deb,rpm"
    } else if cfg!(windows) {
        "nsis,msi"
    } else {
        "dmg"
    }
}

fn bundles(target: Option<&str>) -> PathBuf {
    let built = step::target();
    let built = target.map_or_else(|| built.clone(), |target| built.join(target));
    built.join("release").join("bundle")
}

/// Signs with the certificate of that thumbprint in the machine's store, where there is one.
fn windows_signing() -> Option<String> {
    let thumbprint = std::env::var("WINDOWS_CERTIFICATE_THUMBPRINT").ok()?;
    let signing = serde_json::json!({ "bundle": { "windows": {
        "certificateThumbprint": thumbprint,
        "digestAlgorithm": "sha256",
        "timestampUrl": "http://timestamp.digicert.com",
    } } });
    (!thumbprint.is_empty()).then(|| signing.to_string())
}

fn megabytes(file: &Path) -> Result<String> {
    let bytes = fs::metadata(file)?.len();
    Ok(format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10))
}
