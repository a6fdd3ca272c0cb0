//! Export: a story outside the library, whole or not there, over nothing that was there.

use std::path::{Path, PathBuf};

use segue_core::format::read_story;
use segue_core::model::{MediaKind, ProjectId};
use segue_core::ops::{CreateProject, EditSegment, ImportStory, RenameProject};
use segue_core::{ErrorCode, ExportFormat, ExportReceipt, ExportStory, Result, Work};
use tempfile::TempDir;

use crate::support::{Fixture, mount_tmpfs, refusal, refused, remount_read_only, skip, tree};

impl Fixture {
    async fn export(&self, format: ExportFormat, target: &Path) -> Result<ExportReceipt> {
        self.library.export(self.exporting(format), target).await
    }

    fn exporting(&self, format: ExportFormat) -> ExportStory {
        ExportStory {
            project_id: self.project,
            format,
            silence_ms: 3_000,
        }
    }

    async fn entitled(&self, title: &str) {
        let (id, title) = (self.project, title.to_owned());
        self.library.run(RenameProject { id, title }).await.unwrap();
    }

    async fn with_prompt(&self, id: segue_core::model::SegmentId, prompt: &str) {
        let request = EditSegment {
            id,
            text: None,
            image_prompt: Some(prompt.to_owned()),
            locked: None,
            typing: false,
        };
        self.library.run(request).await.unwrap();
    }

    /// What a story says, shows and plays: texts, prompts, the bytes of its files and whether takes are stale.
    async fn told(
        &self,
        project: ProjectId,
    ) -> Vec<(String, String, Option<Vec<u8>>, Option<Vec<u8>>, bool)> {
        let bytes = |path: Option<String>| path.map(|path| std::fs::read(self.path(&path)).unwrap());
        let segments = self.library.segments(project).await.unwrap();
        segments
            .into_iter()
            .map(|segment| {
                (
                    segment.text,
                    segment.image_prompt,
                    bytes(segment.image.map(|image| image.path)),
                    bytes(segment.audio.map(|audio| audio.path)),
                    segment.audio_stale,
                )
            })
            .collect()
    }
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

#[tokio::test]
async fn a_folder_has_the_story_and_its_files_numbered_in_its_order() {
    let (story, made) = Fixture::with_media("ab").await;
    story.add("words alone").await;
    story.delete(&[made[0].id]).await.unwrap();
    let target = TempDir::new().unwrap();
    let receipt = story.export(ExportFormat::Folder, target.path()).await.unwrap();
    let folder = target.path().join("Story");
    assert_eq!(receipt.path, folder.display().to_string());
    assert_eq!(
        names(&folder),
        ["002 b.png", "002 b.wav", "story.json"],
        "the numbers are the window's"
    );
    assert_eq!(
        (receipt.segments, receipt.files, receipt.missing.len()),
        (2, 2, 0)
    );
    let bytes: u64 = names(&folder)
        .iter()
        .map(|name| folder.join(name).metadata().unwrap().len())
        .sum();
    assert_eq!(receipt.bytes as u64, bytes);
}

#[tokio::test]
async fn what_was_exported_is_imported_whole() {
    let (story, made) = Fixture::with_media("abc").await;
    story.entitled("Märchen: „Hase?“").await;
    story.add("no files\nbut two lines").await;
    story.with_prompt(made[1].id, "A hare, asleep").await;
    story.detach(made[2].id, true, false).await.unwrap();
    let restated = EditSegment {
        id: made[0].id,
        text: Some("Once upon a time / there was a “hare”.".to_owned()),
        image_prompt: None,
        locked: None,
        typing: false,
    };
    story.library.run(restated).await.unwrap();
    let target = TempDir::new().unwrap();
    let receipt = story.export(ExportFormat::Folder, target.path()).await.unwrap();
    assert_eq!(receipt.files, 5);
    let import = ImportStory::of(&PathBuf::from(receipt.path).join("story.json")).unwrap();
    let again = story.library.run(import).await.unwrap().value;
    assert_eq!(
        story.library.project(again).await.unwrap().title,
        "Märchen: „Hase?“"
    );
    let before = story.told(story.project).await;
    assert!(before[0].4, "its narration is newer than its take");
    assert_eq!(story.told(again).await, before);
}

#[tokio::test]
async fn an_import_follows_no_name_out_of_the_storys_folder() {
    let fixture = Fixture::empty().await;
    let canary = fixture.canary().join("outside.png");
    let link = fixture.original("link.png");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&canary, &link).unwrap();
    let before = fixture.everything().await;
    for name in [
        "../canary/outside.png",
        "..\\canary\\outside.png",
        canary.to_str().unwrap(),
        "..",
        "",
        "con",
    ] {
        let file = fixture.original("story.json");
        let json = serde_json::json!({"segments": [{"text_content": "a", "segue": {"image": name}}]});
        std::fs::write(&file, json.to_string()).unwrap();
        let error = refusal(ImportStory::of(&file));
        assert_eq!(error.code(), ErrorCode::Invalid, "{name}: {error}");
    }
    for (name, code) in [
        #[cfg(unix)]
        ("link.png", ErrorCode::UnsupportedMedia),
        ("gone.png", ErrorCode::MediaMissing),
        ("story.json", ErrorCode::UnsupportedMedia),
    ] {
        let file = fixture.original("story.json");
        let json = serde_json::json!({"segments": [{"text_content": "a", "segue": {"image": name}}]});
        std::fs::write(&file, json.to_string()).unwrap();
        let import = ImportStory::of(&file).unwrap();
        assert_eq!(refused(fixture.library.run(import).await), code, "{name}");
    }
    assert_eq!(fixture.everything().await, before, "nothing came in of it");
}

