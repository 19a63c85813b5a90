//! The commands that read recordings of motion, run as a person runs them; long, as each test makes the files that somebody has.
// Helpers of tests: what fails here fails the test.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use gait::Sample;
use serde_json::Value;
use sim::motion::{Activity, record};
use std::f64::consts::{FRAC_PI_2, TAU};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn retrowalk(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_retrowalk")).args(arguments).stdin(Stdio::null()).output().unwrap()
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

#[test]
fn a_walk_is_told_the_same_from_a_file_from_gzip_and_from_standard_input() {
    let folder = folder("same");
    let (plain, packed) = (folder.join("walk.csv"), folder.join("walk.csv.gz"));
    std::fs::write(&plain, table(&walk())).unwrap();
    let to = std::fs::File::create(&packed).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(to, flate2::Compression::fast());
    gzip.write_all(table(&walk()).as_bytes()).unwrap();
    gzip.finish().unwrap();
    let told = analyze(&plain);
    assert!((45..=53).contains(&steps(&told)), "{}", steps(&told));
    assert_eq!(told["initial_contacts"].as_array().unwrap().len() as u64, steps(&told));
    assert!(
        told["initial_contacts"][0]["t_s"].is_number()
            && told["initial_contacts"][0]["direction"].is_string()
    );
    assert_eq!(told["initial_contacts"], analyze(&packed)["initial_contacts"]);
    let piped = Command::new(env!("CARGO_BIN_EXE_retrowalk"))
        .args(POCKET)
        .arg("-")
        .stdin(std::fs::File::open(&plain).unwrap())
        .output()
        .unwrap();
    assert_eq!(told["initial_contacts"], json(&piped)["initial_contacts"]);
}

#[test]
fn one_bad_file_is_told_with_its_line_and_the_rest_of_the_folder_still_runs() {
    let folder = folder("bad");
    std::fs::write(folder.join("a.csv"), table(&walk())).unwrap();
    std::fs::write(folder.join("b.csv"), table(&walk()).replacen("\n0.50,", "\nhalf,", 1)).unwrap();
    std::fs::write(folder.join("c.csv"), table(&walk())).unwrap();
    let output = retrowalk(&["analyze", "--json", folder.to_str().unwrap()]);
    assert!(!output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("b.csv: line 52: column t should be a number and is \"half\""), "{told}");
    assert!(told.contains("1 of 3 recordings could not be analysed"), "{told}");
}

#[test]
fn a_height_nobody_knows_is_none_and_a_wrong_one_is_refused() {
    let file = folder("height").join("walk.csv");
    std::fs::write(&file, table(&walk())).unwrap();
    let file = file.to_str().unwrap();
    let of = |height: &[&str]| retrowalk(&[&["analyze", "--json"], height, &[file]].concat());
    assert_eq!(of(&["--height", "nan"]).stdout, of(&[]).stdout);
    assert_ne!(of(&["--height", "1.9"]).stdout, of(&[]).stdout);
    let wrong = of(&["--height", "172"]);
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("give it in metres, such as 1.72"));
}

#[test]
fn a_loggers_folder_of_sensor_files_is_one_recording() {
    let folder = folder("parts");
    let mut files = [String::new(), String::new()];
    for s in walk() {
        let ([ax, ay, az], [gx, gy, gz]) = (s.acceleration, s.rotation.unwrap());
        let start = |t: f64| format!("{},{t:.4}", 1_795_468_147_000_000_000_u64);
        writeln!(files[0], "{},{az},{ay},{ax}", start(s.t_s)).unwrap();
        writeln!(files[1], "{},{gz},{gy},{gx}", start(s.t_s + 0.003)).unwrap();
    }
    let head = "time,seconds_elapsed,z,y,x\n";
    std::fs::write(folder.join("TotalAcceleration.csv"), format!("{head}{}", files[0])).unwrap();
    std::fs::write(folder.join("Gyroscope.csv"), format!("{head}{}", files[1])).unwrap();
    let told = analyze(&folder);
    assert!((45..=53).contains(&steps(&told)), "{}", steps(&told));
    let gyroscope_alone = retrowalk(&["analyze", folder.join("Gyroscope.csv").to_str().unwrap()]);
    assert!(!gyroscope_alone.status.success());
    assert!(String::from_utf8_lossy(&gyroscope_alone.stderr).contains("it holds no acceleration"));
}

