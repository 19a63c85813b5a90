//! Where records are.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder with a SQLite database in it: one household, nothing to set up.
    Folder(PathBuf),
    /// A PostgreSQL server, as `postgres://user:password@host/database`: many machines.
    PostgreSql(String),
}

impl Place {
    /// Whether anything was ever kept here; a server is not asked.
    pub fn exists(&self) -> bool {
        match self {
            Self::Folder(folder) => Self::file_in(folder).exists(),
            Self::PostgreSql(_) => true,
        }
    }

    /// The database file in `folder`.
    pub(crate) fn file_in(folder: &Path) -> PathBuf {
        folder.join("retrowalk.sqlite")
    }
}

/// For messages: the file, or the server without its password.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", Self::file_in(folder).display()),
            Self::PostgreSql(url) => match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, server))) => write!(f, "{scheme}://{server}"),
                _ => f.write_str(url),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_named_without_its_password() {
        let place = Place::PostgreSql("postgres://anna:secret@db.example/walks".to_owned());
        assert_eq!(place.to_string(), "postgres://db.example/walks");
    }
}
