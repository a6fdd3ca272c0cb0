//! A verdict that finds nothing wrong proves nothing unless it finds what is.

use std::path::{Path, PathBuf};

use sqlx::{Connection, SqliteConnection};
use tempfile::TempDir;

use super::*;

const STEPS: usize = 40;

/// A library after some steps, closed.
struct Worked {
    home: TempDir,
    plan: Plan,
}

impl Worked {
    async fn on(seed: u64) -> Self {
        let home = TempDir::new().unwrap();
        let plan = Plan::draw(seed, STEPS);
        let library = Library::create(&home.path().join("library")).await.unwrap();
        for (step, expected) in plan.steps.iter().zip(&plan.answers) {
            let answer = step.run(&library).await.map_err(|error| error.code());
            assert_eq!(answer, *expected, "{step:?}");
        }
        library.close().await.unwrap();
        Self { home, plan }
    }

    /// A library with files in both folders, a deleted segment, and a copy that shares its files.
    async fn on_all_there_is() -> Self {
        let has_all = |seed: &u64| {
            let plan = Plan::draw(*seed, STEPS);
            let last = &plan.states[STEPS];
            let live: Vec<Content> = last
                .stories()
                .flat_map(|(_, story)| story.segments())
                .flat_map(|(_, segment)| segment.contents())
                .collect();
            let distinct: BTreeSet<Content> = live.iter().copied().collect();
            let shares = distinct.len() < live.len();
            let deletes = last.shelves().any(|(_, shelf)| !shelf.trash().is_empty());
            shares && deletes && !last.files().kept.is_empty()
        };
        Self::on((0..200).find(has_all).expect("some seed leads there")).await
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("library")
    }

    fn a_file_in(&self, place: &str) -> PathBuf {
        let mut files = std::fs::read_dir(self.folder().join(place)).unwrap();
        files
            .next()
            .expect("there are files in both folders")
            .unwrap()
            .path()
    }

    async fn tamper(&self, sql: &'static str) {
        let url = format!("sqlite://{}", self.folder().join("library.db").display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        let changed = sqlx::query(sql).execute(&mut connection).await.unwrap();
        assert!(changed.rows_affected() > 0, "nothing was tampered with: {sql}");
        connection.close().await.unwrap();
    }

    async fn verdict(&self, allowed: RangeInclusive<usize>, depth: Depth) -> Verdict {
        Judge::of(&self.plan).judge(&self.folder(), allowed, depth).await
    }

    async fn findings(&self) -> Vec<String> {
        self.verdict(STEPS..=STEPS, Depth::Look).await.findings
    }
}

#[tokio::test]
async fn the_core_does_what_the_reference_says_and_takes_all_of_it_back() {
    for seed in 0..4 {
        let worked = Worked::on(seed).await;
        let verdict = worked.verdict(STEPS..=STEPS, Depth::Walk).await;
        assert_eq!(verdict.findings, Vec::<String>::new(), "seed {seed}");
        assert_eq!(verdict.state, Some(STEPS));
    }
}

#[tokio::test]
async fn a_library_that_is_behind_is_found_behind() {
    let worked = Worked::on(1).await;
    let states = &worked.plan.states;
    let earlier = (0..STEPS)
        .rev()
        .find(|state| states[*state] != states[STEPS])
        .unwrap();
    assert!(
        !worked
            .verdict(earlier..=earlier, Depth::Look)
            .await
            .findings
            .is_empty()
    );
    let verdict = worked.verdict(earlier..=STEPS, Depth::Look).await;
    assert!(verdict.findings.is_empty() && verdict.state > Some(earlier));
}

#[tokio::test]
async fn a_lost_a_torn_and_a_strange_file_are_found() {
    for spoil in [
        (|file: &Path| std::fs::remove_file(file).unwrap()) as fn(&Path),
        |file| std::fs::write(file, b"torn").unwrap(),
        |file| std::fs::write(file.with_file_name("strange.png"), Content::Image(900).bytes()).unwrap(),
    ] {
        for place in ["media", "trash"] {
            let worked = Worked::on_all_there_is().await;
            spoil(&worked.a_file_in(place));
            assert!(!worked.findings().await.is_empty(), "in {place}");
        }
    }
}

#[tokio::test]
async fn lost_and_changed_rows_are_found() {
    for sql in [
        "UPDATE segment SET text = 'other' WHERE id = (SELECT max(id) FROM segment)",
        "UPDATE segment SET image_prompt = 'other' WHERE id = (SELECT max(id) FROM segment)",
        "UPDATE segment SET is_audio_stale = 1 - is_audio_stale WHERE audio_id IS NOT NULL",
        "UPDATE segment SET is_locked = 1 - is_locked WHERE id = (SELECT max(id) FROM segment)",
        "UPDATE segment SET sequence_index = sequence_index + 50 WHERE id = (SELECT max(id) FROM segment)",
        "UPDATE project SET title = 'other'",
        "DELETE FROM segment WHERE id = (SELECT max(id) FROM segment)",
        "DELETE FROM trash WHERE segment_id = (SELECT max(segment_id) FROM trash)",
        "DELETE FROM op WHERE id = (SELECT max(id) FROM op WHERE state = 'done' AND kind NOT IN ('undo', 'redo'))",
    ] {
        let worked = Worked::on_all_there_is().await;
        worked.tamper(sql).await;
        assert!(!worked.findings().await.is_empty(), "{sql}");
    }
}

#[tokio::test]
async fn a_walk_finds_a_spoilt_history() {
    let worked = Worked::on_all_there_is().await;
    worked
        .tamper(
            // Of the others the history tells which place they were at.
            "UPDATE op_row SET before = NULL
             WHERE before IS NOT NULL AND entity = 'segment'
                AND op_id IN (SELECT id FROM op WHERE kind NOT IN ('split_segment', 'merge_segments'))",
        )
        .await;
    assert_eq!(worked.findings().await, Vec::<String>::new());
    assert!(
        !worked
            .verdict(STEPS..=STEPS, Depth::Walk)
            .await
            .findings
            .is_empty()
    );
}

#[test]
fn a_touched_canary_is_found() {
    for touch in [
        (|folder| std::fs::remove_file(folder.join("1.png")).unwrap()) as fn(PathBuf),
        |folder| std::fs::write(folder.join("2.wav"), b"touched").unwrap(),
        |folder| std::fs::write(folder.join("new"), b"").unwrap(),
    ] {
        let home = TempDir::new().unwrap();
        let canary = Canary::plant(home.path()).unwrap();
        assert_eq!(canary.findings(), Vec::<String>::new());
        touch(home.path().to_owned());
        assert!(!canary.findings().is_empty());
    }
}
