//! grammar.
