//! The journal's file: what it ought to hold, how much of that it holds, and how it is mended.
//!
//! The whole of what ought to be in the file is also in memory (a few megabytes at most). So nothing that
//! happens to the file loses a step: a write that fails is made up for by the next, and a file that was
//! removed, cut or replaced by another program is written anew.
//!
//! The file is locked while it is written, beside the lock of the session: so two programs never write one journal, even
//! where somebody removed the file of that lock. Steps of another that stand in it are kept aside before they go.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::aside::{Aside, Notice};
use super::error::{StoreError, remedy};
use super::lock;
use super::save;
use crate::journal::{Frame, Header, encode, frames, header};

/// Where a journal is written; the tests put a failing disk in its place.
pub(super) trait Disk: Send {
    /// Opens a file to append to.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Sink>>;
    /// Replaces a file as a whole, durably.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
}

/// An open journal.
pub(super) trait Sink: Send {
    /// One write at the end; how many bytes it took.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Length of the file, or nothing if it no longer has its name.
    fn len(&self) -> io::Result<Option<u64>>;
    /// Cuts the file.
    fn cut(&mut self, len: u64) -> io::Result<()>;
    /// A second handle, for a worker to sync.
    fn handle(&self) -> io::Result<File>;
}

/// The disk as it is.
pub(super) struct RealDisk;

impl Disk for RealDisk {
    fn open(&self, path: &Path) -> io::Result<Box<dyn Sink>> {
        let file = save::private_file().append(true).open(path)?;
        if cfg!(unix) {
            lock_at_last(&file)?;
        }
        save::make_private(&file)?;
        Ok(Box::new(Locked { file, path: path.to_owned() }))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        save::replace_with(path, |file| file.write_all(bytes))
    }
}

/// A journal that this program alone writes. Dropped, it is unlocked by word: to close it is not enough, as a program
/// just being started may have a copy of it for a moment.
struct Locked {
    file: File,
    path: PathBuf,
}

impl Drop for Locked {
    fn drop(&mut self) {
        drop(self.file.unlock());
    }
}

impl Sink for Locked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn len(&self) -> io::Result<Option<u64>> {
        // Where its name cannot be looked up the file itself still takes what is typed.
        if !save::still_named(&self.file, &self.path).unwrap_or(true) {
            return Ok(None);
        }
        Ok(Some(self.file.metadata()?.len()))
    }

    fn cut(&mut self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }
}

