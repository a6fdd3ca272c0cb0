//! What check found, put right: one kind of finding at a time, and never by deleting a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Library, Watched, check};
use crate::Result;
use crate::media::settle;
use crate::media::stage::kind_of_orphan;
use crate::media::store::Store;
use crate::model::{Location, MediaId, MediaKind, ProjectId};
use crate::ops::{AdoptFiles, CreateProject, RepairOrder};
use crate::storage::{media, project, segment, trash};
use crate::work::{Stage, Work};

/// A finding to put right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(export)]
pub enum Repair {
    /// Files that are not where they belong, or there again: they are moved, their segments have them again. Nothing
    /// of a story changes, so there is nothing to take back.
    Misplaced,
    /// Files that nothing shows go to the trash, as deleted segments of a project. One operation.
    TrashFound {
        /// The project's title, in the words of whoever asks. It is made if there is none of this title.
        title: String,
    },
    /// Files that nothing shows become segments at the end of a project. One operation.
    AdoptFound {
        /// The project.
        project_id: ProjectId,
    },
    /// Segments before the first place move behind it with all that follows. For good.
    Order,
    /// Segments that are in the timeline leave the trash; those in the timeline stay as they are. For good.
    TrashDrift,
}

/// What a repair did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RepairReceipt {
    /// How many files or segments were put right.
    #[ts(type = "number")]
    pub repaired: i64,
    /// The project whose history has it as a step to take back.
    pub undo_in: Option<ProjectId>,
    /// Files that Segue has no use for: neither picture nor sound. They stay where they are.
    pub left: Vec<String>,
}

impl RepairReceipt {
    fn of(repaired: i64) -> Self {
        Self {
            repaired,
            undo_in: None,
            left: Vec::new(),
        }
    }
}

/// Where found files get their segments.
enum FoundPlace {
    /// At the end of a project.
    Project(ProjectId),
    /// In the trash of the project of a title.
    TrashOf(String),
}

impl Library {
    /// Puts one kind of finding right.
    ///
    /// # Errors
    /// `NotFound` for an unknown project, `Invalid` for a title that can't be one; `PermissionDenied`, `DiskFull` or `Io` where
    /// it can't be saved.
    pub async fn repair(&self, repair: Repair) -> Result<RepairReceipt> {
        self.watched(&Work::unwatched()).repair(repair).await
    }

    /// Puts right whatever can be, found files by way of the trash of the project `found`. Returns each repair that had
    /// something to do.
    ///
    /// # Errors
    /// As [`repair`](Self::repair). What was repaired before the error stays so.
    pub async fn repair_all(&self, found: &str) -> Result<Vec<(Repair, RepairReceipt)>> {
        self.watched(&Work::unwatched()).repair_all(found).await
    }
}

