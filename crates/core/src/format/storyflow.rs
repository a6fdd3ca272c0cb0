//! StoryFlow's JSON: `{"title", "segments": [{"text_content", "image_prompt"}]}`. StoryFlow writes more fields; they are
//! passed over. Segue adds `"segue": {"image", "audio", "audio_stale"}` to a segment whose files lie beside the story file.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::json;

use super::{SegmentFiles, Story, StorySegment, numbered};
use crate::{Error, Refusal, Result};

/// Longest reason of a refusal, in characters.
const MAX_REASON_CHARS: usize = 200;

/// Parses StoryFlow's JSON. Every segment needs its `text_content`; title and prompts may be missing or null.
///
/// # Errors
///
/// `Invalid` with line and column, and with the segment's number where one is at fault; also when there are no segments.
pub fn parse(json: &str) -> Result<Story> {
    let file: StoryFile = serde_json::from_str(json).map_err(|error| told_by_line(&error))?;
    let title = file
        .title
        .map(|title| title.trim().to_owned())
        .filter(|title| !title.is_empty());
    match file.segments {
        Some(Segments(segments)) if !segments.is_empty() => Ok(Story { title, segments }),
        _ => Err(Error::invalid(Refusal::EmptyJson)),
    }
}

/// Writes a story as [`parse`] reads it.
#[must_use]
pub fn write(story: &Story) -> String {
    let segments: Vec<_> = story
        .segments
        .iter()
        .map(|segment| {
            let mut fields = json!({"text_content": segment.text, "image_prompt": segment.image_prompt});
            if segment.files != SegmentFiles::default() {
                fields["segue"] = json!(segment.files);
            }
            fields
        })
        .collect();
    format!("{:#}\n", json!({"title": story.title, "segments": segments}))
}

/// Puts the place first and takes it from the end, where serde_json says it.
fn told_by_line(error: &serde_json::Error) -> Error {
    let (line, column) = (numbered(error.line()), numbered(error.column()));
    let full = error.to_string();
    let reason = match error.classify() {
        Category::Eof => "the JSON ends too early",
        _ => full
            .strip_suffix(&format!(" at line {} column {}", error.line(), error.column()))
            .unwrap_or(&full),
    };
    let fault = shortened(reason).into_owned();
    Error::invalid(Refusal::StoryBroken { line, column, fault })
}

/// Returns the reason as people read it: serde_json quotes whole texts, however long they are.
fn shortened(reason: &str) -> Cow<'_, str> {
    match reason.char_indices().nth(MAX_REASON_CHARS) {
        Some((end, _)) => format!("{}…", reason.get(..end).unwrap_or_default()).into(),
        None => reason.into(),
    }
}

#[derive(Deserialize)]
#[serde(expecting = "an object with title and segments")]
struct StoryFile {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    segments: Option<Segments>,
}

/// Read by hand, so that an error can name the segment: serde counts no elements.
struct Segments(Vec<StorySegment>);

impl<'de> Deserialize<'de> for Segments {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(SegmentsVisitor)
    }
}

struct SegmentsVisitor;

impl<'de> Visitor<'de> for SegmentsVisitor {
    type Value = Segments;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str("segments as a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Segments, A::Error> {
        let mut segments = Vec::new();
        while let Some(segment) = list.next_element_seed(SegmentNumber(segments.len() + 1))? {
            segments.push(segment);
        }
        Ok(Segments(segments))
    }
}

/// The segment about to be read, counted from one as people see it.
#[derive(Clone, Copy)]
struct SegmentNumber(usize);

