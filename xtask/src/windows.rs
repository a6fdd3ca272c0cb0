//! `cargo xtask test --windows`: the core and `seguectl` built for Windows, and their tests run under wine.
//!
//! A check apart, not a part of the other tests: it takes a second compiler, the one that Debian packages for browsers, and
//! lets it build the standard library for Windows from source, which is an unstable feature of cargo.
//!
//! Wine keeps Windows' rules for paths, names and shared files. What it can't show, since below it lie Linux and a
//! Linux file system:
//!
//! - what NTFS, FAT or ReFS make durable, and in what order: renames, `FlushFileBuffers`, a power cut;
//! - what a virus scanner, an indexer or a service such as OneDrive does with a file: the tests hold files themselves;
//! - the error that Windows itself gives: a file that is held says 32 in wine, and may say 5 there;
//! - that nobody can read what is locked (wine lets it be read), so that a second process is not told who has the library;
//! - paths of more than 260 characters: wine 8 can't tell them from a handle, and the test of them says that it is skipped;
//! - short names (`STORY~1.WAV`) as NTFS makes them, and the device names of one version of Windows or another;
//! - symlinks and junctions, with the right that they take; access control lists; compressed, encrypted and cloud files;
//! - shares and mapped drives; the recycle bin; the window, since there is no WebView2.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::tally::{Tally, cargo_test};
use crate::{setup, step};

/// What is built: Windows programs by the linker and C library of mingw.
const TARGET: &str = "x86_64-pc-windows-gnu";
/// Compiles and links C for Windows.
const C_COMPILER: &str = "x86_64-w64-mingw32-gcc";
/// Debian's own cargo and compiler, not those that rustup may have put before them.
const CARGO: &str = "/usr/bin/cargo";
const COMPILER: &str = "/usr/bin/rustc";

/// Builds the tests of the core and the command line for Windows and runs them under wine.
pub(crate) fn test() -> Result<Tally> {
    ensure!(
        cfg!(target_os = "linux"),
        "the check under wine runs on Linux; on Windows itself it is: cargo xtask test --no-window"
    );
    setup::system(&[setup::COMPILER, setup::WINDOWS].concat())?;
    require_tools()?;
    let wine = Wine::prepare()?;
    let tally = cargo_test(
        "testing the core and seguectl for Windows, under wine",
        wine.run_by(&mut cargo()),
    )?;
    wine.clear_temporary_files()?;
    Ok(tally)
}

/// Where the packages have other names, they are somebody else's to install.
fn require_tools() -> Result<()> {
    for tool in [CARGO, COMPILER, C_COMPILER, "wine"] {
        ensure!(
            step::succeeds(step::command(tool).arg("--version")),
            "{tool} is needed, on Debian from: {}",
            setup::WINDOWS.join(" ")
        );
    }
    Ok(())
}

/// Everything that Windows programs leave lies here: the other builds are not disturbed.
fn target() -> PathBuf {
    step::target().join("windows")
}

/// Debian's cargo, told to build what is tested, its standard library included.
fn cargo() -> Command {
    let mut cargo = step::command(CARGO);
    cargo
        .args(["test", "--locked", "--no-fail-fast", "--tests"])
        .args(["--package", "segue-core", "--package", "segue-cli"])
        .args(["--target", TARGET, "--target-dir"])
        .arg(target())
        .arg("-Zbuild-std=std,panic_abort,panic_unwind,test")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTC", COMPILER)
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", C_COMPILER)
        .env("TS_RS_EXPORT_DIR", target().join("bindings"));
    // Of the cargo that started us; its libraries are none for the other compiler.
    for name in ["CARGO", "LD_LIBRARY_PATH", "RUSTUP_TOOLCHAIN"] {
        cargo.env_remove(name);
    }
    cargo
}

/// A Windows of our own: wine with its drive `C:` in the target folder.
struct Wine {
    prefix: PathBuf,
    libraries: PathBuf,
}

impl Wine {
    /// Makes what is not there yet.
    fn prepare() -> Result<Self> {
        let wine = Self {
            prefix: target().join("wine"),
            libraries: target().join("libraries"),
        };
        wine.make_library()?;
        if !wine.prefix.join("system.reg").is_file() {
            fs::create_dir_all(&wine.prefix)?;
            step::run_quietly(
                "making a Windows folder for wine",
                wine.surround(step::command("wine").args(["wineboot", "--init"])),
            )?;
        }
        Ok(wine)
    }

    /// Builds the one library that wine 8 lacks.
    fn make_library(&self) -> Result<()> {
        let source = step::root().join("xtask/windows/bcryptprimitives.c");
        let library = self.libraries.join("bcryptprimitives.dll");
        if is_newer(&library, &source) {
            return Ok(());
        }
        fs::create_dir_all(&self.libraries)?;
        step::run_quietly(
            "building bcryptprimitives.dll",
            step::command(C_COMPILER)
                .args(["-shared", "-O1", "-o"])
                .arg(&library)
                .arg(&source)
                .arg("-ladvapi32"),
        )
    }

    /// Windows removes no folder in which something is open, so tests leave theirs behind.
    fn clear_temporary_files(&self) -> Result<()> {
        for user in fs::read_dir(self.prefix.join("drive_c/users"))? {
            let temporary = user?.path().join("Temp");
            if temporary.is_dir() {
                fs::remove_dir_all(&temporary)?;
                fs::create_dir(&temporary)?;
            }
        }
        Ok(())
    }

    /// Lets a cargo run its tests in this Windows.
    fn run_by<'a>(&self, cargo: &'a mut Command) -> &'a mut Command {
        self.surround(cargo)
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", "wine")
    }

    /// The environment of a program that wine runs: no display, no chatter, no other user's settings.
    fn surround<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("WINEPREFIX", &self.prefix)
            .env("WINEPATH", on_drive_z(&self.libraries))
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
            .env_remove("DISPLAY")
    }
}

/// Wine shows the whole of Linux as drive `Z:`.
fn on_drive_z(path: &Path) -> String {
    format!("Z:{}", path.display()).replace('/', "\\")
}

fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|found| found.modified());
    match (changed(made), changed(source)) {
        (Ok(made), Ok(source)) => made > source,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linux_paths_are_on_drive_z() {
        assert_eq!(on_drive_z(Path::new("/a b/c")), r"Z:\a b\c");
    }
}
