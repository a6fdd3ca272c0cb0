//! Changes that nobody sees the end of: dropped wherever they wait, or in a panic. Each is made or not, as a whole, and
//! the library goes on.

use std::future::poll_fn;
use std::path::Path;
use std::task::Poll;

use rstest::rstest;
use tempfile::TempDir;

use super::*;
use crate::model::{HistoryStep, Location, OpKind, OpState, ProjectId, Segment, SegmentId};
use crate::ops::{AttachMedia, DeleteMode, DeleteSegments, Undo};
use crate::sample;
use crate::transact::Txn;

const PROJECT: ProjectId = ProjectId(1);
/// Segments with a picture and a take each: most of them together have more files than are moved without a thread.
const SEGMENTS: usize = 6;

/// A library of the sample story's first segments, to be copied for each change that is left.
struct Original(TempDir);

impl Original {
    async fn make() -> Self {
        let home = TempDir::new().unwrap();
        let library = Library::create(&home.path().join("library")).await.unwrap();
        let mut import = sample::story().unwrap();
        import.story.segments.truncate(SEGMENTS);
        import.media.truncate(SEGMENTS);
        library.run(import).await.unwrap();
        library.close().await.unwrap();
        Self(home)
    }

    async fn copy(&self) -> (TempDir, Library) {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("library");
        copy_folder(&self.0.path().join("library"), &folder);
        let library = Library::open(&folder).await.unwrap();
        (home, library)
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn deleting(segments: &[Segment]) -> DeleteSegments {
    DeleteSegments {
        ids: segments.iter().map(|segment| segment.id).collect(),
        mode: DeleteMode::Lift,
        erase: false,
    }
}

async fn segments(library: &Library) -> Vec<Segment> {
    library.segments(PROJECT).await.unwrap()
}

async fn steps(library: &Library) -> Vec<HistoryStep> {
    let mut steps = library.history(PROJECT).await.unwrap().steps;
    steps.retain(|step| step.state == OpState::Done);
    steps
}

async fn require_sound(library: &Library, when: &str) {
    let report = library.check().await.unwrap();
    assert!(report.sound, "{when}: {report:?}");
}

/// When a change is dropped that has waited so often.
#[derive(Debug, Clone, Copy)]
enum Left {
    /// As soon as it waits: SQLite, or who moves files, is still at it.
    Waiting,
    /// Once it could go on.
    Answered,
}

/// Has a future wait so often and then drops it. Returns what it came to if that was before.
async fn left<T>(future: impl Future<Output = T>, left: Left, mut waits: usize) -> Option<T> {
    let mut future = Box::pin(future);
    poll_fn(move |context| {
        if matches!(left, Left::Answered) && waits == 0 {
            return Poll::Ready(None);
        }
        match future.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if waits == 0 => Poll::Ready(None),
            Poll::Pending => {
                waits -= 1;
                Poll::Pending
            }
        }
    })
    .await
}

/// Leaves a change at each point where it waits, and looks at what there is then. The last segment is for the next change.
async fn leave_at_each_point<O: Op>(change: impl Fn(&[Segment]) -> O, how: Left) {
    let original = Original::make().await;
    for waits in 0.. {
        let when = format!("{how:?} {waits}");
        let (_home, library) = original.copy().await;
        let (before, steps_before) = (segments(&library).await, steps(&library).await);
        let (last, others) = before.split_last().unwrap();
        let (changing, work) = (change(others), Work::unwatched());
        let ended = left(transact(&library.inner, changing, &work), how, waits).await;
        // What looks at the library in between has nothing to go on with.
        library.check().await.unwrap();

        let deleted = library.run(deleting(std::slice::from_ref(last))).await;
        let deleted = deleted.unwrap_or_else(|error| panic!("{when}: the next delete failed: {error}"));
        assert_eq!(deleted.files.cleared, 2, "{when}: {deleted:?}");
        require_sound(&library, &when).await;
        let made = steps(&library).await.len() - steps_before.len();
        assert!(
            made == 2 || (made == 1 && ended.is_none()),
            "{when}: {made} steps were made"
        );
        assert_eq!(
            segments(&library).await != others,
            made == 2,
            "{when}: what changed and what history says are two things"
        );

        for _ in 0..made {
            let undo = Undo { project_id: PROJECT };
            library
                .run(undo)
                .await
                .unwrap_or_else(|error| panic!("{when}: {error}"));
        }
        assert_eq!(segments(&library).await, before, "{when}: taken back");
        require_sound(&library, &when).await;
        library.close().await.unwrap();
        if let Some(ended) = ended {
            ended.unwrap();
            assert!(waits > 3, "it waits for SQLite more often than that");
            return;
        }
    }
}

#[rstest]
#[case(Left::Waiting)]
#[case(Left::Answered)]
#[tokio::test]
async fn a_delete_that_is_left_is_made_or_not(#[case] how: Left) {
    leave_at_each_point(|segments| deleting(&segments[..1]), how).await;
}

#[rstest]
#[case(Left::Waiting)]
#[case(Left::Answered)]
#[tokio::test]
async fn a_delete_of_many_that_is_left_is_made_or_not(#[case] how: Left) {
    leave_at_each_point(deleting, how).await;
}

#[rstest]
#[case(Left::Waiting)]
#[case(Left::Answered)]
#[tokio::test]
async fn a_file_that_comes_in_as_its_change_is_left_comes_in_or_not(#[case] how: Left) {
    let image = || sample::story().unwrap().media.pop().unwrap().image;
    let attaching = |segments: &[Segment]| AttachMedia {
        segment_id: segments[0].id,
        image: image(),
        audio: None,
    };
    leave_at_each_point(attaching, how).await;
}

/// A verb that panics after it has deleted segments.
#[derive(Debug, Clone)]
struct Panic(Vec<SegmentId>);

impl Op for Panic {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::DeleteSegments
    }

