//! What a delete would take, told before it is done: the same as its receipt tells afterwards.

use segue_core::model::SegmentId;
use segue_core::ops::{CreateProject, DeleteMode, DuplicateSegments};
use segue_core::{DeletePreview, ErrorCode, Result};

use crate::support::{Fixture, refused};

impl Fixture {
    async fn preview(&self, ids: &[SegmentId], mode: DeleteMode) -> Result<DeletePreview> {
        self.library.preview_delete(ids, mode).await
    }

    /// The sum of the audio, and how many segments have none.
    async fn running_time(&self) -> (i64, i64) {
        let segments = self.library.segments(self.project).await.unwrap();
        let audio: Vec<i64> = segments
            .iter()
            .filter_map(|segment| segment.duration_ms)
            .collect();
        (audio.iter().sum(), (segments.len() - audio.len()) as i64)
    }
}

#[tokio::test]
async fn it_tells_what_the_receipt_will() {
    let (story, made) = Fixture::with_media("abcde").await;
    story.lock(made[1].id).await;
    story.say(made[2].id, "x", false).await;
    story.add("no take").await;
    story.delete(&[made[0].id]).await.unwrap();
    let ids = [made[3].id, made[1].id, made[2].id];
    for mode in [DeleteMode::Lift, DeleteMode::Ripple] {
        // Moves are recorded a moment after their delete, and a check waits for that.
        story.library.check().await.unwrap();
        let before = story.everything().await;
        let preview = story.preview(&ids, mode).await.unwrap();
        assert_eq!(story.everything().await, before, "a preview changes nothing");
        let outcome = match mode {
            DeleteMode::Lift => story.delete(&ids).await.unwrap(),
            DeleteMode::Ripple => story.ripple(&ids).await.unwrap(),
        };
        assert_eq!(preview.files, outcome.files);
        assert_eq!(
            (
                preview.segments,
                preview.first_index,
                preview.locked,
                preview.stale
            ),
            (
                outcome.value.segments,
                outcome.value.first_index,
                outcome.value.locked,
                1
            )
        );
        assert_eq!((preview.duration_ms, preview.silent), story.running_time().await);
        let moved: i64 = outcome.change.shifts.iter().map(|shift| shift.len).sum();
        assert_eq!(preview.moved, moved);
        story.undo().await.unwrap();
    }
}

#[tokio::test]
async fn files_that_another_segment_uses_stay() {
    let (story, made) = Fixture::with_media("ab").await;
    let request = DuplicateSegments {
        ids: vec![made[0].id],
    };
    let copy = story.library.run(request).await.unwrap().value.ids[0];
    let preview = story.preview(&[made[0].id], DeleteMode::Lift).await.unwrap();
    assert_eq!((preview.files.cleared, preview.files.shared.len()), (0, 2));
    assert_eq!((preview.files.image_bytes, preview.files.audio_bytes), (0, 0));
    let preview = story
        .preview(&[made[0].id, copy], DeleteMode::Lift)
        .await
        .unwrap();
    assert_eq!((preview.files.cleared, preview.files.shared.len()), (2, 0));
    let told = story.delete(&[made[0].id, copy]).await.unwrap().files;
    assert_eq!(preview.files, told);
}

#[tokio::test]
async fn a_file_that_was_missed_before_is_not_told_again() {
    let (story, made) = Fixture::with_media("ab").await;
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    story.undo().await.unwrap();
    let preview = story.preview(&[made[0].id], DeleteMode::Lift).await.unwrap();
    assert_eq!((preview.files.cleared, preview.files.image_bytes), (1, 0));
    let told = story.delete(&[made[0].id]).await.unwrap().files;
    assert_eq!(preview.files, told);
}

#[tokio::test]
async fn a_repeated_id_counts_once() {
    let (story, made) = Fixture::with_media("ab").await;
    let id = made[0].id;
    let preview = story.preview(&[id, id], DeleteMode::Lift).await.unwrap();
    assert_eq!((preview.segments, preview.files.cleared), (1, 2));
}

#[tokio::test]
async fn what_can_t_be_deleted_can_t_be_previewed() {
    let (story, ids) = Fixture::with("ab").await;
    let title = "Other".to_owned();
    let other = story.library.run(CreateProject { title }).await.unwrap().value;
    let mut request = story.adding("x", None);
    request.project_id = other;
    let foreign = story.library.run(request).await.unwrap().value;
    for (ids, expected) in [
        (vec![ids[0], SegmentId(99)], ErrorCode::NotFound),
        (vec![ids[0], foreign], ErrorCode::Invalid),
        (vec![], ErrorCode::Invalid),
    ] {
        assert_eq!(
            refused(story.preview(&ids, DeleteMode::Lift).await),
            expected,
            "{ids:?}"
        );
    }
}
