//! `seguectl project …`.

use serde_json::json;

use crate::support::{Story, refused};

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
