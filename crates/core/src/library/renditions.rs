//! Thumbnails and waveforms: made once, kept in memory and in the cache, and called off when their file goes.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Inner, Library, blocking, file_row, open_media};
use crate::media::probe::refused;
use crate::media::rendition::{Rendition, sealed, unsealed};
use crate::media::waveform::Waveform;
use crate::model::{Location, MediaId};
use crate::storage::media::FileRow;
use crate::{Error, Refusal, Result, RowKind, Unusable};

/// How many bytes of renditions are kept in memory: a thousand clips' worth.
const MEMORY_BYTES: u64 = 16 * 1024 * 1024;
/// What a rendition in memory takes besides its bytes, roughly.
const ENTRY_BYTES: u64 = 128;
/// How many images are decoded at a time: each may take half a gigabyte.
const IMAGES_AT_A_TIME: usize = 2;
/// How many takes are decoded at a time: one leaves the machine to the editor.
const TAKES_AT_A_TIME: usize = 1;
/// How long the drawing of one take may go on. The longest that comes in needs a third of it on a slow machine.
const LONGEST: Duration = Duration::from_secs(60);

/// The renditions of an open library.
#[derive(Debug)]
pub(crate) struct Renditions {
    kept: Cache<(MediaId, Rendition), Arc<[u8]>, BySize>,
    at_work: Mutex<HashMap<MediaId, Vec<Arc<AtomicBool>>>>,
    images: Semaphore,
    takes: Semaphore,
}

#[derive(Debug, Clone)]
struct BySize;

impl Weighter<(MediaId, Rendition), Arc<[u8]>> for BySize {
    fn weight(&self, _: &(MediaId, Rendition), bytes: &Arc<[u8]>) -> u64 {
        bytes.len() as u64 + ENTRY_BYTES
    }
}

impl Default for Renditions {
    fn default() -> Self {
        Self {
            kept: Cache::with_weighter(1000, MEMORY_BYTES, BySize),
            at_work: Mutex::default(),
            images: Semaphore::new(IMAGES_AT_A_TIME),
            takes: Semaphore::new(TAKES_AT_A_TIME),
        }
    }
}

impl Library {
    /// Returns an image as a JPEG of at most `max_side` pixels a side. Made once, then read from the cache.
    ///
    /// # Errors
    /// As [`open_media`](Self::open_media); `UnsupportedMedia` where the image can't be decoded; `NotFound` where it went
    /// meanwhile.
    pub async fn thumbnail(&self, image: MediaId, max_side: u32) -> Result<Vec<u8>> {
        let jpeg = self.rendition(image, Rendition::Thumbnail { max_side }).await?;
        Ok(jpeg.to_vec())
    }

    /// Returns how loud a take gets, moment by moment. Drawn once, then read from the cache.
    ///
    /// # Errors
    /// As [`open_media`](Self::open_media); `UnsupportedMedia` where the take can't be decoded here, which Opus can't; `NotFound`
    /// where it went meanwhile.
    pub async fn waveform(&self, take: MediaId) -> Result<Waveform> {
        let bytes = self.rendition(take, Rendition::Waveform).await?;
        Waveform::from_bytes(&bytes).ok_or_else(|| Error::not_found(RowKind::Media, [take.0]))
    }

    /// Whoever asks for what is being made already waits for that.
    async fn rendition(&self, id: MediaId, which: Rendition) -> Result<Arc<[u8]>> {
        let making = make(Arc::clone(&self.inner), id, which);
        self.inner
            .renditions
            .kept
            .get_or_insert_async(&(id, which), making)
            .await
    }
}

async fn make(library: Arc<Inner>, id: MediaId, which: Rendition) -> Result<Arc<[u8]>> {
    // Before the row is read: whoever lets the file go from here on finds this work.
    let work = Work::begin(&library, id);
    let row = file_row(&library.readers, id).await?;
    // Of a file that is to go for ever a row may stay for a moment, or until somebody lets go of the file.
    if row.wanted == Location::Purged {
        return Err(Error::not_found(RowKind::Media, [id.0]));
    }
    let name = which.cached_name(id);
    let cached = blocking({
        let (store, row, name) = (Arc::clone(&library.store), row.clone(), name.clone());
        move || Ok(store.read_cached(&name).and_then(|kept| unsealed(&row, kept)))
    });
    if let Some(bytes) = cached.await? {
        return Ok(bytes.into());
    }
    let _turn = library.renditions.turn(which).await?;
    let store = Arc::clone(&library.store);
    blocking(move || {
        let started = Instant::now();
        let path = Path::new(&row.path);
        let go_on = || work.go_on(started, path);
        go_on()?;
        let bytes = which.make(open_media(&store, &row)?, path, &go_on)?;
        store.write_cached(&name, &sealed(&row, &bytes));
        if work.is_called_off() {
            store.drop_cached(&HashSet::from([id]));
        }
        go_on()?;
        Ok(bytes.into())
    })
    .await
}

