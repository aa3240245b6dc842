//! The lock of a session: one program writes, the others are told who.
//!
//! The lock is the operating system's, on the open file `ID.lock`, so it ends with the program that has
//! it, however that ends; what stands in the file only tells the others who holds it.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::StoreError;
use super::save::{make_private, private_file, still_named};

/// Who writes to a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Process.
    pub pid: u32,
    /// Name of the account.
    pub user: String,
    /// Name of the computer.
    pub host: String,
    /// When it opened the session, local time.
    pub since: chrono::NaiveDateTime,
}

impl std::fmt::Display for Holder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let since = self.since.format("%H:%M on %-d %B %Y");
        write!(f, "{} on {} (process {}) since {since}", self.user, self.host, self.pid)
    }
}

impl Holder {
    fn this_program() -> Self {
        let named =
            |variables: [&str; 2]| variables.iter().find_map(|name| std::env::var(name).ok()).filter(|n| !n.is_empty());
        let host = fs::read_to_string("/proc/sys/kernel/hostname")
            .or_else(|_| fs::read_to_string("/etc/hostname"))
            .ok()
            .map(|name| name.trim().to_owned())
            .or_else(|| named(["HOSTNAME", "COMPUTERNAME"]));
        Self {
            pid: std::process::id(),
            user: named(["USER", "USERNAME"]).unwrap_or_else(|| "someone".into()),
            host: host.unwrap_or_else(|| "this computer".into()),
            since: chrono::Local::now().naive_local(),
        }
    }
}

/// What came of asking for a lock.
#[derive(Debug)]
pub(super) enum Asked {
    /// This program has it.
    Got(Lock),
    /// Another has it; who, if that could be read.
    Held(Option<Holder>),
    /// The lock file cannot be made here, as in a read-only folder.
    Unwritable(io::Error),
}

/// A lock that this program has. Dropped, it is given back, but the file stays.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    guard: Guard,
}

/// Whether the lock keeps others out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// It does.
    Sure,
    /// This file system knows no locks, so it does not.
    None,
}

impl Lock {
    /// Asks for the lock and says at once what came of it.
    pub(super) fn ask(path: &Path) -> Result<Asked, StoreError> {
        loop {
            let opened = private_file().read(true).write(true).create(true).truncate(false).open(path);
            let mut file = match opened {
                Ok(file) => file,
                Err(error) => return Ok(Asked::Unwritable(error)),
            };
            let guard = match file.try_lock() {
                Ok(()) => Guard::Sure,
                Err(TryLockError::WouldBlock) => {
                    let mut text = String::new();
                    drop(file.read_to_string(&mut text));
                    return Ok(Asked::Held(serde_json::from_str(&text).ok()));
                }
                Err(TryLockError::Error(_)) => Guard::None,
            };
            // The last holder may have removed the file between our opening and locking it: then this is
            // a lock on a file without a name, and another program could lock a new one of that name.
            let lock = Self { file, path: path.to_owned(), guard };
            if still_named(&lock.file, path).map_err(StoreError::io("lock", path))? {
                lock.sign();
                return Ok(Asked::Got(lock));
            }
        }
    }

    /// Whether others are kept out.
    pub(super) fn guard(&self) -> Guard {
        self.guard
    }

    /// Whether the lock file is still the one that was locked: nobody removed or replaced it.
    pub(super) fn stands(&self) -> bool {
        // Where that cannot be seen, nothing is known to be wrong.
        still_named(&self.file, &self.path).unwrap_or(true)
    }

    /// The lock file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes down who has the lock. Only a courtesy to others: that it fails, as on a full disk, is no harm.
    fn sign(&self) {
        let signed = || -> io::Result<()> {
            make_private(&self.file)?;
            let text = serde_json::to_string(&Holder::this_program())?;
            self.file.set_len(0)?;
            (&self.file).rewind()?;
            (&self.file).write_all(text.as_bytes())
        };
        drop(signed());
    }

    /// Removes the lock file and gives the lock back.
    ///
    /// The file goes while it is still locked. A program that has it open already can only get a lock on a
    /// file without a name, sees that (`still_named` in [`Lock::ask`]) and asks again; a program that
    /// comes later makes a new file. So there is never a moment at which two have the lock. Where locks
    /// are unknown the file stays.
    pub(super) fn remove(self) {
        if self.guard == Guard::Sure && still_named(&self.file, &self.path).unwrap_or(false) {
            drop(fs::remove_file(&self.path));
        }
    }
}

impl Drop for Lock {
    /// Unlocks by word. To close the file is not enough: a program just being started by another thread
    /// has a copy of it for a moment, and with the copy the lock.
    fn drop(&mut self) {
        drop(self.file.unlock());
    }
}

/// Who signed a lock, as far as that can be read.
pub(super) fn holder(path: &Path) -> Option<Holder> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// Whether a program holds the lock. Asks only, and makes no file.
pub(super) fn is_held(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return false };
    // A lock taken here goes with the file at once, and does not keep out others who ask the same.
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_to_ask_is_told_who_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let Asked::Got(first) = Lock::ask(&path).unwrap() else { panic!("the lock was free") };
        let Asked::Held(Some(holder)) = Lock::ask(&path).unwrap() else { panic!("it is held") };
        assert_eq!(holder.pid, std::process::id());
        assert!(holder.to_string().contains("process"));
        drop(first);
        assert!(path.exists(), "a crash leaves the file");
        assert!(matches!(Lock::ask(&path).unwrap(), Asked::Got(_)), "but not the lock");
    }

    #[test]
    fn removing_the_file_never_lets_two_in() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.lock");
        let inside = std::sync::atomic::AtomicU32::new(0);
        let entries = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    use std::sync::atomic::Ordering::SeqCst;
                    for _ in 0..2000 {
                        if let Asked::Got(lock) = Lock::ask(&path).unwrap() {
                            assert_eq!(inside.fetch_add(1, SeqCst), 0, "two hold the lock");
                            std::thread::yield_now();
                            inside.fetch_sub(1, SeqCst);
                            entries.fetch_add(1, SeqCst);
                            lock.remove();
                        }
                    }
                });
            }
        });
        assert!(entries.into_inner() > 0);
    }
}
