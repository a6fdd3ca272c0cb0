//! Duplicate and paste: where the copies stand, what they share, and who may be copied.

use segue_core::model::{Outcome, ProjectId, SegmentId};
use segue_core::ops::{CopyReceipt, CreateProject, DeleteProject, DuplicateSegments, PasteSegments};
use segue_core::{ErrorCode, Result};

use crate::support::{Fixture, refused};

impl Fixture {
    async fn duplicate(&self, ids: &[SegmentId]) -> Result<Outcome<CopyReceipt>> {
        self.library.run(DuplicateSegments { ids: ids.to_vec() }).await
    }

    async fn paste(&self, at: i64, ids: &[SegmentId]) -> Result<Outcome<CopyReceipt>> {
        self.paste_into(self.project, at, ids).await
    }

    async fn paste_into(
        &self,
        project_id: ProjectId,
        at: i64,
        ids: &[SegmentId],
    ) -> Result<Outcome<CopyReceipt>> {
        let ids = ids.to_vec();
        self.library.run(PasteSegments { project_id, at, ids }).await
    }

    async fn another_project(&self) -> ProjectId {
        let title = "Other".to_owned();
        self.library.run(CreateProject { title }).await.unwrap().value
    }

    async fn assert_sound(&self) {
        let report = self.library.check().await.unwrap();
        assert!(report.sound, "{report:?}");
    }
}

#[tokio::test]
async fn duplicates_stand_right_behind_the_last_and_the_rest_moves_up() {
    let (story, ids) = Fixture::with("abcd").await;
    let outcome = story.duplicate(&[ids[2], ids[0], ids[2]]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1 c2 a3 c4 d5");
    let receipt = outcome.value;
    assert_eq!((receipt.ids.len(), receipt.first_index), (2, 3));
    for (copy, original) in receipt.ids.iter().zip([ids[0], ids[2]]) {
        assert_eq!(
            story.segment(*copy).await.text,
            story.segment(original).await.text
        );
        assert!(!ids.contains(copy));
    }
    let told: Vec<SegmentId> = outcome.change.upserted.iter().map(|segment| segment.id).collect();
    assert_eq!(told, receipt.ids);
}

#[tokio::test]
async fn a_gap_behind_what_is_duplicated_stays_a_gap() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    story.duplicate(&ids[..1]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 a1 c3 d4");
    story.duplicate(&ids[3..]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 a1 c3 d4 d5");
}

#[tokio::test]
async fn a_copy_has_everything_but_the_lock() {
    let (story, made) = Fixture::with_media("a").await;
    story.say(made[0].id, "b", false).await;
    story.lock(made[0].id).await;
    let copy = story.duplicate(&[made[0].id]).await.unwrap().value.ids[0];
    let (original, copy) = (story.segment(made[0].id).await, story.segment(copy).await);
    assert!(original.locked && !copy.locked && copy.audio_stale);
    let expected = segue_core::model::Segment {
        id: copy.id,
        sequence_index: 1,
        locked: false,
        ..original
    };
    assert_eq!(copy, expected);
}

#[tokio::test]
async fn a_shared_file_goes_with_the_last_that_has_it() {
    let (story, made) = Fixture::with_media("a").await;
    let copy = story.duplicate(&[made[0].id]).await.unwrap().value.ids[0];
    assert_eq!(story.in_media().len(), 2);
    let outcome = story.delete(&[made[0].id]).await.unwrap();
    assert_eq!((outcome.files.cleared, outcome.files.shared.len()), (0, 2));
    story.purge(&[made[0].id]).await.unwrap();
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 0));
    let story = story.reopen().await;
    story.assert_sound().await;
    story.delete(&[copy]).await.unwrap();
    assert_eq!((story.in_media().len(), story.in_trash().len()), (0, 2));
    story.purge(&[copy]).await.unwrap();
    assert_eq!((story.in_media().len(), story.in_trash().len()), (0, 0));
    story.assert_sound().await;
    assert_eq!(story.peek("SELECT count(*) FROM media").await, "0");
}

#[tokio::test]
async fn erasing_a_copy_leaves_the_files_of_the_original() {
    let (story, made) = Fixture::with_media("a").await;
    let copy = story.duplicate(&[made[0].id]).await.unwrap().value.ids[0];
    story.erase(&[copy]).await.unwrap();
    assert!(story.path(&made[0].image).is_file() && story.path(&made[0].audio).is_file());
    story.assert_sound().await;
}

