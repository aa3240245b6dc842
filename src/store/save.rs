//! Durable writing: new file, sync, rename, sync folder. No other file of the store replaces a file.
//!
//! Everything is private to its owner whatever the umask: files 0600, folders 0700. A symlink is followed
//! first, so that a session kept elsewhere stays a link to there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// What became of a file that may exist already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// It was made, whole.
    Made,
    /// The name is taken; nothing was changed.
    Taken,
}

/// Replaces a file by these bytes, or makes it. After any failure the old file is whole and in place.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    replace_with(path, |file| file.write_all(bytes)).map_err(StoreError::io("write", path))
}

/// As [`replace`], without waiting for the disk: safe from a crash of the program, not of the machine. For what is
/// written on every key.
pub(super) fn replace_unsynced(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let written = || {
        let (mut file, new) = Unnamed::create(path)?;
        make_private(&file)?;
        file.write_all(bytes)?;
        fs::rename(&new.path, path)?;
        new.gone();
        Ok(())
    };
    written().map_err(StoreError::io("write", path))
}

/// Writes a document for somebody else, outside the store: whole or not at all, private to its owner. What is no file,
/// such as a pipe or a device, stays what it is and is written into.
pub fn save_document(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        let written = OpenOptions::new().write(true).open(path).and_then(|mut there| there.write_all(bytes));
        return written.map_err(StoreError::io("write", path));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.exists()) {
        return Err(StoreError::io("find the folder", folder)(io::ErrorKind::NotFound.into()));
    }
    replace(path, bytes)
}

/// As [`replace`], for callers that need the plain error and tests that need a failing writer.
pub(super) fn replace_with(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let path = followed(path)?;
    let new = Unnamed::write(&path, write)?;
    fs::rename(&new.path, &path)?;
    new.gone();
    sync_folder_of(&path)
}

/// Makes a file under a name that must be free, whole from its first moment: of two programs that claim
/// one name at once, one gets it and the other leaves it alone.
pub(super) fn claim(path: &Path, bytes: &[u8]) -> Result<Claim, StoreError> {
    claim_with(path, bytes).map_err(StoreError::io("write", path))
}

fn claim_with(path: &Path, bytes: &[u8]) -> io::Result<Claim> {
    let new = Unnamed::write(path, |file| file.write_all(bytes))?;
    match fs::hard_link(&new.path, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Claim::Taken),
        // Some file systems know no links. There an empty file holds the name for the moment it takes.
        Err(_) => match private_file().write(true).create_new(true).open(path) {
            Ok(_) => {
                fs::rename(&new.path, path)?;
                new.gone();
                return sync_folder_of(path).map(|()| Claim::Made);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(Claim::Taken),
            Err(error) => return Err(error),
        },
    }
    drop(new);
    sync_folder_of(path).map(|()| Claim::Made)
}

/// Makes a folder and what lacks above it, closed to others; one that is there is left as it is.
///
/// # Errors
/// It cannot be made, or a file stands in its place.
pub fn make_folder(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Ok(());
    }
    // Another program may make it just now.
    if path.exists() && !path.is_dir() {
        return Err(StoreError::NotAFolder { path: path.to_owned() });
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(StoreError::io("make the folder", path))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = fs::Permissions::from_mode(0o700);
        fs::set_permissions(path, closed).map_err(StoreError::io("close to others", path))?;
    }
    sync_folder_of(path).map_err(StoreError::io("write", path))
}

/// Whether a file can be made in a folder; it is gone again at once.
pub(super) fn try_writing(folder: &Path) -> io::Result<()> {
    Unnamed::create(&folder.join("try")).map(drop)
}

