//! Projects: make, list, rename, delete.

use segue_core::ErrorCode;
use segue_core::model::{ProjectId, ProjectSummary};
use segue_core::ops::{CreateProject, DeleteProject, RenameProject};

use crate::support::{Fixture, refused};

fn titled(title: &str) -> CreateProject {
    CreateProject {
        title: title.to_owned(),
    }
}

#[tokio::test]
async fn a_project_is_made_with_its_title_trimmed() {
    let story = Fixture::empty().await;
    let outcome = story.library.run(titled("  The Fox \n")).await.unwrap();
    assert_eq!(
        story.library.project(outcome.value).await.unwrap().title,
        "The Fox"
    );
    assert!(outcome.change.projects_changed);
    assert_eq!(story.timeline_of(outcome.value).await, "");
}

#[tokio::test]
async fn a_blank_title_is_refused() {
    let story = Fixture::empty().await;
    let before = story.everything().await;
    for blank in ["", "   ", "\t\n"] {
        assert_eq!(
            refused(story.library.run(titled(blank)).await),
            ErrorCode::Invalid
        );
        let rename = RenameProject {
            id: story.project,
            title: blank.to_owned(),
        };
        assert_eq!(refused(story.library.run(rename).await), ErrorCode::Invalid);
    }
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn two_projects_may_have_one_title() {
    let story = Fixture::empty().await;
    let first = story.library.run(titled("Twin")).await.unwrap().value;
    let second = story.library.run(titled("Twin")).await.unwrap().value;
    assert_ne!(first, second);
}

#[tokio::test]
async fn a_card_counts_what_the_project_holds() {
    let (story, made) = Fixture::with_media("abcd").await;
    story.delete(&[made[1].id]).await.unwrap();
    story.detach(made[3].id, false, true).await.unwrap();
    let cards = story.library.projects().await.unwrap();
    let segments = story.library.segments(story.project).await.unwrap();
    let bytes = segments
        .iter()
        .flat_map(|s| [s.image.as_ref(), s.audio.as_ref()])
        .flatten()
        .map(|m| m.bytes)
        .sum();
    let expected = ProjectSummary {
        id: story.project,
        title: "Story".to_owned(),
        segments: 3,
        gaps: 1,
        duration_ms: segments.iter().filter_map(|segment| segment.duration_ms).sum(),
        silent: 1,
        bytes,
        cover: segments[0].image.as_ref().map(|image| image.id),
        updated_at: cards[0].updated_at,
    };
    assert_eq!(cards, [expected]);
}

#[tokio::test]
async fn a_project_is_renamed() {
    let (story, _) = Fixture::with("ab").await;
    story
        .library
        .run(RenameProject {
            id: story.project,
            title: "New".to_owned(),
        })
        .await
        .unwrap();
    let story = story.reopen().await;
    assert_eq!(story.library.project(story.project).await.unwrap().title, "New");
    assert_eq!(story.timeline().await, "a0 b1");
}

#[tokio::test]
async fn an_unknown_project_is_not_found() {
    let story = Fixture::empty().await;
    let id = ProjectId(99);
    let before = story.everything().await;
    let rename = RenameProject {
        id,
        title: "New".to_owned(),
    };
    assert_eq!(refused(story.library.run(rename).await), ErrorCode::NotFound);
    assert_eq!(
        refused(story.library.run(DeleteProject { id }).await),
        ErrorCode::NotFound
    );
    assert_eq!(refused(story.library.project(id).await), ErrorCode::NotFound);
    assert_eq!(refused(story.library.segments(id).await), ErrorCode::NotFound);
    assert_eq!(story.everything().await, before);
}

#[tokio::test]
async fn a_deleted_project_takes_its_media_to_the_trash() {
    let (story, _) = Fixture::with_media("abc").await;
    let other = story.library.run(titled("Other")).await.unwrap().value;
    let outcome = story
        .library
        .run(DeleteProject { id: story.project })
        .await
        .unwrap();
    assert_eq!(
        (outcome.value.title.as_str(), outcome.value.segments),
        ("Story", 3)
    );
    assert_eq!(
        (
            outcome.files.cleared,
            story.in_media().len(),
            story.in_trash().len()
        ),
        (6, 0, 6)
    );
    assert!(outcome.change.projects_changed);
    let left: Vec<ProjectId> = story
        .library
        .projects()
        .await
        .unwrap()
        .iter()
        .map(|project| project.id)
        .collect();
    assert_eq!(left, [other]);
    assert_eq!(story.peek("SELECT count(*) FROM segment").await, "0");
}

#[tokio::test]
async fn a_project_with_locked_segments_can_be_deleted() {
    let (story, ids) = Fixture::with("ab").await;
    story.lock(ids[0]).await;
    story
        .library
        .run(DeleteProject { id: story.project })
        .await
        .unwrap();
    assert_eq!(story.library.projects().await.unwrap(), []);
}

#[tokio::test]
async fn a_project_id_is_never_given_again() {
    let story = Fixture::empty().await;
    story
        .library
        .run(DeleteProject { id: story.project })
        .await
        .unwrap();
    let story = story.reopen().await;
    assert!(story.library.run(titled("Next")).await.unwrap().value > story.project);
}

#[tokio::test]
async fn the_only_project_is_told_where_there_is_one() {
    let story = Fixture::with("ab").await.0;
    let library = &story.library;
    assert_eq!(library.only_project().await.unwrap().unwrap().id, story.project);
    let other = library.run(titled("Another")).await.unwrap().value;
    assert_eq!(library.only_project().await.unwrap(), None);
    for id in [other, story.project] {
        library.run(DeleteProject { id }).await.unwrap();
    }
    assert_eq!(library.only_project().await.unwrap(), None);
}
