//! A project as columns, some segments whole, and changes too large to be told one by one.

use segue_core::format::{Story, StorySegment};
use segue_core::model::{Outline, ProjectId, Segment, SegmentId};
use segue_core::ops::{ImportStory, Redo, Undo};
use segue_core::{ErrorCode, Library};

use crate::support::{Fixture, refused};

/// The columns that a project's segments come to.
fn columns_of(segments: &[Segment]) -> (Vec<SegmentId>, Vec<i64>, Vec<u32>, Vec<u8>) {
    let marks = |segment: &Segment| {
        [
            (segment.locked, Outline::LOCKED),
            (segment.image.is_some(), Outline::IMAGE),
            (segment.audio.is_some(), Outline::AUDIO),
            (segment.audio_stale, Outline::STALE),
        ]
        .into_iter()
        .map(|(has, mark)| if has { mark } else { 0 })
        .sum()
    };
    let duration = |segment: &Segment| u32::try_from(segment.duration_ms.unwrap_or(0)).unwrap();
    (
        segments.iter().map(|segment| segment.id).collect(),
        segments.iter().map(|segment| segment.sequence_index).collect(),
        segments.iter().map(duration).collect(),
        segments.iter().map(marks).collect(),
    )
}

async fn columns(library: &Library, project: ProjectId) -> (Vec<SegmentId>, Vec<i64>, Vec<u32>, Vec<u8>) {
    let outline = library.outline(project).await.unwrap();
    (
        outline.ids,
        outline.sequence_indexes,
        outline.durations_ms,
        outline.marks,
    )
}

/// A library with a story of so many segments without media, and their ids.
async fn with_story(segments: usize) -> (Fixture, ProjectId, Vec<SegmentId>) {
    let fixture = Fixture::empty().await;
    let segment = |n| StorySegment {
        text: format!("Line {n}"),
        image_prompt: String::new(),
        ..StorySegment::default()
    };
    let story = Story {
        title: Some("Long".to_owned()),
        segments: (0..segments).map(segment).collect(),
    };
    let import = ImportStory {
        story,
        title: None,
        media: Vec::new(),
    };
    let project = fixture.library.run(import).await.unwrap().value;
    let ids = fixture.library.outline(project).await.unwrap().ids;
    (fixture, project, ids)
}

#[tokio::test]
async fn an_outline_has_what_the_segments_have() {
    let (fixture, made) = Fixture::with_media("abcd").await;
    let plain = fixture.add("e").await;
    fixture.lock(made[1].id).await;
    fixture.detach(made[2].id, true, false).await.unwrap();
    fixture.lock(plain).await;
    fixture.delete(&[made[0].id]).await.unwrap();
    let segments = fixture.library.segments(fixture.project).await.unwrap();
    assert_eq!(
        columns(&fixture.library, fixture.project).await,
        columns_of(&segments)
    );
    let marks = columns(&fixture.library, fixture.project).await.3;
    assert_eq!(
        marks,
        [7, 4, 6, 1],
        "locked, without image, whole, bare and locked"
    );
}

#[tokio::test]
async fn an_outline_tells_the_operation_that_it_follows() {
    let (fixture, ids) = Fixture::with("abc").await;
    let deleted = fixture.delete(&[ids[1]]).await.unwrap();
    let outline = fixture.library.outline(fixture.project).await.unwrap();
    assert_eq!(
        (outline.revision, outline.project_id),
        (deleted.revision, fixture.project)
    );
    let batch = fixture.library.segments_by_id(&ids).await.unwrap();
    assert_eq!(batch.revision, deleted.revision);
}

#[tokio::test]
async fn an_unknown_project_has_no_outline() {
    let fixture = Fixture::empty().await;
    let unknown = ProjectId(fixture.project.0 + 1);
    assert_eq!(
        refused(fixture.library.outline(unknown).await),
        ErrorCode::NotFound
    );
    assert!(
        fixture
            .library
            .outline(fixture.project)
            .await
            .unwrap()
            .ids
            .is_empty()
    );
}

#[tokio::test]
async fn segments_by_id_are_those_that_are_there() {
    let (fixture, ids) = Fixture::with("abc").await;
    fixture.delete(&[ids[0]]).await.unwrap();
    let asked = [ids[2], ids[0], ids[1], SegmentId(99)];
    let batch = fixture.library.segments_by_id(&asked).await.unwrap();
    assert_eq!(
        batch.segments,
        [fixture.segment(ids[1]).await, fixture.segment(ids[2]).await]
    );
    let many = vec![ids[1]; Library::MOST_SEGMENTS + 1];
    assert_eq!(
        refused(fixture.library.segments_by_id(&many).await),
        ErrorCode::Invalid
    );
}

#[tokio::test]
async fn a_change_of_more_than_a_thousand_segments_is_to_be_read_anew() {
    let (fixture, project, ids) = with_story(1_001).await;
    let (few, many) = (&ids[..1_000], &ids[..]);
    let before = columns(&fixture.library, project).await;
    for (deleted, is_reread) in [(few, false), (many, true)] {
        let gone = fixture.delete(deleted).await.unwrap();
        assert!(!gone.change.reread, "ids alone are told however many there are");
        assert_eq!(gone.change.removed.len(), deleted.len());
        let back = fixture.library.run(Undo { project_id: project }).await.unwrap();
        assert_eq!(back.change.reread, is_reread);
        let told = if is_reread { 0 } else { deleted.len() };
        assert_eq!(back.change.upserted.len(), told);
        assert_eq!(columns(&fixture.library, project).await, before);
    }
    let again = fixture.library.run(Redo { project_id: project }).await.unwrap();
    assert_eq!(again.change.removed.len(), many.len());
}
