//! Split: one segment becomes two, and nothing of it is lost.

use segue_core::model::{Outcome, SegmentId};
use segue_core::ops::{SplitReceipt, SplitSegment};
use segue_core::{ErrorCode, Result};

use crate::support::{Fixture, refused, wav};

impl Fixture {
    pub(crate) async fn split(&self, id: SegmentId, at: u32) -> Result<Outcome<SplitReceipt>> {
        self.library.run(SplitSegment { id, at }).await
    }
}

#[tokio::test]
async fn the_rest_stands_right_behind_and_what_follows_moves_up() {
    let (story, ids) = Fixture::with("abc").await;
    story.say(ids[1], "One fox. \n Two foxes.", false).await;
    story.delete(&ids[..1]).await.unwrap();
    let outcome = story.split(ids[1], 9).await.unwrap();
    assert_eq!(story.timeline().await, "One fox.1 Two foxes.2 c3");
    let receipt = outcome.value;
    assert_eq!(receipt.sequence_index, 2);
    assert_eq!(story.segment(receipt.second).await.text, "Two foxes.");
    let told: Vec<SegmentId> = outcome.change.upserted.iter().map(|segment| segment.id).collect();
    assert_eq!(told, [ids[1], receipt.second]);
}

#[tokio::test]
async fn a_gap_behind_stays_a_gap() {
    let (story, ids) = Fixture::with("abc").await;
    story.say(ids[0], "x y", false).await;
    story.delete(&ids[1..2]).await.unwrap();
    story.split(ids[0], 1).await.unwrap();
    assert_eq!(story.timeline().await, "x0 y1 c3");
}

#[tokio::test]
async fn prompt_image_and_take_stay_with_the_first_and_the_take_is_stale() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    story.say(id, "x y", false).await;
    let take = wav(&story.original("new.wav"), 70);
    story.attach_audio(id, &take).await.unwrap();
    let before = story.segment(id).await;
    assert!(!before.audio_stale);
    let second = story.split(id, 2).await.unwrap().value.second;
    let expected = segue_core::model::Segment {
        text: "x".to_owned(),
        audio_stale: true,
        ..before
    };
    assert_eq!(story.segment(id).await, expected);
    let second = story.segment(second).await;
    assert_eq!((second.text.as_str(), second.image_prompt.as_str()), ("y", ""));
    assert_eq!(
        (second.image, second.audio, second.audio_stale),
        (None, None, false)
    );
}

#[tokio::test]
async fn places_count_as_a_text_field_counts() {
    let (story, ids) = Fixture::with("a").await;
    story.say(ids[0], "🦊 é🦊", false).await;
    let before = story.everything().await;
    for at in [0, 1, 5, 6, 7, u32::MAX] {
        assert_eq!(refused(story.split(ids[0], at).await), ErrorCode::Invalid, "{at}");
    }
    assert_eq!(story.everything().await, before);
    story.split(ids[0], 4).await.unwrap();
    assert_eq!(story.timeline().await, "🦊 é0 🦊1");
}

#[tokio::test]
async fn what_is_locked_unknown_or_blank_is_not_split() {
    let (story, ids) = Fixture::with("ab").await;
    story.say(ids[0], "x y", false).await;
    story.lock(ids[0]).await;
    story.say(ids[1], " y ", false).await;
    let before = story.everything().await;
    assert_eq!(refused(story.split(ids[0], 1).await), ErrorCode::SegmentLocked);
    assert_eq!(refused(story.split(SegmentId(99), 1).await), ErrorCode::NotFound);
    for at in [1, 2] {
        assert_eq!(refused(story.split(ids[1], at).await), ErrorCode::Invalid);
    }
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_split_is_one_step_that_is_taken_back_and_done_again() {
    let (story, made) = Fixture::with_media("abc").await;
    story.say(made[1].id, "x y", false).await;
    let take = wav(&story.original("new.wav"), 70);
    story.attach_audio(made[1].id, &take).await.unwrap();
    let before = story.state().await;
    story.split(made[1].id, 1).await.unwrap();
    let after = story.state().await;
    let story = story.reopen().await;
    assert_eq!(story.undo().await.unwrap().value.label, "split segment 2");
    assert_eq!(story.state().await, before);
    let history = story.library.history(story.project).await.unwrap();
    assert_eq!(
        history.redo.map(|step| step.to_string()).as_deref(),
        Some("split segment 2")
    );
    assert_eq!(history.steps[0].label, "split segment 2");
    story.redo().await.unwrap();
    assert_eq!(story.state().await, after);
    assert!(story.library.check().await.unwrap().sound);
}
