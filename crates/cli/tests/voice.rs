//! `retrowalk render` and `retrowalk voice`, as a person calls them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // allowed in tests, so in what they call
#![allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // moments of a walk, from 0 to an hour

mod program;

use program::program;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::{env, fs, process};

fn retrowalk(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn folder(name: &str) -> PathBuf {
    let folder = env::temp_dir().join(format!("retrowalk-{name}-{}", process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn samples(wav: &Path) -> Vec<i16> {
    hound::WavReader::open(wav).unwrap().into_samples().collect::<Result<_, _>>().unwrap()
}

/// -35 dBFS.
const HEARD: u16 = 583;

#[test]
fn a_walk_as_wav_and_flac_sounds_when_its_cues_say() {
    let folder = folder("render");
    let (wav, flac) = (folder.join("walk.wav"), folder.join("walk.flac"));
    for (program, lang) in [("1:1 x3", "en"), ("treadmill 1 min x3 at 0.8 km/h", "es")] {
        for out in [&wav, &flac] {
            let made = retrowalk(&["render", program, "--lang", lang, "-o", out.to_str().unwrap()]);
            assert!(made.status.success(), "{}", said(&made));
        }
        let cues = retrowalk(&["render", program, "--lang", lang, "--cues"]);
        let plan: Value = serde_json::from_slice(&cues.stdout).unwrap();
        let heard = samples(&wav);
        assert!((heard.len() as f64 / 16_000.0 - plan["duration_s"].as_f64().unwrap()).abs() < 0.001);
        let cues = plan["cues"].as_array().unwrap();
        assert!(cues.len() > 20);
        for cue in cues {
            let at = (cue["t_s"].as_f64().unwrap() * 16_000.0).round() as usize;
            let from = at.saturating_sub(1600);
            let onset = from + heard[from..].iter().position(|sample| sample.unsigned_abs() > HEARD).unwrap();
            assert!(onset.abs_diff(at) <= 16, "{cue} is heard at {onset}");
        }
        let mut decoder = claxon::FlacReader::open(&flac).unwrap();
        let decoded = decoder.samples().map(|sample| i16::try_from(sample.unwrap()).unwrap());
        assert!(decoded.eq(heard), "both files carry the same sound");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_cannot_be_rendered_is_said_and_leaves_nothing_behind() {
    let folder = folder("refused");
    let out = folder.join("walk.mp3");
    for (arguments, part) in [
        (&["render", "5:1 x3", "-o", out.to_str().unwrap()][..], ".flac"),
        (&["render", "5:1 x3", "-o", "x.flac", "--format", "wav"], "would be no .flac"),
        (&["render", "5:1 x3", "-o", "x.mp3", "--format", "wav"], "would be no .mp3"),
        (&["render", "5:1 x3", "-o", "/no/such/folder/walk.wav"], "is the folder there"),
        (&["render", "5:1 x3", "--say", "vibration", "-o", "x.wav"], "--say tones"),
        (&["render", "5:1 x3", "--voice", "/no/such/voice", "-o", "x.wav"], "no voice pack"),
        (&["voice", "check", folder.to_str().unwrap()], "manifest.json"),
        (&["voice", "list", "--lang", "fi"], "en and es"),
    ] {
        let output = retrowalk(arguments);
        assert!(!output.status.success() && said(&output).contains(part), "{arguments:?}: {}", said(&output));
    }
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_persons_recordings_become_a_voice() {
    let folder = folder("import");
    let spec = hound::WavSpec {
        channels: 2,
        sample_rate: 44_100,
        bits_per_sample: 24,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(folder.join("say-walk-backward.wav"), spec).unwrap();
    for n in 0..88_200_u32 {
        let on = (22_050..66_150).contains(&n);
        let value = if on { (f64::from(n) * 0.05).sin() * 0.02 } else { 0.0 };
        for _ in 0..2 {
            writer.write_sample((value * 8_388_607.0) as i32).unwrap();
        }
    }
    writer.finalize().unwrap();
    let pack = folder.join("pack");
    let (from, to) = (folder.to_str().unwrap(), pack.to_str().unwrap());
    let taken = retrowalk(&["voice", "import", from, "-o", to, "--voice", "a hum", "--licence", "CC0-1.0"]);
    let said = said(&taken);
    assert!(said.contains("1 recordings taken") && said.contains("say-walk-forward: missing"), "{said}");
    assert!(
        !said.contains("say-walk-backward:"),
        "it is trimmed and levelled, so nothing is wrong with it: {said}"
    );

    // A walk in that voice: where it has no clip, the tones sound.
    let out = folder.join("walk.wav");
    let made = retrowalk(&["render", "1:1 x3", "--voice", to, "--lang", "en", "-o", out.to_str().unwrap()]);
    assert!(made.status.success());
    assert!(samples(&out).len() > 16_000);
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_player_is_given_the_track_from_where_it_is_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("play");
    let (player, heard, wav) = (folder.join("aplay"), folder.join("heard"), folder.join("walk.wav"));
    fs::write(&player, format!("#!/bin/sh\nexec /bin/cat > {}\n", heard.display())).unwrap();
    fs::set_permissions(&player, fs::Permissions::from_mode(0o755)).unwrap();
    let play = |path: &Path| {
        program()
            .args(["render", "1:1 x3", "--lang", "en", "--play", "100"])
            .env("PATH", path)
            .output()
            .unwrap()
    };
    assert!(play(&folder).status.success());
    retrowalk(&["render", "1:1 x3", "--lang", "en", "-o", wav.to_str().unwrap()]);
    let bytes = fs::read(&heard).unwrap();
    let played = bytes.as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair));
    assert!(played.eq(samples(&wav).into_iter().skip(1_600_000)));

    let silent = play(Path::new("/nowhere"));
    assert!(!silent.status.success() && said(&silent).contains("no sound"), "{}", said(&silent));
    fs::remove_dir_all(folder).unwrap();
}
