//! Create, open, close: in the right order, and hands off what is not ours.

use segue_core::{ErrorCode, Library};
use tempfile::TempDir;

use crate::support::{Fixture, peek, refusal, refused, remount_read_only, skip, tree};

/// Everything in the folder of a library that is closed.
fn library_files(root: &TempDir) -> crate::support::Tree {
    let mut files = tree(&root.path().join("library"));
    files.remove("library.lock"); // says who holds it
    files
}

#[tokio::test]
async fn a_new_library_is_empty_and_says_what_it_is() {
    let root = TempDir::new().unwrap();
    let folder = root.path().join("Stories");
    let library = Library::create(&folder).await.unwrap();
    let info = library.info();
    assert_eq!(
        (info.path.as_str(), info.name.as_str()),
        (folder.to_str().unwrap(), "Stories")
    );
    assert_eq!(info.schema_version, 4);
    assert_eq!(library.projects().await.unwrap(), []);
    let status = library.status().await.unwrap();
    assert_eq!(
        (status.media_bytes, status.trash_bytes, status.trashed_segments),
        (0, 0, 0)
    );
    for part in [
        "library.db",
        "library.segue",
        "library.lock",
        "media",
        "trash",
        "cache",
        "backups",
    ] {
        assert!(folder.join(part).exists(), "{part}");
    }
}

#[tokio::test]
async fn the_file_that_opens_a_library_comes_back_and_takes_no_other_files_place() {
    let (story, _) = Fixture::with("a").await;
    let (folder, marker) = (story.folder(), story.path("library.segue"));
    assert_eq!(Library::folder_of(&marker), Some(folder));
    std::fs::remove_file(&marker).unwrap();
    let story = story.reopen().await;
    assert!(marker.is_file(), "opening lays it again");
    std::fs::write(&marker, "mine").unwrap();
    let _open = story.reopen().await;
    assert_eq!(std::fs::read(&marker).unwrap(), b"mine");
}

#[tokio::test]
async fn an_empty_folder_becomes_a_library_and_a_full_one_is_left_alone() {
    let root = TempDir::new().unwrap();
    let (empty, full) = (root.path().join("empty"), root.path().join("full"));
    std::fs::create_dir(&empty).unwrap();
    std::fs::create_dir(&full).unwrap();
    std::fs::write(full.join("notes.txt"), "mine").unwrap();
    Library::create(&empty).await.unwrap().close().await.unwrap();
    let before = tree(&full);
    assert_eq!(refused(Library::create(&full).await), ErrorCode::Invalid);
    assert_eq!(tree(&full), before);
}

#[tokio::test]
async fn creating_over_a_library_is_refused() {
    let (story, _) = Fixture::with_media("a").await;
    let folder = story.folder();
    let root = story.closed().await;
    let before = library_files(&root);
    assert_eq!(refused(Library::create(&folder).await), ErrorCode::Invalid);
    assert_eq!(library_files(&root), before);
}

#[tokio::test]
async fn closing_twice_is_no_error() {
    let story = Fixture::empty().await;
    story.library.close().await.unwrap();
    story.library.close().await.unwrap();
}

#[tokio::test]
async fn after_closing_nothing_is_answered_and_nothing_lost() {
    let (story, ids) = Fixture::with("ab").await;
    story.library.close().await.unwrap();
    assert!(story.delete(&ids).await.is_err());
    assert!(story.library.segments(story.project).await.is_err());
    assert_eq!(story.reopen().await.timeline().await, "a0 b1");
}

#[tokio::test]
async fn a_closed_library_leaves_no_journal_behind() {
    let (story, _) = Fixture::with_media("a").await;
    let root = story.closed().await;
    let names: Vec<String> = library_files(&root).into_keys().collect();
    assert!(
        !names
            .iter()
            .any(|name| name.ends_with("-wal") || name.ends_with("-shm")),
        "{names:?}"
    );
}

