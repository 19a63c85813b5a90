//! What is kept stays kept: on SQLite always, and the same facts on a real PostgreSQL where one is given.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use records::{Document, Kind, Opened, Place, Store, Stored, Which};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use uuid::Uuid;

fn walk(number: u128, revision: u32, note: &str) -> Document {
    let id = Uuid::from_u128(0x0190_d3a0_0000_7000_8000_0000_0000_0000 + number);
    let json = format!(
        r#"{{"version":1,"id":"{id}","started_at":"2026-11-23T10:00:0{}+01:00","revision":{revision},"note":"{note}"}}"#,
        number % 10
    );
    Document::read(&json).unwrap()
}

async fn open(folder: &Path) -> Store {
    Opened::at(Place::Folder(folder.to_owned())).await.unwrap().store
}

async fn connect(folder: &Path) -> sqlx::SqliteConnection {
    let file = folder.join("retrowalk.sqlite");
    sqlx::sqlite::SqliteConnectOptions::new().filename(file).connect().await.unwrap()
}

async fn notes(store: &Store, which: Which) -> Vec<String> {
    let kept = store.list(which).await.unwrap();
    kept.into_iter().map(|kept| kept.json.split('"').rev().nth(1).unwrap().to_owned()).collect()
}

/// The facts of a store, whichever database is below it. It must be empty.
async fn check_store(store: &Store) {
    assert_eq!(store.put(&walk(1, 0, "first")).await.unwrap(), Stored::New);
    assert_eq!(store.put(&walk(1, 0, "first")).await.unwrap(), Stored::AlreadyThere, "the same twice is one");
    assert_eq!(store.put(&walk(1, 2, "felt easy")).await.unwrap(), Stored::Replaced);
    assert_eq!(store.put(&walk(1, 1, "a late retry")).await.unwrap(), Stored::AlreadyThere);
    assert_eq!(store.put(&walk(2, 0, "second")).await.unwrap(), Stored::New);
    assert_eq!(notes(store, Which::Present).await, ["second", "felt easy"], "the latest first");

    let id = walk(1, 0, "").id;
    assert!(store.delete(id).await.unwrap());
    assert_eq!(notes(store, Which::Present).await, ["second"]);
    assert_eq!(notes(store, Which::Deleted).await, ["felt easy"]);
    assert_eq!(store.put(&walk(1, 3, "a retry")).await.unwrap(), Stored::Deleted, "deleted stays deleted");
    assert!(store.restore(id).await.unwrap());
    assert_eq!(notes(store, Which::Present).await, ["second", "felt easy"], "undo brings the same walk back");

    let nobody = Uuid::from_u128(7);
    assert!(!store.delete(nobody).await.unwrap() && !store.restore(nobody).await.unwrap());

    assert!(store.delete(id).await.unwrap());
    assert_eq!(store.delete_everything(Duration::ZERO).await.unwrap(), 2, "deleted walks go too");
    assert!(notes(store, Which::Present).await.is_empty() && notes(store, Which::Deleted).await.is_empty());

    // Wished a while ago, as by a phone that had no network: what was kept since then stays.
    assert_eq!(store.put(&walk(1, 0, "before")).await.unwrap(), Stored::New);
    assert_eq!(store.of_coach().put(&walk(3, 0, "told before")).await.unwrap(), Stored::New);
    std::thread::sleep(Duration::from_millis(100));
    let wished = Instant::now();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(store.put(&walk(2, 0, "since")).await.unwrap(), Stored::New);
    assert_eq!(store.delete_everything(wished.elapsed()).await.unwrap(), 2);
    assert_eq!(notes(store, Which::Present).await, ["since"]);
    assert_eq!(store.delete_everything(Duration::ZERO).await.unwrap(), 1);
}

#[tokio::test]
async fn sqlite_keeps_each_walk_once_and_deletes_restores_and_forgets_it() {
    let folder = tempfile::tempdir().unwrap();
    check_store(&open(folder.path()).await).await;
}

