//! Recovery: the longest sound run of steps in the bytes of a journal, and what the rest was.

use serde::de::DeserializeOwned;

use super::frame::{Frame, Header, frames};

/// How far into a file with a damaged head the first frame is looked for: longer than any header.
const HEAD_REACH: usize = 1024;

/// What a journal gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery<S> {
    /// The head, if it was sound.
    pub header: Option<Header>,
    /// The steps, in order, their sequences rising by one.
    pub steps: Vec<Recovered<S>>,
    /// Bytes from the start that are sound: all of them, or up to the damage.
    pub sound_len: usize,
    /// What was wrong, if anything.
    pub damage: Option<Damage>,
}

/// One step with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered<S> {
    /// Its sequence.
    pub seq: u64,
    /// Byte where its frame begins.
    pub at_byte: usize,
    /// The step.
    pub step: S,
}

/// Where a journal stops making sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {at_byte}: {fault} ({bytes_lost} bytes)")]
pub struct Damage {
    /// First byte that is not sound.
    pub at_byte: usize,
    /// What is wrong there.
    pub fault: Fault,
    /// Bytes from there to the end that gave no step.
    pub bytes_lost: usize,
}

/// What is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The head is not that of a journal; the frames behind it may still have been found.
    #[error("the head of the journal is damaged")]
    Head,
    /// The last frame is cut off or bytes changed.
    #[error("a step is cut off or its bytes have changed")]
    Frame,
    /// A sound frame, but not the next one.
    #[error("step {found} stands where step {expected} should")]
    Sequence {
        /// Sequence it should have.
        expected: u64,
        /// Sequence it has.
        found: u64,
    },
    /// A sound frame whose step this program cannot read.
    #[error("step {seq} is whole, but this version of nov cannot read it: {what}")]
    Step {
        /// Its sequence.
        seq: u64,
        /// What JSON says.
        what: String,
    },
}

/// Reads the steps of a journal up to the first fault.
pub fn recover<S: DeserializeOwned>(bytes: &[u8]) -> Recovery<S> {
    let header = Header::read(bytes);
    let Some(start) = header.as_ref().map(|head| head.len).or_else(|| first_frame(bytes)) else {
        let nothing = bytes.is_empty();
        let damage = Damage { at_byte: 0, fault: Fault::Head, bytes_lost: bytes.len() };
        return Recovery { header, steps: Vec::new(), sound_len: 0, damage: (!nothing).then_some(damage) };
    };
    let mut steps = Vec::new();
    let mut sound_len = start;
    let mut expected = None;
    let mut fault = None;
    for frame in frames(bytes, start) {
        if let Some(expected) = expected
            && frame.seq != expected
        {
            fault = Some(Fault::Sequence { expected, found: frame.seq });
            break;
        }
        match serde_json::from_slice(frame.payload) {
            Ok(step) => steps.push(Recovered { seq: frame.seq, at_byte: frame.at_byte, step }),
            Err(error) => {
                fault = Some(Fault::Step { seq: frame.seq, what: error.to_string() });
                break;
            }
        }
        expected = Some(frame.seq.saturating_add(1));
        sound_len = frame.end();
    }
    let bytes_lost = bytes.len() - sound_len;
    let mut damage = match fault {
        Some(fault) => Some(Damage { at_byte: sound_len, fault, bytes_lost }),
        None if bytes_lost > 0 => Some(Damage { at_byte: sound_len, fault: Fault::Frame, bytes_lost }),
        None => None,
    };
    if header.is_none() {
        damage = Some(Damage { at_byte: 0, fault: Fault::Head, bytes_lost: start + bytes_lost });
        sound_len = 0;
    }
    Recovery { header, steps, sound_len, damage }
}

/// Finds the first frame behind a damaged head. By chance a checksum fits once in four thousand million
/// places, and the step must be readable on top of that.
fn first_frame(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len().min(HEAD_REACH)).find(|&at| Frame::at(bytes, at).is_some())
}

#[cfg(test)]
mod tests {

    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::journal::{encode, header};

    #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
    struct Typed {
        at_byte: usize,
        insert: String,
    }

    fn typed(n: usize) -> Typed {
        Typed { at_byte: n, insert: format!("word {n} – ‘Year 5’\n") }
    }

    /// A journal of steps `first..first + count` and the byte where each frame ends.
    fn journal(first: u64, count: usize) -> (Vec<u8>, Vec<usize>) {
        let mut bytes = header("2010-01-12-hillside-primary-rtm", 1);
        let ends = (0..count)
            .map(|n| {
                encode(first + n as u64, &typed(n), &mut bytes).unwrap();
                bytes.len()
            })
            .collect();
        (bytes, ends)
    }

    fn read(bytes: &[u8]) -> Vec<Typed> {
        recover::<Typed>(bytes).steps.into_iter().map(|found| found.step).collect()
    }

