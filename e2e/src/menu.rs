//! The window's menu bar: the system's and no part of the page.

use crate::display::{focus, xdotool};
use crate::until;

/// Opens a menu by its mnemonic, then those within it, and chooses the last item.
pub(crate) async fn choose(menu: char, items: &[char]) {
    focus("Segue");
    let mut key = format!("alt+{menu}");
    for item in items {
        let before = windows();
        xdotool(&["key", &key]);
        until("the menu opens", async || (windows() > before).then_some(())).await;
        key = item.to_string();
    }
    xdotool(&["key", &key]);
}

/// How many windows the program shows; a menu that is open is one.
fn windows() -> usize {
    xdotool(&["search", "--onlyvisible", "--class", "segue"])
        .lines()
        .count()
}