#[tokio::test]
async fn a_duplicate_is_one_step_that_is_taken_back_and_done_again() {
    let (story, made) = Fixture::with_media("abc").await;
    let before = story.state().await;
    story.duplicate(&[made[0].id, made[1].id]).await.unwrap();
    let after = story.state().await;
    let story = story.reopen().await;
    assert_eq!(story.undo().await.unwrap().value.label, "duplicate 2 segments");
    assert_eq!(story.state().await, before);
    story.redo().await.unwrap();
    assert_eq!(story.state().await, after);
    story.assert_sound().await;
}

#[tokio::test]
async fn what_is_unknown_or_too_much_is_not_copied() {
    let (story, ids) = Fixture::with("ab").await;
    let other = story.another_project().await;
    let pasted = story.paste_into(other, 0, &ids[..1]).await.unwrap();
    let foreign = pasted.value.ids[0];
    story.delete(&ids[1..]).await.unwrap();
    story.purge(&ids[1..]).await.unwrap();
    let before = story.everything().await;
    let many = vec![ids[0]; 10_001];
    let duplicates: [(&[SegmentId], ErrorCode); 5] = [
        (&[], ErrorCode::Invalid),
        (&[ids[0], SegmentId(99)], ErrorCode::NotFound),
        (&[ids[0], ids[1]], ErrorCode::NotFound),
        (&[ids[0], foreign], ErrorCode::Invalid),
        (&many, ErrorCode::Invalid),
    ];
    for (ids, code) in duplicates {
        assert_eq!(refused(story.duplicate(ids).await), code);
    }
    let pastes: [(i64, &[SegmentId], ErrorCode); 7] = [
        (0, &[], ErrorCode::Invalid),
        (0, &[ids[0], SegmentId(99)], ErrorCode::NotFound),
        (0, &[ids[0], ids[1]], ErrorCode::NotFound),
        (0, &many, ErrorCode::Invalid),
        (2, &ids[..1], ErrorCode::Invalid),
        (-1, &ids[..1], ErrorCode::Invalid),
        (i64::MAX, &ids[..1], ErrorCode::Invalid),
    ];
    for (at, ids, code) in pastes {
        assert_eq!(refused(story.paste(at, ids).await), code, "{at}");
    }
    let nowhere = story.paste_into(ProjectId(99), 0, &ids[..1]).await;
    assert_eq!(refused(nowhere), ErrorCode::NotFound);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_paste_stands_where_and_in_the_order_that_was_asked() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    let receipt = story.paste(1, &[ids[3], ids[0], ids[3]]).await.unwrap().value;
    assert_eq!((receipt.ids.len(), receipt.first_index), (2, 1));
    assert_eq!(story.timeline().await, "a0 d1 a2 c4 d5");
    story.paste(6, &ids[2..3]).await.unwrap();
    assert_eq!(story.timeline().await, "a0 d1 a2 c4 d5 c6");
}

#[tokio::test]
async fn what_was_cut_is_pasted_from_the_trash() {
    let (story, made) = Fixture::with_media("abc").await;
    story.ripple(&[made[0].id]).await.unwrap();
    assert_eq!(story.in_trash().len(), 2);
    let outcome = story.paste(2, &[made[0].id]).await.unwrap();
    assert_eq!(story.timeline().await, "b0 c1 a2");
    assert_eq!((outcome.files.returned, story.in_trash().len()), (2, 0));
    assert!(story.path(&made[0].image).is_file());
    assert_eq!(story.library.trash(story.project).await.unwrap().len(), 1);
    let after = story.state().await;
    assert_eq!(story.undo().await.unwrap().value.label, "paste segment");
    assert_eq!((story.in_media().len(), story.in_trash().len()), (4, 2));
    story.redo().await.unwrap();
    let story = story.reopen().await;
    assert_eq!(story.state().await, after);
    story.purge(&[made[0].id]).await.unwrap();
    assert!(story.path(&made[0].image).is_file());
    story.assert_sound().await;
}

#[tokio::test]
async fn a_paste_crosses_projects_and_outlives_the_project_that_it_came_from() {
    let (story, made) = Fixture::with_media("ab").await;
    let other = story.another_project().await;
    let ids = [made[1].id, made[0].id];
    let outcome = story.paste_into(other, 0, &ids).await.unwrap();
    assert_eq!(outcome.change.project_id, Some(other));
    assert_eq!(story.timeline_of(other).await, "b0 a1");
    let id = story.project;
    story.library.run(DeleteProject { id }).await.unwrap();
    assert_eq!(story.in_media().len(), 4);
    // Its segments are in the trash, and can be pasted from there.
    story.paste_into(other, 2, &ids[..1]).await.unwrap();
    story.purge(&ids).await.unwrap();
    assert_eq!(story.in_media().len(), 4);
    assert_eq!(story.timeline_of(other).await, "b0 a1 b2");
    let story = story.reopen().await;
    story.assert_sound().await;
}
