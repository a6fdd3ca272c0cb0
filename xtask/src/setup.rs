//! Brings a machine to where Segue can be built, run and tested. What is there is left alone.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step;

/// Debian packages that building takes: a C compiler for SQLite, and the web view with all it depends on.
pub(crate) const BUILD: &[&str] = &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];
/// Debian packages that let the web view play WAV, MP3, Ogg, FLAC and M4A.
pub(crate) const SOUND: &[&str] = &[
    "gstreamer1.0-plugins-base",
    "gstreamer1.0-plugins-good",
    "gstreamer1.0-libav",
];
/// Debian packages for a picture of the window where there is no display.
pub(crate) const PICTURE: &[&str] = &["xvfb", "imagemagick"];
/// Debian packages for the tests of the real window: a display, pictures of it, a driver, keys and pointer for menus and dialogs,
/// a clipboard, a window of another program to drag files from, and immutable files.
pub(crate) const TEST: &[&str] = &[
    "xvfb",
    "imagemagick",
    "webkit2gtk-driver",
    "xdotool",
    "xclip",
    "python3-gi",
    "gir1.2-gtk-3.0",
    "e2fsprogs",
];
/// Debian packages that check a package and install it in a Debian of its own.
pub(crate) const PACKAGES: &[&str] = &["appstream", "debootstrap", "desktop-file-utils", "lintian"];
/// Debian packages for what needs no window: a C compiler, for SQLite.
pub(crate) const COMPILER: &[&str] = &["build-essential"];
/// Debian packages for the torture rig: to kill and refuse calls, and to make disks whose power is cut.
pub(crate) const TORTURE: &[&str] = &["strace", "e2fsprogs"];
/// Debian packages for the bench: to count calls.
pub(crate) const BENCH: &[&str] = &["strace"];

/// Debian packages for the bench's peers: Python with what keeps them apart.
pub(crate) const PEERS: &[&str] = &["python3-venv"];
/// Debian packages to count instructions.
pub(crate) const COUNT: &[&str] = &["valgrind"];

/// Debian packages for the tests as Windows programs: a compiler with its standard library's source, C for Windows, and
/// wine.
pub(crate) const WINDOWS: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "gcc-mingw-w64-x86-64",
    "wine",
    "wine64",
];

/// The oldest Node that the UI's build tools run on.
const NODE: (u32, u32) = (20, 19);

/// Sees to system packages (by their Debian names), Node, and the UI's dependencies.
pub(crate) fn all(packages: &[&[&str]]) -> Result<()> {
    system(&packages.concat())?;
    node()?;
    ui_dependencies()
}

/// Sees to system packages.
pub(crate) fn system(packages: &[&str]) -> Result<()> {
    if cfg!(target_os = "macos") {
        return xcode();
    }
    if !cfg!(target_os = "linux") {
        return Ok(()); // Windows 10 and 11 bring the web view; whoever has a working cargo has the linker.
    }
    match step::output(
        step::command("dpkg-query")
            .args(["-W", "-f=${Package} ${Status}\n"])
            .args(packages),
    ) {
        Some(installed) => install(&missing(packages, &installed)),
        None => other_linux(),
    }
}

fn xcode() -> Result<()> {
    if !step::succeeds(step::command("xcode-select").arg("-p")) {
        bail!("Apple's command line tools are needed. Run: xcode-select --install");
    }
    Ok(())
}

fn other_linux() -> Result<()> {
    if !step::succeeds(step::command("pkg-config").args(["--exists", "webkit2gtk-4.1"])) {
        bail!(
            "Segue needs a C compiler, pkg-config and the development files of WebKitGTK 4.1, and for its tests \
             Xvfb, ImageMagick, WebKitWebDriver, xdotool, xclip, PyGObject with GTK 3, strace and e2fsprogs. Install them with this system's package manager \
             (names for many systems: https://v2.tauri.app/start/prerequisites/), then run this again."
        );
    }
    Ok(())
}

/// The packages of which dpkg does not say that they are fully installed.
fn missing<'a>(packages: &[&'a str], dpkg: &str) -> Vec<&'a str> {
    let installed: Vec<&str> = dpkg
        .lines()
        .filter_map(|line| line.strip_suffix(" install ok installed"))
        .collect();
    packages
        .iter()
        .copied()
        .filter(|package| !installed.contains(package))
        .collect()
}

fn install(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let Some(prefix) = root_prefix() else {
        bail!(
            "these system packages are missing. Install them, then run this again:\n\n  \
             sudo apt-get update && sudo apt-get install --yes --no-install-recommends {}\n",
            packages.join(" ")
        );
    };
    step::run_quietly(
        "refreshing the package lists",
        apt(prefix).args(["-qq", "update"]),
    )?;
    step::run_quietly(
        &format!("installing {}", packages.join(" ")),
        apt(prefix)
            .args(["-qq", "install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
}

/// What makes a command run as root without asking: nothing for root, sudo where it needs no password.
fn root_prefix() -> Option<&'static [&'static str]> {
    if is_root() {
        Some(&[])
    } else if step::succeeds(step::command("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

/// Whether this runs as root.
pub(crate) fn is_root() -> bool {
    step::output(step::command("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn apt(prefix: &[&str]) -> Command {
    let mut words = prefix
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
    let mut command = step::command(words.next().copied().unwrap_or("env"));
    command.args(words);
    command
}

fn node() -> Result<()> {
    let (major, minor) = NODE;
    let needed = format!("Node {major}.{minor} or newer with npm is needed (https://nodejs.org)");
    let version = step::output(step::command("node").arg("--version")).with_context(|| needed.clone())?;
    if node_version(&version).is_none_or(|found| found < NODE) {
        bail!("{needed}; this one is {}", version.trim());
    }
    Ok(())
}

fn node_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Installs exactly what the lockfile says, unless that is what is installed. Packages' own install scripts don't run.
fn ui_dependencies() -> Result<()> {
    let ui = step::root().join("ui");
    let lockfile = fs::read(ui.join("package-lock.json")).context("could not read ui/package-lock.json")?;
    let installed = ui.join("node_modules/.installed-lockfile");
    if fs::read(&installed).is_ok_and(|found| found == lockfile) {
        return Ok(());
    }
    step::run(
        "installing the UI's dependencies",
        step::npm().args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]),
    )?;
    fs::write(&installed, lockfile).context("could not note what was installed in ui/node_modules")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_as_installed_only_when_dpkg_says_so_in_full() {
        let dpkg = "xvfb install ok installed\nstrace deinstall ok config-files\nimagemagick unknown ok not-installed\n";
        assert_eq!(
            missing(&["xvfb", "strace", "imagemagick", "file"], dpkg),
            ["strace", "imagemagick", "file"]
        );
    }

    #[test]
    fn a_package_is_not_taken_for_one_whose_name_it_starts() {
        assert_eq!(missing(&["xvfb"], "xvfb-extra install ok installed\n"), ["xvfb"]);
    }

    #[test]
    fn node_versions_compare_by_number() {
        assert_eq!(node_version("v20.20.2\n"), Some((20, 20)));
        assert!(node_version("v20.9.0") < Some(NODE));
        assert!(node_version("v22.0.0") > Some(NODE));
        assert_eq!(node_version("20.1"), None);
        assert_eq!(node_version("vx.y"), None);
    }
}