#[test]
fn one_accelerometer_of_a_folder_is_joined_with_its_gyroscope_and_the_other_sensors_are_set_aside() {
    type Files<'a> = &'a [(&'a str, &'a String)];
    let rows = |axes: fn(&Sample) -> [f32; 3], scale: f32| {
        let row = |s: &Sample| {
            let [x, y, z] = axes(s).map(|v| v * scale);
            format!("{:.3},{x},{y},{z}\n", s.t_s)
        };
        format!("time,x,y,z\n{}", walk().iter().map(row).collect::<String>())
    };
    let acceleration = rows(|s| s.acceleration, 1.0);
    let rotation = rows(|s| s.rotation.unwrap(), 1.0);
    let magnet = rows(|s| s.acceleration, 5.0);
    let sets: [(&str, Files, &str); 4] = [
        ("matlab", &[("Acceleration.CSV", &acceleration), ("AngularVelocity.CSV", &rotation)], ""),
        ("phyphox", &[("Acceleration with g.csv", &acceleration), ("Gyroscope.csv", &rotation)], ""),
        (
            "metawear",
            &[
                ("walk_MetaWear_Accelerometer_100Hz.csv", &acceleration),
                ("walk_MetaWear_Gyroscope_100Hz.csv", &rotation),
            ],
            "",
        ),
        (
            "no-gyroscope",
            &[
                ("Accelerometer.csv", &acceleration),
                ("Magnetometer.csv", &magnet),
                ("Barometer.csv", &magnet),
            ],
            "set aside: Barometer.csv, Magnetometer.csv",
        ),
    ];
    for (name, files, aside) in sets {
        let folder = folder(name);
        for (file, text) in files {
            std::fs::write(folder.join(file), text).unwrap();
        }
        let told = analyze(&folder);
        assert!((45..=53).contains(&steps(&told)), "{name}: {}", steps(&told));
        let notes = told["notes"].to_string();
        assert!(aside.is_empty() != notes.contains("set aside") && notes.contains(aside), "{name}: {notes}");
        assert_eq!(notes.contains("there is no gyroscope"), files.len() == 3, "{name}: {notes}");
    }
}

/// A time on a clock that knows the date, `s` seconds after 22:13:20.123.
fn on_a_clock(clock: &str, s: f64) -> String {
    let date = 1_795_472_000.123 + s;
    #[allow(clippy::cast_possible_truncation, reason = "a minute")]
    let whole = (13 * 60 + 20) * 1000 + 123 + (s * 1000.0).round() as i64;
    let time = format!("22:{:02}:{:02}.{:03}", whole / 60_000, whole / 1000 % 60, whole % 1000);
    match clock {
        "unix" => format!("{:.0}", date * 1000.0),
        "iso" => format!("2026-11-23T{time}+00:00"),
        "matlab" => format!("23-Nov-2026 {time}"),
        "of the day" => time,
        _ => format!("{:.2}", 5000.0 + s),
    }
}

/// An accelerometer's file, and a gyroscope's that starts 0.3 s later, each on its clock.
fn apart(folder: &Path, clocks: [&str; 2]) {
    let rows = |clock: &str, axes: fn(&Sample) -> [f32; 3], skip: usize| {
        let row = |s: &Sample| {
            let [x, y, z] = axes(s);
            format!("{},{x},{y},{z}\n", on_a_clock(clock, s.t_s))
        };
        format!("timestamp,x,y,z\n{}", walk().iter().skip(skip).map(row).collect::<String>())
    };
    std::fs::write(folder.join("acc.csv"), rows(clocks[0], |s| s.acceleration, 0)).unwrap();
    std::fs::write(folder.join("gyro.csv"), rows(clocks[1], |s| s.rotation.unwrap(), 30)).unwrap();
}

