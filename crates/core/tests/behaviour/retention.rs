//! How long the trash keeps: by age, by size, never; and what else a library lets go by itself.

use segue_core::model::{Retention, SegmentId};
use segue_core::ops::{CloseGaps, RestoreSegments, Undo};

use crate::support::{Fixture, png};

const KEEP_ALL: Retention = Retention {
    days: None,
    max_bytes: None,
    recycles: false,
};
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Fixture {
    async fn trashed(&self) -> Vec<SegmentId> {
        let trash = self.library.trash(self.project).await.unwrap();
        trash.iter().map(|item| item.id).collect()
    }

    /// Makes deletions look as old as so many days.
    async fn aged(self, ids: &[SegmentId], days: i64) -> Self {
        let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
        let sql = format!(
            "UPDATE trash SET deleted_at = deleted_at - {} WHERE segment_id IN ({})",
            days * DAY_MS,
            ids.join(", ")
        );
        self.tampered(&sql).await
    }
}

#[tokio::test]
async fn a_new_library_keeps_the_trash_for_thirty_days_up_to_five_gigabytes() {
    let story = Fixture::empty().await;
    let rule = Retention {
        days: Some(30),
        max_bytes: Some(5_000_000_000),
        recycles: false,
    };
    assert_eq!(story.library.retention().await.unwrap(), rule);
}

#[tokio::test]
async fn at_open_what_is_too_old_goes_and_the_rest_stays() {
    let (story, made) = Fixture::with_media("abc").await;
    story.delete(&[made[0].id]).await.unwrap();
    story.delete(&[made[1].id]).await.unwrap();
    let story = story.aged(&[made[0].id], 31).await;
    assert_eq!(story.trashed().await, [made[1].id]);
    assert_eq!((story.in_trash().len(), story.in_media().len()), (2, 2));
    assert!(story.library.check().await.unwrap().sound);
    let undo = Undo {
        project_id: story.project,
    };
    story.library.run(undo).await.unwrap();
    assert_eq!(story.timeline().await, "b1 c2");
}

#[tokio::test]
async fn a_locked_segment_is_never_purged_by_a_rule() {
    let (story, made) = Fixture::with_media("ab").await;
    story.lock(made[0].id).await;
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.aged(&[made[0].id], 1000).await;
    assert_eq!(story.trashed().await, [made[0].id]);
    let rule = Retention {
        max_bytes: Some(0),
        ..KEEP_ALL
    };
    assert_eq!(story.library.set_retention(rule).await.unwrap().segments, 0);
    assert_eq!(story.in_trash().len(), 2);
}

#[tokio::test]
async fn without_limits_nothing_goes() {
    let (story, made) = Fixture::with_media("ab").await;
    story.library.set_retention(KEEP_ALL).await.unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    let story = story.aged(&[made[0].id], 1000).await;
    assert_eq!(story.trashed().await, [made[0].id]);
    assert_eq!(story.library.retention().await.unwrap(), KEEP_ALL);
}

#[tokio::test]
async fn over_the_cap_the_oldest_go_and_the_bytes_are_told() {
    let (story, made) = Fixture::with_media("abc").await;
    for segment in &made {
        story.delete(&[segment.id]).await.unwrap();
    }
    let before = story.library.status().await.unwrap().trash_bytes;
    let newest = story.library.trash(story.project).await.unwrap()[0].bytes;
    let rule = Retention {
        max_bytes: Some(newest),
        ..KEEP_ALL
    };
    let receipt = story.library.set_retention(rule).await.unwrap();
    assert_eq!((receipt.segments, receipt.bytes), (2, before - newest));
    assert_eq!(story.trashed().await, [made[2].id]);
    assert_eq!(story.library.status().await.unwrap().trash_bytes, newest);
}

#[tokio::test]
async fn a_cap_below_zero_is_refused() {
    let story = Fixture::empty().await;
    let rule = Retention {
        max_bytes: Some(-1),
        ..KEEP_ALL
    };
    assert!(story.library.set_retention(rule).await.is_err());
}