#[tokio::test]
async fn postgresql_keeps_each_walk_once_and_deletes_restores_and_forgets_it() {
    let Ok(url) = std::env::var("RETROWALK_TEST_POSTGRES") else {
        println!("skipped: no PostgreSQL to test on (./test starts one)");
        return;
    };
    let store = Opened::at(Place::PostgreSql(url.clone())).await.unwrap().store;
    store.delete_everything(Duration::ZERO).await.unwrap();
    check_store(&store).await;
    let id = store.id().await.unwrap();
    let mut other = sqlx::PgConnection::connect(&url).await.unwrap();
    let left: i64 =
        sqlx::query_scalar("SELECT pg_relation_size('walks')").fetch_one(&mut other).await.unwrap();
    assert_eq!(left, 0, "no word of a deleted walk stays in the table's file");

    // Nobody who holds a table holds a walk up for ever.
    other.execute("BEGIN; LOCK TABLE walks").await.unwrap();
    let began = Instant::now();
    assert_eq!(store.put(&walk(1, 0, "held up")).await.unwrap_err().kind, Kind::Busy);
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
    other.close().await.unwrap();

    // What lies beside the records in the machine's own folder goes with them.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in-progress")).unwrap();
    let journal = folder.path().join("in-progress/broke-off.jsonl");
    fs::write(&journal, "a walk").unwrap();
    let store = store.with_files_in(folder.path().to_owned());
    store.delete_everything(Duration::ZERO).await.unwrap();
    assert!(!journal.exists());

    store.close().await;
    let again = Opened::at(Place::PostgreSql(url)).await.unwrap().store;
    assert_eq!(again.id().await.unwrap(), id);
    assert!(notes(&again, Which::Present).await.is_empty(), "opening again changes nothing");
}

#[tokio::test]
async fn what_was_kept_is_there_after_closing_and_in_a_second_reader_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    store.put(&walk(1, 0, "kept")).await.unwrap();
    assert_eq!(notes(&open(folder.path()).await, Which::Present).await, ["kept"]);
    store.close().await;
    assert_eq!(notes(&open(folder.path()).await, Which::Present).await, ["kept"]);
}

#[test]
fn programs_that_begin_one_folder_at_once_all_open_it_and_all_write() {
    let folder = tempfile::tempdir().unwrap();
    let program = |number: u128| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store = open(folder.path()).await;
            for walked in 0..10 {
                assert_eq!(store.put(&walk(number * 100 + walked, 0, "kept")).await.unwrap(), Stored::New);
            }
        });
    };
    std::thread::scope(|threads| {
        for number in 0..4 {
            threads.spawn(move || program(number));
        }
    });
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_made_here_is_its_owner_s_and_one_that_was_there_stays_open() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    open(folder.path()).await;
    open(&folder.path().join("new")).await;
    // As a copy is that was put back.
    let copied = folder.path().join("retrowalk.sqlite");
    fs::set_permissions(&copied, fs::Permissions::from_mode(0o644)).unwrap();
    open(folder.path()).await;
    let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(["", "retrowalk.sqlite", "new"].map(mode), [0o755, 0o600, 0o700]);
}

#[tokio::test]
async fn deleting_everything_leaves_no_word_of_it_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    for number in 0..50 {
        store.put(&walk(number, 0, "unmistakable")).await.unwrap();
    }
    fs::write(folder.path().join("retrowalk.damaged-20260101T000000.sqlite"), "unmistakable").unwrap();
    // Somebody who reads meanwhile might keep words alive: it is not told as done.
    let mut reader = connect(folder.path()).await;
    reader.execute("BEGIN; SELECT * FROM walks").await.unwrap();
    assert_eq!(store.delete_everything(Duration::ZERO).await.unwrap_err().kind, Kind::Busy);
    reader.close().await.unwrap();
    assert_eq!(store.delete_everything(Duration::ZERO).await.unwrap(), 50);
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let found = bytes.windows(12).any(|window| window == b"unmistakable");
        assert!(!found, "{} still holds a deleted walk", path.display());
    }
}

