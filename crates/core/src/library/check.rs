//! Check: library and disk compared both ways, nothing changed.

use std::collections::HashSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;
use ts_rs::TS;

use crate::media::path::StoredPath;
use crate::media::settle::note;
use crate::media::store::Store;
use crate::model::{FileNote, Gap, Location, ProjectId, WaitingFile};
use crate::storage::media::FileRow;
use crate::storage::{media, project, segment};
use crate::{Error, Result, edit};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CheckReport {
    /// Nothing below but gaps, which are no fault.
    pub sound: bool,
    /// What SQLite's own integrity check says, empty when all is well.
    pub integrity: Vec<String>,
    /// Files in the media or trash folder that no row knows, relative to the library.
    pub orphans: Vec<String>,
    /// Files that the database says are there and that are not.
    pub missing: Vec<FileNote>,
    /// Files that are not where they belong, without a known reason.
    pub misplaced: Vec<FileNote>,
    /// Stored paths that lead out of the library.
    pub refused: Vec<FileNote>,
    /// Files that wait to be moved, with the reason.
    pub waiting: Vec<WaitingFile>,
    /// Projects with missing sequence indexes.
    pub gaps: Vec<ProjectGaps>,
    /// Segments with a sequence index below zero.
    #[ts(type = "number")]
    pub negative_indexes: i64,
}

/// The gaps of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProjectGaps {
    /// The project.
    pub project_id: ProjectId,
    /// Its gaps, from the first.
    pub gaps: Vec<Gap>,
}

pub(super) async fn check(readers: &SqlitePool, store: &Arc<Store>) -> Result<CheckReport> {
    let rows = media::all(readers).await?;
    let disk = Disk::list(store).await?;
    let files = disk.compare(&rows);
    let (gaps, negative_indexes) = sequence(readers).await?;
    let integrity = integrity(readers).await?;
    let waiting = media::waiting(readers).await?;
    let sound = integrity.is_empty()
        && files.orphans.is_empty()
        && files.missing.is_empty()
        && files.misplaced.is_empty()
        && files.refused.is_empty()
        && waiting.is_empty()
        && negative_indexes == 0;
    Ok(CheckReport {
        sound,
        integrity,
        orphans: files.orphans,
        missing: files.missing,
        misplaced: files.misplaced,
        refused: files.refused,
        waiting,
        gaps,
        negative_indexes,
    })
}

async fn integrity(readers: &SqlitePool) -> Result<Vec<String>> {
    let mut found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(readers)
        .await
        .map_err(Error::database("Checking the database failed"))?;
    found.retain(|line| line != "ok");
    Ok(found)
}

async fn sequence(readers: &SqlitePool) -> Result<(Vec<ProjectGaps>, i64)> {
    let (mut found, mut negative) = (Vec::new(), 0);
    for project in project::list(readers).await? {
        let places = segment::project_places(readers, project.id).await?;
        let indexes: Vec<i64> = places.iter().map(|place| place.sequence_index).collect();
        negative += indexes.iter().filter(|index| **index < 0).count() as i64;
        let gaps = edit::gaps(&indexes);
        if !gaps.is_empty() {
            found.push(ProjectGaps {
                project_id: project.id,
                gaps,
            });
        }
    }
    Ok((found, negative))
}

/// The names in the two folders.
struct Disk {
    media: HashSet<String>,
    trash: HashSet<String>,
}

#[derive(Default)]
struct FileFindings {
    orphans: Vec<String>,
    missing: Vec<FileNote>,
    misplaced: Vec<FileNote>,
    refused: Vec<FileNote>,
}

impl Disk {
    async fn list(store: &Arc<Store>) -> Result<Self> {
        let store = Arc::clone(store);
        let root = store.root_path().to_owned();
        let read = tokio::task::spawn_blocking(move || -> std::io::Result<Self> {
            let names = |place| Ok::<_, std::io::Error>(store.list(place)?.into_iter().collect());
            Ok(Self {
                media: names(Location::Media)?,
                trash: names(Location::Trash)?,
            })
        });
        read.await
            .unwrap_or_else(|error| Err(std::io::Error::other(error)))
            .map_err(|source| Error::file("Reading the library's folders failed", root, source))
    }

    fn compare(&self, rows: &[FileRow]) -> FileFindings {
        let mut found = FileFindings::default();
        let mut known: HashSet<String> = HashSet::new();
        for row in rows {
            // Told when its segment went, and no live segment lacks it: that is over.
            let told = row.wanted != Location::Media
                && matches!(row.location, Location::Missing | Location::Refused);
            let Some(path) = StoredPath::parse(&row.path) else {
                found.refused.extend((!told).then(|| note(row)));
                continue;
            };
            let (in_media, in_trash) = (row.path.clone(), format!("trash/{}", path.trash_name(row.id)));
            let (here, elsewhere) = match row.wanted {
                Location::Media => (self.holds(&in_media), self.holds(&in_trash)),
                Location::Trash => (self.holds(&in_trash), self.holds(&in_media)),
                _ => (true, self.holds(&in_media) || self.holds(&in_trash)),
            };
            match (here, elsewhere) {
                (true, false) => {}
                (false, false) => found.missing.extend((!told).then(|| note(row))),
                (_, true) if row.problem.is_none() => found.misplaced.push(note(row)),
                (_, true) => {}
            }
            known.extend([in_media, in_trash]);
        }
        found.orphans = self.paths().filter(|path| !known.contains(path)).collect();
        found.orphans.sort_unstable();
        found
    }

    fn holds(&self, path: &str) -> bool {
        match path.split_once('/') {
            Some(("media", name)) => self.media.contains(name),
            Some(("trash", name)) => self.trash.contains(name),
            _ => false,
        }
    }

    fn paths(&self) -> impl Iterator<Item = String> {
        let media = self.media.iter().map(|name| format!("media/{name}"));
        let trash = self.trash.iter().map(|name| format!("trash/{name}"));
        media.chain(trash)
    }
}
