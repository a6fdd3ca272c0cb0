//! The floors of deletes: the least that a program has to do which clears files away, lets them come back, and loses
//! nothing that it has acknowledged. One synced commit that puts the rows aside, and a rename for each file.

use std::ops::RangeInclusive;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, fsync, open, renameat};

use crate::bare::Bare;
use crate::stage::{Stage, media, media_name, trash_name};

/// A program that does the least, at work on a stage of its own.
#[derive(Debug)]
pub(crate) struct Floor {
    database: Bare,
    media: OwnedFd,
    trash: OwnedFd,
}

impl Floor {
    /// Opens a stage.
    ///
    /// # Errors
    /// What SQLite or the system says.
    pub(crate) fn on(stage: &Stage) -> anyhow::Result<Self> {
        Ok(Self {
            database: Bare::open(&stage.database())?,
            media: folder(&stage.library().join("media"))?,
            trash: folder(&stage.library().join("trash"))?,
        })
    }

    /// Puts segments that follow each other into the trash, and their files too. Returns how long that took.
    ///
    /// # Errors
    /// What SQLite or the system says.
    pub(crate) fn delete(&self, segments: RangeInclusive<i64>) -> anyhow::Result<Duration> {
        let took = self.move_rows(
            &segments,
            "INSERT INTO trash (
                segment_id, project_id, op_id, deleted_at, sequence_index, text, image_prompt, image_id, audio_id,
                is_locked, is_audio_stale, created_at, updated_at
             )
             SELECT id, project_id, 0, 0, sequence_index, text, image_prompt, image_id, audio_id,
                is_locked, is_audio_stale, created_at, updated_at
             FROM segment WHERE id BETWEEN ?1 AND ?2",
            "DELETE FROM segment WHERE id BETWEEN ?1 AND ?2",
        )?;
        let begun = Instant::now();
        for id in media(segments) {
            renameat(&self.media, media_name(id), &self.trash, trash_name(id))?;
        }
        let took = took + begun.elapsed();
        self.sync_folders()?;
        Ok(took)
    }

    /// Brings them back, and their files too. Returns how long that took.
    ///
    /// # Errors
    /// What SQLite or the system says.
    pub(crate) fn bring_back(&self, segments: RangeInclusive<i64>) -> anyhow::Result<Duration> {
        let took = self.move_rows(
            &segments,
            "INSERT INTO segment (
                id, project_id, sequence_index, text, image_prompt, image_id, audio_id,
                is_locked, is_audio_stale, created_at, updated_at
             )
             SELECT segment_id, project_id, sequence_index, text, image_prompt, image_id, audio_id,
                is_locked, is_audio_stale, created_at, updated_at
             FROM trash WHERE segment_id BETWEEN ?1 AND ?2",
            "DELETE FROM trash WHERE segment_id BETWEEN ?1 AND ?2",
        )?;
        let begun = Instant::now();
        for id in media(segments) {
            renameat(&self.trash, trash_name(id), &self.media, media_name(id))?;
        }
        let took = took + begun.elapsed();
        self.sync_folders()?;
        Ok(took)
    }

    // The core does so a moment after its answer. Left to the next commit on this file system, it would be on that one's
    // bill, and that is the core's.
    fn sync_folders(&self) -> rustix::io::Result<()> {
        fsync(&self.trash)?;
        fsync(&self.media)
    }

    // A program has its statements prepared, so preparing them takes no time here.
    fn move_rows(
        &self,
        segments: &RangeInclusive<i64>,
        insert: &str,
        delete: &str,
    ) -> anyhow::Result<Duration> {
        let ends = [*segments.start(), *segments.end()];
        let statements = ["BEGIN IMMEDIATE", insert, delete, "COMMIT"];
        let mut prepared = statements
            .iter()
            .map(|sql| self.database.prepare(sql))
            .collect::<anyhow::Result<Vec<_>>>()?;
        let begun = Instant::now();
        for (nth, statement) in prepared.iter_mut().enumerate() {
            statement.run(if nth == 1 || nth == 2 { &ends } else { &[] })?;
        }
        Ok(begun.elapsed())
    }
}

fn folder(path: &Path) -> rustix::io::Result<OwnedFd> {
    open(path, OFlags::DIRECTORY | OFlags::RDONLY, Mode::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_floor_moves_rows_and_files_and_brings_both_back() {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 4, 4).await.unwrap();
        let floor = Floor::on(&stage).unwrap();
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            let mut counted = floor.database.prepare(&sql).unwrap();
            counted.step().unwrap();
            counted.number(0).unwrap()
        };
        let files = |place: &str| std::fs::read_dir(stage.library().join(place)).unwrap().count();
        floor.delete(2..=3).unwrap();
        assert_eq!((count("segment"), count("trash")), (2, 2));
        assert_eq!((files("media"), files("trash")), (4, 4));
        floor.bring_back(2..=3).unwrap();
        assert_eq!((count("segment"), count("trash")), (4, 0));
        assert_eq!((files("media"), files("trash")), (8, 0));
    }
}
