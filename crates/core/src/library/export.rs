//! Write a story outside the library, for other programs and other people. Changes nothing in the library, so it is no
//! operation and no step of the history.

use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::story_folder::StoryFolder;
use super::{Library, Watched};
use crate::format::{name, subtitles, text};
use crate::media::disk;
use crate::media::store::{copy_durably, open_readable_dir};
use crate::model::{FileNote, Media, MediaKind, ProjectId, Segment};
use crate::work::{Stage, Work};
use crate::{Error, Refusal, Result, Task};

/// Longest name that a title gives, in characters.
pub(super) const MOST_OF_TITLE: usize = 60;

/// What a story is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ExportFormat {
    /// A folder with `story.json` and all images and takes, which can be imported again.
    Folder,
    /// The narration as plain text, a paragraph for each segment.
    Text,
    /// The narration as subtitles, `.srt`.
    Subtitles,
}

/// Which story to write, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct ExportStory {
    /// The project.
    pub project_id: ProjectId,
    /// What to write it as.
    pub format: ExportFormat,
    /// How long a segment without a take lasts in subtitles, in milliseconds.
    pub silence_ms: u32,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ExportReceipt {
    /// The new folder or file.
    pub path: String,
    /// How many segments the story has.
    #[ts(type = "number")]
    pub segments: i64,
    /// How many images and takes were written.
    #[ts(type = "number")]
    pub files: i64,
    /// The size of all that was written.
    #[ts(type = "number")]
    pub bytes: i64,
    /// Images and takes that are not in it: they are not in the library either, or their stored path leads out of it.
    pub missing: Vec<FileNote>,
}

impl Library {
    /// Writes a story to a new folder or file in `target`, named after its title. Nothing there is ever replaced: where the name
    /// is taken, it gets a number.
    ///
    /// # Errors
    /// `NotFound` for an unknown project; `Invalid` for one without segments, or without words where only these would be
    /// written; `PermissionDenied`, `DiskFull`, `MediaMissing` or `Io` where `target` can't be written. Nothing is left there
    /// then.
    pub async fn export(&self, request: ExportStory, target: &Path) -> Result<ExportReceipt> {
        self.watched(&Work::unwatched()).export(request, target).await
    }
}

impl Watched<'_> {
    /// As [`Library::export`].
    ///
    /// # Errors
    /// As [`Library::export`]; `Cancelled`, and then nothing is left either.
    pub async fn export(self, request: ExportStory, target: &Path) -> Result<ExportReceipt> {
        let project = self.library.project(request.project_id).await?;
        let segments = self.library.segments(request.project_id).await?;
        if segments.is_empty() {
            return Err(Error::invalid(Refusal::EmptyStory));
        }
        let place = Place::open(target)?;
        let name =
            name::plain(&project.title, MOST_OF_TITLE).unwrap_or_else(|| format!("Story {}", project.id));
        let silence_ms = i64::from(request.silence_ms);
        let timed = segments.iter().map(|segment| {
            (
                segment.text.as_str(),
                segment.duration_ms.filter(|ms| *ms > 0).unwrap_or(silence_ms),
            )
        });
        let words = match request.format {
            ExportFormat::Folder => {
                return self.export_folder(&place, &project.title, &name, &segments).await;
            }
            ExportFormat::Text => text::write(timed.map(|(text, _)| text)),
            ExportFormat::Subtitles => subtitles::write(timed),
        };
        if words.is_empty() {
            return Err(Error::invalid(Refusal::NoNarration));
        }
        let ending = if request.format == ExportFormat::Text {
            ".txt"
        } else {
            ".srt"
        };
        let aside = place.file_aside(&words)?;
        self.work.commit()?;
        Ok(ExportReceipt {
            path: aside.named(&name, ending)?,
            segments: segments.len() as i64,
            files: 0,
            bytes: words.len() as i64,
            missing: Vec::new(),
        })
    }

    async fn export_folder(
        self,
        place: &Place<'_>,
        title: &str,
        name: &str,
        segments: &[Segment],
    ) -> Result<ExportReceipt> {
        let aside = place.folder_aside()?;
        let into = open_readable_dir(&place.dir, &aside.name).map_err(|source| place.failed(source))?;
        let mut receipt = ExportReceipt {
            path: String::new(),
            segments: segments.len() as i64,
            files: 0,
            bytes: 0,
            missing: Vec::new(),
        };
        let mut folder = StoryFolder::new(self, &into, place.path, segments);
        for (nth, segment) in segments.iter().enumerate() {
            self.work.tell(Stage::SavingSegments, nth, segments.len());
            self.work.require_wanted()?;
            folder
                .add(segment, |kind, media, copied| receipt.count(kind, media, copied))
                .await?;
        }
        receipt.bytes += folder.finish(title)? as i64;
        // Windows renames no folder that is open.
        drop(into);
        self.work.commit()?;
        receipt.path = aside.named(name, "")?;
        Ok(receipt)
    }
}

