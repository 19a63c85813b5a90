//! Walks through the real program: in made-up time, killed, taken up again, listed and shown.
// Helpers of tests: what fails here fails the test.
#![allow(clippy::expect_used)]

mod program;

use program::program;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
#[cfg(target_os = "linux")]
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

fn retrowalk(data: &Path, arguments: &[&str]) -> Command {
    let mut command = program();
    command.args(arguments).args(["--data".as_ref(), data.as_os_str()]);
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    retrowalk(data, arguments).output().expect("the program runs")
}

fn lines(output: &[u8]) -> Vec<Value> {
    String::from_utf8_lossy(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a JSON line"))
        .collect()
}

/// Kills a walk this long after its first line of this kind; what it said until then.
fn killed(mut walk: Command, line: &str, after: Duration) -> Vec<Value> {
    let mut walk = walk.stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut said = BufReader::new(walk.stdout.take().expect("piped")).lines().map_while(Result::ok);
    let mut log: Vec<String> = Vec::new();
    while !log.last().is_some_and(|said| said.contains(line)) {
        log.push(said.next().expect("it goes on"));
    }
    thread::sleep(after);
    walk.kill().expect("it was running");
    walk.wait().expect("it ended");
    log.extend(said);
    // The last line may be half a line.
    log.iter().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn records(data: &Path) -> Vec<Value> {
    lines(&run(data, &["history", "--lang", "en", "--json"]).stdout)
}

#[test]
fn a_walk_in_made_up_time_logs_every_block_and_is_kept_once() {
    let data = tempfile::tempdir().expect("a folder");
    let walked =
        run(data.path(), &["walk", "15s:15s x2", "--lang", "en", "--faster", "10000", "--log", "json"]);
    assert!(walked.status.success(), "{}", String::from_utf8_lossy(&walked.stderr));
    let log = lines(&walked.stdout);
    let blocks: Vec<(&str, f64)> = log
        .iter()
        .filter(|line| line["event"] == "block")
        .map(|line| (line["kind"].as_str().expect("a kind"), line["at_s"].as_f64().expect("a time")))
        .collect();
    let expected = [
        ("prepare", 0.0),
        ("forward", 25.0),
        ("turn", 40.0),
        ("backward", 54.0),
        ("turn", 69.0),
        ("forward", 83.0),
        ("turn", 98.0),
        ("backward", 112.0),
        ("turn", 127.0),
        ("cool-down", 141.0),
    ];
    assert_eq!(blocks, expected);
    for line in log.iter().filter(|line| line["event"] == "cue") {
        let (at, planned) =
            (line["at_s"].as_f64().expect("a time"), line["track_s"].as_f64().expect("a time"));
        assert!((at - planned).abs() < 0.0015, "{line}");
    }
    assert_eq!(log.last().map(|line| &line["event"]), Some(&Value::from("stored")));
    let kept = records(data.path());
    assert_eq!(kept.len(), 1);
    assert_eq!((&kept[0]["program"], &kept[0]["ended"]), (&"15s:15s x2".into(), &"complete".into()));
    let shown = run(data.path(), &["show", "last", "--lang", "es"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.contains("Atrás") && shown.contains("0:15"), "{shown}");
}

#[test]
fn a_killed_walk_goes_on_with_nothing_lost_and_is_one_walk() {
    let data = tempfile::tempdir().expect("a folder");
    let arguments = ["walk", "1:1 x1", "--lang", "en", "--faster", "60", "--log", "json"];
    let mut ids = Vec::new();
    let mut reached = 0.0;
    for kill in 1..=3 {
        let walk = retrowalk(data.path(), &[&arguments[..], &["--go-on"]].concat());
        let said = killed(walk, "\"event\":\"walk\"", Duration::from_millis(400));
        ids.push(said[0]["id"].clone());
        let at = said.iter().filter_map(|line| line["at_s"].as_f64()).fold(0.0, f64::max);
        assert!(at >= reached, "kill {kill}: went on from {at}, behind {reached}");
        reached = at;
        assert!(records(data.path()).is_empty(), "kept before its end, kill {kill}");
    }
    let ended = run(data.path(), &[&arguments[..], &["--go-on"]].concat());
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let kept = records(data.path());
    assert_eq!(kept.len(), 1);
    assert!(ids.iter().all(|id| *id == kept[0]["id"]), "{ids:?}");
    assert_eq!(kept[0]["ended"], "complete");
    for block in kept[0]["blocks"].as_array().expect("blocks") {
        let (planned, done) = (block["planned_s"].as_f64(), block["done_s"].as_f64());
        // A turn begins again after each kill in it.
        let again = block["kind"] == "turn";
        let whole = |(planned, done): (f64, f64)| (planned - done).abs() < 1e-6 || (again && done > planned);
        assert!(planned.zip(done).is_some_and(whole), "{block}");
    }
}

#[test]
fn a_killed_walk_that_is_not_taken_up_is_kept_as_far_as_it_went() {
    let data = tempfile::tempdir().expect("a folder");
    let arguments = ["walk", "1:1 x1", "--lang", "en", "--faster", "60", "--log", "json"];
    killed(retrowalk(data.path(), &arguments), "\"kind\":\"forward\"", Duration::ZERO);
    let other = ["walk", "15s:15s", "--lang", "en", "--faster", "10000", "--log", "json"];
    assert!(run(data.path(), &other).status.success());
    let kept = records(data.path());
    let ended: Vec<&Value> = kept.iter().map(|walk| &walk["ended"]).collect();
    assert!(ended.contains(&&"complete".into()) && ended.contains(&&"interrupted".into()), "{ended:?}");
    assert_eq!(kept.len(), 2);
}

#[test]
fn a_journal_that_cannot_be_read_stays_where_it_is_and_one_that_never_began_goes() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().join("in-progress");
    std::fs::create_dir(&folder).expect("made");
    for (name, text) in
        [("empty", ""), ("torn", "{\"version\":1,\"id\""), ("later", "{\"version\":9}\n{\"at_ms\":9}\n")]
    {
        std::fs::write(folder.join(name).with_extension("jsonl"), text).expect("written");
    }
    let walk = ["walk", "15s:15s", "--lang", "en", "--faster", "10000", "--log", "json"];
    assert!(run(data.path(), &walk).status.success());
    let left = std::fs::read_dir(&folder).expect("there").map(|entry| entry.expect("an entry").file_name());
    assert_eq!(left.collect::<Vec<_>>(), ["later.jsonl"]);
}

#[test]
fn wrong_notation_is_pointed_at_and_put_right() {
    let data = tempfile::tempdir().expect("a folder");
    let wrong = run(data.path(), &["walk", "5:1 x1000000", "--lang", "en", "--faster", "60"]);
    assert_eq!(wrong.status.code(), Some(1));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!(said, "  5:1 x1000000\n       ^\nYou can do it 60 times at most. Try this: 5:1 x3\n");
}

#[test]
fn without_a_terminal_a_walk_says_what_to_do() {
    let data = tempfile::tempdir().expect("a folder");
    let blind = run(data.path(), &["walk", "5:1 x3", "--lang", "en"]);
    assert_eq!(blind.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&blind.stderr).contains("--log json"));
}

#[cfg(unix)]
#[test]
fn a_walk_goes_on_where_nothing_can_be_written() {
    let data = tempfile::tempdir().expect("a folder");
    // A file where the folder should be: nobody can write into it, not even root.
    let file = data.path().join("file");
    std::fs::write(&file, "x").expect("written");
    let walked = run(&file, &["walk", "15s:15s", "--lang", "en", "--faster", "10000", "--log", "json"]);
    let said = String::from_utf8_lossy(&walked.stderr).into_owned();
    assert!(said.contains("can not be kept"), "{said}");
    assert!(lines(&walked.stdout).iter().any(|line| line["event"] == "ended"));
    assert!(!walked.status.success());
}

/// The disk fills in the middle of a walk: the walk is guided to its end, the walker hears of it once, and its record is
/// printed, so that nothing is lost. Needs to mount a small disk; without leave to, it says so.
#[cfg(target_os = "linux")]
#[test]
fn a_walk_on_a_disk_that_fills_is_guided_to_its_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("disk");
    std::fs::create_dir(&disk).expect("a folder");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=12k", "none"]).arg(&disk).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        println!("skipped: this user may not mount a small disk to fill");
        return;
    }
    let walked = run(&disk, &["walk", "5:1 x3", "--lang", "en", "--faster", "100000", "--log", "json"]);
    let unmounted = Command::new("umount").arg("--lazy").arg(&disk).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    let said = String::from_utf8_lossy(&walked.stderr).into_owned();
    assert_eq!(said.matches("cannot write").count(), 1, "said once while walking: {said}");
    let log = lines(&walked.stdout);
    assert!(log.iter().any(|line| line["event"] == "ended"), "{said}");
    let record = log.last().expect("a record in place of the file");
    assert_eq!((&record["program"], &record["ended"]), (&"5:1 x3".into(), &"complete".into()));
    assert!(!walked.status.success());
}

