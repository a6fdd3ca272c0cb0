//! What is done to the window with the keyboard.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::json;

use super::Window;
use super::paths::{button, field, gap_button};

impl Window {
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

    /// Types a text into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        let keys = text
            .chars()
            .fold(KeyActions::new("keyboard".into()), |keys, value| {
                keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
            });
        self.page.perform_actions(keys).await.expect("a text is typed");
    }

    /// Presses Ctrl and a key as a keyboard of another layout does: `says` is what is on the key, `code` where it is.
    pub async fn press_on_layout(&self, says: char, code: &str) {
        const PRESS: &str = "
            const [key, code] = arguments
            const press = new KeyboardEvent('keydown', { key, code, ctrlKey: true, bubbles: true, cancelable: true })
            document.activeElement.dispatchEvent(press)";
        let pressed = self.page.execute(PRESS, vec![json!(says), json!(code)]).await;
        pressed.expect("a key is pressed");
    }

    /// Presses Tab until the button with this name has the focus.
    pub async fn tab_to_button(&self, name: &str) {
        self.tab_to(&button(name)).await;
    }

    /// Presses Tab until the button with this name on a gap of the timeline has the focus.
    pub async fn tab_to_gap(&self, name: &str) {
        self.tab_to(&gap_button(name)).await;
    }

    /// Waits until the button with this name on a gap of the timeline has the focus.
    pub async fn gap_has_keys(&self, name: &str) {
        let path = gap_button(name);
        self.watch(&format!("{path} has the keys"), async || {
            self.has_keys(&path).await
        })
        .await;
    }

    /// Presses Tab until the text field with this name has the focus.
    pub async fn tab_to_field(&self, name: &str) {
        self.tab_to(&field(name)).await;
    }

    async fn tab_to(&self, path: &str) {
        self.shows(path).await;
        self.watch(&format!("Tab gets to {path}"), async || {
            self.press(&[], Key::Tab).await;
            self.has_keys(path).await
        })
        .await;
    }

    async fn has_keys(&self, path: &str) -> Option<()> {
        let focused = self.page.active_element().await.ok()?;
        (focused.element_id() == self.look(path).await?.element_id()).then_some(())
    }
}
