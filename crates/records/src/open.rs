//! Opens the records, sets a damaged database aside, or says what stands in the way.

use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyPool, ConnectOptions as _, Connection as _, Executor as _, SqlSafeStr as _};
use uuid::Uuid;

use crate::place::Place;
use crate::private;
use crate::problem::{Kind, Problem};
use crate::store::Store;

/// The records, open.
#[derive(Debug)]
pub struct Opened {
    /// The records.
    pub store: Store,
    /// Where a damaged database was set aside, if one was found; a new one was begun in its place.
    pub set_aside: Option<PathBuf>,
}

/// How long a database that stops answering is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// DELETE: what was kept is in the one file, so that a copy of it is a backup, and no log of a killed program is played onto a
/// backup put back. EXTRA: what was acknowledged outlives a power cut. `secure_delete`: what a person deletes stays in no
/// file; the disk may hold pages of a journal that was removed until it writes there again.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; \
    PRAGMA secure_delete = ON;";

/// A server that holds a question up gives it back. The longer one leaves time to hand out years of walks.
const POSTGRESQL_SETTINGS: &str = "SET lock_timeout = '5s'; SET statement_timeout = '30s';";

impl Opened {
    /// Opens the records at `place`, making them if they are not there.
    ///
    /// A SQLite file that is damaged is renamed, never deleted, and a new one begun.
    pub async fn at(place: Place) -> Result<Self, Problem> {
        install_default_drivers();
        let Place::Folder(folder) = &place else {
            let pool = connect(&place).await?;
            return Ok(Self { store: Store::new(pool, place, None), set_aside: None });
        };
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        let place = Place::Folder(folder.clone());
        private::folder(&folder).map_err(|error| {
            let kind =
                if error.kind() == std::io::ErrorKind::StorageFull { Kind::Full } else { Kind::ReadOnly };
            Problem::new(kind, &place, error)
        })?;
        // One program after the other: two would both make the tables, or both set the same file aside. Where a system
        // locks no folders, nobody is kept from opening.
        let _turn = fs::File::open(&folder).and_then(|folder| folder.lock().map(|()| folder));
        // Whoever has the records open holds this: a database is not renamed under a program that writes to it.
        let in_use = private::file().create(true).truncate(false).open(folder.join("retrowalk.lock")).ok();
        let mut set_aside = None;
        let pool = match connect(&place).await {
            Err(problem) if problem.kind == Kind::Damaged => {
                let free = in_use.as_ref().map(fs::File::try_lock);
                if let Some(Err(TryLockError::WouldBlock)) = free {
                    return Err(problem.and("another program has it open: end that one, then start it again"));
                }
                match set_aside_damaged(&folder, Timestamp::now()) {
                    Ok(aside) => set_aside = Some(aside),
                    Err(error) => return Err(problem.and(format_args!("it could not be renamed: {error}"))),
                }
                connect(&place).await?
            }
            other => other?,
        };
        if let Some(file) = &in_use {
            let _ = file.unlock().and_then(|()| file.lock_shared());
        }
        Ok(Self { store: Store::new(pool, place, in_use.map(Arc::new)), set_aside })
    }
}