    fn segments(&self) -> &[SegmentId] {
        &self.0
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<()> {
        txn.require_segments()?;
        txn.trash_segments(&self.0, &[]).await?;
        panic!("this is what the test is about");
    }
}

#[tokio::test]
async fn a_verb_that_panics_has_changed_nothing_and_the_next_one_goes_through() {
    let (_home, library) = Original::make().await.copy().await;
    let before = segments(&library).await;
    let (last, others) = before.split_last().unwrap();
    let panicked = library.run(Panic(vec![others[0].id])).await;
    assert!(panicked.is_err(), "it has no outcome");
    require_sound(&library, "after the panic").await;
    assert_eq!(segments(&library).await, before);
    library.run(deleting(std::slice::from_ref(last))).await.unwrap();
    assert_eq!(segments(&library).await, others);
    require_sound(&library, "after the delete").await;
    library.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::await_holding_lock, reason = "the others are to wait for it")]
async fn a_delete_moves_its_files_when_nobody_else_moves_any() {
    let (_home, library) = Original::make().await.copy().await;
    let before = segments(&library).await;
    let store = Arc::clone(&library.inner.store);
    let files = || {
        let mut names = store.list(Location::Media).unwrap();
        names.sort_unstable();
        names
    };
    let files_before = files();

    let moving = store.begin_to_move();
    let (inner, deleting) = (Arc::clone(&library.inner), deleting(&before[..1]));
    let deleted = tokio::spawn(async move { transact(&inner, deleting, &Work::unwatched()).await });
    while segments(&library).await == before {
        tokio::task::yield_now().await;
    }
    // Its row is gone for good; so much is read that its files would be, too.
    steps(&library).await;
    assert_eq!(files(), files_before);
    drop(moving);

    deleted.await.unwrap().unwrap();
    assert_eq!(files().len(), files_before.len() - 2);
    require_sound(&library, "after the delete").await;
    library.close().await.unwrap();
}
