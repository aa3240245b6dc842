//! Widths of columns that make a table the least high. Lengths are in twentieths of a point.

/// How much goes from one column to another at once, the coarse way first.
const STEPS: [u32; 3] = [400, 200, 100];
/// What a column keeps of the width it was given, in hundredths: what its form says it is for counts too.
const KEPT: u32 = 90;

/// A cell: of each of its lines, the widths of its words.
pub(super) type Words = Vec<Vec<u32>>;

/// A table to be set: its cells, row by row, and what its columns may be.
pub(super) struct Setting<'a> {
    pub(super) rows: Vec<Vec<Words>>,
    /// Width of a space, and of the margins of a cell.
    pub(super) space: u32,
    pub(super) margins: u32,
    /// Columns that hold sentences: the others stay as wide as they are.
    pub(super) of_sentences: &'a [bool],
    /// How narrow and how wide they may be.
    pub(super) least: &'a [u32],
    pub(super) most: &'a [u32],
}

/// Better widths than those given: as long as the table gets lower by it, a column of sentences leaves some of its width to
/// another.
pub(super) fn lowest(setting: &Setting<'_>, mut widths: Vec<u32>) -> Vec<u32> {
    let kept: Vec<u32> =
        widths.iter().zip(setting.least).map(|(width, &least)| least.max(width * KEPT / 100)).collect();
    let columns: Vec<usize> = (0..widths.len()).filter(|&n| setting.of_sentences[n]).collect();
    let pairs = || columns.iter().flat_map(|&from| columns.iter().map(move |&to| (from, to)));
    let mut stands = setting.cost(&widths);
    for step in STEPS {
        loop {
            let fits = |&(from, to): &(usize, usize)| {
                from != to && widths[from] >= kept[from] + step && widths[to] + step <= setting.most[to]
            };
            let moved = |(from, to): (usize, usize)| {
                let mut widths = widths.clone();
                widths[from] -= step;
                widths[to] += step;
                (setting.cost(&widths), widths)
            };
            let best = pairs().filter(fits).map(moved).min_by_key(|(cost, _)| *cost);
            let Some((cost, better)) = best.filter(|(cost, _)| *cost < stands) else { break };
            (stands, widths) = (cost, better);
        }
    }
    widths
}

impl Setting<'_> {
    /// Lines of all rows, and of all cells, where the first are the same.
    fn cost(&self, widths: &[u32]) -> (u32, u32) {
        self.rows.iter().fold((0, 0), |(rows, cells), row| {
            let lines =
                row.iter().zip(widths).map(|(cell, width)| self.lines(cell, width.saturating_sub(self.margins)));
            let (highest, all) = lines.fold((0, 0), |(highest, all), lines| (lines.max(highest), all + lines));
            (rows + highest, cells + all)
        })
    }

    /// Lines that a cell takes in a width.
    fn lines(&self, cell: &Words, width: u32) -> u32 {
        let of_line = |words: &Vec<u32>| {
            let mut used = 0;
            words.iter().fold(1, |lines, word| {
                let more = used > 0 && used + self.space + word > width;
                used = if more || used == 0 { *word } else { used + self.space + word };
                lines + u32::from(more)
            })
        };
        cell.iter().map(of_line).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_with_most_to_say_gets_more_room_and_none_loses_what_it_needs() {
        let cell = |words: usize| vec![vec![500; words]];
        let row = |aspect: usize, evidence: usize| vec![cell(aspect), cell(3), cell(evidence)];
        let rows = vec![row(5, 33), row(6, 30), row(4, 43)];
        let (least, most) = ([1_200, 1_700, 1_200], [6_000, 1_700, 9_000]);
        let of_sentences = [true, false, true];
        let setting =
            Setting { rows, space: 50, margins: 240, of_sentences: &of_sentences, least: &least, most: &most };
        let begun = vec![4_000, 1_700, 3_900];
        let widths = lowest(&setting, begun.clone());
        assert_eq!(widths.iter().sum::<u32>(), 9_600);
        assert!(widths[0] >= 3_600 && widths[1] == 1_700 && widths[2] > 4_100, "{widths:?}");
        assert!(setting.cost(&widths) < setting.cost(&begun));
    }
}
