//! WebKitGTK's DMABUF renderer shows a blank window on some NVIDIA machines, so it is switched off there.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts the program again in the same process, with the renderer off, where that is needed.
///
/// WebKitGTK reads the variable in this process and those it starts, and setting it in a running one is unsafe in Rust:
/// another thread may be reading the environment. A fresh image of the program has no such thread.
pub(crate) fn avoid_blank_window() {
    let set = |name: &str| std::env::var_os(name).is_some();
    let nvidia = Path::new("/proc/driver/nvidia").exists();
    if !needs_it(
        nvidia,
        set(VARIABLE),
        set("TAURI_WEBVIEW_AUTOMATION") || set("TAURI_AUTOMATION"),
    ) {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let failure = Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(VARIABLE, "1")
        .exec();
    eprintln!("Segue goes on with WebKit's own renderer: {failure}");
}

/// Under a driver the session would hang at its next screenshot; what a person set is theirs.
fn needs_it(nvidia: bool, already_set: bool, driven: bool) -> bool {
    nvidia && !already_set && !driven
}

#[cfg(test)]
mod tests {
    use super::needs_it;

    #[test]
    fn only_on_nvidia_only_once_and_never_under_a_driver() {
        assert!(needs_it(true, false, false));
        assert!(!needs_it(false, false, false));
        assert!(
            !needs_it(true, true, false),
            "or the program would start itself for ever"
        );
        assert!(!needs_it(true, false, true));
    }
}
