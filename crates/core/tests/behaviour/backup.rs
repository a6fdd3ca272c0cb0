//! Backups, and the ways out of a library that does not open.

use std::path::Path;

use segue_core::ops::{CreateProject, RestoreSegments, Undo};
use segue_core::{Backup, ErrorCode, Library, Work};
use tempfile::TempDir;

use crate::support::{Fixture, png, refused, remount_read_only, skip, tree};

/// Spoils the pages behind the header and the schema, so that the library is ours and yet can't be trusted.
fn spoil(folder: &Path) {
    let database = folder.join("library.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    for byte in &mut bytes[page * 2..page * 3] {
        *byte = 0xa5;
    }
    std::fs::write(&database, bytes).unwrap();
}

/// Restores the newest copy and returns the story with it.
async fn restored(story: Fixture, backup: &Backup) -> Fixture {
    story.library.close().await.unwrap();
    let library = Library::restore_backup(&story.folder(), &backup.name, &Work::unwatched())
        .await
        .unwrap();
    Fixture { library, ..story }
}

#[tokio::test]
async fn a_copy_is_made_when_asked_for_and_listed_first() {
    let (story, _) = Fixture::with("ab").await;
    let first = story.library.back_up().await.unwrap();
    let second = story.library.back_up().await.unwrap();
    assert_ne!(first.name, second.name);
    let listed = Library::backups(&story.folder()).unwrap();
    assert_eq!(listed, [second, first]);
    assert!(listed[0].bytes > 0 && !listed[0].replaced);
}

