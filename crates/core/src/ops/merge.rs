//! Make one segment of two that follow each other.

use std::slice;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::segment::require_unlocked;
use crate::model::{OpKind, SegmentId};
use crate::storage::segment::{self, Content, Place};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, RowKind, edit};

/// Merges a segment with the next one in order, over a gap too. The texts become one; prompt, image and take are the
/// first's, or the second's where the first has none. The second goes to the trash as it was, and its place is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct MergeWithNext {
    /// The first of the two. Refused when one of them is locked, or when it is the last.
    pub id: SegmentId,
}

/// What a merge made of two segments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MergeReceipt {
    /// The first, which is both now.
    pub id: SegmentId,
    /// The second, which is in the trash.
    pub trashed: SegmentId,
}

impl Op for MergeWithNext {
    type Value = MergeReceipt;

    fn kind(&self) -> OpKind {
        OpKind::MergeSegments
    }

    fn segments(&self) -> &[SegmentId] {
        slice::from_ref(&self.id)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let (first, second) = self.both(txn).await?;
        require_unlocked(&[first, second])?;
        let ids = [first.id, second.id];
        let contents: [Content; 2] = segment::contents(&mut *txn.db, &ids)
            .await?
            .try_into()
            .map_err(|_| Error::not_found(RowKind::Segment, ids.map(|id| id.0)))?;
        let last = segment::last_index(&mut *txn.db, first.project_id)
            .await?
            .unwrap_or(second.sequence_index);
        txn.edit_segments(&[first.id]).await?;
        segment::rewrite(&mut *txn.db, &merged(contents), txn.now).await?;
        txn.trash_segments(&[second.id], &[]).await?;
        txn.shift_segments(first.project_id, edit::ripple(&[second.sequence_index], last))
            .await?;
        txn.about(ids.len());
        Ok(MergeReceipt {
            id: first.id,
            trashed: second.id,
        })
    }
}

impl MergeWithNext {
    async fn both(&self, txn: &mut Txn<'_>) -> Result<(Place, Place)> {
        let named = txn.require_segments()?;
        let Some(first) = named.first().copied() else {
            return Err(Error::not_found(RowKind::Segment, [self.id.0]));
        };
        match segment::next(&mut *txn.db, first.project_id, first.sequence_index).await? {
            Some(second) => Ok((first, second)),
            None => Err(Error::invalid(Refusal::NothingToMergeWith)),
        }
    }
}

/// Returns what two segments are as one, under the first's id.
fn merged([first, second]: [Content; 2]) -> Content {
    let text = joined(&first.text, &second.text);
    let (audio_id, spoken, was_stale) = match first.audio_id {
        Some(_) => (first.audio_id, &first.text, first.is_audio_stale),
        None => (second.audio_id, &second.text, second.is_audio_stale),
    };
    // A take that says all of the text is as good as it was: the other segment had none.
    let is_audio_stale = audio_id.is_some() && (was_stale || *spoken != text);
    Content {
        id: first.id,
        image_prompt: if first.image_prompt.trim().is_empty() {
            second.image_prompt
        } else {
            first.image_prompt
        },
        image_id: first.image_id.or(second.image_id),
        audio_id,
        is_audio_stale,
        text,
    }
}

/// Joins two texts by a space, or by a line break where one of them has several lines.
fn joined(first: &str, second: &str) -> String {
    if second.trim().is_empty() {
        return first.to_owned();
    }
    if first.trim().is_empty() {
        return second.to_owned();
    }
    let (first, second) = (first.trim_end(), second.trim_start());
    let seam = if first.contains('\n') || second.contains('\n') {
        '\n'
    } else {
        ' '
    };
    format!("{first}{seam}{second}")
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("One.", "Two.", "One. Two.")]
    #[case("One. ", "\tTwo. ", "One. Two. ")]
    #[case("One.\nMore.", "Two.", "One.\nMore.\nTwo.")]
    #[case("One.", "Two.\n\nThree.", "One.\nTwo.\n\nThree.")]
    #[case("One.\n", "Two.", "One. Two.")]
    #[case("", "Two.", "Two.")]
    #[case("One. ", " ", "One. ")]
    #[case("", "", "")]
    fn two_texts_become_one(#[case] first: &str, #[case] second: &str, #[case] expected: &str) {
        assert_eq!(joined(first, second), expected);
    }
}