/// Walks on a screen that `script` makes, and tells a stop sign; `meanwhile` happens once the walk is under way.
#[cfg(target_os = "linux")]
fn stopped_on_a_screen(data: &Path, meanwhile: impl FnOnce()) -> Output {
    let walk = format!(
        "{} walk 15s:15s --lang en --quiet --data {}",
        env!("CARGO_BIN_EXE_retrowalk"),
        data.display()
    );
    let mut screen = Command::new("script");
    screen.args(["-qec", &walk, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut screen = screen.spawn().expect("script, of util-linux");
    let mut keys = screen.stdin.take().expect("piped");
    let (mut output, mut shown) = (screen.stdout.take().expect("piped"), Vec::new());
    let mut shows = |wanted: &str| {
        let (mut since, mut byte) = (Vec::new(), [0]);
        while !String::from_utf8_lossy(&since).contains(wanted) {
            output.read_exact(&mut byte).expect("it asks");
            since.extend(byte);
        }
        shown.append(&mut since);
    };
    shows("q end");
    meanwhile();
    // Ends the walk; no word on how it was; the first stop sign.
    for (key, then) in [("q", "very hard"), ("\n", "6 joint"), ("1\n", "\n")] {
        keys.write_all(key.as_bytes()).expect("it listens");
        shows(then);
    }
    output.read_to_end(&mut shown).expect("it ends");
    Output { status: screen.wait().expect("it ends"), stdout: shown, stderr: Vec::new() }
}

#[cfg(target_os = "linux")]
#[test]
fn a_stop_sign_locks_where_the_walk_cannot_be_kept() {
    let data = tempfile::tempdir().expect("a folder");
    // Its journal goes, so that keeping the walk ends in an error.
    let walked = stopped_on_a_screen(data.path(), || {
        std::fs::remove_dir_all(data.path().join("in-progress")).expect("it was there");
    });
    let said = String::from_utf8_lossy(&walked.stdout).into_owned();
    assert!(!walked.status.success() && said.contains("cannot remove"), "{said}");
    let again = run(data.path(), &["walk", "15s:15s", "--lang", "en", "--faster", "10000"]);
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(!again.status.success() && said.contains("retrowalk screen"), "{said}");
}

#[test]
fn a_reader_who_leaves_early_leaves_no_panic_on_the_screen() {
    let data = tempfile::tempdir().expect("a folder");
    let mut walk = retrowalk(data.path(), &["walk", "5:1 x3", "--faster", "10000", "--log", "json"]);
    let mut child = walk.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
    drop(child.stdout.take());
    let said = child.wait_with_output().expect("it ends").stderr;
    assert!(!String::from_utf8_lossy(&said).contains("panicked"), "{}", String::from_utf8_lossy(&said));
}
