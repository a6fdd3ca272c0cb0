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

#[test]
fn a_story_is_exported_and_imported_again() {
    let story = Story::new();
    story.add_with_media("a");
    story.add_with_media("b");
    let target = story.beside("exports");
    std::fs::create_dir(&target).unwrap();
    let to = target.to_str().unwrap();
    let written = story.done(&["project", "export", "1", "--to", to]);
    assert_eq!(
        (&written["segments"], &written["files"], &written["missing"]),
        (&json!(2), &json!(4), &json!([]))
    );
    let folder = target.join("Story");
    assert_eq!(written["path"], json!(folder));
    let file = folder.join("story.json");
    let again = story.done(&["project", "import", file.to_str().unwrap()]);
    assert_eq!(
        (&again["title"], &again["segments"]),
        (&json!("Story"), &json!(2))
    );
    assert_eq!(
        again["duration_ms"],
        story.done(&["project", "list"])[1]["duration_ms"]
    );
    let text = story.done(&["project", "export", "1", "--to", to, "--format", "text"]);
    let text = std::fs::read_to_string(text["path"].as_str().unwrap()).unwrap();
    assert_eq!(text, "a\n\nb\n");
    let said = story.run(&["project", "export", "1", "--to", to, "--format", "subtitles"]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(
        said.starts_with("Exported 2 segments, ") && said.ends_with("Story.srt.\n"),
        "{said}"
    );
}

#[test]
fn an_export_to_nowhere_is_refused() {
    let story = Story::new();
    story.add_with_media("a");
    let gone = story.beside("gone");
    let error = refused(
        &story,
        &["project", "export", "1", "--to", gone.to_str().unwrap()],
    );
    assert_eq!(
        (&error["code"], &error["path"]),
        (&json!("media_missing"), &json!(gone))
    );
}
