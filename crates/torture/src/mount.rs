//! Disks of the rig's own: mounted for a case, gone after it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

/// A disk in memory with just so much room, until it is dropped.
#[derive(Debug)]
pub(crate) struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// Makes an empty disk and mounts it on a folder, which is made.
    ///
    /// # Errors
    /// Where mounting is not allowed.
    pub(crate) fn mount(folder: PathBuf, pages: u64) -> anyhow::Result<Self> {
        std::fs::create_dir(&folder)?;
        let disk = Self { folder };
        let size = format!("size={}k", pages * PAGE / 1_024);
        let none: &[&OsStr] = &[
            "-t".as_ref(),
            "tmpfs".as_ref(),
            "-o".as_ref(),
            size.as_ref(),
            "none".as_ref(),
        ];
        run("mount", none.iter().copied().chain([disk.folder.as_os_str()]))?;
        Ok(disk)
    }

    /// Returns where it is mounted.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        unmount(&self.folder);
        let _ = std::fs::remove_dir(&self.folder);
    }
}

/// What a disk in memory gives out at a time, in bytes.
pub(crate) const PAGE: u64 = 4_096;

/// Unmounts a folder, lazily where a thread of SQLite's has not gone yet.
pub(crate) fn unmount(folder: &Path) {
    let _ = run("umount", [folder]).or_else(|_| run("umount", [Path::new("-l"), folder]));
}

/// Runs a program and returns what it prints.
///
/// # Errors
/// What it complains of.
pub(crate) fn run<S: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = S>,
) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .with_context(|| format!("{program} can't be run"))?;
    let complaint = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{program}: {}", complaint.trim());
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
