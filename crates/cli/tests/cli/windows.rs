//! `seguectl` on Windows, where a file that somebody has open can't be moved.
#![cfg(windows)]

use std::fs::{File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{Story, document, seguectl};

/// Opens a file as a program does that lets nobody else near it.
fn hold(file: &Path) -> File {
    OpenOptions::new().read(true).share_mode(0).open(file).unwrap()
}

/// A story of one segment, whose image is held while the segment is deleted, and what the delete said.
fn with_held_image() -> (Story, PathBuf, File, Value) {
    let story = Story::new();
    let segment = story.add_with_media("a");
    let image = story.folder().join(segment["image"]["path"].as_str().unwrap());
    let held = hold(&image);
    let receipt = story.done(&["segment", "delete", "1"]);
    assert_eq!(receipt["waiting"][0]["path"], segment["image"]["path"]);
    (story, image, held, receipt)
}

#[test]
fn a_held_file_waits_is_named_and_goes_at_retry() {
    let (story, image, held, receipt) = with_held_image();
    assert_eq!(receipt["waiting"][0]["reason"], "in_use");
    assert_eq!(receipt["waiting"].as_array().unwrap().len(), 1);
    assert_eq!(story.done(&["segment", "list", "1"]), json!([]));
    assert_eq!(story.done(&["library", "retry"])["waiting"], receipt["waiting"]);
    assert!(image.is_file());
    drop(held);
    assert_eq!(story.done(&["library", "retry"])["waiting"], json!([]));
    assert!(!image.exists());
    assert_eq!(story.done(&["library", "check"])["sound"], true);
}

#[test]
fn a_held_file_goes_with_any_later_command() {
    let (story, image, held, _) = with_held_image();
    drop(held);
    story.done(&["segment", "list", "1"]);
    assert!(!image.exists());
    assert_eq!(story.done(&["library", "info"])["waiting"], json!([]));
}

#[test]
fn the_library_may_be_named_in_any_way_that_windows_has() {
    let story = Story::new();
    let plain = story.folder().to_str().unwrap().to_owned();
    let told = story.done(&["library", "info"])["path"].clone();
    for spelling in [
        plain.replace('\\', "/"),
        plain.to_uppercase(),
        format!(r"{plain}\"),
        format!(r"\\?\{plain}"),
    ] {
        let output = seguectl(Path::new(&spelling))
            .args(["library", "info", "--json"])
            .output()
            .unwrap();
        let path = document(&output)["path"].as_str().unwrap().to_lowercase();
        assert_eq!(path, told.as_str().unwrap().to_lowercase(), "{spelling}");
    }
}
