//! A story as a folder of plain files outside the library: what export and rescue write, and import reads.

use std::io;
use std::path::Path;

use cap_std::fs::Dir;

use super::Watched;
use crate::format::{Story, StorySegment, name, storyflow};
use crate::media::disk;
use crate::media::store::copy_durably;
use crate::model::{Media, MediaKind, Segment};
use crate::{Error, Result, Task};

/// Fewest digits of the number that a file's name begins with.
const FEWEST_DIGITS: usize = 3;
/// How much of a narration is in the name of its files, in characters.
const MOST_WORDS: usize = 40;
/// What the file of the words is called.
const STORY_FILE: &str = "story.json";

/// A folder that takes a story in, segment by segment.
pub(super) struct StoryFolder<'a> {
    of: Watched<'a>,
    /// The folder, which is empty, and how messages name it.
    into: &'a Dir,
    path: &'a Path,
    digits: usize,
    written: Vec<StorySegment>,
}

impl<'a> StoryFolder<'a> {
    /// A folder for these segments.
    pub(super) fn new(of: Watched<'a>, into: &'a Dir, path: &'a Path, segments: &[Segment]) -> Self {
        let last = segments.last().map_or(0, number);
        Self {
            of,
            into,
            path,
            digits: last.to_string().len().max(FEWEST_DIGITS),
            written: Vec::with_capacity(segments.len()),
        }
    }

    /// Writes a segment's image and take, named after its number and its first words. `told` hears of each how many bytes were
    /// written, or why not, and says whether to go on without it.
    pub(super) async fn add(
        &mut self,
        segment: &Segment,
        mut told: impl FnMut(MediaKind, &Media, Result<u64>) -> Result<()>,
    ) -> Result<()> {
        let mut story = words_of(segment);
        let stem = self.stem(segment);
        for (kind, media, file) in [
            (MediaKind::Image, &segment.image, &mut story.files.image),
            (MediaKind::Audio, &segment.audio, &mut story.files.audio),
        ] {
            let Some(media) = media else { continue };
            let name = format!("{stem}.{}", extension(media));
            let copied = self.copy(media, &name).await;
            self.of.work.require_wanted()?;
            *file = copied.is_ok().then_some(name);
            told(kind, media, copied)?;
        }
        story.files.audio_stale = segment.audio_stale && story.files.audio.is_some();
        self.written.push(story);
        Ok(())
    }

    /// Writes the words of all segments before any file, for where room may run out. [`finish`](Self::finish) replaces them.
    pub(super) fn write_words(&self, title: &str, segments: &[Segment]) -> Result<()> {
        self.write_story(title, segments.iter().map(words_of).collect(), STORY_FILE)?;
        Ok(())
    }

    /// Writes the words, with the names of the files that were written. Returns how many bytes they take.
    pub(super) fn finish(mut self, title: &str) -> Result<u64> {
        const ASIDE: &str = "story.json.new";
        let written = std::mem::take(&mut self.written);
        let bytes = self.write_story(title, written, ASIDE)?;
        disk::replace(self.into, ASIDE, self.into, STORY_FILE).map_err(|source| self.failed(source))?;
        disk::sync_dir(self.into).map_err(|source| self.failed(source))?;
        Ok(bytes)
    }

    fn write_story(&self, title: &str, segments: Vec<StorySegment>, name: &str) -> Result<u64> {
        let title = Some(title.to_owned());
        let words = storyflow::write(&Story { title, segments });
        let mut file = disk::create_new(self.into, name).map_err(|source| self.failed(source))?;
        copy_durably(words.as_bytes(), &mut file, words.len() as u64).map_err(|source| self.failed(source))
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::file(Task::SaveFile, self.path.join(STORY_FILE), source)
    }

    fn stem(&self, segment: &Segment) -> String {
        let number = format!("{:0digits$}", number(segment), digits = self.digits);
        match name::plain(&segment.text, MOST_WORDS) {
            Some(words) => format!("{number} {words}"),
            None => number,
        }
    }

    async fn copy(&self, media: &Media, name: &str) -> Result<u64> {
        let opened = self.of.library.open_media(media.id).await?;
        let path = self.path.join(name);
        let failed = move |source| Error::file(Task::SaveFile, path, source);
        let mut target = match disk::create_new(self.into, name) {
            Ok(target) => target,
            Err(source) => return Err(failed(source)),
        };
        let work = self.of.work.clone();
        let copied = super::blocking(move || {
            copy_durably(work.reading(opened.file), &mut target, opened.bytes).map_err(failed)
        })
        .await;
        if copied.is_err()
            && let Err(error) = disk::unlink(self.into, name)
        {
            tracing::warn!(%error, name, "a file that could not be written whole stays");
        }
        copied
    }
}

fn words_of(segment: &Segment) -> StorySegment {
    StorySegment {
        text: segment.text.clone(),
        image_prompt: segment.image_prompt.clone(),
        ..StorySegment::default()
    }
}

/// The number that the window shows for a segment.
fn number(segment: &Segment) -> i64 {
    segment.sequence_index + 1
}

fn extension(media: &Media) -> &str {
    media
        .path
        .rsplit_once('.')
        .map_or("bin", |(_, extension)| extension)
}
