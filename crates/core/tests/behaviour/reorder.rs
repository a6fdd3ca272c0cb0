//! Reorder, close gaps, move.

use segue_core::model::SegmentId;
use segue_core::ops::{CloseGaps, CreateProject, MoveSegments, ReorderSegments};
use segue_core::{Error, ErrorCode};

use crate::support::{Fixture, refusal, refused};

impl Fixture {
    async fn reorder(&self, order: &[SegmentId]) -> Result<(), Error> {
        let request = ReorderSegments {
            project_id: self.project,
            order: order.to_vec(),
        };
        self.library.run(request).await.map(drop)
    }

    async fn close_gaps(&self, gap: Option<i64>) -> Result<(), Error> {
        self.library
            .run(CloseGaps {
                project_id: self.project,
                gap,
            })
            .await
            .map(drop)
    }

    async fn shift(&self, ids: &[SegmentId], to: i64) -> Result<(), Error> {
        self.library
            .run(MoveSegments {
                ids: ids.to_vec(),
                to,
            })
            .await
            .map(drop)
    }
}

#[tokio::test]
async fn a_reorder_gives_the_stated_order_from_zero() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    story.reorder(&[ids[3], ids[0], ids[2]]).await.unwrap();
    assert_eq!(story.timeline().await, "d0 a1 c2");
}

#[tokio::test]
async fn the_change_of_a_reorder_tells_every_new_place() {
    let (story, ids) = Fixture::with("abc").await;
    let request = ReorderSegments {
        project_id: story.project,
        order: vec![ids[2], ids[1], ids[0]],
    };
    let change = story.library.run(request).await.unwrap().change;
    let mut places: Vec<(i64, i64)> = change.shifts.iter().map(|shift| (shift.from, shift.to)).collect();
    places.sort_unstable();
    assert_eq!(places, [(0, 2), (2, 0)]);
    assert_eq!(story.timeline().await, "c0 b1 a2");
}

