//! New media on its way in: copied beside the media folder, made durable, looked at, and only then given its name.
//! A row never points at a file that is not whole.

use std::fs::File;
use std::io::Seek;
use std::path::Path;
use std::sync::Arc;

use super::probe::{self, MAX_AUDIO_BYTES, MAX_IMAGE_BYTES};
use super::store::{Store, copy_durably};
use super::{FileBeside, MediaSource};
use crate::model::MediaKind;
use crate::work::{Stage, Work};
use crate::{Error, Result, Task, Unusable};

/// A file in the media folder that no row owns yet. Dropped, it is as it was before: gone, or an orphan by its old
/// name. [`keep`](Self::keep) leaves it.
#[derive(Debug)]
pub(crate) struct StagedMedia {
    store: Arc<Store>,
    without_row: WithoutRow,
    /// A row owns it, or may.
    is_kept: bool,
    /// Name in the media folder.
    pub(crate) file_name: String,
    /// What its row will say.
    pub(crate) facts: MediaFacts,
}

/// What becomes of a staged file that no row comes to own.
#[derive(Debug)]
enum WithoutRow {
    /// It was copied in: it goes.
    Goes,
    /// It was in the library before, by this path: it gets that name back.
    Returns(String),
}

/// What is known of a media file from its content.
#[derive(Debug, Clone)]
pub(crate) struct MediaFacts {
    pub(crate) kind: MediaKind,
    pub(crate) name: String,
    pub(crate) extension: &'static str,
    pub(crate) bytes: i64,
    pub(crate) width: Option<i64>,
    pub(crate) height: Option<i64>,
    pub(crate) duration_ms: Option<i64>,
}

impl StagedMedia {
    /// Leaves the file where it is, whatever comes: a row owns it from now on, or may, if nobody hears the answer of the
    /// commit.
    pub(crate) fn keep(&mut self) {
        self.is_kept = true;
    }

    /// Has the file be as it was before: no row came to own it after all.
    pub(crate) fn give_back(mut self) {
        self.is_kept = false;
    }
}

impl Drop for StagedMedia {
    fn drop(&mut self) {
        if self.is_kept {
            return;
        }
        match &self.without_row {
            WithoutRow::Goes => self.store.drop_admitted(&self.file_name),
            WithoutRow::Returns(orphan) => self.store.return_orphan(&self.file_name, orphan),
        }
    }
}

/// Copies files in, all or none, and returns once their content and their names are durable. Blocks.
pub(crate) fn stage_all(
    store: &Arc<Store>,
    sources: &[(MediaKind, MediaSource)],
    work: &Work,
) -> Result<Vec<StagedMedia>> {
    let staged = sources
        .iter()
        .enumerate()
        .map(|(nth, (kind, source))| {
            work.tell(Stage::CopyingFiles, nth, sources.len());
            work.require_wanted()?;
            stage(store, *kind, source, work)
        })
        .collect::<Result<Vec<_>>>()?;
    if !staged.is_empty() {
        store.sync_media()?;
    }
    Ok(staged)
}

fn stage(store: &Arc<Store>, kind: MediaKind, source: &MediaSource, work: &Work) -> Result<StagedMedia> {
    let incoming = Incoming::new(store, work);
    let facts = match source {
        MediaSource::File(path) => incoming.fill_from_file(kind, path)?,
        MediaSource::Beside(file) => incoming.fill_from_beside(kind, file)?,
        MediaSource::Bytes { name, bytes } => incoming.fill(kind, Path::new(name), &**bytes)?,
        MediaSource::Orphan(path) => return claim(store, kind, path),
    };
    incoming.admit(facts)
}

/// Gives a file that no row knows a name of ours in the media folder: what it was called may be no path for a row.
fn claim(store: &Arc<Store>, kind: MediaKind, orphan: &str) -> Result<StagedMedia> {
    let facts = look_at_orphan(store, kind, orphan)?;
    let file_name = format!("{:016x}.{}", rand::random::<u64>(), facts.extension);
    store
        .claim_orphan(orphan, &file_name)
        .map_err(|source| Error::file(Task::TakeIn, store.root_path().join(orphan), source))?;
    Ok(StagedMedia {
        store: Arc::clone(store),
        without_row: WithoutRow::Returns(orphan.to_owned()),
        is_kept: false,
        file_name,
        facts,
    })
}

/// Returns what a file is that no row knows, if it is what Segue can use. Blocks.
pub(crate) fn kind_of_orphan(store: &Store, orphan: &str) -> Option<MediaKind> {
    [MediaKind::Image, MediaKind::Audio]
        .into_iter()
        .find(|kind| look_at_orphan(store, *kind, orphan).is_ok())
}

