//! Long work: it tells how far it is, and cancelled before its commit it has changed nothing.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use proptest::prelude::*;
use segue_core::format::{Story, StorySegment};
use segue_core::ops::{
    DeleteMode, DeleteSegments, ImportStory, Op, PurgeSegments, RestoreSegments, StoryMedia, Undo,
};
use segue_core::{ErrorCode, Library, Progress, Repair, Result, Stage, Work};

use crate::support::{Fixture, peek, png, refusal, refused, source, tree, wav};

/// Work that is cancelled at the first word that is the one.
fn cancelled_when(is_it: impl Fn(Progress) -> bool + Send + Sync + 'static) -> Work {
    let own = Arc::new(OnceLock::<Work>::new());
    let work = Work::watched({
        let own = Arc::clone(&own);
        move |progress| {
            if is_it(progress) {
                own.get().unwrap().cancel();
            }
        }
    });
    own.set(work.clone()).unwrap();
    work
}

/// Work that is cancelled at its nth word, from 0.
pub(crate) fn cancelled_at(nth: usize) -> Work {
    let told = AtomicUsize::new(0);
    cancelled_when(move |_| told.fetch_add(1, Ordering::SeqCst) == nth)
}

/// Work, and all that it tells.
fn heard() -> (Work, Arc<Mutex<Vec<Progress>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let work = Work::watched({
        let heard = Arc::clone(&heard);
        move |progress| heard.lock().unwrap().push(progress)
    });
    (work, heard)
}

fn stages(heard: &Mutex<Vec<Progress>>) -> BTreeSet<String> {
    let heard = heard.lock().unwrap();
    heard
        .iter()
        .map(|progress| format!("{:?} {}", progress.stage, progress.can_cancel))
        .collect()
}

impl Fixture {
    /// A story of so many segments, each with an image and a take, to be brought in.
    fn story_with_media(&self, segments: u8) -> ImportStory {
        let texts = (0..segments).map(|nth| StorySegment {
            text: format!("line {nth}"),
            image_prompt: String::new(),
            ..StorySegment::default()
        });
        let media = (0..segments).map(|nth| StoryMedia {
            image: source(&png(&self.original(&format!("new {nth}.png")), nth)),
            audio: source(&wav(
                &self.original(&format!("new {nth}.wav")),
                100 + u32::from(nth),
            )),
        });
        ImportStory {
            story: Story {
                title: Some("Fable".to_owned()),
                segments: texts.collect(),
            },
            title: None,
            media: media.collect(),
        }
    }

    /// Everything, once the moves made so far are recorded, and what is on its way in.
    async fn all(&self) -> impl PartialEq + std::fmt::Debug + use<> {
        self.library.check().await.unwrap();
        (self.everything().await, tree(&self.path("cache/incoming")))
    }

    /// Runs a verb that is cancelled, and makes sure that it left no trace and that the same verb can be run then.
    async fn is_cancelled<O: Op>(&self, verb: O, work: &Work) {
        let before = self.all().await;
        let refusal = refusal(self.library.watched(work).run(verb).await);
        assert_eq!(refusal.code(), ErrorCode::Cancelled, "{refusal}");
        assert!(self.all().await == before, "a cancelled change is no change");
    }
}

#[tokio::test]
async fn an_import_tells_its_files_and_when_it_is_too_late_to_cancel() {
    let fixture = Fixture::empty().await;
    let (work, heard) = heard();
    let import = fixture.story_with_media(2);
    fixture.library.watched(&work).run(import).await.unwrap();
    let copying: Vec<(i64, i64)> = heard
        .lock()
        .unwrap()
        .iter()
        .filter(|progress| progress.stage == Stage::CopyingFiles)
        .map(|progress| (progress.done, progress.total))
        .collect();
    assert_eq!(copying, [(0, 4), (1, 4), (2, 4), (3, 4)]);
    assert!(!work.cancel(), "it is done");
}

#[tokio::test]
async fn a_purge_tells_the_files_that_it_unlinks() {
    let (story, made) = Fixture::with_media("ab").await;
    story.delete(&[made[0].id]).await.unwrap();
    let (work, heard) = heard();
    let ids = vec![made[0].id];
    story
        .library
        .watched(&work)
        .run(PurgeSegments { ids })
        .await
        .unwrap();
    assert_eq!(
        stages(&heard).into_iter().collect::<Vec<_>>(),
        ["ErasingFiles false", "Saving true", "Waiting true"]
    );
}

