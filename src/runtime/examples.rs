//! The shipped example sessions, to practise on: two to begin with, then a school year in its order.

/// Name, what it is, and the session's text.
const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        "rtm",
        "a Round Table Meeting at Hillside Primary, half way through",
        include_str!("../../sessions/hillside-rtm.ron"),
    ),
    ("autumn", "an Autumn visit to Hillside Primary, finished", include_str!("../../sessions/hillside-autumn.ron")),
    (
        "familiarisation",
        "the familiarisation visit to Hillside Primary, September 2009",
        include_str!("../../sessions/hillside-familiarisation.ron"),
    ),
    (
        "school-file",
        "the school's checklists and papers, kept up over the year",
        include_str!("../../sessions/hillside-school-file.ron"),
    ),
    (
        "rtm-autumn",
        "the Round Table Meeting of the autumn, whole",
        include_str!("../../sessions/hillside-rtm-autumn.ron"),
    ),
    (
        "ht-performance",
        "advice on the headteacher's performance, October 2009",
        include_str!("../../sessions/hillside-ht-performance.ron"),
    ),
    (
        "hmi-s8",
        "HMI monitoring of the notice to improve, November 2009",
        include_str!("../../sessions/hillside-hmi-s8.ron"),
    ),
    ("jem", "a Joint Evaluation Meeting, February 2010", include_str!("../../sessions/hillside-jem.ron")),
    ("sip-pm-notes", "the SIP's own review, February 2010", include_str!("../../sessions/own-sip-pm-notes.ron")),
    (
        "support-day",
        "a day of coordinating support, March 2010",
        include_str!("../../sessions/hillside-support-day.ron"),
    ),
    ("spring", "the Spring visit, March 2010", include_str!("../../sessions/hillside-spring.ron")),
    ("meeting", "an ACSO evaluation meeting, March 2010", include_str!("../../sessions/hillside-meeting.ron")),
    ("pib", "the pre-inspection briefing, April 2010", include_str!("../../sessions/hillside-pib.ron")),
    ("ofsted-s5", "the Section 5 feedback, April 2010", include_str!("../../sessions/hillside-ofsted-s5.ron")),
    (
        "rtm-summer",
        "the Round Table Meeting of the summer, whole",
        include_str!("../../sessions/hillside-rtm-summer.ron"),
    ),
    ("reference", "a headteacher's reference, May 2010", include_str!("../../sessions/hillside-reference.ron")),
    ("summer", "the Summer visit, June 2010", include_str!("../../sessions/hillside-summer.ron")),
    ("ofsted-survey", "a subject survey, June 2010", include_str!("../../sessions/hillside-ofsted-survey.ron")),
    (
        "nca-record",
        "the National Challenge Adviser's record, July 2010",
        include_str!("../../sessions/own-nca-record.ron"),
    ),
    ("cpd-record", "the SIP's own record of development, July 2010", include_str!("../../sessions/own-cpd-record.ron")),
    (
        "hmi-satisfactory",
        "HMI monitoring a year on, June 2011",
        include_str!("../../sessions/hillside-hmi-satisfactory.ron"),
    ),
];

/// Names and what they are.
pub(super) fn listed() -> Vec<(String, String)> {
    EXAMPLES.iter().map(|(name, what, _)| ((*name).to_owned(), (*what).to_owned())).collect()
}

/// The text of an example.
pub(super) fn text(name: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(known, ..)| *known == name).map(|(.., text)| *text)
}

#[cfg(all(test, feature = "pdf"))]
mod tests {
    use super::*;
    use crate::export::blank_feet;
    use crate::outline::{build, documents};
    use crate::session::Session;
    use crate::settings::Days;
    use crate::store::{Desk, Document as _};

    #[test]
    fn no_page_of_a_document_is_blank_by_more_than_a_fifth_before_the_next() {
        let folder = tempfile::TempDir::new().unwrap();
        let desk = Desk::open(&folder.path().join("store"), Days::Working).unwrap();
        for (_, _, text) in EXAMPLES {
            desk.adopt(text).unwrap();
        }
        let mut pages = 0;
        for (name, _, text) in EXAMPLES {
            let session = Session::read(text).unwrap();
            let context = desk.context(&session).unwrap();
            let filled = desk.filled(&session, &context);
            for document in documents(&context.form) {
                let blank = blank_feet(&build(&filled, &document.id).unwrap());
                // A row of three lines below a heading is not parted for a line more.
                assert!(blank.iter().all(|share| *share < 0.21), "{} of {name}: {blank:?}", document.id);
                pages += blank.len();
            }
        }
        assert!(pages > 100, "{pages}");
    }
}
