//! Where the store is, and the user's settings as far as they can be used.

use std::path::{Path, PathBuf};

use super::{Usage, unreadable};
use crate::settings::{Settings, SettingsFaults};
use crate::store::{settings_file, settings_text};

/// The folder of the sessions: as said, else `NOV_STORE`, else the settings', else the platform's data folder.
///
/// # Errors
/// There is no home folder to put it in.
pub fn store_folder(said: Option<&Path>, settings: &Settings) -> anyhow::Result<PathBuf> {
    use etcetera::BaseStrategy;
    if let Some(said) = said {
        return Ok(said.to_owned());
    }
    if let Some(named) = std::env::var_os("NOV_STORE").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    if let Some(set) = &settings.store {
        return Ok(PathBuf::from(set));
    }
    let places =
        etcetera::choose_base_strategy().map_err(|error| Usage(format!("{error}; name a folder with --store")))?;
    Ok(places.data_dir().join("nov"))
}

/// The settings, from the user's file if there is one, as far as it can be used, and what is wrong in it.
///
/// # Errors
/// The file is there and cannot be read.
pub fn settings() -> anyhow::Result<(Settings, SettingsFaults)> {
    match settings_text() {
        Ok(text) => Ok(text.map_or_else(Default::default, |text| Settings::read(&text))),
        Err(error) => Err(unreadable(&settings_file().unwrap_or_default(), &error)),
    }
}

/// The settings with a theme that there is, shipped or in the store; another is one more fault of their file.
pub fn with_known_theme(
    (settings, mut faults): (Settings, SettingsFaults),
    store: &Path,
) -> (Settings, SettingsFaults) {
    let own = store.join("themes").join(format!("{}.ron", settings.theme));
    match crate::ui::Theme::shipped(&settings.theme) {
        Err(why) if !own.exists() => {
            faults.add(settings.theme_line, why.to_string());
            (Settings { theme: Settings::default().theme, ..settings }, faults)
        }
        Ok(_) | Err(_) => (settings, faults),
    }
}

/// Refuses settings that are not right as a whole, for commands that have no screen to say so.
///
/// # Errors
/// Every fault of the file, a line each.
pub fn all_right(faults: &SettingsFaults) -> anyhow::Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    let path = settings_file().unwrap_or_default();
    Err(Usage(faults.said(&path.display().to_string()).join("\n")).into())
}
