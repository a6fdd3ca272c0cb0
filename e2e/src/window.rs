mod keys;
mod measured;
mod paths;
mod picture;
mod pointer;

use std::fs::File;
use std::path::{Path, PathBuf};

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};

use self::paths::{TIMELINE, clip, gap, saying};
pub use self::pointer::Half;
use crate::again::Watched;
use crate::driver::{Driver, program};
use crate::until::in_time;
use crate::{LibraryOnDisk, Row, display, menu, until};

/// The running program, as a person sees and handles it. Ends with all its processes when dropped.
pub struct Window {
    page: Client,
    driver: Driver,
    library: PathBuf,
}

impl Window {
    /// Starts the program on a library. It speaks English, whatever this machine does.
    pub async fn open(library: &LibraryOnDisk) -> Self {
        Self::open_in("en_US", library).await
    }

    /// Starts the program on a library, on a system of that locale.
    pub async fn open_in(locale: &str, library: &LibraryOnDisk) -> Self {
        Self::open_by(&program(), locale, library).await
    }

    async fn open_by(program: &Path, locale: &str, library: &LibraryOnDisk) -> Self {
        let driver = Driver::start(library, locale).await;
        let page = driver.start_program(program).await;
        Self {
            page,
            driver,
            library: library.path(),
        }
    }

    /// Starts the program on a library with one story, under a watcher. Returns the file that will hold what the program
    /// asks of the network, a system call a line.
    pub async fn open_story_watched(library: &LibraryOnDisk) -> (Self, PathBuf) {
        let Watched { starter, calls } = Watched::new(library);
        let window = Self::open_by(&starter, "en_US", library).await;
        window.shows(TIMELINE).await;
        (window, calls)
    }

    /// Starts the program on a library with one story, which it opens by itself.
    pub async fn open_story(library: &LibraryOnDisk) -> Self {
        let window = Self::open(library).await;
        window.shows(TIMELINE).await;
        window
    }

    /// Closes the window as its user would and waits until the library is free again.
    pub async fn close(self) {
        let Self {
            page,
            driver,
            library,
        } = self;
        page.close().await.expect("the window closes");
        drop(driver);
        let_go(&library).await;
    }

    /// Ends the program at once, as a crash does, and waits until the library is free again.
    pub async fn kill(self) {
        let Self { driver, library, .. } = self;
        drop(driver);
        let_go(&library).await;
    }

    /// Opens a menu by its mnemonic, and chooses the item with another one.
    pub async fn choose_from_menu(&self, menu: char, item: char) {
        menu::choose(menu, &[item]).await;
    }

    /// Opens a menu by its mnemonic and one within it, and chooses an item of that.
    pub async fn choose_from_submenu(&self, menu: char, submenu: char, item: char) {
        menu::choose(menu, &[submenu, item]).await;
    }

    /// Ends the program by its own menu, and waits until it has done all it does at its end.
    pub async fn quit(self) {
        self.choose_from_menu('f', 'q').await;
        let_go(&self.library).await;
    }

    /// Moves and sizes the window: from the screen's left and top, width and height, in pixels.
    pub async fn set_place(&self, [x, y, width, height]: [u32; 4]) {
        let set = self.page.set_window_rect(x, y, width, height).await;
        set.expect("the window moves");
        self.has_place([x, y, width, height]).await;
    }

    /// Waits until the window is there, in that size.
    pub async fn has_place(&self, place: [u32; 4]) {
        let expected = place.map(u64::from).into();
        self.watch(&format!("the window is at {place:?}"), async || {
            (self.page.get_window_rect().await.ok()? == expected).then_some(())
        })
        .await;
    }

    /// Waits for a native dialog of that title, and chooses a folder in it.
    pub async fn choose_folder(&self, title: &str, folder: &Path) {
        display::choose_folder(title, folder).await;
    }

