//! One deletion comes back without taking later work back, and what is purged is gone for ever.

use segue_core::ErrorCode;
use segue_core::model::SegmentId;
use segue_core::ops::{CloseGaps, DeleteProject, PurgeSegments, RestoreSegments, Undo};

use crate::support::{Fixture, refused};

impl Fixture {
    async fn restore(&self, ids: &[SegmentId]) -> segue_core::Result<(i64, i64)> {
        let receipt = self
            .library
            .run(RestoreSegments { ids: ids.to_vec() })
            .await?
            .value;
        Ok((receipt.segments, receipt.moved))
    }

    pub(crate) async fn purge(&self, ids: &[SegmentId]) -> segue_core::Result<i64> {
        Ok(self
            .library
            .run(PurgeSegments { ids: ids.to_vec() })
            .await?
            .files
            .cleared)
    }
}

#[tokio::test]
async fn a_segment_comes_back_as_it_was_at_its_old_place() {
    let (story, made) = Fixture::with_media("abc").await;
    story.lock(made[1].id).await;
    let before = story.segment(made[1].id).await;
    story.delete(&[made[1].id]).await.unwrap();
    assert_eq!(story.restore(&[made[1].id]).await.unwrap(), (1, 0));
    assert_eq!(story.segment(made[1].id).await, before);
    assert!(story.path(&made[1].image).is_file() && story.path(&made[1].audio).is_file());
    assert!(story.in_trash().is_empty() && story.library.trash(story.project).await.unwrap().is_empty());
}

#[tokio::test]
async fn where_the_place_is_taken_it_stands_behind_its_old_predecessor() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    story
        .library
        .run(CloseGaps {
            project_id: story.project,
            gap: None,
        })
        .await
        .unwrap();
    assert_eq!(story.restore(&ids[1..2]).await.unwrap(), (1, 0));
    assert_eq!(story.timeline().await, "a0 b1 c2 d3");
}

#[tokio::test]
async fn many_come_back_in_their_old_order() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.ripple(&ids[1..4]).await.unwrap();
    story.restore(&ids[1..4]).await.unwrap();
    let order: String = story
        .timeline()
        .await
        .chars()
        .filter(char::is_ascii_lowercase)
        .collect();
    assert_eq!(order, "abcdef");
}

#[tokio::test]
async fn later_work_stays() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..1]).await.unwrap();
    story.add("later").await;
    story.restore(&ids[..1]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1 c2 later3");
}

#[tokio::test]
async fn an_unknown_id_restores_and_purges_nothing() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..1]).await.unwrap();
    let before = story.everything().await;
    assert_eq!(
        refused(story.restore(&[ids[0], ids[1]]).await),
        ErrorCode::NotFound
    );
    assert_eq!(
        refused(story.purge(&[ids[0], SegmentId(99)]).await),
        ErrorCode::NotFound
    );
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn segments_of_a_deleted_project_wait_for_it() {
    let (story, ids) = Fixture::with("ab").await;
    story
        .library
        .run(DeleteProject { id: story.project })
        .await
        .unwrap();
    assert_eq!(refused(story.restore(&ids).await), ErrorCode::Invalid);
}

#[tokio::test]
async fn what_is_purged_is_gone_and_its_files_with_it() {
    let (story, made) = Fixture::with_media("ab").await;
    story.delete(&[made[0].id]).await.unwrap();
    assert_eq!(story.purge(&[made[0].id]).await.unwrap(), 2);
    assert!(story.in_trash().is_empty());
    assert_eq!(refused(story.restore(&[made[0].id]).await), ErrorCode::NotFound);
    let report = story.library.check().await.unwrap();
    assert!(report.sound, "{report:?}");
    let story = story.reopen().await;
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "2");
}

#[tokio::test]
async fn a_purge_cuts_history_of_exactly_what_it_destroyed() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..2]).await.unwrap();
    story.purge(&ids[..1]).await.unwrap();
    let undo = || {
        story.library.run(Undo {
            project_id: story.project,
        })
    };
    assert_eq!(undo().await.unwrap().value.label, "delete 2 segments");
    assert_eq!(
        story.timeline().await,
        "b1 c2",
        "what was purged does not come back"
    );
}

#[tokio::test]
async fn the_trash_lists_what_was_deleted_with_its_bytes() {
    let (story, made) = Fixture::with_media("ab").await;
    let segment = story.segment(made[1].id).await;
    let bytes = segment.image.unwrap().bytes + segment.audio.unwrap().bytes;
    story.delete(&[made[1].id]).await.unwrap();
    let trash = story.library.trash(story.project).await.unwrap();
    assert_eq!((trash.len(), trash[0].id, trash[0].bytes), (1, made[1].id, bytes));
    story.library.check().await.unwrap(); // records the moves
    assert_eq!(
        story
            .peek("SELECT count(*) FROM media WHERE location = 'trash'")
            .await,
        "2"
    );
}
