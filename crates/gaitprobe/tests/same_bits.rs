//! One recording through the engine natively and in WebAssembly: every bit that comes out is the same.

use formats::motion::{Hint, Table};
use gait::Sample;
use std::path::{Path, PathBuf};
use std::process::Command;
use webbuild::{TARGET, find_toolchain};

const RECORDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/recordings");

fn read(file: &str) -> Vec<Sample> {
    let bytes = std::fs::read(Path::new(RECORDINGS).join(file)).unwrap();
    let mut table = Table::new(Hint::default());
    let mut samples = Vec::new();
    table.push(&bytes, &mut |s| samples.push(s)).unwrap();
    table.finish(&mut |s| samples.push(s)).unwrap();
    samples
}

/// The engine as WebAssembly.
fn build() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wasm");
    let mut command = find_toolchain().unwrap().build(false);
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("CARGO_TARGET_DIR", &target)
        .args(["--lib", "--release"]);
    assert!(command.status().unwrap().success(), "building the engine for {TARGET} failed");
    target.join(TARGET).join("release/gaitprobe.wasm")
}

fn rotation(sample: &Sample) -> ([f32; 3], u32) {
    sample.rotation.map_or(([0.0; 3], 0), |w| (w, 1))
}

fn native(samples: &[Sample], placement: u32) -> (u64, u32) {
    gaitprobe::start(placement, 1);
    for s in samples {
        let ([ax, ay, az], ([wx, wy, wz], has)) = (s.acceleration, rotation(s));
        gaitprobe::push(s.t_s, ax, ay, az, wx, wy, wz, has);
    }
    gaitprobe::finish();
    (gaitprobe::digest(), gaitprobe::steps())
}

/// Runs the samples of a file of little-endian f64 through the WebAssembly engine and prints what it says and how
/// many seconds it took.
const SCRIPT: &str = r"
const fs = require('fs');
const [wasm, data, placement, both] = process.argv.slice(1);
WebAssembly.instantiate(fs.readFileSync(wasm), {}).then(({ instance: { exports: e } }) => {
  const bytes = fs.readFileSync(data);
  const s = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const before = process.cpuUsage();
  e.start(+placement, +both);
  for (let i = 0; i < s.length; i += 8) e.push(s[i], s[i+1], s[i+2], s[i+3], s[i+4], s[i+5], s[i+6], s[i+7]);
  e.finish();
  const used = process.cpuUsage(before);
  console.log(BigInt.asUintN(64, e.digest()), e.steps() >>> 0, (used.user + used.system) / 1e6);
});";

/// What the WebAssembly engine says under Node; `None` without Node.
fn in_webassembly(wasm: &Path, samples: &[Sample], placement: u32, both: u32) -> Option<(u64, u32, f64)> {
    let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("samples-{placement}-{both}.f64"));
    let numbers = samples.iter().flat_map(|s| {
        let ([ax, ay, az], ([wx, wy, wz], has)) = (s.acceleration, rotation(s));
        let narrow = [ax, ay, az, wx, wy, wz].map(f64::from);
        std::iter::once(s.t_s).chain(narrow).chain([f64::from(has)])
    });
    std::fs::write(&data, numbers.flat_map(f64::to_le_bytes).collect::<Vec<u8>>()).unwrap();
    let told = Command::new("node")
        .args(["-e", SCRIPT])
        .arg(wasm)
        .arg(&data)
        .args([placement.to_string(), both.to_string()])
        .output();
    let Ok(told) = told else {
        println!("skipped: there is no node on this machine");
        return None;
    };
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let text = String::from_utf8(told.stdout).unwrap();
    let words: Vec<&str> = text.split_whitespace().collect();
    // Node writes a BigInt with an n behind it.
    let digest = words[0].trim_end_matches('n').parse().unwrap();
    Some((digest, words[1].parse().unwrap(), words[2].parse().unwrap()))
}

#[test]
fn a_recording_gives_the_same_bits_natively_and_in_webassembly() {
    let wasm = build();
    for (file, placement, least) in [
        ("cmu/12_02.thigh_r.csv", 0, 4),
        ("cmu/12_02.lowback.csv", 1, 4),
        ("real_oxford/user1_frontpocket.phone.csv", 0, 60),
        ("real_oxford/user1_frontpocket.phone.csv", 2, 60),
    ] {
        let samples = read(file);
        let (natively, steps) = native(&samples, placement);
        assert!(steps >= least, "{file}: {steps} steps are too few to compare");
        let Some((digest, there, _)) = in_webassembly(&wasm, &samples, placement, 1) else { return };
        assert_eq!((natively, steps), (digest, there), "{file} at placement {placement}");
    }
}

/// The budget of a phone's battery: an hour of walking at 100 Hz under 1 % of a core natively and 3 % in the page.
#[test]
fn an_hour_of_walking_is_within_the_budget_of_a_core() {
    let piece = read("real_oxford/user1_frontpocket.phone.csv");
    let hour: Vec<Sample> = (0..60_u32)
        .flat_map(|n| piece.iter().map(move |s| Sample { t_s: s.t_s + 60.0 * f64::from(n), ..*s }))
        .collect();
    let start = std::time::Instant::now();
    gaitprobe::start(0, 0);
    for s in &hour {
        let ([ax, ay, az], ([wx, wy, wz], has)) = (s.acceleration, rotation(s));
        gaitprobe::push(s.t_s, ax, ay, az, wx, wy, wz, has);
    }
    gaitprobe::finish();
    let natively = start.elapsed().as_secs_f64();
    println!("an hour natively: {natively:.3} s, {:.4} % of a core", natively / 36.0);
    assert!(natively < 36.0);
    let wasm = build();
    let Some((_, _, seconds)) = in_webassembly(&wasm, &hour, 0, 0) else { return };
    println!("an hour in WebAssembly: {seconds:.3} s, {:.4} % of a core", seconds / 36.0);
    assert!(seconds < 108.0);
}

#[test]
fn one_changed_bit_changes_the_digest() {
    let mut samples = read("cmu/12_02.thigh_r.csv");
    let before = native(&samples, 0).0;
    let middle = samples.len() / 2;
    let x = &mut samples[middle].acceleration[2];
    *x = f32::from_bits(x.to_bits() ^ 0x0001_0000);
    assert_ne!(before, native(&samples, 0).0);
}
