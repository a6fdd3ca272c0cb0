//! What is made of media to be shown, thumbnails and waveforms: what each is called in the cache, and how one that was
//! kept is told from anything else that lies there.

use std::path::Path;

use super::OpenMedia;
use super::thumbnail::make_thumbnail;
use super::waveform::draw_waveform;
use crate::Result;
use crate::model::MediaId;
use crate::storage::media::FileRow;

/// What is made of a media file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Rendition {
    /// A JPEG of an image.
    Thumbnail {
        /// Its longest side, in pixels.
        max_side: u32,
    },
    /// How loud a take is, as [`Waveform::to_bytes`](super::waveform::Waveform::to_bytes) writes it.
    Waveform,
}

/// Bytes before the content of a kept rendition: a mark that tells the form, and a checksum.
const SEAL_BYTES: usize = 8;
const MARK: [u8; 4] = *b"SGR1";

impl Rendition {
    /// Returns the name in the cache.
    pub(crate) fn cached_name(self, id: MediaId) -> String {
        match self {
            Self::Thumbnail { max_side } => format!("thumbnail-{id}-{max_side}"),
            Self::Waveform => format!("waveform-{id}"),
        }
    }

    /// Makes it. Blocks. `go_on` is asked now and then: its error ends the work.
    ///
    /// # Errors
    ///
    /// `UnsupportedMedia` where the file can't be decoded; `Io` and its kin where it can't be read; and what `go_on` says.
    pub(crate) fn make(
        self,
        mut opened: OpenMedia,
        path: &Path,
        go_on: &dyn Fn() -> Result<()>,
    ) -> Result<Vec<u8>> {
        match self {
            Self::Thumbnail { max_side } => make_thumbnail(&mut opened.file, max_side, path),
            Self::Waveform => Ok(draw_waveform(opened.file, path, go_on)?.to_bytes()),
        }
    }
}

/// Returns the media row that a name in the cache belongs to.
pub(crate) fn owner_of(cached_name: &str) -> Option<MediaId> {
    let mut parts = cached_name.split('-');
    let is_ours = matches!(parts.next(), Some("thumbnail" | "waveform"));
    let id = parts.next()?.parse().ok()?;
    is_ours.then_some(MediaId(id))
}

/// Puts a rendition into the form in which it is kept.
pub(crate) fn sealed(row: &FileRow, content: &[u8]) -> Vec<u8> {
    let mut kept = MARK.to_vec();
    kept.extend(checksum(row, content).to_le_bytes());
    kept.extend(content);
    kept
}

/// Returns the content of what was kept; `None` unless it is whole, and of the very file that the row tells of. Ids may
/// come again with a backup of the database, and writing to the cache is not made durable.
pub(crate) fn unsealed(row: &FileRow, mut kept: Vec<u8>) -> Option<Vec<u8>> {
    let (mark, rest) = kept.split_first_chunk::<4>()?;
    let (sum, content) = rest.split_first_chunk::<4>()?;
    if *mark != MARK || u32::from_le_bytes(*sum) != checksum(row, content) {
        return None;
    }
    kept.drain(..SEAL_BYTES);
    Some(kept)
}

fn checksum(row: &FileRow, content: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(row.path.as_bytes());
    sum.update(&row.bytes.to_le_bytes());
    sum.update(content);
    sum.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Location, MediaKind};

    fn row(path: &str, bytes: i64) -> FileRow {
        FileRow {
            id: MediaId(7),
            kind: MediaKind::Image,
            path: path.to_owned(),
            name: "hare.png".to_owned(),
            bytes,
            location: Location::Media,
            wanted: Location::Media,
            problem: None,
        }
    }

    #[test]
    fn what_was_kept_comes_back_for_the_same_file_only() {
        let kept = sealed(&row("media/a.png", 10), b"picture");
        assert_eq!(
            unsealed(&row("media/a.png", 10), kept.clone()).as_deref(),
            Some(&b"picture"[..])
        );
        assert_eq!(
            unsealed(&row("media/b.png", 10), kept.clone()),
            None,
            "an id that came again"
        );
        assert_eq!(
            unsealed(&row("media/a.png", 11), kept),
            None,
            "another file by its name"
        );
    }

    #[test]
    fn nothing_else_is_trusted() {
        let row = row("media/a.png", 10);
        let mut kept = sealed(&row, b"picture");
        assert_eq!(unsealed(&row, kept[..kept.len() - 1].to_vec()), None, "cut short");
        *kept.last_mut().unwrap() ^= 1;
        assert_eq!(unsealed(&row, kept), None, "a bit fell over");
        assert_eq!(
            unsealed(&row, vec![0; 64]),
            None,
            "a file whose content never came"
        );
        assert_eq!(unsealed(&row, b"\xff\xd8\xff".to_vec()), None);
    }

    #[test]
    fn names_tell_whose_they_are() {
        let thumbnail = Rendition::Thumbnail { max_side: 320 }.cached_name(MediaId(7));
        let waveform = Rendition::Waveform.cached_name(MediaId(12));
        assert_eq!(owner_of(&thumbnail), Some(MediaId(7)));
        assert_eq!(owner_of(&waveform), Some(MediaId(12)));
        for other in ["ballast", "7-320.jpg", "thumbnail-x", "waveform", ""] {
            assert_eq!(owner_of(other), None, "{other}");
        }
    }
}
