//! What a delete would take, told before it is done.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Library;
use crate::media::settle::{self, Settled, SettledFile};
use crate::model::{FileReport, Location, SegmentId};
use crate::ops::DeleteMode;
use crate::storage::media::FileRow;
use crate::storage::segment::Doomed;
use crate::storage::{media, segment};
use crate::transact::require_all_of_one_project;
use crate::{Result, RowKind};

/// What a delete of some segments would do, as far as that can be known before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeletePreview {
    /// How many segments would go.
    #[ts(type = "number")]
    pub segments: i64,
    /// Sequence index of the first of them.
    #[ts(type = "number")]
    pub first_index: i64,
    /// How many of them are locked.
    #[ts(type = "number")]
    pub locked: i64,
    /// How many of them have a stale take.
    #[ts(type = "number")]
    pub stale: i64,
    /// How many segments behind them would move up: none unless the gap is closed.
    #[ts(type = "number")]
    pub moved: i64,
    /// Sum of the audio durations that are left, in milliseconds.
    #[ts(type = "number")]
    pub duration_ms: i64,
    /// How many segments are left without audio, which last for as long as whoever plays them says.
    #[ts(type = "number")]
    pub silent: i64,
    /// What would become of their files. Whether one is there and can be moved is found out by the delete itself.
    pub files: FileReport,
}

impl Library {
    /// Tells what a delete would do, and does nothing.
    ///
    /// # Errors
    /// As [`DeleteSegments`](crate::ops::DeleteSegments): `NotFound` for an unknown segment, `Invalid` for none or for
    /// those of two projects; `Io` where the database can't be read.
    pub async fn preview_delete(&self, ids: &[SegmentId], mode: DeleteMode) -> Result<DeletePreview> {
        let mut db = self.snapshot().await?;
        let places = segment::places(&mut *db, ids).await?;
        let found = places.iter().map(|place| (place.id, place.project_id));
        let project = require_all_of_one_project(RowKind::Segment, ids, found)?;
        let doomed = segment::doomed(&mut *db, project, ids).await?;
        let named = segment::media_of(&mut *db, ids).await?;
        let rows = media::files_by_ids(&mut *db, &named).await?;
        let kept = media::kept_without(&mut *db, &named, ids).await?;
        let (kept, going): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| kept.contains(&row.id));
        let Doomed {
            segments,
            first_index,
            locked,
            stale,
            behind,
            duration_ms,
            silent,
        } = doomed;
        Ok(DeletePreview {
            segments,
            first_index,
            locked,
            stale,
            moved: match mode {
                DeleteMode::Lift => 0,
                DeleteMode::Ripple => behind,
            },
            duration_ms,
            silent,
            files: settle::report(&moved_to_trash(going), &kept),
        })
    }
}

/// Takes files as moved that are still where a move could find them. What is known to be missing or refused is told once, and
/// was.
fn moved_to_trash(rows: Vec<FileRow>) -> Vec<SettledFile> {
    rows.into_iter()
        .filter(|row| !matches!(row.location, Location::Missing | Location::Refused))
        .map(|row| SettledFile {
            row: FileRow {
                wanted: Location::Trash,
                ..row
            },
            settled: Settled::Moved,
        })
        .collect()
}
