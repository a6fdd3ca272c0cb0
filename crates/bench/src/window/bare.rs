//! A page in the empty window that paints the boxes of a timeline and does nothing else: a box a clip, of the same size,
//! at the same place, with a thumbnail, a number, words and a waveform where the clip has them; moved as one, by a transform.

use std::time::Duration;

use anyhow::Result;
use segue_e2e::{Key, LibraryOnDisk, Window};
use serde_json::{Value, json};

use super::keys::{ENTRIES, FORGET};
use super::shown::Shown;
use super::{Programs, arguments, time_of};

/// The page, shown.
pub(crate) struct Bare {
    pub(crate) window: Window,
    // The program's home.
    _home: LibraryOnDisk,
}

impl Bare {
    /// Shows a page that paints what the timeline of a window paints now.
    pub(crate) async fn like(segue: &Window, programs: &Programs, thumbnail: &[u8]) -> Result<Self> {
        let home = LibraryOnDisk::empty().await;
        let Shown { window, .. } = Shown::start(&programs.empty, &home).await;
        let bare = Self { window, _home: home };
        bare.paint(segue, thumbnail).await?;
        Ok(bare)
    }

    /// Paints what the timeline of a window paints now.
    pub(crate) async fn paint(&self, segue: &Window, thumbnail: &[u8]) -> Result<()> {
        let scene: Value = segue.ask(include_str!("scene.js"), Vec::new()).await;
        let given = arguments(json!({ "scene": scene, "thumbnail": thumbnail }))?;
        let () = self.window.ask_later(include_str!("bare_page.js"), given).await;
        Ok(())
    }

    /// Presses a key that takes one box away, to which those behind it close up, and says how long it took to behind the
    /// painted frame; then all is back.
    pub(crate) async fn lose_a_box(&self) -> Duration {
        let () = self.window.ask(FORGET, Vec::new()).await;
        self.window.press(&[], Key::Delete).await;
        let [painted]: [f64; 1] = self
            .window
            .ask_later(ENTRIES, vec![["segue:key-painted"].into()])
            .await;
        self.window.press(&[], Key::Insert).await;
        time_of(painted)
    }
}