#[tokio::test]
async fn sizes_add_up_to_what_the_disk_holds() {
    let (story, made) = Fixture::with_media("abc").await;
    let newer = png(&story.original("newer.png"), 9);
    story.attach_image(made[0].id, &newer).await.unwrap();
    story.delete(&[made[1].id]).await.unwrap();
    let status = story.library.status().await.unwrap();
    let on_disk = |names: Vec<String>, folder: &str| -> i64 {
        let size = |name: &String| story.path(&format!("{folder}/{name}")).metadata().unwrap().len();
        names.iter().map(size).sum::<u64>().try_into().unwrap()
    };
    assert_eq!(status.media_bytes, on_disk(story.in_media(), "media"));
    assert_eq!(status.trash_bytes, on_disk(story.in_trash(), "trash"));
    let listed: i64 = story
        .library
        .trash(story.project)
        .await
        .unwrap()
        .iter()
        .map(|item| item.bytes)
        .sum();
    assert_eq!(status.trash_bytes, listed + status.history_bytes);
    assert!(status.history_bytes > 0);
}

#[tokio::test]
async fn purging_a_segment_takes_its_earlier_takes_along() {
    let (story, made) = Fixture::with_media("ab").await;
    let newer = png(&story.original("newer.png"), 9);
    story.attach_image(made[0].id, &newer).await.unwrap();
    story.delete(&[made[0].id]).await.unwrap();
    assert_eq!(story.in_trash().len(), 3);
    let ids = vec![made[0].id];
    story
        .library
        .run(segue_core::ops::PurgeSegments { ids })
        .await
        .unwrap();
    assert_eq!(story.in_trash(), Vec::<String>::new());
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_take_that_nothing_can_bring_back_any_more_goes_by_the_rule() {
    let (story, made) = Fixture::with_media("ab").await;
    let newer = png(&story.original("newer.png"), 9);
    story.attach_image(made[0].id, &newer).await.unwrap();
    let undo = Undo {
        project_id: story.project,
    };
    story.library.run(undo).await.unwrap();
    // Another change closes the road forward, and with it the last way to the newer picture.
    story.delete(&[made[1].id]).await.unwrap();
    let leftovers = story.library.check().await.unwrap().leftovers;
    assert_eq!(leftovers[0].name, "newer.png");
    let story = story.reopen().await;
    assert_eq!(story.library.check().await.unwrap().leftovers, []);
    assert_eq!(story.in_trash().len(), 2);
    let undo = Undo {
        project_id: story.project,
    };
    story.library.run(undo).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1");
}

#[tokio::test]
async fn two_thousand_steps_are_kept_and_what_only_older_ones_could_bring_back_goes() {
    let (story, made) = Fixture::with_media("ab").await;
    let newer = png(&story.original("newer.png"), 9);
    story.attach_image(made[0].id, &newer).await.unwrap();
    story.delete(&[made[1].id]).await.unwrap();
    // As many steps as it takes, written behind the library's back: shifts of nothing, as closing gaps leaves them.
    let sql = format!(
        "WITH RECURSIVE step (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < 2000)
         INSERT INTO op (project_id, kind, segments, state, created_at)
         SELECT {}, 'close_gaps', 1, 'done', 0 FROM step;
         INSERT INTO op_shift SELECT id, 5000, 6000, 1 FROM op WHERE kind = 'close_gaps'",
        story.project
    );
    let story = story.tampered(&sql).await;
    assert_eq!(
        story.library.history(story.project).await.unwrap().steps.len(),
        2000
    );
    assert_eq!(
        story.in_trash().len(),
        2,
        "the earlier picture goes, the deleted segment stays"
    );
    for _ in 0..1000 {
        let project_id = story.project;
        story.library.run(Undo { project_id }).await.unwrap();
    }
    let ids = vec![made[1].id];
    story.library.run(RestoreSegments { ids }).await.unwrap();
    assert_eq!(story.timeline().await, "a0 b1");
    let project_id = story.project;
    story
        .library
        .run(CloseGaps {
            project_id,
            gap: None,
        })
        .await
        .unwrap();
    assert!(story.library.check().await.unwrap().sound);
}
