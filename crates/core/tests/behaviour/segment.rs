//! Add, edit, lock.

use segue_core::ErrorCode;
use segue_core::model::{ProjectId, SegmentId, Shift};
use segue_core::ops::{EditSegment, LockSegments, MoveSegments, ReorderSegments, Undo};

use crate::support::{Fixture, png, refused, source, wav};

impl Fixture {
    async fn locks(&self) -> Vec<bool> {
        let segments = self.library.segments(self.project).await.unwrap();
        segments.iter().map(|segment| segment.locked).collect()
    }
}

fn editing(id: SegmentId) -> EditSegment {
    EditSegment {
        id,
        text: None,
        image_prompt: None,
        locked: None,
        typing: false,
    }
}

#[tokio::test]
async fn a_new_segment_stands_at_the_end() {
    let (story, _) = Fixture::with("ab").await;
    story.add("c").await;
    assert_eq!(story.timeline().await, "a0 b1 c2");
}

#[tokio::test]
async fn the_end_is_behind_the_last_also_after_a_gap() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[1..2]).await.unwrap();
    story.add("d").await;
    assert_eq!(story.timeline().await, "a0 c2 d3");
}

#[tokio::test]
async fn at_a_taken_place_the_rest_moves_up() {
    let (story, _) = Fixture::with("abc").await;
    let outcome = story.library.run(story.adding("x", Some(1))).await.unwrap();
    assert_eq!(story.timeline().await, "a0 x1 b2 c3");
    assert_eq!(
        outcome.change.shifts,
        [Shift {
            from: 1,
            to: 2,
            len: 2
        }]
    );
    assert_eq!(outcome.change.upserted, [story.segment(outcome.value).await]);
}

#[tokio::test]
async fn at_the_front_everything_moves_up() {
    let (story, _) = Fixture::with("ab").await;
    story.library.run(story.adding("x", Some(0))).await.unwrap();
    assert_eq!(story.timeline().await, "x0 a1 b2");
}

#[tokio::test]
async fn in_a_gap_nothing_else_moves() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[1..2]).await.unwrap();
    let outcome = story.library.run(story.adding("x", Some(1))).await.unwrap();
    assert_eq!(story.timeline().await, "a0 x1 c2");
    assert_eq!(outcome.change.shifts, []);
}

#[tokio::test]
async fn just_behind_the_last_is_a_place_and_farther_is_none() {
    let (story, _) = Fixture::with("ab").await;
    story.library.run(story.adding("c", Some(2))).await.unwrap();
    let before = story.everything().await;
    for at in [4, -1, i64::MAX, i64::MIN] {
        assert_eq!(
            refused(story.library.run(story.adding("x", Some(at))).await),
            ErrorCode::Invalid,
            "{at}"
        );
    }
    assert_eq!(story.everything().await, before);
    assert_eq!(story.timeline().await, "a0 b1 c2");
}

