//! Our own recordings, analysed and exported.

use super::*;

/// Our own recording of `samples`, which were asked to go `asked`.
fn raw_recording(consent_at: Option<&str>, samples: &[Sample], placement: &str, asked: &[&str]) -> Vec<u8> {
    use formats::motion::raw::{Head, Label, Recorder, begin};
    let head = Head {
        started_at: "2026-11-23T21:09:07+01:00".into(),
        placement: Some(placement.into()),
        consent_at: consent_at.map(Into::into),
        labels: asked
            .iter()
            .map(|asked| Label { start_s: 3.0, end_s: 33.0, asked: (*asked).to_owned() })
            .collect(),
        ..Head::default()
    };
    let mut bytes = begin(&head);
    let mut recorder = Recorder::default();
    for sample in samples {
        bytes.extend(recorder.push(sample).into_iter().flatten());
    }
    bytes.extend(recorder.flush().into_iter().flatten());
    bytes
}

#[test]
fn raw_motion_is_exported_with_its_labels_and_only_with_consent() {
    let folder = folder("raw");
    let (file, to) = (folder.join("walk.rwm"), folder.join("out"));
    let export = || retrowalk(&["export", "--raw", file.to_str().unwrap(), "--to", to.to_str().unwrap()]);
    std::fs::write(
        &file,
        raw_recording(Some("2026-11-23T21:00:00+01:00"), &walk(), "front-pocket", &["forward"]),
    )
    .unwrap();
    let output = export();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let labels: Value = serde_json::from_slice(&std::fs::read(to.join("walk.labels.json")).unwrap()).unwrap();
    assert_eq!(labels["labels"][0]["asked"], "forward");
    assert_eq!(labels["started_at"], "2026-11-23");
    let own = analyze(&file);
    assert_eq!(own["asked"][0]["asked"], "forward");
    assert_eq!(steps(&own), steps(&analyze(&to.join("walk.csv"))));
    std::fs::write(&file, raw_recording(None, &walk(), "front-pocket", &["forward"])).unwrap();
    let refused = export();
    assert!(!refused.status.success());
    assert!(String::from_utf8_lossy(&refused.stderr).contains("has not agreed"));
}

#[test]
fn two_walkers_files_of_one_name_are_both_exported_and_what_is_there_is_not_written_over() {
    let folder = folder("raw-names");
    let to = folder.join("out");
    let files = ["ann", "bob"].map(|who| {
        std::fs::create_dir(folder.join(who)).unwrap();
        let file = folder.join(who).join("retrowalk-2026-11-28.rwm");
        let consent = Some("2026-11-28T21:00:00+01:00");
        std::fs::write(&file, raw_recording(consent, &walk(), "front-pocket", &[who])).unwrap();
        file
    });
    let [ann, bob] = files.each_ref().map(|file| file.to_str().unwrap());
    let export =
        |files: &[&str]| retrowalk(&[&["export", "--raw"], files, &["--to", to.to_str().unwrap()]].concat());
    assert!(export(&[ann, bob]).status.success());
    let who = |name: &str| {
        let text = std::fs::read(to.join(name)).unwrap();
        serde_json::from_slice::<Value>(&text).unwrap()["labels"][0]["asked"].as_str().unwrap().to_owned()
    };
    assert_eq!(who("retrowalk-2026-11-28.labels.json"), "ann");
    assert_eq!(who("retrowalk-2026-11-28-2.labels.json"), "bob");
    let again = export(&[bob]);
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("retrowalk-2026-11-28.csv is there already"));
    assert_eq!(who("retrowalk-2026-11-28.labels.json"), "ann");
}

#[test]
fn an_exported_table_is_analysed_with_the_height_the_place_and_the_plan_of_its_recording() {
    use formats::motion::raw::{Head, Label, Recorder, begin};
    let folder = folder("labels");
    let (file, to) = (folder.join("walk.rwm"), folder.join("out"));
    let mut bytes = begin(&Head {
        started_at: "2026-11-23T21:09:07+01:00".into(),
        placement: Some("front-pocket".into()),
        height_m: Some(1.9),
        consent_at: Some("2026-11-23T21:00:00+01:00".into()),
        labels: vec![Label { start_s: 3.0, end_s: 33.0, asked: "forward".into() }],
    });
    let mut recorder = Recorder::default();
    for sample in walk() {
        bytes.extend(recorder.push(&sample).into_iter().flatten());
    }
    bytes.extend(recorder.flush().into_iter().flatten());
    std::fs::write(&file, bytes).unwrap();
    assert!(
        retrowalk(&["export", "--raw", file.to_str().unwrap(), "--to", to.to_str().unwrap()])
            .status
            .success()
    );
    let told = |file: &Path, extra: &[&str]| {
        json(&retrowalk(&[&["analyze", "--json"], extra, &[file.to_str().unwrap()]].concat()))
    };
    let (own, table) = (told(&file, &[]), told(&to.join("walk.csv"), &[]));
    let speed = |told: &Value| told["summary"]["walking_speed_mps"].as_f64().unwrap();
    assert!((speed(&own) / speed(&table) - 1.0).abs() < 0.005, "{} and {}", speed(&own), speed(&table));
    assert_eq!(own["placement"], table["placement"]);
    assert_eq!(own["asked"], table["asked"]);
    assert!(table["notes"].to_string().contains("those of walk.labels.json"), "{}", table["notes"]);
    let small = told(&to.join("walk.csv"), &["--height", "1.5"]);
    assert!(speed(&small) < 0.95 * speed(&table), "a height that is told goes first");
}

