//! All that can be done with a library that may be hostile, and what has to hold however it is spoilt: nothing panics,
//! answers are clear, a refused library is as it was, and no file goes that nobody purged.

mod notes;

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use segue_core::model::{MediaId, ProjectId, Retention, SegmentId};
use segue_core::{Error, ErrorCode, Library, Work};

use super::outside::{Found, Tree, differences, hash, tree};
use super::specimen::{Specimen, numbers, stories};
use crate::content::Content;
use crate::step::Step;
use crate::trial::{self, Report};
use notes::contents;

pub(crate) use notes::shape;

/// What the opening of a library has to come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opens {
    /// It opens, and every verb is done: the spoilt file alone is refused.
    Soundly,
    /// It opens or is refused with a clear code, and so is every verb.
    Somehow,
    /// It is refused with one of these codes.
    Refused(&'static [ErrorCode]),
}

/// A library under trial.
pub(crate) struct Ordeal<'a> {
    folder: &'a Path,
    specimen: &'a Specimen,
    opens: Opens,
    /// The contents of its files, which stay until something is purged.
    files: BTreeSet<u64>,
    report: Report,
    answers: BTreeSet<String>,
}

impl<'a> Ordeal<'a> {
    /// Looks at a library as it is before.
    pub(crate) fn of(folder: &'a Path, specimen: &'a Specimen, opens: Opens) -> anyhow::Result<Self> {
        Ok(Self {
            folder,
            specimen,
            opens,
            files: contents(folder)?,
            report: Report::default(),
            answers: BTreeSet::new(),
        })
    }

    /// Returns what was found, with the answers in words: what a fuzzer knows new behaviour by.
    pub(crate) fn end(mut self) -> (Report, BTreeSet<String>) {
        self.report.findings.extend(trial::panics());
        (self.report, self.answers)
    }

    /// Opens the library for work and does every verb there is.
    pub(crate) async fn work(&mut self) -> anyhow::Result<()> {
        let brings_home = ["-wal", "-journal"].iter().any(|part| {
            self.folder
                .join(format!("library.db{part}"))
                .symlink_metadata()
                .is_ok()
        });
        let before = self.untouchable(brings_home)?;
        match Library::open(self.folder).await {
            Ok(library) => {
                self.report.checked += 1;
                self.answers.insert("opens".to_owned());
                if let Opens::Refused(codes) = self.opens {
                    self.find(format!("it opens, though it has to be refused with {codes:?}"));
                }
                self.every_verb(&library).await?;
                self.hear("close", library.close().await);
            }
            Err(error) => {
                self.refused(&error);
                let changes = differences(&before, &self.untouchable(brings_home)?);
                if !changes.is_empty() {
                    self.find(format!("it is refused, but {}", changes.join(", ")));
                }
            }
        }
        Ok(())
    }

    fn refused(&mut self, error: &Error) {
        self.look_at_error("open", error);
        match self.opens {
            Opens::Refused(codes) if codes.contains(&error.code()) => {}
            Opens::Somehow => {}
            _ => self.find(format!("open answers {:?}: {error}", error.code())),
        }
    }

    /// What a refused library keeps as it is: all but what any opening leaves, such as a copy before a migration that
    /// then fails, and the database where SQLite had a WAL or a journal to bring home.
    fn untouchable(&self, brings_home: bool) -> std::io::Result<Tree> {
        let mut tree = tree(self.folder)?;
        let database = Path::new("library.db");
        if tree.contains_key(database) {
            tree.insert(database.to_owned(), content(&self.folder.join(database))?);
        }
        tree.retain(|path, _| {
            let name = path.to_string_lossy();
            let is_opened = ["library.lock", "library.db-shm", "library.db-wal"]
                .iter()
                .any(|opened| name.starts_with(opened));
            let is_another_copy =
                name.starts_with("backups/library-") && !name.ends_with(&self.specimen.backup);
            let is_brought_home = brings_home && name.starts_with("library.db");
            !(is_opened || is_another_copy || is_brought_home)
        });
        Ok(tree)
    }

