//! A disk that forgets: real files, and a list of what was done to their folders and not made durable. After a crash
//! any part of the list may have come true (the ALICE model, Pillai et al., OSDI 2014), and content that was not made
//! durable may be anything. SQLite's own durability is taken as given: its files survive as they are.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, Weak};

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use segue_core::simulate::{Deed, Witness, call_witness};

/// The folders whose entries count.
const FOLDERS: [&str; 3] = ["media", "trash", "cache/incoming"];
const DATABASE: [&str; 2] = ["library.db", "library.db-wal"];

/// What a wrong program would do, for the controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Moves are recorded before the folders are synced.
    RecordsFirst,
    /// Content gets its name and its row without ever being synced.
    SyncsNoContent,
}

/// Names as a system compares them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// `a` and `A` are two names: Linux.
    Cased,
    /// They are one: Windows and macOS.
    Caseless,
}

type Place = (&'static str, String);
type FileId = u64;

/// What becomes of one name, or of two at once.
#[derive(Debug, Clone)]
struct Edit {
    goes: Option<Place>,
    comes: Option<(Place, FileId)>,
}

/// What a crash left: the files of a library by their paths.
#[derive(Debug, Clone, Default)]
pub(super) struct Wreck(BTreeMap<String, Vec<u8>>);

#[derive(Debug, Default)]
struct State {
    now: BTreeMap<Place, FileId>,
    durable: BTreeMap<Place, FileId>,
    pending: Vec<Edit>,
    /// Durable content, by file.
    contents: BTreeMap<FileId, Vec<u8>>,
    last_file: FileId,
    held: BTreeSet<Place>,
    tries: u32,
    crash: Option<(u32, u64)>,
    wreck: Option<Wreck>,
}

/// A library's folders under observation, until it is dropped.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    folders: HashMap<u64, &'static str>,
    names: Names,
    wrong: Option<Wrong>,
    state: Mutex<State>,
}

static DISKS: LazyLock<Mutex<Vec<Weak<Disk>>>> = LazyLock::new(Mutex::default);

/// Tells every disk of every deed.
struct AllDisks;

impl Witness for AllDisks {
    fn before(&self, deed: Deed<'_>) -> io::Result<()> {
        let disks: Vec<Arc<Disk>> = sound(&DISKS).iter().filter_map(Weak::upgrade).collect();
        disks.iter().try_for_each(|disk| disk.before(deed))
    }
}

impl Disk {
    /// Observes a library's folders. What is in them is durable.
    pub(super) fn observe(root: &Path, names: Names, wrong: Option<Wrong>) -> io::Result<Arc<Self>> {
        call_witness(Box::new(AllDisks));
        let mut folders = HashMap::new();
        let mut state = State::default();
        for folder in FOLDERS {
            std::fs::create_dir_all(root.join(folder))?;
            folders.insert(root.join(folder).metadata()?.ino(), folder);
            for entry in std::fs::read_dir(root.join(folder))? {
                let entry = entry?;
                state.last_file += 1;
                let place = (folder, entry.file_name().to_string_lossy().into_owned());
                state.now.insert(place, state.last_file);
                state
                    .contents
                    .insert(state.last_file, std::fs::read(entry.path())?);
            }
        }
        state.durable.clone_from(&state.now);
        let disk = Arc::new(Self {
            root: root.to_owned(),
            folders,
            names,
            wrong,
            state: Mutex::new(state),
        });
        let mut disks = sound(&DISKS);
        disks.retain(|disk| disk.strong_count() > 0);
        disks.push(Arc::downgrade(&disk));
        Ok(disk)
    }

    /// Asks for a crash before the deed that comes after so many others. What survives is drawn from a seed.
    pub(super) fn crash_after(&self, deeds: u32, survivors: u64) {
        sound(&self.state).crash = Some((deeds, survivors));
    }

    /// Returns what the crash left that was asked for, if it has come.
    pub(super) fn take_wreck(&self) -> Option<Wreck> {
        let mut state = sound(&self.state);
        state.crash = None;
        state.wreck.take()
    }

    /// Crashes now.
    pub(super) fn crash(&self, survivors: u64) -> Wreck {
        self.wreck(&sound(&self.state), survivors)
    }

