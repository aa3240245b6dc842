//! The shipped example sessions, to practise on.

/// Name, what it is, and the session's text.
const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        "rtm",
        "a Round Table Meeting at Hillside Primary, half way through",
        include_str!("../../sessions/hillside-rtm.ron"),
    ),
    ("autumn", "an Autumn visit to Hillside Primary, finished", include_str!("../../sessions/hillside-autumn.ron")),
];

/// Names and what they are.
pub(super) fn listed() -> Vec<(String, String)> {
    EXAMPLES.iter().map(|(name, what, _)| ((*name).to_owned(), (*what).to_owned())).collect()
}

/// The text of an example.
pub(super) fn text(name: &str) -> Option<&'static str> {
    EXAMPLES.iter().find(|(known, ..)| *known == name).map(|(.., text)| *text)
}