#[tokio::test]
async fn nothing_that_is_there_is_replaced() {
    let (story, _) = Fixture::with_media("a").await;
    let target = TempDir::new().unwrap();
    std::fs::create_dir(target.path().join("Story")).unwrap();
    std::fs::write(target.path().join("Story.txt"), "mine").unwrap();
    std::fs::write(target.path().join("Story 2.txt"), "mine too").unwrap();
    story.export(ExportFormat::Folder, target.path()).await.unwrap();
    let receipt = story.export(ExportFormat::Text, target.path()).await.unwrap();
    assert!(receipt.path.ends_with("Story 3.txt"), "{}", receipt.path);
    let mut there = names(target.path());
    there.retain(|name| !name.contains('/'));
    assert_eq!(
        there,
        ["Story", "Story 2", "Story 2.txt", "Story 3.txt", "Story.txt"]
    );
    assert_eq!(
        names(&target.path().join("Story")),
        [""; 0],
        "an empty folder is somebody's, too"
    );
    assert_eq!(std::fs::read(target.path().join("Story.txt")).unwrap(), b"mine");
}

#[tokio::test]
async fn text_is_a_paragraph_a_segment_and_can_be_imported() {
    let (story, _) = Fixture::with("ab").await;
    story.add("").await;
    story.add("Two\nlines.").await;
    let target = TempDir::new().unwrap();
    let receipt = story.export(ExportFormat::Text, target.path()).await.unwrap();
    assert_eq!(
        std::fs::read_to_string(&receipt.path).unwrap(),
        "a\n\nb\n\nTwo\nlines.\n"
    );
    assert_eq!((receipt.segments, receipt.files, receipt.bytes), (4, 0, 17));
    assert_eq!(read_story(Path::new(&receipt.path)).unwrap().segments.len(), 3);
}

#[tokio::test]
async fn subtitles_take_their_times_from_the_takes() {
    let (story, _) = Fixture::with_media("a").await;
    story.add("no take").await;
    story.add_with_media("c").await;
    let target = TempDir::new().unwrap();
    let receipt = story
        .export(ExportFormat::Subtitles, target.path())
        .await
        .unwrap();
    let file = std::fs::read_to_string(&receipt.path).unwrap();
    // The takes last 100 ms and as many as the letter's code, the segment without one as long as was asked for.
    let times: Vec<&str> = file.lines().filter(|line| line.contains("-->")).collect();
    assert_eq!(
        times,
        [
            "00:00:00,000 --> 00:00:00,197",
            "00:00:00,197 --> 00:00:03,197",
            "00:00:03,197 --> 00:00:03,396"
        ]
    );
    assert!(receipt.path.ends_with("Story.srt"));
}

#[tokio::test]
async fn a_file_that_the_library_lacks_is_named_and_the_rest_is_exported() {
    let (story, made) = Fixture::with_media("ab").await;
    std::fs::remove_file(story.path(&made[0].image)).unwrap();
    let target = TempDir::new().unwrap();
    let receipt = story.export(ExportFormat::Folder, target.path()).await.unwrap();
    let missing: Vec<_> = receipt
        .missing
        .iter()
        .map(|file| (file.name.as_str(), file.kind))
        .collect();
    assert_eq!((missing, receipt.files), (vec![("a.png", MediaKind::Image)], 3));
    let import = ImportStory::of(&PathBuf::from(receipt.path).join("story.json")).unwrap();
    let again = story.library.run(import).await.unwrap().value;
    assert!(story.library.segments(again).await.unwrap()[0].image.is_none());
}