    /// Copies an image in another program and pastes it by key where the focus is. Returns what `arrived` sees then.
    pub async fn paste_image<T>(&self, file: &Path, arrived: impl AsyncFn() -> Option<T>) -> T {
        let _copied = display::copy_image(file).await;
        display::focus("Segue");
        display::xdotool(&["key", "ctrl+v"]);
        until("the pasted image arrives", arrived).await
    }

    /// Drags files from another program to the bar above the timeline, and drops them there. Returns what `arrived` sees then.
    pub async fn drop_beside_segments<T>(
        &self,
        files: &[&Path],
        arrived: impl AsyncFnMut() -> Option<T>,
    ) -> T {
        const BAR: &str = "const bar = document.querySelector('[data-drop=\"end\"]').getBoundingClientRect();
            return [Math.round(bar.left + bar.width / 2), Math.round(bar.top + 8)]";
        let [x, y]: [i64; 2] = self.ask(BAR, vec![]).await;
        // The window is at the display's corner.
        let place = (x, y + self.page_on_display().await.top);
        let _source = display::drag_files(files, place, async || {
            self.look(&saying("Drop: a new segment for each file"))
                .await
                .is_some()
        })
        .await;
        until("what was dropped arrives", arrived).await
    }

    /// Waits until a segment's clip is shown as selected.
    pub async fn shows_selected(&self, row: &Row) {
        self.shows(&format!("{}[@aria-selected='true']", clip(row))).await;
    }

    /// Waits until the timeline says that it holds so many segments, whether or not all of them are in view.
    pub async fn timeline_counts(&self, segments: usize) {
        self.shows(&match segments {
            0 => format!("{TIMELINE}[not(.//*[@role='option'])]"),
            _ => format!("{TIMELINE}//*[@role='option' and @aria-setsize='{segments}']"),
        })
        .await;
    }

    /// Waits until a segment's clip stands on the timeline.
    pub async fn shows_clip(&self, row: &Row) {
        self.shows(&clip(row)).await;
    }

    /// Waits until the image on a segment's clip has been painted.
    pub async fn shows_image(&self, row: &Row) {
        self.paints(&format!("{}//img", clip(row))).await;
    }

    /// Waits until a picture in the dialog that is open has been painted.
    pub async fn shows_picture_in_dialog(&self) {
        self.paints("//*[@role='dialog']//img").await;
    }

    async fn paints(&self, image: &str) {
        let is_painted = "return arguments[0].complete && arguments[0].naturalWidth > 0";
        self.act(&format!("{image} is painted"), image, async |found| {
            let found = serde_json::to_value(&found).expect("an element has an id");
            let answer = self.page.execute(is_painted, vec![found]).await;
            answer.is_ok_and(|answer| answer == true)
        })
        .await;
    }

    /// Waits until the waveform of its take is drawn on a segment's clip.
    pub async fn shows_waveform(&self, row: &Row) {
        self.shows(&format!("{}//canvas", clip(row))).await;
    }

    /// Waits until a segment's clip is gone from the timeline.
    pub async fn lost_clip(&self, row: &Row) {
        self.lost(&clip(row)).await;
    }

    /// Waits until the timeline shows a gap behind a segment's number; 0 is before the first segment.
    pub async fn shows_gap(&self, removed: usize, after: i64) {
        self.shows(&gap(removed, after)).await;
    }

    /// Waits until the timeline shows no gap.
    pub async fn lost_gaps(&self) {
        self.lost("//*[starts-with(@aria-label, 'Gap: ')]").await;
    }

    /// Waits until some element says this, alone or among other words.
    pub async fn says(&self, words: &str) {
        self.shows(&saying(words)).await;
    }

    /// Waits until no element says this.
    pub async fn no_longer_says(&self, words: &str) {
        self.lost(&saying(words)).await;
    }

    /// Has the timeline scroll on by itself, a step each frame, to its ends and back, and counts the frames.
    pub async fn keep_scrolling(&self) {
        let started = self.page.execute(SCROLL, vec![]).await;
        started.expect("the timeline scrolls");
    }

