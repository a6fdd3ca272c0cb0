//! Check: library and disk compared both ways, and nothing changed by looking.

use segue_core::model::Gap;
use segue_core::{CheckReport, ProjectGaps};

use crate::support::{Fixture, tree};

impl Fixture {
    async fn check(&self) -> CheckReport {
        self.library.check().await.unwrap()
    }
}

#[tokio::test]
async fn a_healthy_library_is_sound_whatever_was_done_to_it() {
    let (story, made) = Fixture::with_media("abcde").await;
    story.delete(&[made[0].id]).await.unwrap();
    story.ripple(&[made[1].id]).await.unwrap();
    story.erase(&[made[2].id]).await.unwrap();
    story.detach(made[3].id, true, true).await.unwrap();
    let report = story.check().await;
    assert!(report.sound, "{report:?}");
    let report = story.reopen().await.check().await;
    assert!(report.sound, "{report:?}");
}

#[tokio::test]
async fn gaps_are_told_and_are_no_fault() {
    let (story, ids) = Fixture::with("abc").await;
    story.delete(&ids[1..2]).await.unwrap();
    let report = story.check().await;
    let gaps = vec![Gap { index: 1, len: 1 }];
    assert_eq!(
        report.gaps,
        [ProjectGaps {
            project_id: story.project,
            gaps
        }]
    );
    assert!(report.sound);
}

#[tokio::test]
async fn a_file_without_a_row_is_an_orphan() {
    let (story, _) = Fixture::with_media("a").await;
    std::fs::write(story.path("media/stranger.png"), "mine").unwrap();
    std::fs::write(story.path("trash/stranger.png"), "mine").unwrap();
    let report = story.check().await;
    assert_eq!(report.orphans, ["media/stranger.png", "trash/stranger.png"]);
    assert!(!report.sound);
}

#[tokio::test]
async fn a_row_without_a_file_is_missing() {
    let (story, made) = Fixture::with_media("ab").await;
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    let report = story.check().await;
    assert_eq!(
        report.missing.iter().map(|file| &file.path).collect::<Vec<_>>(),
        [&made[0].image]
    );
    assert!(!report.sound);
}

#[tokio::test]
async fn a_file_in_the_trash_that_belongs_to_the_timeline_is_misplaced() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    std::fs::rename(
        story.path(&made[0].image),
        story.path(&format!("trash/{image}.png")),
    )
    .unwrap();
    let report = story.check().await;
    assert_eq!(
        report.misplaced.iter().map(|file| &file.path).collect::<Vec<_>>(),
        [&made[0].image]
    );
    assert!(!report.sound && report.orphans.is_empty());
}

#[tokio::test]
async fn a_hostile_path_is_refused() {
    let (story, made) = Fixture::with_media("ab").await;
    let sql = format!(
        "UPDATE media SET path = '../canary/outside.png' WHERE path = '{}'",
        made[0].image
    );
    let report = story.tampered(&sql).await.check().await;
    assert_eq!(
        report
            .refused
            .iter()
            .map(|file| file.path.as_str())
            .collect::<Vec<_>>(),
        ["../canary/outside.png"]
    );
    assert!(!report.sound);
}

#[tokio::test]
async fn a_file_that_waits_is_told_with_its_reason() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    std::fs::write(story.path(&format!("trash/{image}.png")), "somebody else's").unwrap();
    let files = story.delete(&[made[0].id]).await.unwrap().files;
    let report = story.check().await;
    assert_eq!(report.waiting, files.waiting);
    assert!(!report.sound);
}

#[tokio::test]
async fn looking_changes_nothing() {
    let (story, made) = Fixture::with_media("abc").await;
    story.delete(&[made[0].id]).await.unwrap();
    std::fs::write(story.path("media/stranger.png"), "mine").unwrap();
    std::fs::remove_file(story.path(&made[1].image)).unwrap();
    let story = story.reopen().await;
    let before = (story.everything().await, tree(&story.folder().join("backups")));
    story.check().await;
    assert_eq!(
        (story.everything().await, tree(&story.folder().join("backups"))),
        before
    );
}

#[tokio::test]
async fn what_a_receipt_told_once_is_not_told_for_ever() {
    let (story, made) = Fixture::with_media("abc").await;
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    let report = story.check().await;
    assert!(report.sound, "{report:?}");
}
