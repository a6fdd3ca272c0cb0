//! The display's own keyboard, pointer and clipboard: for the menu bar, for native dialogs, and for what other programs hand
//! over, none of which is part of the page.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::until;

/// Another program, until it is dropped.
pub(crate) struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // Ended already is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Has xdotool do something, and returns what it says.
pub(crate) fn xdotool(arguments: &[&str]) -> String {
    let output = Command::new("xdotool")
        .args(arguments)
        .output()
        .expect("xdotool is installed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Gives the keys to a window by its title.
pub(crate) fn focus(title: &str) {
    xdotool(&[
        "search",
        "--onlyvisible",
        "--name",
        &exactly(title),
        "windowfocus",
        "--sync",
    ]);
}

/// Returns the visible window of a title.
pub(crate) fn window_called(title: &str) -> Option<String> {
    let found = xdotool(&["search", "--onlyvisible", "--name", &exactly(title)]);
    found.lines().last().map(str::to_owned)
}

/// Returns the height of a window's content, in pixels.
pub(crate) fn height_of(window: &str) -> i64 {
    let told = xdotool(&["getwindowgeometry", "--shell", window]);
    let height = told.lines().find_map(|line| line.strip_prefix("HEIGHT="));
    height.and_then(|height| height.parse().ok()).expect("a height")
}

/// A part of a window, as wide as that is, in pixels.
pub(crate) struct Part {
    /// The window.
    pub(crate) window: String,
    /// How far below the window's upper edge.
    pub(crate) top: i64,
    /// How wide.
    pub(crate) width: i64,
    /// How high.
    pub(crate) height: i64,
}

/// What a part of a window shows, as PNG; the pointer is not in it. `None` when it can't be taken.
pub(crate) fn picture(part: &Part) -> Option<Vec<u8>> {
    let Part {
        window,
        top,
        width,
        height,
    } = part;
    import(
        window,
        &["-crop", &format!("{width}x{height}+0+{top}"), "+repage"],
    )
}

/// What all of the display shows, as PNG; the pointer is not in it. `None` when it can't be taken.
pub(crate) fn whole_picture() -> Option<Vec<u8>> {
    import("root", &[])
}

/// Two pictures of the same look are the same bytes: when they were taken is not in them.
fn import(window: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    // A display that does not answer must not keep a failed test from ending.
    let taken = Command::new("timeout")
        .args(["10", "import", "-silent", "-window", window])
        .args(arguments)
        .args(["-define", "png:exclude-chunks=date,time", "png:-"])
        .stderr(Stdio::null())
        .output()
        .expect("coreutils are installed");
    taken.status.success().then_some(taken.stdout)
}

/// Waits for a native dialog of that title, and chooses a folder in it by writing its path.
pub(crate) async fn choose_folder(title: &str, folder: &Path) {
    until(&format!("the dialog “{title}” opens"), async || {
        window_called(title)
    })
    .await;
    focus(title);
    // The slash that a path begins with opens GTK's field for one, and what is typed while it opens may be lost: so it is
    // typed again over that. With a slash at the end it completes nothing more.
    let path = format!("{}/", folder.display());
    xdotool(&["type", "--delay", "30", &path]);
    xdotool(&["key", "ctrl+a"]);
    xdotool(&["type", "--delay", "30", &path]);
    until(
        &format!("the dialog “{title}” takes the folder"),
        async || {
            xdotool(&["key", "Return"]);
            window_called(title).is_none().then_some(())
        },
    )
    .await;
}

/// Puts an image on the clipboard, as another program does that it is copied in. It is there until this is dropped.
pub(crate) async fn copy_image(file: &Path) -> Program {
    let copied = Command::new("xclip")
        .args(["-quiet", "-selection", "clipboard", "-target", "image/png", "-in"])
        .arg(file)
        .stderr(Stdio::null())
        .spawn();
    let copied = Program(copied.expect("xclip is installed"));
    // It starts, reads the file and only then says that the clipboard is its own: whoever pastes sooner pastes nothing.
    until("the clipboard offers the image", async || {
        let offered = Command::new("xclip")
            .args(["-selection", "clipboard", "-target", "TARGETS", "-out"])
            .stderr(Stdio::null())
            .output()
            .expect("xclip is installed");
        String::from_utf8_lossy(&offered.stdout)
            .lines()
            .any(|target| target == "image/png")
            .then_some(())
    })
    .await;
    copied
}

/// A window of another program, from which files can be dragged.
const SOURCE: &str = include_str!("drag_source.py");
const SOURCE_TITLE: &str = "Files to drag";
/// After how many steps of the pointer a drag that nobody heard of is begun again.
const AGAIN: i64 = 100;

/// Drags files from another program's window to a point of the display, in pixels, and lets go once `is_heard` says that what is
/// there has heard of them. The other program hands them over until it is dropped.
pub(crate) async fn drag_files(
    files: &[&Path],
    (x, y): (i64, i64),
    is_heard: impl AsyncFn() -> bool,
) -> Program {
    let source = Command::new("/usr/bin/python3")
        .args(["-c", SOURCE, SOURCE_TITLE])
        .args(files)
        .spawn();
    let source = Program(source.expect("Debian's Python is installed"));
    let id = until("the other program's window opens", async || {
        window_called(SOURCE_TITLE)
    })
    .await;
    xdotool(&["windowmove", "--sync", &id, "600", "80", "windowraise", &id]);
    let mut steps = 0;
    until("the page hears of the files over it", async || {
        // A drag begins after some pixels, and goes on being told of while the pointer moves. A press that came before the
        // window was ready for it begins none: after a while it is pressed again.
        let way = 8.min(steps % AGAIN);
        if way == 0 {
            xdotool(&["mouseup", "1", "mousemove", "620", "100", "mousedown", "1"]);
        }
        let along = |start: i64, end: i64| (start + (end - start) * way / 8).to_string();
        xdotool(&["mousemove", &along(620, x + steps % 2), &along(100, y)]);
        steps += 1;
        (way == 8 && is_heard().await).then_some(())
    })
    .await;
    xdotool(&["mouseup", "1"]);
    source
}

fn exactly(title: &str) -> String {
    format!("^{title}$")
}
