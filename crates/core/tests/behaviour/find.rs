//! Find: words, states, and answers that keep up with every change.

use proptest::prelude::*;
use rstest::rstest;
use segue_core::model::{ProjectId, Segment, SegmentId};
use segue_core::ops::{CreateProject, DeleteProject, MoveSegments, RenameProject, Undo};
use segue_core::{ErrorCode, Found, Library};
use tempfile::TempDir;

use crate::support::{Fixture, refused, wav};
use crate::undo::{Act, act, perform};

impl Fixture {
    async fn find(&self, question: &str) -> Found {
        self.library.find(self.project, question).await.unwrap()
    }

    /// The indexes of what is found, as `0 3`.
    async fn found(&self, question: &str) -> String {
        let found = self.find(question).await;
        assert_eq!(found.not_understood, Vec::<String>::new(), "{question}");
        let segments = self.library.segments(self.project).await.unwrap();
        let index_of = |id: &SegmentId| segments.iter().find(|segment| segment.id == *id).unwrap();
        let indexes: Vec<String> = found
            .ids
            .iter()
            .map(|id| index_of(id).sequence_index.to_string())
            .collect();
        indexes.join(" ")
    }
}

/// A fable of five lines, with a prompt on the fourth.
async fn fable() -> (Fixture, Vec<SegmentId>) {
    let story = Fixture::empty().await;
    let mut ids = Vec::new();
    for text in [
        "Once a hare laughed at a tortoise.",
        "“Do you ever get anywhere?” he asked.",
        "“Yes,” said the Tortoise, “and sooner than you think.”",
        "Für einen Moment schlief er.",
        "",
    ] {
        ids.push(story.add(text).await);
    }
    story.prompt(ids[3], "A hare asleep under an oak").await;
    (story, ids)
}

#[rstest]
#[case("tortoise", "0 2")]
#[case("tort", "0 2")]
#[case("toise", "")]
#[case("TORTOISE laughed", "0")]
#[case("hare", "0 3")]
#[case("hare -laughed", "3")]
#[case("-hare", "1 2 4")]
#[case("fur MOMENT", "3")]
#[case("\"yes said the tortoise\"", "2")]
#[case("\"said yes\"", "")]
#[case("\"tort\"", "")]
#[case("\"the tort", "2")]
#[case("\"er a hare\"", "")]
#[case("has:text", "0 1 2 3")]
#[case("-has:text", "4")]
#[case("has:prompt", "3")]
#[case("has:prompt hare", "3")]
#[case("has:prompt tortoise", "")]
#[case("locked:no locked:yes", "")]
#[case("", "")]
#[tokio::test]
async fn words_and_texts(#[case] question: &str, #[case] expected: &str) {
    let (story, _) = fable().await;
    assert_eq!(story.found(question).await, expected, "{question}");
}

#[tokio::test]
async fn a_script_without_spaces_is_found_from_any_character_on() {
    let story = Fixture::empty().await;
    story.add("むかしむかし、兎と亀がいました。").await;
    story.add("兎は眠りました。").await;
    assert_eq!(story.found("兎").await, "0 1");
    assert_eq!(story.found("と亀").await, "0");
    assert_eq!(story.found("亀と").await, "");
}

#[tokio::test]
async fn states_of_segments_and_of_their_files() {
    let (story, made) = Fixture::with_media("abcd").await;
    let bare = story.add("e").await;
    story.lock(made[1].id).await;
    story.say(made[2].id, "x", false).await;
    for (question, expected) in [
        ("has:image", "0 1 2 3"),
        ("-has:image", "4"),
        ("has:audio locked:", "1"),
        ("locked:no", "0 2 3 4"),
        ("stale:", "2"),
        ("stale:no has:audio", "0 1 3"),
        ("missing:image", ""),
    ] {
        assert_eq!(story.found(question).await, expected, "{question}");
    }
    std::fs::remove_file(story.path(&made[3].image)).unwrap();
    story.delete(&[made[3].id]).await.unwrap();
    story.undo().await.unwrap();
    assert_eq!(story.found("missing:image").await, "3");
    assert_eq!(story.found("missing:audio").await, "");
    assert_eq!(story.found("-missing:image has:image").await, "0 1 2");
    story.detach(made[0].id, true, false).await.unwrap();
    assert_eq!(story.found("-has:image").await, "0 4");
    story.delete(&[bare]).await.unwrap();
    assert_eq!(story.found("-has:image").await, "0");
}

