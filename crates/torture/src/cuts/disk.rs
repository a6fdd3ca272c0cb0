//! A disk that can lose its power: an ext4 image behind a loop device, which writes nothing that it is not told to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::mount::{run, unmount};

/// Room for the library, its WAL and its ballast.
const SIZE: &str = "32M";
/// No commit of the journal by itself while a plan runs: what was not synced is lost.
const LIVE: &str = "commit=600,noatime";

/// Returns why disks can't be made here, if they can't.
pub(super) fn why_not(scratch: &Path) -> Option<String> {
    let tried = LiveDisk::make(scratch).map(drop);
    tried
        .err()
        .map(|error| format!("no ext4 on a loop device: {error:#}"))
}

/// A disk at work, until it is dropped.
#[derive(Debug)]
pub(super) struct LiveDisk {
    image: PathBuf,
    device: String,
    folder: PathBuf,
}

impl LiveDisk {
    /// Makes an empty disk and mounts it.
    pub(super) fn make(scratch: &Path) -> anyhow::Result<Self> {
        let image = scratch.join("live.img");
        let folder = scratch.join("live");
        std::fs::create_dir_all(&folder)?;
        // Anew each time: a used image keeps what was on it.
        let _ = std::fs::remove_file(&image);
        run("truncate", ["-s".as_ref(), SIZE.as_ref(), image.as_os_str()])?;
        let plain = ["-q", "-F", "-b", "1024", "-m", "0", "-J", "size=4"].map(OsStr::new);
        let at_once = ["-E", "lazy_itable_init=0,lazy_journal_init=0"].map(OsStr::new);
        run(
            "mkfs.ext4",
            plain.into_iter().chain(at_once).chain([image.as_os_str()]),
        )?;
        let device = run("losetup", ["-f".as_ref(), "--show".as_ref(), image.as_os_str()])?;
        let disk = Self {
            image,
            device,
            folder,
        };
        let device: &OsStr = disk.device.as_ref();
        run(
            "mount",
            ["-o".as_ref(), LIVE.as_ref(), device, disk.folder.as_os_str()],
        )?;
        Ok(disk)
    }

    /// Returns where it is mounted.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Copies the disk as it would be found if the power went now. Nothing may be at work on it but the kernel, which
    /// is waited for. Returns `None` if not a byte was written since `before`, the count that the last copy returned.
    pub(super) fn copy(&self, to: &Path, before: Option<u64>) -> anyhow::Result<Option<u64>> {
        loop {
            let writes = self.writes()?;
            if before == Some(writes.done) && writes.under_way == 0 {
                return Ok(None);
            }
            run(
                "cp",
                ["--sparse=always".as_ref(), self.image.as_os_str(), to.as_os_str()],
            )?;
            if writes.under_way == 0 && self.writes()?.done == writes.done {
                return Ok(Some(writes.done));
            }
        }
    }

    /// Asks the kernel, <https://docs.kernel.org/block/stat.html>.
    fn writes(&self) -> anyhow::Result<Writes> {
        let name = self.device.trim_start_matches("/dev/");
        let text = std::fs::read_to_string(format!("/sys/block/{name}/stat"))?;
        let numbers: Vec<u64> = text
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let (Some(done), Some(under_way)) = (numbers.get(4), numbers.get(8)) else {
            bail!("{name} tells nothing of its writes");
        };
        Ok(Writes {
            done: *done,
            under_way: *under_way,
        })
    }
}

impl Drop for LiveDisk {
    fn drop(&mut self) {
        unmount(&self.folder);
        let _ = run("losetup", ["-d", &self.device]);
        let _ = std::fs::remove_file(&self.image);
    }
}

struct Writes {
    done: u64,
    under_way: u64,
}

/// A disk after its power came back, until it is dropped.
#[derive(Debug)]
pub(super) struct CutDisk {
    image: PathBuf,
    folder: PathBuf,
}

impl CutDisk {
    /// Mounts a copy, which replays the file system's journal.
    pub(super) fn mount(image: PathBuf) -> anyhow::Result<Self> {
        let folder = image.with_extension("mounted");
        std::fs::create_dir(&folder)?;
        let disk = Self { image, folder };
        run(
            "mount",
            [
                "-o".as_ref(),
                "loop,noatime".as_ref(),
                disk.image.as_os_str(),
                disk.folder.as_os_str(),
            ],
        )?;
        Ok(disk)
    }

    /// Returns where it is mounted.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for CutDisk {
    fn drop(&mut self) {
        unmount(&self.folder);
        let _ = std::fs::remove_dir(&self.folder);
        let _ = std::fs::remove_file(&self.image);
    }
}
