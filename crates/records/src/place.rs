//! Where records are.

use std::fmt;
use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;

/// Where records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A folder with a SQLite database in it: nothing to set up.
    Folder(PathBuf),
    /// A PostgreSQL server, as `postgres://user:password@host/database`: one person's machines.
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

/// For messages: the file, or the server and the name of its database. A password may stand in the rest of the address, and
/// one with a /, ? or # that was not written as %2F, %3F or %23 in any part of it: then nothing of it is told.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", Self::file_in(folder).display()),
            Self::PostgreSql(url) => match url.parse().map(|url: AnyConnectOptions| url.database_url) {
                Ok(url)
                    if url.has_authority()
                        && ["postgres", "postgresql"].contains(&url.scheme())
                        && !url.path().contains('@')
                        && !url.query().is_some_and(|query| query.contains('@'))
                        && url.fragment().is_none() =>
                {
                    write!(f, "postgres://{}", url.host_str().unwrap_or_default())?;
                    url.port().map_or(Ok(()), |port| write!(f, ":{port}"))?;
                    f.write_str(url.path())
                }
                _ => f.write_str("the PostgreSQL server"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_named_without_its_password() {
        for (url, named) in [
            ("postgres://anna:secret@db.example/walks", "postgres://db.example/walks"),
            (
                "postgres://db.example:5433/walks?user=anna&password=secret",
                "postgres://db.example:5433/walks",
            ),
            ("postgres://anna@db.example/walks?password=secret", "postgres://db.example/walks"),
            ("postgres://anna:#secret@db.example/walks", "the PostgreSQL server"),
            ("postgres://anna:2026#secret@db.example/walks", "the PostgreSQL server"),
            ("postgres://anna:12/secret@db.example/walks", "the PostgreSQL server"),
            ("postgres://anna:12?secret@db.example/walks", "the PostgreSQL server"),
            ("mysql://db.example/walks", "the PostgreSQL server"),
            ("anna:secret", "the PostgreSQL server"),
            ("postgres:///walks?host=/run/postgresql&password=secret", "postgres:///walks"),
        ] {
            assert_eq!(Place::PostgreSql(url.to_owned()).to_string(), named, "{url}");
        }
    }
}
