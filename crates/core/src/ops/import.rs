//! Bring a whole story in as a new project: all of it or nothing.

use std::path::Path;

use super::Op;
use super::project::require_title;
use super::segment::media_to_copy;
use crate::format::{Story, read_story};
use crate::media::{FolderOf, MediaSource};
use crate::model::{MediaId, MediaKind, OpKind, ProjectId};
use crate::storage::segment::{self, NewSegment};
use crate::transact::Txn;
use crate::{Error, Refusal, Result};

const UNTITLED: &str = "Untitled story";

/// Makes a project of a parsed story.
#[derive(Debug, Clone)]
pub struct ImportStory {
    /// What came out of the file.
    pub story: Story,
    /// Title to use in place of the story's own.
    pub title: Option<String>,
    /// Image and take of each segment, in order; shorter than the story where there is none.
    pub media: Vec<StoryMedia>,
}

impl ImportStory {
    /// Reads a story file, with the images and takes that it names where it was exported with them. They have to lie beside it:
    /// no name of a file is followed elsewhere. Blocks.
    ///
    /// # Errors
    /// As [`read_story`]; `Invalid` for a name that leads elsewhere. Whether the files are there shows when it is run.
    pub fn of(file: &Path) -> Result<Self> {
        let story = read_story(file)?;
        let folder = FolderOf::file(file)?;
        let named = |name: &Option<String>| -> Result<Option<MediaSource>> {
            let file = name.as_deref().map(|name| folder.named(name)).transpose()?;
            Ok(file.map(MediaSource::Beside))
        };
        let media = story.segments.iter().map(|segment| {
            Ok(StoryMedia {
                image: named(&segment.files.image)?,
                audio: named(&segment.files.audio)?,
            })
        });
        let media = media
            .collect::<Result<_>>()
            .map_err(|error| error.with_path(file))?;
        Ok(Self {
            story,
            title: None,
            media,
        })
    }
}

/// Media of one imported segment.
#[derive(Debug, Clone, Default)]
pub struct StoryMedia {
    /// The picture.
    pub image: Option<MediaSource>,
    /// The take.
    pub audio: Option<MediaSource>,
}

impl Op for ImportStory {
    type Value = ProjectId;

    fn kind(&self) -> OpKind {
        OpKind::ImportStory
    }

    fn media(&self) -> Vec<(MediaKind, MediaSource)> {
        self.media
            .iter()
            .flat_map(|media| media_to_copy(&media.image, &media.audio))
            .collect()
    }

    async fn apply(self, txn: &mut Txn<'_>) -> Result<Self::Value> {
        if self.story.segments.is_empty() {
            return Err(Error::invalid(Refusal::EmptyStory));
        }
        let title = self
            .title
            .or(self.story.title)
            .unwrap_or_else(|| UNTITLED.to_owned());
        let project = txn.add_project(require_title(&title)?).await?;
        let adopted = txn.adopt_media().await?;
        let mut media = assign(&self.media, adopted).into_iter();
        let first = segment::next_id(&mut *txn.db).await?;
        let rows: Vec<NewSegment> = self
            .story
            .segments
            .into_iter()
            .zip(0..)
            .map(|(story, sequence_index)| {
                let (image_id, audio_id) = media.next().unwrap_or_default();
                NewSegment {
                    id: crate::model::SegmentId(first.0 + sequence_index),
                    sequence_index,
                    text: story.text,
                    image_prompt: story.image_prompt,
                    image_id,
                    audio_id,
                    is_audio_stale: audio_id.is_some() && story.files.audio_stale,
                }
            })
            .collect();
        txn.add_segments(project, &rows).await?;
        Ok(project)
    }
}

/// Deals adopted ids out to the segments that brought the files.
pub(super) fn assign(media: &[StoryMedia], adopted: Vec<MediaId>) -> Vec<(Option<MediaId>, Option<MediaId>)> {
    let mut adopted = adopted.into_iter();
    media
        .iter()
        .map(|media| {
            let image = media.image.as_ref().and_then(|_| adopted.next());
            let audio = media.audio.as_ref().and_then(|_| adopted.next());
            (image, audio)
        })
        .collect()
}