#[tokio::test]
async fn a_folder_that_is_no_library_is_left_alone() {
    let root = TempDir::new().unwrap();
    std::fs::write(root.path().join("notes.txt"), "mine").unwrap();
    let before = tree(root.path());
    let error = refusal(Library::open(root.path()).await);
    assert_eq!(error.code(), ErrorCode::Invalid, "{error}");
    assert_eq!(tree(root.path()), before);
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_not_made() {
    let root = TempDir::new().unwrap();
    let nowhere = root.path().join("nowhere");
    let error = refusal(Library::open(&nowhere).await);
    assert_eq!(error.to_wire().path.unwrap(), nowhere.display().to_string());
    assert!(!nowhere.exists());
}

#[tokio::test]
async fn a_file_is_no_library() {
    let root = TempDir::new().unwrap();
    let file = root.path().join("file");
    std::fs::write(&file, "mine").unwrap();
    assert!(Library::open(&file).await.is_err());
    assert!(Library::create(&file).await.is_err());
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}

#[tokio::test]
async fn a_library_of_a_newer_version_is_refused_untouched() {
    let (story, _) = Fixture::with_media("ab").await;
    let folder = story.folder();
    let root = story.closed_with("PRAGMA user_version = 7").await;
    let before = library_files(&root);
    let error = refusal(Library::open(&folder).await);
    assert_eq!(error.code(), ErrorCode::LibraryTooNew);
    assert!(error.to_string().contains('7'), "{error}");
    assert_eq!(library_files(&root), before);
}

#[tokio::test]
async fn another_programs_database_is_refused_untouched() {
    let (story, _) = Fixture::with("a").await;
    let folder = story.folder();
    let root = story.closed_with("PRAGMA application_id = 1234").await;
    let before = library_files(&root);
    let code = refused(Library::open(&folder).await);
    assert!(
        matches!(code, ErrorCode::Invalid | ErrorCode::LibraryCorrupt),
        "{code:?}"
    );
    assert_eq!(library_files(&root), before);
}

#[tokio::test]
async fn a_foreign_trigger_or_view_is_refused_untouched() {
    let foreign = [
        "CREATE TRIGGER evil AFTER DELETE ON segment BEGIN UPDATE media SET path = '../x'; END",
        "CREATE VIEW evil AS SELECT * FROM media",
        "CREATE VIRTUAL TABLE evil USING fts5(content)",
    ];
    for sql in foreign {
        let (story, _) = Fixture::with_media("a").await;
        let folder = story.folder();
        let root = story.closed_with(sql).await;
        let before = library_files(&root);
        let error = refusal(Library::open(&folder).await);
        assert_eq!(error.code(), ErrorCode::LibraryCorrupt, "{sql}");
        assert!(error.to_string().contains("evil"), "{error}");
        assert_eq!(library_files(&root), before, "{sql}");
    }
}

#[tokio::test]
async fn a_damaged_database_is_refused_untouched() {
    for damage in ["garbage", "half", "middle", "empty"] {
        let (story, _) = Fixture::with_media("abcdefgh").await;
        let folder = story.folder();
        let root = story.closed().await;
        let database = folder.join("library.db");
        let mut bytes = std::fs::read(&database).unwrap();
        match damage {
            "garbage" => bytes = b"not a database at all, only text that someone left here".repeat(100),
            "half" => bytes.truncate(bytes.len() / 2),
            "middle" => bytes[4_096..20_000].fill(0x5a),
            _ => bytes.clear(),
        }
        std::fs::write(&database, bytes).unwrap();
        let before = library_files(&root);
        let code = refused(Library::open(&folder).await);
        assert!(
            matches!(code, ErrorCode::LibraryCorrupt | ErrorCode::Invalid),
            "{damage}: {code:?}"
        );
        let mut after = library_files(&root);
        // A database that SQLite itself gives up on is closed behind our back: these go a moment later.
        after.retain(|name, _| !name.ends_with("-wal") && !name.ends_with("-shm"));
        assert_eq!(after, before, "{damage}");
    }
}

#[tokio::test]
async fn a_missing_database_is_not_replaced_by_an_empty_one() {
    let (story, _) = Fixture::with_media("a").await;
    let folder = story.folder();
    let root = story.closed().await;
    std::fs::remove_file(folder.join("library.db")).unwrap();
    let before = library_files(&root);
    assert_eq!(refused(Library::open(&folder).await), ErrorCode::Invalid);
    assert_eq!(library_files(&root), before);
}

#[tokio::test]
async fn lost_folders_are_made_again() {
    let (story, made) = Fixture::with_media("a").await;
    let folder = story.folder();
    let _root = story.closed().await;
    for part in ["media", "trash", "cache", "backups"] {
        std::fs::remove_dir_all(folder.join(part)).unwrap();
    }
    let library = Library::open(&folder).await.unwrap();
    let segment = library.segment(made[0].id).await.unwrap();
    assert_eq!(segment.text, "a");
}

#[tokio::test]
async fn a_library_of_which_only_the_first_page_was_made_is_made_whole() {
    let root = TempDir::new().unwrap();
    peek::begin_database(root.path()).await;
    assert!(root.path().join("library.db").metadata().unwrap().len() > 0);
    let library = Library::open(root.path()).await.unwrap();
    assert_eq!(library.projects().await.unwrap(), []);
    assert!(library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_library_that_was_left_before_its_first_table_is_made_whole() {
    let root = TempDir::new().unwrap();
    peek::begin_database(root.path()).await;
    peek::execute(
        root.path(),
        "CREATE TABLE _sqlx_migrations (
             version BIGINT PRIMARY KEY,
             description TEXT NOT NULL,
             installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
             success BOOLEAN NOT NULL,
             checksum BLOB NOT NULL,
             execution_time BIGINT NOT NULL)",
    )
    .await;
    assert_eq!(refused(Library::open(root.path()).await), ErrorCode::Invalid);
    std::fs::write(root.path().join("library.lock"), "").unwrap();
    let library = Library::open(root.path()).await.unwrap();
    assert!(library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_first_page_beside_files_is_a_database_that_was_lost() {
    let root = TempDir::new().unwrap();
    peek::begin_database(root.path()).await;
    std::fs::create_dir(root.path().join("media")).unwrap();
    std::fs::write(root.path().join("media/a.png"), "mine").unwrap();
    assert_eq!(
        refused(Library::open(root.path()).await),
        ErrorCode::LibraryCorrupt
    );
}

#[tokio::test]
async fn a_read_only_folder_is_refused_clearly_and_untouched() {
    let (story, _) = Fixture::with_media("a").await;
    let folder = story.folder();
    let root = story.closed().await;
    let before = library_files(&root);
    let Some(mount) = remount_read_only(&folder) else {
        return skip("a_read_only_folder", "mounting is not allowed");
    };
    let attempt = Library::open(&folder).await;
    drop(mount);
    let error = refusal(attempt);
    assert_eq!(error.code(), ErrorCode::PermissionDenied, "{error}");
    assert_eq!(library_files(&root), before);
    Library::open(&folder).await.unwrap().close().await.unwrap();
}

#[tokio::test]
async fn a_day_after_the_last_backup_the_next_open_makes_one_and_old_ones_go() {
    let (mut story, _) = Fixture::with_media("ab").await;
    story.library.back_up().await.unwrap();
    for day in 1..=28 {
        story.library.close().await.unwrap();
        for backup in Library::backups(&story.folder()).unwrap() {
            if !backup.name.starts_with("library-2001") {
                let aged = format!("backups/library-200102{day:02}-120000.db");
                std::fs::rename(story.path(&format!("backups/{}", backup.name)), story.path(&aged)).unwrap();
            }
        }
        story = story.reopen().await;
    }
    let backups = Library::backups(&story.folder()).unwrap();
    assert!((11..=14).contains(&backups.len()), "{backups:?}");
    let story = story.reopen().await;
    assert_eq!(
        Library::backups(&story.folder()).unwrap(),
        backups,
        "one a day is enough"
    );
}

#[tokio::test]
async fn the_sqlite_inside_is_new_enough() {
    let story = Fixture::empty().await;
    let version: Vec<u32> = story
        .library
        .info()
        .sqlite_version
        .split('.')
        .map(|part| part.parse().unwrap())
        .collect();
    assert!(
        version >= vec![3, 51, 3],
        "{version:?} has the WAL-reset corruption"
    );
}

#[tokio::test]
async fn the_database_is_kept_as_promised() {
    let story = Fixture::empty().await;
    assert_eq!(
        story.peek("SELECT journal_mode FROM pragma_journal_mode").await,
        "wal"
    );
    assert_eq!(story.peek("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\'").await, "0");
}

#[tokio::test]
async fn incoming_files_of_a_crash_are_swept_and_strangers_kept() {
    let (story, _) = Fixture::with_media("a").await;
    std::fs::write(story.path("cache/incoming/half"), "half a file").unwrap();
    std::fs::write(story.path("media/stranger.png"), "mine").unwrap();
    let story = story.reopen().await;
    assert!(!story.path("cache/incoming/half").exists());
    assert!(story.path("media/stranger.png").is_file());
}
