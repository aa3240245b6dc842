//! How confidential a session is, in words (DI-02).

use super::model::Confidentiality;

impl Confidentiality {
    /// All levels, the most open first.
    pub const ALL: [Self; 4] = [Self::Open, Self::SchoolAndLa, Self::Confidential, Self::UntilPublished];

    /// The one of two that keeps more readers out.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        let place = |level| Self::ALL.iter().position(|known| *known == level);
        if place(other) > place(self) { other } else { self }
    }

    /// Whether papers of this level are for those named only.
    pub const fn keeps_apart(self) -> bool {
        match self {
            Self::Open | Self::SchoolAndLa => false,
            Self::Confidential | Self::UntilPublished => true,
        }
    }

    /// As `nov set SESSION confidentiality=ID` names it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::SchoolAndLa => "school-and-la",
            Self::Confidential => "confidential",
            Self::UntilPublished => "until-published",
        }
    }

    /// As shown to the user, and printed on every page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::SchoolAndLa => "For the school and the local authority",
            Self::Confidential => "Confidential",
            Self::UntilPublished => "Confidential until the report is published",
        }
    }
}
