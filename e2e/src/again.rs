//! Further starts of the program, beside a window or under a watcher.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::driver::{as_its_user, program, trace_of_test};
use crate::{LibraryOnDisk, until};

/// Starts the program once more as the user of a library would, and waits until it ends by itself.
pub async fn start_again(library: &LibraryOnDisk, arguments: &[&OsStr]) {
    let mut second = as_its_user(&mut Command::new(program()), library)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let ended = until("the second start ends", async || second.try_wait().ok().flatten()).await;
    assert!(ended.success(), "the second start ends well: {ended}");
}

/// The program under a watcher that writes down what it and its children ask of the network.
pub(crate) struct Watched {
    /// Starts the program so.
    pub(crate) starter: PathBuf,
    /// One system call a line, as strace writes them.
    pub(crate) calls: PathBuf,
}

impl Watched {
    /// Makes the starter, in the folder of a library's user.
    pub(crate) fn new(library: &LibraryOnDisk) -> Self {
        let (starter, calls) = (library.home().join("watched"), trace_of_test("strace"));
        let script = format!(
            "#!/bin/sh\nexec strace --follow-forks --seccomp-bpf --quiet=all --trace=%network --output='{}' '{}' \"$@\"\n",
            calls.display(),
            program().display()
        );
        write_program(&starter, &script);
        Self { starter, calls }
    }
}

/// A program that notes when it is started.
pub(crate) struct Timed {
    /// Starts the program so.
    pub(crate) starter: PathBuf,
    /// Nanoseconds since 1970.
    pub(crate) begun: PathBuf,
}

impl Timed {
    /// Makes the starter, in the folder of a library's user.
    pub(crate) fn new(program: &Path, library: &LibraryOnDisk) -> Self {
        let (starter, begun) = (library.home().join("timed"), library.home().join("begun"));
        let script = format!(
            "#!/bin/sh\ndate +%s%N >'{}'\nexec '{}' \"$@\"\n",
            begun.display(),
            program.display()
        );
        write_program(&starter, &script);
        Self { starter, begun }
    }
}

/// Writes a program in the shell's language.
pub fn write_program(path: &Path, script: &str) {
    std::fs::write(path, script).expect("the starter is written");
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("the starter can be run");
}