fn look_at_orphan(store: &Store, kind: MediaKind, orphan: &str) -> Result<MediaFacts> {
    let path = store.root_path().join(orphan);
    let failed = |source| Error::file(Task::ReadFile, &path, source);
    let file = store.open_orphan(orphan).map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    require_size(kind, &path, bytes)?;
    probe(kind, file, &path, bytes)
}

/// A file in the folder for incoming content, gone when dropped.
struct Incoming<'a> {
    store: &'a Arc<Store>,
    work: &'a Work,
    stem: String,
}

impl<'a> Incoming<'a> {
    fn new(store: &'a Arc<Store>, work: &'a Work) -> Self {
        // Random, so that names never meet and nothing of the original's name has to be trusted.
        Self {
            store,
            work,
            stem: format!("{:016x}", rand::random::<u64>()),
        }
    }

    fn fill_from_file(&self, kind: MediaKind, path: &Path) -> Result<MediaFacts> {
        let failed = |source: std::io::Error| match source.kind() {
            std::io::ErrorKind::NotFound => Error::MediaMissing {
                path: path.to_owned(),
            },
            _ => Error::file(Task::ReadFile, path, source),
        };
        // Asked before opening: opening a pipe would wait for its writer.
        let metadata = path.metadata().map_err(failed)?;
        if !metadata.is_file() {
            return Err(unsupported(path, Unusable::NotAFile));
        }
        // Said before gigabytes are copied; the copy below holds to the limit by itself.
        require_size(kind, path, metadata.len())?;
        self.fill(kind, path, File::open(path).map_err(failed)?)
    }

    fn fill_from_beside(&self, kind: MediaKind, file: &FileBeside) -> Result<MediaFacts> {
        let (path, content) = (file.path(), file.open()?);
        let metadata = content.metadata();
        let metadata = metadata.map_err(|source| Error::file(Task::ReadFile, &path, source))?;
        require_size(kind, &path, metadata.len())?;
        self.fill(kind, &path, content)
    }

    fn fill(&self, kind: MediaKind, path: &Path, content: impl std::io::Read) -> Result<MediaFacts> {
        let failed = |source| Error::file(Task::CopyIn, path, source);
        let mut file = self.store.create_incoming(&self.stem).map_err(failed)?;
        let copied = copy_durably(self.work.reading(content), &mut file, limit(kind));
        self.work.require_wanted()?;
        let bytes = copied.map_err(failed)?;
        require_size(kind, path, bytes)?;
        file.rewind().map_err(failed)?;
        probe(kind, file, path, bytes)
    }

    fn admit(self, facts: MediaFacts) -> Result<StagedMedia> {
        let file_name = format!("{}.{}", self.stem, facts.extension);
        self.store
            .admit_incoming(&self.stem, &file_name)
            .map_err(|source| {
                let path = self.store.root_path().join("media").join(&file_name);
                Error::file(Task::CopyIn, path, source)
            })?;
        Ok(StagedMedia {
            store: Arc::clone(self.store),
            without_row: WithoutRow::Goes,
            is_kept: false,
            file_name,
            facts,
        })
    }
}

impl Drop for Incoming<'_> {
    fn drop(&mut self) {
        self.store.drop_incoming(&self.stem);
    }
}

fn probe(kind: MediaKind, mut file: File, path: &Path, bytes: u64) -> Result<MediaFacts> {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = i64::try_from(bytes).map_err(|_| unsupported(path, too_large(kind)))?;
    Ok(match kind {
        MediaKind::Image => {
            let image = probe::probe_image(&mut file, path)?;
            MediaFacts {
                kind,
                name,
                extension: image.extension,
                bytes,
                width: Some(image.width.into()),
                height: Some(image.height.into()),
                duration_ms: None,
            }
        }
        MediaKind::Audio => {
            let audio = probe::probe_audio(file, path)?;
            MediaFacts {
                kind,
                name,
                extension: audio.extension,
                bytes,
                width: None,
                height: None,
                duration_ms: Some(audio.duration_ms),
            }
        }
    })
}

fn limit(kind: MediaKind) -> u64 {
    match kind {
        MediaKind::Image => MAX_IMAGE_BYTES,
        MediaKind::Audio => MAX_AUDIO_BYTES,
    }
}

fn require_size(kind: MediaKind, path: &Path, bytes: u64) -> Result<()> {
    let limit = limit(kind);
    if bytes > limit {
        return Err(unsupported(path, too_large(kind)));
    }
    if bytes == 0 {
        return Err(unsupported(path, Unusable::Empty));
    }
    Ok(())
}

fn too_large(kind: MediaKind) -> Unusable {
    let most_mb = u32::try_from(limit(kind) / 1_000_000).unwrap_or(u32::MAX);
    Unusable::TooLarge { most_mb }
}

fn unsupported(path: &Path, reason: Unusable) -> Error {
    Error::UnsupportedMedia {
        path: path.to_owned(),
        reason,
    }
}
