//! The language that questions are asked in. Reading it never fails: what means nothing is named and left out.

mod duration;

use self::duration::milliseconds;
use super::words;
use crate::storage::find::Filter;

/// A question. All of it has to be true of a segment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Words to be there, or not.
    pub(crate) terms: Vec<Term>,
    conditions: Vec<Condition>,
    /// What meant nothing, as it was written.
    pub(crate) not_understood: Vec<String>,
}

/// One word, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// As [`words::of_segment`] would have them.
    pub(crate) words: String,
    /// They must not be there.
    pub(crate) is_excluded: bool,
}

/// A state that a segment has to be in, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Condition {
    state: State,
    holds: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    HasImage,
    HasAudio,
    HasText,
    HasPrompt,
    ImageMissing,
    AudioMissing,
    Locked,
    Stale,
    BesideGap,
    /// In milliseconds, as the next. Neither is true of a segment without audio.
    LongerThan(i64),
    ShorterThan(i64),
}

/// A part of a question, as it is written.
struct Part<'q> {
    written: &'q str,
    is_turned_round: bool,
    body: Body<'q>,
}

enum Body<'q> {
    Word(&'q str),
    /// Between quotation marks. The second may not be typed yet.
    Quoted {
        text: &'q str,
        is_closed: bool,
    },
}

impl Query {
    /// Reads a question.
    pub(crate) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (part, behind) = first_part(rest);
            query.add(&part);
            rest = behind.trim_start();
        }
        query
    }

    pub(crate) fn asks_nothing(&self) -> bool {
        self.terms.is_empty() && self.conditions.is_empty()
    }

    pub(crate) fn has_words(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Returns the words that have to be there.
    pub(crate) fn wanted_words(&self) -> Vec<String> {
        let wanted = self.terms.iter().filter(|term| !term.is_excluded);
        wanted.map(|term| term.words.clone()).collect()
    }

    /// Returns what the database is to be asked; nothing where the conditions can't all be true.
    pub(crate) fn filter(&self) -> Option<Filter> {
        let mut filter = Filter::default();
        self.conditions
            .iter()
            .all(|condition| condition.narrow(&mut filter))
            .then_some(filter)
    }

    fn add(&mut self, part: &Part<'_>) {
        let read = match part.body {
            Body::Word(word) => self.add_condition(word, part.is_turned_round),
            Body::Quoted { .. } => None,
        };
        let is_understood = read.unwrap_or_else(|| self.add_words(part));
        if !is_understood {
            self.not_understood.push(part.written.to_owned());
        }
    }

    /// Adds `key:value`. Returns whether the value means anything, or nothing for a word that is no condition at all.
    fn add_condition(&mut self, word: &str, is_turned_round: bool) -> Option<bool> {
        let (key, value) = word.split_once(':')?;
        let value = &value.to_lowercase();
        let plain = |state: Option<State>| state.map(|state| (state, true));
        let read = match key.to_lowercase().as_str() {
            "has" => plain(had(value)),
            "missing" => plain(missing(value)),
            "locked" => yes_or_no(value).map(|holds| (State::Locked, holds)),
            "stale" => yes_or_no(value).map(|holds| (State::Stale, holds)),
            "gap" => yes_or_no(value).map(|holds| (State::BesideGap, holds)),
            "longer" => plain(milliseconds(value).map(State::LongerThan)),
            "shorter" => plain(milliseconds(value).map(State::ShorterThan)),
            _ => return None,
        };
        if let Some((state, holds)) = read {
            self.conditions.push(Condition {
                state,
                holds: holds != is_turned_round,
            });
        }
        Some(read.is_some())
    }

    fn add_words(&mut self, part: &Part<'_>) -> bool {
        let words = match part.body {
            Body::Word(word) => words::looked_for(word, false),
            Body::Quoted { text, is_closed } => words::looked_for(text, is_closed),
        };
        let is_understood = words.is_some();
        self.terms.extend(words.map(|words| Term {
            words,
            is_excluded: part.is_turned_round,
        }));
        is_understood
    }
}

impl Condition {
    /// Adds the condition to a filter. Returns whether it can be true together with what is there.
    fn narrow(self, filter: &mut Filter) -> bool {
        let tightest = |limit: &mut Option<i64>, ms: i64, tighter: fn(i64, i64) -> i64| {
            *limit = Some(limit.map_or(ms, |other| tighter(other, ms)));
            true
        };
        let slot = match (self.state, self.holds) {
            (State::HasImage, _) => &mut filter.has_image,
            (State::HasAudio, _) => &mut filter.has_audio,
            (State::HasText, _) => &mut filter.has_text,
            (State::HasPrompt, _) => &mut filter.has_prompt,
            (State::ImageMissing, _) => &mut filter.image_missing,
            (State::AudioMissing, _) => &mut filter.audio_missing,
            (State::Locked, _) => &mut filter.locked,
            (State::Stale, _) => &mut filter.stale,
            (State::BesideGap, _) => &mut filter.beside_gap,
            (State::LongerThan(ms), true) => return tightest(&mut filter.longer_than, ms, i64::max),
            (State::LongerThan(ms), false) => return tightest(&mut filter.not_longer_than, ms, i64::min),
            (State::ShorterThan(ms), true) => return tightest(&mut filter.shorter_than, ms, i64::min),
            (State::ShorterThan(ms), false) => return tightest(&mut filter.not_shorter_than, ms, i64::max),
        };
        *slot.get_or_insert(self.holds) == self.holds
    }
}

/// Returns the part that a text begins with, and what is behind it. The text begins with no space.
fn first_part(text: &str) -> (Part<'_>, &str) {
    let bare = text
        .strip_prefix('-')
        .filter(|bare| bare.chars().next().is_some_and(|c| !c.is_whitespace()));
    let body_text = bare.unwrap_or(text);
    let (body, behind) = match body_text.strip_prefix(is_quotation_mark) {
        Some(quoted) => quoted_body(quoted),
        None => {
            let end = body_text
                .find(|c: char| c.is_whitespace() || is_quotation_mark(c))
                .unwrap_or(body_text.len());
            let (word, behind) = body_text.split_at(end);
            (Body::Word(word), behind)
        }
    };
    let (written, _) = text.split_at(text.len() - behind.len());
    let part = Part {
        written,
        is_turned_round: bare.is_some(),
        body,
    };
    (part, behind)
}

fn quoted_body(text: &str) -> (Body<'_>, &str) {
    match text.split_once(is_quotation_mark) {
        Some((text, behind)) => (
            Body::Quoted {
                text,
                is_closed: true,
            },
            behind,
        ),
        None => (
            Body::Quoted {
                text,
                is_closed: false,
            },
            "",
        ),
    }
}

/// The plain one, and those that word processors and other languages make of it.
fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn had(value: &str) -> Option<State> {
    match value {
        "image" => Some(State::HasImage),
        "audio" => Some(State::HasAudio),
        "text" => Some(State::HasText),
        "prompt" => Some(State::HasPrompt),
        _ => None,
    }
}

fn missing(value: &str) -> Option<State> {
    match value {
        "image" => Some(State::ImageMissing),
        "audio" => Some(State::AudioMissing),
        _ => None,
    }
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value {
        "" | "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