impl<'de> DeserializeSeed<'de> for SegmentNumber {
    type Value = StorySegment;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<StorySegment, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SegmentNumber {
    type Value = StorySegment;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "segment {} as an object with text_content", self.0)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<StorySegment, A::Error> {
        let (mut text, mut image_prompt, mut files) = (None, None, None);
        while let Some(name) = fields.next_key::<Cow<str>>()? {
            match &*name {
                "text_content" => text = fields.next_value_seed(TextOf("text_content", self))?,
                "image_prompt" => image_prompt = fields.next_value_seed(TextOf("image_prompt", self))?,
                "segue" => files = fields.next_value::<Option<SegmentFiles>>()?,
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        let text = text.ok_or_else(|| A::Error::custom(format!("segment {} has no text_content", self.0)))?;
        Ok(StorySegment {
            text,
            image_prompt: image_prompt.unwrap_or_default(),
            files: files.unwrap_or_default(),
        })
    }
}

/// Text or null under a field of a segment.
struct TextOf(&'static str, SegmentNumber);

impl<'de> DeserializeSeed<'de> for TextOf {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for TextOf {
    type Value = Option<String>;

    fn expecting(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "text as the {} of segment {}", self.0, self.1.0)
    }

    fn visit_str<E>(self, text: &str) -> Result<Option<String>, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Option<String>, E> {
        Ok(Some(text))
    }

    fn visit_unit<E>(self) -> Result<Option<String>, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn segment(text: &str, image_prompt: &str) -> StorySegment {
        StorySegment {
            text: text.to_owned(),
            image_prompt: image_prompt.to_owned(),
            ..StorySegment::default()
        }
    }

    #[test]
    fn a_refusal_does_not_repeat_a_long_text() {
        let long = "é".repeat(30_000);
        let refused = parse(&format!(r#"{{"segments": "{long}"}}"#))
            .unwrap_err()
            .to_string();
        assert!(
            refused.starts_with("Line 1: invalid type: string \"ééé"),
            "{refused:.60}"
        );
        assert!(refused.ends_with("é… (column 60015)."), "{} bytes", refused.len());
    }

    #[test]
    fn reads_title_text_and_prompts() {
        let story = parse(
            r#"{"title": " The Fox ", "segments": [
                {"text_content": "One.", "image_prompt": "A fox"},
                {"text_content": "", "image_prompt": null},
                {"text_content": "“Zwei”\n\u00e9"}
            ]}"#,
        )
        .unwrap();
        assert_eq!(story.title.as_deref(), Some("The Fox"));
        assert_eq!(
            story.segments,
            [
                segment("One.", "A fox"),
                segment("", ""),
                segment("“Zwei”\né", "")
            ]
        );
    }

    #[test]
    fn passes_over_what_storyflow_writes_besides() {
        let story = parse(
            r#"{"id": 7, "voice": {"name": "Ann"}, "segments": [
                {"id": 1, "sequence_index": 0, "audio_file_path": "/x.wav", "text_content": "One.", "tags": [1, {}]}
            ]}"#,
        )
        .unwrap();
        assert_eq!(
            story,
            Story {
                title: None,
                segments: vec![segment("One.", "")]
            }
        );
    }

    #[rstest]
    #[case::missing_text(
        "{\"segments\": [\n{\"text_content\": \"One.\"},\n{\"image_prompt\": \"x\"}\n]}",
        "Line 3: segment 2 has no text_content (column 21)."
    )]
    #[case::null_text(
        "{\"segments\": [\n{\"text_content\": null}]}",
        "Line 2: segment 1 has no text_content (column 22)."
    )]
    #[case::number_for_text(
        "{\"segments\": [{\n\"text_content\": 5}]}",
        "Line 2: invalid type: integer `5`, expected text as the text_content of segment 1 (column 17)."
    )]
    #[case::list_for_prompt(
        "{\"segments\": [{\"text_content\": \"\",\n\"image_prompt\": []}]}",
        "Line 2: invalid type: sequence, expected text as the image_prompt of segment 1 (column 18)."
    )]
    #[case::text_for_segment(
        "{\"segments\": [\n\"One.\"]}",
        "Line 2: invalid type: string \"One.\", expected segment 1 as an object with text_content (column 6)."
    )]
    #[case::segments_not_a_list(
        r#"{"segments": "One."}"#,
        "Line 1: invalid type: string \"One.\", expected segments as a list (column 19)."
    )]
    #[case::not_an_object(
        "5",
        "Line 1: invalid type: integer `5`, expected an object with title and segments (column 1)."
    )]
    #[case::cut_short(
        "{\"segments\": [\n{\"text_content\": \"On",
        "Line 2: the JSON ends too early (column 20)."
    )]
    #[case::broken("{\n\"segments\" [", "Line 2: expected `:` (column 12).")]
    #[case::more_behind(
        "{\"segments\": [{\"text_content\": \"\"}]}\nx",
        "Line 2: trailing characters (column 1)."
    )]
    fn errors_name_line_and_segment(#[case] json: &str, #[case] message: &str) {
        assert_eq!(parse(json).unwrap_err().to_string(), message);
    }

    #[rstest]
    #[case("{}")]
    #[case(r#"{"title": "Fox"}"#)]
    #[case(r#"{"segments": null}"#)]
    #[case(r#"{"segments": []}"#)]
    fn no_segments_is_no_story(#[case] json: &str) {
        assert_eq!(parse(json).unwrap_err().to_string(), "The story has no segments.");
    }

    #[test]
    fn deep_nesting_is_refused_before_the_stack_ends() {
        let deep = format!("{{\"x\": {}", "[".repeat(1_000_000));
        assert!(parse(&deep).is_err());
    }

    proptest! {
        #[test]
        fn any_text_parses_or_is_refused(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn any_text_around_a_story_parses_or_is_refused(text in r#"[{}\[\]",:a-z0-9\\\n ]{0,80}"#) {
            let _ = parse(&format!("{{\"segments\": [{{\"text_content\": {text}}}]}}"));
        }

        #[test]
        fn what_is_written_comes_back(
            texts in prop::collection::vec((any::<String>(), any::<String>(), any::<(Option<String>, Option<String>, bool)>()), 1..10),
        ) {
            let segments = texts.into_iter().map(|(text, image_prompt, (image, audio, audio_stale))| StorySegment {
                text,
                image_prompt,
                files: SegmentFiles { image, audio, audio_stale },
            }).collect();
            let story = Story { title: Some("Fox".to_owned()), segments };
            prop_assert_eq!(parse(&write(&story)).unwrap(), story);
        }
    }
}
