//! `seguectl` as a program: its environment, its help, its streams.

use std::process::Command;

use serde_json::json;

use crate::support::{Story, document, seguectl, with_segments};

#[test]
fn the_library_may_be_named_by_the_environment_and_has_to_be_named() {
    let story = with_segments(&["a"]);
    let bare = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_seguectl"));
        command
            .args(["segment", "list", "1", "--json"])
            .env_remove("SEGUE_LIBRARY");
        command
    };
    let named = bare().env("SEGUE_LIBRARY", story.folder()).output().unwrap();
    assert_eq!(document(&named), story.done(&["segment", "list", "1"]));
    assert_eq!(bare().output().unwrap().status.code(), Some(2));
    let last = bare().arg("-L").arg(story.folder()).output().unwrap();
    assert_eq!(document(&last), document(&named));
}

#[test]
fn help_says_where_places_count_from() {
    let output = Command::new(env!("CARGO_BIN_EXE_seguectl"))
        .arg("--help")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("counted from 0")
    );
}

#[test]
fn info_tells_versions_and_sizes() {
    let story = Story::new();
    let segment = story.add_with_media("a");
    let info = story.done(&["library", "info"]);
    let bytes = segment["image"]["bytes"].as_i64().unwrap() + segment["audio"]["bytes"].as_i64().unwrap();
    assert_eq!(
        (&info["schema_version"], &info["media_bytes"]),
        (&json!(4), &json!(bytes))
    );
    assert_eq!(
        (&info["name"], &info["waiting"], &info["revision"]),
        (&json!("library"), &json!([]), &json!(2))
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_goes_away_is_no_error_and_a_full_one_is() {
    use std::process::Stdio;
    let story = with_segments(&["a"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let status = seguectl(&story.folder())
        .args(["segment", "list", "1"])
        .stdout(writer)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(0));
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = seguectl(&story.folder())
        .args(["segment", "list", "1"])
        .stdout(Stdio::from(full))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("disk_full"));
}
