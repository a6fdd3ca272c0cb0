//! A take is stale once the narration that it was made for has changed.

use segue_core::model::SegmentId;
use segue_core::ops::{EditSegment, RestoreSegments};

use crate::support::{Fixture, wav};

impl Fixture {
    /// Changes a segment's narration; `typing` goes on with the last edit.
    pub(crate) async fn say(&self, id: SegmentId, text: &str, typing: bool) {
        let edit = EditSegment {
            id,
            text: Some(text.to_owned()),
            image_prompt: None,
            locked: None,
            typing,
        };
        self.library.run(edit).await.unwrap();
    }

    /// Whether a segment's take is stale.
    pub(crate) async fn is_stale(&self, id: SegmentId) -> bool {
        self.segment(id).await.audio_stale
    }
}

#[tokio::test]
async fn another_narration_makes_the_take_stale_and_a_new_take_does_not() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    assert!(!story.is_stale(id).await);
    story.say(id, "b", false).await;
    assert!(story.is_stale(id).await);
    let take = wav(&story.original("new.wav"), 70);
    story.attach_audio(id, &take).await.unwrap();
    assert!(!story.is_stale(id).await);
}

#[tokio::test]
async fn a_take_is_made_stale_by_the_narration_alone() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    story.say(id, "a", false).await;
    let edit = EditSegment {
        id,
        text: None,
        image_prompt: Some("a fox".to_owned()),
        locked: Some(true),
        typing: false,
    };
    story.library.run(edit).await.unwrap();
    assert!(!story.is_stale(id).await);
}

#[tokio::test]
async fn without_a_take_nothing_is_stale() {
    let (story, made) = Fixture::with_media("a").await;
    let bare = story.add("b").await;
    story.say(bare, "c", false).await;
    assert!(!story.is_stale(bare).await);
    story.say(made[0].id, "b", false).await;
    story.detach(made[0].id, false, true).await.unwrap();
    assert!(!story.is_stale(made[0].id).await);
    let take = wav(&story.original("late.wav"), 70);
    story.attach_audio(bare, &take).await.unwrap();
    assert!(!story.is_stale(bare).await);
}

#[tokio::test]
async fn typing_that_ends_where_it_began_leaves_the_take_as_it_was() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    story.say(id, "ab", false).await;
    assert!(story.is_stale(id).await);
    story.say(id, "a", true).await;
    assert!(!story.is_stale(id).await);
    story.say(id, "ac", true).await;
    assert!(story.is_stale(id).await);
    // The take was stale before this typing, and stays so.
    story.say(id, "acd", false).await;
    story.say(id, "ac", true).await;
    assert!(story.is_stale(id).await);
}

#[tokio::test]
async fn undo_and_redo_bring_it_back_as_it_was() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    story.say(id, "b", false).await;
    story
        .attach_audio(id, &wav(&story.original("new.wav"), 70))
        .await
        .unwrap();
    let story = story.reopen().await;
    for expected in [true, false] {
        story.undo().await.unwrap();
        assert_eq!(story.is_stale(id).await, expected);
    }
    for expected in [true, false] {
        story.redo().await.unwrap();
        assert_eq!(story.is_stale(id).await, expected);
    }
}

#[tokio::test]
async fn it_goes_to_the_trash_and_comes_back() {
    let (story, made) = Fixture::with_media("ab").await;
    for made in &made {
        story.say(made.id, "c", false).await;
    }
    story.delete(&[made[0].id]).await.unwrap();
    story.ripple(&[made[1].id]).await.unwrap();
    let story = story.reopen().await;
    story
        .library
        .run(RestoreSegments {
            ids: vec![made[0].id],
        })
        .await
        .unwrap();
    assert!(story.is_stale(made[0].id).await);
    story.undo().await.unwrap();
    story.undo().await.unwrap();
    assert!(story.is_stale(made[1].id).await);
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn history_of_before_there_were_stale_takes_brings_none_back() {
    let (story, made) = Fixture::with_media("a").await;
    story.say(made[0].id, "b", false).await;
    let forget = "UPDATE op_row SET before = json_remove(before, '$.is_audio_stale'),
                      after = json_remove(after, '$.is_audio_stale') WHERE entity = 'segment'";
    let story = story.tampered(forget).await;
    story.undo().await.unwrap();
    story.redo().await.unwrap();
    assert!(!story.is_stale(made[0].id).await);
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.tampered(forget).await;
    story.undo().await.unwrap();
    assert!(!story.is_stale(made[0].id).await);
}