#[tokio::test]
async fn a_wrong_order_names_the_ids_and_changes_nothing() {
    let (story, ids) = Fixture::with("abc").await;
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
    let wrong: [(&str, Vec<SegmentId>, SegmentId); 4] = [
        ("missing", vec![ids[0], ids[2]], ids[1]),
        ("repeated", vec![ids[0], ids[1], ids[2], ids[1]], ids[1]),
        (
            "unknown",
            vec![ids[0], ids[1], ids[2], SegmentId(777)],
            SegmentId(777),
        ),
        ("foreign", vec![ids[0], foreign, ids[1], ids[2]], foreign),
    ];
    for (what, order, named) in wrong {
        let error = refusal(story.reorder(&order).await);
        assert_eq!(error.code(), ErrorCode::Invalid, "{what}");
        let words: Vec<String> = error
            .to_string()
            .split(|c: char| !c.is_ascii_digit())
            .map(str::to_owned)
            .collect();
        assert!(words.contains(&named.to_string()), "{what}: {error}");
    }
    assert_eq!(refused(story.reorder(&[]).await), ErrorCode::Invalid);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn an_unknown_project_is_not_reordered() {
    let (story, ids) = Fixture::with("a").await;
    let request = ReorderSegments {
        project_id: segue_core::model::ProjectId(99),
        order: ids,
    };
    assert_eq!(refused(story.library.run(request).await), ErrorCode::NotFound);
    let request = CloseGaps {
        project_id: segue_core::model::ProjectId(99),
        gap: None,
    };
    assert_eq!(refused(story.library.run(request).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn closing_gaps_keeps_the_order() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.delete(&[ids[0], ids[2], ids[3]]).await.unwrap();
    assert_eq!(story.timeline().await, "b1 e4 f5");
    story.close_gaps(None).await.unwrap();
    assert_eq!(story.timeline().await, "b0 e1 f2");
    assert_eq!(story.reopen().await.timeline().await, "b0 e1 f2");
}

#[tokio::test]
async fn one_gap_can_be_closed_alone() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.delete(&[ids[1], ids[3], ids[4]]).await.unwrap();
    story.close_gaps(Some(3)).await.unwrap();
    assert_eq!(story.timeline().await, "a0 c2 f3");
    assert_eq!(refused(story.close_gaps(Some(3)).await), ErrorCode::Invalid);
    assert_eq!(refused(story.close_gaps(Some(-1)).await), ErrorCode::Invalid);
    assert_eq!(story.timeline().await, "a0 c2 f3");
}

#[tokio::test]
async fn where_there_is_no_gap_closing_them_changes_no_segment() {
    let (story, _) = Fixture::with("abc").await;
    let before = story
        .peek("SELECT group_concat(id || ':' || sequence_index || ':' || updated_at) FROM segment")
        .await;
    story.close_gaps(None).await.unwrap();
    let after = story
        .peek("SELECT group_concat(id || ':' || sequence_index || ':' || updated_at) FROM segment")
        .await;
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_move_inserts_and_never_swaps() {
    let (story, ids) = Fixture::with("abcde").await;
    story.shift(&ids[..1], 3).await.unwrap();
    assert_eq!(story.timeline().await, "b0 c1 d2 a3 e4");
    story.shift(&ids[4..], 0).await.unwrap();
    assert_eq!(story.timeline().await, "e0 b1 c2 d3 a4");
}

#[tokio::test]
async fn many_move_as_a_block_in_their_order() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.shift(&[ids[4], ids[0], ids[2]], 2).await.unwrap();
    assert_eq!(story.timeline().await, "b0 d1 a2 c3 e4 f5");
}

#[tokio::test]
async fn to_the_end_and_to_the_front() {
    let (story, ids) = Fixture::with("abcd").await;
    story.shift(&ids[..2], 2).await.unwrap();
    assert_eq!(story.timeline().await, "c0 d1 a2 b3");
    story.shift(&ids[..2], 0).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1 c2 d3");
}

#[tokio::test]
async fn a_move_keeps_the_gaps() {
    let (story, ids) = Fixture::with("abcde").await;
    story.delete(&ids[1..2]).await.unwrap();
    story.shift(&ids[4..], 0).await.unwrap();
    assert_eq!(story.timeline().await, "e0 a1 c3 d4");
}

#[tokio::test]
async fn a_move_to_where_it_stands_changes_nothing() {
    let (story, ids) = Fixture::with("abc").await;
    story.shift(&ids[1..2], 1).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1 c2");
}

#[tokio::test]
async fn a_move_out_of_bounds_or_of_strangers_is_refused() {
    let (story, ids) = Fixture::with("abc").await;
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
    assert_eq!(refused(story.shift(&ids[..1], -1).await), ErrorCode::Invalid);
    assert_eq!(refused(story.shift(&ids[..1], 3).await), ErrorCode::Invalid);
    assert_eq!(refused(story.shift(&ids[..2], 2).await), ErrorCode::Invalid);
    assert_eq!(
        refused(story.shift(&ids[..1], i64::MAX).await),
        ErrorCode::Invalid
    );
    assert_eq!(refused(story.shift(&[], 0).await), ErrorCode::Invalid);
    assert_eq!(
        refused(story.shift(&[ids[0], foreign], 0).await),
        ErrorCode::Invalid
    );
    assert_eq!(
        refused(story.shift(&[ids[0], SegmentId(99)], 0).await),
        ErrorCode::NotFound
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn media_stay_where_they_are_whatever_moves() {
    let (story, made) = Fixture::with_media("abc").await;
    let (_, media, trash) = story.everything().await;
    story.shift(&[made[2].id], 0).await.unwrap();
    story
        .reorder(&[made[1].id, made[2].id, made[0].id])
        .await
        .unwrap();
    let (_, media_after, trash_after) = story.everything().await;
    assert_eq!((media_after, trash_after), (media, trash));
    assert_eq!(story.segment(made[0].id).await.image.unwrap().path, made[0].image);
}
