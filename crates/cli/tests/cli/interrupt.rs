//! A command that lasts: a terminal shows how far it is, and Ctrl+C cancels it.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};

use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};

use crate::support::Story;

/// What a terminal sends for Ctrl+C.
const CTRL_C: &[u8] = b"\x03";

/// A story with a segment in the trash, whose rule lets nothing go by itself: opening it writes nothing.
fn with_trash() -> Story {
    let story = Story::new();
    story.add_with_media("a");
    story.done(&["segment", "delete", "1"]);
    story.done(&["library", "retention", "--days", "never", "--max-bytes", "never"]);
    story
}

/// Another program's write to the database, not finished until it is dropped.
async fn somebody_writes(story: &Story) -> SqliteConnection {
    let database = SqliteConnectOptions::new().filename(story.folder().join("library.db"));
    let mut connection = database.connect().await.unwrap();
    sqlx::raw_sql("BEGIN IMMEDIATE")
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

/// `seguectl` on a terminal of its own, as `script` gives it one.
fn on_a_terminal(story: &Story, arguments: &str) -> Child {
    let program = env!("CARGO_BIN_EXE_seguectl");
    let library = story.folder();
    Command::new("script")
        .args(["--quiet", "--flush", "--return", "--command"])
        .arg(format!("{program} -L {} {arguments}", library.display()))
        .arg("/dev/null")
        .env("TERM", "xterm")
        .env_remove("RUST_LOG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Reads until these words have come. Ends with the program if they never do.
fn read_until(child: &mut Child, words: &str) -> String {
    let mut said = Vec::new();
    let mut byte = [0];
    let output = child.stdout.as_mut().unwrap();
    while !String::from_utf8_lossy(&said).contains(words) {
        let read = output.read(&mut byte).unwrap();
        assert_eq!(read, 1, "it ended without a word of “{words}”: {said:?}");
        said.extend(byte);
    }
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test]
async fn a_terminal_shows_what_a_command_is_at_and_ctrl_c_cancels_it() {
    let story = with_trash();
    let somebody = somebody_writes(&story).await;
    let mut seguectl = on_a_terminal(&story, "trash purge 1");
    read_until(&mut seguectl, "Waiting for other work");
    seguectl.stdin.as_mut().unwrap().write_all(CTRL_C).unwrap();
    read_until(&mut seguectl, r#"{"code":"cancelled""#);
    assert_eq!(seguectl.wait().unwrap().code(), Some(130));
    drop(somebody);
    let trash = story.done(&["trash", "list", "1"]);
    assert_eq!(trash.as_array().unwrap().len(), 1, "nothing was purged");
    assert_eq!(story.done(&["library", "check"])["sound"], json!(true));
    assert_eq!(story.done(&["trash", "purge", "1"])["segments"], json!(1));
}

#[tokio::test]
async fn what_is_quick_shows_nothing() {
    let story = with_trash();
    let mut seguectl = on_a_terminal(&story, "trash purge 1");
    let said = read_until(&mut seguectl, "given back.");
    assert!(said.starts_with("Purged 1 segment"), "{said:?}");
    assert_eq!(seguectl.wait().unwrap().code(), Some(0));
}
