//! What stays together at the end of a page: the same in Word and in a PDF. Heights are in twentieths of a point.

/// A page is left blank for it by no more than this share of its height.
const SHARE: u32 = 5;
/// Height of the rows at the end of a long table that stay together.
const END: u32 = 1_400;

/// Height of a row of so few lines that it is never parted.
const FEW_LINES: u32 = 900;

/// The most that stays together where that may be parted at all, on a page of so much height.
pub(super) const fn most(page: u32) -> u32 {
    page / SHARE
}

/// Which rows of a table stay with the next. A short table stays whole, with what leads up to it: so much height above it.
/// Of a long one the first two rows do, and the last ones, so that none stands alone; but never so many that the page
/// before is left blank.
pub(super) fn rows(above: u32, heights: &[u32], most: u32) -> Vec<bool> {
    let mut left: u32 = heights.iter().sum();
    let mut chain = above;
    let mut kept = vec![above + left <= most; heights.len()];
    for (n, &height) in heights.iter().enumerate() {
        let is_end = left <= END || heights.len() - n == 2;
        let next = heights.get(n + 1).copied();
        chain += height;
        left -= height;
        kept[n] |= (n == 0 || is_end) && next.is_some_and(|next| chain + next <= most);
        if !kept[n] {
            chain = 0;
        }
    }
    kept
}

/// Whether a row goes on, on the next page, where there is no room for it with what leads up to it: not one of a few lines.
pub(super) const fn parts(above: u32, height: u32, most: u32) -> bool {
    above + height > most && height > FEW_LINES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(above: u32, heights: &[u32]) -> String {
        let mut shown = String::new();
        for (n, kept) in rows(above, heights, 2_800).into_iter().enumerate() {
            shown.push_str(&n.to_string());
            shown.push_str(if kept || n + 1 == heights.len() { "" } else { "|" });
        }
        shown
    }

    #[test]
    fn a_short_table_stays_whole_and_a_long_one_parts_between_its_first_and_last_rows() {
        assert_eq!(kept(1_000, &[360; 5]), "01234");
        assert_eq!(kept(1_000, &[360; 12]), "01|2|3|4|5|6|7|8|91011");
        assert_eq!(kept(2_200, &[1_080, 1_080, 1_560]), "0|12", "no heading takes a high row along");
        assert_eq!(kept(1_000, &[2_000, 2_000]), "0|1");
        assert_eq!(kept(1_000, &[]), "");
        assert!(parts(1_000, 2_000, 2_800) && !parts(0, 2_000, 2_800) && !parts(2_000, 850, 2_800));
    }

    #[test]
    fn nothing_that_stays_together_is_higher_than_a_fifth_of_a_page_but_what_cannot_be_parted() {
        for height in (200..3_000).step_by(70) {
            for above in [0, 900, 1_700] {
                let heights: Vec<u32> = (0..9).map(|n| height + n % 3 * 90).collect();
                let mut chain = above;
                let mut count = 0;
                for (kept, own) in rows(above, &heights, 2_800).into_iter().zip(&heights) {
                    chain += own;
                    count += 1;
                    assert!(chain <= 2_800 || count == 1, "{height} below {above}");
                    (chain, count) = if kept { (chain, count) } else { (0, 0) };
                }
            }
        }
    }
}