    /// Makes a file one that another program has open: it can't be renamed or unlinked, so many times.
    pub(super) fn hold_all(&self, tries: u32) {
        let mut state = sound(&self.state);
        state.held = state.now.keys().cloned().collect();
        state.tries = tries;
    }

    /// Makes the other programs close their files.
    pub(super) fn let_go(&self) {
        sound(&self.state).held.clear();
    }

    /// Makes true, late, what a program that records first believed to be true before.
    pub(super) fn catch_up_if_wrong(&self) {
        if self.wrong != Some(Wrong::RecordsFirst) {
            return;
        }
        let mut state = sound(&self.state);
        let late = std::mem::take(&mut state.pending);
        late.iter().for_each(|edit| edit.apply(&mut state.durable));
    }

    fn before(&self, deed: Deed<'_>) -> io::Result<()> {
        let mut state = sound(&self.state);
        if !self.knows(&state, deed) {
            return Ok(());
        }
        match state.crash {
            Some((0, survivors)) => {
                state.wreck = Some(self.wreck(&state, survivors));
                state.crash = None;
            }
            Some((deeds, survivors)) => state.crash = Some((deeds - 1, survivors)),
            None => {}
        }
        self.witness(&mut state, deed)
    }

    // Others may be at work: what befalls their disks is no moment of this one, whose database may be at anything then.
    fn knows(&self, state: &State, deed: Deed<'_>) -> bool {
        match deed {
            Deed::Create { folder, .. } | Deed::Unlink { folder, .. } | Deed::SyncFolder { folder } => {
                self.folders.contains_key(&folder)
            }
            Deed::Rename { from, to, .. } => {
                self.folders.contains_key(&from) && self.folders.contains_key(&to)
            }
            Deed::SyncFile { file } => state.now.keys().any(|place| self.number(place) == Some(file)),
        }
    }

    /// Returns the number that the file system has for a file.
    fn number(&self, (folder, name): &Place) -> Option<u64> {
        let metadata = self.root.join(folder).join(name).metadata().ok()?;
        Some(metadata.ino())
    }

    fn witness(&self, state: &mut State, deed: Deed<'_>) -> io::Result<()> {
        let place = |folder: u64, name: &str| {
            (
                self.folders.get(&folder).copied().unwrap_or_default(),
                name.to_owned(),
            )
        };
        match deed {
            Deed::Create { folder, name } => {
                let place = place(folder, name);
                state.require_free(&place, self.names)?;
                state.last_file += 1;
                let comes = Some((place, state.last_file));
                state.edit(Edit { goes: None, comes });
            }
            Deed::Rename { from, old, to, new } => {
                let (old, new) = (place(from, old), place(to, new));
                state.require_let_go(&old)?;
                if let Some(file) = state.now.get(&old).copied() {
                    state.require_free(&new, self.names)?;
                    state.edit(Edit {
                        goes: Some(old),
                        comes: Some((new, file)),
                    });
                }
            }
            Deed::Unlink { folder, name } => {
                let place = place(folder, name);
                state.require_let_go(&place)?;
                if state.now.contains_key(&place) {
                    state.edit(Edit {
                        goes: Some(place),
                        comes: None,
                    });
                }
            }
            Deed::SyncFolder { folder } if self.wrong != Some(Wrong::RecordsFirst) => {
                if let Some(folder) = self.folders.get(&folder) {
                    state.sync_folder(folder);
                }
            }
            Deed::SyncFile { file } if self.wrong != Some(Wrong::SyncsNoContent) => {
                self.sync_file(state, file)?
            }
            Deed::SyncFolder { .. } | Deed::SyncFile { .. } => {}
        }
        Ok(())
    }

    fn sync_file(&self, state: &mut State, number: u64) -> io::Result<()> {
        let unsynced = |(_, file): &(&Place, &FileId)| !state.contents.contains_key(file);
        let named = state.now.iter().filter(unsynced);
        let mut found = named.filter(|(place, _)| self.number(place) == Some(number));
        if let Some(((folder, name), file)) = found.next() {
            let (file, path) = (*file, self.root.join(folder).join(name));
            state.contents.insert(file, std::fs::read(path)?);
        }
        Ok(())
    }

