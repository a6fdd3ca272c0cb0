//! Small pictures of large ones.

use std::io::{Read, Seek};
use std::path::Path;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Rgb, RgbImage, Rgba};

use super::probe::{decode_upright, refused};
use crate::{Result, Unusable};

/// JPEG quality from 1 to 100: no visible blocks at the size of a clip, at a tenth of what 100 takes.
const QUALITY: u8 = 82;
/// What shows through where a picture is transparent: a grey that dark and light drawings both stand out from.
const BACKDROP: Rgb<u8> = Rgb([128, 128, 128]);

/// Makes a JPEG of an image, upright, at most `max_side` pixels a side and never larger than the image itself.
///
/// # Errors
///
/// As [`probe_image`](super::probe::probe_image): the file may have changed since it came in.
pub(crate) fn make_thumbnail(file: &mut (impl Read + Seek), max_side: u32, path: &Path) -> Result<Vec<u8>> {
    let (_, image) = decode_upright(file, path)?;
    let small = shrunk(image, max_side).ok_or_else(|| refused(path, Unusable::NotShrinkable))?;
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY)
        .encode_image(&flattened(small))
        .map_err(|_| refused(path, Unusable::NotShrinkable))?;
    Ok(jpeg)
}

/// Shrinks before flattening: that touches each pixel of a large image once, and the resizer weighs colour by opacity.
fn shrunk(image: DynamicImage, max_side: u32) -> Option<DynamicImage> {
    let (width, height) = fitted(image.width(), image.height(), max_side.max(1));
    if (width, height) == (image.width(), image.height()) {
        return Some(image);
    }
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    let mut small = DynamicImage::new(width, height, image.color());
    Resizer::new().resize(&image, &mut small, &options).ok()?;
    Some(small)
}

/// Returns the largest size of the same shape within a square, no larger than it is, no side less than one pixel.
fn fitted(width: u32, height: u32, max_side: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= max_side {
        return (width, height);
    }
    let scaled = |side: u32| {
        let scaled = u64::from(side) * u64::from(max_side) / u64::from(longest);
        u32::try_from(scaled).unwrap_or(max_side).max(1)
    };
    (scaled(width), scaled(height))
}

fn flattened(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let transparent = image.into_rgba8();
    let mut opaque = RgbImage::new(transparent.width(), transparent.height());
    for (to, from) in opaque.pixels_mut().zip(transparent.pixels()) {
        *to = over_backdrop(*from);
    }
    opaque
}

