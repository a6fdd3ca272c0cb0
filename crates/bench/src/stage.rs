//! Libraries to work on: one project of many segments, each with an image and a take.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use anyhow::Context;
use segue_core::Library;
use segue_core::model::{ProjectId, SegmentId};
use tempfile::TempDir;

use crate::bare::Bare;

/// The stage's one project.
pub(crate) const PROJECT: ProjectId = ProjectId(1);
/// A media file's size in bytes: what is in it no work here looks at.
const FILE_BYTES: usize = 1_024;

/// A library of a project whose segments have the ids 1, 2, … and stand in that order, closed; gone when dropped.
#[derive(Debug)]
pub(crate) struct Stage {
    home: TempDir,
}

impl Stage {
    /// Makes a library. Only the first `with_files` segments' media files are on the disk: who touches no others is
    /// none the wiser.
    ///
    /// # Errors
    /// What the core, SQLite or the disk says.
    pub(crate) async fn make(scratch: &Path, segments: u32, with_files: u32) -> anyhow::Result<Self> {
        let home = TempDir::with_prefix_in("stage-", scratch)?;
        let stage = Self { home };
        Library::create(&stage.library()).await?.close().await?;
        stage.fill(segments).context("filling a library failed")?;
        for id in media(1..=i64::from(with_files)) {
            std::fs::write(
                stage.library().join("media").join(media_name(id)),
                [0; FILE_BYTES],
            )?;
        }
        // What was written is on the disk before anything is measured.
        rustix::fs::sync();
        Ok(stage)
    }

    fn fill(&self, segments: u32) -> anyhow::Result<()> {
        let database = Bare::open(&self.database())?;
        let rows = include_str!("stage.sql").replace("?1", &segments.to_string());
        database.run(&rows)?;
        database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    }

    /// Returns the library's folder.
    pub(crate) fn library(&self) -> PathBuf {
        self.home.path().join("library")
    }

    /// Returns its database.
    pub(crate) fn database(&self) -> PathBuf {
        self.library().join("library.db")
    }
}

/// Returns the ids of some segments.
pub(crate) fn segments(numbers: RangeInclusive<i64>) -> Vec<SegmentId> {
    numbers.map(SegmentId).collect()
}

/// Returns the media ids of some segments, images and takes.
pub(crate) fn media(segments: RangeInclusive<i64>) -> RangeInclusive<i64> {
    segments.start() * 2 - 1..=segments.end() * 2
}

/// Returns a media file's name in the media folder: images have the odd ids.
pub(crate) fn media_name(id: i64) -> String {
    format!("m{id}.{}", extension(id))
}

/// Returns its name in the trash.
pub(crate) fn trash_name(id: i64) -> String {
    format!("{id}.{}", extension(id))
}

fn extension(id: i64) -> &'static str {
    if id % 2 == 0 { "wav" } else { "png" }
}

#[cfg(test)]
mod tests {
    use segue_core::ops::{DeleteMode, DeleteSegments};

    use super::*;

    #[tokio::test]
    async fn the_core_takes_a_stage_for_a_library_of_its_own() {
        let scratch = TempDir::new().unwrap();
        let stage = Stage::make(scratch.path(), 3, 3).await.unwrap();
        let library = Library::open(&stage.library()).await.unwrap();
        let report = library.check().await.unwrap();
        assert!(report.sound, "{report:?}");
        let ids: Vec<SegmentId> = library
            .segments(PROJECT)
            .await
            .unwrap()
            .iter()
            .map(|segment| segment.id)
            .collect();
        assert_eq!(ids, segments(1..=3));
        let delete = DeleteSegments {
            ids: segments(2..=2),
            mode: DeleteMode::Lift,
            erase: false,
        };
        assert_eq!(library.run(delete).await.unwrap().files.cleared, 2);
        for id in media(2..=2) {
            assert!(stage.library().join("trash").join(trash_name(id)).exists());
            assert!(!stage.library().join("media").join(media_name(id)).exists());
        }
        library.close().await.unwrap();
    }
}
