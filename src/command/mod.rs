//! Every command there is, in one table: it feeds the keys, the hint bar, the palette, the help and the README.

mod also;
mod key;
mod keymap;
mod table;

pub use also::also;
pub use key::{Code, Key, KeyError, Mods};
pub use keymap::{Keymap, KeymapError};
pub use table::{COMMANDS, Command, Entry, Scope, entry};