impl ExportReceipt {
    /// Counts a file that was written, or notes one that the library does not have. Anything else ends the export.
    fn count(&mut self, kind: MediaKind, media: &Media, copied: Result<u64>) -> Result<()> {
        match copied {
            Ok(bytes) => {
                self.files += 1;
                self.bytes += bytes as i64;
            }
            Err(error) if is_not_there(&error) => self.missing.push(FileNote {
                path: media.path.clone(),
                name: media.name.clone(),
                kind,
            }),
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// Returns whether a file could not be read because the library has none, or none that may be read.
fn is_not_there(error: &Error) -> bool {
    matches!(error, Error::MediaMissing { .. } | Error::NotFound { .. })
        || matches!(
            error,
            Error::Invalid {
                refusal: Refusal::PathLeavesLibrary,
                ..
            }
        )
}

/// The folder that the person chose.
struct Place<'a> {
    dir: Dir,
    path: &'a Path,
}

/// Something in it by a name that nobody looks at, until it is whole. Dropped without a name, it goes.
struct Aside<'a> {
    place: &'a Place<'a>,
    name: String,
    is_folder: bool,
    is_named: bool,
}

impl<'a> Place<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        let dir =
            Dir::open_ambient_dir(path, ambient_authority()).and_then(|dir| open_readable_dir(&dir, "."));
        let dir = dir.map_err(|source| Error::file(Task::Export, path, source))?;
        Ok(Self { dir, path })
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::file(Task::Export, self.path, source)
    }

    fn folder_aside(&'a self) -> Result<Aside<'a>> {
        let name = random_name();
        self.dir.create_dir(&name).map_err(|source| self.failed(source))?;
        Ok(self.aside(name, true))
    }

    fn file_aside(&'a self, words: &str) -> Result<Aside<'a>> {
        let name = random_name();
        let mut file = disk::create_new(&self.dir, &name).map_err(|source| self.failed(source))?;
        let aside = self.aside(name, false);
        copy_durably(words.as_bytes(), &mut file, words.len() as u64)
            .map_err(|source| self.failed(source))?;
        Ok(aside)
    }

    fn aside(&'a self, name: String, is_folder: bool) -> Aside<'a> {
        Aside {
            place: self,
            name,
            is_folder,
            is_named: false,
        }
    }
}

impl Aside<'_> {
    /// Gives it a name or, where that is taken, the name with the next number. Returns where it is.
    fn named(mut self, name: &str, ending: &str) -> Result<String> {
        let dir = &self.place.dir;
        let mut candidate = format!("{name}{ending}");
        for number in 2.. {
            match disk::rename_to_free(dir, &self.name, &candidate) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    candidate = format!("{name} {number}{ending}");
                }
                renamed => {
                    renamed.map_err(|source| self.place.failed(source))?;
                    break;
                }
            }
        }
        self.is_named = true;
        // It is there: that its name may not outlast a power cut makes it no failure.
        if let Err(error) = disk::sync_dir(dir) {
            tracing::warn!(%error, "the name of an export may not be durable");
        }
        Ok(dunce::simplified(&self.place.path.join(candidate))
            .display()
            .to_string())
    }
}

impl Drop for Aside<'_> {
    fn drop(&mut self) {
        if self.is_named {
            return;
        }
        let (place, name) = (self.place, self.name.as_str());
        let removed = if self.is_folder {
            place.dir.remove_dir_all(name)
        } else {
            disk::unlink(&place.dir, name)
        };
        if let Err(error) = removed {
            tracing::warn!(%error, name, "what was written of a story stays");
        }
    }
}

/// Hidden where a dot hides, and never one that is there.
fn random_name() -> String {
    format!(".segue-{:016x}", rand::random::<u64>())
}
