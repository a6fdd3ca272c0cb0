//! `seguectl segment …`: what it answers, and what it does to the places.

use serde_json::{Value, json};

use crate::support::{Story, indexes, refused, with_segments};

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