    async fn every_verb(&mut self, library: &Library) -> anyhow::Result<()> {
        self.read(library).await;
        self.keeps("reading")?;
        self.hear("check", library.check().await);
        self.delete_and_take_back(library).await?;
        self.repair(library).await?;
        self.replace(library).await?;
        self.hear("back up", library.back_up().await);
        let rule = Retention {
            days: Some(40_000),
            max_bytes: None,
            recycles: false,
        };
        self.hear("set retention", library.set_retention(rule).await);
        self.keeps("a backup and a rule that lets nothing go")?;
        self.purge(library).await?;
        self.hear("check", library.check().await);
        Ok(())
    }

    /// Reads all there is, files too.
    async fn read(&mut self, library: &Library) {
        self.hear("status", library.status().await);
        self.hear("retention", library.retention().await);
        let mut media: BTreeSet<i64> = self.specimen.held().iter().map(|held| held.media).collect();
        for project in 1..6 {
            self.hear("history", library.history(ProjectId(project)).await);
        }
        for (_, segments) in self.hear("segments", stories(library).await).unwrap_or_default() {
            let files = segments
                .into_iter()
                .flat_map(|segment| [segment.image, segment.audio]);
            media.extend(files.flatten().map(|file| file.id.0));
        }
        for old in self
            .hear("trash", library.trash_of_all().await)
            .unwrap_or_default()
        {
            media.extend([old.image_id, old.audio_id].into_iter().flatten().map(|id| id.0));
        }
        for id in media.into_iter().map(MediaId) {
            if let Some(opened) = self.hear_refusal("open media", library.open_media(id).await) {
                self.read_file(opened);
            }
        }
        for held in self.specimen.held() {
            self.hear_refusal("thumbnail", library.thumbnail(MediaId(held.media), 64).await);
        }
    }

    /// What a library hands out as its media is one of its files, never one from outside.
    fn read_file(&mut self, opened: segue_core::media::OpenMedia) {
        let mut bytes = Vec::new();
        if opened.file.take(1 << 20).read_to_end(&mut bytes).is_err() {
            return;
        }
        if bytes == b"not yours" {
            self.report
                .outside
                .push("a file from outside was handed out as media".to_owned());
        }
    }

    async fn delete_and_take_back(&mut self, library: &Library) -> anyhow::Result<()> {
        let victim = self.specimen.live.segment;
        let segments = vec![victim];
        let deleted = Step::Delete {
            segments,
            ripple: true,
        }
        .run(library)
        .await;
        if self.hear("delete", deleted).is_some() {
            let there = library.segment(SegmentId(victim)).await;
            if there.is_ok() {
                self.find("a deleted segment is still there");
            }
        }
        self.keeps("deleting the segment whose file is spoilt")?;
        let all = self.hear("segments", stories(library).await).unwrap_or_default();
        for (project, segments) in all {
            let segments = numbers(segments.into_iter().map(|segment| segment.id));
            if segments.is_empty() {
                continue;
            }
            let delete = Step::Delete {
                segments,
                ripple: false,
            };
            self.hear("delete", delete.run(library).await);
            self.keeps("deleting all")?;
            let project = project.0;
            for (name, step) in [
                ("undo", Step::Undo { project }),
                ("redo", Step::Redo { project }),
                ("undo", Step::Undo { project }),
            ] {
                self.hear(name, step.run(library).await);
                self.keeps(name)?;
            }
        }
        let trash = self
            .hear("trash", library.trash_of_all().await)
            .unwrap_or_default();
        for project in trash.iter().map(|old| old.project_id).collect::<BTreeSet<_>>() {
            let of_it = trash.iter().filter(|old| old.project_id == project);
            let segments = numbers(of_it.map(|old| old.id));
            self.hear_refusal("restore", Step::Restore { segments }.run(library).await);
        }
        self.keeps("restoring all")
    }

    async fn repair(&mut self, library: &Library) -> anyhow::Result<()> {
        self.hear("retry", library.retry_waiting().await);
        self.hear("repair", library.repair_all("Found").await);
        self.keeps("repair")
    }

