//! All that is known of measures beside the figures: what ships with nov and what the user put beside it.

use super::definition::{Definition, Definitions};
use super::reading::{Reading, ReadingError, shipped_readings};

/// Definitions and readings.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// What measures are.
    pub definitions: Definitions,
    /// What columns mean, the user's own last.
    pub readings: Vec<Reading>,
}

/// Whether a file of the user's own holds measures, a list in square brackets, rather than what the columns of a file
/// mean, in round ones.
fn holds_measures(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.take(1).any(|line| line.starts_with('['))
}

impl Known {
    /// What ships with nov.
    pub fn shipped() -> Self {
        Self { definitions: Definitions::shipped(), readings: shipped_readings() }
    }

    /// Adds files of the user's own, each a path and a text, and says which cannot be used. Definitions come first, so
    /// that readings may name them; a reading of a known id is put in its place.
    pub fn add_own(&mut self, mut files: Vec<(String, String)>) -> Vec<ReadingError> {
        let mut faults = Vec::new();
        files.sort_by_key(|(_, text)| !holds_measures(text));
        for (path, text) in files {
            if holds_measures(&text) {
                match crate::ronfile::read::<Vec<Definition>>(&text) {
                    Ok(own) => self.definitions.add(own),
                    Err(error) => faults.push(ReadingError { file: path, what: error.to_string() }),
                }
                continue;
            }
            match Reading::own(&path, &text, &self.definitions) {
                Ok(reading) => self.add(reading),
                Err(fault) => faults.push(fault),
            }
        }
        faults
    }

    /// Adds a reading, or puts it in the place of the one of its id.
    pub fn add(&mut self, reading: Reading) {
        self.readings.retain(|known| known.id != reading.id);
        self.readings.push(reading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_measures_may_be_named_by_own_readings_whatever_their_order() {
        let mut known = Known::shipped();
        let reading = r#"(id: "a", name: "Tracking", series: "tracking", known_by: ["X"], figures: [(measure: "phonics", columns: ["X"])])"#;
        let own = r#"[(id: "phonics", stage: "KS1", name: "Phonics", short: "Phonics", unit: Percent, meaning: "", question: "")]"#;
        let files = [("measures/a.ron", reading), ("measures/own.ron", own), ("measures/z.ron", "(nothing")];
        let faults = known.add_own(files.map(|(path, text)| (path.to_owned(), text.to_owned())).to_vec());
        assert_eq!(faults.len(), 1);
        assert!(faults[0].to_string().starts_with("measures/z.ron: line 1"), "{}", faults[0]);
        assert_eq!(known.definitions.name("phonics"), "Phonics");
        assert_eq!(known.readings.last().map(|reading| reading.id.as_str()), Some("a"));
    }
}