#[tokio::test]
async fn a_restored_copy_finds_every_file_wherever_it_went_since() {
    let (story, made) = Fixture::with_media("abc").await;
    story.delete(&[made[0].id]).await.unwrap();
    let backup = story.library.back_up().await.unwrap();
    // Since then: one came back, one went, one is new.
    let ids = vec![made[0].id];
    story.library.run(RestoreSegments { ids }).await.unwrap();
    story.delete(&[made[1].id]).await.unwrap();
    let new = story.add_with_media("d").await;
    let story = restored(story, &backup).await;
    assert_eq!(story.timeline().await, "b1 c2");
    let trashed = story.library.trash(story.project).await.unwrap();
    assert_eq!(trashed[0].id, made[0].id);
    assert!(story.path(&made[1].image).exists() && !story.path(&made[0].image).exists());
    assert_eq!(story.in_trash().len(), 2);
    let report = story.library.check().await.unwrap();
    assert_eq!(report.orphans, {
        let mut new = [new.image, new.audio];
        new.sort_unstable();
        new
    });
    assert_eq!((report.missing, report.misplaced), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn the_state_before_a_restore_can_be_restored_too() {
    let (story, made) = Fixture::with_media("ab").await;
    let backup = story.library.back_up().await.unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    let story = restored(story, &backup).await;
    assert_eq!(story.timeline().await, "a0 b1");
    let listed = Library::backups(&story.folder()).unwrap();
    let aside = listed.iter().find(|backup| backup.replaced).unwrap().clone();
    let story = restored(story, &aside).await;
    assert_eq!(story.timeline().await, "b1");
    assert!(story.library.check().await.unwrap().sound);
    let undo = Undo {
        project_id: story.project,
    };
    story.library.run(undo).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1");
}

#[tokio::test]
async fn a_new_file_never_takes_the_trash_name_of_one_that_came_after_the_copy() {
    let (story, _) = Fixture::with_media("a").await;
    let backup = story.library.back_up().await.unwrap();
    let later = story.add_with_media("b").await;
    story.delete(&[later.id]).await.unwrap();
    let story = restored(story, &backup).await;
    let new = story.add_with_media("c").await;
    let files = story.delete(&[new.id]).await.unwrap().files;
    assert_eq!((files.cleared, files.waiting), (2, Vec::new()));
}

#[tokio::test]
async fn an_unknown_or_useless_copy_changes_nothing() {
    let (story, _) = Fixture::with_media("ab").await;
    story.library.back_up().await.unwrap();
    std::fs::write(story.path("backups/library-20260101-000000.db"), "no database").unwrap();
    let folder = story.folder();
    let root = story.closed().await;
    let before = tree(&folder);
    for (name, code) in [
        ("library-20010101-000000.db", ErrorCode::Invalid),
        ("../library.db", ErrorCode::Invalid),
        ("library-20260101-000000.db", ErrorCode::LibraryCorrupt),
    ] {
        assert_eq!(
            refused(Library::restore_backup(&folder, name, &Work::unwatched()).await),
            code
        );
    }
    let mut after = tree(&folder);
    after.retain(|path, _| !path.starts_with("cache/incoming/"));
    assert_eq!(after, before);
    Library::open(&folder).await.unwrap();
    drop(root);
}

#[tokio::test]
async fn a_library_in_use_is_not_restored() {
    let (story, _) = Fixture::with("ab").await;
    let backup = story.library.back_up().await.unwrap();
    let attempt = Library::restore_backup(&story.folder(), &backup.name, &Work::unwatched()).await;
    assert_eq!(refused(attempt), ErrorCode::LibraryInUse);
}

#[tokio::test]
async fn a_damaged_library_is_whole_again_with_a_copy() {
    let (story, made) = Fixture::with_media("ab").await;
    let backup = story.library.back_up().await.unwrap();
    let folder = story.folder();
    story.library.close().await.unwrap();
    spoil(&folder);
    assert_eq!(refused(Library::open(&folder).await), ErrorCode::LibraryCorrupt);
    let library = Library::restore_backup(&folder, &backup.name, &Work::unwatched())
        .await
        .unwrap();
    let story = Fixture { library, ..story };
    assert_eq!(story.timeline().await, "a0 b1");
    assert!(story.path(&made[0].image).exists());
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_library_whose_database_is_gone_is_back_with_a_copy() {
    let (story, _) = Fixture::with_media("ab").await;
    let backup = story.library.back_up().await.unwrap();
    story.library.close().await.unwrap();
    std::fs::remove_file(story.path("library.db")).unwrap();
    let library = Library::restore_backup(&story.folder(), &backup.name, &Work::unwatched())
        .await
        .unwrap();
    assert_eq!(Fixture { library, ..story }.timeline().await, "a0 b1");
}

#[tokio::test]
async fn a_library_can_be_looked_at_without_changing_it() {
    let (story, made) = Fixture::with_media("ab").await;
    let folder = story.folder();
    let root = story.closed().await;
    let before = tree(&folder.join("media"));
    let library = Library::open_read_only(&folder).await.unwrap();
    assert!(library.info().read_only);
    let segments = library.segments(segue_core::model::ProjectId(1)).await.unwrap();
    assert_eq!(segments.len(), 2);
    let image = segments[0].image.as_ref().unwrap().id;
    assert!(library.open_media(image).await.is_ok());
    let delete = segue_core::ops::DeleteSegments {
        ids: vec![made[0].id],
        mode: segue_core::ops::DeleteMode::Lift,
        erase: false,
    };
    assert_eq!(refused(library.run(delete).await), ErrorCode::Invalid);
    assert_eq!(
        library
            .segments(segue_core::model::ProjectId(1))
            .await
            .unwrap()
            .len(),
        2
    );
    assert_eq!(tree(&folder.join("media")), before);
    library.close().await.unwrap();
    drop(root);
}

#[tokio::test]
async fn a_disk_that_takes_no_writes_can_be_looked_at() {
    let (story, _) = Fixture::with_media("ab").await;
    let folder = story.folder();
    let root = story.closed().await;
    let Some(mount) = remount_read_only(&folder) else {
        return skip("a_disk_that_takes_no_writes", "mounting is not allowed");
    };
    let library = Library::open_read_only(&folder).await;
    let segments = match &library {
        Ok(library) => library
            .segments(segue_core::model::ProjectId(1))
            .await
            .map(|list| list.len()),
        Err(_) => Ok(0),
    };
    if let Ok(library) = &library {
        library.close().await.unwrap();
    }
    drop(mount);
    library.unwrap();
    assert_eq!(segments.unwrap(), 2);
    drop(root);
}

#[tokio::test]
async fn what_can_be_read_is_saved_outside() {
    let (story, made) = Fixture::with_media("ab").await;
    story.add("c").await;
    let image = std::fs::read(story.path(&made[1].image)).unwrap();
    std::fs::remove_file(story.path(&made[0].audio)).unwrap();
    let folder = story.folder();
    let root = story.closed().await;
    let (before, target) = (tree(&folder.join("media")), TempDir::new().unwrap());
    let report = Library::rescue(&folder, target.path(), &Work::unwatched())
        .await
        .unwrap();
    assert_eq!(
        (report.projects, report.segments, report.files, report.unreadable),
        (1, 3, 3, 1)
    );
    let saved = Path::new(&report.folder).join("Story");
    assert_eq!(std::fs::read(saved.join("002 b.png")).unwrap(), image);
    let read_back = segue_core::format::read_story(&saved.join("story.json")).unwrap();
    let texts: Vec<&str> = read_back
        .segments
        .iter()
        .map(|segment| segment.text.as_str())
        .collect();
    assert_eq!(texts, ["a", "b", "c"]);
    assert_eq!(tree(&folder.join("media")), before);
    let again = Library::rescue(&folder, target.path(), &Work::unwatched())
        .await
        .unwrap();
    assert_ne!(again.folder, report.folder);
    drop(root);
}

#[tokio::test]
async fn a_story_called_like_a_device_is_saved_by_a_name_that_every_system_takes() {
    let (story, _) = Fixture::with("a").await;
    for title in ["nul", "COM1"] {
        let title = title.to_owned();
        story.library.run(CreateProject { title }).await.unwrap();
    }
    let target = TempDir::new().unwrap();
    let report = story.library.save_readable(target.path()).await.unwrap();
    let saved: Vec<String> = tree(Path::new(&report.folder))
        .into_keys()
        .filter(|path| path.ends_with("story.json"))
        .collect();
    assert_eq!(
        saved,
        ["Project 2/story.json", "Project 3/story.json", "Story/story.json"]
    );
}

#[tokio::test]
async fn of_a_damaged_library_is_saved_what_the_damage_left() {
    let (story, _) = Fixture::with("abc").await;
    let folder = story.folder();
    let text = "x".repeat(900);
    for _ in 0..200 {
        story.add(&text).await;
    }
    let root = story.closed().await;
    // A page of segments in the middle, so that the tree's top and the pages beside it stay.
    let database = folder.join("library.db");
    let mut bytes = std::fs::read(&database).unwrap();
    let page = usize::from(u16::from_be_bytes([bytes[16], bytes[17]]));
    let leaf_of_segments =
        |page: &[u8]| page[0] == 0x0d && page.windows(300).any(|run| run.iter().all(|b| *b == b'x'));
    let damaged = (0..bytes.len() / page)
        .filter(|nth| leaf_of_segments(&bytes[nth * page..(nth + 1) * page]))
        .nth(10)
        .unwrap();
    bytes[damaged * page..damaged * page + 8].fill(0xff);
    std::fs::write(&database, bytes).unwrap();
    assert_eq!(refused(Library::open(&folder).await), ErrorCode::LibraryCorrupt);
    let target = TempDir::new().unwrap();
    let report = Library::rescue(&folder, target.path(), &Work::unwatched())
        .await
        .unwrap();
    assert_eq!(report.projects, 1);
    assert!(report.segments > 150 && report.segments < 203, "{report:?}");
    drop(root);
}

/// Makes a library one of the format that knew no stale takes.
const SECOND: &str =
    "ALTER TABLE segment DROP COLUMN is_audio_stale; ALTER TABLE trash DROP COLUMN is_audio_stale;
    PRAGMA user_version = 2; DELETE FROM _sqlx_migrations WHERE version > 2;";

#[tokio::test]
async fn a_library_of_an_older_format_is_read_as_it_is() {
    let (story, made) = Fixture::with_media("ab").await;
    let folder = story.folder();
    let mut before = story.library.segments(story.project).await.unwrap();
    let project = story.project;
    let root = story.closed_with(SECOND).await;
    let library = Library::open_read_only(&folder).await.unwrap();
    assert_eq!(library.info().schema_version, 2);
    assert_eq!(library.segments(project).await.unwrap(), before);
    assert_eq!(library.segment(made[0].id).await.unwrap(), before.remove(0));
    library.close().await.unwrap();
    let target = TempDir::new().unwrap();
    let report = Library::rescue(&folder, target.path(), &Work::unwatched())
        .await
        .unwrap();
    assert_eq!((report.segments, report.files, report.unreadable), (2, 4, 0));
    drop(root);
}

#[tokio::test]
async fn a_library_of_an_older_format_is_copied_before_it_is_changed() {
    let (story, _) = Fixture::with("ab").await;
    let first = format!(
        "{SECOND} DROP TABLE retention; PRAGMA user_version = 1;
        DELETE FROM _sqlx_migrations WHERE version = 2"
    );
    let story = story.tampered(&first).await;
    assert_eq!(Library::backups(&story.folder()).unwrap().len(), 1);
    assert_eq!(story.library.info().schema_version, 4);
    assert_eq!(story.library.retention().await.unwrap().days, Some(30));
    assert!(story.library.check().await.unwrap().sound);
    assert!(png(&story.original("unused.png"), 1).exists());
}
