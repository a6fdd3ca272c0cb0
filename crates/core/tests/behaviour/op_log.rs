//! The op log: one row a user action, with what each row was before and after, so that it can be taken back.

use segue_core::ops::{
    CloseGaps, CreateProject, DeleteProject, EditSegment, MoveSegments, RenameProject, ReorderSegments,
};

use crate::support::{Fixture, png};

impl Fixture {
    async fn ops(&self) -> String {
        self.peek("SELECT count(*) FROM op").await
    }

    /// A column of the last operation's log about a row, such as `before ->> 'text'`.
    async fn logged(&self, entity: &str, row: i64, column: &str) -> String {
        let sql = format!(
            "SELECT {column} FROM op_row WHERE op_id = (SELECT max(id) FROM op) AND entity = '{entity}' AND row_id = {row}"
        );
        self.peek(&sql).await
    }
}

#[tokio::test]
async fn every_action_is_one_operation_and_the_revision_is_its_id() {
    let (story, made) = Fixture::with_media("abcdef").await;
    let ids: Vec<_> = made.iter().map(|made| made.id).collect();
    let start: i64 = story.ops().await.parse().unwrap();
    let library = &story.library;
    let image = png(&story.original("new.png"), 1);
    let edit = EditSegment {
        id: ids[0],
        text: Some("new".to_owned()),
        image_prompt: None,
        locked: None,
        typing: false,
    };
    let order = vec![ids[3], ids[4], ids[5], ids[0]];
    let revisions = [
        library.run(edit).await.unwrap().revision,
        story.attach_image(ids[0], &image).await.unwrap().revision,
        story.detach(ids[0], true, true).await.unwrap().revision,
        story.delete(&ids[1..3]).await.unwrap().revision,
        library
            .run(MoveSegments {
                ids: vec![ids[5]],
                to: 0,
            })
            .await
            .unwrap()
            .revision,
        library
            .run(CloseGaps {
                project_id: story.project,
                gap: None,
            })
            .await
            .unwrap()
            .revision,
        library
            .run(ReorderSegments {
                project_id: story.project,
                order,
            })
            .await
            .unwrap()
            .revision,
        story.ripple(&ids[3..4]).await.unwrap().revision,
        story.erase(&ids[4..5]).await.unwrap().revision,
        library
            .run(RenameProject {
                id: story.project,
                title: "New".to_owned(),
            })
            .await
            .unwrap()
            .revision,
        library
            .run(DeleteProject { id: story.project })
            .await
            .unwrap()
            .revision,
        library
            .run(CreateProject {
                title: "Next".to_owned(),
            })
            .await
            .unwrap()
            .revision,
    ];
    assert_eq!(revisions.to_vec(), (start + 1..=start + 12).collect::<Vec<_>>());
    // The erase took the add of what it destroyed along.
    assert_eq!(story.ops().await, (start + 11).to_string());
    assert_eq!(story.library.status().await.unwrap().revision, start + 12);
}

#[tokio::test]
async fn what_is_refused_leaves_no_operation() {
    let (story, ids) = Fixture::with("ab").await;
    let before = story.ops().await;
    story
        .delete(&[ids[0], segue_core::model::SegmentId(99)])
        .await
        .unwrap_err();
    story.library.run(story.adding("x", Some(9))).await.unwrap_err();
    assert_eq!(story.ops().await, before);
}

#[tokio::test]
async fn a_delete_keeps_the_whole_row_as_it_was() {
    let (story, made) = Fixture::with_media("abc").await;
    story.lock(made[1].id).await;
    let (id, image) = (made[1].id.0, story.segment(made[1].id).await.image.unwrap().id);
    story.delete(&[made[1].id]).await.unwrap();
    let before = "before ->> 'text' || (before ->> 'sequence_index') || (before ->> 'is_locked')";
    assert_eq!(story.logged("segment", id, before).await, "b11");
    assert_eq!(
        story.logged("segment", id, "before ->> 'image_id'").await,
        image.to_string()
    );
    assert_eq!(story.logged("segment", id, "after IS NULL").await, "1");
    let trashed = story
        .peek(&format!(
            "SELECT text || sequence_index || image_id FROM trash WHERE segment_id = {id}"
        ))
        .await;
    assert_eq!(trashed, format!("b1{image}"));
    assert_eq!(
        story
            .peek(&format!(
                "SELECT predecessor_id FROM trash WHERE segment_id = {id}"
            ))
            .await,
        made[0].id.to_string()
    );
}

#[tokio::test]
async fn a_new_row_has_no_before() {
    let story = Fixture::empty().await;
    let id = story.add("a").await.0;
    assert_eq!(story.logged("segment", id, "before IS NULL").await, "1");
    assert_eq!(story.logged("segment", id, "after ->> 'text'").await, "a");
}

#[tokio::test]
async fn an_edit_keeps_both() {
    let (story, ids) = Fixture::with("a").await;
    let edit = EditSegment {
        id: ids[0],
        text: Some("b".to_owned()),
        image_prompt: None,
        locked: Some(true),
        typing: false,
    };
    story.library.run(edit).await.unwrap();
    let both =
        "(before ->> 'text') || (before ->> 'is_locked') || (after ->> 'text') || (after ->> 'is_locked')";
    assert_eq!(story.logged("segment", ids[0].0, both).await, "a0b1");
}

#[tokio::test]
async fn a_rename_keeps_both_titles() {
    let story = Fixture::empty().await;
    story
        .library
        .run(RenameProject {
            id: story.project,
            title: "New".to_owned(),
        })
        .await
        .unwrap();
    let both = "(before ->> 'title') || (after ->> 'title')";
    assert_eq!(story.logged("project", story.project.0, both).await, "StoryNew");
}

#[tokio::test]
async fn new_places_are_kept_as_runs() {
    let (story, ids) = Fixture::with("abcdef").await;
    story.ripple(&ids[1..3]).await.unwrap();
    let shifts = "SELECT group_concat(from_index || '>' || to_index || 'x' || len) FROM op_shift
                  WHERE op_id = (SELECT max(id) FROM op)";
    assert_eq!(story.peek(shifts).await, "3>1x3");
}

#[tokio::test]
async fn an_operation_says_what_it_was_about() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..2]).await.unwrap();
    let last = "SELECT project_id || ' ' || segments || ' ' || state FROM op ORDER BY id DESC LIMIT 1";
    assert_eq!(story.peek(last).await, format!("{} 2 done", story.project));
    story.erase(&ids[2..]).await.unwrap();
    assert_eq!(story.peek(last).await, format!("{} 1 final", story.project));
}

#[tokio::test]
async fn erasing_cuts_the_history_of_what_it_destroyed_only() {
    let (story, ids) = Fixture::with("ab").await;
    story.erase(&ids[..1]).await.unwrap();
    let states = "SELECT group_concat(state, ' ') FROM (SELECT state FROM op ORDER BY id)";
    assert_eq!(story.peek(states).await, "done done final"); // make project, add b, erase a
}
