//! A full disk: nothing is lost, the answer is clear, and a delete still gets through, since it is the way out.

use std::io::Write;
use std::path::Path;

use segue_core::ErrorCode;
use tempfile::TempDir;

use crate::support::{Fixture, Made, Mount, mount_tmpfs, png, refused, skip};

/// A library on a disk of a stated size, filled to the last byte once the library holds three segments.
async fn on_a_full_disk(test: &str, kilobytes: u32) -> Option<(Fixture, Vec<Made>, Mount)> {
    let root = TempDir::new().unwrap();
    let Some(mount) = mount_tmpfs(root.path(), kilobytes) else {
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
    let Some((story, made, mount)) = on_a_full_disk("a_delete_gets_through", 8_192).await else {
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
    let Some((story, made, mount)) = on_a_full_disk("erasing_gives_the_room_back", 8_192).await else {
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
    let Some((story, made, mount)) = on_a_full_disk("what_needs_room_is_refused", 8_192).await else {
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
    let Some((story, _, mount)) = on_a_full_disk("a_library_on_a_full_disk_opens", 8_192).await else {
        return;
    };
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "a0 b1 c2");
    unmount(story, mount).await;
}

#[tokio::test]
async fn at_every_size_of_disk_a_delete_is_whole_or_refused() {
    for kilobytes in (5_000..5_400).step_by(40) {
        let Some((story, made, mount)) = on_a_full_disk("at_every_size_of_disk", kilobytes).await else {
            return;
        };
        let gone = match story.delete(&[made[0].id, made[2].id]).await {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::DiskFull, "{kilobytes} KB: {error}");
                false
            }
        };
        let expected = if gone { "b1" } else { "a0 b1 c2" };
        assert_eq!(story.timeline().await, expected, "{kilobytes} KB");
        let story = story.reopen().await;
        assert_eq!(story.timeline().await, expected, "{kilobytes} KB after reopening");
        assert_eq!(story.in_media().len(), if gone { 2 } else { 6 }, "{kilobytes} KB");
        assert_eq!(
            story.in_media().len() + story.in_trash().len(),
            6,
            "{kilobytes} KB: a file is lost"
        );
        unmount(story, mount).await;
    }
}

async fn unmount(story: Fixture, mount: Mount) {
    let root = story.closed().await;
    drop(mount);
    drop(root);
}
