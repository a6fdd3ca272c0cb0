//! A library in a temporary folder and `seguectl` to work on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A library that only `seguectl` touches.
pub(crate) struct Story {
    root: TempDir,
}

impl Story {
    /// A new library with the empty project 1.
    pub(crate) fn new() -> Self {
        let story = Self {
            root: TempDir::new().unwrap(),
        };
        story.done(&["library", "create"]);
        story.done(&["project", "create", "Story"]);
        story
    }

    /// The library's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("library")
    }

    /// A path beside the library.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Runs a command and returns all that came of it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        seguectl(&self.folder()).args(arguments).output().unwrap()
    }

    /// Runs a command that has to be done, and returns its document.
    pub(crate) fn done(&self, arguments: &[&str]) -> Value {
        document(&self.run(&[arguments, &["--json"]].concat()))
    }

    /// Adds a segment with an image and a take of its own to project 1.
    pub(crate) fn add_with_media(&self, text: &str) -> Value {
        let shade = text.bytes().next().unwrap();
        let (image, audio) = (
            self.beside(&format!("{text}.png")),
            self.beside(&format!("{text}.wav")),
        );
        image::RgbImage::from_pixel(32, 18, image::Rgb([shade, 90, 160]))
            .save(&image)
            .unwrap();
        std::fs::write(&audio, wav(u32::from(shade))).unwrap();
        let (image, audio) = (image.to_str().unwrap(), audio.to_str().unwrap());
        self.done(&[
            "segment", "add", "1", "--text", text, "--image", image, "--audio", audio,
        ])
    }
}

/// The program, on a library.
pub(crate) fn seguectl(library: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seguectl"));
    command
        .arg("-L")
        .arg(library)
        .env_remove("RUST_LOG")
        .env_remove("SEGUE_LIBRARY");
    command
}

/// Returns the one document that a command that was done printed, and nothing else.
pub(crate) fn document(output: &Output) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Runs a command that has to be refused, and returns the one line of JSON on standard error.
pub(crate) fn refused(story: &Story, arguments: &[&str]) -> Value {
    let output = story.run(arguments);
    assert_eq!(
        (output.status.code(), output.stdout.as_slice()),
        (Some(1), &b""[..]),
        "{arguments:?}"
    );
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    serde_json::from_str(&said).unwrap()
}

/// Texts and places of project 1.
pub(crate) fn indexes(story: &Story) -> Value {
    let segments = story.done(&["segment", "list", "1"]);
    let places = segments.as_array().unwrap().iter();
    places
        .map(|segment| json!([segment["text"], segment["sequence_index"]]))
        .collect()
}

/// A library whose project 1 has segments with these texts, without media.
pub(crate) fn with_segments(texts: &[&str]) -> Story {
    let story = Story::new();
    for text in texts {
        story.done(&["segment", "add", "1", "--text", text]);
    }
    story
}

/// Returns a mono WAV of 8,000 samples a second.
fn wav(ms: u32) -> Vec<u8> {
    let data = ms * 16;
    let mut bytes = Vec::new();
    bytes.extend(b"RIFF");
    bytes.extend((36 + data).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend([1, 0, 1, 0]); // PCM, one channel
    bytes.extend(8_000_u32.to_le_bytes());
    bytes.extend(16_000_u32.to_le_bytes());
    bytes.extend([2, 0, 16, 0]); // bytes and bits a sample
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes.resize(44 + data as usize, 0);
    bytes
}
