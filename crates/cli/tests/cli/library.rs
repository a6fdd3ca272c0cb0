//! `seguectl` for a library as a whole: check and repair, backups, what can be saved, how long the trash keeps.

use serde_json::{Value, json};

use crate::support::Story;

fn with_media(texts: &[&str]) -> Story {
    let story = Story::new();
    for text in texts {
        story.add_with_media(text);
    }
    story
}

fn texts(story: &Story) -> Value {
    let segments = story.done(&["segment", "list", "1"]);
    let segments = segments.as_array().unwrap().iter();
    segments.map(|segment| segment["text"].clone()).collect()
}

#[test]
fn check_tells_and_with_fix_puts_right() {
    let story = with_media(&["a", "b"]);
    let image = story.done(&["segment", "show", "1"])["image"]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::copy(
        story.folder().join(&image),
        story.folder().join("media/stranger.png"),
    )
    .unwrap();
    std::fs::write(story.folder().join("media/notes.txt"), "mine").unwrap();
    let report = story.done(&["library", "check"]);
    assert_eq!(
        (&report["sound"], &report["orphans"]),
        (&json!(false), &json!(["media/notes.txt", "media/stranger.png"]))
    );
    let fixed = story.done(&["library", "check", "--fix"]);
    assert_eq!(
        fixed["repairs"],
        json!([{
            "repair": {"trash_found": {"title": "Found files"}},
            "repaired": 1,
            "undo_in": 2,
            "left": ["media/notes.txt"],
        }])
    );
    assert_eq!(fixed["report"]["orphans"], json!(["media/notes.txt"]));
    assert_eq!(story.done(&["trash", "list", "2"])[0]["text"], "stranger.png");
    assert_eq!(texts(&story), json!(["a", "b"]));
}

#[test]
fn a_repair_is_a_sentence_that_says_how_to_take_it_back() {
    let story = with_media(&["a"]);
    let image = story.done(&["segment", "show", "1"])["image"]["path"]
        .as_str()
        .unwrap()
        .to_owned();
    std::fs::copy(
        story.folder().join(&image),
        story.folder().join("media/stranger.png"),
    )
    .unwrap();
    let output = story.run(&["library", "check", "--fix"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Moved 1 file that nothing shows to the trash. Take it back: history undo 2\nLibrary and disk agree.\n"
    );
}

#[test]
fn a_backup_is_made_listed_and_restored() {
    let story = with_media(&["a", "b"]);
    let made = story.done(&["library", "backup"]);
    story.done(&["segment", "delete", "1"]);
    assert_eq!(texts(&story), json!(["b"]));
    assert_eq!(story.done(&["library", "backups"])[0], made);
    let name = made["name"].as_str().unwrap();
    story.done(&["library", "restore-backup", name]);
    assert_eq!(texts(&story), json!(["a", "b"]));
    assert_eq!(story.done(&["library", "check"])["sound"], true);
    let listed = story.done(&["library", "backups"]);
    let aside = listed
        .as_array()
        .unwrap()
        .iter()
        .find(|backup| backup["replaced"] == true);
    assert!(aside.is_some(), "{listed}");
}

#[test]
fn a_damaged_library_is_refused_saved_and_restored() {
    let story = with_media(&["a", "b"]);
    let made = story.done(&["library", "backup"]);
    let database = story.folder().join("library.db");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[2 * 4096..3 * 4096].fill(0xa5);
    std::fs::write(&database, bytes).unwrap();
    let refused = story.run(&["library", "info"]);
    let said: Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(said["code"], "library_corrupt");
    story.done(&["library", "restore-backup", made["name"].as_str().unwrap()]);
    assert_eq!(texts(&story), json!(["a", "b"]));
}

#[test]
fn what_can_be_read_is_saved_outside() {
    let story = with_media(&["a", "b"]);
    let target = tempfile::TempDir::new().unwrap();
    let saved = story.done(&["library", "rescue", target.path().to_str().unwrap()]);
    assert_eq!(
        (
            &saved["projects"],
            &saved["segments"],
            &saved["files"],
            &saved["unreadable"]
        ),
        (&json!(1), &json!(2), &json!(4), &json!(0))
    );
}

#[test]
fn how_long_the_trash_keeps_is_told_and_set() {
    let story = with_media(&["a"]);
    let rule = story.done(&["library", "retention"]);
    assert_eq!(
        rule,
        json!({"days": 30, "max_bytes": 5_000_000_000_i64, "recycles": false})
    );
    let rule = story.done(&[
        "library",
        "retention",
        "--days",
        "never",
        "--max-bytes",
        "1000000",
    ]);
    assert_eq!(
        rule,
        json!({"days": null, "max_bytes": 1_000_000, "recycles": false})
    );
    let output = story.run(&["library", "retention"]);
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "Of the trash is purged what is the oldest of more than 1.0 MB, unless it was locked.\n"
    );
}

#[test]
fn the_trash_of_all_projects_is_emptied_at_once() {
    let story = with_media(&["a"]);
    story.done(&["project", "create", "Other"]);
    story.done(&["segment", "add", "2", "--text", "b"]);
    story.done(&["segment", "delete", "1"]);
    story.done(&["segment", "delete", "2"]);
    assert_eq!(
        story.done(&["trash", "empty", "--older-than", "1"])["segments"],
        0
    );
    assert_eq!(story.done(&["trash", "empty"])["segments"], 2);
    assert_eq!(
        std::fs::read_dir(story.folder().join("trash")).unwrap().count(),
        0
    );
}

/// The bin of the Freedesktop specification lies where `XDG_DATA_HOME` says; on other systems it is nobody's to test.
#[cfg(target_os = "linux")]
#[test]
fn purged_files_go_to_the_recycle_bin_where_the_library_asks_for_it() {
    use crate::support::{document, seguectl};
    let story = with_media(&["a", "b"]);
    story.done(&["library", "retention", "--recycle", "true"]);
    story.done(&["segment", "delete", "1"]);
    let home = tempfile::TempDir::new_in(story.folder().parent().unwrap()).unwrap();
    let output = seguectl(&story.folder())
        .env("XDG_DATA_HOME", home.path())
        .args(["--json", "trash", "purge", "1"])
        .output()
        .unwrap();
    let purged = document(&output);
    assert_eq!((&purged["segments"], &purged["waiting"]), (&json!(1), &json!(0)));
    let in_trash = std::fs::read_dir(story.folder().join("trash")).unwrap().count();
    let in_bin = std::fs::read_dir(home.path().join("Trash/files"))
        .unwrap()
        .count();
    assert_eq!((in_trash, in_bin), (0, 2));
    assert_eq!(story.done(&["library", "check"])["sound"], true);
}
