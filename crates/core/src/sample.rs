//! The story that ships with the program: Aesop's fable of the hare and the tortoise, retold for Segue, with pictures
//! that `sample/draw.py` drew and takes that `sample/speak.sh` spoke.

use std::borrow::Cow;

use crate::Result;
use crate::format::storyflow;
use crate::media::MediaSource;
use crate::ops::{ImportStory, StoryMedia};

const STORY: &str = include_str!("../sample/story.json");

/// The picture and the take of a segment, by the number that both files are named after.
macro_rules! media {
    ($($number:literal),+ $(,)?) => {
        [$((
            $number,
            include_bytes!(concat!("../sample/images/", $number, ".webp")).as_slice(),
            include_bytes!(concat!("../sample/audio/", $number, ".ogg")).as_slice(),
        )),+]
    };
}

static MEDIA: [(&str, &[u8], &[u8]); 14] = media![
    "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14"
];

/// Returns the sample story with a picture and a take for every segment, ready to import.
///
/// # Errors
///
/// `Invalid` if the program was built with a story that doesn't parse, which its tests rule out.
pub fn story() -> Result<ImportStory> {
    let story = storyflow::parse(STORY)?;
    let media = MEDIA
        .iter()
        .map(|&(number, image, audio)| segment_media(number, image, audio))
        .collect();
    Ok(ImportStory {
        story,
        title: None,
        media,
    })
}

fn segment_media(number: &str, image: &'static [u8], audio: &'static [u8]) -> StoryMedia {
    StoryMedia {
        image: Some(MediaSource::Bytes {
            name: format!("hare-{number}.webp"),
            bytes: Cow::Borrowed(image),
        }),
        audio: Some(MediaSource::Bytes {
            name: format!("hare-{number}.ogg"),
            bytes: Cow::Borrowed(audio),
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};
    use std::path::Path;

    use super::*;
    use crate::media::probe::{probe_audio, probe_image};

    #[test]
    fn tells_the_fable_with_a_prompt_for_every_segment() {
        let story = story().unwrap().story;
        assert_eq!(story.title.as_deref(), Some("The Hare and the Tortoise"));
        assert_eq!(story.segments.len(), MEDIA.len());
        assert!(
            story
                .segments
                .iter()
                .all(|segment| !segment.text.is_empty() && !segment.image_prompt.is_empty())
        );
    }

    #[test]
    fn brings_a_picture_and_a_take_for_every_segment() {
        let import = story().unwrap();
        assert_eq!(import.media.len(), import.story.segments.len());
        assert!(
            import
                .media
                .iter()
                .all(|media| media.image.is_some() && media.audio.is_some())
        );
    }

    #[test]
    fn its_files_are_small_and_whole() {
        for (number, image, audio) in MEDIA {
            assert!(image.len() <= 60_000, "picture {number}: {} bytes", image.len());
            assert!(audio.len() <= 40_000, "take {number}: {} bytes", audio.len());

            let facts = probe_image(&mut Cursor::new(image), Path::new(number)).unwrap();
            assert_eq!((facts.extension, facts.width, facts.height), ("webp", 1280, 720));

            let mut file = tempfile::tempfile().unwrap();
            file.write_all(audio).unwrap();
            let facts = probe_audio(file, Path::new(number)).unwrap();
            assert_eq!(facts.extension, "ogg");
            assert!(
                (3_000..12_000).contains(&facts.duration_ms),
                "take {number}: {} ms",
                facts.duration_ms
            );
        }
    }
}
