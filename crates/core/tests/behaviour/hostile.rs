//! Stored paths are data: whatever one says, nothing outside `media/` is read, moved or removed, and the row goes.

use rstest::rstest;

use crate::support::{Fixture, Made, Tree, tree};

/// One more character than a file system takes in a name.
const OVER_LONG: &str = concat!(
    "media/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
    "dddddddddddd.png"
);

/// Spoils the first segment's stored image path.
async fn with_path(path: &str) -> (Fixture, Vec<Made>) {
    let (story, made) = Fixture::with_media("ab").await;
    let quoted = path.replace('\'', "''");
    let sql = format!(
        "UPDATE media SET path = '{quoted}' WHERE path = '{}'",
        made[0].image
    );
    (story.tampered(&sql).await, made)
}

/// All that lies outside the media and trash folders, and what lies in them.
fn surroundings(story: &Fixture) -> (Tree, Tree, Vec<String>) {
    (tree(&story.canary()), tree(&story.original("")), story.in_media())
}

/// Deletes the first segment and sees that its image was refused, its take cleared, and its row gone.
async fn delete_refuses_the_image(story: &Fixture, made: &[Made], erase: bool) {
    let ids = [made[0].id];
    let outcome = if erase {
        story.erase(&ids).await
    } else {
        story.delete(&ids).await
    };
    let files = outcome.unwrap().files;
    assert_eq!(
        (files.refused.len(), files.cleared, files.waiting.len()),
        (1, 1, 0),
        "{files:?}"
    );
    assert_eq!(story.timeline().await, "b1");
}

#[rstest]
#[case("../../canary/outside.png")]
#[case("../canary/outside.png")]
#[case("media/../../canary/outside.png")]
#[case("media/../library.db")]
#[case("library.db")]
#[case("library.lock")]
#[case("trash/1.png")]
#[case("media")]
#[case("media/")]
#[case(".")]
#[case("..")]
#[case("")]
#[case("/")]
#[case("/etc/passwd")]
#[case("media//a.png")]
#[case("media/./a.png")]
#[case("media\\a.png")]
#[case("C:\\x.png")]
#[case("C:x.png")]
#[case("media/C:x.png")]
#[case("\\\\server\\share\\x.png")]
#[case("//server/share/x.png")]
#[case("\\\\?\\C:\\x.png")]
#[case("media/a.png:stream")]
#[case("media/CON")]
#[case("media/NUL.png")]
#[case("media/com1.png")]
#[case("media/NUL/a.png")]
#[case("media/a.png.")]
#[case("media/a.png ")]
#[case(OVER_LONG)]
#[case("\n")]
#[case("media/a\u{1}.png")]
#[case("media/it's; DROP TABLE media; --/../../../x")]
#[tokio::test]
async fn a_path_that_leads_elsewhere_is_left_alone(#[case] path: &str, #[values(false, true)] erase: bool) {
    let (story, made) = with_path(path).await;
    let before = surroundings(&story);
    delete_refuses_the_image(&story, &made, erase).await;
    let (canary, originals, mut media) = surroundings(&story);
    media.push(made[0].audio.trim_start_matches("media/").to_owned());
    media.sort();
    assert_eq!((canary, originals, media), before);
    assert!(story.library.status().await.unwrap().waiting.is_empty());
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "b1");
}

#[rstest]
#[tokio::test]
async fn an_absolute_path_to_a_real_file_is_left_alone(#[values(false, true)] erase: bool) {
    let (story, made) = Fixture::with_media("ab").await;
    let target = story.canary().join("outside.png");
    let sql = format!(
        "UPDATE media SET path = '{}' WHERE path = '{}'",
        target.display(),
        made[0].image
    );
    let story = story.tampered(&sql).await;
    delete_refuses_the_image(&story, &made, erase).await;
    assert!(target.is_file());
}

#[cfg(unix)] // Windows lets only some users make links.
#[rstest]
#[tokio::test]
async fn a_folder_that_is_a_link_is_not_followed(#[values(false, true)] erase: bool) {
    let (story, made) = with_path("media/link/outside.png").await;
    std::os::unix::fs::symlink(story.canary(), story.path("media/link")).unwrap();
    let before = tree(&story.canary());
    delete_refuses_the_image(&story, &made, erase).await;
    assert_eq!(tree(&story.canary()), before);
    assert!(story.path("media/link").is_symlink());
}

#[cfg(unix)] // Windows lets only some users make links.
#[rstest]
#[tokio::test]
async fn a_file_that_is_a_link_is_left_alone(#[values(false, true)] erase: bool) {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    std::fs::remove_file(&image).unwrap();
    std::os::unix::fs::symlink(story.canary().join("outside.png"), &image).unwrap();
    let before = tree(&story.canary());
    delete_refuses_the_image(&story, &made, erase).await;
    assert_eq!(tree(&story.canary()), before);
    assert!(image.is_symlink());
}

#[rstest]
#[tokio::test]
async fn what_is_no_plain_file_is_left_alone(#[values(false, true)] erase: bool) {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    std::fs::remove_file(&image).unwrap();
    std::fs::create_dir(&image).unwrap();
    std::fs::write(image.join("inside.txt"), "mine").unwrap();
    delete_refuses_the_image(&story, &made, erase).await;
    assert!(image.join("inside.txt").is_file());
}

#[tokio::test]
async fn a_hostile_path_is_not_read_either() {
    let (story, made) = with_path("../canary/outside.png").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    assert!(story.library.open_media(image).await.is_err());
    assert!(story.library.thumbnail(image, 16).await.is_err());
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_in_the_media_folder_is_not_read_either() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    std::fs::remove_file(&image).unwrap();
    std::os::unix::fs::symlink(story.canary().join("outside.png"), &image).unwrap();
    let id = story.segment(made[0].id).await.image.unwrap().id;
    assert!(story.library.open_media(id).await.is_err());
    assert!(story.library.thumbnail(id, 16).await.is_err());
}

#[tokio::test]
async fn a_move_left_unfinished_with_a_hostile_path_is_refused_at_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let before = tree(&story.canary());
    let sql = format!(
        "UPDATE media SET path = '../canary/outside.png', wanted = 'purged' WHERE path = '{}'",
        made[0].image
    );
    let story = story.tampered(&sql).await;
    assert_eq!(tree(&story.canary()), before);
    assert_eq!(story.timeline().await, "a0 b1");
}

#[cfg(unix)]
#[tokio::test]
async fn a_library_whose_media_folder_is_a_link_is_refused() {
    let (story, _) = Fixture::with_media("ab").await;
    let folder = story.folder();
    let root = story.closed().await;
    std::fs::rename(folder.join("media"), root.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(root.path().join("elsewhere"), folder.join("media")).unwrap();
    let before = tree(&root.path().join("elsewhere"));
    assert!(segue_core::Library::open(&folder).await.is_err());
    assert_eq!(tree(&root.path().join("elsewhere")), before);
}