fn over_backdrop(Rgba([red, green, blue, alpha]): Rgba<u8>) -> Rgb<u8> {
    let mixed = |front: u8, back: u8| {
        let (front, back, alpha) = (u16::from(front), u16::from(back), u16::from(alpha));
        ((front * alpha + back * (255 - alpha) + 127) / 255) as u8
    };
    let Rgb([back_red, back_green, back_blue]) = BACKDROP;
    Rgb([
        mixed(red, back_red),
        mixed(green, back_green),
        mixed(blue, back_blue),
    ])
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{ImageFormat, RgbaImage};
    use rstest::rstest;

    use super::*;

    fn file(image: impl Into<DynamicImage>, format: ImageFormat) -> Cursor<Vec<u8>> {
        let mut file = Cursor::new(Vec::new());
        image.into().write_to(&mut file, format).unwrap();
        file
    }

    fn thumbnail(file: &mut Cursor<Vec<u8>>, max_side: u32) -> RgbImage {
        let jpeg = make_thumbnail(file, max_side, Path::new("picture")).unwrap();
        image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg)
            .unwrap()
            .into_rgb8()
    }

    /// Left half one colour, right half another.
    fn halves(width: u32, height: u32, left: [u8; 4], right: [u8; 4]) -> RgbaImage {
        RgbaImage::from_fn(width, height, |x, _| {
            Rgba(if x < width / 2 { left } else { right })
        })
    }

    fn close(found: Rgb<u8>, expected: [u8; 3]) -> bool {
        found
            .0
            .iter()
            .zip(expected)
            .all(|(&found, expected)| found.abs_diff(expected) <= 6)
    }

    #[rstest]
    #[case::landscape(640, 360, 320, (320, 180))]
    #[case::portrait(360, 640, 320, (180, 320))]
    #[case::thin(2000, 2, 100, (100, 1))]
    #[case::already_small(60, 40, 320, (60, 40))]
    #[case::exact(320, 200, 320, (320, 200))]
    #[case::to_a_point(60, 40, 0, (1, 1))]
    fn fits_the_side_keeps_the_shape_and_never_grows(
        #[case] width: u32,
        #[case] height: u32,
        #[case] max_side: u32,
        #[case] expected: (u32, u32),
    ) {
        let picture = RgbImage::from_pixel(width, height, Rgb([40, 90, 160]));
        let small = thumbnail(&mut file(picture, ImageFormat::Png), max_side);
        assert_eq!(small.dimensions(), expected);
        assert!(small.pixels().all(|&pixel| close(pixel, [40, 90, 160])));
    }

    #[rstest]
    fn every_format_keeps_its_colours(
        #[values(ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif)] format: ImageFormat,
    ) {
        let small = thumbnail(
            &mut file(halves(400, 200, [200, 40, 40, 255], [40, 40, 200, 255]), format),
            100,
        );
        assert!(close(*small.get_pixel(10, 25), [200, 40, 40]));
        assert!(close(*small.get_pixel(90, 25), [40, 40, 200]));
    }

    #[test]
    fn grey_and_16_bit_pictures_shrink_too() {
        let grey = DynamicImage::from(image::GrayImage::from_pixel(300, 200, image::Luma([77])));
        let deep = DynamicImage::from(RgbImage::from_pixel(300, 200, Rgb([10, 120, 230]))).to_rgb16();
        let veiled = DynamicImage::from(image::GrayAlphaImage::from_pixel(
            300,
            200,
            image::LumaA([255, 0]),
        ));
        assert!(close(
            *thumbnail(&mut file(grey, ImageFormat::Png), 90).get_pixel(45, 30),
            [77; 3]
        ));
        assert!(close(
            *thumbnail(&mut file(deep, ImageFormat::Png), 90).get_pixel(45, 30),
            [10, 120, 230]
        ));
        assert!(close(
            *thumbnail(&mut file(veiled, ImageFormat::Png), 90).get_pixel(45, 30),
            BACKDROP.0
        ));
    }

    #[test]
    fn transparency_lies_on_grey_and_does_not_bleed_its_hidden_colour() {
        let mut picture = file(
            halves(400, 200, [255, 0, 0, 0], [0, 0, 255, 128]),
            ImageFormat::Png,
        );
        let small = thumbnail(&mut picture, 100);
        assert!(close(*small.get_pixel(10, 25), BACKDROP.0));
        assert!(close(*small.get_pixel(90, 25), [64, 64, 191]));
        assert!(
            small.get_pixel(50, 25).0[0] <= BACKDROP.0[0] + 6,
            "hidden red shows at the seam"
        );
    }

    #[test]
    fn a_photograph_on_its_side_stands_upright() {
        let picture = DynamicImage::from(halves(80, 40, [230, 230, 230, 255], [20, 20, 20, 255])).into_rgb8();
        let jpeg = file(picture, ImageFormat::Jpeg).into_inner();
        let exif = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let small = thumbnail(&mut Cursor::new([&jpeg[..2], exif, &jpeg[2..]].concat()), 40);
        assert_eq!(small.dimensions(), (20, 40));
        assert!(small.get_pixel(10, 5).0[0] > 200, "the left half is on top");
        assert!(small.get_pixel(10, 35).0[0] < 60);
    }

    #[test]
    fn a_broken_file_has_no_thumbnail() {
        let mut whole = file(halves(80, 40, [1, 2, 3, 255], [4, 5, 6, 255]), ImageFormat::Png).into_inner();
        whole.truncate(60);
        let error = make_thumbnail(&mut Cursor::new(whole), 40, Path::new("picture.png")).unwrap_err();
        assert_eq!(error.code(), crate::ErrorCode::UnsupportedMedia);
    }
}
