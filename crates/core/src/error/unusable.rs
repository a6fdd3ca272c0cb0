use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a file is no image or audio that Segue can use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "unusable", rename_all = "snake_case")]
#[ts(export)]
pub enum Unusable {
    /// A folder or a device.
    #[error("it is not a file")]
    NotAFile,
    /// Without a byte.
    #[error("it is empty")]
    Empty,
    /// Too many bytes.
    #[error("it is larger than {most_mb} MB")]
    TooLarge {
        /// Megabytes, of a million bytes.
        most_mb: u32,
    },
    /// Of no kind of image that Segue knows.
    #[error("it isn't a JPEG, PNG, WebP or GIF image")]
    NotAnImage,
    /// Of no kind of audio that Segue knows.
    #[error("it isn't a WAV, MP3, OGG, FLAC or M4A recording")]
    NotAudio,
    /// Of no kind of image or audio that Segue knows.
    #[error("it is neither an image (JPEG, PNG, WebP, GIF) nor a recording (WAV, MP3, OGG, FLAC, M4A)")]
    NeitherImageNorAudio,
    /// Too wide or too high.
    #[error("it has too many pixels (16,384 a side at most)")]
    TooManyPixels,
    /// Of a form that decoders don't take.
    #[error("it is an uncommon form of its format")]
    UncommonForm,
    /// Its end is missing.
    #[error("it is cut short")]
    CutShort,
    /// Less sound than it says.
    #[error("it is cut short: {} of {} seconds are there", tenths(*held_ms), tenths(*stated_ms))]
    CutAt {
        /// What is there, in milliseconds.
        #[ts(type = "number")]
        held_ms: i64,
        /// What it says that it plays, in milliseconds.
        #[ts(type = "number")]
        stated_ms: i64,
    },
    /// Either of the two: its index may be missing.
    #[error("it is cut short, or of a kind that Segue doesn't know")]
    CutShortOrUnknown,
    /// Its content makes no sense.
    #[error("it is damaged")]
    Damaged,
    /// Either of the two.
    #[error("it is damaged or cut short")]
    DamagedOrCutShort,
    /// It plays no time at all.
    #[error("there is no sound in it")]
    Silent,
    /// A film, or something else without a track.
    #[error("there is no audio track in it")]
    NoAudioTrack,
    /// A codec that Segue doesn't know.
    #[error("its sound is coded in a way that Segue doesn't know")]
    UnknownCodec,
    /// A chained stream.
    #[error("it holds several recordings one behind the other")]
    SeveralRecordings,
    /// No thumbnail comes of it.
    #[error("it can't be made smaller")]
    NotShrinkable,
    /// No waveform comes of it: web views know its codec, Segue doesn't.
    #[error("its sound can be played but not drawn")]
    NotDrawable,
    /// More sound than a waveform is made of, or more work.
    #[error("it is too long to be drawn")]
    TooLongToDraw,
}

fn tenths(ms: i64) -> String {
    format!("{}.{}", ms / 1000, ms % 1000 / 100)
}
