//! What a file is, by its content: the extension of a name is never asked.

mod audio;
mod image;
mod jpeg;
mod take;

use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

pub(crate) use self::audio::probe_audio;
pub(crate) use self::image::{MAX_IMAGE_BYTES, decode_upright, probe_image};
pub(crate) use self::take::{MAX_AUDIO_BYTES, Take};
use crate::model::MediaKind;
use crate::{Error, Result, Task, Unusable};

/// Media types by the extensions that probing gives out, the ones that stored paths end with.
const TYPES: [(&str, &str); 9] = [
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("wav", "audio/wav"),
    ("mp3", "audio/mpeg"),
    ("ogg", "audio/ogg"),
    ("flac", "audio/flac"),
    ("m4a", "audio/mp4"),
];

/// Returns the media type that goes with an extension that probing gave out. Anything else is plain bytes, which no
/// web view runs or shows.
pub(crate) fn mime_of(extension: &str) -> &'static str {
    let known = TYPES.iter().find(|(name, _)| *name == extension);
    known.map_or("application/octet-stream", |(_, mime)| mime)
}

/// Bytes at a file's start that tell what it may be.
const START_BYTES: u64 = 16;

/// Tells an image from a recording by how a file starts. Whether it is whole is seen when it comes in. Blocks.
///
/// # Errors
/// `MediaMissing`; `UnsupportedMedia` for a folder, an empty file, and one that starts like neither; `Io` and its kin.
pub(crate) fn kind_of(path: &Path) -> Result<MediaKind> {
    let failed = |source| Error::file(Task::ReadFile, path, source);
    // Asked before opening: opening a pipe would wait for its writer.
    if !path.metadata().map_err(failed)?.is_file() {
        return Err(refused(path, Unusable::NotAFile));
    }
    let mut start = Vec::new();
    let file = File::open(path).map_err(failed)?;
    file.take(START_BYTES).read_to_end(&mut start).map_err(failed)?;
    match &*start {
        [] => Err(refused(path, Unusable::Empty)),
        start if image::may_be_image(start) => Ok(MediaKind::Image),
        start if take::may_be_audio(start) => Ok(MediaKind::Audio),
        _ => Err(refused(path, Unusable::NeitherImageNorAudio)),
    }
}

/// Refuses a file.
pub(crate) fn refused(path: &Path, reason: Unusable) -> Error {
    Error::UnsupportedMedia {
        path: path.to_owned(),
        reason,
    }
}

/// Runs a decoder over a file that nobody vouches for. Decoders index and add under the eyes of whoever made the file;
/// should one panic, then the file is refused and the library goes on. Nothing of the decoder is used afterwards.
pub(crate) fn contained<T>(path: &Path, decode: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(refused(path, Unusable::Damaged)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_go_with_extensions() {
        assert_eq!(mime_of("webp"), "image/webp");
        assert_eq!(mime_of("m4a"), "audio/mp4");
        assert_eq!(mime_of("html"), "application/octet-stream");
        assert_eq!(mime_of(""), "application/octet-stream");
    }

    #[test]
    fn a_panic_in_a_decoder_refuses_the_file() {
        let error = contained::<()>(Path::new("bad.png"), || panic!("index out of bounds")).unwrap_err();
        assert_eq!(error.to_string(), "This file can't be used: it is damaged.");
    }
}