#[test]
fn a_gyroscopes_file_that_starts_later_is_laid_at_its_own_time_or_left_out() {
    let mut first = None;
    for clock in ["since boot", "unix", "iso", "matlab", "of the day"] {
        let folder = folder(&format!("later-{}", clock.replace(' ', "-")));
        apart(&folder, [clock; 2]);
        let told = analyze(&folder);
        let contacts = told["initial_contacts"].as_array().unwrap();
        let directions: Vec<&str> = contacts.iter().map(|c| c["direction"].as_str().unwrap()).collect();
        let forward = told["summary"]["steps_forward"].as_u64().unwrap();
        assert!(forward * 10 >= steps(&told) * 9, "{clock}: {directions:?}");
        let first = first.get_or_insert(directions.len());
        assert_eq!(directions.len(), *first, "{clock}");
        assert!(told["notes"].to_string().contains("gyro.csv: the header does not say the unit"), "{clock}");
    }
    let folder = folder("later-mixed");
    apart(&folder, ["iso", "since boot"]);
    let told = analyze(&folder);
    // What is left tells a front pocket's direction by itself.
    assert_eq!(told["summary"]["steps_backward"], 0);
    assert!(told["warnings"].to_string().contains("no-gyroscope"), "{}", told["warnings"]);
    assert!(told["notes"].to_string().contains("gyro.csv was left out: its clock"), "{}", told["notes"]);
}

