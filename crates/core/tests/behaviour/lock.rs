//! One process a library, and a second one is told who holds it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};

use segue_core::{Error, ErrorCode, Library};

use crate::support::{Fixture, refusal, refused};

/// Names the library that [`hold_a_library`] opens in a process of its own.
const HOLD: &str = "SEGUE_TEST_HOLD";

#[tokio::test]
async fn a_second_open_in_the_same_process_is_refused() {
    let (story, _) = Fixture::with("a").await;
    let error = refusal(Library::open(&story.folder()).await);
    assert_eq!(error.code(), ErrorCode::LibraryInUse);
    assert!(names(&error, std::process::id()), "{error}");
    assert_eq!(story.timeline().await, "a0");
}

#[tokio::test]
async fn another_process_is_named_and_its_lock_ends_with_it() {
    let (story, _) = Fixture::with("a").await;
    let folder = story.folder();
    let _root = story.closed().await;
    let mut holder = Holder::of(&folder);
    let error = refusal(Library::open(&folder).await);
    assert_eq!(error.code(), ErrorCode::LibraryInUse);
    assert!(names(&error, holder.0.id()), "{error}");
    assert_eq!(error.to_wire().path.unwrap(), folder.display().to_string());
    holder.kill();
    Library::open(&folder).await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_closed_library_is_free() {
    let (story, _) = Fixture::with("a").await;
    story.library.close().await.unwrap();
    let second = Library::open(&story.folder()).await.unwrap();
    assert_eq!(
        refused(Library::open(&story.folder()).await),
        ErrorCode::LibraryInUse
    );
    second.close().await.unwrap();
}

#[tokio::test]
async fn a_dropped_library_is_free() {
    let (story, _) = Fixture::with("a").await;
    let folder = story.folder();
    let root = story.into_root();
    // What it still has at work ends as soon as the runtime comes round to it.
    let again = loop {
        match Library::open(&folder).await {
            Ok(library) => break library,
            Err(error) => assert_eq!(error.code(), ErrorCode::LibraryInUse),
        }
        tokio::task::yield_now().await;
    };
    again.close().await.unwrap();
    drop(root);
}

#[tokio::test]
async fn a_refused_open_frees_the_lock() {
    let (story, _) = Fixture::with("a").await;
    let folder = story.folder();
    let _root = story.closed_with("CREATE VIEW evil AS SELECT 1").await;
    for _ in 0..3 {
        assert_eq!(refused(Library::open(&folder).await), ErrorCode::LibraryCorrupt);
    }
}

#[test]
fn creating_where_someone_is_working_is_refused() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (story, _) = Fixture::with("a").await;
        assert!(Library::create(&story.folder()).await.is_err());
        assert_eq!(story.timeline().await, "a0");
    });
}

/// Windows lets nobody read what somebody else has locked, so that nobody is named there; wine does.
fn names(error: &Error, process: u32) -> bool {
    cfg!(windows) || error.to_string().contains(&process.to_string())
}

/// Another process that holds a library until it is killed.
struct Holder(Child);

impl Holder {
    fn of(folder: &std::path::Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "lock::hold_a_library", "--ignored", "--nocapture"])
            .env(HOLD, folder)
            .stdout(Stdio::piped())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let held = lines.map(Result::unwrap).any(|line| line.contains("held"));
        assert!(held, "the other process could not open the library");
        Self(child)
    }

    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
#[ignore = "the other process of the tests above"]
async fn hold_a_library() {
    let Some(folder) = std::env::var_os(HOLD) else {
        return;
    };
    let _library = Library::open(folder.as_ref()).await.unwrap();
    writeln!(std::io::stdout(), "\nheld").unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
