//! A zip archive as names and texts: written the same every time, read with a limit.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Most bytes all files of a pack may have together once unpacked: far above ten years of a school.
pub const MOST: u64 = 256 * 1024 * 1024;

/// Writes an archive; the same files give the same bytes.
pub(super) fn write(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Reads an archive, files by name. One that would grow beyond `most` bytes is refused before it does.
pub(super) fn read(bytes: &[u8], most: u64) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is no zip archive".to_owned())?;
    let mut files = BTreeMap::new();
    let mut left = most;
    for n in 0..zip.len() {
        let mut file = zip.by_index(n).map_err(|error| format!("it is damaged ({error})"))?;
        let name = file.name().map_err(|error| format!("it is damaged ({error})"))?.into_owned();
        if !stays_inside(&name) {
            return Err(format!("{name:?} in it would land outside the folder it is put in"));
        }
        if name.ends_with('/') {
            continue;
        }
        let mut content = Vec::new();
        // One byte more than there is room for shows that it is too much, whatever the archive says of itself.
        let read = file.by_ref().take(left + 1).read_to_end(&mut content);
        let read = read.map_err(|error| format!("{name} in it is damaged ({error})"))? as u64;
        if read > left {
            return Err(format!("it unpacks to more than {} MB", most / 1024 / 1024));
        }
        left -= read;
        files.insert(name, content);
    }
    Ok(files)
}

/// Whether a name of an archive leads to a place below the folder it is unpacked in.
pub(super) fn stays_inside(name: &str) -> bool {
    let part =
        |part: &str| part != ".." && part != "." && !part.contains([':', '\\']) && !part.contains(char::is_control);
    !name.starts_with('/') && name.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_out_are_refused() {
        for name in ["../me.ron", "/etc/passwd", "a/../../b", "c:/x", "a\\..\\b", "a/./b", "a\u{1b}[2J"] {
            let bytes = write(&[("handover.ron".to_owned(), b"x".to_vec()), (name.to_owned(), b"y".to_vec())]).unwrap();
            let said = read(&bytes, 100).unwrap_err();
            assert!(said.contains("outside the folder"), "{name}: {said}");
        }
        assert!(stays_inside("documents/2010-01-12 über.docx") && stays_inside("papers/"));
    }

    #[test]
    fn what_is_written_is_read_and_the_same_bytes_come_out_twice() {
        let files = [("a.txt".to_owned(), b"one".to_vec()), ("b/c.txt".to_owned(), b"two".to_vec())];
        let bytes = write(&files).unwrap();
        assert_eq!(bytes, write(&files).unwrap());
        assert_eq!(read(&bytes, 6).unwrap().into_iter().collect::<Vec<_>>(), files);
    }

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let bytes = write(&[("bomb".to_owned(), vec![0; 1_000_000])]).unwrap();
        assert!(bytes.len() < 10_000);
        assert_eq!(read(&bytes, 100_000).unwrap_err(), "it unpacks to more than 0 MB");
        assert_eq!(read(b"hello", 100).unwrap_err(), "it is no zip archive");
        assert!(read(&bytes[..bytes.len() - 30], 2_000_000).is_err());
    }
}
