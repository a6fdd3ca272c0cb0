//! What only the system's administrator can arrange. Where it can't be had, a test says so and passes.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says on the real standard error, past the test harness, that a test could not be run here.
pub(crate) fn skip(test: &str, why: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "SKIPPED {test}: {why}").unwrap();
}

/// Something mounted, until it is dropped.
pub(crate) struct Mount(PathBuf);

impl Drop for Mount {
    fn drop(&mut self) {
        // Lazily where a failed test left something open in it.
        let _ = run("umount", &[&self.0]) || run("umount", &[Path::new("-l"), &self.0]);
    }
}

/// Mounts a file system of a stated size that lives in memory, where that is allowed.
pub(crate) fn mount_tmpfs(at: &Path, kilobytes: u32) -> Option<Mount> {
    let size = PathBuf::from(format!("size={kilobytes}k"));
    run(
        "mount",
        &[
            Path::new("-t"),
            Path::new("tmpfs"),
            Path::new("-o"),
            &size,
            Path::new("tmpfs"),
            at,
        ],
    )
    .then(|| Mount(at.to_owned()))
}

/// Makes a folder read-only, for the administrator too, where that is allowed.
pub(crate) fn remount_read_only(at: &Path) -> Option<Mount> {
    if !run("mount", &[Path::new("--bind"), at, at]) {
        return None;
    }
    let mount = Mount(at.to_owned());
    run("mount", &[Path::new("-o"), Path::new("remount,bind,ro"), at]).then_some(mount)
}

/// Makes a file immovable, or movable again, where the file system can.
pub(crate) fn set_immutable(file: &Path, immutable: bool) -> bool {
    run("chattr", &[Path::new(if immutable { "+i" } else { "-i" }), file])
}

fn run(program: &str, arguments: &[&Path]) -> bool {
    Command::new(program)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success())
}
