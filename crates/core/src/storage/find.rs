//! What a search asks of the `segment` table.

use futures_util::TryStreamExt;
use futures_util::stream::BoxStream;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{Row, SqliteConnection, SqliteExecutor};

use crate::model::{ProjectId, SegmentId};
use crate::{Error, Result, Task};

/// States that segments have to be in; `None` asks nothing. Durations are in milliseconds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    pub(crate) has_image: Option<bool>,
    pub(crate) has_audio: Option<bool>,
    pub(crate) has_text: Option<bool>,
    pub(crate) has_prompt: Option<bool>,
    pub(crate) image_missing: Option<bool>,
    pub(crate) audio_missing: Option<bool>,
    pub(crate) locked: Option<bool>,
    pub(crate) stale: Option<bool>,
    pub(crate) beside_gap: Option<bool>,
    pub(crate) longer_than: Option<i64>,
    pub(crate) shorter_than: Option<i64>,
    pub(crate) not_longer_than: Option<i64>,
    pub(crate) not_shorter_than: Option<i64>,
}

/// Returns the segments of a project that are in every state asked for, by sequence index.
pub(crate) async fn matching(
    db: impl SqliteExecutor<'_>,
    project: ProjectId,
    filter: &Filter,
) -> Result<Vec<SegmentId>> {
    let Json(ids) = sqlx::query_scalar(include_str!("find/matching.sql"))
        .bind(project)
        .bind(filter.has_image)
        .bind(filter.has_audio)
        .bind(filter.has_text)
        .bind(filter.has_prompt)
        .bind(filter.image_missing)
        .bind(filter.audio_missing)
        .bind(filter.locked)
        .bind(filter.stale)
        .bind(filter.beside_gap)
        .bind(filter.longer_than)
        .bind(filter.shorter_than)
        .bind(filter.not_longer_than)
        .bind(filter.not_shorter_than)
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadSegments))?;
    Ok(ids)
}

/// Hands over the texts and prompts of a project's segments.
pub(crate) async fn texts(
    db: &mut SqliteConnection,
    project: ProjectId,
    take: impl FnMut(SegmentId, &str, &str),
) -> Result<()> {
    let rows = sqlx::query(include_str!("find/texts.sql"))
        .bind(project)
        .fetch(db);
    hand_over(rows, take).await
}

/// Hands over the texts and prompts of those of some segments that stand in a project.
pub(crate) async fn texts_of(
    db: &mut SqliteConnection,
    project: ProjectId,
    ids: &[SegmentId],
    take: impl FnMut(SegmentId, &str, &str),
) -> Result<()> {
    let rows = sqlx::query(include_str!("find/texts_of.sql"))
        .bind(project)
        .bind(Json(ids))
        .fetch(db);
    hand_over(rows, take).await
}

async fn hand_over(
    mut rows: BoxStream<'_, std::result::Result<SqliteRow, sqlx::Error>>,
    mut take: impl FnMut(SegmentId, &str, &str),
) -> Result<()> {
    let failed = Error::database;
    while let Some(row) = rows.try_next().await.map_err(failed(Task::ReadSegments))? {
        let read = || Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?));
        let (id, text, image_prompt) = read().map_err(failed(Task::ReadSegments))?;
        take(id, text, image_prompt);
    }
    Ok(())
}
