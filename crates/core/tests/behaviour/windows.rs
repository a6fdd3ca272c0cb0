//! Windows' own rules: files that another program holds, names that are devices, names that differ in case only.
//! The rules for names that hold everywhere are in `hostile.rs`, those for taken names in `pending.rs`.
#![cfg(windows)]

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::os::windows::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rstest::rstest;
use segue_core::format::read_story;
use segue_core::model::{FileReport, WaitReason};
use segue_core::ops::{DeleteMode, DeleteSegments, ImportStory, Undo};
use segue_core::{ErrorCode, Library};

use crate::support::{Fixture, Made, refused, skip, tree};

/// Names the file that [`hold_a_file`] holds in a process of its own.
const HOLD: &str = "SEGUE_TEST_HOLD_FILE";
const FILE_SHARE_READ: u32 = 1;
const FILE_SHARE_WRITE: u32 = 2;

/// Another process that has a file open as most programs do: to be read and written by others, not to be moved.
struct Holder(Child);

impl Holder {
    fn of(file: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "windows::hold_a_file", "--ignored", "--nocapture"])
            .env(HOLD, file)
            .stdout(Stdio::piped())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let held = lines.map(Result::unwrap).any(|line| line.contains("held"));
        assert!(held, "the other process could not open the file");
        Self(child)
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "the other process of the tests below"]
fn hold_a_file() {
    let Some(file) = std::env::var_os(HOLD) else {
        return;
    };
    let _held = OpenOptions::new()
        .read(true)
        .share_mode(FILE_SHARE_READ | FILE_SHARE_WRITE)
        .open(file)
        .unwrap();
    writeln!(std::io::stdout(), "\nheld").unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Opens a file as a program does that lets nobody else near it.
fn hold_alone(file: &Path) -> File {
    OpenOptions::new().read(true).share_mode(0).open(file).unwrap()
}

async fn undo(story: &Fixture) {
    let project_id = story.project;
    story.library.run(Undo { project_id }).await.unwrap();
}

/// The image waits, held by somebody, and the take is cleared.
fn assert_image_waits(files: &FileReport, made: &Made) {
    let waiting: Vec<_> = files
        .waiting
        .iter()
        .map(|file| (file.path.as_str(), file.reason))
        .collect();
    assert_eq!(waiting, [(made.image.as_str(), WaitReason::InUse)]);
    assert_eq!((files.cleared, files.image_bytes), (1, 0));
}

#[tokio::test]
async fn a_file_that_another_process_holds_waits_and_goes_when_it_is_tried_again() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    let content = std::fs::read(&image).unwrap();
    let holder = Holder::of(&image);
    let outcome = story.delete(&[made[0].id]).await.unwrap();
    assert_image_waits(&outcome.files, &made[0]);
    assert_eq!(std::fs::read(&image).unwrap(), content);
    assert_eq!(story.timeline().await, "b1");
    let still = story.library.retry_waiting().await.unwrap().waiting;
    assert_eq!(still, outcome.files.waiting);
    drop(holder);
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting, []);
    assert_eq!((image.exists(), story.in_trash().len()), (false, 2));
}

#[tokio::test]
async fn a_file_that_another_process_holds_goes_at_the_next_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    let holder = Holder::of(&image);
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.reopen().await;
    assert_eq!(story.library.status().await.unwrap().waiting.len(), 1);
    assert!(image.is_file());
    drop(holder);
    let story = story.reopen().await;
    assert_eq!(story.library.status().await.unwrap().waiting, []);
    assert_eq!((image.exists(), story.in_trash().len()), (false, 2));
}

#[tokio::test]
async fn an_erased_file_that_is_held_is_not_called_gone_before_it_is() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    let held = hold_alone(&image);
    let files = story.erase(&[made[0].id]).await.unwrap().files;
    assert_image_waits(&files, &made[0]);
    assert!(image.exists());
    drop(held);
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting, []);
    assert_eq!((image.exists(), story.in_trash().len()), (false, 0));
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "2");
}

#[tokio::test]
async fn an_undo_brings_back_a_segment_whose_file_never_got_away() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    let held = hold_alone(&image);
    story.delete(&[made[0].id]).await.unwrap();
    undo(&story).await;
    assert_eq!(story.timeline().await, "a0 b1");
    drop(held);
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting, []);
    assert_eq!((story.in_media().len(), story.in_trash().len()), (4, 0));
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_trashed_file_that_is_held_waits_to_be_brought_back() {
    let (story, made) = Fixture::with_media("ab").await;
    let id = story.segment(made[0].id).await.image.unwrap().id;
    story.delete(&[made[0].id]).await.unwrap();
    let held = hold_alone(&story.path(&format!("trash/{id}.png")));
    undo(&story).await;
    assert_eq!(story.library.status().await.unwrap().waiting.len(), 1);
    drop(held);
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting, []);
    assert!(story.path(&made[0].image).is_file());
}

