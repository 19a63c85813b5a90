//! The real program as a real process: what it keeps, what it says when something is in the way, and that killing
//! it at any moment loses no walk it has acknowledged and keeps none twice.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set itself up has failed")]

mod program;

use program::program;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

/// A running server; killed when the test is over.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start(data: &Path) -> Server {
    // A folder that is asked for is asked, whatever the environment names.
    let mut process = program()
        .env("RETROWALK_DATABASE", "postgres://walker@127.0.0.1:1/walks")
        .args(["serve", "--no-phone", "--no-browser", "--port", "0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address =
        line.split("http://").nth(1).and_then(|rest| rest.split(' ').next()).expect("it says where it is");
    Server { process, address: address.to_owned() }
}

/// One request by hand; none where the server is gone.
fn ask(address: &str, head: &str, body: &str) -> Option<(u16, String, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let host = if head.contains("Host:") { String::new() } else { format!("Host: {address}\r\n") };
    let request =
        format!("{head}\r\n{host}Content-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len());
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, head.to_owned(), body.to_owned()))
}

fn walk(number: u64, revision: u32) -> (String, String) {
    let id = format!("0190d3a0-0000-7000-8000-{number:012x}");
    let log = "\"step\",".repeat(200) + "\"end\"";
    let json = format!(
        r#"{{"version":1,"id":"{id}","started_at":"2026-11-23T10:00:00+01:00","revision":{revision},"n":12345678901234567890123,"log":[{log}]}}"#
    );
    (id, json)
}

fn put(address: &str, number: u64, revision: u32) -> Option<u16> {
    let (id, json) = walk(number, revision);
    ask(address, &format!("PUT /api/walks/{id} HTTP/1.1"), &json).map(|(status, ..)| status)
}

#[test]
fn a_walk_that_cannot_be_is_refused_with_what_and_where() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let put = |number: u64, block: &str| {
        let id = format!("0190d3a0-0000-7000-8000-{number:012x}");
        let json = format!(
            r#"{{"version":1,"id":"{id}","started_at":"2026-11-23T10:00:00+01:00","program":"1:1 x1","way":"intervals",
            "source":"phone","language":"en","feeling":null,"ended":"complete","blocks":[{{"index":0,"kind":"forward",
            "planned_s":60,"done_s":60,"not_measured_s":0,"outcome":"done",{block}}}]}}"#
        );
        ask(&server.address, &format!("PUT /api/walks/{id} HTTP/1.1"), &json)
            .map(|(status, _, body)| (status, body))
    };
    assert_eq!(put(1, r#""steps":{"forward":110},"distance_m":70"#).unwrap().0, 201);
    for block in [r#""steps":{"forward":4000000000},"distance_m":null"#, r#""steps":{},"distance_m":99999"#] {
        let (status, body) = put(2, block).unwrap();
        assert_eq!(status, 422, "{body}");
        assert!(body.contains("block 1"), "{body}");
    }
}

fn ended_with_a_message(output: &Output, wanted: &[&str]) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it must not claim success: {text}");
    for wanted in wanted {
        assert!(text.contains(wanted), "no \"{wanted}\" in: {text}");
    }
    assert!(!text.contains("panicked"), "{text}");
}