    #[test]
    fn a_whole_journal_gives_every_step_and_its_head() {
        let (bytes, _) = journal(7, 20);
        let found = recover::<Typed>(&bytes);
        assert_eq!(found.steps.len(), 20);
        assert_eq!(found.steps[3].seq, 10);
        assert_eq!(found.sound_len, bytes.len());
        assert_eq!(found.damage, None);
        let head = found.header.unwrap();
        assert_eq!((head.session.as_str(), head.schema), ("2010-01-12-hillside-primary-rtm", 1));
    }

    #[test]
    fn cut_at_every_byte_it_gives_exactly_the_whole_frames() {
        let (bytes, ends) = journal(1, 12);
        let head = Header::read(&bytes).unwrap().len;
        for cut in 0..=bytes.len() {
            let found = recover::<Typed>(&bytes[..cut]);
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let steps: Vec<_> = found.steps.iter().map(|s| s.step.clone()).collect();
            assert_eq!(steps, (0..whole).map(typed).collect::<Vec<_>>(), "cut at {cut}");
            let boundary = cut == 0 || cut == head || ends.contains(&cut);
            assert_eq!(found.damage.is_none(), boundary, "cut at {cut}");
            assert_eq!(found.sound_len + found.damage.map_or(0, |d| d.bytes_lost), cut);
        }
    }

    #[test]
    fn a_tail_of_zero_bytes_is_no_step() {
        let (mut bytes, ends) = journal(1, 3);
        bytes.extend([0; 4096]);
        let found = recover::<Typed>(&bytes);
        assert_eq!(found.steps.len(), 3);
        assert_eq!(found.sound_len, ends[2]);
        assert_eq!(found.damage.unwrap().bytes_lost, 4096);
    }

    #[test]
    fn a_missing_or_repeated_step_ends_the_run() {
        for second in [1, 3, 0] {
            let mut bytes = header("x", 1);
            encode(1, &typed(0), &mut bytes).unwrap();
            encode(second, &typed(1), &mut bytes).unwrap();
            let found = recover::<Typed>(&bytes);
            assert_eq!(found.steps.len(), 1);
            let fault = found.damage.unwrap().fault;
            assert_eq!(fault, Fault::Sequence { expected: 2, found: second });
        }
    }

    #[test]
    fn a_step_of_a_later_version_is_named() {
        let mut bytes = header("x", 1);
        encode(1, &typed(0), &mut bytes).unwrap();
        encode(2, &"something newer", &mut bytes).unwrap();
        let found = recover::<Typed>(&bytes);
        assert_eq!(found.steps.len(), 1);
        let damage = found.damage.unwrap();
        assert!(matches!(damage.fault, Fault::Step { seq: 2, .. }), "{damage}");
    }

    #[test]
    fn a_damaged_head_does_not_take_the_steps_with_it() {
        let (bytes, _) = journal(1, 5);
        for at in 0..Header::read(&bytes).unwrap().len {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            let found = recover::<Typed>(&damaged);
            assert_eq!(found.steps.len(), 5, "byte {at}");
            assert_eq!(found.damage.unwrap().fault, Fault::Head);
        }
    }

    #[test]
    fn a_file_that_is_no_journal_gives_nothing_and_says_so() {
        let found = recover::<Typed>(b"Dear diary, nothing of note today.");
        assert!(found.steps.is_empty());
        assert_eq!(found.damage.unwrap().fault, Fault::Head);
        assert_eq!(recover::<Typed>(b"").damage, None);
    }

    #[test]
    fn a_hundred_thousand_steps_are_all_recovered() {
        let (bytes, _) = journal(1, 100_000);
        assert_eq!(recover::<Typed>(&bytes).steps.len(), 100_000);
    }

    proptest! {
        #[test]
        fn any_changed_byte_leaves_a_true_run_of_steps(at in 0.0..1.0f64, flip in 1..=255u8) {
            let (mut bytes, ends) = journal(5, 9);
            let at = (at * bytes.len() as f64) as usize;
            bytes[at] ^= flip;
            let steps = read(&bytes);
            prop_assert_eq!(&steps, &(0..steps.len()).map(typed).collect::<Vec<_>>());
            let before = ends.iter().filter(|end| **end <= at).count();
            prop_assert!(steps.len() >= before, "steps before the changed byte must survive");
            prop_assert!(recover::<Typed>(&bytes).damage.is_some());
        }

        #[test]
        fn no_bytes_whatever_make_it_fail(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let found = recover::<Typed>(&bytes);
            prop_assert!(found.sound_len <= bytes.len());
        }

        #[test]
        fn any_text_comes_back_as_it_was_typed(texts in prop::collection::vec(any::<String>(), 0..8)) {
            let mut bytes = header("x", 1);
            for (n, text) in texts.iter().enumerate() {
                encode(n as u64 + 1, text, &mut bytes).unwrap();
            }
            let found = recover::<String>(&bytes);
            prop_assert_eq!(found.steps.into_iter().map(|s| s.step).collect::<Vec<_>>(), texts);
        }
    }
}
