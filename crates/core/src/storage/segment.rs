//! The `segment` table.

mod lock;

pub(crate) use lock::set_locked;

use serde::{Deserialize, Serialize};
use sqlx::types::Json;
use sqlx::{FromRow, Row, SqliteConnection, SqliteExecutor, SqlitePool, sqlite::SqliteRow};

use super::named;
use crate::model::{Media, MediaId, Outline, ProjectId, Segment, SegmentId, Shift};
use crate::{Error, Result, Task};

/// A segment's place, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, FromRow)]
pub(crate) struct Place {
    pub(crate) id: SegmentId,
    pub(crate) project_id: ProjectId,
    pub(crate) sequence_index: i64,
    #[serde(deserialize_with = "super::truth")]
    pub(crate) is_locked: bool,
}

/// A row to insert.
#[derive(Debug, Serialize)]
pub(crate) struct NewSegment {
    pub(crate) id: SegmentId,
    pub(crate) sequence_index: i64,
    pub(crate) text: String,
    pub(crate) image_prompt: String,
    pub(crate) image_id: Option<MediaId>,
    pub(crate) audio_id: Option<MediaId>,
    pub(crate) is_audio_stale: bool,
}

/// What a segment says, shows and plays, live or in the trash.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(crate) struct Content {
    pub(crate) id: SegmentId,
    pub(crate) text: String,
    pub(crate) image_prompt: String,
    pub(crate) image_id: Option<MediaId>,
    pub(crate) audio_id: Option<MediaId>,
    pub(crate) is_audio_stale: bool,
}

impl Content {
    /// Returns the files that it refers to.
    pub(crate) fn media(&self) -> impl Iterator<Item = MediaId> {
        self.image_id.into_iter().chain(self.audio_id)
    }
}

/// What a delete of some segments would take from a project, and what it would leave.
#[derive(Debug, Clone, Copy, FromRow)]
pub(crate) struct Doomed {
    pub(crate) segments: i64,
    pub(crate) first_index: i64,
    pub(crate) locked: i64,
    pub(crate) stale: i64,
    /// Segments that stay, behind the first that goes.
    pub(crate) behind: i64,
    /// Sum of the audio durations of the segments that stay, in milliseconds.
    pub(crate) duration_ms: i64,
    /// Segments that stay and have no audio.
    pub(crate) silent: i64,
}

/// The nearest taken indexes before and after a run of indexes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Neighbours {
    pub(crate) before: Option<i64>,
    pub(crate) after: Option<i64>,
}

/// The columns of a segment that an edit may change; `None` stays as it is.
#[derive(Debug, Default)]
pub(crate) struct Edit<'a> {
    pub(crate) text: Option<&'a str>,
    pub(crate) image_prompt: Option<&'a str>,
    pub(crate) is_locked: Option<bool>,
}

impl<'r> FromRow<'r, SqliteRow> for Segment {
    fn from_row(row: &'r SqliteRow) -> sqlx::Result<Self> {
        let image = match row.try_get("image_id")? {
            Some(id) => Some(Media {
                id,
                path: row.try_get("image_path")?,
                name: row.try_get("image_name")?,
                bytes: row.try_get("image_bytes")?,
                width: row.try_get("image_width")?,
                height: row.try_get("image_height")?,
                missing: row.try_get("image_missing")?,
            }),
            None => None,
        };
        let audio = match row.try_get("audio_id")? {
            Some(id) => Some(Media {
                id,
                path: row.try_get("audio_path")?,
                name: row.try_get("audio_name")?,
                bytes: row.try_get("audio_bytes")?,
                width: None,
                height: None,
                missing: row.try_get("audio_missing")?,
            }),
            None => None,
        };
        Ok(Self {
            id: row.try_get("id")?,
            project_id: row.try_get("project_id")?,
            sequence_index: row.try_get("sequence_index")?,
            text: row.try_get("text")?,
            image_prompt: row.try_get("image_prompt")?,
            image,
            audio,
            duration_ms: row.try_get("duration_ms")?,
            audio_stale: row.try_get("is_audio_stale")?,
            locked: row.try_get("is_locked")?,
        })
    }
}