#[test]
fn a_walk_sent_twice_is_kept_once_deleted_restored_exported_and_forgotten() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let get = |path: &str| ask(&server.address, &format!("GET {path} HTTP/1.1"), "").unwrap();
    let json = |path: &str| serde_json::from_str::<Value>(&get(path).2).unwrap();

    assert_eq!(json("/api/health")["program"], "retrowalk");
    assert_eq!(put(&server.address, 1, 0), Some(201));
    assert_eq!(put(&server.address, 1, 0), Some(200));
    let count = |part: &str| json("/api/export")[part].as_array().unwrap().len();
    assert_eq!(count("walks"), 1);
    // What is given back is what was sent, to the letter.
    let (id, sent) = walk(1, 0);
    assert!(get("/api/export").2.contains(&sent));

    let does = |head: String| ask(&server.address, &head, "").unwrap().0;
    assert_eq!(does(format!("DELETE /api/walks/{id} HTTP/1.1")), 204);
    assert_eq!((count("walks"), count("deleted")), (0, 1));
    assert_eq!(does(format!("POST /api/walks/{id}/restore HTTP/1.1")), 204);
    assert_eq!((count("walks"), count("deleted")), (1, 0));

    // Its log is none of ours: tables are written without it, and no success is claimed.
    let mut tables = program();
    tables.args(["export", "--csv"]).arg(data.path().join("tables")).arg("--data").arg(data.path());
    ended_with_a_message(&tables.output().unwrap(), &[&id, "left out"]);
    assert!(data.path().join("tables/walks.csv").exists());

    // What the coach keeps lies beside the walks, never among them.
    let (entry, text) = walk(2, 0);
    let check = text.replace("\"log\"", "\"check\"");
    let put = || ask(&server.address, &format!("PUT /api/coach/{entry} HTTP/1.1"), &check).unwrap().0;
    assert_eq!((put(), put()), (201, 200));
    assert_eq!((count("walks"), count("coach")), (1, 1));
    // The terminal gives the same file.
    let exported = program().args(["export", "--data"]).arg(data.path()).output().unwrap();
    let exported: Value = serde_json::from_slice(&exported.stdout).unwrap();
    assert_eq!((&exported["walks"][0]["id"], &exported["coach"][0]["id"]), (&id.into(), &entry.into()));
    assert_eq!(exported, json("/api/export"));

    // Wished an hour ago, it takes nothing that came since.
    assert_eq!(does("DELETE /api/everything?wished_s_ago=3600 HTTP/1.1".to_owned()), 200);
    assert_eq!(count("walks"), 1);
    assert_eq!(does("DELETE /api/everything?wished_s_ago=soon HTTP/1.1".to_owned()), 400);
    assert_eq!(does("DELETE /api/everything HTTP/1.1".to_owned()), 200);
    assert_eq!((count("walks"), count("coach")), (0, 0));
}

