use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, Locator};

use crate::again::Watched;
use crate::driver::{Driver, program, trace_of_test};
use crate::until::in_time;
use crate::{LibraryOnDisk, Row, menu, until};

/// A side of a clip.
#[derive(Debug, Clone, Copy)]
pub enum Half {
    /// Where a drop goes before it.
    Left,
    /// Where a drop goes behind it.
    Right,
}

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
        menu::choose(menu, item).await;
    }

    /// Waits for a button with this name and clicks it.
    pub async fn click_button(&self, name: &str) {
        self.act(
            &format!("the button “{name}” can be clicked"),
            &button(name),
            async |found| found.click().await.is_ok(),
        )
        .await;
    }

    /// Waits for the timeline's clip of a segment and clicks it, with a modifier key held or not.
    pub async fn select(&self, row: &Row, held: Option<Key>) {
        self.act(
            &format!("clip {} can be clicked", row.id),
            &clip(row),
            async |found| {
                let click = MouseActions::new("mouse".into())
                    .then(PointerAction::MoveToElement {
                        element: found,
                        duration: None,
                        x: 0.0,
                        y: 0.0,
                    })
                    .then(PointerAction::Down {
                        button: MOUSE_BUTTON_LEFT,
                    })
                    .then(PointerAction::Up {
                        button: MOUSE_BUTTON_LEFT,
                    });
                self.hold(held).await;
                let clicked = self.page.perform_actions(click).await.is_ok();
                self.page
                    .release_actions()
                    .await
                    .expect("keys and buttons are let go");
                clicked
            },
        )
        .await;
        self.shows_selected(row).await;
    }

    /// Waits for an item with these words in the list by this name, and clicks it.
    pub async fn choose(&self, list: &str, words: &str) {
        let (name, words) = (quoted(list), quoted(words));
        let item = format!(
            "//*[@role='listbox' and @aria-label={name}]//*[@role='option' and contains(@aria-label, {words})]"
        );
        self.act(&format!("{words} can be chosen"), &item, async |found| {
            found.click().await.is_ok()
        })
        .await;
    }

    /// Drags a segment's clip over another one: to its left half, or to its right.
    pub async fn drag(&self, row: &Row, over: &Row, half: Half) {
        let from = self.shows(&clip(row)).await;
        let to = self.shows(&clip(over)).await;
        let (_, _, width, _) = to.rectangle().await.expect("the clip has a place");
        // From the middle, as WebDriver counts.
        let x = match half {
            Half::Left => -width / 4.0,
            Half::Right => width / 4.0,
        };
        let at = |element: Element, x: f64| PointerAction::MoveToElement {
            element,
            duration: None,
            x,
            y: 0.0,
        };
        let drag = MouseActions::new("mouse".into())
            .then(at(from.clone(), 0.0))
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            })
            .then(at(from, 20.0))
            .then(at(to, x))
            .then(PointerAction::Up {
                button: MOUSE_BUTTON_LEFT,
            });
        self.page.perform_actions(drag).await.expect("a clip is dragged");
    }

    /// Waits until a segment's clip is shown as selected.
    pub async fn shows_selected(&self, row: &Row) {
        self.shows(&format!("{}[@aria-selected='true']", clip(row))).await;
    }

    async fn hold(&self, key: Option<Key>) {
        if let Some(key) = key {
            let down = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: key.into() });
            self.page.perform_actions(down).await.expect("a key goes down");
        }
    }

    /// Presses a key, with others held down, on whatever has the focus.
    pub async fn press(&self, held: &[Key], key: impl Into<char>) {
        let key = key.into();
        let mut keys = KeyActions::new("keyboard".into());
        for held in held {
            keys = keys.then(KeyAction::Down {
                value: (*held).into(),
            });
        }
        keys = keys
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        for held in held.iter().rev() {
            keys = keys.then(KeyAction::Up {
                value: (*held).into(),
            });
        }
        self.page.perform_actions(keys).await.expect("keys are pressed");
    }

    /// Waits for the text field with this name, puts the cursor at its start, and returns its text.
    pub async fn enter_field(&self, name: &str) -> String {
        let field = self.shows(&field(name)).await;
        field.click().await.expect("the field takes a click");
        self.press(&[Key::Control], Key::Home).await;
        field
            .prop("value")
            .await
            .expect("the field answers")
            .unwrap_or_default()
    }

    /// Waits for the list of choices with this name and takes the one of this value.
    pub async fn choose_in(&self, name: &str, value: &str) {
        let name = quoted(name);
        let list = format!("//select[@aria-label={name} or @id=//label[normalize-space(.)={name}]/@for]");
        self.act(&format!("{value} can be chosen"), &list, async |found| {
            found.select_by_value(value).await.is_ok()
        })
        .await;
    }

    /// Waits until the text field with this name holds this text.
    pub async fn field_holds(&self, name: &str, text: &str) {
        let path = field(name);
        self.act(&format!("“{name}” holds “{text}”"), &path, async |found| {
            found
                .prop("value")
                .await
                .is_ok_and(|value| value.as_deref() == Some(text))
        })
        .await;
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
        let image = format!("{}//img", clip(row));
        let is_painted = "return arguments[0].complete && arguments[0].naturalWidth > 0";
        self.act(
            &format!("clip {} shows its image", row.id),
            &image,
            async |found| {
                let found = serde_json::to_value(&found).expect("an element has an id");
                let answer = self.page.execute(is_painted, vec![found]).await;
                answer.is_ok_and(|answer| answer == true)
            },
        )
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
        self.watch(&format!("{path} is gone"), async || {
            let found = self.page.find_all(Locator::XPath(path)).await.ok()?;
            found.is_empty().then_some(())
        })
        .await;
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
                "waited in vain until {what}; the window: {}",
                self.photograph().await
            ),
        }
    }

    /// Writes a picture of the page as it is, once nothing on it moves any more.
    pub async fn take_picture(&self, file: &Path) {
        let mut last = Vec::new();
        let picture = until("the page is still", async || {
            let now = self.page.screenshot().await.ok()?;
            (std::mem::replace(&mut last, now.clone()) == now).then_some(now)
        })
        .await;
        std::fs::write(file, picture).expect("the picture can be written");
    }

    async fn photograph(&self) -> String {
        let file = trace_of_test("png");
        match tokio::time::timeout(Duration::from_secs(5), self.page.screenshot()).await {
            Ok(Ok(picture)) if std::fs::write(&file, &picture).is_ok() => file.display().to_string(),
            _ => "does not answer".to_owned(),
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

const TIMELINE: &str = "//*[@role='listbox' and @data-list='timeline']";

fn clip(row: &Row) -> String {
    format!("{TIMELINE}//*[@role='option' and @data-segment-id='{}']", row.id)
}

fn gap(removed: usize, after: i64) -> String {
    let place = if after == 0 {
        "before the first segment".into()
    } else {
        format!("after segment {after}")
    };
    format!("//*[@aria-label='Gap: {removed} removed {place}']")
}

/// By the name that is read out, or the words on it, other words behind them or not.
fn button(name: &str) -> String {
    let name = quoted(name);
    let words = "concat(normalize-space(.), ' ')";
    format!(
        "//*[self::button or @role='button']\
         [@aria-label={name} or starts-with(@aria-label, concat({name}, ' ')) \
          or (not(@aria-label) and starts-with({words}, concat({name}, ' ')))]"
    )
}

fn field(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::textarea or self::input]\
         [@aria-label={name} or @id=//label[normalize-space(.)={name}]/@for \
          or @aria-labelledby=//*[normalize-space(.)={name}]/@id]"
    )
}

fn saying(words: &str) -> String {
    format!("//*[contains(normalize-space(text()), {})]", quoted(words))
}

/// A string literal of XPath 1.0, which knows no escapes.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "no name has a double quote");
    format!("\"{text}\"")
}
