//! Make segments of files: what is dropped beside the segments.

use std::path::PathBuf;

use serde::Serialize;
use ts_rs::TS;

use super::Op;
use super::import::{StoryMedia, assign};
use super::segment::{make_room, media_to_copy, require_place};
use crate::media::MediaSource;
use crate::media::probe::kind_of;
use crate::model::{MediaKind, OpKind, ProjectId, SegmentId};
use crate::storage::segment::{self, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

/// How many files one operation takes: copying them in is one step that holds up all others.
const MOST_FILES: usize = 1000;

/// Adds a segment for each file, in the order of their names, numbers by their value. An image and a take of the same name share
/// a segment.
#[derive(Debug, Clone)]
pub struct AddFiles {
    project_id: ProjectId,
    at: Option<i64>,
    segments: Vec<StoryMedia>,
}

/// The segments that were added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AddedSegments {
    /// Their ids, in the order in which they stand.
    pub ids: Vec<SegmentId>,
    /// Sequence index of the first of them. The others follow without a gap.
    #[ts(type = "number")]
    pub first_index: i64,
}

impl AddFiles {
    /// Looks at files by their content, one to 1,000 of them. They will stand at a sequence index, where what is there and
    /// behind moves up; `None` is behind the last segment. Blocks.
    ///
    /// # Errors
    /// `Invalid` for none or too many; `UnsupportedMedia` for a file that is neither an image nor a recording; `MediaMissing`, `Io`
    /// and its kin where one can't be read.
    pub fn of(project_id: ProjectId, at: Option<i64>, mut paths: Vec<PathBuf>) -> Result<Self> {
        match paths.len() {
            0 => return Err(Error::invalid(Refusal::NoFileNamed)),
            1..=MOST_FILES => {}
            _ => {
                return Err(Error::invalid(Refusal::TooManyFiles {
                    most: MOST_FILES as u32,
                }));
            }
        }
        alphanumeric_sort::sort_path_slice(&mut paths);
        let mut segments: Vec<(PathBuf, StoryMedia)> = Vec::new();
        for path in paths {
            let kind = kind_of(&path)?;
            let name = path.with_extension("");
            let shared = segments
                .last_mut()
                .filter(|(last, media)| *last == name && is_free(media, kind));
            match shared {
                Some((_, media)) => put(media, kind, path),
                None => {
                    let mut media = StoryMedia::default();
                    put(&mut media, kind, path);
                    segments.push((name, media));
                }
            }
        }
        Ok(Self {
            project_id,
            at,
            segments: segments.into_iter().map(|(_, media)| media).collect(),
        })
    }
}

fn is_free(media: &StoryMedia, kind: MediaKind) -> bool {
    match kind {
        MediaKind::Image => media.image.is_none(),
        MediaKind::Audio => media.audio.is_none(),
    }
}

fn put(media: &mut StoryMedia, kind: MediaKind, path: PathBuf) {
    let source = Some(MediaSource::File(path));
    match kind {
        MediaKind::Image => media.image = source,
        MediaKind::Audio => media.audio = source,
    }
}

impl Op for AddFiles {
    type Value = AddedSegments;

    fn kind(&self) -> OpKind {
        OpKind::AddSegment
    }

    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        self.segments
            .iter()
            .flat_map(|media| media_to_copy(&media.image, &media.audio))
            .collect()
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let last = segment::last_index(&mut *txn.db, self.project_id)
            .await?
            .unwrap_or(-1);
        let first_index = self.at.unwrap_or(last + 1);
        require_place(first_index, last)?;
        make_room(txn, self.project_id, first_index, self.segments.len() as i64).await?;
        let adopted = txn.adopt_media().await?;
        let first_id = segment::next_id(&mut *txn.db).await?;
        let rows: Vec<NewSegment> = assign(&self.segments, adopted)
            .into_iter()
            .zip(0..)
            .map(|((image_id, audio_id), nth)| NewSegment {
                id: SegmentId(first_id.0 + nth),
                sequence_index: first_index + nth,
                text: String::new(),
                image_prompt: String::new(),
                image_id,
                audio_id,
                is_audio_stale: false,
            })
            .collect();
        txn.add_segments(self.project_id, &rows).await?;
        Ok(AddedSegments {
            ids: rows.iter().map(|row| row.id).collect(),
            first_index,
        })
    }
}
