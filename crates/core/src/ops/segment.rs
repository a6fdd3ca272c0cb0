//! Add and edit segments.

use std::slice;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use crate::media::MediaSource;
use crate::model::{MediaKind, OpKind, ProjectId, SegmentId};
use crate::storage::segment::{self, Edit, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, edit};

/// Adds a segment at the end, or at a place.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct AddSegment {
    /// The project to add to.
    pub project_id: ProjectId,
    /// The narration; may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub text: String,
    /// The image prompt; may be empty.
    #[serde(default)]
    #[ts(optional, as = "Option<String>")]
    pub image_prompt: String,
    /// Sequence index to stand at: a free one is filled, a taken one makes it and all behind move up by one.
    /// `None` is behind the last. At most the last index plus one.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub at: Option<i64>,
    /// Picture to copy in. Never read from a window's request: a path comes from a dialog of ours.
    #[serde(skip)]
    pub image: Option<MediaSource>,
    /// Take to copy in. Never read from a window's request.
    #[serde(skip)]
    pub audio: Option<MediaSource>,
}

/// Changes what is given and leaves the rest. A locked segment's text and prompt are refused, unless the same edit unlocks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct EditSegment {
    /// The segment.
    pub id: SegmentId,
    /// New narration.
    #[serde(default)]
    #[ts(optional)]
    pub text: Option<String>,
    /// New image prompt.
    #[serde(default)]
    #[ts(optional)]
    pub image_prompt: Option<String>,
    /// Lock or unlock.
    #[serde(default)]
    #[ts(optional)]
    pub locked: Option<bool>,
    /// Goes on with the typing of the last edit of this field: the two are one step of the history.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub typing: bool,
}

impl Op for AddSegment {
    type Value = SegmentId;

    fn kind(&self) -> OpKind {
        OpKind::AddSegment
    }

    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        media_to_copy(&self.image, &self.audio)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        txn.in_project(self.project_id).await?;
        let last = segment::last_index(&mut *txn.db, self.project_id)
            .await?
            .unwrap_or(-1);
        let sequence_index = self.at.unwrap_or(last + 1);
        require_place(sequence_index, last)?;
        if segment::is_taken(&mut *txn.db, self.project_id, sequence_index).await? {
            make_room(txn, self.project_id, sequence_index, 1).await?;
        }
        let mut media = txn.adopt_media().await?.into_iter();
        let id = segment::next_id(&mut *txn.db).await?;
        let row = NewSegment {
            id,
            sequence_index,
            text: self.text,
            image_prompt: self.image_prompt,
            image_id: self.image.and_then(|_| media.next()),
            audio_id: self.audio.and_then(|_| media.next()),
            is_audio_stale: false,
        };
        txn.add_segments(self.project_id, &[row]).await?;
        Ok(id)
    }
}

/// Refuses a place that is neither in the project nor right behind its last segment.
pub(super) fn require_place(index: i64, last: i64) -> Result<()> {
    if (0..=last + 1).contains(&index) {
        return Ok(());
    }
    Err(Error::invalid(Refusal::NoPlaceToAdd {
        place: index,
        last: last + 1,
    }))
}

/// Makes what stands at an index move up, with all behind it, by so many places. A gap there moves up too.
pub(super) async fn make_room(txn: &mut Txn<'_>, project: ProjectId, index: i64, count: i64) -> Result<()> {
    let last = segment::last_index(&mut *txn.db, project).await?.unwrap_or(-1);
    // A damaged library may have any numbers.
    let furthest = last.max(index).checked_add(count);
    if furthest.is_none_or(|furthest| furthest == i64::MAX) {
        return Err(Error::invalid(Refusal::NoPlacesLeft));
    }
    txn.shift_segments(project, edit::make_room(index, count, last))
        .await
}

/// Lists an image and a take, in this order, as a verb's media.
pub(super) fn media_to_copy(
    image: &Option<MediaSource>,
    audio: &Option<MediaSource>,
) -> Vec<(MediaKind, MediaSource)> {
    let image = image.iter().map(|source| (MediaKind::Image, source.clone()));
    let audio = audio.iter().map(|source| (MediaKind::Audio, source.clone()));
    image.chain(audio).collect()
}

impl Op for EditSegment {
    type Value = ();

    fn kind(&self) -> OpKind {
        match self.locked {
            Some(true) => OpKind::LockSegment,
            Some(false) => OpKind::UnlockSegment,
            None => OpKind::EditSegment,
        }
    }

    fn segments(&self) -> &[SegmentId] {
        slice::from_ref(&self.id)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let places = txn.require_segments()?;
        let locked = self
            .locked
            .filter(|locked| places.iter().any(|place| place.is_locked != *locked));
        if self.text.is_none() && self.image_prompt.is_none() && locked.is_none() {
            return Ok(());
        }
        let edits_content = self.text.is_some() || self.image_prompt.is_some();
        if edits_content && self.locked != Some(false) {
            require_unlocked(&places)?;
        }
        if self.typing {
            txn.join_last_edit(self.id).await?;
        }
        txn.edit_segments(&[self.id]).await?;
        let edit = Edit {
            text: self.text.as_deref(),
            image_prompt: self.image_prompt.as_deref(),
            is_locked: locked,
        };
        segment::update(&mut *txn.db, self.id, edit, txn.now).await?;
        txn.end_typing(self.id).await
    }
}

/// Refuses to go on when a segment's content is protected.
pub(super) fn require_unlocked(places: &[segment::Place]) -> Result<()> {
    match places.iter().find(|place| place.is_locked) {
        Some(place) => Err(Error::SegmentLocked {
            number: place.sequence_index + 1,
        }),
        None => Ok(()),
    }
}
