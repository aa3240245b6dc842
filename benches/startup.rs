//! Startup, for now.

fn main() {}
