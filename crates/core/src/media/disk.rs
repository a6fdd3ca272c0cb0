//! The changes that the store makes to a library's folders, and what operating systems do differently about them: a
//! rename that never replaces, and making a folder's entries durable. One interface; each system has its own half below.
#![expect(
    clippy::disallowed_methods,
    reason = "the store is the one place that the lint points to, and calls this"
)]

use std::fs::File;
use std::io;

use cap_std::fs::{Dir, OpenOptions};

#[cfg(feature = "simulate")]
use crate::simulate;

/// Makes a new, empty file: fails with `AlreadyExists` when the name is taken.
pub(crate) fn create_new(dir: &Dir, name: &str) -> io::Result<File> {
    #[cfg(feature = "simulate")]
    simulate::before_create(dir, name)?;
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    Ok(dir.open_with(name, &options)?.into_std())
}

/// Takes a file's name away.
pub(crate) fn unlink(dir: &Dir, name: &str) -> io::Result<()> {
    #[cfg(feature = "simulate")]
    simulate::before_unlink(dir, name)?;
    dir.remove_file(name)
}

/// Moves a file without ever replacing one: fails with `AlreadyExists` when the new name is taken.
pub(crate) fn rename_no_replace(from: &Dir, old: &str, to: &Dir, new: &str) -> io::Result<()> {
    #[cfg(feature = "simulate")]
    simulate::before_rename(from, old, to, new)?;
    system::rename_no_replace(from, old, to, new)
}

/// Gives a file or a folder outside the library a free name: fails with `AlreadyExists` when it is taken. Some file systems on
/// sticks and in networks can't refuse to replace. There the name is looked at before, which leaves a moment to whoever would take
/// the same name just then; no library lies on those.
pub(crate) fn rename_to_free(dir: &Dir, old: &str, new: &str) -> io::Result<()> {
    match system::rename_no_replace(dir, old, dir, new) {
        Err(error) if system::cannot_refuse(&error) => match dir.symlink_metadata(new) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => dir.rename(old, dir, new),
            Err(error) => Err(error),
        },
        renamed => renamed,
    }
}

/// Moves a file in place of another, which is gone then. For the database, and for words that are written out: no media file is
/// ever replaced.
pub(crate) fn replace(from: &Dir, old: &str, to: &Dir, new: &str) -> io::Result<()> {
    #[cfg(feature = "simulate")]
    simulate::before_rename(from, old, to, new)?;
    from.rename(old, to, new)
}

/// Makes a folder's entries durable: what was created, renamed or unlinked in it survives a power cut.
pub(crate) fn sync_dir(dir: &Dir) -> io::Result<()> {
    #[cfg(feature = "simulate")]
    simulate::before_sync_dir(dir)?;
    system::sync_dir(dir)
}

/// Makes a file's content durable.
pub(crate) fn sync_file(file: &File) -> io::Result<()> {
    #[cfg(feature = "simulate")]
    {
        simulate::before_sync_file(file)?;
        if simulate::forgets_to_sync_files() {
            return Ok(());
        }
    }
    // On macOS std's sync_all is F_FULLFSYNC already, and on Windows FlushFileBuffers.
    file.sync_all()
}

/// Returns whether what a name leads to is called just that. Windows ignores case and knows files by short names too
/// (`STORY~1.WAV`), so that one stored path could lead to the file of another.
pub(crate) fn is_called(dir: &Dir, name: &str) -> io::Result<bool> {
    system::is_called(dir, name)
}

/// Returns whether another program has the file open in a way that stops us, so that trying again soon makes sense.
pub(crate) fn is_in_use(error: &io::Error) -> bool {
    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION. A virus scanner's hold shows as ERROR_ACCESS_DENIED.
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Returns whether a walk that follows no symlink came upon one.
pub(crate) fn is_symlink_in_the_way(error: &io::Error) -> bool {
    system::is_symlink_in_the_way(error)
}

#[cfg(unix)]
mod system {
    use std::io;

    use cap_std::fs::Dir;
    use rustix::fs::{RenameFlags, renameat_with};

    pub(super) fn rename_no_replace(from: &Dir, old: &str, to: &Dir, new: &str) -> io::Result<()> {
        Ok(renameat_with(from, old, to, new, RenameFlags::NOREPLACE)?)
    }

    /// Returns whether the file system knows no rename that never replaces.
    pub(super) fn cannot_refuse(error: &io::Error) -> bool {
        use rustix::io::Errno;
        [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP]
            .iter()
            .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()))
    }

    pub(super) fn is_symlink_in_the_way(error: &io::Error) -> bool {
        error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
    }

    // Not asked on macOS either, where most disks ignore case: no macOS machine at hand.
    pub(super) fn is_called(_dir: &Dir, _name: &str) -> io::Result<bool> {
        Ok(true)
    }

    #[cfg(not(target_vendor = "apple"))]
    pub(super) fn sync_dir(dir: &Dir) -> io::Result<()> {
        Ok(rustix::fs::fsync(dir)?)
    }

    // fsync does not reach the platter on macOS. Not run here: no macOS machine at hand.
    #[cfg(target_vendor = "apple")]
    pub(super) fn sync_dir(dir: &Dir) -> io::Result<()> {
        Ok(rustix::fs::fcntl_fullfsync(dir)?)
    }
}

#[cfg(windows)]
mod system {
    use std::ffi::OsStr;
    use std::io;
    use std::path::{Component, Path, PathBuf};

    use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
    use cap_std::fs::{Dir, OpenOptions, OpenOptionsExt};
    use winx::file::get_file_path;

    pub(super) fn rename_no_replace(from: &Dir, old: &str, to: &Dir, new: &str) -> io::Result<()> {
        renamore::rename_exclusive(&path_of(from, old)?, &path_of(to, new)?)
    }

    // Windows moves by path. An open folder handle keeps its folder from being renamed, so that the path stays true
    // meanwhile. cap-std's `canonicalize` is no help here: it tells the way from the handle, which is ".".
    fn path_of(dir: &Dir, name: &str) -> io::Result<PathBuf> {
        let mut parts = Path::new(name).components();
        let (Some(Component::Normal(_)), None) = (parts.next(), parts.next()) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        Ok(get_file_path(&dir.try_clone()?.into_std_file())?.join(name))
    }

    pub(super) fn is_called(dir: &Dir, name: &str) -> io::Result<bool> {
        let mut options = OpenOptions::new();
        // Asking for no access, which a file that somebody holds grants too.
        options.access_mode(0).maybe_dir(true).follow(FollowSymlinks::No);
        let found = dir.open_with(name, &options)?.into_std();
        Ok(get_file_path(&found)?.file_name() == Some(OsStr::new(name)))
    }

    // Every file system of Windows can.
    pub(super) fn cannot_refuse(_error: &io::Error) -> bool {
        false
    }

    // ERROR_STOPPED_ON_SYMLINK
    pub(super) fn is_symlink_in_the_way(error: &io::Error) -> bool {
        error.raw_os_error() == Some(681)
    }

    // NTFS journals its directory entries, and Windows offers no way to flush a folder on its own.
    pub(super) fn sync_dir(_dir: &Dir) -> io::Result<()> {
        Ok(())
    }
}
