//! The language that Segue speaks, and what the shell says itself: the menu and the titles of native dialogs.
//!
//! The texts are those of the page's catalogue that lie in `ui/src/lib/texts/shell`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language that Segue speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

/// The language that the person chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum LanguageChoice {
    /// As the system has it; English where Segue doesn't speak that.
    #[default]
    System,
    /// English.
    En,
    /// German.
    De,
}

/// What is spoken, and how numbers and times are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Spoken {
    /// The language.
    pub(crate) language: Language,
    /// A BCP 47 tag of that language, such as `de-AT`.
    pub(crate) locale: String,
}

impl LanguageChoice {
    /// Returns what is spoken on this machine by this choice.
    pub(crate) fn spoken(self) -> Spoken {
        // The person may have named several languages, the best first.
        let system = sys_locale::get_locales().find(|locale| Language::of(locale).is_some());
        self.spoken_on(&system.unwrap_or_default())
    }

    fn spoken_on(self, system: &str) -> Spoken {
        let of_system = Language::of(system);
        let language = match self {
            Self::System => of_system.unwrap_or_default(),
            Self::En => Language::En,
            Self::De => Language::De,
        };
        let locale = if of_system == Some(language) {
            system.to_owned()
        } else {
            language.tag().to_owned()
        };
        Spoken { language, locale }
    }
}

impl Language {
    fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    fn of(locale: &str) -> Option<Self> {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        [Self::En, Self::De]
            .into_iter()
            .find(|known| language.eq_ignore_ascii_case(known.tag()))
    }

    /// Returns what the shell says in this language.
    pub(crate) fn texts(self) -> Texts {
        let catalogue = match self {
            Self::En => include_str!("../../ui/src/lib/texts/shell/en.json"),
            Self::De => include_str!("../../ui/src/lib/texts/shell/de.json"),
        };
        // A test reads both.
        serde_json::from_str(catalogue).unwrap_or_default()
    }
}

/// What the shell says itself.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Texts {
    /// Titles of the menus, with `&` before the mnemonic.
    pub(crate) menus: BTreeMap<String, String>,
    /// Labels of the items by id, likewise.
    pub(crate) items: BTreeMap<String, String>,
    /// How an item and the step that it would take stand together.
    step: String,
    /// How a library that was open before stands in the menu.
    other: String,
    /// The same of one that is not there.
    other_gone: String,
    /// The name of an image that was pasted.
    pub(crate) pasted_image: String,
    /// What native dialogs say.
    pub(crate) dialogs: DialogTexts,
    /// Names of keys where they are not the English ones.
    keys: BTreeMap<String, String>,
}

/// Titles of native dialogs, and names of the types of files in them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DialogTexts {
    pub(crate) import_story: String,
    pub(crate) choose_image: String,
    pub(crate) choose_audio: String,
    pub(crate) add_files: String,
    pub(crate) open_library: String,
    pub(crate) rescue: String,
    pub(crate) export_story: String,
    pub(crate) stories: String,
    pub(crate) images: String,
    pub(crate) images_and_audio: String,
    pub(crate) audio: String,
    pub(crate) all_files: String,
}

impl Texts {
    /// Returns the title of a menu.
    pub(crate) fn menu(&self, name: &str) -> &str {
        self.menus.get(name).map_or("", String::as_str)
    }

    /// Returns the label of an item.
    pub(crate) fn item(&self, id: &str) -> &str {
        self.items.get(id).map_or("", String::as_str)
    }

    /// Returns an item's label with the step that it would take.
    pub(crate) fn with_step(&self, item: &str, step: &str) -> String {
        self.step.replace("{item}", item).replace("{step}", step)
    }

    /// Returns how a library that was open before stands in the menu.
    pub(crate) fn other(&self, name: &str, path: &str, gone: bool) -> String {
        let form = if gone { &self.other_gone } else { &self.other };
        form.replace("{name}", name).replace("{path}", path)
    }

    /// Returns keys as the keyboards of this language name them.
    pub(crate) fn keys(&self, keys: &str) -> String {
        let named = |key| self.keys.get(key).map_or(key, String::as_str);
        keys.split('+').map(named).collect::<Vec<_>>().join("+")
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(LanguageChoice::System, "de-AT", Language::De, "de-AT")]
    #[case(LanguageChoice::System, "en-GB", Language::En, "en-GB")]
    #[case(LanguageChoice::System, "fr-FR", Language::En, "en")]
    #[case(LanguageChoice::System, "", Language::En, "en")]
    #[case(LanguageChoice::System, "C", Language::En, "en")]
    #[case(LanguageChoice::En, "de-DE", Language::En, "en")]
    #[case(LanguageChoice::De, "de-CH", Language::De, "de-CH")]
    #[case(LanguageChoice::De, "en-US", Language::De, "de")]
    fn a_choice_is_spoken_with_the_systems_locale_where_that_fits(
        #[case] choice: LanguageChoice,
        #[case] system: &str,
        #[case] language: Language,
        #[case] locale: &str,
    ) {
        let locale = locale.to_owned();
        assert_eq!(choice.spoken_on(system), Spoken { language, locale });
    }

    #[test]
    fn every_language_has_the_same_texts_and_none_is_empty() {
        let english = Language::En.texts();
        for language in [Language::En, Language::De] {
            let texts = language.texts();
            assert!(!texts.items.is_empty(), "{language:?} can be read");
            assert!(texts.menus.keys().eq(english.menus.keys()), "{language:?}");
            assert!(texts.items.keys().eq(english.items.keys()), "{language:?}");
            let said = texts.menus.values().chain(texts.items.values());
            let said = said.chain([&texts.pasted_image]);
            assert!(said.into_iter().all(|text| !text.is_empty()));
            for (form, places) in [
                (&texts.step, ["{item}", "{step}"]),
                (&texts.other, ["{name}", "{path}"]),
                (&texts.other_gone, ["{name}", "{path}"]),
            ] {
                assert!(
                    places.into_iter().all(|place| form.contains(place)),
                    "{language:?}: {form}"
                );
            }
        }
    }

    #[test]
    fn keys_have_the_names_of_the_keyboard() {
        let named = |language: Language| language.texts().keys("Ctrl+Shift+Del");
        assert_eq!(named(Language::En), "Ctrl+Shift+Del");
        assert_eq!(named(Language::De), "Strg+Umschalt+Entf");
    }
}
