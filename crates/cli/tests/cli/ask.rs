//! `seguectl segment find` and `segment delete --dry-run`: what asks and changes nothing.

use crate::support::Story;
use serde_json::json;

fn fable() -> Story {
    let story = Story::new();
    for text in ["Once a hare", "A tortoise", "The hare slept"] {
        story.add_with_media(text);
    }
    story.done(&["segment", "edit", "2", "--lock"]);
    story
}

#[test]
fn find_answers_ids_in_order() {
    let story = fable();
    let found = story.done(&["segment", "find", "1", "hare"]);
    assert_eq!(found["ids"], json!([1, 3]));
    assert_eq!(found["not_understood"], json!([]));
    let found = story.done(&["segment", "find", "1", "-hare locked: has:image has:video"]);
    assert_eq!(found["ids"], json!([2]));
    assert_eq!(found["not_understood"], json!(["has:video"]));
}

#[test]
fn a_question_may_begin_with_a_minus() {
    let story = fable();
    let found = story.done(&["segment", "find", "1", "-hare"]);
    assert_eq!(found["ids"], json!([2]));
}

#[test]
fn find_for_people_lists_what_it_found() {
    let story = fable();
    let output = story.run(&["segment", "find", "1", "slept has:video"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("2      3   The hare slept"), "{said}");
    assert!(said.contains("means nothing: has:video"), "{said}");
    assert!(said.ends_with("1 segment found.\n"), "{said}");
}

#[test]
fn a_dry_run_tells_what_would_go_and_changes_nothing() {
    let story = fable();
    let before = story.done(&["segment", "list", "1"]);
    let preview = story.done(&["segment", "delete", "1", "2", "--ripple", "--dry-run"]);
    assert_eq!(preview["segments"], 2);
    assert_eq!((&preview["locked"], &preview["moved"]), (&json!(1), &json!(1)));
    assert_eq!(story.done(&["segment", "list", "1"]), before);
    let receipt = story.done(&["segment", "delete", "1", "2", "--ripple"]);
    for told in ["cleared", "image_bytes", "audio_bytes"] {
        assert_eq!(preview["files"][told], receipt[told], "{told}");
    }
}

#[test]
fn a_dry_run_for_people_is_a_sentence() {
    let story = fable();
    let output = story.run(&["segment", "delete", "2", "--dry-run"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.starts_with("Would delete 1 segment; 1 of them locked; "),
        "{said}"
    );
    assert!(said.contains("to be moved to the trash; "), "{said}");
    assert!(story.run(&["segment", "show", "2"]).status.success());
    let refused = story.run(&["segment", "delete", "2", "99", "--dry-run"]);
    assert_eq!(refused.status.code(), Some(1));
}
