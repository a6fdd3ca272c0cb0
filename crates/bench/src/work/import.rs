//! Bring a story in whose segments have an image and a take each.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use image::{ImageFormat, RgbImage};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use segue_core::Library;
use segue_core::format::{Story, StorySegment};
use segue_core::media::MediaSource;
use segue_core::ops::{ImportStory, StoryMedia};

use super::Effort;
use crate::answer;
use crate::bare::Bare;
use crate::sample::side_by_side;
use crate::stage::Stage;
use crate::table::{Findings, Line};

const SEGMENTS: usize = 500;
/// Sides of a picture in pixels.
const SIDE: u32 = 64;
/// Samples of a take, at 8,000 a second.
const SAMPLES: u32 = 8_000;

pub(super) async fn measure(effort: Effort, scratch: &Path) -> anyhow::Result<Findings> {
    let (picture, take) = (picture()?, take());
    let stage = Stage::make(scratch, 1, 1).await?;
    let floor_stage = Stage::make(scratch, 1, 1).await?;
    let library = Arc::new(Library::open(&stage.library()).await?);
    let floor = Floor {
        database: Bare::open(&floor_stage.database())?,
        library: &floor_stage.library(),
    };
    let pair = side_by_side(
        effort.rounds(3, 9),
        async |_| answer::time(&library, story_of(&picture, &take)).await,
        |round| floor.import(round, &picture, &take),
    )
    .await?;
    library.close().await?;
    Ok(Line::of("import 500 segments, 1,000 files", &pair).into())
}

fn story_of(picture: &[u8], take: &[u8]) -> ImportStory {
    let source = |name: &str, bytes: &[u8]| {
        Some(MediaSource::Bytes {
            name: name.to_owned(),
            bytes: Cow::Owned(bytes.to_vec()),
        })
    };
    let media = StoryMedia {
        image: source("picture.png", picture),
        audio: source("take.wav", take),
    };
    let segment = StorySegment {
        text: "Once a hare laughed at a tortoise for his slow pace.".to_owned(),
        image_prompt: "A hare and a tortoise on a country road at noon".to_owned(),
        ..StorySegment::default()
    };
    ImportStory {
        story: Story {
            title: None,
            segments: vec![segment; SEGMENTS],
        },
        title: Some("Imported".to_owned()),
        media: vec![media; SEGMENTS],
    }
}

/// A program that does the least which keeps a row from pointing at a short file: each file written aside, synced and
/// renamed, the folder synced, then the rows in one synced commit. It does not look whether the files can be decoded.
struct Floor<'a> {
    database: Bare,
    library: &'a Path,
}

impl Floor<'_> {
    fn import(&self, round: usize, picture: &[u8], take: &[u8]) -> anyhow::Result<Duration> {
        let (aside, media) = (self.library.join("cache/incoming"), self.library.join("media"));
        std::fs::create_dir_all(&aside)?;
        let begun = Instant::now();
        for segment in 0..SEGMENTS {
            for (bytes, extension) in [(picture, "png"), (take, "wav")] {
                let name = format!("i{round}-{segment}.{extension}");
                let mut file = File::create_new(aside.join(&name))?;
                file.write_all(bytes)?;
                file.sync_all()?;
                std::fs::rename(aside.join(&name), media.join(&name))?;
            }
        }
        File::open(&media)?.sync_all()?;
        self.add_rows(round)?;
        Ok(begun.elapsed())
    }

    fn add_rows(&self, round: usize) -> anyhow::Result<()> {
        // Behind all that were imported before.
        let first = (1 + round * SEGMENTS) as i64;
        let numbers = [first, first + SEGMENTS as i64 - 1];
        self.database.run("BEGIN IMMEDIATE")?;
        for rows in [
            "WITH RECURSIVE numbered (id) AS (SELECT ?1 UNION ALL SELECT id + 1 FROM numbered WHERE id < ?2)
             INSERT INTO media (id, kind, path, name, bytes, created_at, location, wanted)
             SELECT 2 * id + 1, 'image', 'media/i' || id || '.png', 'picture.png', 1, 0, 'media', 'media' FROM numbered
             UNION ALL
             SELECT 2 * id + 2, 'audio', 'media/i' || id || '.wav', 'take.wav', 1, 0, 'media', 'media' FROM numbered",
            "WITH RECURSIVE numbered (id) AS (SELECT ?1 UNION ALL SELECT id + 1 FROM numbered WHERE id < ?2)
             INSERT INTO segment (
                project_id, sequence_index, text, image_prompt, image_id, audio_id, created_at, updated_at
             )
             SELECT 1, id, 'Once a hare laughed at a tortoise for his slow pace.',
                'A hare and a tortoise on a country road at noon', 2 * id + 1, 2 * id + 2, 0, 0
             FROM numbered",
        ] {
            self.database.prepare(rows)?.run(&numbers)?;
        }
        self.database.run("COMMIT")
    }
}

fn picture() -> anyhow::Result<Vec<u8>> {
    let mut noise = vec![0; (SIDE * SIDE * 3) as usize];
    StdRng::seed_from_u64(1).fill_bytes(&mut noise);
    let pixels = RgbImage::from_raw(SIDE, SIDE, noise).unwrap_or_default();
    let mut file = Cursor::new(Vec::new());
    pixels.write_to(&mut file, ImageFormat::Png)?;
    Ok(file.into_inner())
}

/// Returns a WAV of silence.
fn take() -> Vec<u8> {
    let data = SAMPLES * 2;
    let mut bytes = Vec::with_capacity(44 + data as usize);
    bytes.extend(b"RIFF");
    bytes.extend((36 + data).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16_u32.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes()); // PCM
    bytes.extend(1_u16.to_le_bytes()); // channels
    bytes.extend(8_000_u32.to_le_bytes());
    bytes.extend(16_000_u32.to_le_bytes()); // bytes a second
    bytes.extend(2_u16.to_le_bytes()); // bytes a sample
    bytes.extend(16_u16.to_le_bytes()); // bits a sample
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes.resize(44 + data as usize, 0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::PROJECT;

    #[tokio::test]
    async fn the_core_takes_the_files_and_the_floor_does_its_part() {
        let scratch = tempfile::tempdir().unwrap();
        let stage = Stage::make(scratch.path(), 1, 1).await.unwrap();
        let floor = Floor {
            database: Bare::open(&stage.database()).unwrap(),
            library: &stage.library(),
        };
        for round in 0..2 {
            floor.import(round, b"png", b"wav").unwrap();
        }
        drop(floor);
        let library = Library::open(&stage.library()).await.unwrap();
        assert_eq!(library.segments(PROJECT).await.unwrap().len(), 1 + 2 * SEGMENTS);
        let mut import = story_of(&picture().unwrap(), &take());
        import.story.segments.truncate(1);
        import.media.truncate(1);
        let project = library.run(import).await.unwrap().value;
        let imported = library.segments(project).await.unwrap();
        assert_eq!(imported[0].duration_ms, Some(1_000));
        library.close().await.unwrap();
    }
}
