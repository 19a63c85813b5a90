//! Keeps, lists, deletes and restores walks: one set of queries for both databases.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::AnyPool;
use uuid::Uuid;

use crate::document::Document;
use crate::place::Place;
use crate::problem::{Kind, Problem};

/// The records of one place.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) pool: AnyPool,
    place: Place,
    /// Where the files are that lie beside the records.
    folder: Option<PathBuf>,
    table: &'static str,
    /// Held while the records are open.
    in_use: Option<Arc<fs::File>>,
}

/// What keeping a walk came to. Each of them is a success for whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// It was not there.
    New,
    /// It was there, and is now this revision.
    Replaced,
    /// The same or a newer revision was there, and stays.
    AlreadyThere,
    /// The walk was deleted, and stays so: a late retry does not bring it back.
    Deleted,
}

/// Which walks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// Those that were not deleted.
    #[default]
    Present,
    /// Those that were deleted and can be restored.
    Deleted,
}

type Row = (String, i64, i64, String);

const TABLES: [&str; 2] = ["walks", "coach_entries"];

impl Store {
    pub(crate) fn new(pool: AnyPool, place: Place, in_use: Option<Arc<fs::File>>) -> Self {
        let folder = match &place {
            Place::Folder(folder) => Some(folder.clone()),
            Place::PostgreSql(_) => None,
        };
        Self { pool, place, folder, table: "walks", in_use }
    }

    /// The same records with the files of this machine's folder, wherever the records are.
    #[must_use]
    pub fn with_files_in(self, folder: PathBuf) -> Self {
        Self { folder: Some(folder), ..self }
    }

    /// The same place's entries of the coach, kept like walks beside them.
    #[must_use]
    pub fn of_coach(&self) -> Self {
        Self { table: "coach_entries", ..self.clone() }
    }

    /// Where it is, for messages.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Which database this is: another id where a new one was begun, the same however much was deleted in it.
    pub async fn id(&self) -> Result<String, Problem> {
        let id = sqlx::query_scalar("SELECT id FROM place").fetch_one(&self.pool).await;
        id.map_err(|error| self.problem(&error))
    }

    /// Keeps a walk. The same walk twice is one walk; a changed one replaces it unless its revision is older.
    pub async fn put(&self, walk: &Document) -> Result<Stored, Problem> {
        let id = walk.id.to_string();
        let work = async {
            // Its place among SQLite's writers is taken before anything is read: one that turns to writing later is not
            // waited for, but refused.
            let begin = if self.in_file() { "BEGIN IMMEDIATE" } else { "BEGIN" };
            let mut transaction = self.pool.begin_with(begin).await?;
            let before: Option<(i64, Option<i64>)> =
                sqlx::query_as(self.sql("SELECT revision, deleted_ms FROM {table} WHERE id = $1"))
                    .bind(id.as_str())
                    .fetch_optional(&mut *transaction)
                    .await?;
            let written = sqlx::query(self.sql(
                "INSERT INTO {table} (id, started_ms, revision, record, stored_ms) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (id) DO UPDATE SET started_ms = excluded.started_ms, revision = excluded.revision, \
                 record = excluded.record, stored_ms = excluded.stored_ms \
                 WHERE {table}.deleted_ms IS NULL AND excluded.revision >= {table}.revision \
                 AND excluded.record <> {table}.record",
            ))
            .bind(id.as_str())
            .bind(walk.started_at.as_millisecond())
            .bind(i64::from(walk.revision))
            .bind(walk.json.as_str())
            .bind(Timestamp::now().as_millisecond())
            .execute(&mut *transaction)
            .await?
            .rows_affected();
            transaction.commit().await?;
            Ok(match (before, written) {
                (Some((_, Some(_))), _) => Stored::Deleted,
                (_, 0) => Stored::AlreadyThere,
                (None, _) => Stored::New,
                (Some(_), _) => Stored::Replaced,
            })
        };
        work.await.map_err(|error| self.problem(&error))
    }

