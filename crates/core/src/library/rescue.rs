//! Export what can still be read of a library, damaged or not, to a folder outside it.

use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Library, Watched};
use crate::format::{Story, StorySegment, storyflow};
use crate::media::path::is_reserved_on_windows;
use crate::model::{Media, ProjectId, Segment};
use crate::storage::{project, segment};
use crate::work::{Stage, Work};
use crate::{Error, Result, Task};

/// What was saved of a library, and what could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RescueReport {
    /// The new folder with all that was saved.
    pub folder: String,
    /// How many projects are in it.
    #[ts(type = "number")]
    pub projects: i64,
    /// How many segments.
    #[ts(type = "number")]
    pub segments: i64,
    /// How many images and takes.
    #[ts(type = "number")]
    pub files: i64,
    /// How many projects, segments and files could not be read.
    #[ts(type = "number")]
    pub unreadable: i64,
}

/// A project as far as it can be read.
struct Readable {
    id: ProjectId,
    title: String,
    segments: Vec<Segment>,
}

impl Library {
    /// Saves every story that can be read as StoryFlow JSON, with its images and takes beside it, to a new folder in
    /// `target`. The library is opened for reading only and stays as it is.
    ///
    /// # Errors
    /// As [`open_read_only`](Self::open_read_only); `PermissionDenied`, `DiskFull` or `Io` where `target` can't be
    /// written; `Cancelled`.
    pub async fn rescue(folder: &Path, target: &Path, work: &Work) -> Result<RescueReport> {
        let library = Self::open_read_only(folder).await?;
        let saved = library.watched(work).save_readable(target).await;
        library.close().await?;
        saved
    }

    /// The same of this library, open as it is.
    ///
    /// # Errors
    /// `PermissionDenied`, `DiskFull` or `Io` where `target` can't be written.
    pub async fn save_readable(&self, target: &Path) -> Result<RescueReport> {
        self.watched(&Work::unwatched()).save_readable(target).await
    }
}

