//! What a line looks meant as and is not.

use std::fmt;

/// Why a line stands as it was typed, though it looks meant as something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Somebody came or went at this, which is no time of day.
    Time(String),
    /// Somebody declares an interest that is not told.
    Interest,
    /// Somebody came or went of whom two roles are told, this one behind the other.
    Role(String),
    /// It is to stand under an item there is not.
    Item(usize),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(typed) => write!(f, "“{typed}” is no time of day; write it as 9.40, 14:05 or 2pm"),
            Self::Interest => f.write_str("the interest is not told; write it after the colon"),
            Self::Role(role) => {
                write!(f, "“{role}” is a role too; for two write a comma and @{role}, for one @{role} alone")
            }
            Self::Item(n) => write!(f, "there is no item {n}"),
        }
    }
}
