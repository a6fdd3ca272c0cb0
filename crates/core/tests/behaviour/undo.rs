//! Every operation can be taken back and done again, media included, also after the library was closed.

use proptest::prelude::*;
use segue_core::ErrorCode;
use segue_core::model::{OpState, Outcome, Segment, SegmentId};
use segue_core::ops::{
    CloseGaps, DeleteMode, DeleteProject, DeleteSegments, DetachMedia, DuplicateSegments, EditSegment,
    MergeWithNext, MoveSegments, PasteSegments, Redo, RenameProject, RestoreSegments, SplitSegment, Step,
    Undo,
};

use crate::support::{Fixture, refused};

/// What an editor has: the segments as they are, and the files of the media folder.
pub(crate) type State = (Vec<Segment>, Vec<String>);

impl Fixture {
    pub(crate) async fn undo(&self) -> segue_core::Result<Outcome<Step>> {
        self.library
            .run(Undo {
                project_id: self.project,
            })
            .await
    }

    pub(crate) async fn redo(&self) -> segue_core::Result<Outcome<Step>> {
        self.library
            .run(Redo {
                project_id: self.project,
            })
            .await
    }

    pub(crate) async fn state(&self) -> State {
        (
            self.library.segments(self.project).await.unwrap(),
            self.in_media(),
        )
    }

    async fn edit(&self, id: SegmentId, text: &str, typing: bool) {
        let edit = EditSegment {
            id,
            text: Some(text.to_owned()),
            image_prompt: None,
            locked: None,
            typing,
        };
        self.library.run(edit).await.unwrap();
    }
}

#[tokio::test]
async fn a_delete_of_many_comes_back_in_one_step_with_its_media() {
    let (story, made) = Fixture::with_media("abcde").await;
    story.lock(made[1].id).await;
    let before = story.state().await;
    story.ripple(&[made[1].id, made[2].id, made[4].id]).await.unwrap();
    let after = story.state().await;
    let outcome = story.undo().await.unwrap();
    assert_eq!(outcome.value.label, "delete 3 segments");
    assert_eq!((outcome.files.returned, outcome.change.upserted.len()), (6, 3));
    assert_eq!(story.state().await, before);
    assert_eq!(story.redo().await.unwrap().value.label, "delete 3 segments");
    assert_eq!(story.state().await, after);
}

#[tokio::test]
async fn undo_works_after_the_library_was_closed() {
    let (story, made) = Fixture::with_media("abc").await;
    let before = story.state().await;
    story.delete(&[made[0].id, made[1].id]).await.unwrap();
    let story = story.reopen().await;
    story.undo().await.unwrap();
    assert_eq!(story.state().await, before);
    let report = story.library.check().await.unwrap();
    assert!(report.sound, "{report:?}");
}

#[tokio::test]
async fn with_nothing_to_take_back_nothing_changes() {
    let story = Fixture::empty().await;
    assert_eq!(refused(story.redo().await), ErrorCode::NothingToUndo);
    story.undo().await.unwrap(); // the new project
    assert_eq!(refused(story.undo().await), ErrorCode::NothingToUndo);
}

#[tokio::test]
async fn a_new_change_closes_the_road_forward() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..1]).await.unwrap();
    story.undo().await.unwrap();
    story.delete(&ids[2..]).await.unwrap();
    assert_eq!(refused(story.redo().await), ErrorCode::NothingToUndo);
    assert_eq!(story.timeline().await, "a0 b1");
}

#[tokio::test]
async fn a_deleted_project_comes_back_with_all_it_had() {
    let (story, _) = Fixture::with_media("abc").await;
    let before = story.state().await;
    story
        .library
        .run(DeleteProject { id: story.project })
        .await
        .unwrap();
    let outcome = story.undo().await.unwrap();
    assert!(outcome.change.projects_changed);
    assert_eq!(story.state().await, before);
    assert_eq!(story.library.project(story.project).await.unwrap().title, "Story");
}

