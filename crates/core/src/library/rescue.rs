//! Export what can still be read of a library, damaged or not, to a folder outside it.

use std::io;
use std::path::Path;

use cap_std::ambient_authority;
use cap_std::fs::Dir;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::export::MOST_OF_TITLE;
use super::story_folder::StoryFolder;
use super::{Library, Watched};
use crate::format::name;
use crate::media::store::open_readable_dir;
use crate::model::{Media, ProjectId, Segment};
use crate::storage::{project, segment};
use crate::work::{Stage, Work};
use crate::{Error, ErrorCode, Result, Task};

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
            let into = open_readable_dir(&folder, &name).map_err(failed)?;
            let path = target.join(&name);
            let mut story = StoryFolder::new(self, &into, &path, &project.segments);
            story.write_words(&project.title, &project.segments)?;
            report.projects += 1;
            for segment in &project.segments {
                self.work
                    .tell(Stage::SavingSegments, report.segments as usize, total);
                self.work.require_wanted()?;
                report.segments += 1;
                story
                    .add(segment, |_, media, copied| report.count(media, copied))
                    .await?;
            }
            story.finish(&project.title)?;
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
}

impl RescueReport {
    /// Counts a file that was saved or could not be read. A full disk ends the rescue.
    fn count(&mut self, media: &Media, copied: Result<u64>) -> Result<()> {
        match copied {
            Ok(_) => self.files += 1,
            Err(error) if error.code() == ErrorCode::DiskFull => return Err(error),
            Err(error) => {
                tracing::warn!(%error, path = media.path, "a file could not be saved");
                self.unreadable += 1;
            }
        }
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

/// Returns a title as a folder can be called on every system.
fn plain_name(project: &Readable) -> String {
    name::plain(&project.title, MOST_OF_TITLE).unwrap_or_else(|| format!("Project {}", project.id))
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
