//! Delete: the rows, the places, the receipt.

use segue_core::ErrorCode;
use segue_core::model::{Gap, SegmentId, Shift};
use segue_core::ops::{CloseGaps, CreateProject};

use crate::support::{Fixture, refusal, refused};

#[tokio::test]
async fn the_others_keep_their_index() {
    let (story, ids) = Fixture::with("abcd").await;
    let outcome = story.delete(&ids[1..2]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 c2 d3");
    assert_eq!(outcome.change.removed, [ids[1]]);
    assert_eq!((outcome.change.shifts, outcome.change.upserted), (vec![], vec![]));
    assert_eq!(outcome.value.gaps, [Gap { index: 1, len: 1 }]);
    assert_eq!(
        (
            outcome.value.segments,
            outcome.value.first_index,
            outcome.value.locked
        ),
        (1, 1, 0)
    );
}

#[tokio::test]
async fn ripple_closes_the_gap_in_the_same_step() {
    let (story, ids) = Fixture::with("abcd").await;
    let outcome = story.ripple(&ids[1..2]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 c1 d2");
    assert_eq!(outcome.value.gaps, []);
    assert_eq!(
        outcome.change.shifts,
        [Shift {
            from: 2,
            to: 1,
            len: 2
        }]
    );
    assert_eq!(
        story
            .peek("SELECT count(*) FROM op WHERE kind LIKE '%delete%'")
            .await,
        "1"
    );
}

#[tokio::test]
async fn many_go_in_one_operation() {
    let (story, ids) = Fixture::with("abcdef").await;
    let before = story.library.status().await.unwrap().revision;
    let outcome = story.delete(&[ids[4], ids[1], ids[2]]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 d3 f5");
    assert_eq!(
        outcome.value.gaps,
        [Gap { index: 1, len: 2 }, Gap { index: 4, len: 1 }]
    );
    assert_eq!((outcome.value.segments, outcome.value.first_index), (3, 1));
    assert_eq!(outcome.revision, before + 1);
}

#[tokio::test]
async fn ripple_of_many_closes_by_as_many_places_as_went_before() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.ripple(&[ids[4], ids[1], ids[2]]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 d1 f2");
}

#[tokio::test]
async fn ripple_leaves_older_gaps_alone() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.delete(&ids[1..2]).await.unwrap();
    story.ripple(&ids[3..4]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 c2 e3 f4");
}

#[tokio::test]
async fn a_gap_grows_by_its_neighbour() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    let receipt = story.delete(&ids[2..3]).await.unwrap().value;
    assert_eq!(receipt.gaps, [Gap { index: 1, len: 2 }]);
}

#[tokio::test]
async fn the_last_leaves_no_gap_and_the_first_does() {
    let (story, ids) = Fixture::with("abc").await;
    assert_eq!(story.delete(&ids[2..]).await.unwrap().value.gaps, []);
    assert_eq!(
        story.delete(&ids[..1]).await.unwrap().value.gaps,
        [Gap { index: 0, len: 1 }]
    );
    assert_eq!(story.timeline().await, "b1");
}

#[tokio::test]
async fn a_project_can_be_emptied_and_stays_empty() {
    let (story, ids) = Fixture::with("abc").await;
    let receipt = story.delete(&ids).await.unwrap().value;
    assert_eq!((receipt.segments, receipt.gaps), (3, vec![]));
    let story = story.reopen().await;
    assert_eq!(story.timeline().await, "");
    story.add("d").await;
    assert_eq!(story.timeline().await, "d0");
}

#[tokio::test]
async fn a_repeated_id_counts_once() {
    let (story, ids) = Fixture::with("abc").await;
    let receipt = story.delete(&[ids[1], ids[1], ids[1]]).await.unwrap().value;
    assert_eq!(receipt.segments, 1);
    assert_eq!(story.timeline().await, "a0 c2");
}

#[tokio::test]
async fn an_unknown_id_among_known_ones_changes_nothing() {
    let (story, made) = Fixture::with_media("abc").await;
    let before = story.everything().await;
    let ids = [made[0].id, SegmentId(98), made[1].id, SegmentId(99)];
    let error = refusal(story.delete(&ids).await);
    assert_eq!(error.code(), ErrorCode::NotFound);
    assert!(error.to_string().contains("98, 99"), "{error}");
    for attempt in [story.ripple(&ids).await, story.erase(&ids).await] {
        assert_eq!(refused(attempt), ErrorCode::NotFound);
    }
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_segment_deleted_before_is_unknown() {
    let (story, made) = Fixture::with_media("ab").await;
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.reopen().await;
    let before = story.everything().await;
    assert_eq!(
        refused(story.delete(&[made[1].id, made[0].id]).await),
        ErrorCode::NotFound
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn segments_of_two_projects_are_refused() {
    let (story, ids) = Fixture::with("ab").await;
    let other = story
        .library
        .run(CreateProject {
            title: "Other".to_owned(),
        })
        .await
        .unwrap()
        .value;
    let mut request = story.adding("x", None);
    request.project_id = other;
    let foreign = story.library.run(request).await.unwrap().value;
    let before = story.everything().await;
    assert_eq!(
        refused(story.delete(&[ids[0], foreign]).await),
        ErrorCode::Invalid
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn no_ids_are_refused() {
    let (story, _) = Fixture::with("ab").await;
    let before = story.everything().await;
    assert_eq!(refused(story.delete(&[]).await), ErrorCode::Invalid);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn locked_segments_go_and_are_counted() {
    let (story, ids) = Fixture::with("abc").await;
    story.lock(ids[1]).await;
    let receipt = story.delete(&ids[..2]).await.unwrap().value;
    assert_eq!((receipt.segments, receipt.locked), (2, 1));
}

#[tokio::test]
async fn another_project_is_left_alone() {
    let (story, ids) = Fixture::with("abc").await;
    let other = story
        .library
        .run(CreateProject {
            title: "Other".to_owned(),
        })
        .await
        .unwrap()
        .value;
    for text in ["x", "y", "z"] {
        let mut request = story.adding(text, None);
        request.project_id = other;
        story.library.run(request).await.unwrap();
    }
    story.ripple(&ids[..1]).await.unwrap();
    story
        .library
        .run(CloseGaps {
            project_id: story.project,
            gap: None,
        })
        .await
        .unwrap();
    assert_eq!(story.timeline_of(other).await, "x0 y1 z2");
}

#[tokio::test]
async fn an_id_is_never_given_again() {
    let (story, made) = Fixture::with_media("ab").await;
    let media = story.segment(made[1].id).await.image.unwrap().id;
    story.erase(&[made[1].id]).await.unwrap();
    let story = story.reopen().await;
    let next = story.add_with_media("c").await;
    assert!(next.id > made[1].id);
    assert!(story.segment(next.id).await.image.unwrap().id > media);
}

#[tokio::test]
async fn a_delete_that_nobody_waits_for_is_whole_or_did_not_happen() {
    let (story, made) = Fixture::with_media("abc").await;
    for doomed in &made {
        let ids = [doomed.id];
        let mut delete = Box::pin(story.delete(&ids));
        std::future::poll_fn(|context| {
            let _ = delete.as_mut().poll(context);
            std::task::Poll::Ready(())
        })
        .await;
        drop(delete);
        story.add("x").await; // stands behind it in the queue
        let row_gone = story.library.segment(doomed.id).await.is_err();
        assert_eq!(row_gone, !story.path(&doomed.image).exists());
        assert_eq!(row_gone, !story.path(&doomed.audio).exists());
    }
    assert!(story.library.status().await.unwrap().waiting.is_empty());
}

#[tokio::test]
async fn thousands_go_in_one_operation() {
    let story = Fixture::empty().await;
    let story = story
        .tampered(
            "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
             INSERT INTO segment (project_id, sequence_index, text, image_prompt, created_at, updated_at)
             SELECT (SELECT id FROM project), i, '', '', 0, 0 FROM n",
        )
        .await;
    let segments = story.library.segments(story.project).await.unwrap();
    let odd: Vec<SegmentId> = segments
        .iter()
        .skip(1)
        .step_by(2)
        .map(|segment| segment.id)
        .collect();
    let receipt = story.delete(&odd).await.unwrap().value;
    assert_eq!((receipt.segments, receipt.gaps.len()), (2500, 2499));
    story
        .library
        .run(CloseGaps {
            project_id: story.project,
            gap: None,
        })
        .await
        .unwrap();
    let left = story.library.segments(story.project).await.unwrap();
    assert!(
        left.iter()
            .zip(0..)
            .all(|(segment, index)| segment.sequence_index == index)
    );
    assert_eq!(left.len(), 2500);
}
