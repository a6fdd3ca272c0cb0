//! `seguectl` as scripts meet it: documents, exit codes, refusals.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests fail loudly and prepare files by hand"
)]

mod support;

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Story, document, seguectl};

/// Runs a command that has to be refused, and returns the one line of JSON on standard error.
fn refused(story: &Story, arguments: &[&str]) -> Value {
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

fn indexes(story: &Story) -> Value {
    let segments = story.done(&["segment", "list", "1"]);
    let places = segments.as_array().unwrap().iter();
    places
        .map(|segment| json!([segment["text"], segment["sequence_index"]]))
        .collect()
}

fn with_segments(texts: &[&str]) -> Story {
    let story = Story::new();
    for text in texts {
        story.done(&["segment", "add", "1", "--text", text]);
    }
    story
}

#[test]
fn a_segment_is_exactly_what_is_promised() {
    let story = Story::new();
    let segment = story.add_with_media("a");
    let (image, audio) = (&segment["image"], &segment["audio"]);
    let expected = json!({
        "id": 1, "project_id": 1, "sequence_index": 0, "text": "a", "image_prompt": "",
        "image": {"id": image["id"], "path": image["path"], "bytes": image["bytes"]},
        "audio": {"id": audio["id"], "path": audio["path"], "bytes": 44 + 97 * 16},
        "duration_ms": 97, "audio_stale": false, "locked": false
    });
    assert_eq!(segment, expected);
    let file = story.folder().join(image["path"].as_str().unwrap());
    assert_eq!(json!(file.metadata().unwrap().len()), image["bytes"]);
    let bare = story.done(&["segment", "add", "1", "--text", "b", "--prompt", "a fox"]);
    assert_eq!(
        (&bare["image"], &bare["audio"], &bare["duration_ms"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(story.done(&["segment", "show", "2"]), bare);
    assert_eq!(story.done(&["segment", "list", "1"]), json!([segment, bare]));
}

#[test]
fn a_delete_prints_one_receipt() {
    let story = Story::new();
    for text in ["a", "b", "c"] {
        story.add_with_media(text);
    }
    story.done(&["segment", "edit", "2", "--lock"]);
    let doomed = story.done(&["segment", "show", "2"]);
    let receipt = story.done(&["segment", "delete", "2"]);
    let expected = json!({
           "segments": 1, "first_index": 1, "locked": 1, "gaps": [{"index": 1, "len": 1}], "erased": false,
           "cleared": 2, "image_bytes": doomed["image"]["bytes"], "audio_bytes": doomed["audio"]["bytes"],
           "missing": [], "shared": [], "refused": [],
    "returned": 0, "waiting": [], "revision": receipt["revision"]
       });
    assert_eq!(receipt, expected);
    for kind in ["image", "audio"] {
        assert!(
            !story
                .folder()
                .join(doomed[kind]["path"].as_str().unwrap())
                .exists()
        );
    }
    assert_eq!(indexes(&story), json!([["a", 0], ["c", 2]]));
    assert_eq!(story.done(&["library", "check"])["sound"], true);
}

#[test]
fn ripple_and_erase_are_asked_for_by_name() {
    let story = Story::new();
    for text in ["a", "b", "c", "d"] {
        story.add_with_media(text);
    }
    let receipt = story.done(&["segment", "delete", "1", "3", "--ripple", "--erase"]);
    assert_eq!(
        (&receipt["erased"], &receipt["gaps"], &receipt["cleared"]),
        (&json!(true), &json!([]), &json!(4))
    );
    assert_eq!(indexes(&story), json!([["b", 0], ["d", 1]]));
    assert_eq!(
        std::fs::read_dir(story.folder().join("trash")).unwrap().count(),
        0
    );
}

#[test]
fn the_receipt_for_people_is_a_sentence() {
    let story = Story::new();
    for text in ["a", "b", "c"] {
        story.add_with_media(text);
    }
    let image = story.done(&["segment", "show", "2"])["image"]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::remove_file(story.folder().join(&image)).unwrap();
    let output = story.run(&["segment", "delete", "2"]);
    let expected = format!(
        "Deleted 1 segment; 1.6 KB of audio moved to the trash; 1 file already missing: {image}; gap at 1 left open.\n"
    );
    assert_eq!(
        (output.status.code(), String::from_utf8(output.stdout).unwrap()),
        (Some(0), expected)
    );
}

#[test]
fn lists_for_people_line_up() {
    let story = with_segments(&["one", "two\nlines \u{1b}[31m"]);
    let output = story.run(&["segment", "list", "1"]);
    let expected = "\
INDEX  ID  LOCK  DURATION  IMAGE  AUDIO  TEXT
0      1         –         –      –      one
1      2         –         –      –      two lines [31m
";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
}

#[test]
fn places_count_from_zero_and_inserts_never_swap() {
    let story = with_segments(&["a", "b", "c"]);
    story.done(&["segment", "add", "1", "--text", "x", "--at", "0"]);
    assert_eq!(indexes(&story), json!([["x", 0], ["a", 1], ["b", 2], ["c", 3]]));
    let moved = story.done(&["segment", "move", "4", "--to", "1"]);
    assert_eq!(
        (moved.as_object().unwrap().len(), &moved["segments"]),
        (2, &json!(4))
    );
    assert_eq!(indexes(&story), json!([["a", 0], ["x", 1], ["b", 2], ["c", 3]]));
    story.done(&["segment", "reorder", "1", "--order", "3,2,1,4"]);
    assert_eq!(indexes(&story), json!([["c", 0], ["b", 1], ["a", 2], ["x", 3]]));
    story.done(&["segment", "delete", "2"]);
    story.done(&["segment", "close-gaps", "1"]);
    assert_eq!(indexes(&story), json!([["c", 0], ["a", 1], ["x", 2]]));
}

#[test]
fn copies_are_told_by_their_ids() {
    let story = with_segments(&["a", "b", "c"]);
    let copies = story.done(&["segment", "duplicate", "1", "2"]);
    assert_eq!(
        copies,
        json!({"ids": [4, 5], "first_index": 2, "revision": copies["revision"]})
    );
    story.done(&["segment", "delete", "3", "--ripple"]);
    let pasted = story.done(&["segment", "paste", "1", "--at", "0", "3", "1"]);
    assert_eq!(
        (&pasted["ids"], &pasted["first_index"]),
        (&json!([6, 7]), &json!(0))
    );
    assert_eq!(
        indexes(&story),
        json!([["c", 0], ["a", 1], ["a", 2], ["b", 3], ["a", 4], ["b", 5]])
    );
    let said = story.run(&["segment", "paste", "1", "--at", "6", "1"]);
    assert_eq!(String::from_utf8(said.stdout).unwrap(), "Made 1 segment at 6.\n");
    let refused = story.run(&["segment", "paste", "1", "--at", "0", "1", "99"]);
    assert_eq!(refused.status.code(), Some(1));
}

#[test]
fn a_split_and_a_merge_tell_both_segments() {
    let story = with_segments(&["one two", "b"]);
    let split = story.done(&["segment", "split", "1", "--at", "3"]);
    assert_eq!(
        split,
        json!({"second": 3, "sequence_index": 1, "revision": split["revision"]})
    );
    assert_eq!(indexes(&story), json!([["one", 0], ["two", 1], ["b", 2]]));
    let merge = story.done(&["segment", "merge", "3"]);
    assert_eq!(
        merge,
        json!({"id": 3, "trashed": 2, "revision": merge["revision"]})
    );
    assert_eq!(indexes(&story), json!([["one", 0], ["two b", 1]]));
    let refused = story.run(&["segment", "merge", "3"]);
    assert_eq!(refused.status.code(), Some(1));
    let undone = story.done(&["history", "undo", "1", "--times", "2"]);
    assert_eq!(
        undone["steps"],
        json!(["merge segments 2 and 3", "split segment 1"])
    );
}

#[test]
fn edits_attach_and_detach_print_the_segment() {
    let story = Story::new();
    let made = story.add_with_media("a");
    let edited = story.done(&[
        "segment", "edit", "1", "--text", "new", "--prompt", "fox", "--lock",
    ]);
    let told = (&edited["text"], &edited["image_prompt"], &edited["locked"]);
    assert_eq!(told, (&json!("new"), &json!("fox"), &json!(true)));
    assert_eq!(
        refused(&story, &["segment", "detach", "1", "--image"])["code"],
        "segment_locked"
    );
    assert_eq!(story.done(&["segment", "edit", "1", "--unlock"])["locked"], false);
    let detached = story.done(&["segment", "detach", "1", "--image", "--audio"]);
    assert_eq!(
        (&detached["image"], &detached["audio"]),
        (&Value::Null, &Value::Null)
    );
    let image = story.beside("a.png");
    let attached = story.done(&["segment", "attach", "1", "--image", image.to_str().unwrap()]);
    assert_eq!(attached["image"]["bytes"], made["image"]["bytes"]);
    assert_ne!(attached["image"]["id"], made["image"]["id"]);
}

#[test]
fn projects_are_made_imported_renamed_and_deleted() {
    let story = Story::new();
    let file = story.beside("The Fox.txt");
    std::fs::write(&file, "One.\n\nTwo.\n").unwrap();
    let file = file.to_str().unwrap();
    let imported = story.done(&["project", "import", file]);
    assert_eq!(
        (&imported["title"], &imported["segments"]),
        (&json!("The Fox"), &json!(2))
    );
    assert_eq!(
        story.done(&["project", "import", file, "--title", "Mine"])["title"],
        "Mine"
    );
    let sample = story.done(&["project", "sample"]);
    assert!(sample["segments"].as_i64().unwrap() >= 12 && sample["bytes"].as_i64().unwrap() > 0);
    assert_eq!(story.done(&["project", "rename", "1", "New"])["title"], "New");
    assert_eq!(story.done(&["project", "list"]).as_array().unwrap().len(), 4);
    let gone = story.done(&["project", "delete", &imported["id"].to_string()]);
    assert_eq!(
        (&gone["title"], &gone["segments"], &gone["cleared"]),
        (&json!("The Fox"), &json!(2), &json!(0))
    );
}

#[test]
fn a_bad_story_is_refused_by_line() {
    let story = Story::new();
    let file = story.beside("bad.json");
    std::fs::write(&file, "{\"segments\": [\n {\"image_prompt\": \"x\"}\n]}").unwrap();
    let error = refused(&story, &["project", "import", file.to_str().unwrap()]);
    assert_eq!(
        (&error["code"], &error["path"]),
        (&json!("invalid"), &json!(file))
    );
    assert!(error["message"].as_str().unwrap().contains("Line 2"), "{error}");
    assert_eq!(story.done(&["project", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn refusals_carry_code_and_message() {
    let story = with_segments(&["a"]);
    let nowhere = story.beside("nowhere.png");
    let garbage = story.beside("garbage.png");
    std::fs::write(&garbage, "no picture").unwrap();
    let (nowhere, garbage) = (nowhere.to_str().unwrap(), garbage.to_str().unwrap());
    let cases: [(&[&str], &str); 8] = [
        (&["segment", "show", "9"], "not_found"),
        (&["segment", "list", "9"], "not_found"),
        (&["segment", "delete", "1", "9"], "not_found"),
        (&["project", "create", " "], "invalid"),
        (&["segment", "reorder", "1", "--order", "1,1"], "invalid"),
        (&["segment", "move", "1", "--to", "7"], "invalid"),
        (&["segment", "attach", "1", "--image", nowhere], "media_missing"),
        (
            &["segment", "attach", "1", "--image", garbage],
            "unsupported_media",
        ),
    ];
    for (arguments, code) in cases {
        for form in [&[][..], &["--json"][..]] {
            let error = refused(&story, &[arguments, form].concat());
            assert_eq!(error["code"], code, "{arguments:?}: {error}");
            assert!(!error["message"].as_str().unwrap().is_empty());
        }
    }
    assert_eq!(indexes(&story), json!([["a", 0]]));
}

#[test]
fn what_is_no_library_is_refused() {
    let story = Story::new();
    let output = seguectl(&story.beside("nowhere"))
        .args(["project", "list"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!story.beside("nowhere").exists());
    assert_eq!(refused(&story, &["library", "create"])["code"], "invalid");
}

#[test]
fn wrong_usage_is_exit_2_and_touches_nothing() {
    let story = with_segments(&["a"]);
    let wrong: [&[&str]; 15] = [
        &[],
        &["segment"],
        &["segment", "frobnicate"],
        &["segment", "show"],
        &["segment", "show", "one"],
        &["segment", "delete"],
        &["segment", "move", "1"],
        &["segment", "move", "1", "--to", "-1"],
        &["segment", "edit", "1"],
        &["segment", "edit", "1", "--lock", "--unlock"],
        &["segment", "attach", "1"],
        &["segment", "detach", "1"],
        &["segment", "reorder", "1"],
        &["segment", "reorder", "1", "--order", "1,x"],
        &["segment", "add", "1"],
    ];
    for arguments in wrong {
        let output = story.run(arguments);
        assert_eq!(
            (output.status.code(), output.stdout.len()),
            (Some(2), 0),
            "{arguments:?}"
        );
    }
    assert_eq!(indexes(&story), json!([["a", 0]]));
}

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
        (&json!(3), &json!(bytes))
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
