//! Merge: two segments become one; the second waits in the trash.

use segue_core::model::{Outcome, SegmentId};
use segue_core::ops::{EditSegment, MergeReceipt, MergeWithNext, RestoreSegments};
use segue_core::{ErrorCode, Result};

use crate::support::{Fixture, refused, wav};

impl Fixture {
    pub(crate) async fn merge(&self, id: SegmentId) -> Result<Outcome<MergeReceipt>> {
        self.library.run(MergeWithNext { id }).await
    }

    pub(crate) async fn prompt(&self, id: SegmentId, prompt: &str) {
        let edit = EditSegment {
            id,
            text: None,
            image_prompt: Some(prompt.to_owned()),
            locked: None,
            typing: false,
        };
        self.library.run(edit).await.unwrap();
    }
}

#[tokio::test]
async fn the_texts_become_one_and_the_place_of_the_second_is_closed() {
    let (story, ids) = Fixture::with("abcd").await;
    let outcome = story.merge(ids[1]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b c1 d2");
    assert_eq!((outcome.value.id, outcome.value.trashed), (ids[1], ids[2]));
    assert_eq!(outcome.change.removed, [ids[2]]);
    assert_eq!(outcome.change.upserted, [story.segment(ids[1]).await]);
    let trash = story.library.trash(story.project).await.unwrap();
    assert_eq!(
        (trash.len(), trash[0].id, trash[0].text.as_str()),
        (1, ids[2], "c")
    );
}

#[tokio::test]
async fn the_next_is_found_over_a_gap_which_stays() {
    let (story, ids) = Fixture::with("abcde").await;
    story.delete(&ids[1..3]).await.unwrap();
    story.merge(ids[0]).await.unwrap();
    assert_eq!(story.timeline().await, "a d0 e3");
}

#[tokio::test]
async fn texts_with_several_lines_are_joined_by_a_line_break() {
    let (story, ids) = Fixture::with("ab").await;
    story.say(ids[0], "One.\nTwo. ", false).await;
    story.merge(ids[0]).await.unwrap();
    assert_eq!(story.timeline().await, "One.\nTwo.\nb0");
}

#[tokio::test]
async fn prompt_image_and_take_are_the_first_s() {
    let (story, made) = Fixture::with_media("ab").await;
    story.prompt(made[0].id, "a hare").await;
    story.prompt(made[1].id, "a fox").await;
    let before = story.segment(made[0].id).await;
    let outcome = story.merge(made[0].id).await.unwrap();
    let expected = segue_core::model::Segment {
        text: "a b".to_owned(),
        audio_stale: true,
        ..before
    };
    assert_eq!(story.segment(made[0].id).await, expected);
    // The second's own files go with it.
    assert_eq!((outcome.files.cleared, story.in_trash().len()), (2, 2));
}

#[tokio::test]
async fn what_the_first_lacks_comes_from_the_second() {
    let (story, ids) = Fixture::with("a").await;
    let second = story.add_with_media("b").await;
    story.prompt(second.id, "a fox").await;
    let outcome = story.merge(ids[0]).await.unwrap();
    let merged = story.segment(ids[0]).await;
    assert_eq!(merged.image_prompt, "a fox");
    assert_eq!(merged.image.unwrap().path, second.image);
    assert_eq!(
        (merged.audio.unwrap().path, merged.audio_stale),
        (second.audio, true)
    );
    assert_eq!((outcome.files.cleared, outcome.files.shared.len()), (0, 2));
    // The files stay when the second goes from the trash, and go when the merged one does.
    let story = story.reopen().await;
    story.purge(&[second.id]).await.unwrap();
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 0));
    story.erase(&ids).await.unwrap();
    assert_eq!((story.in_media().len(), story.in_trash().len()), (0, 0));
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_take_that_says_all_of_the_text_is_not_stale() {
    let (story, made) = Fixture::with_media("a").await;
    let blank = story.add(" ").await;
    story.merge(made[0].id).await.unwrap();
    assert!(!story.is_stale(made[0].id).await);
    story.undo().await.unwrap();
    // The other way round: the blank one first.
    story
        .library
        .run(segue_core::ops::MoveSegments {
            ids: vec![blank],
            to: 0,
        })
        .await
        .unwrap();
    story.merge(blank).await.unwrap();
    assert_eq!(story.segment(blank).await.text, "a");
    assert!(!story.is_stale(blank).await && story.segment(blank).await.audio.is_some());
}

#[tokio::test]
async fn what_is_locked_unknown_or_last_is_not_merged() {
    let (story, ids) = Fixture::with("abc").await;
    story.lock(ids[1]).await;
    let before = story.everything().await;
    for id in &ids[..2] {
        assert_eq!(refused(story.merge(*id).await), ErrorCode::SegmentLocked);
    }
    assert_eq!(refused(story.merge(ids[2]).await), ErrorCode::Invalid);
    assert_eq!(refused(story.merge(SegmentId(99)).await), ErrorCode::NotFound);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_merge_is_one_step_that_is_taken_back_and_done_again() {
    let (story, made) = Fixture::with_media("abcd").await;
    story.delete(&[made[1].id]).await.unwrap();
    story.say(made[2].id, "c!", false).await;
    story
        .attach_audio(made[2].id, &wav(&story.original("new.wav"), 70))
        .await
        .unwrap();
    let before = story.state().await;
    story.merge(made[0].id).await.unwrap();
    let after = story.state().await;
    let story = story.reopen().await;
    assert_eq!(story.undo().await.unwrap().value.label, "merge segments 1 and 3");
    assert_eq!(story.state().await, before);
    story.redo().await.unwrap();
    assert_eq!(story.state().await, after);
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn the_second_comes_back_from_the_trash_behind_the_first() {
    let (story, made) = Fixture::with_media("abc").await;
    story.merge(made[0].id).await.unwrap();
    let ids = vec![made[1].id];
    story.library.run(RestoreSegments { ids }).await.unwrap();
    assert_eq!(story.timeline().await, "a b0 b1 c2");
    assert!(story.path(&made[1].image).is_file());
    let label = "merge segments 1 and 2";
    let history = story.library.history(story.project).await.unwrap();
    assert!(history.steps.iter().any(|step| step.label == label));
}
