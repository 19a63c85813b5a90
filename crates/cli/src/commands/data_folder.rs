//! The user's data folder: where walks are kept unless `--data DIR` says otherwise.

use std::env;
use std::path::PathBuf;

/// `RETROWALK_DATA`, else the place this system has for a program's data.
pub(crate) fn data_folder() -> PathBuf {
    let given = |key| env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = given("RETROWALK_DATA") {
        return folder;
    }
    let home = given("HOME").unwrap_or_default();
    let system = if cfg!(target_os = "macos") {
        home.join("Library/Application Support")
    } else if cfg!(windows) {
        given("APPDATA").unwrap_or(home)
    } else {
        given("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"))
    };
    system.join("retrowalk")
}
