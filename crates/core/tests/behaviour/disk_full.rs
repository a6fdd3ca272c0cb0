//! A full disk: nothing is lost, the answer is clear, and a delete still gets through, since it is the way out.

use std::io::Write;
use std::path::Path;

use segue_core::ErrorCode;
use tempfile::TempDir;

use crate::support::{Fixture, Made, Mount, mount_tmpfs, png, refused, skip};

/// A library with three segments on a disk of 8 MB, which is then filled to the last byte.
async fn on_a_full_disk(test: &str) -> Option<(Fixture, Vec<Made>, Mount)> {
    let root = TempDir::new().unwrap();
    let Some(mount) = mount_tmpfs(root.path(), 8_192) else {
        skip(test, "mounting is not allowed");
        return None;
    };
    let story = Fixture::beneath(root).await;
    let mut made = Vec::new();
    for letter in ["a", "b", "c"] {
        made.push(story.add_with_media(letter).await);
    }
    png(&story.original("late.png"), 9);
    fill(&story.original("filler"));
    Some((story, made, mount))
}

/// The same without the room that is kept for deletes, and with some pages of 4 KB free.
async fn with_free_pages(test: &str, pages: u64) -> Option<(Fixture, Vec<Made>, Mount)> {
    let (story, made, mount) = on_a_full_disk(test).await?;
    std::fs::remove_file(story.path("cache/ballast")).unwrap();
    let filler = story.original("filler");
    fill(&story.original("filler too"));
    let file = std::fs::File::options().write(true).open(&filler).unwrap();
    file.set_len(filler.metadata().unwrap().len() - pages * 4_096)
        .unwrap();
    Some((story, made, mount))
}

/// Writes until nothing more fits.
fn fill(path: &Path) {
    let mut file = std::fs::File::create(path).unwrap();
    for size in [65_536, 4_096, 1] {
        let chunk = vec![0_u8; size];
        while file.write_all(&chunk).is_ok() {}
    }
}

#[tokio::test]
async fn a_delete_gets_through() {
    let Some((story, made, mount)) = on_a_full_disk("a_delete_gets_through").await else {
        return;
    };
    let files = story.delete(&[made[1].id]).await.unwrap().files;
    assert_eq!((files.cleared, files.waiting.len()), (2, 0));
    assert_eq!(story.timeline().await, "a0 c2");
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "a0 c2");
    assert!(!story.path(&made[1].image).exists());
    unmount(story, mount).await;
}

#[tokio::test]
async fn erasing_gives_the_room_back() {
    let Some((story, made, mount)) = on_a_full_disk("erasing_gives_the_room_back").await else {
        return;
    };
    for one in &made {
        story.erase(&[one.id]).await.unwrap();
    }
    assert_eq!(
        (
            story.timeline().await.as_str(),
            story.in_media().len(),
            story.in_trash().len()
        ),
        ("", 0, 0)
    );
    unmount(story, mount).await;
}

#[tokio::test]
async fn what_needs_room_is_refused_and_leaves_nothing_behind() {
    let Some((story, made, mount)) = on_a_full_disk("what_needs_room_is_refused").await else {
        return;
    };
    let (_, media, trash) = story.everything().await;
    let before = story.library.segments(story.project).await.unwrap();
    let late = story.original("late.png");
    assert_eq!(
        refused(story.attach_image(made[0].id, &late).await),
        ErrorCode::DiskFull
    );
    let (_, media_after, trash_after) = story.everything().await;
    assert_eq!((media_after, trash_after), (media, trash));
    assert_eq!(story.library.segments(story.project).await.unwrap(), before);
    std::fs::remove_file(story.original("filler")).unwrap();
    story.attach_image(made[0].id, &late).await.unwrap();
    unmount(story, mount).await;
}

#[tokio::test]
async fn a_library_on_a_full_disk_opens() {
    let Some((story, _, mount)) = on_a_full_disk("a_library_on_a_full_disk_opens").await else {
        return;
    };
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "a0 b1 c2");
    unmount(story, mount).await;
}

#[tokio::test]
async fn with_any_room_left_a_delete_is_whole_or_refused() {
    let (mut whole, mut refused) = (0, 0);
    for pages in 0..40 {
        let Some((story, made, mount)) = with_free_pages("with_any_room_left", pages).await else {
            return;
        };
        let gone = match story.delete(&[made[0].id, made[2].id]).await {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::DiskFull, "{pages} pages: {error}");
                false
            }
        };
        *(if gone { &mut whole } else { &mut refused }) += 1;
        let expected = if gone { "b1" } else { "a0 b1 c2" };
        assert_eq!(story.timeline().await, expected, "{pages} pages");
        std::fs::remove_file(story.original("filler too")).unwrap();
        let story = story.reopen().await;
        assert_eq!(story.timeline().await, expected, "{pages} pages, after reopening");
        assert_eq!(story.in_media().len(), if gone { 2 } else { 6 }, "{pages} pages");
        assert_eq!(
            story.in_media().len() + story.in_trash().len(),
            6,
            "{pages} pages: a file is lost"
        );
        unmount(story, mount).await;
    }
    assert!(
        whole > 0 && refused > 0,
        "{whole} whole, {refused} refused: the range misses the limit"
    );
}

#[tokio::test]
async fn with_any_room_left_an_attach_is_whole_or_leaves_nothing() {
    let (mut whole, mut refused) = (0, 0);
    for pages in 0..40 {
        let Some((story, made, mount)) = with_free_pages("with_any_room_left", pages).await else {
            return;
        };
        let done = match story.attach_image(made[0].id, &story.original("late.png")).await {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::DiskFull, "{pages} pages: {error}");
                false
            }
        };
        *(if done { &mut whole } else { &mut refused }) += 1;
        std::fs::remove_file(story.original("filler too")).unwrap();
        let story = story.reopen().await;
        let image = story.segment(made[0].id).await.image.unwrap();
        assert_eq!(
            (image.name == "late.png", story.path(&image.path).is_file()),
            (done, true),
            "{pages} pages"
        );
        assert_eq!(
            (story.in_media().len(), story.in_trash().len()),
            (6, usize::from(done)),
            "{pages} pages"
        );
        story.add("d").await;
        unmount(story, mount).await;
    }
    assert!(
        whole > 0 && refused > 0,
        "{whole} whole, {refused} refused: the range misses the limit"
    );
}

#[tokio::test]
async fn once_there_is_room_again_the_library_goes_on() {
    let Some((story, made, mount)) = with_free_pages("once_there_is_room_again", 0).await else {
        return;
    };
    assert_eq!(refused(story.delete(&[made[0].id]).await), ErrorCode::DiskFull);
    assert_eq!(
        refused(story.library.run(story.adding(&"x".repeat(50_000), None)).await),
        ErrorCode::DiskFull
    );
    std::fs::remove_file(story.original("filler")).unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    story.add("d").await;
    assert_eq!(story.timeline().await, "b1 c2 d3");
    unmount(story, mount).await;
}

async fn unmount(story: Fixture, mount: Mount) {
    let root = story.closed().await;
    drop(mount);
    drop(root);
}