#[tokio::test]
async fn durations_are_those_of_the_takes() {
    let (story, ids) = Fixture::with("abc").await;
    for (&id, ms) in ids.iter().zip([500, 1500]) {
        let take = wav(&story.original(&format!("{ms}.wav")), ms);
        story.attach_audio(id, &take).await.unwrap();
    }
    for (question, expected) in [
        ("longer:1s", "1"),
        ("shorter:1s", "0"),
        ("longer:500ms", "1"),
        ("longer:499ms", "0 1"),
        ("longer:0.4 shorter:1,6s", "0 1"),
        ("-longer:1s", "0 2"),
        ("-shorter:1s", "1 2"),
        ("-longer:1s -shorter:1s", "2"),
    ] {
        assert_eq!(story.found(question).await, expected, "{question}");
    }
}

#[tokio::test]
async fn what_stands_beside_a_gap() {
    let (story, ids) = Fixture::with("abcdefg").await;
    assert_eq!(story.found("gap:").await, "");
    story.delete(&[ids[0], ids[3], ids[6]]).await.unwrap();
    assert_eq!(
        story.found("gap:").await,
        "1 2 4",
        "none is behind the last, one before the first"
    );
    assert_eq!(story.found("gap:no").await, "5");
}

#[tokio::test]
async fn what_means_nothing_is_told_and_left_out() {
    let (story, ids) = fable().await;
    let found = story.find("has:video laughed longer:soon").await;
    assert_eq!(found.not_understood, ["has:video", "longer:soon"]);
    assert_eq!(found.ids, [ids[0]]);
    assert!(
        story.find("has:video").await.ids.is_empty(),
        "nothing is asked for"
    );
}

#[tokio::test]
async fn the_answer_is_in_the_story_s_order() {
    let (story, ids) = fable().await;
    let request = MoveSegments {
        ids: vec![ids[3]],
        to: 0,
    };
    story.library.run(request).await.unwrap();
    assert_eq!(story.find("hare").await.ids, [ids[3], ids[0]]);
}

#[tokio::test]
async fn an_unknown_project_is_not_found() {
    let (story, _) = fable().await;
    assert_eq!(
        refused(story.library.find(ProjectId(99), "hare").await),
        ErrorCode::NotFound
    );
    assert_eq!(story.found("hare").await, "0 3");
}

#[tokio::test]
async fn searches_of_two_projects_take_turns() {
    let (story, _) = fable().await;
    let title = "Other".to_owned();
    let other = story.library.run(CreateProject { title }).await.unwrap().value;
    let mut request = story.adding("a hare of its own", None);
    request.project_id = other;
    let theirs = story.library.run(request).await.unwrap().value;
    for _ in 0..2 {
        assert_eq!(story.found("hare").await, "0 3");
        assert_eq!(story.library.find(other, "hare").await.unwrap().ids, [theirs]);
        story.say(theirs, "a hare still", false).await;
    }
}

#[tokio::test]
async fn a_project_that_went_and_came_back_is_found_again() {
    let (story, _) = fable().await;
    assert_eq!(story.found("hare").await, "0 3");
    let id = story.project;
    story.library.run(DeleteProject { id }).await.unwrap();
    assert_eq!(refused(story.library.find(id, "hare").await), ErrorCode::NotFound);
    story.library.run(Undo { project_id: id }).await.unwrap();
    assert_eq!(story.found("hare").await, "0 3");
    let title = "Another title".to_owned();
    story.library.run(RenameProject { id, title }).await.unwrap();
    assert_eq!(story.found("hare").await, "0 3");
}

#[tokio::test]
async fn the_answer_knows_of_every_change_before_it() {
    let (story, ids) = fable().await;
    assert_eq!(story.found("tortoise").await, "0 2");
    let outcome = story.delete(&ids[..1]).await.unwrap();
    let found = story.find("tortoise").await;
    assert_eq!((found.ids, found.revision), (vec![ids[2]], outcome.revision));
}

#[tokio::test]
async fn a_change_of_more_than_is_told_one_by_one_is_known_too() {
    let (story, _) = Fixture::with("a").await;
    let story = story
        .tampered(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)
             INSERT INTO segment (project_id, sequence_index, text, image_prompt, created_at, updated_at)
             SELECT (SELECT id FROM project), i, 'hare ' || i, '', 0, 0 FROM n",
        )
        .await;
    let all = story.find("hare").await.ids;
    assert_eq!(all.len(), 1500);
    story.delete(&all).await.unwrap();
    assert_eq!(story.find("hare").await.ids, []);
    let outcome = story.undo().await.unwrap();
    assert!(
        outcome.change.reread,
        "this test is about changes that name no segment"
    );
    assert_eq!(story.find("hare").await.ids, all);
}

