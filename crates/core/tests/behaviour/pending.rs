//! Files that can't be moved yet: never called cleared, never overwriting, tried again at the next open.

use segue_core::model::WaitReason;

use crate::support::{Fixture, set_immutable, skip};

#[tokio::test]
async fn a_taken_name_in_the_trash_is_never_overwritten() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    let taken = story.path(&format!("trash/{image}.png"));
    std::fs::write(&taken, "somebody else's").unwrap();
    let ours = std::fs::read(story.path(&made[0].image)).unwrap();
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    let waiting: Vec<_> = files
        .waiting
        .iter()
        .map(|file| (file.path.as_str(), file.reason))
        .collect();
    assert_eq!(waiting, [(made[0].image.as_str(), WaitReason::NameTaken)]);
    assert_eq!((files.cleared, files.image_bytes), (1, 0));
    assert_eq!(std::fs::read(&taken).unwrap(), b"somebody else's");
    assert_eq!(std::fs::read(story.path(&made[0].image)).unwrap(), ours);
    assert_eq!(story.timeline().await, "b1");
    assert_eq!(story.library.status().await.unwrap().waiting, files.waiting);
}

#[tokio::test]
async fn once_the_name_is_free_the_next_open_moves_it() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    let taken = story.path(&format!("trash/{image}.png"));
    std::fs::write(&taken, "somebody else's").unwrap();
    let ours = std::fs::read(story.path(&made[0].image)).unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.reopen().await;
    assert_eq!(story.library.status().await.unwrap().waiting.len(), 1);
    std::fs::remove_file(&taken).unwrap();
    let story = story.reopen().await;
    assert_eq!(story.library.status().await.unwrap().waiting, []);
    assert_eq!(std::fs::read(&taken).unwrap(), ours);
    assert!(!story.path(&made[0].image).exists());
}

#[tokio::test]
async fn a_file_that_waits_goes_when_it_is_tried_again() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    let taken = story.path(&format!("trash/{image}.png"));
    std::fs::write(&taken, "somebody else's").unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting.len(), 1);
    std::fs::remove_file(&taken).unwrap();
    assert_eq!(story.library.retry_waiting().await.unwrap().waiting, []);
    assert!(taken.exists() && !story.path(&made[0].image).exists());
}

#[tokio::test]
async fn an_immovable_file_waits_and_goes_at_the_next_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    if !set_immutable(&image, true) {
        return skip("an_immovable_file_waits", "chattr +i is not to be had");
    }
    let outcome = story.delete(&[made[0].id]).await;
    let again = story.reopen().await;
    let still_waiting = again.library.status().await.unwrap().waiting;
    set_immutable(&image, false);
    let files = outcome.unwrap().files;
    assert_eq!((files.cleared, files.image_bytes, files.waiting.len()), (1, 0, 1));
    assert_eq!(
        (files.waiting[0].path.as_str(), files.waiting[0].reason),
        (made[0].image.as_str(), WaitReason::PermissionDenied)
    );
    assert_eq!(still_waiting, files.waiting);
    assert_eq!(again.timeline().await, "b1");
    let again = again.reopen().await;
    assert_eq!(again.library.status().await.unwrap().waiting, []);
    assert_eq!((image.exists(), again.in_trash().len()), (false, 2));
}

#[tokio::test]
async fn an_immovable_file_that_was_erased_goes_at_the_next_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.path(&made[0].image);
    if !set_immutable(&image, true) {
        return skip("an_immovable_file_that_was_erased", "chattr +i is not to be had");
    }
    let outcome = story.erase(&[made[0].id]).await;
    set_immutable(&image, false);
    let files = outcome.unwrap().files;
    assert_eq!((files.cleared, files.waiting.len()), (1, 1));
    let story = story.reopen().await;
    assert_eq!((image.exists(), story.in_trash().len()), (false, 0));
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "2");
}

#[tokio::test]
async fn a_move_that_was_made_but_not_recorded_is_found_at_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    story.delete(&[made[0].id]).await.unwrap();
    let story = story
        .tampered(&format!("UPDATE media SET location = 'media' WHERE id = {image}"))
        .await;
    assert_eq!(
        story
            .peek(&format!("SELECT location FROM media WHERE id = {image}"))
            .await,
        "trash"
    );
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 2));
}

#[tokio::test]
async fn a_move_that_was_recorded_as_wanted_only_is_made_at_open() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    story.delete(&[made[0].id]).await.unwrap();
    std::fs::rename(
        story.path(&format!("trash/{image}.png")),
        story.path(&made[0].image),
    )
    .unwrap();
    let story = story
        .tampered(&format!("UPDATE media SET location = 'media' WHERE id = {image}"))
        .await;
    assert!(!story.path(&made[0].image).exists());
    assert!(story.path(&format!("trash/{image}.png")).is_file());
}

#[tokio::test]
async fn a_file_lost_before_its_move_is_told_at_open_and_never_again() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    story.delete(&[made[0].id]).await.unwrap();
    std::fs::remove_file(story.path(&format!("trash/{image}.png"))).unwrap();
    let story = story
        .tampered(&format!("UPDATE media SET location = 'media' WHERE id = {image}"))
        .await;
    assert_eq!(
        story
            .peek(&format!("SELECT location FROM media WHERE id = {image}"))
            .await,
        "missing"
    );
    assert_eq!(story.library.status().await.unwrap().waiting, []);
}

#[tokio::test]
async fn a_file_that_a_reader_has_open_moves_all_the_same() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    let reader = story.library.open_media(image).await.unwrap();
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!(files.cleared, 2);
    drop(reader);
}