    /// How many frames have been painted since it began to scroll by itself.
    pub async fn frames(&self) -> u64 {
        let frames = self.page.execute("return window.framesPainted", vec![]).await;
        serde_json::from_value(frames.expect("the page answers")).expect("a number of frames")
    }

    /// Waits until more frames have been painted since it began to scroll by itself.
    pub async fn paints_on(&self, frames: u64) {
        let until = self.frames().await + frames;
        self.watch(&format!("{until} frames are painted"), async || {
            (self.frames().await >= until).then_some(())
        })
        .await;
    }

    /// How many elements the timeline has.
    pub async fn elements_in_timeline(&self) -> u64 {
        const COUNT: &str = "return document.querySelectorAll('section:has([data-list=timeline]) *').length";
        let elements = self.page.execute(COUNT, vec![]).await;
        serde_json::from_value(elements.expect("the page answers")).expect("a number of elements")
    }

    /// What axe finds wrong on the page as it is, and calls serious or critical: the rule, and where.
    pub async fn barriers(&self) -> Vec<String> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("the UI's dependencies are installed");
        self.page.execute(&axe, vec![]).await.expect("axe comes in");
        let found = self.page.execute_async(AUDIT, vec![]).await;
        serde_json::from_value(found.expect("axe runs")).expect("axe answers with sentences")
    }

    async fn shows(&self, path: &str) -> Element {
        self.watch(&format!("{path} is shown"), async || self.look(path).await)
            .await
    }

    async fn lost(&self, path: &str) {
        self.watch(&format!("{path} is gone"), async || self.has_none(path).await)
            .await;
    }

    async fn has_none(&self, path: &str) -> Option<()> {
        let found = self.page.find_all(Locator::XPath(path)).await.ok()?;
        found.is_empty().then_some(())
    }

    /// Does something to an element once it is there. The page may redraw it meanwhile: then again with the new one.
    async fn act(&self, what: &str, path: &str, mut act: impl AsyncFnMut(Element) -> bool) {
        self.watch(what, async || {
            let found = self.look(path).await?;
            act(found).await.then_some(())
        })
        .await;
    }

    /// The first visible element at a path.
    async fn look(&self, path: &str) -> Option<Element> {
        for found in self.page.find_all(Locator::XPath(path)).await.ok()? {
            if found.is_displayed().await.unwrap_or(false) {
                return Some(found);
            }
        }
        None
    }

    /// [`until`], which leaves a picture of the window when it waited in vain.
    async fn watch<T>(&self, what: &str, look: impl AsyncFnMut() -> Option<T>) -> T {
        match in_time(look).await {
            Some(seen) => seen,
            None => panic!(
                "waited in vain until {what}; the display: {}",
                picture::of_display()
            ),
        }
    }
}

async fn let_go(library: &Path) {
    let lock = File::open(library.join("library.lock")).expect("the library's lock");
    until("the library is let go", async || lock.try_lock().ok()).await;
}

/// Answers what axe found, a sentence each.
const AUDIT: &str = "
    const answer = arguments[0]
    const isBarrier = ({ impact }) => impact === 'serious' || impact === 'critical'
    const where = ({ target, failureSummary }) => `${target.join(' ')} (${failureSummary})`
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        answer(violations.filter(isBarrier).map(({ id, nodes }) => `${id}: ${nodes.map(where).join(', ')}`)))";

/// Moves the timeline's scroll bar a step each frame, and turns round at the ends.
const SCROLL: &str = "
    const bar = document.querySelector('[data-list=timeline]').closest('.scroller')
    window.framesPainted = 0
    let step = 37
    const scroll = () => {
        window.framesPainted += 1
        const before = bar.scrollLeft
        bar.scrollLeft += step
        if (bar.scrollLeft === before) step = -step
        requestAnimationFrame(scroll)
    }
    requestAnimationFrame(scroll)";
