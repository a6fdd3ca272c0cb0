//! Files on their way in: stories and media. They are taken in whole or refused in words.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use segue_core::format::{Story, read_story, storyflow};
use segue_core::media::MediaSource;
use segue_core::model::SegmentId;
use segue_core::ops::{AttachMedia, ImportStory};
use segue_core::{Error, ErrorCode, Library};

use super::target::{Input, Tried};
use crate::actor::code_name;
use crate::hostile::shape;

/// No file of a few thousand bytes may keep anybody as long.
const LONG: Duration = Duration::from_secs(5);
/// A refusal is read by people.
const MAX_MESSAGE: usize = 2_000;
/// The segment that media are attached to.
const SEGMENT: SegmentId = SegmentId(2);

/// A library that files are brought into.
#[derive(Debug, Default)]
pub(super) struct Imports {
    library: Option<Library>,
}

impl Imports {
    /// Brings a file in.
    pub(super) async fn attempt(
        &mut self,
        input: &Input,
        fresh: Option<PathBuf>,
        home: &Path,
    ) -> anyhow::Result<Tried> {
        if let Some(folder) = fresh {
            self.library = Some(Library::open(&folder).await?);
        }
        let Some(library) = &self.library else {
            return Ok(Tried::default());
        };
        let mut tried = Tried::default();
        let began = Instant::now();
        match input.extension.as_str() {
            "txt" | "md" | "json" => tried.story(library, input, home).await?,
            _ => tried.media(library, input).await,
        }
        if began.elapsed() > LONG {
            tried.find(format!("it takes {:?}", began.elapsed()));
        }
        Ok(tried)
    }

    pub(super) async fn close(&mut self) -> anyhow::Result<()> {
        match self.library.take() {
            Some(library) => Ok(library.close().await?),
            None => Ok(()),
        }
    }
}

impl Tried {
    async fn story(&mut self, library: &Library, input: &Input, home: &Path) -> anyhow::Result<()> {
        let file = home.join(format!("story.{}", input.extension));
        std::fs::write(&file, &input.bytes)?;
        let story = match read_story(&file) {
            Ok(story) => story,
            Err(error) => {
                self.refuse("read", &error, &[ErrorCode::Invalid]);
                return Ok(());
            }
        };
        self.answers.push("a story".to_owned());
        if story.segments.is_empty() {
            self.find("a story without segments was read");
        }
        match storyflow::parse(&storyflow::write(&story)) {
            Ok(again) if again == story => {}
            again => self.find(format!("written and read again it is {again:?}")),
        }
        self.take_in(library, story).await;
        Ok(())
    }

    /// Makes a project of a story, which then tells just that.
    async fn take_in(&mut self, library: &Library, story: Story) {
        let texts: Vec<String> = story
            .segments
            .iter()
            .map(|segment| segment.text.clone())
            .collect();
        let import = ImportStory {
            story,
            title: Some("Imported".to_owned()),
            media: Vec::new(),
        };
        let project = match library.run(import).await {
            Ok(outcome) => outcome.value,
            Err(error) => return self.refuse("import", &error, &[]),
        };
        let told = library.segments(project).await.unwrap_or_default();
        if told.into_iter().map(|segment| segment.text).ne(texts) {
            self.find("the imported story is another");
        }
    }

    async fn media(&mut self, library: &Library, input: &Input) {
        let source = MediaSource::Bytes {
            name: format!("file.{}", input.extension),
            bytes: input.bytes.clone().into(),
        };
        let is_image = matches!(input.extension.as_str(), "png" | "jpg" | "gif" | "webp");
        let (image, audio) = if is_image {
            (Some(source), None)
        } else {
            (None, Some(source))
        };
        let attach = AttachMedia {
            segment_id: SEGMENT,
            image,
            audio,
        };
        if let Err(error) = library.run(attach).await {
            return self.refuse("attach", &error, &[ErrorCode::UnsupportedMedia]);
        }
        let Ok(segment) = library.segment(SEGMENT).await else {
            return self.find("the segment is gone");
        };
        let media = if is_image { segment.image } else { segment.audio };
        let Some(media) = media else {
            return self.find("what was attached is not there");
        };
        let extension = media.path.rsplit_once('.').map_or("", |(_, extension)| extension);
        self.answers.push(format!("a {extension}"));
        if media.bytes != input.bytes.len() as i64 || segment.duration_ms.is_some_and(|ms| ms < 0) {
            self.find(format!(
                "it has {} bytes and lasts {:?} ms",
                media.bytes, segment.duration_ms
            ));
        }
        if is_image && let Err(error) = library.thumbnail(media.id, 32).await {
            self.refuse("thumbnail", &error, &[ErrorCode::UnsupportedMedia]);
        }
    }

    fn refuse(&mut self, verb: &str, error: &Error, codes: &[ErrorCode]) {
        let (code, told) = (error.code(), error.to_string());
        self.report.checked += 1;
        self.answers
            .push(format!("{verb}: {} {}", code_name(code), shape(&told)));
        if !codes.contains(&code) || told.contains("half way") {
            self.find(format!("{verb} answers {code:?}: {told}"));
        }
        if told.len() > MAX_MESSAGE {
            self.find(format!("{verb} answers with {} bytes of words", told.len()));
        }
    }

    pub(super) fn find(&mut self, finding: impl Into<String>) {
        self.report.findings.push(finding.into());
    }
}
