//! The frame and the file header: how one step stands in the journal, and how frames are found again.

use serde::Serialize;

/// First bytes of every journal.
const MAGIC: &[u8] = b"nov journal\n";
/// Version of the layout of frames.
const VERSION: u8 = 1;
/// Bytes before a frame's payload: length, sequence, checksum.
pub const FRAME_HEAD: usize = 16;
/// Longest payload of one frame in bytes; an entry is at most 64 KB, so only damage asks for more.
pub const MAX_PAYLOAD: usize = 64 * 1024 * 1024;

/// Why a step could not become a frame.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The step holds something that JSON cannot.
    #[error("step {seq} cannot be written down: {source}")]
    Unwritable {
        /// Sequence of the step.
        seq: u64,
        /// What JSON says.
        source: serde_json::Error,
    },
    /// The step is larger than a frame may be.
    #[error("step {seq} is {bytes} bytes long; a step may have {MAX_PAYLOAD}. Paste less at once")]
    TooLong {
        /// Sequence of the step.
        seq: u64,
        /// Bytes of its payload.
        bytes: usize,
    },
}

/// What the head of a journal says about the file it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Schema of the document whose steps follow.
    pub schema: u32,
    /// Id of the session.
    pub session: String,
    /// Bytes the header takes; the first frame begins there.
    pub len: usize,
}

impl Header {
    /// Reads the header at the start of a journal; nothing if it is not whole and sound.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (&version, rest) = rest.split_first()?;
        let (schema, rest) = split_u32(rest)?;
        let (id_len, rest) = split_u32(rest)?;
        let id_len = usize::try_from(id_len).ok()?;
        let id = rest.get(..id_len)?;
        let (checksum, _) = split_u32(rest.get(id_len..)?)?;
        let len = MAGIC.len() + 1 + 4 + 4 + id_len + 4;
        let sound = version == VERSION && crc32fast::hash(bytes.get(..len - 4)?) == checksum;
        let session = std::str::from_utf8(id).ok()?.to_owned();
        sound.then_some(Self { schema, session, len })
    }
}

/// The head of a new journal for one session.
pub fn header(session: &str, schema: u32) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.extend(schema.to_le_bytes());
    bytes.extend((session.len() as u32).to_le_bytes());
    bytes.extend(session.as_bytes());
    let checksum = crc32fast::hash(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// Appends the frame of one step to `out`, which stays as it was if that fails.
///
/// The layout is: length of the payload (`u32`), sequence (`u64`), CRC-32 of both and of the payload
/// (`u32`), all little-endian, then the step as JSON. The checksum covers the head as well, so that a
/// run of zero bytes (what a power cut can leave at the end of a file) is no frame.
pub fn encode<S: Serialize>(seq: u64, step: &S, out: &mut Vec<u8>) -> Result<(), EncodeError> {
    let payload = serde_json::to_vec(step).map_err(|source| EncodeError::Unwritable { seq, source })?;
    let length = u32::try_from(payload.len())
        .ok()
        .filter(|_| payload.len() <= MAX_PAYLOAD)
        .ok_or(EncodeError::TooLong { seq, bytes: payload.len() })?;
    out.reserve(FRAME_HEAD + payload.len());
    out.extend(length.to_le_bytes());
    out.extend(seq.to_le_bytes());
    out.extend(checksum(length, seq, &payload).to_le_bytes());
    out.extend(payload);
    Ok(())
}

/// One frame as it stands in the bytes of a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Sequence of its step.
    pub seq: u64,
    /// Byte where it begins.
    pub at_byte: usize,
    /// The step as JSON.
    pub payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// Reads the frame that begins at a byte; nothing if it is cut off or its checksum is wrong.
    pub fn at(bytes: &'a [u8], at_byte: usize) -> Option<Self> {
        let (length, rest) = split_u32(bytes.get(at_byte..)?)?;
        let (seq, rest) = rest.split_first_chunk::<8>()?;
        let seq = u64::from_le_bytes(*seq);
        let (expected, rest) = split_u32(rest)?;
        let payload_len = usize::try_from(length).ok().filter(|len| *len <= MAX_PAYLOAD)?;
        let payload = rest.get(..payload_len)?;
        (checksum(length, seq, payload) == expected).then_some(Self { seq, at_byte, payload })
    }

    /// The byte after its last.
    pub fn end(&self) -> usize {
        self.at_byte + FRAME_HEAD + self.payload.len()
    }
}

/// The sound frames from a byte on, in order, up to the first that is not whole.
pub fn frames(bytes: &[u8], from_byte: usize) -> impl Iterator<Item = Frame<'_>> {
    std::iter::successors(Frame::at(bytes, from_byte), |last| Frame::at(bytes, last.end()))
}

fn checksum(length: u32, seq: u64, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&length.to_le_bytes());
    hasher.update(&seq.to_le_bytes());
    hasher.update(payload);
    hasher.finalize()
}

fn split_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*head), rest))
}

/// The checksum of the store's other files too.
pub fn checksum_of(bytes: &[u8]) -> u32 {
    crc32fast::hash(bytes)
}