/// Options that make new files readable by their owner alone.
pub(super) fn private_file() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix has a mode to set"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes from a file every right but its owner's to read and write, and gives back those a umask took.
pub(super) fn make_private(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// Makes the names in a file's folder as durable as the files.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        match File::open(folder)?.sync_all() {
            // Some network folders cannot be synced; the file itself was.
            Err(error) if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
                return Err(error);
            }
            Ok(()) | Err(_) => {}
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Whether an open file is still the one that its path names: not removed, not replaced.
pub(super) fn still_named(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let open = file.metadata()?;
        match fs::metadata(path) {
            Ok(named) => Ok(open.dev() == named.dev() && open.ino() == named.ino()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(path.exists())
    }
}

/// Removes what a save cut short may have left of a file. Only for who holds the lock on that file: no
/// other save of it can be under way.
pub(super) fn remove_leftovers(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return;
    };
    let start = format!(".{}.", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.strip_prefix(&start).is_some_and(is_new_name) {
            // A leftover that stays is litter, not harm.
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn is_new_name(end: &str) -> bool {
    end.strip_suffix(".new").is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
}

/// The file that a path leads to, through symlinks; the path itself if nothing is there.
fn followed(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && !path.is_symlink() => Ok(path.to_owned()),
        found => found,
    }
}

/// A written and synced file that has not got its name yet. Dropped, it is removed.
struct Unnamed {
    path: PathBuf,
}

impl Unnamed {
    fn write(target: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Self> {
        let (mut file, unnamed) = Self::create(target)?;
        make_private(&file)?;
        write(&mut file)?;
        file.sync_all()?;
        Ok(unnamed)
    }

    fn create(target: &Path) -> io::Result<(File, Self)> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let process = std::process::id();
        let mut count = 0_u32;
        loop {
            let path = target.with_file_name(format!(".{name}.{process}-{count}.new"));
            match private_file().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((file, Self { path })),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => count += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Says that the file has its name now, and is not to be removed.
    fn gone(self) {
        std::mem::forget(self);
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_save_is_private_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "open to all").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        replace(&path, b"closed").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"closed");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn folders_are_made_closed() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("notes/of/visits");
        make_folder(&deep).unwrap();
        assert_eq!(mode(&deep), 0o700);
        assert_eq!(mode(&folder.path().join("notes")), 0o700);
    }

    #[test]
    fn a_symlink_stays_one_and_its_target_is_saved() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let target = elsewhere.path().join("real.ron");
        fs::write(&target, "old").unwrap();
        let link = folder.path().join("link.ron");
        symlink(&target, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["link.ron"]);
        assert_eq!(names(elsewhere.path()), ["real.ron"]);
    }

    #[test]
    fn a_disk_that_fills_up_half_way_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        fs::write(&path, "the old text").unwrap();
        let error = replace_with(&path, |file| {
            file.write_all(b"the new te")?;
            Err(io::ErrorKind::StorageFull.into())
        })
        .unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), b"the old text");
        assert_eq!(names(folder.path()), ["a.ron"]);
        let said = StoreError::io("write", &path)(error).to_string();
        assert!(said.contains("a.ron: disk full; free some space"), "{said}");
    }

    #[test]
    fn a_claimed_name_is_claimed_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let made: Vec<_> = std::thread::scope(|scope| {
            let claims: Vec<_> = (0..8)
                .map(|n| {
                    let path = &path;
                    scope.spawn(move || (n, claim(path, format!("by {n}").as_bytes()).unwrap()))
                })
                .collect();
            claims.into_iter().map(|claim| claim.join().unwrap()).collect()
        });
        let winners: Vec<_> = made.iter().filter(|(_, c)| *c == Claim::Made).collect();
        assert_eq!(winners.len(), 1);
        assert_eq!(fs::read_to_string(&path).unwrap(), format!("by {}", winners[0].0));
        assert_eq!(names(folder.path()), ["a.ron"]);
        assert_eq!(mode(&path), 0o600);
    }

    #[test]
    fn only_leftovers_of_the_very_file_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".a.ron.12-0.new", ".a.ron.more.ron.12-0.new", ".b.ron.12-0.new", "a.ron"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        remove_leftovers(&folder.path().join("a.ron"));
        assert_eq!(names(folder.path()), [".a.ron.more.ron.12-0.new", ".b.ron.12-0.new", "a.ron"]);
    }
}