#[tokio::test]
async fn a_title_comes_back() {
    let story = Fixture::empty().await;
    let rename = RenameProject {
        id: story.project,
        title: "New".to_owned(),
    };
    story.library.run(rename).await.unwrap();
    story.undo().await.unwrap();
    assert_eq!(story.library.project(story.project).await.unwrap().title, "Story");
    story.redo().await.unwrap();
    assert_eq!(story.library.project(story.project).await.unwrap().title, "New");
}

#[tokio::test]
async fn typing_in_one_field_is_one_step() {
    let (story, ids) = Fixture::with("a").await;
    story.edit(ids[0], "O", false).await;
    story.edit(ids[0], "On", true).await;
    story.edit(ids[0], "Once", true).await;
    story.edit(ids[0], "Twice", false).await;
    story.undo().await.unwrap();
    assert_eq!(story.segment(ids[0]).await.text, "Once");
    story.undo().await.unwrap();
    assert_eq!(story.segment(ids[0]).await.text, "a");
}

#[tokio::test]
async fn a_replaced_image_comes_back() {
    let (story, made) = Fixture::with_media("a").await;
    let before = story.state().await;
    let picture = crate::support::png(&story.original("other.png"), 9);
    story.attach_image(made[0].id, &picture).await.unwrap();
    story.undo().await.unwrap();
    assert_eq!(story.state().await, before);
}

#[tokio::test]
async fn history_lists_the_steps_and_says_what_is_next() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[..2]).await.unwrap();
    story.undo().await.unwrap();
    let history = story.library.history(story.project).await.unwrap();
    let labels: Vec<&str> = history.steps.iter().map(|step| step.label.as_str()).collect();
    assert_eq!(
        labels,
        [
            "delete 2 segments",
            "add segment",
            "add segment",
            "add segment",
            "new project"
        ]
    );
    assert_eq!(
        history.undo.map(|step| step.to_string()).as_deref(),
        Some("add segment")
    );
    assert_eq!(
        history.redo.map(|step| step.to_string()).as_deref(),
        Some("delete 2 segments")
    );
}

/// A verb on segments that are chosen by their place among those that are there.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Delete { places: Vec<usize>, mode: DeleteMode },
    Restore { place: usize },
    Move { place: usize, to: i64 },
    CloseGaps,
    Edit { place: usize, text: String },
    Detach { place: usize },
    Add { at: i64 },
    Duplicate { places: Vec<usize> },
    Paste { place: usize, at: i64 },
    Split { place: usize, at: u32 },
    Merge { place: usize },
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    let place = 0_usize..8;
    let mode = prop_oneof![Just(DeleteMode::Lift), Just(DeleteMode::Ripple)];
    prop_oneof![
        3 => (proptest::collection::vec(place.clone(), 1..4), mode)
            .prop_map(|(places, mode)| Act::Delete { places, mode }),
        2 => place.clone().prop_map(|place| Act::Restore { place }),
        2 => (place.clone(), 0_i64..8).prop_map(|(place, to)| Act::Move { place, to }),
        1 => Just(Act::CloseGaps),
        1 => (place.clone(), "[a-z]{1,5}").prop_map(|(place, text)| Act::Edit { place, text }),
        1 => place.clone().prop_map(|place| Act::Detach { place }),
        1 => proptest::collection::vec(place.clone(), 1..4).prop_map(|places| Act::Duplicate { places }),
        1 => (place.clone(), 0_i64..8).prop_map(|(place, at)| Act::Paste { place, at }),
        2 => (place.clone(), 1_u32..4).prop_map(|(place, at)| Act::Split { place, at }),
        1 => place.prop_map(|place| Act::Merge { place }),
        1 => (0_i64..8).prop_map(|at| Act::Add { at }),
    ]
}

