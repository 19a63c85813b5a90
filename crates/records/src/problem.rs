//! A database's error, as what happened, to which file, and what to do.

use std::fmt;

use crate::place::Place;

/// What stands in the way, and where.
#[derive(Debug)]
pub struct Problem {
    /// What kind, for whoever decides what to do.
    pub kind: Kind,
    place: String,
    /// What else could be named, and how.
    another: &'static str,
    detail: String,
}

/// What kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// No room is left.
    Full,
    /// The folder or the file cannot be written.
    ReadOnly,
    /// The file was set aside or replaced while it was open.
    Moved,
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
        let another = match place {
            Place::Folder(_) => "folder with --data DIR",
            Place::PostgreSql(_) => "server with --database URL",
        };
        Self { kind, place: place.to_string(), another, detail: detail.to_string() }
    }

    /// The same with something else that is so.
    pub(crate) fn and(mut self, more: impl fmt::Display) -> Self {
        self.detail = format!("{}; {more}", self.detail);
        self
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
        Place::Folder(_) => kind_of_sqlite(code.parse().unwrap_or(0)),
        // PostgreSQL's error classes (documentation, appendix A).
        Place::PostgreSql(_) => match code.get(..2) {
            _ if code == "53100" => Kind::Full,
            _ if code == "25006" => Kind::ReadOnly,
            _ if code == "55P03" => Kind::Busy,
            Some("28" | "3D" | "57" | "53") => Kind::Unreachable,
            Some("XX") => Kind::Damaged,
            _ => Kind::Other,
        },
    }
}

/// The kind of SQLite's extended result code, whose lowest byte is the primary one (sqlite.org/rescode.html).
fn kind_of_sqlite(code: u32) -> Kind {
    match (code, code & 0xff) {
        // SQLITE_IOERR_WRITE and SQLITE_IOERR_SHMSIZE: a file that cannot be made longer. A disk without room for the
        // journal or the shared memory beside the database says so, and not SQLITE_FULL.
        (778 | 4874, _) | (_, 13) => Kind::Full,
        (_, 5 | 6) => Kind::Busy,
        // SQLITE_READONLY_DBMOVED
        (1032, _) => Kind::Moved,
        (_, 8 | 14) => Kind::ReadOnly,
        (_, 11 | 26) => Kind::Damaged,
        _ => Kind::Other,
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, place, another, detail } = self;
        match kind {
            Kind::Full => write!(
                f,
                "the disk of {place} is full, so nothing more can be kept there. Make room, then try again; the \
                 phone keeps its walks until then"
            ),
            Kind::ReadOnly => write!(
                f,
                "{place} cannot be written ({detail}). Allow writing there, or name another {another}"
            ),
            Kind::Moved => write!(
                f,
                "{place} was set aside or replaced while this program had it open, and nothing is kept now. End this \
                 program and start it again"
            ),
            Kind::Damaged => write!(f, "{place} is damaged ({detail})"),
            Kind::Newer => write!(
                f,
                "{place} was written by a newer retrowalk ({detail}). Nothing was changed in it. Use that newer \
                 program, or name another {another}"
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

#[cfg(test)]
mod tests {
    use super::{Kind, Problem, kind_of_sqlite};
    use crate::place::Place;

    #[test]
    fn a_file_that_cannot_grow_is_a_full_disk_and_every_other_input_or_output_error_is_not() {
        assert_eq!([13, 778, 4874].map(kind_of_sqlite), [Kind::Full; 3]);
        // SQLITE_IOERR and SQLITE_IOERR_READ.
        assert_eq!([10, 266].map(kind_of_sqlite), [Kind::Other; 2]);
        assert_eq!([8, 1032, 14].map(kind_of_sqlite), [Kind::ReadOnly, Kind::Moved, Kind::ReadOnly]);
        assert_eq!([5, 261, 26].map(kind_of_sqlite), [Kind::Busy, Kind::Busy, Kind::Damaged]);
    }

    #[test]
    fn who_keeps_walks_on_a_server_is_told_nothing_of_folders() {
        let server = Place::PostgreSql("postgres://db.example/walks".to_owned());
        for kind in [Kind::ReadOnly, Kind::Newer] {
            let says = Problem::new(kind, &server, "a standby").to_string();
            assert!(says.contains("--database URL") && !says.contains("--data DIR"), "{says}");
        }
    }
}
