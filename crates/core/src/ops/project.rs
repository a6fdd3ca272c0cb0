//! Make, rename and delete projects.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::model::{OpKind, ProjectId, SegmentId};
use crate::storage::{project, segment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

/// Longest title, in characters: more than any list can show.
const MAX_TITLE_CHARS: u32 = 200;

/// Makes an empty project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct CreateProject {
    /// What people call it. Blank is refused; white space around it goes.
    pub title: String,
}

/// Gives a project another title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct RenameProject {
    /// The project.
    pub id: ProjectId,
    /// The new title. Blank is refused.
    pub title: String,
}

/// Deletes a project with its segments; their media go to the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DeleteProject {
    /// The project.
    pub id: ProjectId,
}

/// What a project's delete took along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeleteProjectReceipt {
    /// The title it had.
    pub title: String,
    /// How many segments went.
    #[ts(type = "number")]
    pub segments: i64,
}

/// Returns a title as it is stored: without the white space around it, and neither blank nor endless.
pub(super) fn require_title(title: &str) -> Result<&str> {
    let title = title.trim();
    if title.is_empty() {
        return Err(Error::invalid(Refusal::TitleMissing));
    }
    if title.chars().count() > MAX_TITLE_CHARS as usize {
        return Err(Error::invalid(Refusal::TitleTooLong {
            most: MAX_TITLE_CHARS,
        }));
    }
    Ok(title)
}

impl Op for CreateProject {
    type Value = ProjectId;

    fn kind(&self) -> OpKind {
        OpKind::CreateProject
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.add_project(require_title(&self.title)?).await
    }
}

impl Op for RenameProject {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::RenameProject
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let title = require_title(&self.title)?;
        txn.edit_project(self.id).await?;
        project::rename(&mut *txn.db, self.id, title).await
    }
}

impl Op for DeleteProject {
    type Value = DeleteProjectReceipt;

    const FREES_SPACE: bool = true;

    fn kind(&self) -> OpKind {
        OpKind::DeleteProject
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let title = project::get(&mut *txn.db, self.id).await?.title;
        let places = segment::project_places(&mut *txn.db, self.id).await?;
        let ids: Vec<SegmentId> = places.iter().map(|place| place.id).collect();
        txn.edit_project(self.id).await?;
        txn.trash_segments(&ids, &[]).await?;
        txn.about(ids.len());
        project::delete(&mut *txn.db, self.id).await?;
        Ok(DeleteProjectReceipt {
            title,
            segments: ids.len() as i64,
        })
    }
}
