//! What was said in two real meetings, turn by turn (`tests/data/README.md`).

/// One turn: who by role, and the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    pub role: &'static str,
    pub words: &'static str,
}

/// The meeting on the inspectorate's annual report.
pub fn curriculum() -> Vec<Turn> {
    turns(include_str!("../data/meeting-curriculum.tsv"))
}

/// The meeting on exclusions and pupil referral units.
pub fn exclusions() -> Vec<Turn> {
    turns(include_str!("../data/meeting-exclusions.tsv"))
}

fn turns(text: &'static str) -> Vec<Turn> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let parted = lines.map(|line| line.split_once('\t').expect("a turn is a role, a tab and words"));
    parted.map(|(role, words)| Turn { role, words }).collect()
}

mod tests {
    use super::{curriculum, exclusions};

    #[test]
    fn each_meeting_is_ninety_whole_turns_with_a_role_each() {
        for turns in [curriculum(), exclusions()] {
            assert_eq!(turns.len(), 90);
            for turn in &turns {
                assert!(turn.role.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()), "{turn:?}");
                assert!(!turn.words.is_empty() && !turn.words.contains(char::is_control), "{turn:?}");
            }
            assert!(turns.iter().any(|turn| turn.words.len() > 1000), "the long turns are whole");
        }
    }
}
