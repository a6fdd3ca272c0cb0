//! Delete: what becomes of the files, and what the receipt says of them.

use segue_core::model::MediaKind;

use crate::support::{Fixture, tree};

#[tokio::test]
async fn image_and_audio_move_to_the_trash_whole() {
    let (story, made) = Fixture::with_media("abc").await;
    let doomed = story.segment(made[1].id).await;
    let (image, audio) = (doomed.image.unwrap(), doomed.audio.unwrap());
    let contents = [&image.path, &audio.path].map(|path| std::fs::read(story.path(path)).unwrap());
    let files = story.delete(&[doomed.id]).await.unwrap().files;
    assert_eq!(
        (files.cleared, files.image_bytes, files.audio_bytes),
        (2, image.bytes, audio.bytes)
    );
    assert!(!story.path(&image.path).exists() && !story.path(&audio.path).exists());
    let trashed = [
        format!("trash/{}.png", image.id),
        format!("trash/{}.wav", audio.id),
    ];
    assert_eq!(
        trashed.map(|path| std::fs::read(story.path(&path)).unwrap()),
        contents
    );
    assert_eq!(story.in_media().len(), 4);
    let story = story.reopen().await;
    assert_eq!(
        story
            .peek("SELECT count(*) FROM media WHERE location = 'trash' AND wanted = 'trash'")
            .await,
        "2"
    );
}

#[tokio::test]
async fn one_or_many_give_the_same_receipt() {
    let (story, made) = Fixture::with_media("abcd").await;
    let sizes: i64 = story.library.status().await.unwrap().media_bytes;
    let first = story.delete(&[made[0].id]).await.unwrap().files;
    let rest = story
        .delete(&[made[1].id, made[2].id, made[3].id])
        .await
        .unwrap()
        .files;
    assert_eq!((first.cleared, rest.cleared), (2, 6));
    let told: i64 = [first, rest]
        .iter()
        .map(|files| files.image_bytes + files.audio_bytes)
        .sum();
    assert_eq!(told, sizes);
    let status = story.library.status().await.unwrap();
    assert_eq!(
        (status.media_bytes, status.trash_bytes, status.trashed_segments),
        (0, sizes, 4)
    );
}

#[tokio::test]
async fn ripple_clears_files_as_lift_does() {
    let (story, made) = Fixture::with_media("abc").await;
    let files = story.ripple(&[made[0].id, made[2].id]).await.unwrap().files;
    assert_eq!(
        (files.cleared, story.in_media().len(), story.in_trash().len()),
        (4, 2, 4)
    );
    assert_eq!(story.timeline().await, "b0");
}

#[tokio::test]
async fn erase_unlinks_and_forgets() {
    let (story, made) = Fixture::with_media("ab").await;
    let outcome = story.erase(&[made[0].id]).await.unwrap();
    assert!(outcome.value.erased);
    assert_eq!(outcome.files.cleared, 2);
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 0));
    let story = story.reopen().await;
    assert_eq!(story.peek("SELECT count(*) FROM trash").await, "0");
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "2");
    assert_eq!(story.timeline().await, "b1");
}

#[tokio::test]
async fn nothing_of_an_erased_text_stays_in_the_log() {
    let (story, _) = Fixture::with("a").await;
    let secret = story.add("unmistakable").await;
    story.erase(&[secret]).await.unwrap();
    let (rows, _, _) = story.everything().await;
    assert!(!rows.contains("unmistakable"), "{rows}");
}

#[tokio::test]
async fn a_segment_without_media_is_deleted_as_well() {
    let (story, ids) = Fixture::with("ab").await;
    let files = story.delete(&ids[..1]).await.unwrap().files;
    assert_eq!(files, segue_core::model::FileReport::default());
}

#[tokio::test]
async fn a_missing_file_is_named_and_stops_nothing() {
    let (story, made) = Fixture::with_media("ab").await;
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!((files.cleared, files.image_bytes), (1, 0));
    let missing: Vec<_> = files
        .missing
        .iter()
        .map(|file| (file.path.as_str(), file.name.as_str(), file.kind))
        .collect();
    assert_eq!(missing, [(made[0].image.as_str(), "a.png", MediaKind::Image)]);
    assert_eq!(story.timeline().await, "b1");
    assert!(story.library.status().await.unwrap().waiting.is_empty());
}

