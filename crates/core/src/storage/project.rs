//! The `project` table.

use sqlx::{SqliteExecutor, SqlitePool};

use super::op::ProjectImage;
use crate::model::{Project, ProjectId, ProjectSummary};
use crate::{Error, Result, RowKind, Task};

/// Returns a project, or `not_found`.
pub(crate) async fn get(db: impl SqliteExecutor<'_>, id: ProjectId) -> Result<Project> {
    sqlx::query_as(include_str!("project/get.sql"))
        .bind(id)
        .fetch_optional(db)
        .await
        .map_err(Error::database(Task::ReadProjects))?
        .ok_or_else(|| Error::not_found(RowKind::Project, [id.0]))
}

/// Returns the project of a library with one.
pub(crate) async fn only(db: impl SqliteExecutor<'_>) -> Result<Option<Project>> {
    let mut projects: Vec<Project> = sqlx::query_as(include_str!("project/first_two.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadProjects))?;
    Ok(projects.pop().filter(|_| projects.is_empty()))
}

/// Returns all projects with what their cards tell, the last changed first.
pub(crate) async fn list(db: impl SqliteExecutor<'_>) -> Result<Vec<ProjectSummary>> {
    sqlx::query_as(include_str!("project/list.sql"))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadProjects))
}

/// Inserts a project and returns its id.
pub(crate) async fn insert(db: impl SqliteExecutor<'_>, title: &str, now: i64) -> Result<ProjectId> {
    sqlx::query_scalar(include_str!("project/insert.sql"))
        .bind(title)
        .bind(now)
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::MakeProject))
}

/// Gives a project another title.
pub(crate) async fn rename(db: impl SqliteExecutor<'_>, id: ProjectId, title: &str) -> Result<()> {
    sqlx::query(include_str!("project/rename.sql"))
        .bind(id)
        .bind(title)
        .execute(db)
        .await
        .map_err(Error::database(Task::RenameProject))?;
    Ok(())
}

/// Deletes a project's row. Its segments have to be gone.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, id: ProjectId) -> Result<()> {
    sqlx::query(include_str!("project/delete.sql"))
        .bind(id)
        .execute(db)
        .await
        .map_err(Error::database(Task::DeleteProject))?;
    Ok(())
}

/// Inserts a project as it was.
pub(crate) async fn put_back(db: impl SqliteExecutor<'_>, image: &ProjectImage, now: i64) -> Result<()> {
    sqlx::query(include_str!("project/put_back.sql"))
        .bind(image.id)
        .bind(&image.title)
        .bind(image.created_at)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::RestoreProject))?;
    Ok(())
}

/// Returns the ids that a damaged table still gives.
pub(crate) async fn readable_ids(readers: &SqlitePool) -> Vec<ProjectId> {
    let ways = [
        include_str!("project/ids_from_first.sql"),
        include_str!("project/ids_from_last.sql"),
    ];
    super::readable_ids(readers, ways)
        .await
        .into_iter()
        .map(ProjectId)
        .collect()
}