#[tokio::test]
async fn deleting_everything_takes_the_journals_of_broken_walks_and_leaves_the_one_that_is_walked() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    let journals = folder.path().join("in-progress");
    fs::create_dir(&journals).unwrap();
    for name in ["broke-off.jsonl", "walked.jsonl", "notes.txt"] {
        fs::write(journals.join(name), "a walk").unwrap();
    }
    let walked = fs::File::open(journals.join("walked.jsonl")).unwrap();
    walked.lock().unwrap();
    // One that was written since it was wished stays too.
    let since = fs::File::create(journals.join("broke-off-since.jsonl")).unwrap();
    let wished = SystemTime::now() - Duration::from_hours(1);
    fs::File::options()
        .write(true)
        .open(journals.join("broke-off.jsonl"))
        .unwrap()
        .set_modified(wished)
        .unwrap();
    store.delete_everything(Duration::from_mins(1)).await.unwrap();
    assert!(journals.join("broke-off-since.jsonl").exists() && !journals.join("broke-off.jsonl").exists());
    drop(since);
    store.delete_everything(Duration::ZERO).await.unwrap();
    let left = fs::read_dir(&journals).unwrap().map(|entry| entry.unwrap().file_name());
    let mut left: Vec<_> = left.map(|name| name.into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["notes.txt", "walked.jsonl"]);
}

#[tokio::test]
async fn where_a_file_cannot_be_removed_asking_again_deletes_no_newer_walk() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    // A folder of that name is no file.
    let stuck = folder.path().join("retrowalk.damaged-20260101T000000.sqlite");
    fs::create_dir(&stuck).unwrap();
    for number in 0..2 {
        store.put(&walk(number, 0, "newer")).await.unwrap();
        assert!(store.delete_everything(Duration::ZERO).await.unwrap_err().to_string().contains("damaged"));
    }
    assert_eq!(notes(&store, Which::Present).await.len(), 2);
    fs::remove_dir(&stuck).unwrap();
    assert_eq!(store.delete_everything(Duration::ZERO).await.unwrap(), 2);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_set_aside_whole_and_a_new_one_begun() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("retrowalk.sqlite"), b"this is not a database ".repeat(100)).unwrap();
    // What belonged to it goes with it. (SQLite itself removes a journal that begins otherwise.)
    fs::write(folder.path().join("retrowalk.sqlite-journal"), b"\0old").unwrap();
    let opened = Opened::at(Place::Folder(folder.path().to_owned())).await.unwrap();
    let aside = opened.set_aside.expect("it says where the old one went");
    assert_eq!(fs::read(format!("{}-journal", aside.display())).unwrap(), b"\0old");
    assert_eq!(fs::read(aside).unwrap(), b"this is not a database ".repeat(100));
    let id = opened.store.id().await.unwrap();
    assert_eq!(open(folder.path()).await.id().await.unwrap(), id);
    opened.store.delete_everything(Duration::ZERO).await.unwrap();
    assert_eq!(opened.store.id().await.unwrap(), id, "an emptied database is the same one");
    assert_ne!(open(tempfile::tempdir().unwrap().path()).await.id().await.unwrap(), id);
    assert_eq!(opened.store.put(&walk(1, 0, "new")).await.unwrap(), Stored::New);
}

