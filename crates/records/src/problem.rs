//! A database's error, as what happened, to which file, and what to do.

use std::fmt;

use crate::place::Place;

/// What stands in the way, and where.
#[derive(Debug)]
pub struct Problem {
    /// What kind, for whoever decides what to do.
    pub kind: Kind,
    place: String,
    detail: String,
}

/// What kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No room is left.
    Full,
    /// The folder or the file cannot be written.
    ReadOnly,
    /// The file is not a database, or a broken one.
    Damaged,
    /// The records were written by a newer program.
    Newer,
    /// Another program holds the database.
    Busy,
    /// The database server does not answer, or refuses.
    Unreachable,
    /// Anything else.
    Other,
}

impl Problem {
    pub(crate) fn new(kind: Kind, place: &Place, detail: impl fmt::Display) -> Self {
        Self { kind, place: place.to_string(), detail: detail.to_string() }
    }

    pub(crate) fn from_error(place: &Place, error: &sqlx::Error) -> Self {
        Self::new(kind_of(place, error), place, error)
    }
}

fn kind_of(place: &Place, error: &sqlx::Error) -> Kind {
    let Some(code) = error.as_database_error().and_then(sqlx::error::DatabaseError::code) else {
        return match (place, error) {
            (Place::PostgreSql(_), sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::Tls(_)) => {
                Kind::Unreachable
            }
            (Place::Folder(_), sqlx::Error::PoolTimedOut) => Kind::Busy,
            _ => Kind::Other,
        };
    };
    match place {
        // SQLite's primary result code is the lowest byte (sqlite.org/rescode.html).
        Place::Folder(_) => match code.parse::<u32>().map(|code| code & 0xff) {
            Ok(5 | 6) => Kind::Busy,
            Ok(8 | 14) => Kind::ReadOnly,
            Ok(11 | 26) => Kind::Damaged,
            Ok(13) => Kind::Full,
            _ => Kind::Other,
        },
        // PostgreSQL's error classes (documentation, appendix A).
        Place::PostgreSql(_) => match code.get(..2) {
            _ if code == "53100" => Kind::Full,
            _ if code == "25006" => Kind::ReadOnly,
            Some("28" | "3D" | "57" | "53") => Kind::Unreachable,
            Some("XX") => Kind::Damaged,
            _ => Kind::Other,
        },
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, place, detail } = self;
        match kind {
            Kind::Full => write!(
                f,
                "the disk of {place} is full, so nothing more can be kept there. Make room, then try again; the \
                 phone keeps its walks until then"
            ),
            Kind::ReadOnly => write!(
                f,
                "{place} cannot be written ({detail}). Allow writing to its folder, or name another one with --data DIR"
            ),
            Kind::Damaged => write!(f, "{place} is damaged ({detail})"),
            Kind::Newer => write!(
                f,
                "{place} was written by a newer retrowalk ({detail}). Nothing was changed in it. Use that newer \
                 program, or name another folder with --data DIR"
            ),
            Kind::Busy => {
                write!(f, "{place} is held by another program ({detail}). End that one, then try again")
            }
            Kind::Unreachable => {
                write!(
                    f,
                    "{place} cannot be used ({detail}). Check that the server runs, and its address and password"
                )
            }
            Kind::Other => write!(f, "{place}: {detail}"),
        }
    }
}

impl std::error::Error for Problem {}
