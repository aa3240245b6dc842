//! The page of the SIP's own year: development days, what is asked, what is due next.

use super::home::HomeRow;
use crate::caseload::{Own, Sum};

/// Headings of the page.
pub const DEVELOPMENT: &str = "Professional development";
const NATIONAL_CHALLENGE: &str = "National Challenge events";

/// The rows of the page.
pub(super) fn own_rows(own: &Own) -> Vec<HomeRow<'_>> {
    let mut rows = Vec::new();
    let (mandatory, all) = (own.mandatory("SIP"), own.days("SIP"));
    rows.push(HomeRow::Said(DEVELOPMENT, format!("{}; mandatory {} of {}", days(all), mandatory.used, mandatory.of)));
    rows.extend(own.tallies.iter().filter(|own| own.tally.rate != "NCA").map(HomeRow::Tally));
    let nca = own.days("NCA");
    if nca.of > 0.0 {
        rows.push(HomeRow::Said(NATIONAL_CHALLENGE, format!("{} at most, out of school", days(nca))));
        rows.extend(own.tallies.iter().filter(|own| own.tally.rate == "NCA").map(HomeRow::Tally));
    }
    rows.extend(own.steps.iter().map(HomeRow::Step));
    rows.push(HomeRow::OwnRecord);
    rows
}

fn days(sum: Sum) -> String {
    format!("{} of {} days", sum.used, sum.of)
}
