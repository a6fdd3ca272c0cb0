//! Pictures of the page and of the display. They are taken from the display: where the page is painted without layers, the
//! driver waits for a frame that a page at rest never paints.

use std::path::Path;

use super::Window;
use crate::display::{self, Part};
use crate::driver::trace_of_test;
use crate::until;

impl Window {
    /// Writes a picture of the page as it is, once nothing on it moves any more. The text cursor, which blinks, is not in it.
    pub async fn take_picture(&self, file: &Path) {
        let page = self.page_on_display().await;
        self.hide_text_cursor(true).await;
        let mut last = None;
        let picture = until("the page is still", async || {
            let now = display::picture(&page)?;
            (last.replace(now.clone()).as_ref() == Some(&now)).then_some(now)
        })
        .await;
        self.hide_text_cursor(false).await;
        std::fs::write(file, picture).expect("the picture can be written");
    }

    /// The part of the window that is the page: all below the menu bar.
    pub(super) async fn page_on_display(&self) -> Part {
        let [width, height]: [i64; 2] = self.ask("return [innerWidth, innerHeight]", vec![]).await;
        let window = display::window_called("Segue").expect("the window is there");
        let top = display::height_of(&window) - height;
        Part {
            window,
            top,
            width,
            height,
        }
    }

    async fn hide_text_cursor(&self, hidden: bool) {
        const COLOUR: &str = "document.documentElement.style.caretColor = arguments[0] ? 'transparent' : ''";
        let told = self.page.execute(COLOUR, vec![hidden.into()]).await;
        told.expect("the page answers");
    }
}

/// Leaves a picture of all that the display shows beside everything built, for whoever asks why a test failed. Says where.
pub(super) fn of_display() -> String {
    let file = trace_of_test("png");
    let picture = display::whole_picture();
    match picture.is_some_and(|picture| std::fs::write(&file, picture).is_ok()) {
        true => file.display().to_string(),
        false => "no picture could be taken".to_owned(),
    }
}
