//! A library in a temporary folder, with all that a test needs to fill it, spoil it and look behind it.

mod disk;
mod files;
pub(crate) mod peek;
mod system;

use std::path::{Path, PathBuf};

use segue_core::model::{Outcome, ProjectId, Segment, SegmentId};
use segue_core::ops::{
    AddSegment, AttachMedia, CreateProject, DeleteMode, DeleteReceipt, DeleteSegments, DetachMedia,
    EditSegment,
};
use segue_core::{Error, ErrorCode, Library, Result};
use tempfile::TempDir;

pub(crate) use self::disk::{Tree, tree};
pub(crate) use self::files::{gif_bomb, png, source, sparse, wav};
pub(crate) use self::system::{Mount, mount_tmpfs, remount_read_only, set_immutable, skip};

/// A library with one project, and beside it a folder of originals and a folder that nothing may ever touch.
pub(crate) struct Fixture {
    pub(crate) root: TempDir,
    /// The library, open.
    pub(crate) library: Library,
    /// Its project, "Story".
    pub(crate) project: ProjectId,
}

/// A segment as it was made, with the files that it was made from.
pub(crate) struct Made {
    pub(crate) id: SegmentId,
    /// Stored path of the image, relative to the library.
    pub(crate) image: String,
    /// Stored path of the take.
    pub(crate) audio: String,
}

impl Fixture {
    /// A library with an empty project.
    pub(crate) async fn empty() -> Self {
        Self::beneath(TempDir::new().unwrap()).await
    }

    /// The same in a folder that was made before, such as a mounted one.
    pub(crate) async fn beneath(root: TempDir) -> Self {
        std::fs::create_dir(root.path().join("originals")).unwrap();
        std::fs::create_dir(root.path().join("canary")).unwrap();
        png(&root.path().join("canary/outside.png"), 200);
        let library = Library::create(&root.path().join("library")).await.unwrap();
        let project = library
            .run(CreateProject {
                title: "Story".to_owned(),
            })
            .await
            .unwrap()
            .value;
        Self {
            root,
            library,
            project,
        }
    }

    /// A library whose project holds a segment a letter, without media: `abc` stand at 0, 1, 2.
    pub(crate) async fn with(letters: &str) -> (Self, Vec<SegmentId>) {
        let fixture = Self::empty().await;
        let mut ids = Vec::new();
        for letter in letters.chars() {
            ids.push(fixture.add(&letter.to_string()).await);
        }
        (fixture, ids)
    }

    /// A library whose project holds a segment a letter, each with an image and a take of its own.
    pub(crate) async fn with_media(letters: &str) -> (Self, Vec<Made>) {
        let fixture = Self::empty().await;
        let mut made = Vec::new();
        for letter in letters.chars() {
            made.push(fixture.add_with_media(&letter.to_string()).await);
        }
        (fixture, made)
    }

    /// The library's folder.
    pub(crate) fn folder(&self) -> PathBuf {
        self.root.path().join("library")
    }