    /// Gives the segment whose file is spoilt another.
    async fn replace(&mut self, library: &Library) -> anyhow::Result<()> {
        let attach = Step::Attach {
            segment: self.specimen.live.segment,
            content: Content::Image(1),
        };
        if self.hear("attach", attach.run(library).await).is_some() {
            let segment = library.segment(SegmentId(self.specimen.live.segment)).await;
            let image = self.hear("segment", segment).and_then(|segment| segment.image);
            let read = match image {
                Some(image) => library.open_media(image.id).await.ok(),
                None => None,
            };
            let mut bytes = Vec::new();
            let whole = read.is_some_and(|mut opened| opened.file.read_to_end(&mut bytes).is_ok());
            if !whole || bytes != Content::Image(1).bytes() {
                self.find("a picture that was attached is not there");
            }
        }
        self.keeps("attaching")
    }

    /// Purges all that is in the trash. What is in the timeline stays.
    async fn purge(&mut self, library: &Library) -> anyhow::Result<()> {
        let erase = Step::Erase {
            segments: vec![self.specimen.live.segment],
            ripple: false,
        };
        self.hear("erase", erase.run(library).await);
        let victim = vec![self.specimen.trashed.segment];
        self.hear_refusal(
            "delete",
            Step::Delete {
                segments: victim,
                ripple: false,
            }
            .run(library)
            .await,
        );
        let live = self.live(library).await?;
        let trash = self
            .hear("trash", library.trash_of_all().await)
            .unwrap_or_default();
        for project in trash.iter().map(|old| old.project_id).collect::<BTreeSet<_>>() {
            let of_it = trash.iter().filter(|old| old.project_id == project);
            let segments = numbers(of_it.map(|old| old.id));
            self.hear("purge", Step::Purge { segments }.run(library).await);
        }
        self.files = live;
        self.keeps("purging all that is in the trash")
    }

    /// Returns the contents of the files that segments in the timeline have.
    async fn live(&mut self, library: &Library) -> std::io::Result<BTreeSet<u64>> {
        let now = tree(self.folder)?;
        let all = self.hear("segments", stories(library).await).unwrap_or_default();
        let segments = all.into_iter().flat_map(|(_, segments)| segments);
        let files = segments
            .flat_map(|segment| [segment.image, segment.audio])
            .flatten();
        Ok(files
            .filter(|file| file.path.starts_with("media/"))
            .filter_map(|file| match now.get(Path::new(&file.path)) {
                Some(Found::File(_, hash)) => Some(*hash),
                _ => None,
            })
            .collect())
    }

    /// The ways out of a library that does not open, each of which may be refused, but clearly.
    pub(crate) async fn ways_out(&mut self, target: &Path, whole_backup: bool) -> anyhow::Result<()> {
        if let Some(library) = self.hear_refusal("look", Library::open_read_only(self.folder).await) {
            self.opens = Opens::Somehow;
            self.read(&library).await;
            self.hear_refusal("check", library.check().await);
            self.hear("close", library.close().await);
        }
        self.keeps("looking")?;
        std::fs::create_dir_all(target)?;
        self.hear_refusal(
            "rescue",
            Library::rescue(self.folder, target, &Work::unwatched()).await,
        );
        self.keeps("a rescue")?;
        let restored = Library::restore_backup(self.folder, &self.specimen.backup, &Work::unwatched()).await;
        if let (true, Err(error)) = (whole_backup, &restored) {
            self.find(format!("a whole backup is not restored: {error}"));
        }
        self.keeps("restoring a backup")?;
        if let Some(library) = self.hear_refusal("restore backup", restored) {
            if let (true, Some(report)) = (whole_backup, self.hear("check", library.check().await)) {
                let is_whole = report.integrity.is_empty()
                    && report.foreign.is_empty()
                    && report.missing.is_empty()
                    && report.refused.is_empty();
                if !is_whole {
                    self.find(format!("what a backup restored is not whole: {report:?}"));
                }
            }
            self.hear("close", library.close().await);
        }
        Ok(())
    }
}

/// Returns a database without its header, where SQLite notes that it keeps a WAL from now on.
fn content(database: &Path) -> std::io::Result<Found> {
    const HEADER: usize = 100;
    if !database.symlink_metadata()?.is_file() {
        return Ok(Found::Special);
    }
    let bytes = std::fs::read(database)?;
    let content = bytes.get(HEADER..).unwrap_or(&bytes);
    Ok(Found::File(bytes.len() as u64, hash(content)))
}
