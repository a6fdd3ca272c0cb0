//! Make two segments of one, at a place in its narration.

use std::slice;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Op;
use super::segment::{make_room, require_unlocked};
use crate::model::{OpKind, SegmentId};
use crate::storage::segment::{self, Edit, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result, RowKind};

/// Splits a segment at a place in its narration. The first part keeps prompt, image and take, which is stale then; the
/// rest becomes a segment right behind it, without media. White space around the cut goes. What stands behind moves up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub struct SplitSegment {
    /// The segment. Refused when locked.
    pub id: SegmentId,
    /// Where to cut, counted in UTF-16 code units as a text field counts. There has to be text on both sides, and the
    /// cut may not go through a character.
    pub at: u32,
}

/// The segment that a split made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SplitReceipt {
    /// The new segment, with the second part of the narration.
    pub second: SegmentId,
    /// Its sequence index.
    #[ts(type = "number")]
    pub sequence_index: i64,
}

impl Op for SplitSegment {
    type Value = SplitReceipt;

    fn kind(&self) -> OpKind {
        OpKind::SplitSegment
    }

    fn segments(&self) -> &[SegmentId] {
        slice::from_ref(&self.id)
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        let places = txn.require_segments()?;
        require_unlocked(&places)?;
        let whole = segment::contents(&mut *txn.db, &[self.id]).await?;
        let (Some(place), Some(whole)) = (places.first(), whole.first()) else {
            return Err(Error::not_found(RowKind::Segment, [self.id.0]));
        };
        let (first, second) = cut(&whole.text, self.at)?;
        let sequence_index = place.sequence_index.saturating_add(1);
        make_room(txn, place.project_id, sequence_index, 1).await?;
        txn.edit_segments(&[self.id]).await?;
        let edit = Edit {
            text: Some(first),
            ..Edit::default()
        };
        segment::update(&mut *txn.db, self.id, edit, txn.now).await?;
        let row = NewSegment {
            id: segment::next_id(&mut *txn.db).await?,
            sequence_index,
            text: second.to_owned(),
            image_prompt: String::new(),
            image_id: None,
            audio_id: None,
            is_audio_stale: false,
        };
        let second = row.id;
        txn.add_segments(place.project_id, &[row]).await?;
        Ok(SplitReceipt {
            second,
            sequence_index,
        })
    }
}

/// Returns the two parts of a text, without the white space around the cut.
fn cut(text: &str, at: u32) -> Result<(&str, &str)> {
    let (first, second) = place_of(text, at)
        .and_then(|place| text.split_at_checked(place))
        .ok_or_else(|| Error::invalid(Refusal::NoPlaceToSplit { at }))?;
    let (first, second) = (first.trim_end(), second.trim_start());
    if first.is_empty() || second.is_empty() {
        return Err(Error::invalid(Refusal::NothingToSplit));
    }
    Ok((first, second))
}

/// Returns the byte at which a text has had so many UTF-16 code units, or `None` inside a character or past the end.
fn place_of(text: &str, at: u32) -> Option<usize> {
    let mut units = 0;
    let starts = text.char_indices().map(|(place, character)| {
        let start = (place, units);
        units += character.len_utf16() as u64;
        start
    });
    let found = starts.take_while(|(_, units)| *units <= u64::from(at)).last();
    match found {
        Some((place, units)) if units == u64::from(at) => Some(place),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("One. Two.", 4, "One.", "Two.")]
    #[case("One. Two.", 5, "One.", "Two.")]
    #[case("One.\n\n Two. ", 5, "One.", "Two. ")]
    #[case("🦊🦊", 2, "🦊", "🦊")]
    #[case("é🦊x", 3, "é🦊", "x")]
    #[case("ab", 1, "a", "b")]
    fn a_text_is_cut_where_a_text_field_counts(
        #[case] text: &str,
        #[case] at: u32,
        #[case] first: &str,
        #[case] second: &str,
    ) {
        assert_eq!(cut(text, at).unwrap(), (first, second));
    }

    #[rstest]
    #[case("", 0)]
    #[case("ab", 0)]
    #[case("ab", 2)]
    #[case("ab", 3)]
    #[case("ab", u32::MAX)]
    #[case("  ab", 2)]
    #[case("ab  ", 2)]
    #[case("a🦊b", 2)]
    fn a_cut_at_an_end_or_through_a_character_is_refused(#[case] text: &str, #[case] at: u32) {
        assert!(cut(text, at).is_err());
    }

    proptest! {
        #[test]
        fn a_cut_loses_white_space_only(text in "[a-z🦊é \n]{0,12}", at in 0_u32..16) {
            let units: Vec<u16> = text.encode_utf16().collect();
            let sides = units.split_at_checked(at as usize).and_then(|(before, after)| {
                Some((String::from_utf16(before).ok()?, String::from_utf16(after).ok()?))
            });
            let expected = sides
                .map(|(before, after)| (before.trim_end().to_owned(), after.trim_start().to_owned()))
                .filter(|(before, after)| !before.is_empty() && !after.is_empty());
            let made = cut(&text, at).ok().map(|(a, b)| (a.to_owned(), b.to_owned()));
            prop_assert_eq!(made, expected);
        }
    }
}
