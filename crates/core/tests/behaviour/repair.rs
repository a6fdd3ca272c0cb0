//! Repair: what check found is put right, never by deleting a file, and each repair can be taken back or is final.

use segue_core::ops::{RestoreSegments, Undo};
use segue_core::{Repair, RepairReceipt};

use crate::support::{Fixture, png, wav};

/// The project that found files go to.
const FOUND: &str = "Found files";

fn trash_found() -> Repair {
    let title = FOUND.to_owned();
    Repair::TrashFound { title }
}

impl Fixture {
    async fn repair(&self, repair: Repair) -> RepairReceipt {
        self.library.repair(repair).await.unwrap()
    }

    async fn is_sound(&self) -> bool {
        let report = self.library.check().await.unwrap();
        assert!(report.sound, "{report:?}");
        report.sound
    }
}

#[tokio::test]
async fn a_file_in_the_wrong_folder_is_moved_to_where_it_belongs() {
    let (story, made) = Fixture::with_media("ab").await;
    let image = story.segment(made[0].id).await.image.unwrap().id;
    let bytes = std::fs::read(story.path(&made[0].image)).unwrap();
    std::fs::rename(
        story.path(&made[0].image),
        story.path(&format!("trash/{image}.png")),
    )
    .unwrap();
    let receipt = story.repair(Repair::Misplaced).await;
    assert_eq!((receipt.repaired, receipt.undo_in), (1, None));
    assert_eq!(std::fs::read(story.path(&made[0].image)).unwrap(), bytes);
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn a_file_that_was_missed_and_is_back_belongs_to_its_segment_again() {
    let (story, made) = Fixture::with_media("ab").await;
    let (image, aside) = (story.path(&made[0].image), story.original("aside.png"));
    std::fs::rename(&image, &aside).unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    story
        .library
        .run(Undo {
            project_id: story.project,
        })
        .await
        .unwrap();
    let story = story.reopen().await;
    assert!(story.segment(made[0].id).await.image.unwrap().missing);
    std::fs::rename(&aside, &image).unwrap();
    assert!(!story.library.check().await.unwrap().sound);
    assert_eq!(story.repair(Repair::Misplaced).await.repaired, 1);
    assert!(!story.segment(made[0].id).await.image.unwrap().missing);
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn found_files_go_to_the_trash_from_where_they_can_be_restored() {
    let (story, _) = Fixture::with_media("a").await;
    let picture = std::fs::read(png(&story.path("media/stranger.png"), 7)).unwrap();
    // No name for a row. Windows does not let it be written at all.
    let name = if cfg!(windows) { "take.wav" } else { "con.wav" };
    let take = std::fs::read(wav(&story.path("trash").join(name), 120)).unwrap();
    let receipt = story.repair(trash_found()).await;
    let found = receipt.undo_in.unwrap();
    assert_eq!((receipt.repaired, receipt.left.len()), (2, 0));
    assert_eq!(story.library.project(found).await.unwrap().title, FOUND);
    assert!(story.is_sound().await);
    assert_eq!(story.in_trash().len(), 2);
    let trashed = story.library.trash(found).await.unwrap();
    let ids = trashed.iter().map(|segment| segment.id).collect();
    story.library.run(RestoreSegments { ids }).await.unwrap();
    let segments = story.library.segments(found).await.unwrap();
    let names: Vec<&str> = segments.iter().map(|segment| segment.text.as_str()).collect();
    assert_eq!(names, ["stranger.png", name]);
    let image = segments[0].image.as_ref().unwrap();
    let audio = segments[1].audio.as_ref().unwrap();
    assert_eq!(std::fs::read(story.path(&image.path)).unwrap(), picture);
    assert_eq!(std::fs::read(story.path(&audio.path)).unwrap(), take);
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn trashing_found_files_can_be_taken_back() {
    let (story, _) = Fixture::with_media("a").await;
    png(&story.path("media/stranger.png"), 7);
    let project_id = story.repair(trash_found()).await.undo_in.unwrap();
    story.library.run(Undo { project_id }).await.unwrap();
    assert_eq!(story.timeline_of(project_id).await, "stranger.png0");
    assert_eq!(story.in_trash(), Vec::<String>::new());
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn found_files_join_those_found_before_and_others_by_another_title() {
    let (story, _) = Fixture::with_media("a").await;
    let mut places = Vec::new();
    for (byte, title) in [(7, FOUND), (8, FOUND), (9, "Gefundene Dateien")] {
        png(&story.path("media/stranger.png"), byte);
        let title = title.to_owned();
        places.push(story.repair(Repair::TrashFound { title }).await.undo_in.unwrap());
    }
    assert_eq!(places[0], places[1], "the same title is the same project");
    assert_ne!(places[0], places[2], "another language has another title");
    assert_eq!(story.library.trash(places[0]).await.unwrap().len(), 2);
}

#[tokio::test]
async fn found_files_can_be_adopted_as_segments_and_that_taken_back() {
    let (story, _) = Fixture::with_media("a").await;
    png(&story.path("media/stranger.png"), 7);
    let adopt = Repair::AdoptFound {
        project_id: story.project,
    };
    let receipt = story.repair(adopt).await;
    assert_eq!((receipt.repaired, receipt.undo_in), (1, Some(story.project)));
    assert_eq!(story.timeline().await, "a0 stranger.png1");
    assert!(story.is_sound().await);
    let undo = Undo {
        project_id: story.project,
    };
    story.library.run(undo).await.unwrap();
    assert_eq!(story.timeline().await, "a0");
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 1));
}

#[tokio::test]
async fn what_is_neither_picture_nor_sound_stays_and_is_named() {
    let (story, _) = Fixture::with_media("a").await;
    std::fs::write(story.path("media/notes.txt"), "mine").unwrap();
    let receipt = story.repair(trash_found()).await;
    assert_eq!(
        (receipt.repaired, receipt.left),
        (0, vec!["media/notes.txt".to_owned()])
    );
    assert_eq!(std::fs::read(story.path("media/notes.txt")).unwrap(), b"mine");
}

#[tokio::test]
async fn what_a_system_leaves_in_folders_is_no_finding() {
    let (story, _) = Fixture::with_media("a").await;
    for name in [".DS_Store", "Thumbs.db", "desktop.ini"] {
        std::fs::write(story.path(&format!("media/{name}")), "").unwrap();
    }
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn a_row_that_nothing_refers_to_goes_to_the_trash_with_its_file() {
    let (story, made) = Fixture::with_media("ab").await;
    let id = made[0].id;
    let story = story
        .tampered(&format!("UPDATE segment SET image_id = NULL WHERE id = {id}"))
        .await;
    let report = story.library.check().await.unwrap();
    assert_eq!(report.unreferenced[0].path, made[0].image);
    assert!(!report.sound);
    let receipt = story.repair(trash_found()).await;
    assert_eq!(receipt.repaired, 1);
    assert!(!story.path(&made[0].image).exists());
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn segments_before_the_first_place_move_behind_it_and_gaps_stay() {
    let (story, ids) = Fixture::with("abcd").await;
    story.delete(&ids[1..2]).await.unwrap();
    let sql = format!("UPDATE segment SET sequence_index = -2 WHERE id = {}", ids[0]);
    let story = story.tampered(&sql).await;
    assert_eq!(story.library.check().await.unwrap().negative_indexes, 1);
    assert_eq!(story.repair(Repair::Order).await.repaired, 1);
    assert_eq!(story.timeline().await, "a0 c4 d5");
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn a_segment_that_is_in_the_timeline_leaves_the_trash() {
    let (story, ids) = Fixture::with("ab").await;
    let sql = format!(
        "INSERT INTO trash SELECT id, project_id, 1, 0, NULL, sequence_index, 'old', '', NULL, NULL, 0, 0, 0, 0
         FROM segment WHERE id = {}",
        ids[0]
    );
    let story = story.tampered(&sql).await;
    assert_eq!(story.library.check().await.unwrap().trash_drift, ids[..1]);
    assert_eq!(story.repair(Repair::TrashDrift).await.repaired, 1);
    assert_eq!(story.timeline().await, "a0 b1");
    assert!(story.is_sound().await);
}

#[tokio::test]
async fn a_schema_that_is_not_ours_is_told() {
    let (story, _) = Fixture::with("ab").await;
    let sql = "CREATE TABLE stranger (a); DROP INDEX segment_image";
    let report = story.tampered(sql).await.library.check().await.unwrap();
    assert_eq!(
        report.foreign,
        [
            "“segment_image” is not as Segue made it",
            "“stranger” is not Segue's"
        ]
    );
    assert!(!report.sound);
}

#[tokio::test]
async fn everything_is_repaired_at_once() {
    let (story, made) = Fixture::with_media("ab").await;
    png(&story.path("media/stranger.png"), 7);
    let image = story.segment(made[0].id).await.image.unwrap().id;
    std::fs::rename(
        story.path(&made[0].image),
        story.path(&format!("trash/{image}.png")),
    )
    .unwrap();
    let done = story.library.repair_all(FOUND).await.unwrap();
    let kinds: Vec<Repair> = done.into_iter().map(|(repair, _)| repair).collect();
    assert_eq!(kinds, [Repair::Misplaced, trash_found()]);
    assert!(story.is_sound().await);
    assert_eq!(story.library.repair_all(FOUND).await.unwrap(), []);
}
