//! How WebKitGTK paints: two machines on which its own choice is a bad one.
//!
//! - Its DMABUF renderer shows a blank window on some NVIDIA machines, so it is switched off there.
//! - Without a graphics card it has the processor imitate one and puts the page together on that, layer by layer: on two
//!   processors a key press took 94 ms to its painted frame. Painted without layers, as is done there now, it takes 35.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use tauri::WebviewWindow;
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Where Linux has its graphics cards.
const CARDS: &str = "/dev/dri";

/// Has the page painted without layers where there is no graphics card to put them together.
///
/// # Errors
/// When the window is gone already.
pub(crate) fn suit_the_machine(window: &WebviewWindow) -> tauri::Result<()> {
    if has_graphics_card(Path::new(CARDS)) {
        return Ok(());
    }
    tracing::info!("no graphics card: the processor paints the page");
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// A card that can compute has a render node. One without can only show what is painted elsewhere.
fn has_graphics_card(cards: &Path) -> bool {
    std::fs::read_dir(cards).is_ok_and(|mut nodes| {
        nodes.any(|node| node.is_ok_and(|node| node.file_name().to_string_lossy().starts_with("renderD")))
    })
}

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
    use super::{has_graphics_card, needs_it};

    #[test]
    fn a_card_that_only_shows_is_no_graphics_card() {
        let cards = tempfile::tempdir().unwrap();
        assert!(!has_graphics_card(&cards.path().join("none")));
        std::fs::File::create_new(cards.path().join("card0")).unwrap();
        assert!(!has_graphics_card(cards.path()));
        std::fs::File::create_new(cards.path().join("renderD128")).unwrap();
        assert!(has_graphics_card(cards.path()));
    }

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
