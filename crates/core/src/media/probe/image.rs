use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use image::error::ImageError;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::{contained, jpeg, mime_of, refused};
use crate::{Error, Result, Task, Unusable};

/// The largest image file that comes in, in bytes.
pub(crate) const MAX_IMAGE_BYTES: u64 = 50 * 1_000_000;
/// The longest side of an image that comes in, in pixels.
const MAX_SIDE: u32 = 16_384;
/// The most memory that a decoder may take, in bytes: a picture of the longest sides in 16-bit colour would take more,
/// a small file can claim to be one.
const MAX_DECODED_BYTES: u64 = 512 * 1024 * 1024;

/// What an image file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImageFacts {
    /// Extension to store it under.
    pub(crate) extension: &'static str,
    /// Media type.
    pub(crate) mime: &'static str,
    /// Width in pixels, as it is shown: upright by its EXIF orientation.
    pub(crate) width: u32,
    /// Height in pixels, as it is shown.
    pub(crate) height: u32,
}

/// Decodes an image file and tells what it is. Of an animation the first frame is looked at.
///
/// # Errors
///
/// `UnsupportedMedia` with the reason in plain words, unless it is a whole JPEG, PNG, WebP or GIF of at most 50 MB and
/// 16,384 pixels a side; `Io` and its kin when it can't be read.
pub(crate) fn probe_image(file: &mut (impl Read + Seek), path: &Path) -> Result<ImageFacts> {
    let (format, image) = decode_upright(file, path)?;
    let extension = extension_of(format, path)?;
    Ok(ImageFacts {
        extension,
        mime: mime_of(extension),
        width: image.width(),
        height: image.height(),
    })
}

/// Decodes an image under limits and turns it upright by its EXIF orientation.
///
/// # Errors
///
/// As [`probe_image`].
pub(crate) fn decode_upright(
    file: &mut (impl Read + Seek),
    path: &Path,
) -> Result<(ImageFormat, DynamicImage)> {
    let reading = |source| Error::file(Task::ReadImage, path, source);
    if file.seek(SeekFrom::End(0)).map_err(reading)? > MAX_IMAGE_BYTES {
        return Err(refused(path, Unusable::TooLarge { most_mb: 50 }));
    }
    file.rewind().map_err(reading)?;
    let reader = ImageReader::new(BufReader::new(&mut *file))
        .with_guessed_format()
        .map_err(reading)?;
    let format = reader.format().ok_or_else(|| not_an_image(path))?;
    extension_of(format, path)?;
    let image = contained(path, || decode(reader, path))?;
    if format == ImageFormat::Jpeg {
        file.rewind().map_err(reading)?;
        if !jpeg::is_complete(BufReader::new(file)).map_err(reading)? {
            return Err(cut_short(path));
        }
    }
    Ok((format, image))
}

/// Returns whether a file that starts so may be an image.
pub(super) fn may_be_image(start: &[u8]) -> bool {
    image::guess_format(start).is_ok_and(|format| extension_of(format, Path::new("")).is_ok())
}

fn extension_of(format: ImageFormat, path: &Path) -> Result<&'static str> {
    match format {
        ImageFormat::Jpeg => Ok("jpg"),
        ImageFormat::Png => Ok("png"),
        ImageFormat::WebP => Ok("webp"),
        ImageFormat::Gif => Ok("gif"),
        _ => Err(not_an_image(path)),
    }
}

