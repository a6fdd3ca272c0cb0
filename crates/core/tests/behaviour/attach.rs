//! Attach and detach: what may come in, what is left behind when it may not, and where the old file goes.

use segue_core::ErrorCode;
use segue_core::media::MediaSource;
use segue_core::ops::AttachMedia;

use crate::support::{Fixture, gif_bomb, png, refusal, refused, source, sparse, tree, wav};

#[tokio::test]
async fn a_file_is_copied_in_and_the_original_stays() {
    let (story, ids) = Fixture::with("a").await;
    let original = png(&story.original("fox.png"), 7);
    let before = std::fs::read(&original).unwrap();
    story.attach_image(ids[0], &original).await.unwrap();
    let image = story.segment(ids[0]).await.image.unwrap();
    assert_eq!(std::fs::read(story.path(&image.path)).unwrap(), before);
    assert_eq!(std::fs::read(&original).unwrap(), before);
    assert_eq!(image.bytes, i64::try_from(before.len()).unwrap());
}

#[tokio::test]
async fn both_come_in_one_step() {
    let (story, ids) = Fixture::with("a").await;
    let request = AttachMedia {
        segment_id: ids[0],
        image: source(&png(&story.original("fox.png"), 7)),
        audio: source(&wav(&story.original("fox.wav"), 1_500)),
    };
    let outcome = story.library.run(request).await.unwrap();
    let segment = story.segment(ids[0]).await;
    assert!(segment.image.is_some() && segment.audio.is_some());
    assert_eq!(segment.duration_ms, Some(1_500));
    assert_eq!(outcome.change.upserted, [segment]);
}

#[tokio::test]
async fn bytes_in_memory_come_in_like_a_file() {
    let (story, ids) = Fixture::with("a").await;
    let bytes = std::fs::read(png(&story.original("fox.png"), 7)).unwrap();
    let image = Some(MediaSource::Bytes {
        name: "sample.png".to_owned(),
        bytes: bytes.clone().into(),
    });
    story
        .library
        .run(AttachMedia {
            segment_id: ids[0],
            image,
            audio: None,
        })
        .await
        .unwrap();
    let image = story.segment(ids[0]).await.image.unwrap();
    assert_eq!(image.name, "sample.png");
    assert_eq!(std::fs::read(story.path(&image.path)).unwrap(), bytes);
}

#[tokio::test]
async fn the_content_decides_not_the_extension() {
    let (story, ids) = Fixture::with("a").await;
    let png = png(&story.original("fox.png"), 7);
    let misnamed = story.original("fox.mp3");
    std::fs::rename(png, &misnamed).unwrap();
    story.attach_image(ids[0], &misnamed).await.unwrap();
    assert!(story.segment(ids[0]).await.image.unwrap().path.ends_with(".png"));
    assert_eq!(
        refused(story.attach_audio(ids[0], &misnamed).await),
        ErrorCode::UnsupportedMedia
    );
}

#[tokio::test]
async fn a_replaced_file_goes_to_the_trash() {
    let (story, made) = Fixture::with_media("a").await;
    let old = std::fs::read(story.path(&made[0].image)).unwrap();
    let outcome = story
        .attach_image(made[0].id, &png(&story.original("new.png"), 8))
        .await
        .unwrap();
    assert_eq!((outcome.files.cleared, outcome.files.audio_bytes), (1, 0));
    assert!(!story.path(&made[0].image).exists());
    assert_eq!(
        std::fs::read(story.path("trash").join(&story.in_trash()[0])).unwrap(),
        old
    );
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 1));
}

#[tokio::test]
async fn a_detached_file_goes_to_the_trash() {
    let (story, made) = Fixture::with_media("a").await;
    story.detach(made[0].id, true, false).await.unwrap();
    let segment = story.segment(made[0].id).await;
    assert!(segment.image.is_none() && segment.audio.is_some());
    story.detach(made[0].id, false, true).await.unwrap();
    assert_eq!(story.segment(made[0].id).await.duration_ms, None);
    assert_eq!((story.in_media().len(), story.in_trash().len()), (0, 2));
}

#[tokio::test]
async fn a_shared_file_stays_while_another_segment_uses_it() {
    let (story, made) = Fixture::with_media("ab").await;
    let share = format!(
        "UPDATE segment SET image_id = (SELECT image_id FROM segment WHERE id = {}) WHERE id = {}",
        made[0].id, made[1].id
    );
    let story = story.tampered(&share).await;
    let outcome = story.detach(made[0].id, true, false).await.unwrap();
    assert_eq!(outcome.files.shared.len(), 1);
    assert_eq!(outcome.files.cleared, 0);
    assert!(story.path(&made[0].image).is_file());
}

