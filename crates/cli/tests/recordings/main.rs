//! The commands that read recordings of motion, run as a person runs them.
// Helpers of tests: what fails here fails the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gait::Sample;
use serde_json::Value;
use sim::motion::{Activity, record};
use std::f64::consts::{FRAC_PI_2, TAU};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

mod files;
mod outputs;
#[path = "../program/mod.rs"]
mod program;
mod raw_motion;
mod scales;
mod score;
mod walks;

use program::program;

fn retrowalk(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// A folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn walk() -> Vec<Sample> {
    let plan = [(Activity::Stand, 3.0), (Activity::Walk { cadence_spm: 100.0, backward: false }, 30.0)];
    record(&plan, 100.0, 7).samples
}

fn table(samples: &[Sample]) -> String {
    let mut text = String::from("t,ax,ay,az,gx,gy,gz\n");
    for s in samples {
        let ([ax, ay, az], [gx, gy, gz]) = (s.acceleration, s.rotation.unwrap());
        writeln!(text, "{:.2},{ax:.4},{ay:.4},{az:.4},{gx:.5},{gy:.5},{gz:.5}", s.t_s).unwrap();
    }
    text
}

fn json(output: &Output) -> Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const POCKET: [&str; 4] = ["analyze", "--json", "--placement", "front-pocket"];

/// What `analyze` tells of a recording from the front pocket.
fn analyze(file: &Path) -> Value {
    json(&retrowalk(&[&POCKET[..], &[file.to_str().unwrap()]].concat()))
}

fn steps(told: &Value) -> u64 {
    told["summary"]["steps"].as_u64().unwrap()
}