fn decode<R: io::BufRead + Seek>(mut reader: ImageReader<R>, path: &Path) -> Result<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| told_plainly(error, path))?;
    // Not every decoder counts the picture itself against the limit.
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(too_large(path));
    }
    // A broken EXIF block is no reason to refuse the picture around it.
    let orientation = decoder.orientation().ok();
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| told_plainly(error, path))?;
    if let Some(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn told_plainly(error: ImageError, path: &Path) -> Error {
    match error {
        ImageError::IoError(source) if source.kind() == io::ErrorKind::UnexpectedEof => cut_short(path),
        ImageError::IoError(source) if source.raw_os_error().is_some() => {
            Error::file(Task::ReadImage, path, source)
        }
        ImageError::Limits(_) => too_large(path),
        ImageError::Unsupported(_) => refused(path, Unusable::UncommonForm),
        _ => refused(path, Unusable::DamagedOrCutShort),
    }
}

fn not_an_image(path: &Path) -> Error {
    refused(path, Unusable::NotAnImage)
}

fn cut_short(path: &Path) -> Error {
    refused(path, Unusable::CutShort)
}

fn too_large(path: &Path) -> Error {
    refused(path, Unusable::TooManyPixels)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::RgbaImage;
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    const FORMATS: [ImageFormat; 4] = [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ];

    /// A picture with enough detail to make files of some kilobytes.
    fn encoded(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
        let picture = RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([
                (x * 7 % 256) as u8,
                (y * 11 % 256) as u8,
                (x * y % 251) as u8,
                255,
            ])
        });
        let mut file = Cursor::new(Vec::new());
        DynamicImage::from(picture)
            .to_rgb8()
            .write_to(&mut file, format)
            .unwrap();
        file.into_inner()
    }

    fn probe(bytes: &[u8]) -> Result<ImageFacts> {
        probe_image(&mut Cursor::new(bytes), Path::new("picture.xyz"))
    }

    fn reason(bytes: &[u8]) -> String {
        match probe(bytes).unwrap_err() {
            Error::UnsupportedMedia { reason, .. } => reason.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// A PNG header that claims any size, with next to nothing behind it.
    fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
        let mut header = b"IHDR".to_vec();
        header.extend(width.to_be_bytes());
        header.extend(height.to_be_bytes());
        header.extend([8, 6, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (chunk, content) in [(header, 13_u32), (b"IDATx\x9c\x63\0\0\0\x01\0\x01".to_vec(), 9)] {
            png.extend(content.to_be_bytes());
            png.extend(&chunk);
            png.extend(crc32(&chunk).to_be_bytes());
        }
        png
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| {
                (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
            })
        })
    }

    /// A JPEG that says to be shown turned by a quarter.
    fn jpeg_on_its_side() -> Vec<u8> {
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let plain = encoded(ImageFormat::Jpeg, 60, 40);
        [&plain[..2], exif, &plain[2..]].concat()
    }

    #[rstest]
    #[case(ImageFormat::Jpeg, "jpg", "image/jpeg")]
    #[case(ImageFormat::Png, "png", "image/png")]
    #[case(ImageFormat::WebP, "webp", "image/webp")]
    #[case(ImageFormat::Gif, "gif", "image/gif")]
    fn tells_format_and_size_by_content(
        #[case] format: ImageFormat,
        #[case] extension: &'static str,
        #[case] mime: &'static str,
    ) {
        let facts = probe(&encoded(format, 60, 40)).unwrap();
        assert_eq!(
            facts,
            ImageFacts {
                extension,
                mime,
                width: 60,
                height: 40
            }
        );
    }

    #[test]
    fn a_turned_photograph_is_measured_as_it_is_shown() {
        let facts = probe(&jpeg_on_its_side()).unwrap();
        assert_eq!((facts.width, facts.height), (40, 60));
    }

    #[test]
    fn where_the_file_was_read_up_to_does_not_matter() {
        let mut file = Cursor::new(encoded(ImageFormat::Png, 60, 40));
        file.set_position(99);
        assert!(probe_image(&mut file, Path::new("a.png")).is_ok());
    }

    #[rstest]
    fn a_file_cut_short_is_refused(
        #[values(ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif)]
        format: ImageFormat,
        #[values(30, 50, 90, 99)] percent: usize,
    ) {
        let whole = encoded(format, 120, 90);
        let reason = reason(&whole[..whole.len() * percent / 100]);
        assert!(reason.contains("cut short"), "{reason}");
    }

    #[test]
    fn a_jpeg_without_its_end_marker_is_cut_short_though_a_thumbnail_inside_has_one() {
        let mut jpeg = jpeg_on_its_side();
        let end = jpeg.len() - 2;
        jpeg.truncate(end);
        jpeg.splice(2..2, *b"\xff\xe0\x00\x06\xff\xd8\xff\xd9");
        assert_eq!(reason(&jpeg), "it is cut short");
        jpeg.extend(b"\xff\xd9and bytes that a camera left behind");
        assert!(probe(&jpeg).is_ok());
    }

    #[rstest]
    #[case::empty(b"")]
    #[case::text(b"Once upon a time")]
    #[case::svg(b"<svg xmlns='http://www.w3.org/2000/svg'/>")]
    #[case::bmp(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0")]
    #[case::tiff(b"II*\0\x08\0\0\0")]
    fn other_files_are_refused(#[case] bytes: &[u8]) {
        assert_eq!(reason(bytes), "it isn't a JPEG, PNG, WebP or GIF image");
    }

    #[rstest]
    #[case::a_side_too_long(20_000, 1)]
    #[case::more_memory_than_allowed(16_384, 16_384)]
    #[case::absurd(u32::MAX >> 1, u32::MAX >> 1)]
    fn a_decompression_bomb_is_refused_by_its_header(#[case] width: u32, #[case] height: u32) {
        assert_eq!(
            reason(&png_that_claims(width, height)),
            "it has too many pixels (16,384 a side at most)"
        );
    }

    #[test]
    fn a_file_over_50_mb_is_refused_unread() {
        /// A file of any length that must not be read.
        struct Vast;
        impl Read for Vast {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                panic!("read")
            }
        }
        impl Seek for Vast {
            fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
                Ok(MAX_IMAGE_BYTES + 1)
            }
        }
        let error = probe_image(&mut Vast, Path::new("vast.png")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "This file can't be used: it is larger than 50 MB."
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn damage_is_refused_or_shown_but_never_panics(
            format in prop::sample::select(FORMATS.to_vec()),
            damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        ) {
            let mut bytes = encoded(format, 24, 16);
            for (place, value) in damage {
                let place = place.index(bytes.len());
                bytes[place] = value;
            }
            let _ = probe(&bytes);
        }

        #[test]
        fn any_bytes_are_refused_or_shown(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = probe(&bytes);
        }
    }
}