#[tokio::test]
async fn a_read_only_file_is_called_cleared_only_when_it_is() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    let mut permissions = image.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&image, permissions).unwrap();
    let files = story.erase(&[made[0].id]).await.unwrap().files;
    assert_eq!(files.cleared == 2, !image.exists(), "{files:?}");
    assert_eq!(files.waiting.len(), usize::from(image.exists()), "{files:?}");
}

#[tokio::test]
async fn a_name_in_the_trash_that_differs_in_case_is_taken_as_well() {
    let (story, made) = Fixture::with_media("ab").await;
    let id = story.segment(made[0].id).await.image.unwrap().id;
    let taken = story.path(&format!("trash/{id}.PNG"));
    std::fs::write(&taken, "somebody else's").unwrap();
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!(files.waiting[0].reason, WaitReason::NameTaken);
    assert_eq!(std::fs::read(&taken).unwrap(), b"somebody else's");
    assert!(story.path(&made[0].image).is_file());
}

/// Lets the second segment's image have the path of the first's, but for the case of some letters.
async fn with_paths_that_differ_in_case(first: &str, second: &str) -> (Fixture, Vec<Made>) {
    let (story, made) = Fixture::with_media("ab").await;
    let (from, to) = (story.path(&made[0].image), story.path(first));
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::rename(from, to).unwrap();
    std::fs::remove_file(story.path(&made[1].image)).unwrap();
    let sql = format!(
        "UPDATE media SET path = '{first}' WHERE path = '{}';
         UPDATE media SET path = '{second}' WHERE path = '{}'",
        made[0].image, made[1].image
    );
    (story.tampered(&sql).await, made)
}

#[rstest]
#[case("media/fox.png", "media/Fox.png")]
#[case("media/märchen.png", "media/MÄRCHEN.PNG")]
#[case("media/wood/fox.png", "media/Wood/fox.png")]
#[tokio::test]
async fn of_two_paths_that_differ_in_case_only_one_has_the_file(
    #[case] first: &str,
    #[case] second: &str,
    #[values(false, true)] erase: bool,
) {
    let (story, made) = with_paths_that_differ_in_case(first, second).await;
    let image = story.path(first);
    let content = std::fs::read(&image).unwrap();
    let other = story.segment(made[1].id).await.image.unwrap().id;
    assert_eq!(
        refused(story.library.open_media(other).await),
        ErrorCode::MediaMissing
    );
    let outcome = if erase {
        story.erase(&[made[1].id]).await
    } else {
        story.delete(&[made[1].id]).await
    };
    let files = outcome.unwrap().files;
    assert_eq!(
        (files.missing.len(), files.cleared, files.waiting.len()),
        (1, 1, 0),
        "{files:?}"
    );
    assert_eq!(std::fs::read(&image).unwrap(), content);
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!((files.cleared, image.exists()), (2, false));
}

#[tokio::test]
async fn a_real_path_is_not_followed_however_windows_writes_it() {
    for spelling in [
        plain,
        with_slashes,
        verbatim,
        without_drive,
        relative_to_drive,
        by_share,
    ] {
        let (story, made) = Fixture::with_media("a").await;
        let before = tree(&story.canary());
        let path = spelling(&story.canary().join("outside.png"));
        let sql = format!(
            "UPDATE media SET path = '{path}' WHERE path = '{}'",
            made[0].image
        );
        let story = story.tampered(&sql).await;
        let image = story.segment(made[0].id).await.image.unwrap().id;
        assert!(story.library.open_media(image).await.is_err(), "{path}");
        let files = story.erase(&[made[0].id]).await.unwrap().files;
        assert_eq!((files.refused.len(), files.cleared), (1, 1), "{path}");
        assert_eq!(tree(&story.canary()), before, "{path}");
    }
}