    /// A path in the library.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder().join(relative)
    }

    /// A path beside the library, for files to bring in.
    pub(crate) fn original(&self, name: &str) -> PathBuf {
        self.root.path().join("originals").join(name)
    }

    /// The folder outside the library that no operation may touch.
    pub(crate) fn canary(&self) -> PathBuf {
        self.root.path().join("canary")
    }

    /// Closes the library and opens it again.
    pub(crate) async fn reopen(self) -> Self {
        self.library.close().await.unwrap();
        let library = Library::open(&self.folder()).await.unwrap();
        Self { library, ..self }
    }

    /// Closes the library, lets SQL loose on its database, and opens it again.
    pub(crate) async fn tampered(self, sql: &str) -> Self {
        self.library.close().await.unwrap();
        peek::execute(&self.folder(), sql).await;
        let library = Library::open(&self.folder()).await.unwrap();
        Self { library, ..self }
    }

    /// Closes the library and lets SQL loose on its database; opening again is the test's business.
    pub(crate) async fn closed_with(self, sql: &str) -> TempDir {
        self.library.close().await.unwrap();
        peek::execute(&self.folder(), sql).await;
        self.root
    }

    /// Closes the library and gives its place back.
    pub(crate) async fn closed(self) -> TempDir {
        self.library.close().await.unwrap();
        self.root
    }

    /// Drops the library without closing it and gives its place back.
    pub(crate) fn into_root(self) -> TempDir {
        self.root
    }

    /// Adds a segment without media at the end.
    pub(crate) async fn add(&self, text: &str) -> SegmentId {
        self.library.run(self.adding(text, None)).await.unwrap().value
    }

    /// Adds a segment with an image and a take of its own at the end.
    pub(crate) async fn add_with_media(&self, text: &str) -> Made {
        let shade = text.bytes().next().unwrap();
        let image = png(&self.original(&format!("{text}.png")), shade);
        let audio = wav(&self.original(&format!("{text}.wav")), 100 + u32::from(shade));
        let mut request = self.adding(text, None);
        request.image = source(&image);
        request.audio = source(&audio);
        let segment = self.segment(self.library.run(request).await.unwrap().value).await;
        Made {
            id: segment.id,
            image: segment.image.unwrap().path,
            audio: segment.audio.unwrap().path,
        }
    }

    /// The request for a segment without media at a place.
    pub(crate) fn adding(&self, text: &str, at: Option<i64>) -> AddSegment {
        AddSegment {
            project_id: self.project,
            text: text.to_owned(),
            image_prompt: String::new(),
            at,
            image: None,
            audio: None,
        }
    }

    /// Attaches a file as a segment's image.
    pub(crate) async fn attach_image(&self, id: SegmentId, file: &Path) -> Result<Outcome<()>> {
        let request = AttachMedia {
            segment_id: id,
            image: source(file),
            audio: None,
        };
        self.library.run(request).await
    }

    /// Attaches a file as a segment's take.
    pub(crate) async fn attach_audio(&self, id: SegmentId, file: &Path) -> Result<Outcome<()>> {
        let request = AttachMedia {
            segment_id: id,
            image: None,
            audio: source(file),
        };
        self.library.run(request).await
    }

    /// Takes a segment's image, its take or both away.
    pub(crate) async fn detach(&self, id: SegmentId, image: bool, audio: bool) -> Result<Outcome<()>> {
        self.library
            .run(DetachMedia {
                segment_id: id,
                image,
                audio,
            })
            .await
    }

    /// Locks a segment.
    pub(crate) async fn lock(&self, id: SegmentId) {
        let request = EditSegment {
            id,
            text: None,
            image_prompt: None,
            locked: Some(true),
            typing: false,
        };
        self.library.run(request).await.unwrap();
    }

    /// Deletes segments and leaves the gap.
    pub(crate) async fn delete(&self, ids: &[SegmentId]) -> Result<Outcome<DeleteReceipt>> {
        self.deleting(ids, DeleteMode::Lift, false).await
    }

    /// Deletes segments and closes the gap.
    pub(crate) async fn ripple(&self, ids: &[SegmentId]) -> Result<Outcome<DeleteReceipt>> {
        self.deleting(ids, DeleteMode::Ripple, false).await
    }

    /// Deletes segments for ever.
    pub(crate) async fn erase(&self, ids: &[SegmentId]) -> Result<Outcome<DeleteReceipt>> {
        self.deleting(ids, DeleteMode::Lift, true).await
    }

    async fn deleting(
        &self,
        ids: &[SegmentId],
        mode: DeleteMode,
        erase: bool,
    ) -> Result<Outcome<DeleteReceipt>> {
        self.library
            .run(DeleteSegments {
                ids: ids.to_vec(),
                mode,
                erase,
            })
            .await
    }

    /// One segment as the library tells it.
    pub(crate) async fn segment(&self, id: SegmentId) -> Segment {
        self.library.segment(id).await.unwrap()
    }

    /// The project as text and index: `a0 b1 d3`.
    pub(crate) async fn timeline(&self) -> String {
        self.timeline_of(self.project).await
    }

    /// The same of any project.
    pub(crate) async fn timeline_of(&self, project: ProjectId) -> String {
        let segments = self.library.segments(project).await.unwrap();
        let places: Vec<String> = segments
            .iter()
            .map(|segment| format!("{}{}", segment.text, segment.sequence_index))
            .collect();
        places.join(" ")
    }

    /// The first value of the first row of a query, as text; empty for NULL or no row.
    pub(crate) async fn peek(&self, sql: &str) -> String {
        peek::value(&self.folder(), sql).await
    }

    /// All rows of all tables, and all files in `media/` and `trash/`: what "nothing changed" means.
    pub(crate) async fn everything(&self) -> (String, Tree, Tree) {
        (
            peek::dump(&self.folder()).await,
            tree(&self.path("media")),
            tree(&self.path("trash")),
        )
    }

    /// Names of the files in `media/`.
    pub(crate) fn in_media(&self) -> Vec<String> {
        tree(&self.path("media")).into_keys().collect()
    }

    /// Names of the files in `trash/`.
    pub(crate) fn in_trash(&self) -> Vec<String> {
        tree(&self.path("trash")).into_keys().collect()
    }
}

/// The code of a refusal.
pub(crate) fn refused<T>(result: Result<T>) -> ErrorCode {
    refusal(result).code()
}

/// The refusal itself.
pub(crate) fn refusal<T>(result: Result<T>) -> Error {
    match result {
        Ok(_) => panic!("this should have been refused"),
        Err(error) => error,
    }
}