impl Watched<'_> {
    /// As [`Library::save_readable`]. Cancelled, it takes the folder away that it made.
    ///
    /// # Errors
    /// As [`Library::save_readable`]; `Cancelled`.
    pub async fn save_readable(self, target: &Path) -> Result<RescueReport> {
        let failed = |source| Error::file(Task::Rescue, target, source);
        let outside = Dir::open_ambient_dir(target, ambient_authority()).map_err(failed)?;
        let name = format!("{} rescued", self.library.info().name);
        let name = new_folder(&outside, &name).map_err(failed)?;
        let saved = self.save_into(&outside, &name, target).await;
        let kept = self.work.commit();
        if kept.is_err()
            && let Err(error) = outside.remove_dir_all(&name)
        {
            tracing::warn!(%error, name, "what was saved before the cancel stays");
        }
        kept.and(saved)
    }

    async fn save_into(self, outside: &Dir, name: &str, target: &Path) -> Result<RescueReport> {
        let failed = |source| Error::file(Task::Rescue, target, source);
        let folder = outside.open_dir(name).map_err(failed)?;
        let mut report = RescueReport {
            folder: target.join(name).display().to_string(),
            projects: 0,
            segments: 0,
            files: 0,
            unreadable: 0,
        };
        self.work.enter(Stage::SavingSegments);
        let projects = self.readable_projects(&mut report).await?;
        let total = projects.iter().map(|project| project.segments.len()).sum();
        for project in projects {
            let name = new_folder(&folder, &plain_name(&project)).map_err(failed)?;
            let into = folder.open_dir(&name).map_err(failed)?;
            write_new(&into, "story.json", storyflow::write(&story(&project)).as_bytes()).map_err(failed)?;
            report.projects += 1;
            for segment in &project.segments {
                self.work
                    .tell(Stage::SavingSegments, report.segments as usize, total);
                self.work.require_wanted()?;
                report.segments += 1;
                self.save_media(segment, &into, &mut report).await?;
            }
        }
        Ok(report)
    }

    /// Reads project by project and, where that fails, segment by segment.
    async fn readable_projects(self, report: &mut RescueReport) -> Result<Vec<Readable>> {
        let readers = &self.library.inner.readers;
        let mut found = Vec::new();
        for id in project::readable_ids(readers).await {
            match project::get(readers, id).await {
                Ok(project) => found.push(Readable {
                    id,
                    title: project.title,
                    segments: Vec::new(),
                }),
                Err(Error::NotFound { .. }) => {}
                Err(_) => report.unreadable += 1,
            }
        }
        for id in segment::readable_ids(readers).await {
            self.work.require_wanted()?;
            match self.library.segment(id).await {
                Ok(segment) => home_of(&mut found, segment.project_id).segments.push(segment),
                Err(Error::NotFound { .. }) => {}
                Err(_) => report.unreadable += 1,
            }
        }
        for project in &mut found {
            project.segments.sort_by_key(|segment| segment.sequence_index);
        }
        Ok(found)
    }

    async fn save_media(self, segment: &Segment, into: &Dir, report: &mut RescueReport) -> Result<()> {
        let number = segment.sequence_index + 1;
        for (what, media) in [("image", &segment.image), ("audio", &segment.audio)] {
            let Some(media) = media else { continue };
            match self
                .copy_out(media, into, &format!("{number:04} {what}.{}", extension(media)))
                .await
            {
                Ok(()) => report.files += 1,
                Err(error) if error.code() == crate::ErrorCode::DiskFull => return Err(error),
                Err(error) => {
                    tracing::warn!(%error, path = media.path, "a file could not be saved");
                    report.unreadable += 1;
                }
            }
        }
        Ok(())
    }

    async fn copy_out(self, media: &Media, into: &Dir, name: &str) -> Result<()> {
        let opened = self.library.open_media(media.id).await?;
        let failed = |source| Error::file(Task::SaveFile, name, source);
        let mut target = into
            .open_with(name, OpenOptions::new().write(true).create_new(true))
            .map_err(failed)?
            .into_std();
        let work = self.work.clone();
        super::blocking(move || Ok(io::copy(&mut work.reading(opened.file), &mut target)))
            .await?
            .map_err(failed)?;
        Ok(())
    }
}

/// Returns the project of a segment; one whose own row can't be read goes by its id.
fn home_of(found: &mut Vec<Readable>, id: ProjectId) -> &mut Readable {
    let place = found
        .iter()
        .position(|project| project.id == id)
        .unwrap_or_else(|| {
            found.push(Readable {
                id,
                title: String::new(),
                segments: Vec::new(),
            });
            found.len() - 1
        });
    &mut found[place]
}

fn story(project: &Readable) -> Story {
    let segments = project.segments.iter().map(|segment| StorySegment {
        text: segment.text.clone(),
        image_prompt: segment.image_prompt.clone(),
    });
    Story {
        title: Some(project.title.clone()),
        segments: segments.collect(),
    }
}

/// Returns a title as a folder can be called on every system.
fn plain_name(project: &Readable) -> String {
    let plain: String = project
        .title
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_') {
                c
            } else {
                '_'
            }
        })
        .take(60)
        .collect();
    match plain.trim() {
        plain if plain.is_empty() || is_reserved_on_windows(plain) => format!("Project {}", project.id),
        plain => plain.to_owned(),
    }
}

fn extension(media: &Media) -> &str {
    media
        .path
        .rsplit_once('.')
        .map_or("bin", |(_, extension)| extension)
}

/// Makes a folder by a name or, where that is taken, by the name with the next number. Returns its name.
fn new_folder(parent: &Dir, name: &str) -> io::Result<String> {
    let mut candidate = name.to_owned();
    for number in 2.. {
        match parent.create_dir(&candidate) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                candidate = format!("{name} {number}")
            }
            made => return made.map(|()| candidate),
        }
    }
    Ok(candidate)
}

fn write_new(into: &Dir, name: &str, bytes: &[u8]) -> io::Result<()> {
    use io::Write as _;
    into.open_with(name, OpenOptions::new().write(true).create_new(true))?
        .write_all(bytes)
}
