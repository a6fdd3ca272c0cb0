//! What is done to the window with the pointer.

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;

use super::Window;
use super::paths::{button, clip, list, quoted};
use crate::Row;

/// A side of a clip.
#[derive(Debug, Clone, Copy)]
pub enum Half {
    /// Where a drop goes before it.
    Left,
    /// Where a drop goes behind it.
    Right,
}

impl Window {
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

    /// Waits for the list of choices with this name and takes the one of this value.
    pub async fn choose_in(&self, name: &str, value: &str) {
        let name = quoted(name);
        let list = format!("//select[@aria-label={name} or @id=//label[normalize-space(.)={name}]/@for]");
        self.act(&format!("{value} can be chosen"), &list, async |found| {
            found.select_by_value(value).await.is_ok()
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

    async fn hold(&self, key: Option<Key>) {
        if let Some(key) = key {
            let down = KeyActions::new("keyboard".into()).then(KeyAction::Down { value: key.into() });
            self.page.perform_actions(down).await.expect("a key goes down");
        }
    }

    /// Scrolls the list by this name until a segment's row or clip is so far away that it is gone.
    pub async fn scroll_away(&self, name: &str, row: &Row) {
        // By script: WebKit's driver turns no wheel.
        const SCROLL: &str = "
            const within = [arguments[0], ...arguments[0].querySelectorAll('*')]
            let around = arguments[0]
            while ((around = around.parentElement)) within.push(around)
            for (const element of within) element.scrollBy({ left: 4000, top: 4000, behavior: 'instant' })";
        let path = list(name);
        let item = format!("{path}//*[@role='option' and @data-segment-id='{}']", row.id);
        self.watch(&format!("{item} is scrolled away"), async || {
            let list = serde_json::to_value(self.look(&path).await?).ok()?;
            self.page.execute(SCROLL, vec![list]).await.ok()?;
            self.has_none(&item).await
        })
        .await;
    }
}
