//! What `analyze` tells of a walk, however its readings came.

use super::*;

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
    let piped = program().args(POCKET).arg("-").stdin(std::fs::File::open(&plain).unwrap()).output().unwrap();
    assert_eq!(told["initial_contacts"], json(&piped)["initial_contacts"]);
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
    let said = |height: &str| String::from_utf8_lossy(&of(&["--height", height]).stderr).into_owned();
    assert!(said("-1.7").contains("a height of -1.7 m is not a walker's"), "{}", said("-1.7"));
    assert!(said("1,72").contains("write it with a point: 1.72"), "{}", said("1,72"));
    let backward = retrowalk(&["calibrate", "--distance", "-10", file]);
    assert!(String::from_utf8_lossy(&backward.stderr).contains("a distance of -10 m cannot calibrate"));
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

#[test]
fn who_hears_no_direction_is_told_to_tell_the_place_unless_it_was_told() {
    let file = folder("untold").join("belt.csv");
    std::fs::write(&file, table(&raw_motion::worn_belt())).unwrap();
    let said = |extra: &[&str]| {
        let output = retrowalk(&[&["analyze"], extra, &[file.to_str().unwrap()]].concat());
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let advice = "tell where the sensor was, such as --placement";
    assert!(said(&[]).contains(advice), "{}", said(&[]));
    assert!(!said(&["--placement", "lower-back"]).contains(advice));
    std::fs::write(&file, table(&walk())).unwrap();
    assert!(!said(&[]).contains(advice), "{}", said(&[]));
}
