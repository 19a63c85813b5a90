//! A track as it leaves the computer: played by Chromium's audio element into a private PulseAudio, recorded, measured.
//!
//! Takes a minute. With `RETROWALK_HIDDEN_MINUTES=10` the page is hidden for so long instead, as it is in a pocket.
//! Where Chromium or PulseAudio is not installed it says so and does nothing, except in CI.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // allowed in tests, so in what tests call
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};
use voice::sound::RATE;
use voice::sound::track::{self, Plan, Settings, Sound};
use walk::cues::Motif;

/// Louder than any tick, softer than any cue.
const HEARD: u16 = 500;
/// What the issue allows between plan and ear.
const MOST_OFF_MS: f64 = 50.0;

/// A program that ends when the test does.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(program: &str, arguments: &[&str], home: &Path) -> Running {
    let socket = format!("unix:{}", home.join("sound.socket").display());
    let child = Command::new(program)
        .args(arguments)
        .env("PULSE_SERVER", socket)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .stdin(Stdio::null())
        .stdout(if program == "parec" { Stdio::piped() } else { Stdio::null() })
        .stderr(if program == "chromium" { Stdio::piped() } else { Stdio::null() })
        .spawn();
    Running(child.unwrap_or_else(|why| panic!("{program}: {why}")))
}

fn installed(program: &str) -> bool {
    env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).exists())
}

/// A cue every two and a half seconds, at uneven moments.
fn plan(seconds: u64) -> Plan {
    let rate = u64::from(RATE);
    let motifs = [Motif::Backward, Motif::Warning, Motif::Forward, Motif::HalfWay, Motif::Turn];
    let sounds = (1..(seconds - 3) * 2 / 5)
        .map(|n| Sound {
            at: n * rate * 5 / 2 + n * 1237 % 4000,
            motif: motifs[usize::try_from(n).unwrap() % motifs.len()],
            clips: vec![],
        })
        .collect();
    Plan { length: seconds * rate, sounds, stretches: vec![] }
}

#[test]
fn every_cue_reaches_the_ear_within_fifty_milliseconds() {
    let needed = ["chromium", "pulseaudio", "parec"];
    if let Some(missing) = needed.iter().find(|program| !installed(program)) {
        assert!(env::var_os("CI").is_none(), "{missing} must be installed in CI");
        println!("skipped: {missing} is not installed");
        return;
    }
    let hidden: Option<u64> =
        env::var("RETROWALK_HIDDEN_MINUTES").ok().map(|minutes| minutes.parse().unwrap());
    let seconds = hidden.map_or(60, |minutes| minutes * 60 + 20);
    let plan = plan(seconds);

    let home = env::temp_dir().join(format!("retrowalk-heard-{}", process::id()));
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("walk.flac"), track::flac(&plan, None, Settings::default())).unwrap();
    fs::write(
        home.join("walk.html"),
        "<!doctype html><title>waiting</title><audio id=a src=walk.flac autoplay></audio><script>
         let hidden = 0; const a = document.getElementById('a');
         setInterval(() => { if (document.hidden) hidden += 1; document.title =
           `${a.ended ? 'ended' : a.error ? 'error' : 'playing'} ${a.currentTime.toFixed(1)} hidden ${hidden}`; }, 1000);
         </script>",
    )
    .unwrap();

    let result = record(&home, seconds, hidden.is_some());
    let _ = fs::remove_dir_all(&home);
    let (heard, title) = result;
    println!("the page said: {title}");
    if let Some(minutes) = hidden {
        let seconds: u64 = title.rsplit(' ').next().unwrap().parse().unwrap();
        // A hidden page's timers may be slowed to one a minute, so what it counts is the least that can be true.
        assert!(seconds >= minutes, "the page was hidden: {title}");
    }
    measure(&heard, &plan);
}

