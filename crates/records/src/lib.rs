//! What is kept: SQLite by default, PostgreSQL for several machines of one person.
//!
//! Reading order: `place` says where records are, `open` opens them or says what stands in the way, `document` is
//! one walk as it is kept, `store` keeps, lists, deletes and restores walks, `export` gives all of it, `problem` turns a database's error into
//! what happened, to which file, and what to do, `private` makes folders and files that only their owner reads. The SQL that
//! makes the tables is in `migrations/`.

mod document;
mod export;
mod open;
mod place;
pub mod private;
mod problem;
mod store;

pub use document::{Document, NotAWalk};
pub use export::Exported;
pub use open::Opened;
pub use place::Place;
pub use problem::{Kind, Problem};
pub use store::{Store, Stored, Which};
