//! Real images and takes, and some that are none.

use std::fs::File;
use std::path::{Path, PathBuf};

use image::{ImageFormat, Rgb, RgbImage};
use segue_core::media::MediaSource;

/// Writes a small PNG of one shade and returns its path.
pub(crate) fn png(path: &Path, shade: u8) -> PathBuf {
    let picture = RgbImage::from_fn(32, 18, |x, y| {
        Rgb([shade, x.to_le_bytes()[0], y.to_le_bytes()[0]])
    });
    picture.save_with_format(path, ImageFormat::Png).unwrap();
    path.to_owned()
}

/// Writes a mono WAV of 8,000 samples a second that lasts some milliseconds and returns its path.
pub(crate) fn wav(path: &Path, ms: u32) -> PathBuf {
    let data = ms * 8 * 2;
    let mut bytes = Vec::new();
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
    std::fs::write(path, bytes).unwrap();
    path.to_owned()
}

/// Writes a file of a stated size that takes no room on the disk and returns its path.
pub(crate) fn sparse(path: &Path, bytes: u64) -> PathBuf {
    File::create(path).unwrap().set_len(bytes).unwrap();
    path.to_owned()
}

/// Writes a GIF of a few bytes that asks for 17 GB of pixels and returns its path.
pub(crate) fn gif_bomb(path: &Path) -> PathBuf {
    let mut bytes = Vec::new();
    bytes.extend(b"GIF89a");
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0x80, 0, 0]); // 65,535 × 65,535, two colours
    bytes.extend([0, 0, 0, 0xff, 0xff, 0xff]);
    bytes.extend([0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0]); // one frame, as large
    bytes.extend([2, 2, 0x44, 0x01, 0, 0x3b]);
    std::fs::write(path, bytes).unwrap();
    path.to_owned()
}

/// The file as what an operation copies in.
pub(crate) fn source(file: &Path) -> Option<MediaSource> {
    Some(MediaSource::File(file.to_owned()))
}
