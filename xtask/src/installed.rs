//! The .deb on a Debian that has never seen Segue: it is installed with all it depends on, its window does the main job,
//! and removed it leaves nothing behind and libraries as they were.
//!
//! The clean Debian is a folder of its own (debootstrap), which takes root. Elsewhere the package is unpacked into a
//! folder and started from there on this machine's libraries, and what could not be tried is said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::display::Display;
use crate::program::{self, Profile};
use crate::tally::cargo_test;
use crate::{debian, setup, step};

/// What a package must bring, besides the program.
const BRINGS: [&str; 8] = [
    "usr/share/applications/Segue.desktop",
    "usr/share/metainfo/org.segue.editor.metainfo.xml",
    "usr/share/mime/packages/org.segue.editor.xml",
    "usr/share/icons/hicolor/scalable/apps/segue.svg",
    "usr/share/icons/hicolor/512x512/apps/segue.png",
    "usr/share/doc/segue/copyright",
    "usr/share/doc/segue/changelog.gz",
    "usr/share/man/man1/segue.1.gz",
];

/// Tries a package out.
pub(crate) fn test(package: &Path) -> Result<()> {
    setup::system(&[setup::TEST, setup::PACKAGES].concat())?;
    debian::check(package)?;
    let root = step::target().join("clean-root");
    if root.exists() {
        fs::remove_dir_all(&root)?;
    }
    if setup::is_root() {
        in_a_clean_debian(package, &root)
    } else {
        step::say("unpacking only: a clean Debian takes root, so installing and removing are not tried");
        step::run_quietly(
            "unpacking the package",
            step::command("dpkg").arg("--extract").arg(package).arg(&root),
        )?;
        brings_all(&root)?;
        main_job(&root.join("usr/bin/segue"))
    }
}

fn in_a_clean_debian(package: &Path, root: &Path) -> Result<()> {
    step::run_quietly(
        "making a clean Debian",
        step::command("debootstrap")
            .args(["--variant=minbase", &codename()?])
            .arg(root),
    )?;
    let name = package.file_name().context("a package has a name")?;
    let inside = Path::new("/var/tmp").join(name);
    fs::copy(package, root.join("var/tmp").join(name))?;
    let clean = Clean { root };
    same_sources(root)?;
    step::run_quietly(
        "reading the lists of packages there",
        clean.run("apt-get").args(["--quiet", "update"]),
    )?;
    step::run_quietly(
        "installing the package there",
        clean
            .run("apt-get")
            .args(["--quiet", "--yes", "--no-install-recommends", "install"])
            .arg(&inside),
    )?;
    brings_all(root)?;
    let known = fs::read_to_string(root.join("usr/share/mime/globs2")).unwrap_or_default();
    ensure!(
        known.contains("application/x-segue-library:*.segue"),
        "the file type is not known after installing"
    );

    // Stands for the libraries of people who remove Segue: what is in it may not change.
    let library = program::sample_library(&program::build_seguectl(Profile::Debug)?)?;
    let before = fingerprint(&library)?;
    main_job(&clean.starter()?)?;
    step::run_quietly(
        "removing the package",
        clean.run("apt-get").args(["--quiet", "--yes", "purge", "segue"]),
    )?;
    leaves_nothing(root, &inside)?;
    ensure!(fingerprint(&library)? == before, "a library is not as it was");
    fs::remove_dir_all(root)?;
    Ok(())
}

/// Has a Debian take its packages from where this machine takes them: the window's driver has to fit the web view.
fn same_sources(root: &Path) -> Result<()> {
    let copy = "rm -rf \"$1\"/etc/apt/sources.list* && cp -r /etc/apt/sources.list* \"$1\"/etc/apt/";
    step::run_quietly(
        "telling it where packages come from",
        step::command("sh").args(["-euc", copy, "sh"]).arg(root),
    )
}

/// A folder with a whole Debian in it.
struct Clean<'a> {
    root: &'a Path,
}

impl Clean<'_> {
    /// A command in there, with the kernel's folders and this machine's /tmp. They are mounted for it alone and gone
    /// when it ends.
    fn run(&self, program: &str) -> Command {
        let mut command = step::command("unshare");
        command
            .args(["--mount", "--propagation", "private", "sh", "-euc", INSIDE, "sh"])
            .arg(self.root)
            .arg(program)
            .env("DEBIAN_FRONTEND", "noninteractive");
        command
    }

    /// A program that starts the installed Segue.
    fn starter(&self) -> Result<PathBuf> {
        let starter = self.root.with_extension("start");
        let root = self.root.display();
        let script = format!(
            "#!/bin/sh\nexec unshare --mount --propagation private sh -euc '{INSIDE}' sh '{root}' /usr/bin/segue \"$@\"\n"
        );
        fs::write(&starter, script)?;
        step::run_quietly(
            "making a starter for the installed program",
            step::command("chmod").arg("+x").arg(&starter),
        )?;
        Ok(starter)
    }
}

/// `sh -euc INSIDE sh ROOT PROGRAM ARGUMENT…`
const INSIDE: &str = "root=$1; shift; \
    for place in proc sys dev tmp; do mount --rbind /$place $root/$place; done; \
    cp --force /etc/resolv.conf $root/etc/resolv.conf 2>/dev/null || true; \
    exec chroot $root \"$@\"";

/// The window's own tests of the main job, on a program as it is shipped.
fn main_job(segue: &Path) -> Result<()> {
    let display = Display::start().context("the installed program needs a display")?;
    let tally = cargo_test(
        "doing the main job in the installed program's window",
        display
            .show(&mut step::cargo())
            .args([
                "test",
                "--workspace",
                "--test",
                "window",
                "--",
                "--test-threads=1",
                "delete::",
            ])
            .env("SEGUE_PROGRAM", segue),
    )?;
    ensure!(
        tally.passed > 0 && tally.failed == 0,
        "the installed program does not do its job: {tally}"
    );
    Ok(())
}

fn brings_all(root: &Path) -> Result<()> {
    for file in BRINGS {
        ensure!(root.join(file).is_file(), "the package does not bring /{file}");
    }
    let launcher = root.join("usr/share/applications/Segue.desktop");
    step::run(
        "checking the launcher",
        step::command("desktop-file-validate").arg(&launcher),
    )?;
    step::run_quietly(
        "checking what software centres read",
        step::command("appstreamcli")
            .args(["validate", "--no-net"])
            .arg(root.join("usr/share/metainfo/org.segue.editor.metainfo.xml")),
    )
}

/// Nothing by Segue's name is left; the package that was copied in for installing is ours.
fn leaves_nothing(root: &Path, package: &Path) -> Result<()> {
    let found = step::output(step::command("find").arg(root).args([
        "-xdev",
        "(",
        "-iname",
        "*segue*",
        "-o",
        "-iname",
        "org.segue.*",
        ")",
    ]))
    .context("could not start find")?;
    let ours = format!("{}{}", root.display(), package.display());
    let left: Vec<&str> = found.lines().filter(|line| *line != ours).collect();
    ensure!(left.is_empty(), "left behind: {}", left.join(", "));
    Ok(())
}

/// A sum over every file's name and content.
fn fingerprint(folder: &Path) -> Result<String> {
    let script = "cd \"$1\" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum";
    step::output(step::command("sh").args(["-euc", script, "sh"]).arg(folder)).context("could not start sh")
}

/// Debian's name for the version that runs here.
fn codename() -> Result<String> {
    let release = fs::read_to_string("/etc/os-release").context("this is no Debian")?;
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .context("/etc/os-release names no version")?;
    Ok(name.trim_matches('"').to_owned())
}