#[test]
fn a_walk_that_was_deleted_here_is_brought_back_by_an_import() {
    let data = tempfile::tempdir().unwrap();
    let (file, id) = (data.path().join("walk.json"), walk(1, 0).0);
    let json = format!(
        r#"{{"version":1,"id":"{id}","started_at":"2026-11-23T10:00:00+01:00","program":"1:1 x1","way":"intervals",
        "source":"phone","language":"en","feeling":null,"ended":"complete","blocks":[]}}"#
    );
    std::fs::write(&file, json).unwrap();
    let import = || {
        let output = program().arg("import").arg(&file).arg("--data").arg(data.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(import().contains("walks: 1 added"));
    let server = start(data.path());
    let ask = |head: String| ask(&server.address, &head, "").unwrap();
    assert_eq!(ask(format!("DELETE /api/walks/{id} HTTP/1.1")).0, 204);
    assert!(import().contains("1 deleted here and brought back"));
    let exported: Value = serde_json::from_str(&ask("GET /api/export HTTP/1.1".to_owned()).2).unwrap();
    assert_eq!(exported["walks"][0]["id"], id.as_str());
}

#[test]
fn what_cannot_be_answered_says_why_in_json() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let check = |head: &str, body: &str, status: u16, code: &str| {
        let (got, _, text) = ask(&server.address, head, body).unwrap();
        assert_eq!(got, status, "{head}: {text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["error"]["code"], code, "{head}");
        assert!(answer["error"]["message"].as_str().unwrap().contains(' '), "a sentence for a person");
    };
    let id = walk(1, 0).0;
    check("GET /api/nothing HTTP/1.1", "", 404, "no-such-address");
    check("PUT /api/health HTTP/1.1", "", 405, "wrong-method");
    check("DELETE /api/walks/17 HTTP/1.1", "", 400, "not-an-id");
    check("DELETE /api/everything?wished_s_ago=-1 HTTP/1.1", "", 400, "not-understood");
    check(&format!("DELETE /api/walks/{id} HTTP/1.1"), "", 404, "no-such-walk");
    check(&format!("PUT /api/walks/{id} HTTP/1.1"), "{}", 422, "not-a-walk");
    check(&format!("PUT /api/walks/{id} HTTP/1.1"), &walk(2, 0).1, 422, "not-a-walk");
    check("GET /api/export HTTP/1.1\r\nHost: attacker.example", "", 421, "wrong-name");
    check("DELETE /api/everything HTTP/1.1\r\nOrigin: https://attacker.example", "", 403, "another-site");
    for told in ["1\r\nX-Forwarded-For: 192.0.2.7", "1\r\nX-Real-IP: 192.0.2.7", "0"] {
        check(&format!("GET /api/export HTTP/1.{told}"), "", 421, "behind-a-proxy");
    }
}

#[test]
fn a_walk_too_large_is_refused_before_it_is_read() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let head = format!(
        "PUT /api/walks/{} HTTP/1.1\r\nHost: {}\r\nContent-Length: 99999999\r\n\r\n",
        walk(1, 0).0,
        server.address
    );
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

/// As README.md says it is done.
#[test]
fn a_copy_of_the_file_is_a_backup_and_is_put_back_even_where_the_program_was_killed() {
    let data = tempfile::tempdir().unwrap();
    let (file, backup) = (data.path().join("retrowalk.sqlite"), data.path().join("backup"));
    let mut server = start(data.path());
    let kept = |server: &Server| {
        let answer = ask(&server.address, "GET /api/export HTTP/1.1", "").unwrap().2;
        serde_json::from_str::<Value>(&answer).unwrap()["walks"].as_array().unwrap().len()
    };
    for number in 0..20 {
        assert_eq!(put(&server.address, number, 0), Some(201));
    }
    fs::copy(&file, &backup).unwrap();
    assert_eq!(put(&server.address, 20, 0), Some(201));
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    fs::remove_file(&file).unwrap();
    drop(server);
    let mut server = start(data.path());
    for number in 30..33 {
        assert_eq!(put(&server.address, number, 0), Some(201));
    }
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    fs::copy(&backup, &file).unwrap();
    assert_eq!(kept(&start(data.path())), 20);
}

#[cfg(target_os = "linux")]
#[test]
fn years_of_walks_are_given_out_in_a_few_times_their_size() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let log = r#"{"at_ms":123456,"heard":{"steps":{"forward":1,"backward":0}}},"#.repeat(8000) + "1";
    for number in 0..30 {
        let (id, json) = walk(number, 0);
        let long = json.replace(r#""log":["#, &format!(r#""log":[{log},"#));
        assert_eq!(ask(&server.address, &format!("PUT /api/walks/{id} HTTP/1.1"), &long).unwrap().0, 201);
    }
    let given = ask(&server.address, "GET /api/export HTTP/1.1", "").unwrap().2.len();
    let status = fs::read_to_string(format!("/proc/{}/status", server.process.id())).unwrap();
    let peak = status.split("VmHWM:").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let peak = peak.parse::<usize>().unwrap() * 1024;
    assert!(given > 12_000_000 && peak < 5 * given, "{peak} bytes for {given}");
}

#[test]
fn who_connects_and_says_nothing_or_half_a_word_is_let_go_and_keeps_nobody_out() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let silent: Vec<TcpStream> = (0..300).map(|_| TcpStream::connect(&server.address).unwrap()).collect();
    let mut half = TcpStream::connect(&server.address).unwrap();
    half.write_all(b"GET /api/he").unwrap();
    // One that was answered and is kept open says no more either.
    let mut idle = TcpStream::connect(&server.address).unwrap();
    write!(idle, "GET /api/health HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).unwrap();
    assert_eq!(ask(&server.address, "GET /api/health HTTP/1.1", "").unwrap().0, 200);
    for mut stream in silent.into_iter().chain([half, idle]) {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.read_to_end(&mut Vec::new()).expect("it is closed");
    }
}

#[test]
fn the_phones_door_opens_whole_or_not_at_all_and_when_it_can() {
    let data = tempfile::tempdir().unwrap();
    // Two ports in a row, of which the second is taken; below those that are given to whoever takes any.
    let from = 21_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let (taken, port) = (from..)
        .find_map(|port| {
            let both = [port + 1, port].map(|port| TcpListener::bind(("127.0.0.1", port)).ok());
            let [Some(taken), Some(_)] = both else { return None };
            Some((taken, port))
        })
        .unwrap();
    let mut process = program()
        .args(["serve", "--no-browser", "--port", "0", "--phone-address", "127.0.0.1", "--phone-port"])
        .arg(port.to_string())
        .arg("--data")
        .arg(data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let _server = Server { process, address: String::new() };
    let shut = lines.find(|line| line.contains("A phone cannot come in now")).unwrap();
    assert!(shut.contains(&(port + 1).to_string()), "{shut}");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "what is told as shut is shut");
    drop(taken);
    assert!(lines.any(|line| line.contains(&format!("http://127.0.0.1:{}/#", port + 1))));
    assert!(TcpStream::connect(("127.0.0.1", port)).is_ok());
}

#[test]
fn every_answer_carries_the_security_headers() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    for path in ["/", "/api/health", "/nothing.js"] {
        let head = ask(&server.address, &format!("GET {path} HTTP/1.1"), "").unwrap().1.to_lowercase();
        let headers = [
            "content-security-policy: default-src 'none'",
            "frame-ancestors 'none'",
            "x-content-type-options: nosniff",
        ];
        for header in headers.into_iter().chain(["permissions-policy: accelerometer=(self)"]) {
            assert!(head.contains(header), "{path}: {head}");
        }
        assert!(path != "/api/health" || head.contains("cache-control: no-store"), "{head}");
    }
}