    /// Every walk, the latest first.
    pub async fn list(&self, which: Which) -> Result<Vec<Document>, Problem> {
        let rest = match which {
            Which::Present => "deleted_ms IS NULL ORDER BY started_ms DESC, id",
            Which::Deleted => "deleted_ms IS NOT NULL ORDER BY deleted_ms DESC, id",
        };
        let query = format!("SELECT id, started_ms, revision, record FROM {} WHERE {rest}", self.table);
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(query))
            .fetch_all(&self.pool)
            .await
            .map_err(|error| self.problem(&error))?;
        Ok(rows.into_iter().filter_map(kept).collect())
    }

    /// Deletes a walk so that it can be restored; false if there is none.
    pub async fn delete(&self, id: Uuid) -> Result<bool, Problem> {
        let done =
            sqlx::query(self.sql("UPDATE {table} SET deleted_ms = COALESCE(deleted_ms, $2) WHERE id = $1"))
                .bind(id.to_string())
                .bind(Timestamp::now().as_millisecond())
                .execute(&self.pool)
                .await
                .map_err(|error| self.problem(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes a deletion back; false if there is no such walk.
    pub async fn restore(&self, id: Uuid) -> Result<bool, Problem> {
        let done = sqlx::query(self.sql("UPDATE {table} SET deleted_ms = NULL WHERE id = $1"))
            .bind(id.to_string())
            .execute(&self.pool)
            .await
            .map_err(|error| self.problem(&error))?;
        Ok(done.rows_affected() > 0)
    }

    /// Deletes every walk and every entry of the coach for good, deleted ones, damaged databases that were set aside and
    /// the journals of walks that broke off among them; says how many. What was kept since this was wished, so long ago, stays,
    /// and a journal that a running walk holds.
    pub async fn delete_everything(&self, ago: Duration) -> Result<u64, Problem> {
        let since = if ago.is_zero() {
            None
        } else {
            Some(Timestamp::now().checked_sub(ago).unwrap_or(Timestamp::MIN))
        };
        // Files first: where one cannot be removed, nothing else is, and whoever asks again later takes no newer walk with it.
        let older = |file: &PathBuf| {
            let written = fs::metadata(file).and_then(|file| file.modified()).ok();
            let written = written.and_then(|written| Timestamp::try_from(written).ok());
            since.is_none_or(|since| written.is_none_or(|written| written <= since))
        };
        for file in self.files_set_aside().chain(self.journals_nobody_holds()).filter(older) {
            fs::remove_file(&file).map_err(|error| {
                Problem::new(Kind::ReadOnly, &self.place, format_args!("{}: {error}", file.display()))
            })?;
        }
        let work = async {
            let mut count = 0;
            for table in TABLES {
                // A clock that was set back since deletes what it dates ahead too, where nothing newer is to stay.
                let until = since.map_or(i64::MAX, Timestamp::as_millisecond);
                let done =
                    sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE stored_ms <= $1")));
                count += done.bind(until).execute(&self.pool).await?.rows_affected();
            }
            // Nothing of them stays in the free pages of the database's files.
            let vacuum = if self.in_file() { "VACUUM" } else { "VACUUM (FULL) walks, coach_entries" };
            sqlx::query(vacuum).execute(&self.pool).await?;
            Ok(count)
        };
        work.await.map_err(|error| self.problem(&error))
    }

    fn in_file(&self) -> bool {
        matches!(self.place, Place::Folder(_))
    }

    /// A query on this store's table.
    fn sql(&self, query: &str) -> sqlx::AssertSqlSafe<String> {
        sqlx::AssertSqlSafe(query.replace("{table}", self.table))
    }

    /// The files right in a folder beside the records; none where there is no such folder.
    fn files(&self, below: &str) -> impl Iterator<Item = PathBuf> + use<> {
        let folder = self.folder.as_ref().and_then(|folder| fs::read_dir(folder.join(below)).ok());
        folder.into_iter().flatten().flatten().map(|entry| entry.path())
    }

    /// The databases that were damaged and set aside here, with what belonged to them.
    pub fn files_set_aside(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let set_aside = |path: &PathBuf| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("retrowalk.damaged-"))
        };
        self.files("").filter(set_aside)
    }

    /// Journals of walks in the terminal: a walk that goes on holds its own locked.
    fn journals_nobody_holds(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let free = |path: &PathBuf| fs::File::open(path).is_ok_and(|file| file.try_lock().is_ok());
        self.files("in-progress")
            .filter(|path| path.extension().is_some_and(|end| end == "jsonl"))
            .filter(free)
    }

    /// Ends every connection, so that the file on disk is whole.
    pub async fn close(self) {
        self.pool.close().await;
        drop(self.in_use);
    }

    fn problem(&self, error: &sqlx::Error) -> Problem {
        Problem::from_error(&self.place, error)
    }
}

/// A row as a walk. A row whose id or time no program of ours wrote is left where it is.
fn kept((id, started_ms, revision, json): Row) -> Option<Document> {
    Some(Document {
        id: id.parse().ok()?,
        started_at: Timestamp::from_millisecond(started_ms).ok()?,
        revision: u32::try_from(revision).ok()?,
        json,
    })
}