#[tokio::test]
async fn all_files_missing_is_no_failure_either() {
    let (story, made) = Fixture::with_media("ab").await;
    for name in story.in_media() {
        std::fs::remove_file(story.path("media").join(name)).unwrap();
    }
    let files = story.delete(&[made[0].id, made[1].id]).await.unwrap().files;
    assert_eq!((files.cleared, files.missing.len()), (0, 4));
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "");
}

#[tokio::test]
async fn a_missing_file_can_be_erased() {
    let (story, made) = Fixture::with_media("ab").await;
    std::fs::remove_file(story.path(&made[0].audio)).unwrap();
    let files = story.erase(&[made[0].id]).await.unwrap().files;
    assert_eq!((files.cleared, files.missing.len()), (1, 1));
    let story = story.reopen().await;
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "2");
}

#[tokio::test]
async fn a_shared_file_stays_for_the_other_and_goes_with_it() {
    let (story, made) = Fixture::with_media("abc").await;
    let story = story.tampered(&sharing(&made[0], &made[1])).await;
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!(
        files.shared.iter().map(|file| &file.path).collect::<Vec<_>>(),
        [&made[0].image]
    );
    assert_eq!((files.cleared, files.image_bytes), (1, 0));
    assert!(story.path(&made[0].image).is_file());
    let files = story.delete(&[made[1].id]).await.unwrap().files;
    assert_eq!((files.shared.len(), files.cleared), (0, 2));
    assert!(!story.path(&made[0].image).exists());
}

#[tokio::test]
async fn a_file_shared_by_all_that_go_is_cleared_once() {
    let (story, made) = Fixture::with_media("ab").await;
    let story = story.tampered(&sharing(&made[0], &made[1])).await;
    let bytes = story.segment(made[0].id).await.image.unwrap().bytes;
    let files = story.delete(&[made[0].id, made[1].id]).await.unwrap().files;
    assert_eq!(
        (files.cleared, files.image_bytes, files.shared.len()),
        (3, bytes, 0)
    );
}

#[tokio::test]
async fn what_the_trash_still_needs_is_not_erased() {
    let (story, made) = Fixture::with_media("ab").await;
    let story = story.tampered(&sharing(&made[0], &made[1])).await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    story.delete(&[made[0].id]).await.unwrap();
    story.erase(&[made[1].id]).await.unwrap();
    assert!(story.path(&format!("trash/{image}.png")).is_file());
    assert!(!story.path(&made[0].image).exists());
}

#[tokio::test]
async fn nothing_else_in_the_library_is_touched() {
    let (story, made) = Fixture::with_media("abc").await;
    std::fs::write(story.path("media/notes.txt"), "mine").unwrap();
    std::fs::write(story.path("trash/notes.txt"), "mine").unwrap();
    let (_, mut media, _) = story.everything().await;
    story.delete(&[made[1].id]).await.unwrap();
    story.erase(&[made[2].id]).await.unwrap();
    for path in [&made[1].image, &made[1].audio, &made[2].image, &made[2].audio] {
        media.remove(path.trim_start_matches("media/"));
    }
    assert_eq!(tree(&story.path("media")), media);
    assert!(story.in_trash().contains(&"notes.txt".to_owned()));
}

#[tokio::test]
async fn the_originals_are_never_touched() {
    let (story, made) = Fixture::with_media("abc").await;
    let before = tree(&story.original(""));
    story.delete(&[made[0].id]).await.unwrap();
    story.erase(&[made[1].id]).await.unwrap();
    assert_eq!(tree(&story.original("")), before);
    assert_eq!(before.len(), 6);
}

fn sharing(owner: &crate::support::Made, borrower: &crate::support::Made) -> String {
    format!(
        "UPDATE segment SET image_id = (SELECT image_id FROM segment WHERE id = {}) WHERE id = {};
         DELETE FROM media WHERE kind = 'image' AND path = '{}'",
        owner.id, borrower.id, borrower.image
    )
}
