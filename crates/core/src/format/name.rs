//! Names of files and folders that are made of a story's own words, for whatever system they end up on.

use crate::media::path::is_reserved_on_windows;

/// Longest name in bytes: with a number before it and an ending behind it, it stays below what any file system takes.
const MOST_BYTES: usize = 180;

/// Returns a text as a file or a folder can be called on Linux, macOS and Windows alike, on one line and in at most `most`
/// characters; `None` where no such name is left of it.
#[must_use]
pub fn plain(text: &str, most: usize) -> Option<String> {
    let mut name = String::new();
    let mut chars = 0;
    for c in text.chars() {
        let c = if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        };
        let follows_space = name.is_empty() || name.ends_with(' ');
        if is_for_systems(c) || (c == ' ' && follows_space) || (c == '.' && name.is_empty()) {
            continue;
        }
        if chars == most || name.len() + c.len_utf8() > MOST_BYTES {
            leave_out_part_of_a_word(&mut name, c);
            break;
        }
        name.push(c);
        chars += 1;
    }
    name.truncate(name.trim_end_matches(['.', ',', ';', ' ']).len());
    (!name.is_empty() && !is_reserved_on_windows(&name)).then_some(name)
}

/// Takes the beginning of a word from the end, where `next` would go on with it and enough is left.
fn leave_out_part_of_a_word(name: &mut String, next: char) {
    let space = name.rfind(' ').filter(|space| *space >= name.len() / 2);
    if let Some(space) = space
        && next != ' '
    {
        name.truncate(space);
    }
}

/// Returns whether a character means something to a system, or turns the writing of what follows it around.
fn is_for_systems(c: char) -> bool {
    matches!(
        c,
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\u{feff}'
    ) || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::media::path::is_plain_name;

    #[rstest]
    #[case("Once a hare laughed", "Once a hare laughed")]
    #[case(
        "“Do you ever get anywhere?” he asked.",
        "“Do you ever get anywhere” he asked"
    )]
    #[case("Two\nlines\tand\u{2028}more", "Two lines and more")]
    #[case("AC/DC: live", "ACDC live")]
    #[case("..\\..\\evil", "evil")]
    #[case(".hidden", "hidden")]
    #[case("Märchen – 龟兔赛跑", "Märchen – 龟兔赛跑")]
    #[case("gpj\u{202e}exe.", "gpjexe")]
    #[case("a hare, a fox, and", "a hare, a fox, and")]
    #[case("Thus it ended;", "Thus it ended")]
    fn a_name_is_what_is_plain_in_a_text(#[case] text: &str, #[case] name: &str) {
        assert_eq!(plain(text, 40).as_deref(), Some(name));
    }

    #[rstest]
    #[case("a story too long for a name", "a story too")]
    #[case("a story much, much too long", "a story much")]
    #[case("a storyteller’sdaughter", "a storyteller")]
    fn a_name_ends_with_a_whole_word_where_it_can(#[case] text: &str, #[case] name: &str) {
        assert_eq!(plain(text, 13).as_deref(), Some(name));
    }

    #[rstest]
    #[case("")]
    #[case(" ... ")]
    #[case("???")]
    #[case("nul")]
    #[case("COM1.story")]
    fn some_texts_leave_no_name(#[case] text: &str) {
        assert_eq!(plain(text, 40), None);
    }

    proptest! {
        #[test]
        fn a_name_means_itself_on_every_system(text in any::<String>(), most in 1..80_usize) {
            if let Some(name) = plain(&text, most) {
                prop_assert!(is_plain_name(&name), "{name:?}");
                prop_assert!(!name.starts_with(['.', ' ']) && !name.contains("  "), "{name:?}");
                prop_assert!(name.chars().count() <= most && name.len() <= MOST_BYTES, "{name:?}");
            }
        }

        #[test]
        fn so_does_one_of_signs_alone(text in r#"[./\\:*?"<>| a\u{202e}\n]{0,12}"#) {
            prop_assert!(plain(&text, 40).is_none_or(|name| is_plain_name(&name)));
        }

        #[test]
        fn a_name_is_its_own_name(text in any::<String>()) {
            if let Some(name) = plain(&text, 40) {
                prop_assert_eq!(plain(&name, 40), Some(name.clone()));
            }
        }
    }
}