/// Does it, and returns whether it changed anything. What makes no sense as things stand is refused, and that is fine.
pub(crate) async fn perform(story: &Fixture, act: Act) -> bool {
    let ids: Vec<SegmentId> = story
        .library
        .segments(story.project)
        .await
        .unwrap()
        .iter()
        .map(|s| s.id)
        .collect();
    let pick = |place: usize| ids.get(place % ids.len().max(1)).copied();
    let before = story.ops_done().await;
    let library = &story.library;
    let project_id = story.project;
    match act {
        Act::Delete { places, mode } => {
            let ids = places.into_iter().filter_map(pick).collect();
            library
                .run(DeleteSegments {
                    ids,
                    mode,
                    erase: false,
                })
                .await
                .map(drop)
                .ok()
        }
        Act::Restore { place } => {
            let trash = library.trash(project_id).await.unwrap();
            let ids = trash.get(place).map(|item| item.id).into_iter().collect();
            library.run(RestoreSegments { ids }).await.map(drop).ok()
        }
        Act::Move { place, to } => {
            let ids = pick(place).into_iter().collect();
            library.run(MoveSegments { ids, to }).await.map(drop).ok()
        }
        Act::CloseGaps => library
            .run(CloseGaps {
                project_id,
                gap: None,
            })
            .await
            .map(drop)
            .ok(),
        Act::Edit { place, text } => {
            if let Some(id) = pick(place) {
                story.edit(id, &text, false).await;
            }
            None
        }
        Act::Detach { place } => match pick(place) {
            Some(segment_id) => library
                .run(DetachMedia {
                    segment_id,
                    image: true,
                    audio: false,
                })
                .await
                .map(drop)
                .ok(),
            None => None,
        },
        Act::Duplicate { places } => {
            let ids = places.into_iter().filter_map(pick).collect();
            library.run(DuplicateSegments { ids }).await.map(drop).ok()
        }
        Act::Paste { place, at } => {
            let trash = library.trash(project_id).await.unwrap();
            let deleted = trash.get(place).map(|item| item.id);
            let ids = deleted.into_iter().chain(pick(place)).collect();
            library
                .run(PasteSegments { project_id, at, ids })
                .await
                .map(drop)
                .ok()
        }
        Act::Split { place, at } => match pick(place) {
            Some(id) => library.run(SplitSegment { id, at }).await.map(drop).ok(),
            None => None,
        },
        Act::Merge { place } => match pick(place) {
            Some(id) => library.run(MergeWithNext { id }).await.map(drop).ok(),
            None => None,
        },
        Act::Add { at } => library.run(story.adding("new", Some(at))).await.map(drop).ok(),
    };
    story.ops_done().await > before
}

impl Fixture {
    async fn ops_done(&self) -> i64 {
        self.library.status().await.unwrap().revision
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_done_is_taken_back_step_by_step_and_done_again(acts in proptest::collection::vec(act(), 1..14)) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (mut story, _) = Fixture::with_media("abcd").await;
            let mut states = vec![story.state().await];
            for act in acts {
                if perform(&story, act).await {
                    states.push(story.state().await);
                }
            }
            for state in states.iter().rev().skip(1) {
                story.undo().await.unwrap();
                assert_eq!(&story.state().await, state);
            }
            story = story.reopen().await;
            for state in states.iter().skip(1) {
                story.redo().await.unwrap();
                assert_eq!(&story.state().await, state);
            }
            let report = story.library.check().await.unwrap();
            assert!(report.sound, "{report:?}");
        });
    }
}

#[tokio::test]
async fn what_lies_before_an_erase_that_closed_up_is_said_to_be_for_good() {
    let (story, made) = Fixture::with_media("abc").await;
    story.erase(&[made[2].id]).await.unwrap();
    let erase = DeleteSegments {
        ids: vec![made[0].id],
        mode: DeleteMode::Ripple,
        erase: true,
    };
    story.library.run(erase).await.unwrap();

    let history = story.library.history(story.project).await.unwrap();
    let next = story.library.next_steps(story.project).await.unwrap();

    assert_eq!((history.undo, next.undo), (None, None));
    assert!(history.steps.iter().all(|step| step.state == OpState::Final));
    assert_eq!(refused(story.undo().await), ErrorCode::NothingToUndo);
}