#[tokio::test]
async fn what_may_not_come_in_leaves_nothing_behind() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    let garbage = story.original("garbage.png");
    std::fs::write(&garbage, b"this is not a picture").unwrap();
    let cut = png(&story.original("cut.png"), 7);
    let whole = std::fs::read(&cut).unwrap();
    std::fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    let bad = [
        garbage,
        cut,
        gif_bomb(&story.original("bomb.gif")),
        sparse(&story.original("empty.png"), 0),
        sparse(&story.original("large.png"), 50_000_001),
        wav(&story.original("take.png"), 10),
        story.original("."),
    ];
    let before = (
        story.everything().await,
        tree(&story.original("")),
        tree(&story.path("cache")),
    );
    for file in &bad {
        let error = refusal(story.attach_image(id, file).await);
        assert_eq!(error.code(), ErrorCode::UnsupportedMedia, "{}", file.display());
        assert_eq!(error.to_wire().path.unwrap(), file.display().to_string());
    }
    assert_eq!(
        (
            story.everything().await,
            tree(&story.original("")),
            tree(&story.path("cache"))
        ),
        before
    );
}

#[tokio::test]
async fn a_bad_take_leaves_nothing_behind() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    let cut = wav(&story.original("cut.wav"), 10);
    let whole = std::fs::read(&cut).unwrap();
    std::fs::write(&cut, &whole[..20]).unwrap();
    let bad = [
        cut,
        sparse(&story.original("empty.wav"), 0),
        sparse(&story.original("large.wav"), 500_000_001),
        sparse(&story.original("zeros.mp3"), 4_096),
        png(&story.original("picture.wav"), 3),
    ];
    let before = (story.everything().await, tree(&story.path("cache")));
    for file in &bad {
        assert_eq!(
            refused(story.attach_audio(id, file).await),
            ErrorCode::UnsupportedMedia,
            "{}",
            file.display()
        );
    }
    assert_eq!((story.everything().await, tree(&story.path("cache"))), before);
}

#[tokio::test]
async fn one_bad_file_of_two_brings_in_neither() {
    let (story, ids) = Fixture::with("a").await;
    let request = AttachMedia {
        segment_id: ids[0],
        image: source(&png(&story.original("good.png"), 7)),
        audio: source(&sparse(&story.original("bad.wav"), 100)),
    };
    let before = story.everything().await;
    assert_eq!(
        refused(story.library.run(request).await),
        ErrorCode::UnsupportedMedia
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let (story, ids) = Fixture::with("a").await;
    let error = refusal(story.attach_image(ids[0], &story.original("nowhere.png")).await);
    assert_eq!(error.code(), ErrorCode::MediaMissing);
    assert!(error.to_wire().path.unwrap().ends_with("nowhere.png"));
}

#[cfg(unix)] // Windows' devices are in `windows.rs`.
#[tokio::test]
async fn what_is_no_file_never_hangs_the_library() {
    let (story, ids) = Fixture::with("a").await;
    let pipe = story.original("pipe.png");
    assert!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    for odd in [pipe, "/dev/zero".into(), "/dev/tty".into()] {
        assert_eq!(
            refused(story.attach_image(ids[0], &odd).await),
            ErrorCode::UnsupportedMedia,
            "{}",
            odd.display()
        );
    }
}

#[tokio::test]
async fn an_unknown_segment_gets_no_file() {
    let story = Fixture::empty().await;
    let image = png(&story.original("fox.png"), 7);
    let before = story.everything().await;
    assert_eq!(
        refused(story.attach_image(segue_core::model::SegmentId(99), &image).await),
        ErrorCode::NotFound
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn attaching_or_detaching_nothing_changes_nothing() {
    let (story, made) = Fixture::with_media("a").await;
    let before = story.everything().await;
    let nothing = AttachMedia {
        segment_id: made[0].id,
        image: None,
        audio: None,
    };
    story.library.run(nothing).await.unwrap();
    story.detach(made[0].id, false, false).await.unwrap();
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn taking_away_what_is_not_there_leaves_no_step_to_undo() {
    let (story, ids) = Fixture::with("a").await;
    let before = story.everything().await;
    story.detach(ids[0], true, true).await.unwrap();
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_thumbnail_is_a_small_jpeg_and_the_file_can_be_read() {
    let (story, made) = Fixture::with_media("a").await;
    let segment = story.segment(made[0].id).await;
    let (image, audio) = (segment.image.unwrap(), segment.audio.unwrap());
    let jpeg = story.library.thumbnail(image.id, 16).await.unwrap();
    let small = image::load_from_memory_with_format(&jpeg, image::ImageFormat::Jpeg).unwrap();
    assert_eq!((small.width(), small.height()), (16, 9));
    assert_eq!(story.library.thumbnail(image.id, 16).await.unwrap(), jpeg);
    let open = story.library.open_media(audio.id).await.unwrap();
    assert_eq!(
        (i64::try_from(open.bytes).unwrap(), open.mime),
        (audio.bytes, "audio/wav")
    );
}

#[tokio::test]
async fn a_take_has_no_thumbnail_and_a_lost_file_is_said_to_be_missing() {
    let (story, made) = Fixture::with_media("a").await;
    let segment = story.segment(made[0].id).await;
    assert!(
        story
            .library
            .thumbnail(segment.audio.unwrap().id, 16)
            .await
            .is_err()
    );
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    let lost = segment.image.unwrap().id;
    assert_eq!(
        refused(story.library.open_media(lost).await),
        ErrorCode::MediaMissing
    );
}