#[test]
fn what_is_drawn_and_tabled_of_each_recording_has_a_file_of_its_own() {
    let folder = folder("stems");
    let (from, to) = (folder.join("from"), folder.join("to"));
    std::fs::create_dir(&from).unwrap();
    for name in ["a b.csv", "a_b.csv", "x.csv", "X.txt"] {
        std::fs::write(from.join(name), table(&walk())).unwrap();
    }
    let paths: Vec<PathBuf> = ["x.csv", "X.txt", "a b.csv", "a_b.csv"].map(|name| from.join(name)).into();
    let [svg, csv] = ["svg", "csv"].map(|kind| to.join(kind));
    let mut arguments = vec!["analyze", "--svg", svg.to_str().unwrap(), "--csv", csv.to_str().unwrap()];
    arguments.extend(paths.iter().map(|p| p.to_str().unwrap()));
    assert!(retrowalk(&arguments).status.success());
    for place in [svg, csv] {
        assert_eq!(std::fs::read_dir(&place).unwrap().count(), 4, "{}", place.display());
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_to_a_folder_gives_no_recording_twice() {
    let folder = folder("loop");
    std::fs::create_dir(folder.join("sub")).unwrap();
    std::fs::write(folder.join("sub/walk.csv"), table(&walk())).unwrap();
    std::os::unix::fs::symlink("..", folder.join("sub/back")).unwrap();
    assert_eq!(steps(&analyze(&folder)), steps(&analyze(&folder.join("sub/walk.csv"))));
}

#[test]
fn an_archive_is_read_as_the_folder_it_was_and_a_broken_one_is_told() {
    let folder = folder("zip");
    apart(&folder, ["unix"; 2]);
    let zip = folder.join("2026-11-23.zip");
    let mut to = rawzip::ZipArchiveWriter::new(std::fs::File::create(&zip).unwrap());
    for name in ["acc.csv", "gyro.csv"] {
        let packed = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = to.new_file(name).compression_method(packed).start().unwrap();
        let mut writer =
            config.wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast()));
        writer.write_all(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    to.finish().unwrap();
    let told = analyze(&zip);
    assert_eq!(told["file"], zip.to_str().unwrap());
    let bytes = std::fs::read(&zip).unwrap();
    std::fs::remove_file(&zip).unwrap();
    assert_eq!(told["initial_contacts"], analyze(&folder)["initial_contacts"]);
    std::fs::write(&zip, &bytes[..bytes.len() / 2]).unwrap();
    let broken = retrowalk(&["analyze", zip.to_str().unwrap()]);
    assert!(!broken.status.success());
    assert!(String::from_utf8_lossy(&broken.stderr).contains("unzip it"));
}

#[test]
fn text_of_two_bytes_a_character_and_gzip_that_breaks_off_are_read() {
    let folder = folder("packed");
    let plain = folder.join("walk.csv");
    std::fs::write(&plain, table(&walk())).unwrap();
    let whole = analyze(&plain);
    for (name, order) in [("le", u16::to_le_bytes as fn(u16) -> [u8; 2]), ("be", u16::to_be_bytes)] {
        let file = folder.join(format!("{name}.csv"));
        let text = format!("\u{feff}{}", table(&walk()));
        std::fs::write(&file, text.encode_utf16().flat_map(order).collect::<Vec<u8>>()).unwrap();
        assert_eq!(analyze(&file)["initial_contacts"], whole["initial_contacts"], "{name}");
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(table(&walk()).as_bytes()).unwrap();
    let bytes = gzip.finish().unwrap();
    let file = folder.join("cut.csv.gz");
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    let cut = analyze(&file);
    assert!((15..35).contains(&steps(&cut)), "{}", steps(&cut));
    let notes = cut["notes"].to_string();
    assert!(notes.contains("the gzip stream breaks off after line 1"), "{notes}");
}

#[test]
fn the_picture_and_the_table_hold_every_step_and_the_summary_shows_the_way() {
    let folder = folder("drawn");
    let file = folder.join("walk.csv");
    std::fs::write(&file, table(&walk())).unwrap();
    let (svg, csv) = (folder.join("walk.svg"), folder.join("steps.csv"));
    let [svg_to, csv_to, from] = [&svg, &csv, &file].map(|p| p.to_str().unwrap());
    let output =
        retrowalk(&["analyze", "--placement", "front-pocket", "--svg", svg_to, "--csv", csv_to, from]);
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("steps:") && said.contains("> forward  < backward"), "{said}");
    let rows = std::fs::read_to_string(csv).unwrap().lines().count() - 1;
    let picture = std::fs::read_to_string(svg).unwrap();
    assert!(picture.contains("role=\"img\"") && picture.contains("<desc"));
    // One title for the whole, and one for each contact.
    assert_eq!(picture.matches("<title").count(), rows + 1);
    assert!(picture.ends_with("</svg>\n"));
}

#[test]
fn a_walked_distance_makes_a_scale_that_analyze_uses() {
    let folder = folder("scale");
    let (file, scales) = (folder.join("walk.csv"), folder.join("scales.json"));
    std::fs::write(&file, table(&walk())).unwrap();
    let (file, scales) = (file.to_str().unwrap(), scales.to_str().unwrap());
    let distance = |extra: &[&str]| {
        json(&retrowalk(&[&POCKET[..], extra, &[file]].concat()))["summary"]["distance_m"].as_f64().unwrap()
    };
    let calibrate = |metres: &str| {
        retrowalk(&["calibrate", "--distance", metres, "-o", scales, "--placement", "front-pocket", file])
    };
    let before = distance(&[]);
    let output = calibrate(&format!("{:.2}", before * 1.2));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let after = distance(&["--calibration", scales]);
    assert!((after / before - 1.2).abs() < 0.06, "{before} to {after}");
    assert!(!calibrate("500").status.success());
}

#[test]
fn a_belts_speed_makes_a_scale_that_is_shown_told_where_it_does_not_fit_and_removed() {
    let folder = folder("belt-scale");
    let (file, scales) = (folder.join("walk.csv"), folder.join("scales.json"));
    std::fs::write(&file, table(&walk())).unwrap();
    let (file, scales) = (file.to_str().unwrap(), scales.to_str().unwrap());
    let said = |output: &Output| {
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    };
    let calibrate = |extra: &[&str]| retrowalk(&[&["calibrate", "-o", scales], extra].concat());
    let belt =
        |kmh: &str| calibrate(&["--belt-speed", kmh, "--placement", "front-pocket", "--height", "1.6", file]);
    let told = |extra: &[&str]| json(&retrowalk(&[&["analyze", "--json"], extra, &[file]].concat()));
    let speed = |told: &Value| told["summary"]["walking_speed_mps"].as_f64().unwrap();
    let tall = ["--placement", "front-pocket", "--height", "1.6"];
    let kmh = format!("{:.3}", speed(&told(&tall)) * 3.6 * 1.2);
    let made = belt(&kmh);
    assert!(made.status.success(), "{}", said(&made));
    let fits = told(&[&tall[..], &["--calibration", scales]].concat());
    assert!((speed(&fits) * 3.6 / kmh.parse::<f64>().unwrap() - 1.0).abs() < 0.01, "{}", speed(&fits));
    assert!(!fits["notes"].to_string().contains("scale"), "{}", fits["notes"]);
    let notes = told(&["--placement", "lower-back", "--height", "1.95", "--calibration", scales])["notes"]
        .to_string();
    assert!(
        notes.contains("was made at the front-pocket, and this recording is from the lower-back"),
        "{notes}"
    );
    assert!(notes.contains("was made with a height of 1.6 m, and 1.95 m was told"), "{notes}");
    let shown = said(&calibrate(&["--show"]));
    assert!(shown.contains(&format!("on a belt at {kmh} km/h; front-pocket, height 1.6 m")), "{shown}");
    assert!(shown.contains("backward: none kept"), "{shown}");
    assert!(!belt("40").status.success() && !belt("0.6").status.success());
    assert!(!calibrate(&["--remove", "backward"]).status.success());
    assert!(calibrate(&["--remove", "forward"]).status.success());
    assert!(said(&calibrate(&["--show"])).contains("forward: none kept"));
}

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
fn worn_belt() -> Vec<Sample> {
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
fn one_call_of_validate_makes_the_whole_page_of_a_release() {
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/recordings");
    let folder = folder("page");
    let (page, speed, peer) = (folder.join("page.md"), folder.join("speed.md"), folder.join("peer"));
    std::fs::write(&speed, "## Speed\n\n| program |\n|---|\n").unwrap();
    let heard = retrowalk(&["analyze", "--json", &format!("{recordings}/cmu/12_02.lowback.csv")]);
    std::fs::create_dir_all(peer.join("cmu")).unwrap();
    std::fs::write(peer.join("cmu/12_02.lowback.json"), heard.stdout).unwrap();
    let peer = format!("other={}", peer.display());
    let output = retrowalk(&[
        "validate",
        recordings,
        "--peer",
        &peer,
        "--earlier-peers",
        "--and-turned",
        "1",
        "--speed",
        speed.to_str().unwrap(),
        "--page",
        page.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = std::fs::read_to_string(page).unwrap();
    let headings: Vec<&str> = page.lines().filter(|l| l.starts_with("##")).collect();
    let tables = ["Steps", "Direction", "Step length and walking speed", "Cadence and feet"];
    assert_eq!(headings[1..5], tables.map(|t| format!("## {t}")));
    assert_eq!(headings[5], "## Speed");
    let live = tables.iter().chain(&["As they happen"]).map(|t| format!("### {t}"));
    assert_eq!(headings[7..12], live.collect::<Vec<_>>());
    assert_eq!(headings[13..], tables.map(|t| format!("### {t}")));
    assert!(
        page.contains("are of an earlier run") && page.contains("| cmu/lower-back | other | 1 |"),
        "{page}"
    );
    assert!(page.contains("front-pocket reversed"), "{page}");
}

/// The scorer of the shared recordings, where it and Python are at hand.
#[test]
fn validate_agrees_with_the_recordings_own_scorer() {
    let recordings = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/recordings"));
    let scorer = recordings.join("score.py");
    let out = folder("score").join("score.json");
    let sets = "cmu,real_mobilised,accad_female1,real_mobifall";
    let scored = scorer.exists().then(|| {
        Command::new("python3")
            .arg(&scorer)
            .args([
                env!("CARGO_BIN_EXE_retrowalk"),
                recordings.to_str().unwrap(),
                "--only",
                sets,
                "--quiet",
                "--json",
            ])
            .arg(&out)
            .status()
    });
    let Some(Ok(status)) = scored else {
        println!("skipped: no shared recordings, or no python3");
        return;
    };
    assert!(status.success());
    let theirs: Value = serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap();
    let ours = json(&retrowalk(&["validate", recordings.to_str().unwrap(), "--only", sets, "--json"]));
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(keys(&ours), keys(&theirs));
    for (set, row) in theirs.as_object().unwrap() {
        for (name, value) in row.as_object().unwrap().iter().filter(|(name, _)| *name != "failed") {
            let mine = &ours[set][name];
            match (value.as_f64(), mine.as_f64()) {
                (Some(a), Some(b)) => assert!((a - b).abs() < 2e-3, "{set} {name}: {a} and {b}"),
                _ => assert_eq!(value, mine, "{set} {name}"),
            }
        }
    }
}

#[test]
fn a_standing_trial_tells_its_sway() {
    let mut table = String::from("t,ax,ay,az,gx,gy,gz\n");
    for i in 0..3000 {
        let t = f64::from(i) / 100.0;
        writeln!(table, "{t},{},0.0,9.81,0.001,0.0,0.0", 0.1 * (TAU * 0.5 * t).sin()).unwrap();
    }
    let file = folder("sway").join("stand.csv");
    std::fs::write(&file, table).unwrap();
    let output =
        retrowalk(&["analyze", "--json", "--sway", "--placement", "lower-back", file.to_str().unwrap()]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |name: &str| told["sway"][name].as_f64().unwrap();
    // A sine of 0.1 m/s^2 twice in four seconds, for thirty: rms, path, and half the integral of the squared derivative.
    let (rms, jerk) = (0.1 / 2_f64.sqrt(), 0.25 * (0.1 * TAU * 0.5).powi(2) * 30.0);
    assert!((of("rms_mps2") / rms - 1.0).abs() < 0.02, "{told}");
    assert!((of("path_mps2") / (0.4 * 15.0) - 1.0).abs() < 0.02, "{told}");
    assert!((of("jerk_m2ps5") / jerk - 1.0).abs() < 0.03 && of("ellipse_m2ps4") < 1e-3, "{told}");
    assert!(told["initial_contacts"].as_array().unwrap().is_empty());
}

#[test]
fn readings_that_share_a_time_are_spread_and_the_walk_is_the_same() {
    let even = folder("batches").join("even.csv");
    let write = |file: &Path, time: &dyn Fn(usize) -> f64| {
        let mut table = String::from("t,ax,ay,az\n");
        for (i, sample) in walk().iter().enumerate() {
            let [x, y, z] = sample.acceleration;
            writeln!(table, "{:.3},{x},{y},{z}", time(i)).unwrap();
        }
        std::fs::write(file, table).unwrap();
    };
    write(&even, &|i| i as f64 * 0.01);
    let eight = even.with_file_name("eight.csv");
    write(&eight, &|i| (i / 8 * 8) as f64 * 0.01);
    let told = |file: &Path| -> Value {
        serde_json::from_slice(&retrowalk(&["analyze", "--json", file.to_str().unwrap()]).stdout).unwrap()
    };
    let (even, eight) = (told(&even), told(&eight));
    assert_eq!(even["summary"]["steps"], eight["summary"]["steps"]);
    assert!(even["summary"]["steps"].as_u64().unwrap() > 40);
    assert!(eight["notes"].to_string().contains("spread evenly"), "{}", eight["notes"]);
    assert_eq!(eight["warnings"].to_string().matches("time-backward").count(), 0);
}

/// A recording of a running woman's wrist turns at 17 rad/s, which is no deg/s.
#[test]
fn a_wrist_that_swings_fast_is_in_radians_all_the_same() {
    let file = folder("fast").join("wrist.csv");
    let mut table = String::from("t,ax,ay,az,gx,gy,gz\n");
    for i in 0..1000 {
        let t = f64::from(i) / 100.0;
        let (swing, run) = ((TAU * 1.4 * t).sin(), (TAU * 2.8 * t).sin());
        writeln!(table, "{t},{},0.5,{},{},1.0,0.5", 8.0 * swing, 9.81 + 10.0 * run, 18.0 * swing).unwrap();
    }
    std::fs::write(&file, table).unwrap();
    let notes = analyze(&file)["notes"].to_string();
    assert!(notes.contains("it is rad/s"), "{notes}");
}