#[tokio::test]
async fn an_import_is_cancelled_at_any_word_before_it_is_saved() {
    let fixture = Fixture::empty().await;
    let (work, heard) = heard();
    let whole = fixture
        .library
        .watched(&work)
        .run(fixture.story_with_media(3))
        .await;
    let words = heard
        .lock()
        .unwrap()
        .iter()
        .filter(|told| told.can_cancel)
        .count();
    assert!(words >= 6 + 2, "a word for each file and for each stage");
    let project_id = whole.unwrap().value;
    fixture.library.run(Undo { project_id }).await.unwrap();
    for nth in 0..words {
        let import = fixture.story_with_media(3);
        fixture.is_cancelled(import, &cancelled_at(nth)).await;
    }
    let import = fixture.story_with_media(3);
    let project = fixture.library.run(import).await.unwrap().value;
    assert_eq!(fixture.timeline_of(project).await, "line 00 line 11 line 22");
}

#[tokio::test]
async fn what_waits_for_the_database_is_cancelled_at_once() {
    let (story, made) = Fixture::with_media("ab").await;
    story.delete(&[made[0].id]).await.unwrap();
    story.library.check().await.unwrap();
    let mut other = peek::write_lock(&story.folder()).await;
    let (work, heard) = heard();
    let ids = vec![made[0].id];
    let purge = story
        .library
        .watched(&work)
        .run(PurgeSegments { ids: ids.clone() });
    let cancel = async {
        while heard.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
        work.cancel()
    };
    let (purged, in_time) = tokio::join!(purge, cancel);
    assert_eq!((refused(purged), in_time), (ErrorCode::Cancelled, true));
    // Only now: the purge did not wait for this.
    peek::unlock(&mut other).await;
    assert_eq!(story.in_trash().len(), 2);
    story.library.run(PurgeSegments { ids }).await.unwrap();
    assert_eq!(story.in_trash().len(), 0);
}

#[tokio::test]
async fn a_cancel_after_the_commit_comes_too_late_and_the_files_go_where_they_belong() {
    let (story, made) = Fixture::with_media("abc").await;
    let work = cancelled_when(|progress| progress.stage == Stage::MovingFiles);
    let request = DeleteSegments {
        ids: vec![made[0].id, made[2].id],
        mode: DeleteMode::Lift,
        erase: false,
    };
    let outcome = story.library.watched(&work).run(request).await.unwrap();
    assert_eq!((outcome.files.cleared, work.is_cancelled()), (4, false));
    assert_eq!((story.in_media().len(), story.in_trash().len()), (2, 4));
}

#[tokio::test]
async fn a_long_statement_is_interrupted_and_the_next_change_goes_through() {
    let (story, made) = Fixture::with_media("a").await;
    let import = ImportStory {
        story: Story {
            title: None,
            segments: vec![
                StorySegment {
                    text: "line".to_owned(),
                    image_prompt: String::new(),
                    ..StorySegment::default()
                };
                60_000
            ],
        },
        title: None,
        media: Vec::new(),
    };
    story
        .is_cancelled(
            import,
            &cancelled_when(|progress| progress.stage == Stage::Saving),
        )
        .await;
    story.delete(&[made[0].id]).await.unwrap();
    assert_eq!(story.in_trash().len(), 2);
}

#[tokio::test]
async fn a_check_is_cancelled_at_any_word() {
    let (story, _) = Fixture::with_media("abc").await;
    let (work, heard) = heard();
    story.library.watched(&work).check().await.unwrap();
    let words = heard.lock().unwrap().len();
    assert!(words > 6, "a word for each file, and one for the database");
    for nth in 0..words {
        let work = cancelled_at(nth);
        assert_eq!(
            refused(story.library.watched(&work).check().await),
            ErrorCode::Cancelled
        );
    }
    assert!(story.library.check().await.unwrap().sound);
}