/// Locks a journal. Who only looks whether it is locked has it for a moment, which is waited for.
fn lock_at_last(file: &File) -> io::Result<()> {
    const MOMENTS: u32 = 20;
    for _ in 0..MOMENTS {
        if !matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    Err(taken())
}

/// That another program writes the journal.
fn taken() -> io::Error {
    io::Error::other(
        "another nov has this session open now, as its lock was removed from outside; leave it there first",
    )
}

/// A journal being written.
pub(super) struct JournalFile {
    path: PathBuf,
    disk: Box<dyn Disk>,
    sink: Option<Box<dyn Sink>>,
    /// All that ought to be in the file.
    image: Vec<u8>,
    /// Sequence of each frame of the image and the byte where it begins.
    starts: Vec<(u64, usize)>,
    /// How much of the image is in the file: always a boundary of frames.
    written: usize,
    /// Why the rest is not.
    trouble: Option<String>,
    aside: Aside,
    /// What the user should know, and was not told yet.
    notices: Vec<Notice>,
}

impl JournalFile {
    /// Takes up a sound journal, or one that is still to be made (`bytes` holds its head alone, `written`
    /// is 0). It is not touched before the first [`JournalFile::flush`].
    pub(super) fn new(path: PathBuf, disk: Box<dyn Disk>, image: Vec<u8>, written: usize, aside: Aside) -> Self {
        let starts = starts(&image);
        Self { path, disk, sink: None, image, starts, written, trouble: None, aside, notices: Vec::new() }
    }

    /// What the user should know; each is given once.
    pub(super) fn notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Whether another program writes the journal.
    pub(super) fn is_taken(&mut self) -> bool {
        // What stands in the way of writing is seen by writing.
        drop(self.flush());
        self.sink.is_none() && lock::is_held(&self.path)
    }

    /// Sequence of the last step.
    pub(super) fn last(&self) -> Option<u64> {
        self.starts.last().map(|(seq, _)| *seq)
    }

    /// Bytes it has or ought to have.
    pub(super) fn len(&self) -> usize {
        self.image.len()
    }

    /// Why steps wait in memory, and how many.
    pub(super) fn trouble(&self) -> Option<(&str, usize)> {
        let reason = self.trouble.as_deref()?;
        let waiting = self.starts.iter().rev().take_while(|(_, at)| *at >= self.written).count();
        Some((reason, waiting))
    }

    /// Adds a step and writes it, with one write, and with what waited before it.
    pub(super) fn append<S: serde::Serialize>(&mut self, seq: u64, step: &S) -> Result<(), StoreError> {
        let at_byte = self.image.len();
        encode(seq, step, &mut self.image)?;
        self.starts.push((seq, at_byte));
        self.flush()
    }

    /// Writes what waits; if that fails, it goes on waiting.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        match self.write_out() {
            Ok(()) => {
                self.trouble = None;
                Ok(())
            }
            Err(error) => {
                let reason = remedy(&error);
                self.trouble = Some(reason.clone());
                let steps = self.trouble().map_or(0, |(_, steps)| steps);
                Err(StoreError::NotKept { reason, steps })
            }
        }
    }

    fn write_out(&mut self) -> io::Result<()> {
        let Some(mut sink) = self.sink.take() else {
            return self.reopen();
        };
        let written = self.written as u64;
        match sink.len()? {
            Some(len) if len == written => {}
            // Longer: what a write cut short left, and could not be cut off then; or steps of another program.
            Some(len) if len > written => {
                self.keep_others()?;
                sink.cut(written)?;
            }
            // Shorter, or removed, or replaced: not by this program.
            Some(_) | None => {
                drop(sink);
                return self.rewrite();
            }
        }
        let mut end = self.written;
        while end < self.image.len() {
            match sink.write(&self.image[end..]) {
                Ok(0) => return self.back_out(sink, io::ErrorKind::StorageFull.into()),
                Ok(bytes) => end += bytes,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return self.back_out(sink, error),
            }
        }
        self.written = end;
        self.sink = Some(sink);
        Ok(())
    }

    /// Cuts off what a failed write left. Where that fails too it is cut off before the next write, or by
    /// the next opening, which takes it for what it is: a step cut off.
    fn back_out(&mut self, mut sink: Box<dyn Sink>, error: io::Error) -> io::Result<()> {
        drop(sink.cut(self.written as u64));
        self.sink = Some(sink);
        Err(error)
    }

    /// Opens the file at the first write of all, and after one that went wrong.
    fn reopen(&mut self) -> io::Result<()> {
        let as_expected = self.written > 0
            && fs::read(&self.path).is_ok_and(|bytes| bytes.get(..self.written) == self.image.get(..self.written));
        if !as_expected {
            return self.rewrite();
        }
        self.sink = Some(self.disk.open(&self.path)?);
        self.write_out()
    }

    /// Makes the file anew, whole and synced.
    fn rewrite(&mut self) -> io::Result<()> {
        self.sink = None;
        if cfg!(unix) && lock::is_held(&self.path) {
            return Err(taken());
        }
        self.keep_others()?;
        self.make_folder_again()?;
        self.disk.replace(&self.path, &self.image)?;
        self.written = self.image.len();
        self.sink = Some(self.disk.open(&self.path)?);
        Ok(())
    }

    /// Makes the folder of the documents again, where somebody removed it.
    fn make_folder_again(&mut self) -> io::Result<()> {
        let Some(folder) = self.path.parent().filter(|folder| !folder.exists()) else { return Ok(()) };
        let why = format!(
            "The folder {} was moved or removed from outside. It was made again and has what is open here; what else was in \
             it is where the folder is now.",
            folder.display()
        );
        save::make_folder(folder).map_err(|error| io::Error::other(error.to_string()))?;
        self.notices.push(Notice::plain(why));
        Ok(())
    }

    /// Keeps aside what another program wrote into the journal.
    fn keep_others(&mut self) -> io::Result<()> {
        // What was found at the opening was seen to then.
        let Some(there) = fs::read(&self.path).ok().filter(|_| self.written > 0) else { return Ok(()) };
        let head = Header::read(&there).map_or(0, |head| head.len);
        let is_ours = |frame: Frame<'_>| {
            let place = frame.at_byte..frame.end();
            self.image.get(place.clone()) == there.get(place)
        };
        if frames(&there, head).all(is_ours) {
            return Ok(());
        }
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let why = format!("Another program wrote into {} while it was open here.", self.path.display());
        let kept = self.aside.keep(&name, &there, why).map_err(|error| io::Error::other(error.to_string()))?;
        self.notices.push(kept);
        Ok(())
    }

    /// Forgets the steps up to `folded` but the last `keep` of them, which stay as history for undo; the
    /// steps after `folded` all stay. The file changes from the old to the new state at once; if that
    /// fails, file and memory are as before.
    pub(super) fn trim(&mut self, head: (&str, u32), folded: u64, keep: usize) -> Result<(), StoreError> {
        let after = self.starts.partition_point(|(seq, _)| *seq <= folded);
        // Steps are history only if they lead up to the document without a gap.
        let leads_up = after.checked_sub(1).is_some_and(|last| self.starts[last].0 == folded);
        let first = if leads_up { after.saturating_sub(keep) } else { after };
        let from = self.starts.get(first).map_or(self.image.len(), |(_, at)| *at);
        let mut image = header(head.0, head.1);
        image.extend(&self.image[from..]);
        self.disk.replace(&self.path, &image).map_err(StoreError::io("write", &self.path))?;
        self.starts = starts(&image);
        self.written = image.len();
        self.image = image;
        self.sink = None;
        // The next write would open the new file; opening it now keeps that write short.
        drop(self.flush());
        Ok(())
    }

    /// A handle for a worker to sync, with the sequence of the last step that syncing it makes durable.
    pub(super) fn handle(&mut self) -> Result<(File, Option<u64>), StoreError> {
        let kept = self.starts.iter().rev().find(|(_, at)| *at < self.written).map(|(seq, _)| *seq);
        let path = &self.path;
        let sink = self.sink.as_ref().ok_or_else(|| io::ErrorKind::NotFound.into());
        let file = sink.and_then(|sink| sink.handle()).map_err(StoreError::io("sync", path))?;
        Ok((file, kept))
    }

    /// Makes the file anew after a sync that failed: what the disk then holds is not certain.
    pub(super) fn renew(&mut self) -> Result<(), StoreError> {
        let renewed = self.rewrite();
        self.trouble = renewed.as_ref().err().map(remedy);
        renewed.map_err(StoreError::io("write", &self.path))
    }

    /// Removes the file.
    pub(super) fn remove(&mut self) -> Result<(), StoreError> {
        self.sink = None;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", &self.path)(error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// The frames of a sound journal.
fn starts(image: &[u8]) -> Vec<(u64, usize)> {
    let head = Header::read(image).map_or(0, |head| head.len);
    frames(image, head).map(|frame| (frame.seq, frame.at_byte)).collect()
}