#[tokio::test]
async fn a_database_with_a_torn_page_is_set_aside_and_a_whole_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    for number in 0..200 {
        store.put(&walk(number, 0, &"long ".repeat(100))).await.unwrap();
    }
    store.close().await;
    let file = folder.path().join("retrowalk.sqlite");
    let whole = fs::read(&file).unwrap();
    assert!(Opened::at(Place::Folder(folder.path().to_owned())).await.unwrap().set_aside.is_none());

    let mut torn = whole.clone();
    for byte in &mut torn[4096..12 * 4096] {
        *byte = 0xA5;
    }
    fs::write(&file, &torn).unwrap();
    let opened = Opened::at(Place::Folder(folder.path().to_owned())).await.unwrap();
    assert_eq!(fs::read(opened.set_aside.unwrap()).unwrap().len(), torn.len());
    assert!(opened.store.list(Which::Present).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_damaged_database_is_not_taken_from_under_a_program_that_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    store.put(&walk(1, 0, "kept")).await.unwrap();
    let file = folder.path().join("retrowalk.sqlite");
    let whole = fs::read(&file).unwrap();
    fs::write(&file, b"this is not a database ".repeat(100)).unwrap();
    let at = || Opened::at(Place::Folder(folder.path().to_owned()));
    let problem = at().await.unwrap_err();
    assert!(problem.to_string().contains("another program has it open"), "{problem}");
    fs::write(&file, whole).unwrap();
    assert_eq!(store.put(&walk(1, 0, "kept")).await.unwrap(), Stored::AlreadyThere);
    // Taken away by hand, as when a backup is put back, it says what helps.
    fs::rename(&file, folder.path().join("moved.sqlite")).unwrap();
    let problem = store.put(&walk(2, 0, "lost")).await.unwrap_err();
    assert_eq!(problem.kind, Kind::Moved, "{problem}");
    store.close().await;
    fs::write(&file, b"this is not a database ".repeat(100)).unwrap();
    assert!(at().await.unwrap().set_aside.is_some());
}

#[tokio::test]
async fn a_folder_whose_name_looks_like_an_escape_is_no_other_folder() {
    let folder = tempfile::tempdir().unwrap();
    open(&folder.path().join("x y")).await.put(&walk(1, 0, "here")).await.unwrap();
    let there = open(&folder.path().join("x%20y")).await;
    assert!(notes(&there, Which::Present).await.is_empty());
    assert!(folder.path().join("x%20y/retrowalk.sqlite").exists());
}

#[tokio::test]
async fn a_record_that_is_no_json_keeps_nobody_from_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    for number in 1..3 {
        store.put(&walk(number, 0, "kept")).await.unwrap();
    }
    let mut other = connect(folder.path()).await;
    other.execute("UPDATE walks SET record = '{' WHERE id LIKE '%1'").await.unwrap();
    let exported = store.export().await.unwrap();
    assert!(exported.left_out[0].contains("000000000001 is left out"), "{:?}", exported.left_out);
    let text = serde_json::to_string(&exported).unwrap();
    assert!(text.contains(&walk(2, 0, "kept").json) && !text.contains("left out"), "{text}");
}

#[tokio::test]
async fn records_of_a_newer_program_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path()).await;
    store.put(&walk(1, 0, "kept")).await.unwrap();
    store.close().await;
    let file = folder.path().join("retrowalk.sqlite");
    let mut connection = connect(folder.path()).await;
    sqlx::query("UPDATE _sqlx_migrations SET version = version + 100")
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();

    let before = fs::read(&file).unwrap();
    let problem = Opened::at(Place::Folder(folder.path().to_owned())).await.unwrap_err();
    assert_eq!(problem.kind, Kind::Newer);
    assert!(problem.to_string().contains("newer retrowalk"), "{problem}");
    assert_eq!(fs::read(&file).unwrap(), before);
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_a_clear_message() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    fs::write(&file, "in the way").unwrap();
    let problem = Opened::at(Place::Folder(file.join("data"))).await.unwrap_err();
    assert_eq!(problem.kind, Kind::ReadOnly);
    assert!(problem.to_string().contains("--data DIR"), "{problem}");
    assert_eq!(fs::read_to_string(file).unwrap(), "in the way");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_a_clear_message_without_the_password() {
    let url = "postgres://anna:secret@127.0.0.1:1/walks".to_owned();
    let problem = Opened::at(Place::PostgreSql(url)).await.unwrap_err();
    assert_eq!(problem.kind, Kind::Unreachable);
    assert!(!problem.to_string().contains("secret"), "{problem}");
}