impl Watched<'_> {
    /// As [`Library::repair`].
    ///
    /// # Errors
    /// As [`Library::repair`]; `Cancelled`.
    pub async fn repair(self, repair: Repair) -> Result<RepairReceipt> {
        match repair {
            Repair::Misplaced => self.settle_misplaced().await,
            Repair::TrashFound { title } => self.place_found(FoundPlace::TrashOf(title)).await,
            Repair::AdoptFound { project_id } => self.place_found(FoundPlace::Project(project_id)).await,
            Repair::Order => self.repair_order().await,
            Repair::TrashDrift => self.drop_trash_drift().await,
        }
    }

    /// As [`Library::repair_all`]. Once one repair has changed something, the rest is not cancelled either.
    ///
    /// # Errors
    /// As [`Library::repair_all`]; `Cancelled`.
    pub async fn repair_all(self, found: &str) -> Result<Vec<(Repair, RepairReceipt)>> {
        let title = found.to_owned();
        let mut done = Vec::new();
        for repair in [
            Repair::Misplaced,
            Repair::TrashDrift,
            Repair::Order,
            Repair::TrashFound { title },
        ] {
            let receipt = self.repair(repair.clone()).await?;
            if receipt.repaired > 0 || !receipt.left.is_empty() {
                done.push((repair, receipt));
            }
        }
        Ok(done)
    }

    async fn settle_misplaced(self) -> Result<RepairReceipt> {
        let inner = &self.library.inner;
        let mut writer = self.work.unless_cancelled(inner.writer.lock()).await?;
        writer.record(&inner.store).await;
        let found = check::compare_files(&inner.readers, &inner.store, self.work).await?;
        let connection = writer.connection(inner).await?;
        self.work.commit()?;
        for place in [Location::Media, Location::Trash] {
            let there = found.misplaced.iter().filter(|(_, found)| *found == place);
            let ids: Vec<MediaId> = there.map(|(row, _)| row.id).collect();
            media::record_found(&mut *connection, &ids, place).await?;
        }
        let unsettled = media::unsettled(&mut *connection).await?;
        let files = settle::settle(&inner.store, unsettled, self.work).await;
        settle::record(connection, &inner.store, &files).await?;
        Ok(RepairReceipt::of(found.misplaced.len() as i64))
    }

    /// Gives found files segments, in a project or in the trash.
    async fn place_found(self, place: FoundPlace) -> Result<RepairReceipt> {
        let inner = &self.library.inner;
        let found = check::compare_files(&inner.readers, &inner.store, self.work).await?;
        let unreferenced = media::unreferenced(&inner.readers).await?;
        let (orphans, left) = usable(&inner.store, found.orphans, self.work).await?;
        if orphans.is_empty() && unreferenced.is_empty() {
            let none = RepairReceipt::of(0);
            return Ok(RepairReceipt { left, ..none });
        }
        let (project_id, to_trash) = match place {
            FoundPlace::Project(project) => (project, false),
            FoundPlace::TrashOf(title) => (self.project_titled(&title).await?, true),
        };
        let adopted = self
            .run(AdoptFiles {
                project_id,
                orphans,
                unreferenced: unreferenced.iter().map(|row| row.id).collect(),
                to_trash,
            })
            .await?;
        Ok(RepairReceipt {
            repaired: adopted.value,
            undo_in: Some(project_id),
            left,
        })
    }

    /// Returns the project of a title, made if it is not there.
    async fn project_titled(self, title: &str) -> Result<ProjectId> {
        let projects = project::list(&self.library.inner.readers).await?;
        match projects.iter().find(|project| project.title == title.trim()) {
            Some(project) => Ok(project.id),
            None => {
                let title = title.to_owned();
                Ok(self.run(CreateProject { title }).await?.value)
            }
        }
    }

    async fn repair_order(self) -> Result<RepairReceipt> {
        let readers = &self.library.inner.readers;
        let mut repaired = 0;
        for project in project::list(readers).await? {
            let places = segment::project_places(readers, project.id).await?;
            if places.first().is_some_and(|first| first.sequence_index < 0) {
                let project_id = project.id;
                repaired += self.run(RepairOrder { project_id }).await?.value;
            }
        }
        Ok(RepairReceipt::of(repaired))
    }

    async fn drop_trash_drift(self) -> Result<RepairReceipt> {
        let inner = &self.library.inner;
        let mut writer = self.work.unless_cancelled(inner.writer.lock()).await?;
        let connection = writer.connection(inner).await?;
        let drifted = trash::drifted(&mut *connection).await?;
        self.work.commit()?;
        trash::delete(connection, &drifted).await?;
        Ok(RepairReceipt::of(drifted.len() as i64))
    }
}

/// Tells the files that Segue can use from those that it can't.
async fn usable(
    store: &Arc<Store>,
    orphans: Vec<String>,
    work: &Work,
) -> Result<(Vec<(MediaKind, String)>, Vec<String>)> {
    let (store, work) = (Arc::clone(store), work.clone());
    super::blocking(move || {
        let total = orphans.len();
        let (mut usable, mut left) = (Vec::new(), Vec::new());
        for (nth, path) in orphans.into_iter().enumerate() {
            work.tell(Stage::LookingAtFiles, nth, total);
            work.require_wanted()?;
            match kind_of_orphan(&store, &path) {
                Some(kind) => usable.push((kind, path)),
                None => left.push(path),
            }
        }
        Ok((usable, left))
    })
    .await
}