#[tokio::test]
async fn no_index_is_kept_in_the_library() {
    let (story, _) = fable().await;
    let before = story.everything().await;
    story.found("hare").await;
    assert_eq!(story.everything().await, before);
    assert!(story.library.check().await.unwrap().sound);
}

#[rstest]
#[case("\"")]
#[case("\"\"")]
#[case("hare\"; DROP TABLE segment; --")]
#[case("' OR 1=1 --")]
#[case("NEAR(hare tortoise) AND * ^ + {} col:x")]
#[case("%_[]*?")]
#[case("\0\u{feff}\u{202e}has:\0")]
#[case("longer:99999999999999999999999999999999h")]
#[tokio::test]
async fn hostile_questions_are_questions(#[case] question: &str) {
    let (story, _) = fable().await;
    let before = story.everything().await;
    let long = question.repeat(500);
    for question in [question, long.as_str()] {
        story.library.find(story.project, question).await.unwrap();
    }
    assert_eq!(story.everything().await, before);
    assert_eq!(story.found("hare").await, "0 3");
}

#[tokio::test]
async fn a_library_of_an_older_format_is_searched_as_it_is() {
    let (story, _) = fable().await;
    let (folder, project) = (story.folder(), story.project);
    let older =
        "ALTER TABLE segment DROP COLUMN is_audio_stale; ALTER TABLE trash DROP COLUMN is_audio_stale;
        PRAGMA user_version = 2; DELETE FROM _sqlx_migrations WHERE version > 2;";
    let root: TempDir = story.closed_with(older).await;
    let library = Library::open_read_only(&folder).await.unwrap();
    assert_eq!(library.find(project, "hare").await.unwrap().ids.len(), 2);
    assert_eq!(
        library
            .find(project, "hare stale:no gap:no")
            .await
            .unwrap()
            .ids
            .len(),
        2
    );
    library.close().await.unwrap();
    drop(root);
}

#[tokio::test]
async fn a_story_that_was_taken_back_is_found_again_once_it_is_made_again() {
    let (story, _) = Fixture::with("a").await;
    assert_eq!(story.found("a").await, "0");
    story.undo().await.unwrap();
    assert_eq!(story.found("a").await, "");
    story.undo().await.unwrap();
    assert_eq!(
        refused(story.library.find(story.project, "a").await),
        ErrorCode::NotFound
    );
    story.redo().await.unwrap();
    story.redo().await.unwrap();
    assert_eq!(story.found("a").await, "0");
}

/// What the words `a` and `new` should find: a look at every text, as simple as can be.
fn naive(segments: &[Segment], word: &str) -> Vec<SegmentId> {
    let says = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|other| other.to_lowercase().starts_with(word))
    };
    segments
        .iter()
        .filter(|segment| says(&segment.text) || says(&segment.image_prompt))
        .map(|segment| segment.id)
        .collect()
}

async fn agrees(story: &Fixture, after: &str) {
    let segments = story.library.segments(story.project).await.unwrap();
    for word in ["a", "b", "new"] {
        let found = story.find(word).await.ids;
        assert_eq!(found, naive(&segments, word), "{word:?} after {after}");
    }
}

/// Takes a step back, but for the first, which made the story.
async fn take_back(story: &Fixture) {
    story.undo().await.unwrap();
    if story.library.segments(story.project).await.is_err() {
        story.redo().await.unwrap();
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Act(Act),
    Undo,
    Redo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => act().prop_map(Deed::Act),
        2 => Just(Deed::Undo),
        1 => Just(Deed::Redo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_words_keep_up_with_whatever_is_done(deeds in proptest::collection::vec(deed(), 1..16)) {
        tokio::runtime::Runtime::new().unwrap().block_on(async {
            let (story, _) = Fixture::with("abcd").await;
            agrees(&story, "the start").await;
            for deed in deeds {
                let told = format!("{deed:?}");
                match deed {
                    Deed::Act(act) => drop(perform(&story, act).await),
                    Deed::Undo => take_back(&story).await,
                    // Refused where there is nothing to do again.
                    Deed::Redo => drop(story.redo().await),
                }
                agrees(&story, &told).await;
            }
        });
    }
}
