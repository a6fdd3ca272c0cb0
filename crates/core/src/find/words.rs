//! Texts as they are looked through: their words, without case, accents and punctuation.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Returns a segment's words: each has a space before it, and the last of each text one behind it too, so that a
/// search for ` word` finds beginnings of words, and ` word ` whole ones. No words in a row reach from text to prompt.
pub(super) fn of_segment(text: &str, image_prompt: &str) -> Box<str> {
    let mut words = String::with_capacity(text.len() + image_prompt.len() + 8);
    push_words(&mut words, text);
    words.push_str(" \n");
    push_words(&mut words, image_prompt);
    words.push(' ');
    words.into_boxed_str()
}

/// Returns words that are looked for as they would stand in a segment's: the last may go on, unless it `ends`. Nothing
/// for a text without words.
pub(super) fn looked_for(text: &str, ends: bool) -> Option<String> {
    let mut words = String::with_capacity(text.len() + 2);
    push_words(&mut words, text);
    if words.is_empty() {
        return None;
    }
    if ends {
        words.push(' ');
    }
    Some(words)
}

/// Appends a text's words, each with a space before it.
fn push_words(words: &mut String, text: &str) {
    let mut goes_on = false;
    let mut push = |c: char| {
        if is_combining_mark(c) {
            return;
        }
        let is_alone = is_word_alone(c);
        if c.is_alphanumeric() {
            if !goes_on || is_alone {
                words.push(' ');
            }
            // By way of upper case, ß becomes ss and every sigma the same.
            words.extend(c.to_uppercase().flat_map(char::to_lowercase));
        }
        goes_on = c.is_alphanumeric() && !is_alone;
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c);
        } else {
            decompose_compatible(c, &mut push);
        }
    }
}

/// Returns whether a character belongs to a script that is written without spaces, so that a word may begin at it:
/// Chinese, Japanese, Thai, Lao, Myanmar, Khmer. Source: <https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt>
fn is_word_alone(c: char) -> bool {
    matches!(
        c,
        '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{20000}'..='\u{323af}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_lose_case_accents_and_punctuation_as_the_page_takes_them_to() {
        // The page marks in a text what was found: it has to fold texts the same way.
        let fixture = include_str!("../../../../ui/src/lib/find/fixtures/words.json");
        let cases: Vec<(String, String)> = serde_json::from_str(fixture).unwrap();
        for (text, expected) in cases {
            let mut words = String::new();
            push_words(&mut words, &text);
            assert_eq!(words, expected, "{text:?}");
        }
    }

    #[test]
    fn no_row_of_words_reaches_from_the_text_to_the_prompt() {
        let words = of_segment("the hare", "ran away");
        assert!(words.contains(" hare ") && words.contains(" ran"), "{words:?}");
        let row = looked_for("hare ran", false).unwrap();
        assert!(!words.contains(&row), "{words:?}");
    }

    proptest! {
        #[test]
        fn whoever_asks_for_any_row_of_words_finds_it(text in "[a-zäöüß兎亀'’.,– ]{0,40}", from in 0..40usize, len in 1..40usize) {
            let chars: Vec<char> = text.chars().collect();
            let words: Vec<&str> = text.split(' ').filter(|word| looked_for(word, true).is_some()).collect();
            let some: Vec<&str> = words.iter().skip(from % chars.len().max(1)).take(len).copied().collect();
            if let Some(row) = looked_for(&some.join(" "), true) {
                prop_assert!(of_segment(&text, "").contains(&row), "{row:?} in {text:?}");
            }
        }

        #[test]
        fn any_text_is_words_with_single_spaces_before_them(text in any::<String>()) {
            let mut words = String::new();
            push_words(&mut words, &text);
            prop_assert!(!words.contains("  ") && !words.ends_with(' '), "{words:?}");
            prop_assert!(words.chars().all(|c| c == ' ' || c.is_alphanumeric()), "{words:?}");
        }
    }
}
