//! Thumbnails and waveforms: made once, never trusted, gone with what they were made of.

use std::path::PathBuf;

use segue_core::ErrorCode;
use segue_core::model::{MediaId, SegmentId};
use segue_core::ops::PurgeSegments;

use crate::support::{Fixture, Made, refused, tree};

/// A library with one segment, its thumbnail and its waveform made.
async fn drawn() -> (Fixture, Made, MediaId, MediaId) {
    let (story, mut made) = Fixture::with_media("a").await;
    let (image, audio) = media_of(&story, made[0].id).await;
    story.library.thumbnail(image, 16).await.unwrap();
    story.library.waveform(audio).await.unwrap();
    (story, made.remove(0), image, audio)
}

async fn media_of(story: &Fixture, id: SegmentId) -> (MediaId, MediaId) {
    let segment = story.segment(id).await;
    (segment.image.unwrap().id, segment.audio.unwrap().id)
}

/// The files in the cache that were made of media.
fn cached(story: &Fixture) -> Vec<PathBuf> {
    let names = tree(&story.path("cache")).into_keys();
    let made = names.filter(|name| name.starts_with("thumbnail-") || name.starts_with("waveform-"));
    made.map(|name| story.path("cache").join(name)).collect()
}

#[tokio::test]
async fn a_waveform_tells_of_every_moment_of_the_take() {
    let (story, _, _, audio) = drawn().await;
    let waveform = story.library.waveform(audio).await.unwrap();
    // The take lasts 197 ms and is silent.
    assert_eq!(waveform.moment_ms, 10);
    assert_eq!(waveform.peaks, [0; 20]);
}

#[tokio::test]
async fn an_image_has_no_waveform_and_an_unknown_id_none_either() {
    let (story, _, image, _) = drawn().await;
    assert_eq!(
        refused(story.library.waveform(image).await),
        ErrorCode::UnsupportedMedia
    );
    assert_eq!(
        refused(story.library.waveform(MediaId(999)).await),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn what_was_made_is_there_when_the_library_is_opened_again() {
    let (story, made, image, audio) = drawn().await;
    assert_eq!(cached(&story).len(), 2);
    let story = story.reopen().await;
    // Without their files they can only come from the cache.
    std::fs::remove_file(story.path(&made.image)).unwrap();
    std::fs::remove_file(story.path(&made.audio)).unwrap();
    assert!(story.library.thumbnail(image, 16).await.is_ok());
    assert!(story.library.waveform(audio).await.is_ok());
}

#[tokio::test]
async fn what_was_made_is_kept_in_memory() {
    let (story, made, image, audio) = drawn().await;
    for file in cached(&story) {
        std::fs::remove_file(file).unwrap();
    }
    std::fs::remove_file(story.path(&made.image)).unwrap();
    std::fs::remove_file(story.path(&made.audio)).unwrap();
    assert!(story.library.thumbnail(image, 16).await.is_ok());
    assert!(story.library.waveform(audio).await.is_ok());
}

#[tokio::test]
async fn a_cache_that_was_tampered_with_is_not_believed() {
    let (story, _, image, audio) = drawn().await;
    let (thumbnail, waveform) = (
        story.library.thumbnail(image, 16).await.unwrap(),
        story.library.waveform(audio).await.unwrap(),
    );
    let mut story = story;
    for spoil in [
        |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2),
        |bytes| *bytes.last_mut().unwrap() ^= 1,
        |bytes| bytes.fill(0),
    ] as [fn(&mut Vec<u8>); 3]
    {
        for file in cached(&story) {
            let mut bytes = std::fs::read(&file).unwrap();
            spoil(&mut bytes);
            std::fs::write(&file, bytes).unwrap();
        }
        story = story.reopen().await;
        assert_eq!(story.library.thumbnail(image, 16).await.unwrap(), thumbnail);
        assert_eq!(story.library.waveform(audio).await.unwrap(), waveform);
    }
}

#[tokio::test]
async fn a_deleted_segment_keeps_its_thumbnail_for_the_trash_and_a_purged_one_leaves_nothing() {
    let (story, made, image, _) = drawn().await;
    story.delete(&[made.id]).await.unwrap();
    assert!(story.library.thumbnail(image, 16).await.is_ok());
    let purge = PurgeSegments { ids: vec![made.id] };
    story.library.run(purge).await.unwrap();
    // Forgotten as the move is recorded, which reopening waits for.
    let story = story.reopen().await;
    assert_eq!(cached(&story), [] as [PathBuf; 0]);
    assert_eq!(
        refused(story.library.thumbnail(image, 16).await),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn a_purged_image_is_not_answered_from_memory() {
    let (story, made, image, _) = drawn().await;
    story.erase(&[made.id]).await.unwrap();
    assert!(story.library.thumbnail(image, 16).await.is_err());
}
