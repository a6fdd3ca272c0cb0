//! Files and folders of a library that are something else: links to the outside, pipes that nobody writes to, folders.
//!
//! Hard links of the database and its WAL are not among them: such a link is the file, and SQLite has to write to it.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::specimen::Specimen;

/// What stands in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guise {
    /// A symbolic link to what lies outside at the same place, or else to the canary.
    Link,
    /// A symbolic link to a name outside that nothing has.
    Dangling,
    /// A hard link to a file outside.
    HardLink,
    /// A folder with a file in it.
    Folder,
    /// A pipe: opening it waits for ever.
    Pipe,
    /// An empty file.
    Nothing,
}

/// A place in a library that something else has taken.
#[derive(Debug, Clone)]
pub(super) struct Impostor {
    at: PathBuf,
    guise: Guise,
}

const FOLDERS: [&str; 6] = [
    "media",
    "trash",
    "cache",
    "cache/incoming",
    "cache/leaving",
    "backups",
];
/// Files that hard links can't stand for.
const DATABASE: [&str; 4] = [
    "library.db",
    "library.db-wal",
    "library.db-shm",
    "library.db-journal",
];
const FILES: [&str; 7] = [
    "library.lock",
    "cache/ballast",
    "backups/unfinished.db",
    "backups/unfinished.db-journal",
    "cache/incoming/restored.db",
    "cache/incoming/restored.db-wal",
    "cache/incoming/left-over",
];

impl Impostor {
    /// Returns every place in every guise.
    pub(super) fn all(specimen: &Specimen) -> Vec<Self> {
        use Guise::{Dangling, Folder, HardLink, Link, Nothing, Pipe};
        let [live, trashed, waiting] = specimen.held();
        let mut files: Vec<String> = FILES.map(str::to_owned).to_vec();
        for held in [live, trashed, waiting] {
            files.extend([
                held.path.clone(),
                held.trash_path(),
                format!("cache/{}-64.jpg", held.media),
            ]);
        }
        for part in ["", "-wal", "-shm", "-journal"] {
            files.push(format!("backups/{}{part}", specimen.backup));
        }
        let in_guise = |guises: &[Guise], at: &str| -> Vec<Self> {
            guises
                .iter()
                .map(|guise| Self {
                    at: at.into(),
                    guise: *guise,
                })
                .collect()
        };
        let folders = FOLDERS
            .iter()
            .flat_map(|at| in_guise(&[Link, Dangling, Pipe, Nothing], at));
        let database = DATABASE
            .iter()
            .flat_map(|at| in_guise(&[Link, Dangling, Folder, Pipe, Nothing], at));
        let files = files
            .iter()
            .flat_map(|at| in_guise(&[Link, Dangling, HardLink, Folder, Pipe, Nothing], at));
        folders.chain(database).chain(files).collect()
    }

    /// Returns what it is, for people: places without the names that differ from run to run.
    pub(super) fn name(&self, specimen: &Specimen) -> String {
        let mut at = self.at.display().to_string();
        for (held, name) in specimen.held().into_iter().zip(["live", "trashed", "waiting"]) {
            at = at
                .replace(&held.path, &format!("media/{name}"))
                .replace(&held.trash_path(), &format!("trash/{name}"))
                .replace(&format!("cache/{}-64", held.media), &format!("cache/{name}-64"));
        }
        at = at.replace(&specimen.backup, "backup.db");
        format!("{at} is a {}", format!("{:?}", self.guise).to_lowercase())
    }

    /// Whether it stands for what is opened first, by name, before any folder is open.
    pub(super) fn is_vital(&self) -> bool {
        self.at.to_string_lossy().starts_with("library.")
    }

    /// Whether it leaves the backups as they are.
    pub(super) fn leaves_backups(&self) -> bool {
        self.guise == Guise::Nothing && FILES.iter().any(|at| Path::new(at) == self.at)
    }

    /// Puts it in its place.
    pub(super) fn apply(&self, folder: &Path, outside: &Path) -> anyhow::Result<()> {
        let at = folder.join(&self.at);
        if at.is_dir() {
            std::fs::remove_dir_all(&at)?;
        } else if at.exists() {
            std::fs::remove_file(&at)?;
        }
        let there = outside.join(&self.at);
        let target = if there.exists() {
            there
        } else {
            outside.join("canary")
        };
        match self.guise {
            Guise::Link => symlink(target, at)?,
            Guise::Dangling => symlink(outside.join("new"), at)?,
            Guise::HardLink => std::fs::hard_link(outside.join("shared"), at)?,
            Guise::Folder => {
                std::fs::create_dir(&at)?;
                std::fs::write(at.join("inside"), "somebody's")?;
            }
            Guise::Pipe => mknodat(CWD, &at, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)?,
            Guise::Nothing => std::fs::write(&at, "")?,
        }
        Ok(())
    }
}

/// A journal that says that it is one of several, which a file outside lists: SQLite takes that file away.
/// Format: <https://www.sqlite.org/fileformat.html#the_rollback_journal>; the end as `writeSuperJournal` writes it.
pub(super) fn super_journal(database: &[u8], listing: &Path) -> Vec<u8> {
    const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    const SECTOR: u32 = 512;
    let page = match database.get(16..18) {
        Some([high, low]) => u32::from(u16::from_be_bytes([*high, *low])),
        _ => 4096,
    };
    let pages = u32::try_from(database.len()).unwrap_or_default() / page.max(512);
    let mut journal = MAGIC.to_vec();
    for number in [0, 0, pages, SECTOR, page] {
        journal.extend(number.to_be_bytes());
    }
    journal.resize(SECTOR as usize, 0);
    let name = listing.display().to_string().into_bytes();
    let sum = name
        .iter()
        .fold(0_u32, |sum, byte| sum.wrapping_add(u32::from(*byte)));
    let lock_page = 0x4000_0000 / page + 1;
    journal.extend(lock_page.to_be_bytes());
    journal.extend(&name);
    journal.extend(u32::try_from(name.len()).unwrap_or_default().to_be_bytes());
    journal.extend(sum.to_be_bytes());
    journal.extend(MAGIC);
    journal
}