#[tokio::test]
async fn an_unknown_project_gets_no_segment() {
    let story = Fixture::empty().await;
    let mut request = story.adding("x", None);
    request.project_id = ProjectId(99);
    request.image = source(&png(&story.original("x.png"), 1));
    let before = story.everything().await;
    assert_eq!(refused(story.library.run(request).await), ErrorCode::NotFound);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_segment_is_told_with_its_media() {
    let (story, made) = Fixture::with_media("a").await;
    let segment = story.segment(made[0].id).await;
    let (image, audio) = (segment.image.unwrap(), segment.audio.unwrap());
    assert_eq!(
        (image.name.as_str(), image.width, image.height, image.missing),
        ("a.png", Some(32), Some(18), false)
    );
    assert_eq!(
        (audio.name.as_str(), audio.bytes, audio.width),
        ("a.wav", 44 + 16 * 197, None)
    );
    assert_eq!(segment.duration_ms, Some(197));
    assert!(story.path(&image.path).is_file() && story.path(&audio.path).is_file());
}

#[tokio::test]
async fn an_edit_changes_what_it_names_only() {
    let (story, made) = Fixture::with_media("a").await;
    let before = story.segment(made[0].id).await;
    let outcome = story
        .library
        .run(EditSegment {
            text: Some("new".to_owned()),
            ..editing(made[0].id)
        })
        .await
        .unwrap();
    let after = story.segment(made[0].id).await;
    assert_eq!(after.text, "new");
    assert_eq!(outcome.change.upserted, std::slice::from_ref(&after));
    assert_eq!(
        segue_core::model::Segment {
            text: before.text.clone(),
            audio_stale: before.audio_stale,
            ..after
        },
        before
    );
}

#[tokio::test]
async fn a_prompt_may_be_emptied() {
    let (story, ids) = Fixture::with("a").await;
    for prompt in ["a fox", ""] {
        let edit = EditSegment {
            image_prompt: Some(prompt.to_owned()),
            ..editing(ids[0])
        };
        story.library.run(edit).await.unwrap();
        assert_eq!(story.segment(ids[0]).await.image_prompt, prompt);
    }
}

#[tokio::test]
async fn an_unknown_segment_is_not_edited() {
    let story = Fixture::empty().await;
    let edit = EditSegment {
        text: Some("new".to_owned()),
        ..editing(SegmentId(99))
    };
    assert_eq!(refused(story.library.run(edit).await), ErrorCode::NotFound);
    assert_eq!(
        refused(story.library.segment(SegmentId(99)).await),
        ErrorCode::NotFound
    );
}

#[tokio::test]
async fn a_lock_keeps_text_prompt_image_and_audio() {
    let (story, made) = Fixture::with_media("a").await;
    let id = made[0].id;
    story.lock(id).await;
    let before = story.everything().await;
    let text = EditSegment {
        text: Some("new".to_owned()),
        ..editing(id)
    };
    let prompt = EditSegment {
        image_prompt: Some("new".to_owned()),
        ..editing(id)
    };
    let image = png(&story.original("new.png"), 9);
    let audio = wav(&story.original("new.wav"), 50);
    assert_eq!(refused(story.library.run(text).await), ErrorCode::SegmentLocked);
    assert_eq!(refused(story.library.run(prompt).await), ErrorCode::SegmentLocked);
    assert_eq!(
        refused(story.attach_image(id, &image).await),
        ErrorCode::SegmentLocked
    );
    assert_eq!(
        refused(story.attach_audio(id, &audio).await),
        ErrorCode::SegmentLocked
    );
    assert_eq!(
        refused(story.detach(id, true, false).await),
        ErrorCode::SegmentLocked
    );
    assert_eq!(
        refused(story.detach(id, false, true).await),
        ErrorCode::SegmentLocked
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_lock_never_blocks_delete_move_or_reorder() {
    let (story, ids) = Fixture::with("abc").await;
    for id in &ids {
        story.lock(*id).await;
    }
    story
        .library
        .run(MoveSegments {
            ids: vec![ids[2]],
            to: 0,
        })
        .await
        .unwrap();
    assert_eq!(story.timeline().await, "c0 a1 b2");
    story
        .library
        .run(ReorderSegments {
            project_id: story.project,
            order: ids.clone(),
        })
        .await
        .unwrap();
    assert_eq!(story.timeline().await, "a0 b1 c2");
    let receipt = story.delete(&ids[..2]).await.unwrap().value;
    assert_eq!((receipt.segments, receipt.locked), (2, 2));
    assert_eq!(story.timeline().await, "c2");
}

#[tokio::test]
async fn many_are_locked_in_one_step_and_unlocked_by_one_undo() {
    let (story, ids) = Fixture::with("abcd").await;
    story.lock(ids[1]).await;
    let before = story.library.status().await.unwrap().revision;
    let request = LockSegments {
        ids: ids[..3].to_vec(),
        locked: true,
    };
    let outcome = story.library.run(request).await.unwrap();
    let told: Vec<_> = outcome.change.upserted.iter().map(|segment| segment.id).collect();
    assert_eq!((told, outcome.revision), (vec![ids[0], ids[2]], before + 1));
    assert_eq!(story.locks().await, [true, true, true, false]);
    let history = story.library.history(story.project).await.unwrap();
    assert_eq!(history.undo.unwrap().to_string(), "lock 2 segments");
    let project_id = story.project;
    story.library.run(Undo { project_id }).await.unwrap();
    assert_eq!(story.locks().await, [false, true, false, false]);
}

#[tokio::test]
async fn what_is_as_asked_already_is_no_step() {
    let (story, ids) = Fixture::with("ab").await;
    story.lock(ids[0]).await;
    let before = story.everything().await;
    for (id, locked) in [(ids[0], true), (ids[1], false)] {
        let lock = LockSegments {
            ids: vec![id],
            locked,
        };
        let outcome = story.library.run(lock).await.unwrap();
        assert_eq!(outcome.change.upserted, []);
        let edit = EditSegment {
            locked: Some(locked),
            ..editing(id)
        };
        story.library.run(edit).await.unwrap();
    }
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn an_unknown_segment_locks_none() {
    let (story, ids) = Fixture::with("a").await;
    let before = story.everything().await;
    let request = LockSegments {
        ids: vec![ids[0], SegmentId(99)],
        locked: true,
    };
    assert_eq!(refused(story.library.run(request).await), ErrorCode::NotFound);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn one_edit_may_unlock_and_change() {
    let (story, ids) = Fixture::with("a").await;
    story.lock(ids[0]).await;
    let edit = EditSegment {
        text: Some("b".to_owned()),
        locked: Some(false),
        ..editing(ids[0])
    };
    story.library.run(edit).await.unwrap();
    let segment = story.segment(ids[0]).await;
    assert_eq!((segment.text.as_str(), segment.locked), ("b", false));
}

#[tokio::test]
async fn one_edit_may_change_and_lock() {
    let (story, ids) = Fixture::with("a").await;
    let edit = EditSegment {
        text: Some("b".to_owned()),
        locked: Some(true),
        ..editing(ids[0])
    };
    story.library.run(edit).await.unwrap();
    let segment = story.segment(ids[0]).await;
    assert_eq!((segment.text.as_str(), segment.locked), ("b", true));
}

#[tokio::test]
async fn segments_are_the_same_after_reopening() {
    let (story, made) = Fixture::with_media("abc").await;
    story.lock(made[1].id).await;
    story.delete(&[made[0].id]).await.unwrap();
    let before = story.library.segments(story.project).await.unwrap();
    let story = story.reopen().await;
    assert_eq!(story.library.segments(story.project).await.unwrap(), before);
}

#[tokio::test]
async fn many_at_once_get_places_of_their_own() {
    let story = Fixture::empty().await;
    let run = |text: &str| story.library.run(story.adding(text, None));
    let (a, b, c, d) = tokio::join!(run("x"), run("x"), run("x"), run("x"));
    let mut revisions: Vec<i64> = [a, b, c, d]
        .into_iter()
        .map(|done| done.unwrap().revision)
        .collect();
    revisions.sort_unstable();
    revisions.dedup();
    assert_eq!(revisions.len(), 4);
    assert_eq!(story.timeline().await, "x0 x1 x2 x3");
}

#[tokio::test]
async fn text_is_kept_to_the_letter() {
    let story = Fixture::empty().await;
    let text = "  „Füchse“\n🦊\t'; DROP TABLE segment; --\u{202e} ";
    let id = story.add(text).await;
    assert_eq!(story.segment(id).await.text, text);
}