#[test]
fn a_server_killed_at_any_moment_keeps_each_acknowledged_walk_once() {
    const KILLS: u64 = 200;
    let data = tempfile::tempdir().unwrap();
    let (mut acknowledged, mut next, mut seed) = (Vec::new(), 0_u64, 0x9E37_79B9_7F4A_7C15_u64);
    for _ in 0..KILLS {
        let mut server = start(data.path());
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let moment = Instant::now() + Duration::from_micros(seed % 40_000);
        let address = server.address.clone();
        let sender = std::thread::spawn(move || {
            let mut done = Vec::new();
            // What was not acknowledged is sent again, as the phone does it: the same id, so it must stay one walk.
            for number in next.saturating_sub(2).. {
                match put(&address, number, 0) {
                    Some(200 | 201) => done.push(number),
                    _ => return (done, number),
                }
            }
            (done, next)
        });
        std::thread::sleep(moment.saturating_duration_since(Instant::now()));
        server.process.kill().unwrap();
        server.process.wait().unwrap();
        let (done, reached) = sender.join().unwrap();
        acknowledged.extend(done);
        next = reached;
    }
    assert!(acknowledged.len() > 100, "the kills came too early to prove anything: {}", acknowledged.len());
    acknowledged.sort_unstable();
    acknowledged.dedup();
    let server = start(data.path());
    let answer = ask(&server.address, "GET /api/export HTTP/1.1", "").unwrap().2;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let mut kept: Vec<String> = answer["walks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|walk| walk["id"].as_str().unwrap().to_owned())
        .collect();
    let count = kept.len();
    kept.sort();
    kept.dedup();
    assert_eq!(kept.len(), count, "a walk is kept twice");
    for number in acknowledged {
        assert!(kept.binary_search(&walk(number, 0).0).is_ok(), "walk {number} was acknowledged and is lost");
    }
    assert!(
        fs::read_dir(data.path())
            .unwrap()
            .flatten()
            .all(|file| { !file.file_name().to_string_lossy().contains("damaged") })
    );
}

#[test]
fn a_phone_comes_in_over_https_and_only_with_the_key_it_was_shown() {
    let data = tempfile::tempdir().unwrap();
    let mut process = program()
        .args([
            "serve",
            "--no-browser",
            "--port",
            "0",
            "--phone-port",
            "0",
            "--phone-address",
            "127.0.0.1",
            "--data",
        ])
        .arg(data.path())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let scanned = lines
        .find_map(|line| Some(line.unwrap().trim().to_owned()).filter(|line| line.contains("/#")))
        .unwrap();
    let server = Server {
        process,
        address: scanned.trim_start_matches("http://").split('/').next().unwrap().to_owned(),
    };
    let key = scanned.split_once('#').unwrap().1;

    // The unencrypted page explains; it holds no key, and gives no walk.
    let (status, _, page) = ask(&server.address, "GET / HTTP/1.1", "").unwrap();
    assert!(status == 200 && page.contains("Certificate Trust Settings") && !page.contains(key));
    assert_eq!(ask(&server.address, "GET /api/export HTTP/1.1", "").unwrap().0, 404);
    let secure = page.split("href=\"https://").nth(1).and_then(|rest| rest.split('/').next()).unwrap();

    let curl = |arguments: &[&str]| {
        let output = Command::new("curl").args(["--silent", "--max-time", "20"]).args(arguments).output();
        output.map(|output| (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned()))
    };
    let authority = data.path().join("phone-authority.crt");
    let pem = data.path().join("ca.pem");
    let Ok(converted) = Command::new("openssl")
        .args(["x509", "-inform", "der", "-in"])
        .arg(&authority)
        .arg("-out")
        .arg(&pem)
        .status()
    else {
        println!("skipped: openssl is not installed (./test installs it)");
        return;
    };
    assert!(converted.success());
    let trusting = format!("--cacert={}", pem.display());
    let trusting = trusting.split_once('=').map(|(option, file)| [option, file]).unwrap();
    let walks = format!("https://{secure}/api/export");
    let Ok((trusted, _)) = curl(&[&walks]) else {
        println!("skipped: curl is not installed (./test installs it)");
        return;
    };
    assert!(!trusted, "nobody trusts this authority unasked");
    let (_, refused) = curl(&[trusting[0], trusting[1], &walks]).unwrap();
    assert!(refused.contains("not-paired"), "{refused}");
    let wrong = format!("https://{secure}/pair?key={}", "0".repeat(32));
    assert!(curl(&[trusting[0], trusting[1], &wrong]).unwrap().1.contains("wrong-key"));
    let jar = data.path().join("cookies").display().to_string();
    let pair = format!("https://{secure}/pair?key={key}");
    let (paired, answer) = curl(&[trusting[0], trusting[1], "-i", "-c", &jar, &pair]).unwrap();
    assert!(paired && answer.to_lowercase().contains("content-security-policy"), "{answer}");
    let (_, given) = curl(&[trusting[0], trusting[1], "-b", &jar, &walks]).unwrap();
    assert!(given.contains(r#""walks":[]"#), "{given}");
    // As long as it comes now and then, its year does not end; who has no key is given none.
    let health = format!("https://{secure}/api/health");
    let known = curl(&[trusting[0], trusting[1], "-i", "-b", &jar, &health]).unwrap().1.to_lowercase();
    assert!(
        known.contains(&format!("set-cookie: retrowalk-phone={key}; path=/; max-age=31536000")),
        "{known}"
    );
    let stranger = curl(&[trusting[0], trusting[1], "-i", &health]).unwrap().1.to_lowercase();
    assert!(stranger.contains("not-paired") && !stranger.contains("set-cookie"), "{stranger}");

    #[cfg(unix)]
    for secret in ["phone.key", "phone-authority.key"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(data.path().join(secret)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret} is for its owner only");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_cleanly() {
    let data = tempfile::tempdir().unwrap();
    let mut server = start(data.path());
    assert_eq!(put(&server.address, 1, 0), Some(201));
    // An idle connection must not hold it up.
    let idle = TcpStream::connect(&server.address).unwrap();
    Command::new("kill").args(["-INT", &server.process.id().to_string()]).status().unwrap();
    let began = Instant::now();
    let status = server.process.wait().unwrap();
    assert!(status.success() && began.elapsed() < Duration::from_secs(6), "{status} {:?}", began.elapsed());
    drop(idle);
    let mut left: Vec<_> =
        fs::read_dir(data.path()).unwrap().flatten().map(|file| file.file_name()).collect();
    left.sort();
    assert_eq!(left, ["retrowalk.lock", "retrowalk.sqlite"]);
}

#[test]
fn a_taken_port_is_a_clear_message() {
    let data = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = |port: &str| {
        program().args(["serve", "--no-phone", "--port", port, "--data"]).arg(data.path()).output().unwrap()
    };
    ended_with_a_message(&run(&port), &["taken by another program", "--port"]);
    let server = start(data.path());
    let port = server.address.rsplit(':').next().unwrap();
    ended_with_a_message(&run(port), &["already running", "open http://"]);
}

#[cfg(unix)]
#[test]
fn a_data_folder_that_cannot_be_written_is_a_clear_message_and_nothing_is_lost() {
    use std::os::unix::fs::PermissionsExt as _;
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("data");
    drop({
        let server = start(&folder);
        assert_eq!(put(&server.address, 1, 0), Some(201));
        server
    });
    let before = fs::read(folder.join("retrowalk.sqlite")).unwrap();
    // Root may write anywhere, so the program runs as nobody; where it cannot, there is nothing to see here.
    fs::set_permissions(data.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let root = fs::metadata(data.path()).map(|data| std::os::unix::fs::MetadataExt::uid(&data)).unwrap() == 0;
    let copy = data.path().join("retrowalk");
    fs::copy(env!("CARGO_BIN_EXE_retrowalk"), &copy).unwrap();
    for file in fs::read_dir(&folder).unwrap().flatten() {
        fs::set_permissions(file.path(), fs::Permissions::from_mode(0o444)).unwrap();
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let mut command = if root { Command::new("setpriv") } else { Command::new(&copy) };
    if root {
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&copy);
    }
    let output = command.args(["serve", "--no-phone", "--port", "0", "--data"]).arg(&folder).output();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let Ok(output) = output else {
        println!("skipped: this machine has no setpriv to run as somebody who may not write");
        return;
    };
    ended_with_a_message(&output, &["cannot be written", "--data DIR"]);
    assert_eq!(fs::read(folder.join("retrowalk.sqlite")).unwrap(), before);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_clear_message_and_what_was_kept_stays() {
    let data = tempfile::tempdir().unwrap();
    let disk = data.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=400k", "none"]).arg(&disk).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        println!("skipped: this user may not mount a small disk to fill");
        return;
    }
    let result = std::panic::catch_unwind(|| {
        let server = start(&disk);
        let mut kept = 0;
        let refused = loop {
            let (id, json) = walk(kept, 0);
            let (status, _, body) =
                ask(&server.address, &format!("PUT /api/walks/{id} HTTP/1.1"), &json).unwrap();
            if status != 201 || kept > 2000 {
                break (status, body);
            }
            kept += 1;
        };
        assert_eq!(refused.0, 507, "{}", refused.1);
        assert!(refused.1.contains("is full") && refused.1.contains("disk-full"), "{}", refused.1);
        assert!(
            !refused.1.contains("retrowalk.sqlite"),
            "where walks are kept is told to nobody: {}",
            refused.1
        );
        let answer = ask(&server.address, "GET /api/export HTTP/1.1", "").unwrap().2;
        let answer: Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(u64::try_from(answer["walks"].as_array().unwrap().len()).unwrap(), kept);
    });
    let _ = Command::new("umount").arg("--lazy").arg(&disk).status();
    result.unwrap();
}
