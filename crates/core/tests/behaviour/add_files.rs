//! Files that are dropped: beside the segments each gets one of its own, on a segment they become its image and take.

use std::path::PathBuf;

use segue_core::model::Segment;
use segue_core::ops::{AddFiles, AddedSegments, AttachMedia, Undo};
use segue_core::{Error, ErrorCode, Refusal, Result, Unusable};

use crate::support::{Fixture, png, refusal, refused, wav};

/// Files in the originals' folder, made by what their names end with.
fn originals(story: &Fixture, names: &[&str]) -> Vec<PathBuf> {
    let made = names.iter().map(|name| {
        let path = story.original(name);
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("png") => png(&path, 90),
            Some("wav") => wav(&path, 200),
            _ => {
                std::fs::write(&path, "Once upon a time").unwrap();
                path
            }
        }
    });
    made.collect()
}

async fn add(story: &Fixture, at: Option<i64>, names: &[&str]) -> Result<AddedSegments> {
    let files = AddFiles::of(story.project, at, originals(story, names))?;
    Ok(story.library.run(files).await?.value)
}

/// What each segment of the story was made of: `1.png+1.wav`.
async fn made_of(story: &Fixture) -> Vec<String> {
    let segments = story.library.segments(story.project).await.unwrap();
    let names = |segment: &Segment| {
        let media = [&segment.image, &segment.audio].into_iter().flatten();
        media
            .map(|media| media.name.clone())
            .collect::<Vec<_>>()
            .join("+")
    };
    segments.iter().map(names).collect()
}

#[tokio::test]
async fn each_file_gets_a_segment_in_the_order_of_names_as_people_count() {
    let story = Fixture::empty().await;
    let added = add(&story, None, &["scene 10.png", "scene 9.png", "scene 1.png"])
        .await
        .unwrap();
    assert_eq!(
        made_of(&story).await,
        ["scene 1.png", "scene 9.png", "scene 10.png"]
    );
    assert_eq!((added.ids.len(), added.first_index), (3, 0));
}

#[tokio::test]
async fn an_image_and_a_take_of_the_same_name_share_a_segment() {
    let story = Fixture::empty().await;
    add(&story, None, &["2.wav", "1.wav", "1.png", "3.png", "2.png"])
        .await
        .unwrap();
    assert_eq!(made_of(&story).await, ["1.png+1.wav", "2.png+2.wav", "3.png"]);
}

#[tokio::test]
async fn they_come_at_a_place_and_what_was_there_moves_up() {
    let (story, _) = Fixture::with("ab").await;
    let added = add(&story, Some(1), &["1.png", "2.png"]).await.unwrap();
    assert_eq!(added.first_index, 1);
    assert_eq!(story.timeline().await, "a0 1 2 b3");
}

#[tokio::test]
async fn all_of_it_is_one_step_to_undo() {
    let (story, _) = Fixture::with("a").await;
    add(&story, None, &["1.png", "2.png", "3.wav"]).await.unwrap();
    let undo = Undo {
        project_id: story.project,
    };
    let undone = story.library.run(undo).await.unwrap();
    assert_eq!(story.timeline().await, "a0");
    assert_eq!(undone.value.label, "add 3 segments");
    assert_eq!(story.in_media(), [] as [&str; 0]);
}

#[tokio::test]
async fn one_file_that_is_neither_refuses_all_and_is_named() {
    let (story, _) = Fixture::with("a").await;
    let before = story.everything().await;
    let error = refusal(add(&story, None, &["1.png", "notes.txt"]).await);
    assert!(error.to_wire().path.unwrap().ends_with("notes.txt"));
    assert!(matches!(
        error,
        Error::UnsupportedMedia {
            reason: Unusable::NeitherImageNorAudio,
            ..
        }
    ));
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_file_that_only_starts_like_an_image_refuses_all() {
    let (story, _) = Fixture::with("a").await;
    let mut files = originals(&story, &["1.png", "2.png"]);
    std::fs::write(&files[1], b"\x89PNG\r\n\x1a\nand nothing else").unwrap();
    let before = story.everything().await;
    let op = AddFiles::of(story.project, None, std::mem::take(&mut files)).unwrap();
    assert_eq!(refused(story.library.run(op).await), ErrorCode::UnsupportedMedia);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn nothing_folders_and_crowds_are_refused() {
    let story = Fixture::empty().await;
    let of = |paths| AddFiles::of(story.project, None, paths);
    assert_eq!(refused(of(Vec::new())), ErrorCode::Invalid);
    assert_eq!(
        refused(of(vec![story.root.path().to_owned()])),
        ErrorCode::UnsupportedMedia
    );
    assert_eq!(
        refused(of(vec![story.original("not there.png")])),
        ErrorCode::MediaMissing
    );
    assert_eq!(
        refused(of(vec![PathBuf::from("a.png"); 1001])),
        ErrorCode::Invalid
    );
}

#[tokio::test]
async fn dropped_on_a_segment_they_become_its_image_and_take() {
    let (story, ids) = Fixture::with("a").await;
    let files = AttachMedia::of_files(ids[0], originals(&story, &["b.wav", "a.png"])).unwrap();
    story.library.run(files).await.unwrap();
    assert_eq!(made_of(&story).await, ["a.png+b.wav"]);
}

#[tokio::test]
async fn two_images_for_one_segment_are_refused() {
    let (story, ids) = Fixture::with("a").await;
    let error = refusal(AttachMedia::of_files(
        ids[0],
        originals(&story, &["a.png", "b.png"]),
    ));
    assert!(matches!(
        error,
        Error::Invalid {
            refusal: Refusal::SeveralForOneSegment,
            ..
        }
    ));
    assert_eq!(
        refused(AttachMedia::of_files(ids[0], Vec::new())),
        ErrorCode::Invalid
    );
}