#[tokio::test]
async fn a_cancelled_repair_leaves_found_files_as_they_were_found() {
    let (story, _) = Fixture::with_media("a").await;
    for name in ["stray one.png", "stray two.png"] {
        png(&story.path("media").join(name), 9);
    }
    let project_id = story.project;
    let repair = Repair::AdoptFound { project_id };
    let (work, heard) = heard();
    let before = story.all().await;
    for nth in 0.. {
        let work = cancelled_at(nth);
        match story.library.watched(&work).repair(repair.clone()).await {
            Err(error) => assert_eq!(error.code(), ErrorCode::Cancelled),
            Ok(receipt) => {
                assert_eq!(receipt.repaired, 2);
                break;
            }
        }
        assert!(story.all().await == before, "cancelled at word {nth}");
    }
    story.library.watched(&work).check().await.unwrap();
    assert!(!stages(&heard).is_empty());
    assert_eq!(story.timeline().await, "a0 stray one.png1 stray two.png2");
}

#[tokio::test]
async fn a_cancelled_rescue_takes_its_folder_away() {
    let (story, _) = Fixture::with_media("abc").await;
    let target = tempfile::tempdir().unwrap();
    let before = story.all().await;
    for nth in [0, 1, 3] {
        let work = cancelled_at(nth);
        let saved = story.library.watched(&work).save_readable(target.path()).await;
        assert_eq!(refused(saved), ErrorCode::Cancelled);
        assert_eq!(tree(target.path()).len(), 0);
    }
    let saved = story.library.save_readable(target.path()).await.unwrap();
    assert_eq!((saved.segments, saved.files), (3, 6));
    assert!(story.all().await == before);
}

#[tokio::test]
async fn a_cancelled_restore_leaves_the_library_as_it_was() {
    let (story, _) = Fixture::with_media("a").await;
    let backup = story.library.back_up().await.unwrap();
    story.add("b").await;
    let folder = story.folder();
    let _root = story.closed().await;
    let kept = (tree(&folder.join("media")), tree(&folder.join("backups")));
    let restored = Library::restore_backup(&folder, &backup.name, &cancelled_at(0)).await;
    assert_eq!(refused(restored), ErrorCode::Cancelled);
    assert_eq!(kept, (tree(&folder.join("media")), tree(&folder.join("backups"))));
    let library = Library::open(&folder).await.unwrap();
    let project = library.projects().await.unwrap()[0].id;
    assert_eq!(library.segments(project).await.unwrap().len(), 2);
    library.close().await.unwrap();
}

/// What is done to a story of four segments, of which the first two are deleted.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Import,
    Delete,
    Restore,
    Purge,
    Undo,
}

impl Fixture {
    /// Does it. Says whether it was done.
    async fn does(&self, deed: Deed, deleted: &[segue_core::model::SegmentId], work: &Work) -> Result<()> {
        let watched = self.library.watched(work);
        let ids = deleted.to_vec();
        match deed {
            Deed::Import => watched.run(self.story_with_media(2)).await.map(drop),
            Deed::Delete => {
                let ids = self.live().await;
                let mode = DeleteMode::Ripple;
                let erase = false;
                let request = DeleteSegments { ids, mode, erase };
                watched.run(request).await.map(drop)
            }
            Deed::Restore => watched.run(RestoreSegments { ids }).await.map(drop),
            Deed::Purge => watched.run(PurgeSegments { ids }).await.map(drop),
            Deed::Undo => {
                let project_id = self.project;
                watched.run(Undo { project_id }).await.map(drop)
            }
        }
    }

    async fn live(&self) -> Vec<segue_core::model::SegmentId> {
        let segments = self.library.segments(self.project).await.unwrap();
        segments.iter().map(|segment| segment.id).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn cancelled_at_a_random_word_a_change_is_whole_or_none(
        deed in prop::sample::select(vec![Deed::Import, Deed::Delete, Deed::Restore, Deed::Purge, Deed::Undo]),
        nth in 0_usize..16,
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let (story, made) = Fixture::with_media("abcd").await;
            let deleted = [made[0].id, made[1].id];
            story.delete(&deleted).await.unwrap();
            let before = story.all().await;
            let work = cancelled_at(nth);
            match story.does(deed, &deleted, &work).await {
                Err(error) => {
                    assert_eq!(error.code(), ErrorCode::Cancelled);
                    assert!(story.all().await == before, "{deed:?} cancelled at word {nth} left a trace");
                }
                Ok(()) => assert!(!work.is_cancelled() && story.all().await != before),
            }
            assert!(story.library.check().await.unwrap().sound);
            // Once more, for the one that was cancelled may have left something in its way.
            if work.is_cancelled() {
                story.does(deed, &deleted, &Work::unwatched()).await.unwrap();
            }
            let story = story.reopen().await;
            assert!(story.library.check().await.unwrap().sound);
        });
    }
}