/// A path as the system gives it: `C:\a\b`.
fn plain(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

fn with_slashes(path: &Path) -> String {
    plain(path).replace('\\', "/")
}

fn verbatim(path: &Path) -> String {
    format!(r"\\?\{}", plain(path))
}

fn without_drive(path: &Path) -> String {
    plain(path)[2..].to_owned()
}

fn relative_to_drive(path: &Path) -> String {
    plain(path).replacen('\\', "", 1)
}

fn by_share(path: &Path) -> String {
    format!(r"\\localhost\{}", plain(path).replacen(':', "$", 1))
}

#[rstest]
#[case("NUL")]
#[case("NUL.png")]
#[case("CON")]
#[case("con.png")]
#[case("AUX.png")]
#[case("COM1")]
#[case("LPT1.png")]
#[case(r"\\.\NUL")]
#[case(r"\\.\COM1")]
#[case(r"\\.\PhysicalDrive0")]
#[case(r"\\?\GLOBALROOT\Device\Null")]
#[tokio::test]
async fn a_device_is_no_image_and_never_hangs_the_library(#[case] device: &str) {
    let (story, ids) = Fixture::with("a").await;
    let before = story.everything().await;
    let beside = story.original("").join(device);
    for device in [PathBuf::from(device), beside] {
        let error = refused(story.attach_image(ids[0], &device).await);
        let expected = [
            ErrorCode::UnsupportedMedia,
            ErrorCode::MediaMissing,
            ErrorCode::PermissionDenied,
            ErrorCode::Io,
        ];
        assert!(expected.contains(&error), "{}: {error:?}", device.display());
    }
    assert_eq!(story.everything().await, before);
}

#[rstest]
#[case("NUL.txt")]
#[case("con.txt")]
#[case("COM1.json")]
#[case(r"\\.\CON.txt")]
fn a_device_is_no_story(#[case] device: &str) {
    assert!(read_story(Path::new(device)).is_err());
}

#[tokio::test]
async fn paths_that_a_story_names_are_not_followed() {
    let story = Fixture::empty().await;
    let outside = plain(&story.canary().join("outside.png")).replace('\\', "\\\\");
    let json = format!(
        r#"{{"title": "Fox", "segments": [
            {{"text_content": "One", "image_path": "{outside}", "image": "{outside}"}},
            {{"text_content": "Two", "audio_path": "\\\\localhost\\c$\\take.wav", "audio": "C:take.wav"}}]}}"#
    );
    let file = story.original("fox.json");
    std::fs::write(&file, json).unwrap();
    let request = ImportStory {
        story: read_story(&file).unwrap(),
        title: None,
        media: Vec::new(),
    };
    let project = story.library.run(request).await.unwrap().value;
    let segments = story.library.segments(project).await.unwrap();
    let bare = segments
        .iter()
        .all(|segment| segment.image.is_none() && segment.audio.is_none());
    assert!(bare && segments.len() == 2 && story.in_media().is_empty());
}

#[tokio::test]
async fn the_folders_of_an_open_library_stay_where_they_are() {
    let (story, _) = Fixture::with_media("a").await;
    for folder in ["media", "trash", "cache", "backups", ""] {
        let (from, to) = (story.path(folder), story.root.path().join("elsewhere"));
        assert!(std::fs::rename(&from, &to).is_err(), "{}", from.display());
        assert!(from.is_dir() && !to.exists());
    }
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn paths_are_told_as_people_write_them() {
    let (story, _) = Fixture::with("a").await;
    let told = &story.library.info().path;
    assert!(!told.starts_with(r"\\?\"), "{told}");
    assert!(Path::new(told).join("library.db").is_file(), "{told}");
}

/// More than 260 characters, which Windows takes from programs that know how to ask.
#[tokio::test]
async fn a_library_far_down_works_like_any_other() {
    let (story, made) = Fixture::with_media("a").await;
    let image = story.segment(made[0].id).await.image.unwrap();
    let deep = story
        .root
        .path()
        .join("deep")
        .join("d".repeat(120))
        .join("e".repeat(120));
    std::fs::create_dir_all(&deep).unwrap();
    if deep.canonicalize().is_err() {
        return skip(
            "a_library_far_down",
            "wine can't tell paths of more than 260 characters",
        );
    }
    let folder = deep.join("library");
    let from = story.folder();
    let root = story.closed().await;
    std::fs::rename(from, &folder).unwrap();
    let library = Library::open(&folder).await.unwrap();
    let request = DeleteSegments {
        ids: vec![made[0].id],
        mode: DeleteMode::Lift,
        erase: false,
    };
    assert_eq!(library.run(request).await.unwrap().files.cleared, 2);
    assert!(folder.join("trash").join(format!("{}.png", image.id)).is_file());
    library.back_up().await.unwrap();
    assert!(library.check().await.unwrap().sound);
    library.close().await.unwrap();
    drop(root);
}