#[tokio::test]
async fn a_story_without_words_or_segments_is_refused_and_leaves_nothing() {
    let story = Fixture::empty().await;
    let target = TempDir::new().unwrap();
    for format in [ExportFormat::Folder, ExportFormat::Text, ExportFormat::Subtitles] {
        assert_eq!(
            refused(story.export(format, target.path()).await),
            ErrorCode::Invalid
        );
    }
    story.add(" ").await;
    for format in [ExportFormat::Text, ExportFormat::Subtitles] {
        assert_eq!(
            refused(story.export(format, target.path()).await),
            ErrorCode::Invalid
        );
    }
    let unknown = ExportStory {
        project_id: ProjectId(99),
        ..story.exporting(ExportFormat::Folder)
    };
    assert_eq!(
        refused(story.library.export(unknown, target.path()).await),
        ErrorCode::NotFound
    );
    assert_eq!(names(target.path()), [""; 0]);
}

#[tokio::test]
async fn cancelled_at_any_word_it_leaves_nothing() {
    let (story, _) = Fixture::with_media("abc").await;
    let before = story.everything().await;
    let target = TempDir::new().unwrap();
    for nth in 0..3 {
        let work = crate::work::cancelled_at(nth);
        let request = story.exporting(ExportFormat::Folder);
        let refused = refused(story.library.watched(&work).export(request, target.path()).await);
        assert_eq!(refused, ErrorCode::Cancelled);
        assert_eq!(names(target.path()), [""; 0], "cancelled at word {nth}");
    }
    let work = Work::unwatched();
    let request = story.exporting(ExportFormat::Folder);
    story
        .library
        .watched(&work)
        .export(request, target.path())
        .await
        .unwrap();
    assert!(!work.cancel(), "it is done");
    assert_eq!(
        story.everything().await,
        before,
        "an export changes nothing in the library"
    );
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_left() {
    let (story, _) = Fixture::with_media("abc").await;
    let disk = TempDir::new().unwrap();
    let Some(mount) = mount_tmpfs(disk.path(), 12) else {
        return skip("on_a_full_disk_nothing_is_left", "mounting is not allowed");
    };
    let error = refusal(story.export(ExportFormat::Folder, disk.path()).await);
    assert_eq!(error.code(), ErrorCode::DiskFull, "{error}");
    assert_eq!(names(disk.path()), [""; 0]);
    drop(mount);
}

#[tokio::test]
async fn a_folder_that_may_not_be_written_is_told() {
    let (story, _) = Fixture::with_media("a").await;
    let target = TempDir::new().unwrap();
    let Some(mount) = remount_read_only(target.path()) else {
        return skip(
            "a_folder_that_may_not_be_written_is_told",
            "mounting is not allowed",
        );
    };
    for format in [ExportFormat::Folder, ExportFormat::Text] {
        let error = refusal(story.export(format, target.path()).await);
        assert_eq!(error.code(), ErrorCode::PermissionDenied);
        assert_eq!(error.to_wire().path, Some(target.path().display().to_string()));
    }
    drop(mount);
    let gone = target.path().join("gone");
    assert_eq!(
        refused(story.export(ExportFormat::Folder, &gone).await),
        ErrorCode::MediaMissing
    );
}

#[tokio::test]
async fn a_title_that_is_no_name_gives_one_that_every_system_takes() {
    let story = Fixture::empty().await;
    let target = TempDir::new().unwrap();
    let mut exported = Vec::new();
    for title in ["nul", "../../x", "...", "a/b"] {
        let title = title.to_owned();
        let project_id = story.library.run(CreateProject { title }).await.unwrap().value;
        let mut segment = story.adding("a", None);
        segment.project_id = project_id;
        story.library.run(segment).await.unwrap();
        let request = ExportStory {
            project_id,
            ..story.exporting(ExportFormat::Text)
        };
        let receipt = story.library.export(request, target.path()).await.unwrap();
        exported.push(
            Path::new(&receipt.path)
                .file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned(),
        );
    }
    assert_eq!(exported, ["Story 2.txt", "x.txt", "Story 4.txt", "ab.txt"]);
    assert_eq!(names(target.path()).len(), 4, "and nothing lies elsewhere");
}