#[allow(clippy::cast_possible_truncation, reason = "a reading")]
fn narrow(x: f64) -> f32 {
    x as f32
}

/// A belt worn anyhow on a trunk that bobs, speeds up and slows down as a walker's does: 50 steps in 30 s.
pub(crate) fn worn_belt() -> Vec<Sample> {
    let moment = |n: u16| {
        let t_s = f64::from(n) / 100.0;
        let phase = (t_s - 3.0) * TAU / 0.6;
        let walks = if t_s < 3.0 { 0.0 } else { 1.0 };
        let wave = |size: f64, phase: f64| narrow(walks * size * phase.sin());
        let (up, ahead) = (9.81 + wave(2.5, phase), wave(1.5, phase + FRAC_PI_2));
        // The pelvis sways once a stride and nods once a step.
        let (sway, nod) = (wave(0.5, phase / 2.0), wave(0.3, phase));
        let noise = 0.01 * f32::from(n % 7) - 0.03;
        Sample {
            t_s,
            acceleration: [0.6 * up - 0.8 * ahead, sway + noise, 0.8 * up + 0.6 * ahead],
            rotation: Some([0.6 * sway, nod, 0.8 * sway]),
        }
    };
    (0..3300).map(moment).collect()
}

#[test]
fn a_walk_known_to_begin_forward_is_told_forward_however_the_belt_is_worn() {
    let folder = folder("begins");
    let (csv, file) = (folder.join("belt.csv"), folder.join("belt.rwm"));
    std::fs::write(&csv, table(&worn_belt())).unwrap();
    let told = |extra: &[&str], file: &Path| {
        let told = json(&retrowalk(
            &[&["analyze", "--json", "--placement", "lower-back"], extra, &[file.to_str().unwrap()]].concat(),
        ));
        let summary = &told["summary"];
        ["steps", "steps_forward", "steps_unknown"].map(|n| summary[n].as_u64().unwrap())
    };
    let [all, _, unknown] = told(&[], &csv);
    assert!(all >= 40 && unknown == all, "{unknown} of {all}");
    let [all, forward, _] = told(&["--starts-forward"], &csv);
    assert!(forward * 10 >= all * 9, "{forward} of {all}");
    for (asked, begins) in
        [(&["prepare", "forward", "backward"][..], true), (&["prepare", "backward"], false), (&[], false)]
    {
        std::fs::write(&file, raw_recording(None, &worn_belt(), "lower-back", asked)).unwrap();
        let [all, forward, unknown] = told(&[], &file);
        if begins {
            assert!(forward * 10 >= all * 9, "{asked:?}: {forward} of {all}");
        } else {
            assert_eq!(unknown, all, "{asked:?}");
        }
    }
}

#[test]
fn a_recording_cut_before_its_motion_is_neither_exported_nor_analysed() {
    let folder = folder("raw-cut");
    let (file, to) = (folder.join("walk.rwm"), folder.join("out"));
    let agreed = Some("2026-11-28T21:00:00+01:00");
    let head = raw_recording(agreed, &[], "front-pocket", &["forward"]).len();
    let whole = raw_recording(agreed, &walk(), "front-pocket", &["forward"]);
    std::fs::write(&file, &whole[..head + 100]).unwrap();
    let [from, into] = [&file, &to].map(|p| p.to_str().unwrap());
    for arguments in [&["export", "--raw", from, "--to", into][..], &["analyze", from]] {
        let output = retrowalk(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("it holds no motion: the recording was cut short"), "{said}");
    }
    assert!(!to.join("walk.csv").exists());
    let two = retrowalk(&["export", "--raw", from, "-o", "x.json"]);
    assert!(String::from_utf8_lossy(&two.stderr).contains("cannot be used with"));
}