impl Renditions {
    /// Stops what is being made of files that leave the media folder, so that they are let go and a late result goes
    /// nowhere. What was made of those that go for ever is forgotten.
    pub(crate) fn let_go(&self, files: &[FileRow]) {
        let leaving = files.iter().filter(|row| row.wanted != Location::Media);
        self.call_off(leaving.map(|row| row.id));
        let purged = files.iter().filter(|row| row.wanted == Location::Purged);
        let purged: HashSet<MediaId> = purged.map(|row| row.id).collect();
        if !purged.is_empty() {
            self.kept.retain(|(id, _), _| !purged.contains(id));
        }
    }

    /// Stops everything that is being made.
    pub(crate) fn call_off_all(&self) {
        let all: Vec<MediaId> = self.at_work().keys().copied().collect();
        self.call_off(all);
    }

    fn call_off(&self, ids: impl IntoIterator<Item = MediaId>) {
        let at_work = self.at_work();
        if at_work.is_empty() {
            return;
        }
        for called_off in ids.into_iter().filter_map(|id| at_work.get(&id)).flatten() {
            called_off.store(true, Ordering::Relaxed);
        }
    }

    async fn turn(&self, which: Rendition) -> Result<SemaphorePermit<'_>> {
        let turns = match which {
            Rendition::Thumbnail { .. } => &self.images,
            Rendition::Waveform => &self.takes,
        };
        let closed = |_| Error::invalid(Refusal::Closed);
        turns.acquire().await.map_err(closed)
    }

    fn at_work(&self) -> MutexGuard<'_, HashMap<MediaId, Vec<Arc<AtomicBool>>>> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The making of one rendition, which can be called off. Known to the library until dropped.
struct Work {
    library: Arc<Inner>,
    id: MediaId,
    called_off: Arc<AtomicBool>,
}

impl Work {
    fn begin(library: &Arc<Inner>, id: MediaId) -> Self {
        let called_off = Arc::new(AtomicBool::new(false));
        let mut at_work = library.renditions.at_work();
        at_work.entry(id).or_default().push(Arc::clone(&called_off));
        drop(at_work);
        Self {
            library: Arc::clone(library),
            id,
            called_off,
        }
    }

    fn is_called_off(&self) -> bool {
        self.called_off.load(Ordering::Relaxed)
    }

    fn go_on(&self, started: Instant, path: &Path) -> Result<()> {
        if self.is_called_off() {
            return Err(Error::not_found(RowKind::Media, [self.id.0]));
        }
        if started.elapsed() > LONGEST {
            return Err(refused(path, Unusable::TooLongToDraw));
        }
        Ok(())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let mut at_work = self.library.renditions.at_work();
        if let Some(works) = at_work.get_mut(&self.id) {
            works.retain(|other| !Arc::ptr_eq(other, &self.called_off));
            if works.is_empty() {
                at_work.remove(&self.id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorCode;
    use crate::model::MediaKind;

    fn file(id: MediaId, wanted: Location) -> FileRow {
        FileRow {
            id,
            kind: MediaKind::Audio,
            path: "media/take.wav".to_owned(),
            name: "take.wav".to_owned(),
            bytes: 10,
            location: Location::Media,
            wanted,
            problem: None,
        }
    }

    async fn library() -> (tempfile::TempDir, Library) {
        let root = tempfile::TempDir::new().unwrap();
        let library = Library::create(&root.path().join("library")).await.unwrap();
        (root, library)
    }

    #[tokio::test]
    async fn a_file_that_leaves_calls_off_what_is_being_made_of_it() {
        let (_root, library) = library().await;
        let inner = &library.inner;
        let works = [MediaId(1), MediaId(1), MediaId(2)].map(|id| Work::begin(inner, id));
        inner.renditions.let_go(&[
            file(MediaId(1), Location::Trash),
            file(MediaId(2), Location::Media),
            file(MediaId(3), Location::Purged),
        ]);
        let goes_on = |work: &Work| work.go_on(Instant::now(), Path::new("a.wav"));
        assert_eq!(goes_on(&works[0]).unwrap_err().code(), ErrorCode::NotFound);
        assert!(goes_on(&works[1]).is_err(), "all of it, not the first alone");
        assert!(goes_on(&works[2]).is_ok(), "one that came back goes on");
        drop(works);
        assert!(
            inner.renditions.at_work().is_empty(),
            "nothing is remembered of work that is done"
        );
    }

    #[tokio::test]
    async fn closing_the_library_calls_everything_off() {
        let (_root, library) = library().await;
        let work = Work::begin(&library.inner, MediaId(1));
        library.close().await.unwrap();
        assert!(work.go_on(Instant::now(), Path::new("a.wav")).is_err());
    }

    #[tokio::test]
    async fn work_that_takes_too_long_ends() {
        let (_root, library) = library().await;
        let work = Work::begin(&library.inner, MediaId(1));
        let long_ago = Instant::now()
            .checked_sub(LONGEST + Duration::from_secs(1))
            .unwrap();
        assert_eq!(
            work.go_on(long_ago, Path::new("a.wav")).unwrap_err().code(),
            ErrorCode::UnsupportedMedia
        );
    }
}
