//! Give a segment an image or a take, or take it away. The file that was there goes to the trash.

use std::path::PathBuf;

use std::slice;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::segment::{media_to_copy, require_unlocked};
use crate::media::MediaSource;
use crate::media::probe::kind_of;
use crate::model::{MediaId, MediaKind, OpKind, Segment, SegmentId};
use crate::storage::segment;
use crate::transact::Txn;
use crate::{Error, Refusal, Result, RowKind};

/// Copies an image, a take or both in, in place of what the segment had.
#[derive(Debug, Clone)]
pub struct AttachMedia {
    /// The segment. Refused when locked.
    pub segment_id: SegmentId,
    /// JPEG, PNG, WebP or GIF, at most 50 MB, decodable.
    pub image: Option<MediaSource>,
    /// WAV, MP3, Ogg, FLAC or M4A, at most 500 MB, with a decodable header.
    pub audio: Option<MediaSource>,
}

impl AttachMedia {
    /// Looks at files by their content: an image, a take, or one of each. Blocks.
    ///
    /// # Errors
    /// `Invalid` for none, and for two images or two takes; as [`AddFiles::of`](super::AddFiles::of) for what is neither.
    pub fn of_files(segment_id: SegmentId, paths: Vec<PathBuf>) -> Result<Self> {
        let (mut image, mut audio) = (None, None);
        for path in paths {
            let place = match kind_of(&path)? {
                MediaKind::Image => &mut image,
                MediaKind::Audio => &mut audio,
            };
            if place.replace(MediaSource::File(path)).is_some() {
                return Err(Error::invalid(Refusal::SeveralForOneSegment));
            }
        }
        if image.is_none() && audio.is_none() {
            return Err(Error::invalid(Refusal::NoFileNamed));
        }
        Ok(Self {
            segment_id,
            image,
            audio,
        })
    }
}

/// Takes the image, the take or both away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct DetachMedia {
    /// The segment. Refused when locked.
    pub segment_id: SegmentId,
    /// Take the image away.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub image: bool,
    /// Take the audio away.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub audio: bool,
}

impl Op for AttachMedia {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::AttachMedia
    }

    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        media_to_copy(&self.image, &self.audio)
    }

    fn segments(&self) -> &[SegmentId] {
        slice::from_ref(&self.segment_id)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let before = unlocked_segment(txn, self.segment_id).await?;
        if self.image.is_none() && self.audio.is_none() {
            return Ok(());
        }
        txn.edit_segments(&[before.id]).await?;
        let mut adopted = txn.adopt_media().await?.into_iter();
        if self.image.is_some() {
            replace(txn, &before, MediaKind::Image, adopted.next()).await?;
        }
        if self.audio.is_some() {
            replace(txn, &before, MediaKind::Audio, adopted.next()).await?;
        }
        Ok(())
    }
}

impl Op for DetachMedia {
    type Value = ();

    fn kind(&self) -> OpKind {
        OpKind::DetachMedia
    }

    fn segments(&self) -> &[SegmentId] {
        slice::from_ref(&self.segment_id)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let before = unlocked_segment(txn, self.segment_id).await?;
        let (image, audio) = (
            self.image && before.image.is_some(),
            self.audio && before.audio.is_some(),
        );
        if !image && !audio {
            return Ok(());
        }
        txn.edit_segments(&[before.id]).await?;
        if image {
            replace(txn, &before, MediaKind::Image, None).await?;
        }
        if audio {
            replace(txn, &before, MediaKind::Audio, None).await?;
        }
        Ok(())
    }
}

/// Returns a segment as it is before its media change. Refused when locked.
async fn unlocked_segment(txn: &mut Txn<'_>, id: SegmentId) -> Result<Segment> {
    require_unlocked(&txn.require_segments()?)?;
    let found = segment::by_ids(&mut *txn.db, &[id]).await?;
    found
        .into_iter()
        .next()
        .ok_or_else(|| Error::not_found(RowKind::Segment, [id.0]))
}

async fn replace(txn: &mut Txn<'_>, before: &Segment, kind: MediaKind, with: Option<MediaId>) -> Result<()> {
    let old = match kind {
        MediaKind::Image => {
            segment::set_image(&mut *txn.db, before.id, with, txn.now).await?;
            &before.image
        }
        MediaKind::Audio => {
            segment::set_audio(&mut *txn.db, before.id, with, txn.now).await?;
            &before.audio
        }
    };
    txn.release(old.iter().map(|media| media.id));
    Ok(())
}
