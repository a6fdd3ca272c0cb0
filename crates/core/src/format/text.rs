//! Plain text: a segment a paragraph.

use super::{Story, StorySegment, lines_with_words};
use crate::{Error, Refusal, Result};

/// Parses plain text. Paragraphs are set apart by blank lines; the lines of one are joined by spaces, since writers wrap
/// them by hand. There is no title and there are no image prompts.
///
/// # Errors
///
/// `Invalid` when there is no text at all.
pub fn parse(text: &str) -> Result<Story> {
    let segments: Vec<StorySegment> = paragraphs(text)
        .into_iter()
        .map(|text| StorySegment {
            text,
            ..StorySegment::default()
        })
        .collect();
    if segments.is_empty() {
        return Err(Error::invalid(Refusal::EmptyText));
    }
    Ok(Story {
        title: None,
        segments,
    })
}

/// Writes narrations as [`parse`] reads them: a paragraph each, its lines as they are but without blank ones. What says nothing
/// is left out.
#[must_use]
pub fn write<'a>(narrations: impl IntoIterator<Item = &'a str>) -> String {
    let mut file = String::new();
    for narration in narrations {
        let lines: Vec<&str> = lines_with_words(narration).collect();
        if lines.is_empty() {
            continue;
        }
        if !file.is_empty() {
            file.push('\n');
        }
        file += &lines.join("\n");
        file.push('\n');
    }
    file
}

fn paragraphs(text: &str) -> Vec<String> {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = unix.split('\n').map(str::trim).collect();
    lines
        .split(|line| line.is_empty())
        .filter(|lines| !lines.is_empty())
        .map(|lines| lines.join(" "))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn texts(text: &str) -> Vec<String> {
        parse(text)
            .unwrap()
            .segments
            .into_iter()
            .map(|segment| segment.text)
            .collect()
    }

    #[rstest]
    #[case::one("One.", &["One."])]
    #[case::two("One.\n\nTwo.", &["One.", "Two."])]
    #[case::many_blank_lines("\n\n One. \n \n\t\n\nTwo.\n\n\n", &["One.", "Two."])]
    #[case::wrapped("One\nline.\n\nTwo\n  lines.", &["One line.", "Two lines."])]
    #[case::windows("One\r\nline.\r\n\r\nTwo.\r\n", &["One line.", "Two."])]
    #[case::old_mac("One\rline.\r\rTwo.", &["One line.", "Two."])]
    #[case::any_script("Der Hase – „langsam!“\n\n龟兔赛跑", &["Der Hase – „langsam!“", "龟兔赛跑"])]
    fn a_segment_a_paragraph(#[case] text: &str, #[case] expected: &[&str]) {
        assert_eq!(texts(text), expected);
    }

    #[rstest]
    #[case("")]
    #[case(" \n\t\r\n ")]
    fn no_text_is_no_story(#[case] text: &str) {
        assert_eq!(parse(text).unwrap_err().to_string(), "The story has no segments.");
    }

    #[test]
    fn narrations_are_written_a_paragraph_each() {
        let file = write(["One.", "", "Two\n\n  lines.", " \n"]);
        assert_eq!(file, "One.\n\nTwo\nlines.\n");
        assert_eq!(write([]), "");
    }

    proptest! {
        #[test]
        fn what_is_written_comes_back_but_for_breaks(narrations in prop::collection::vec(any::<String>(), 1..8)) {
            let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let expected: Vec<String> = narrations.iter().map(|text| said(text)).filter(|text| !text.is_empty()).collect();
            let file = write(narrations.iter().map(String::as_str));
            let read = parse(&file).map(|story| story.segments).unwrap_or_default();
            let read: Vec<String> = read.iter().map(|segment| said(&segment.text)).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn any_text_parses_or_is_refused(text in any::<String>()) {
            if let Ok(story) = parse(&text) {
                prop_assert!(story.segments.iter().all(|segment| !segment.text.is_empty()));
                prop_assert!(story.segments.iter().all(|segment| !segment.text.contains(['\n', '\r'])));
            }
        }

        #[test]
        fn paragraphs_come_back_as_they_were_written(
            paragraphs in prop::collection::vec("[a-zA-Z.,“”é龟]([ a-zA-Z.,“”é龟]{0,40}[a-z.])?", 1..20),
            blank in prop::sample::select(vec!["\n\n", "\r\n\r\n", "\n \n\n"]),
        ) {
            prop_assert_eq!(texts(&paragraphs.join(blank)), paragraphs);
        }
    }
}