/// Plays the page and gives what came out of the sink, and the page's last title.
fn record(home: &Path, seconds: u64, hide: bool) -> (Vec<i16>, String) {
    let socket = format!(
        "module-native-protocol-unix auth-anonymous=1 socket={}",
        home.join("sound.socket").display()
    );
    let _pulse = start(
        "pulseaudio",
        &[
            "-n",
            "--daemonize=no",
            "--use-pid-file=no",
            "--exit-idle-time=-1",
            "-L",
            "module-null-sink sink_name=ear rate=48000",
            "-L",
            &socket,
        ],
        home,
    );
    wait_for(&home.join("sound.socket"));
    let mut recorder = start(
        "parec",
        &["-d", "ear.monitor", "--rate=16000", "--channels=1", "--format=s16le", "--latency-msec=20"],
        home,
    );
    let mut stream = recorder.0.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        bytes
    });
    thread::sleep(Duration::from_millis(500));

    let page = format!("file://{}", home.join("walk.html").display());
    let data = format!("--user-data-dir={}", home.join("chromium").display());
    let mut browser = start(
        "chromium",
        &[
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-sync",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--remote-debugging-port=0",
            "--autoplay-policy=no-user-gesture-required",
            &data,
            &page,
        ],
        home,
    );
    let port = debugging_port(&mut browser.0);
    let began = Instant::now();
    let mut title = String::new();
    if hide {
        thread::sleep(Duration::from_secs(5));
        ask(port, "PUT", "/json/new?about:blank");
    }
    // Slow machines load slowly; the title says when the track has ended.
    while began.elapsed() < Duration::from_secs(seconds + 60) {
        thread::sleep(Duration::from_secs(1));
        let list = ask(port, "GET", "/json/list");
        if let Some(found) = list
            .lines()
            .filter_map(|line| line.trim().strip_prefix("\"title\": \""))
            .find(|t| t.contains("hidden"))
        {
            found.trim_end_matches("\",").clone_into(&mut title);
        }
        if title.starts_with("ended") || title.starts_with("error") {
            break;
        }
    }
    thread::sleep(Duration::from_millis(500));
    drop(browser);
    drop(recorder);
    let bytes = reader.join().unwrap();
    (bytes.as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect(), title)
}

fn wait_for(path: &Path) {
    let began = Instant::now();
    while !path.exists() {
        assert!(began.elapsed() < Duration::from_secs(20), "PulseAudio did not start");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Chromium says on its error output where it can be asked.
fn debugging_port(browser: &mut Child) -> u16 {
    let mut lines = BufReader::new(browser.stderr.take().unwrap()).lines();
    let port = loop {
        let line = lines.next().expect("Chromium ended before it listened").unwrap();
        if let Some(rest) = line.split("ws://127.0.0.1:").nth(1) {
            break rest.split('/').next().unwrap().parse().unwrap();
        }
    };
    // What it says later must be read, or it would wait for a reader.
    thread::spawn(move || lines.for_each(drop));
    port
}

fn ask(port: u16, method: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

/// Holds what was heard against the plan, from the first cue on.
fn measure(heard: &[i16], plan: &Plan) {
    let ms = |samples: f64| samples / f64::from(RATE) * 1000.0;
    let first = heard.iter().position(|s| s.unsigned_abs() > HEARD).expect("something was heard");
    let anchor = first - usize::try_from(plan.sounds[0].at).unwrap().min(first);
    let reach = RATE as usize / 5;
    let mut worst: f64 = 0.0;
    let mut off = Vec::new();
    let mut missing = Vec::new();
    for sound in &plan.sounds {
        let at = anchor + usize::try_from(sound.at).unwrap();
        let from = at.saturating_sub(reach);
        let window = heard.get(from..(at + reach).min(heard.len())).unwrap_or_default();
        match window.iter().position(|s| s.unsigned_abs() > HEARD) {
            Some(onset) if onset > 0 || from <= first => {
                let error = ms((from + onset) as f64 - at as f64);
                worst = worst.max(error.abs());
                off.push(error);
            }
            _ => missing.push(sound.at),
        }
    }
    off.sort_by(f64::total_cmp);
    println!(
        "{} of {} cues heard, median {:.2} ms, worst {worst:.2} ms",
        off.len(),
        plan.sounds.len(),
        off[off.len() / 2]
    );
    assert!(missing.is_empty(), "not heard: {missing:?}");
    assert!(worst <= MOST_OFF_MS, "worst {worst} ms of {off:?}");
}
