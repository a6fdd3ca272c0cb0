//! Stories as files: pure reading and writing, one module a format. Nothing here knows of a library.

pub mod name;
pub mod storyflow;
pub mod subtitles;
pub mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Error, Refusal, Result, Task};

/// The largest story file that is read, in bytes. A million segments of ordinary narration fit.
const MAX_STORY_BYTES: u64 = 64 * 1024 * 1024;

/// A story as a file tells it: what becomes a project's title and segments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its title, where the file has one.
    pub title: Option<String>,
    /// Its segments in order, at least one.
    pub segments: Vec<StorySegment>,
}

/// One segment of a story file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StorySegment {
    /// The narration.
    pub text: String,
    /// The image prompt; empty where the file has none.
    pub image_prompt: String,
    /// Its image and its take, where the story was exported with them.
    pub files: SegmentFiles,
}

/// The files of one segment of a story file, which lie beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SegmentFiles {
    /// Name of the image's file. Data, maybe hostile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Name of the take's file, likewise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<String>,
    /// The narration was changed after the take was attached.
    #[serde(skip_serializing_if = "is_false")]
    pub audio_stale: bool,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Reads a story file, in the format that its extension names. A file without a title lends its own name.
///
/// # Errors
///
/// `Invalid`, with the file and the line where there is one, for another extension, a folder, more than 64 MB, text
/// that isn't UTF-8, a broken structure or no segments at all; `MediaMissing`, `PermissionDenied` or `Io` when it can't be read.
pub fn read_story(path: &Path) -> Result<Story> {
    let parse = parser_for(path)?;
    let bytes = read_bounded(path)?;
    let mut story = utf8(&bytes)
        .and_then(|text| parse(without_bom(text)))
        .map_err(|error| error.with_path(path))?;
    if story.title.is_none() {
        story.title = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    }
    Ok(story)
}

fn parser_for(path: &Path) -> Result<fn(&str) -> Result<Story>> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_lowercase());
    match extension.as_deref() {
        Some("txt" | "md") => Ok(text::parse),
        Some("json") => Ok(storyflow::parse),
        _ => Err(Error::invalid(Refusal::NotAStory { extension }).with_path(path)),
    }
}

fn read_bounded(path: &Path) -> Result<Vec<u8>> {
    let failed = |source| Error::file(Task::ReadStory, path, source);
    // Asked before opening: opening a pipe would wait for its writer.
    if !path.metadata().map_err(failed)?.is_file() {
        return Err(Error::invalid(Refusal::NotAFile).with_path(path));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(MAX_STORY_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() as u64 > MAX_STORY_BYTES {
        return Err(Error::invalid(Refusal::StoryTooLarge { most_mb: 64 }).with_path(path));
    }
    Ok(bytes)
}

fn utf8(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count();
        Error::invalid(Refusal::StoryNotUtf8 { line: numbered(line) })
    })
}

/// Returns the lines of a narration that say something, whatever ends them.
fn lines_with_words(narration: &str) -> impl Iterator<Item = &str> {
    let lines = narration.split(['\n', '\r']).map(str::trim);
    lines.filter(|line| !line.is_empty())
}

fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// A line or a column, for people: a story of 64 MB has fewer than what fits.
fn numbered(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use rstest::rstest;
    use tempfile::TempDir;

    use super::*;
    use crate::ErrorCode;

    fn story_file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
        use std::io::Write;
        let path = folder.path().join(name);
        File::create_new(&path).unwrap().write_all(bytes).unwrap();
        path
    }

    fn read(name: &str, bytes: &[u8]) -> Result<Story> {
        let folder = TempDir::new().unwrap();
        read_story(&story_file(&folder, name, bytes))
    }

    fn texts(story: &Story) -> Vec<&str> {
        story
            .segments
            .iter()
            .map(|segment| segment.text.as_str())
            .collect()
    }

    #[rstest]
    #[case("The Fox.txt")]
    #[case("The Fox.TXT")]
    #[case("The Fox.md")]
    fn a_text_file_lends_its_name_as_title(#[case] name: &str) {
        let story = read(name, "One.\r\n\r\nTwo.\r\n".as_bytes()).unwrap();
        assert_eq!(story.title.as_deref(), Some("The Fox"));
        assert_eq!(texts(&story), ["One.", "Two."]);
    }

    #[test]
    fn a_json_file_keeps_its_own_title_and_lends_its_name_otherwise() {
        let named = br#"{"title": "Fox", "segments": [{"text_content": "One."}]}"#;
        let unnamed = br#"{"segments": [{"text_content": "One."}]}"#;
        assert_eq!(read("story.json", named).unwrap().title.as_deref(), Some("Fox"));
        assert_eq!(
            read("story.json", unnamed).unwrap().title.as_deref(),
            Some("story")
        );
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_story() {
        assert_eq!(texts(&read("a.txt", b"\xef\xbb\xbfOne.").unwrap()), ["One."]);
        let json = b"\xef\xbb\xbf{\"segments\": [{\"text_content\": \"One.\"}]}";
        assert_eq!(texts(&read("a.json", json).unwrap()), ["One."]);
    }

    #[rstest]
    #[case::other_extension("story.docx", b"One.", "A .docx file isn't a story that Segue can read.")]
    #[case::no_extension(
        "story",
        b"One.",
        "A file without an extension isn't a story that Segue can read."
    )]
    #[case::latin1("a.txt", b"One.\n\nCaf\xe9.", "Line 3 isn't UTF-8 text.")]
    #[case::utf16("a.txt", b"\xff\xfeO\0", "Line 1 isn't UTF-8 text.")]
    #[case::empty_text("a.txt", b"", "The story has no segments.")]
    #[case::empty_json("a.json", b"", "Line 1: the JSON ends too early (column 0).")]
    fn bad_input_is_refused_with_its_path(#[case] name: &str, #[case] bytes: &[u8], #[case] message: &str) {
        let wire = read(name, bytes).unwrap_err().to_wire();
        assert_eq!((wire.code, wire.message.as_str()), (ErrorCode::Invalid, message));
        assert!(wire.path.is_some_and(|path| path.ends_with(name)));
    }

    #[test]
    fn a_file_that_is_not_there_says_so() {
        let folder = TempDir::new().unwrap();
        let wire = read_story(&folder.path().join("gone.txt")).unwrap_err().to_wire();
        assert_eq!(wire.code, ErrorCode::MediaMissing);
        assert_eq!(wire.message, "Reading the story failed: the file is not there.");
    }

    #[test]
    fn a_folder_is_refused() {
        let folder = TempDir::with_suffix(".txt").unwrap();
        assert_eq!(read_story(folder.path()).unwrap_err().code(), ErrorCode::Invalid);
    }

    #[test]
    fn more_than_64_mb_is_refused() {
        let folder = TempDir::new().unwrap();
        let path = story_file(&folder, "long.txt", b"x");
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(MAX_STORY_BYTES + 1)
            .unwrap();
        assert_eq!(
            read_story(&path).unwrap_err().to_string(),
            "The story is larger than 64 MB."
        );
    }
}
