//! What `seguectl` refuses: the code, the one line of JSON, and that nothing is touched.

use serde_json::json;

use crate::support::{Story, indexes, refused, seguectl, with_segments};

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