/// Returns a project's segments by sequence index.
pub(crate) async fn list(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Vec<Segment>> {
    sqlx::query_as(include_str!("segment/list.sql"))
        .bind(project)
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns a project's segments as columns. `revision` is for the caller to know.
pub(crate) async fn outline(
    db: impl SqliteExecutor<'_>,
    project_id: ProjectId,
    revision: i64,
) -> Result<Outline> {
    type Columns = (
        Json<Vec<SegmentId>>,
        Json<Vec<i64>>,
        Json<Vec<Option<i64>>>,
        Json<Vec<u8>>,
    );
    let (Json(ids), Json(sequence_indexes), Json(durations), Json(marks)): Columns =
        sqlx::query_as(include_str!("segment/outline.sql"))
            .bind(project_id)
            .fetch_one(db)
            .await
            .map_err(Error::database(Task::ReadSegments))?;
    Ok(Outline {
        project_id,
        revision,
        ids,
        sequence_indexes,
        durations_ms: durations.into_iter().map(whole_ms).collect(),
        marks,
    })
}

/// A damaged library may have any numbers.
fn whole_ms(duration: Option<i64>) -> u32 {
    duration.map_or(0, |ms| u32::try_from(ms.max(0)).unwrap_or(u32::MAX))
}

/// Returns those of some segments that are there, by sequence index.
pub(crate) async fn by_ids(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<Vec<Segment>> {
    sqlx::query_as(include_str!("segment/by_ids.sql"))
        .bind(Json(ids))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the contents of those of some segments that are there or in the trash, in the order in which they are
/// named, each once.
pub(crate) async fn contents(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<Vec<Content>> {
    sqlx::query_as(include_str!("segment/contents.sql"))
        .bind(Json(ids))
        .fetch_all(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the places of those of some segments that are there, by sequence index.
pub(crate) async fn places(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<Vec<Place>> {
    sqlx::query_scalar(include_str!("segment/places.sql"))
        .bind(named(ids))
        .fetch_one(db)
        .await
        .map(|Json(places)| by_index(places))
        .map_err(Error::database(Task::ReadSegments))
}

/// Puts places by sequence index.
pub(crate) fn by_index(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable_by_key(|place| place.sequence_index);
    places
}

/// Returns all places of a project by sequence index.
pub(crate) async fn project_places(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Vec<Place>> {
    sqlx::query_scalar(include_str!("segment/project_places.sql"))
        .bind(project)
        .fetch_one(db)
        .await
        .map(|Json(places)| places)
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns what a delete of some segments of a project would take and leave.
pub(crate) async fn doomed(
    db: impl SqliteExecutor<'_>,
    project: ProjectId,
    ids: &[SegmentId],
) -> Result<Doomed> {
    sqlx::query_as(include_str!("segment/doomed.sql"))
        .bind(project)
        .bind(Json(ids))
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the place of the segment behind an index, over gaps.
pub(crate) async fn next(
    db: impl SqliteExecutor<'_>,
    project: ProjectId,
    index: i64,
) -> Result<Option<Place>> {
    sqlx::query_as(include_str!("segment/next.sql"))
        .bind(project)
        .bind(index)
        .fetch_optional(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the greatest sequence index of a project, or `None` for an empty one.
pub(crate) async fn last_index(db: impl SqliteExecutor<'_>, project: ProjectId) -> Result<Option<i64>> {
    sqlx::query_scalar(include_str!("segment/last_index.sql"))
        .bind(project)
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns whether a segment stands at an index.
pub(crate) async fn is_taken(db: impl SqliteExecutor<'_>, project: ProjectId, index: i64) -> Result<bool> {
    sqlx::query_scalar(include_str!("segment/is_taken.sql"))
        .bind(project)
        .bind(index)
        .fetch_one(db)
        .await
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the images and takes that there are, of segments that may have either.
pub(super) fn both(media: Vec<[Option<MediaId>; 2]>) -> Vec<MediaId> {
    media.into_iter().flatten().flatten().collect()
}

/// Returns the media that some segments refer to, shared ones as often as they are.
pub(crate) async fn media_of(db: impl SqliteExecutor<'_>, ids: &[SegmentId]) -> Result<Vec<MediaId>> {
    sqlx::query_scalar(include_str!("segment/media_of.sql"))
        .bind(named(ids))
        .fetch_one(db)
        .await
        .map(|Json(media)| both(media))
        .map_err(Error::database(Task::ReadSegments))
}

/// Returns the id that the next row gets.
pub(crate) async fn next_id(db: impl SqliteExecutor<'_>) -> Result<SegmentId> {
    super::next_id(db, "segment").await.map(SegmentId)
}

/// Inserts rows.
pub(crate) async fn insert(
    db: impl SqliteExecutor<'_>,
    project: ProjectId,
    segments: &[NewSegment],
    now: i64,
) -> Result<()> {
    sqlx::query(include_str!("segment/insert.sql"))
        .bind(Json(segments))
        .bind(project)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::AddSegments))?;
    Ok(())
}

/// Changes what is given and leaves the rest.
pub(crate) async fn update(
    db: impl SqliteExecutor<'_>,
    id: SegmentId,
    edit: Edit<'_>,
    now: i64,
) -> Result<()> {
    sqlx::query(include_str!("segment/update.sql"))
        .bind(id)
        .bind(edit.text)
        .bind(edit.image_prompt)
        .bind(edit.is_locked)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::ChangeSegment))?;
    Ok(())
}

/// Gives a segment another content.
pub(crate) async fn rewrite(db: impl SqliteExecutor<'_>, content: &Content, now: i64) -> Result<()> {
    sqlx::query(include_str!("segment/rewrite.sql"))
        .bind(content.id)
        .bind(&content.text)
        .bind(&content.image_prompt)
        .bind(content.image_id)
        .bind(content.audio_id)
        .bind(content.is_audio_stale)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::ChangeSegment))?;
    Ok(())
}

/// Makes a segment refer to another image, or to none.
pub(crate) async fn set_image(
    db: impl SqliteExecutor<'_>,
    id: SegmentId,
    image: Option<MediaId>,
    now: i64,
) -> Result<()> {
    set_media(db, include_str!("segment/set_image.sql"), id, image, now).await
}

/// Makes a segment refer to another take, or to none.
pub(crate) async fn set_audio(
    db: impl SqliteExecutor<'_>,
    id: SegmentId,
    audio: Option<MediaId>,
    now: i64,
) -> Result<()> {
    set_media(db, include_str!("segment/set_audio.sql"), id, audio, now).await
}

async fn set_media(
    db: impl SqliteExecutor<'_>,
    statement: &'static str,
    id: SegmentId,
    media: Option<MediaId>,
    now: i64,
) -> Result<()> {
    sqlx::query(statement)
        .bind(id)
        .bind(media)
        .bind(now)
        .execute(db)
        .await
        .map_err(Error::database(Task::ChangeSegment))?;
    Ok(())
}

/// Moves runs of segments to new places, all at once.
pub(crate) async fn shift(db: &mut SqliteConnection, project: ProjectId, shifts: &[Shift]) -> Result<()> {
    sqlx::query(include_str!("segment/shift_out.sql"))
        .bind(project)
        .bind(Json(shifts))
        .execute(&mut *db)
        .await
        .map_err(Error::database(Task::MoveSegments))?;
    sqlx::query(include_str!("segment/shift_in.sql"))
        .bind(project)
        .execute(db)
        .await
        .map_err(Error::database(Task::MoveSegments))?;
    Ok(())
}

/// Returns the ids that a damaged table still gives.
pub(crate) async fn readable_ids(readers: &SqlitePool) -> Vec<SegmentId> {
    let ways = [
        include_str!("segment/ids_from_first.sql"),
        include_str!("segment/ids_from_last.sql"),
    ];
    super::readable_ids(readers, ways)
        .await
        .into_iter()
        .map(SegmentId)
        .collect()
}
