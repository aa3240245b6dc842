//! The user's settings file, which stands outside the store.

use std::fs;
use std::io;
use std::path::PathBuf;

/// Where the settings are: where `NOV_SETTINGS` points, else the platform's place; none if there is no home folder.
pub fn settings_file() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let usual = || etcetera::choose_base_strategy().ok().map(|places| places.config_dir().join("nov/settings.toml"));
    std::env::var_os("NOV_SETTINGS").map(PathBuf::from).or_else(usual)
}

/// The settings as text; none if there is no such file.
///
/// # Errors
/// It is there and cannot be read.
pub fn settings_text() -> io::Result<Option<String>> {
    let Some(path) = settings_file() else { return Ok(None) };
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}