    fn wreck(&self, state: &State, survivors: u64) -> Wreck {
        let mut rng = StdRng::seed_from_u64(survivors);
        // All, none and half are likelier than chance would have them.
        let share = *[0.0, 0.5, 0.5, 0.8, 1.0].choose(&mut rng).unwrap_or(&0.5);
        let mut left = state.durable.clone();
        for edit in &state.pending {
            if rng.random_bool(share) {
                edit.apply(&mut left);
            }
        }
        let mut wreck = Wreck::default();
        for ((folder, name), file) in left {
            let bytes = match state.contents.get(&file) {
                Some(durable) => durable.clone(),
                None => self.torn(state, file, &mut rng),
            };
            wreck.0.insert(format!("{folder}/{name}"), bytes);
        }
        wreck.0.extend(self.database());
        wreck
    }

    /// Returns the database's files as they are at one moment. SQLite may be moving pages from the one to the other:
    /// two that were read at two moments need not fit together, as they would after a crash.
    fn database(&self) -> BTreeMap<String, Vec<u8>> {
        let read = || -> BTreeMap<String, Vec<u8>> {
            let files = DATABASE.iter().filter_map(|name| {
                let bytes = std::fs::read(self.root.join(name)).ok()?;
                Some(((*name).to_owned(), bytes))
            });
            files.collect()
        };
        let mut before = read();
        loop {
            let now = read();
            // Unchanged from the first to the last of it, so there was a moment when all of it was so.
            if now == before {
                return now;
            }
            before = now;
        }
    }

    /// Returns what may be left of content that was not made durable.
    fn torn(&self, state: &State, file: FileId, rng: &mut StdRng) -> Vec<u8> {
        let place = state.now.iter().find(|(_, id)| **id == file);
        let whole =
            place.and_then(|((folder, name), _)| std::fs::read(self.root.join(folder).join(name)).ok());
        let mut bytes = whole.unwrap_or_default();
        match rng.random_range(0..4) {
            0 => bytes.clear(),
            1 => bytes.truncate(bytes.len() / 2),
            2 => bytes.fill(0),
            _ => {}
        }
        bytes
    }
}

impl State {
    fn edit(&mut self, edit: Edit) {
        edit.apply(&mut self.now);
        self.pending.push(edit);
    }

    fn sync_folder(&mut self, folder: &str) {
        let (synced, pending): (Vec<Edit>, Vec<Edit>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|edit| edit.is_in(folder));
        synced.iter().for_each(|edit| edit.apply(&mut self.durable));
        self.pending = pending;
    }

    fn require_let_go(&mut self, place: &Place) -> io::Result<()> {
        if self.tries == 0 || !self.held.contains(place) {
            return Ok(());
        }
        self.tries -= 1;
        // As `settle` takes Windows' errors 5, 32 and 33.
        Err(io::ErrorKind::ResourceBusy.into())
    }

    fn require_free(&self, place: &Place, names: Names) -> io::Result<()> {
        let same = |name: &str| match names {
            Names::Cased => name == place.1,
            Names::Caseless => name.eq_ignore_ascii_case(&place.1),
        };
        let taken = self
            .now
            .keys()
            .any(|(folder, name)| *folder == place.0 && same(name));
        if taken {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(())
    }
}

impl Edit {
    fn apply(&self, names: &mut BTreeMap<Place, FileId>) {
        if let Some(place) = &self.goes {
            names.remove(place);
        }
        if let Some((place, file)) = &self.comes {
            names.insert(place.clone(), *file);
        }
    }

    fn is_in(&self, folder: &str) -> bool {
        let comes = self.comes.as_ref().map(|(place, _)| place);
        comes.into_iter().chain(&self.goes).any(|place| place.0 == folder)
    }
}

impl Wreck {
    /// Writes the files to a new folder.
    pub(super) fn write_to(&self, root: &Path) -> io::Result<()> {
        for folder in FOLDERS {
            std::fs::create_dir_all(root.join(folder))?;
        }
        self.0
            .iter()
            .try_for_each(|(path, bytes)| std::fs::write(root.join(path), bytes))
    }
}

// What a panic left is good enough for a rig: the panic itself is told.
fn sound<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
