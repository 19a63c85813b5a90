//! A walker's own step-length scales, made and used.

use super::files::apart;
use super::*;

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

#[test]
fn a_loggers_folder_makes_the_scale_its_table_makes_with_the_same_notes() {
    let folder = folder("scale-folder");
    let parts = folder.join("parts");
    std::fs::create_dir(&parts).unwrap();
    apart(&parts, ["unix"; 2]);
    let scales = folder.join("scales.json");
    let calibrate = |extra: &[&str], place: &Path| {
        let fixed = ["calibrate", "--distance", "30", "--placement", "front-pocket", "-o"];
        retrowalk(&[&fixed[..], &[scales.to_str().unwrap()], extra, &[place.to_str().unwrap()]].concat())
    };
    let said = |output: &Output| {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let guessed = said(&calibrate(&[], &parts));
    assert!(guessed.contains("note: gyro.csv: the header does not say the unit of rotation"), "{guessed}");
    let told = said(&calibrate(&["--rotation-unit", "rad"], &parts));
    let scale = |text: &str| text.lines().find(|l| l.starts_with("forward: ")).unwrap().to_owned();
    assert!(!told.contains("does not say") && scale(&told) == scale(&guessed), "{told}");
    std::fs::write(folder.join("walk.csv"), table(&walk())).unwrap();
    let several = calibrate(&[], &folder);
    assert!(!several.status.success());
    assert!(String::from_utf8_lossy(&several.stderr).contains("holds 2 recordings: name one of them"));
}

#[test]
fn a_file_of_scales_that_analyze_refuses_is_shown_with_the_reason_and_none_is_told_with_what_makes_it() {
    let folder = folder("bad-scales");
    let said = |arguments: &[&str]| {
        let output = retrowalk(&[&["calibrate"], arguments].concat());
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let scale = |scale: &str| {
        format!(r#"{{"version":1,"forward":{{"scale":{scale},"date":"2026-11-23","steps":30}}}}"#)
    };
    for (text, why) in [
        (scale("-3"), "a scale is not between 0.5 and 2"),
        (scale("1e9"), "a scale is not between 0.5 and 2"),
        (r#"{"version":99}"#.into(), "its version is 99"),
    ] {
        let file = folder.join("scales.json");
        std::fs::write(&file, text).unwrap();
        let told = said(&["--show", "-o", file.to_str().unwrap()]);
        assert!(told.contains(why) && told.contains("make it again"), "{told}");
    }
    let none = folder.join("none.json");
    let told = said(&["--show", "-o", none.to_str().unwrap()]);
    assert!(told.contains("there is no ") && told.contains("`retrowalk calibrate` makes it"), "{told}");
    let told = said(&[]);
    assert!(told.contains("--distance") && told.contains("--belt-speed"), "{told}");
}
