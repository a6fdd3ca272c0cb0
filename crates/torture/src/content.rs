//! Media contents that are made from a number: real pictures and takes, no two alike, and the same on every run.

use std::borrow::Cow;
use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use segue_core::media::MediaSource;

/// Sides of a picture in pixels: its file is longer than a disk's block, so that a torn one shows.
const SIDE: u32 = 44;
/// Samples of a take: the same for its file.
const SAMPLES: u32 = 2_600;

/// A media file's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Content {
    /// A PNG of noise.
    Image(u32),
    /// A WAV of noise.
    Take(u32),
}

impl Content {
    /// Returns the file's bytes.
    pub(crate) fn bytes(self) -> Vec<u8> {
        match self {
            Self::Image(number) => png(number),
            Self::Take(number) => wav(number),
        }
    }

    /// Returns the content as a verb takes it.
    pub(crate) fn source(self) -> MediaSource {
        let name = match self {
            Self::Image(number) => format!("{number}.png"),
            Self::Take(number) => format!("{number}.wav"),
        };
        MediaSource::Bytes {
            name,
            bytes: Cow::Owned(self.bytes()),
        }
    }
}

impl std::fmt::Display for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Image(number) => write!(f, "image {number}"),
            Self::Take(number) => write!(f, "take {number}"),
        }
    }
}

fn noise(number: u32, bytes: u32) -> Vec<u8> {
    let mut noise = vec![0; bytes as usize];
    StdRng::seed_from_u64(number.into()).fill_bytes(&mut noise);
    noise
}

fn png(number: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let picture = RgbImage::from_raw(SIDE, SIDE, noise(number, SIDE * SIDE * 3)).unwrap_or_default();
    // Writing to memory fails for pictures without pixels alone, and then the core refuses what comes of it.
    let written = picture.write_to(&mut file, ImageFormat::Png);
    debug_assert!(written.is_ok());
    file.into_inner()
}

fn wav(number: u32) -> Vec<u8> {
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
    bytes.extend(noise(number, data));
    bytes
}