async fn connect(place: &Place) -> Result<AnyPool, Problem> {
    let failed = |error: &sqlx::Error| Problem::from_error(place, error);
    let (url, sqlite) = match place {
        Place::Folder(folder) => {
            let file = Place::file_in(folder);
            // SQLite would let everybody read it, as it does with a copy of it put back. Where it cannot be made, SQLite says why.
            let _ = private::file().create_new(true).open(&file);
            #[cfg(unix)]
            let _ = private::close_to_others(&file);
            // The way by a URL takes what looks like an escape for one.
            let escaped = file.to_str().map(|name| PathBuf::from(name.replace('%', "%25")));
            (SqliteConnectOptions::new().filename(escaped.unwrap_or(file)).to_url_lossy(), true)
        }
        Place::PostgreSql(url) => {
            let url = url.parse().map_err(|error| Problem::new(Kind::Unreachable, place, error))?;
            (url, false)
        }
    };
    let settings = if sqlite { SQLITE_SETTINGS } else { POSTGRESQL_SETTINGS };
    let options = AnyConnectOptions::from_url(&url).map_err(|error| failed(&error))?;
    // First by itself: the pool would go on trying to open what cannot be opened.
    let mut first = options.connect().await.map_err(|error| failed(&error))?;
    if sqlite {
        first.execute(settings).await.map_err(|error| failed(&error))?;
        // Says now, and not at the end of a walk, that nothing can be written here. (BEGIN IMMEDIATE would not: on a
        // read-only file SQLite takes it for an ordinary BEGIN.)
        first
            .execute("BEGIN; CREATE TABLE may_write (it INTEGER); ROLLBACK;")
            .await
            .map_err(|error| failed(&error))?;
        let (verdict,): (String,) = sqlx::query_as("PRAGMA quick_check(1)")
            .fetch_one(&mut first)
            .await
            .map_err(|error| failed(&error))?;
        if verdict != "ok" {
            return Err(Problem::new(Kind::Damaged, place, verdict));
        }
    }
    first.close().await.map_err(|error| failed(&error))?;
    // One writer at a time is SQLite's own rule; one connection makes waiting for it orderly.
    let pool = AnyPoolOptions::new()
        .max_connections(if sqlite { 1 } else { 8 })
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| {
            Box::pin(async move { connection.execute(settings).await.map(drop) })
        })
        .connect_with(options)
        .await
        .map_err(|error| failed(&error))?;
    migrate(&pool, place).await?;
    sqlx::query("INSERT INTO place (only_row, id) VALUES (1, $1) ON CONFLICT (only_row) DO NOTHING")
        .bind(Uuid::new_v4().to_string())
        .execute(&pool)
        .await
        .map_err(|error| failed(&error))?;
    Ok(pool)
}

async fn migrate(pool: &AnyPool, place: &Place) -> Result<(), Problem> {
    let one = |version, name: &'static str, sql: &'static str| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let migrations = Migrator::with_migrations(vec![
        one(1, "walks", include_str!("../migrations/0001_walks.sql")),
        one(2, "coach", include_str!("../migrations/0002_coach.sql")),
        one(3, "place", include_str!("../migrations/0003_place.sql")),
    ]);
    migrations.run(pool).await.map_err(|error| match error {
        MigrateError::VersionMissing(version) => Problem::new(
            Kind::Newer,
            place,
            format_args!("its tables are of version {version}, known here is 3"),
        ),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            Problem::from_error(place, &error)
        }
        other => Problem::new(Kind::Other, place, other),
    })
}

/// Renames the database and what belongs to it, with the time in the name.
fn set_aside_damaged(folder: &Path, now: Timestamp) -> std::io::Result<PathBuf> {
    let file = Place::file_in(folder);
    let stamp = now.strftime("%Y%m%dT%H%M%S");
    let aside = |suffix: &str| folder.join(format!("retrowalk.damaged-{stamp}.sqlite{suffix}"));
    fs::rename(&file, aside(""))?;
    for suffix in ["-journal", "-wal", "-shm"] {
        let beside = folder.join(format!("retrowalk.sqlite{suffix}"));
        if beside.exists() {
            fs::rename(beside, aside(suffix))?;
        }
    }
    Ok(aside(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_acknowledged_outlives_a_power_cut_and_what_is_deleted_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let store = Opened::at(Place::Folder(folder.path().to_owned())).await.unwrap().store;
        let asked = "SELECT (SELECT synchronous FROM pragma_synchronous), (SELECT journal_mode FROM pragma_journal_mode), \
                     (SELECT secure_delete FROM pragma_secure_delete)";
        let set: (i64, String, i64) = sqlx::query_as(asked).fetch_one(&store.pool).await.unwrap();
        assert_eq!(set, (3, "delete".to_owned(), 1));
    }
}
