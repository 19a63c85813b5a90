//! What `analyze` writes, and where.

use super::*;

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

#[test]
fn what_is_made_of_a_folder_with_one_recording_is_a_file_unless_a_folder_is_named() {
    let folder = folder("one-in-a-folder");
    let from = folder.join("from");
    std::fs::create_dir(&from).unwrap();
    std::fs::write(from.join("walk.csv"), table(&walk())).unwrap();
    let drawn = |to: &str| {
        let to = format!("{}/{to}", folder.display());
        assert!(retrowalk(&["analyze", "--svg", &to, from.to_str().unwrap()]).status.success(), "{to}");
    };
    drawn("one.svg");
    assert!(folder.join("one.svg").is_file());
    drawn("new/");
    drawn("new");
    assert_eq!(std::fs::read_dir(folder.join("new")).unwrap().count(), 1);
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
fn a_recording_is_never_written_over_and_nothing_is_written_twice() {
    let folder = folder("over");
    let file = folder.join("walk.csv");
    std::fs::write(&file, table(&walk())).unwrap();
    let refused = |arguments: &[&str], why: &str| {
        let output = program().arg("analyze").args(arguments).current_dir(&folder).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(why), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), table(&walk()), "{arguments:?}");
    };
    refused(&["--csv", "walk.csv", "walk.csv"], "would be written over");
    refused(&["--svg", "walk.csv", "walk.csv"], "would be written over");
    refused(&["--csv", "./walk.csv", file.to_str().unwrap()], "would be written over");
    refused(&["--csv", "x", "--svg", "./x", "walk.csv"], "would be written twice");
    assert!(!folder.join("x").exists());
    // The table of one of several would be the other.
    std::fs::write(folder.join("b.steps.csv"), table(&walk())).unwrap();
    std::fs::write(folder.join("b.csv"), table(&walk())).unwrap();
    refused(&["--csv", ".", "b.csv", "b.steps.csv"], "b.steps.csv is read");
    std::fs::write(folder.join("walk.labels.json"), "{}").unwrap();
    refused(&["--svg", "walk.labels.json", "walk.csv"], "would be written over");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("walk.csv", folder.join("link.csv")).unwrap();
        refused(&["--csv", "link.csv", "walk.csv"], "would be written over");
    }
}

/// The commands whose output people pipe elsewhere, which may be closed or full.
#[cfg(unix)]
#[test]
fn who_stops_reading_ends_a_command_in_peace_and_a_full_disk_is_told() {
    let folder = folder("pipe");
    let scales = folder.join("scales.json");
    std::fs::write(&scales, r#"{"version":1}"#).unwrap();
    let (data, scales) = (folder.join("data"), scales.to_str().unwrap());
    retrowalk(&["assess", "log", "ten-metre-walk", "10", "10", "--data", data.to_str().unwrap()]);
    let recordings = concat!(env!("CARGO_MANIFEST_DIR"), "/../../validation/recordings");
    let commands = [
        &["validate", recordings, "--only", "cmu"][..],
        &["calibrate", "--show", "-o", scales],
        &["export", "--data", data.to_str().unwrap()],
        &["analyze", recordings],
    ];
    for arguments in commands {
        let run = |to: Stdio| {
            let mut command = program();
            let child = command.args(arguments).stdout(to).stderr(Stdio::piped());
            child.spawn().unwrap().wait_with_output().unwrap()
        };
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let left = run(writer.into());
        let said = String::from_utf8_lossy(&left.stderr).into_owned();
        assert!(left.status.success() && said.is_empty(), "{arguments:?}: {} {said}", left.status);
        let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { continue };
        let full = run(full.into());
        let said = String::from_utf8_lossy(&full.stderr).into_owned();
        assert_eq!(full.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.starts_with("cannot write what is to be printed: No space left"), "{said}");
    }
}

#[test]
fn where_the_clock_was_set_back_each_step_is_of_the_bout_that_counts_it_and_the_length_is_what_was_heard() {
    let file = folder("set-back").join("walk.csv");
    let mut samples = walk();
    let length_s = samples.last().unwrap().t_s;
    for sample in samples.iter_mut().skip(2000) {
        sample.t_s -= 1.0;
    }
    std::fs::write(&file, table(&samples)).unwrap();
    let csv = file.with_extension("steps");
    let told =
        json(&retrowalk(&[&POCKET[..], &["--csv", csv.to_str().unwrap(), file.to_str().unwrap()]].concat()));
    assert!((told["summary"]["duration_s"].as_f64().unwrap() - length_s).abs() < 0.1, "{told}");
    assert!((told["summary"]["rate_hz"].as_f64().unwrap() - 100.0).abs() < 0.5, "{told}");
    let mut bouts = Vec::new();
    for (bout, number) in told["bouts"].as_array().unwrap().iter().zip(1..) {
        bouts.extend(vec![number.to_string(); usize::try_from(bout["steps"].as_u64().unwrap()).unwrap()]);
    }
    assert!(bouts.last().is_some_and(|last| last == "2"), "{bouts:?}");
    let table = std::fs::read_to_string(csv).unwrap();
    let column: Vec<&str> = table.lines().skip(1).map(|row| row.rsplit(',').next().unwrap()).collect();
    assert_eq!(column, bouts);
}

#[cfg(unix)]
#[test]
fn a_name_that_would_steer_a_terminal_does_so_neither_there_nor_in_a_picture() {
    let folder = folder("control");
    let (file, svg) = (folder.join("walk\x1b[31m\x01.csv"), folder.join("walk.svg"));
    std::fs::write(&file, table(&walk())).unwrap();
    let told = retrowalk(&["analyze", "--svg", svg.to_str().unwrap(), file.to_str().unwrap()]);
    assert!(told.status.success());
    for text in [told.stdout, std::fs::read(svg).unwrap()] {
        assert!(!text.iter().any(|byte| byte.is_ascii_control() && *byte != b'\n'));
    }
    std::fs::write(&file, "no").unwrap();
    let told = retrowalk(&["analyze", "--jobs", "1", file.to_str().unwrap()]);
    assert!(!told.status.success() && !told.stderr.contains(&0x1b));
    let told = retrowalk(&["analyze", "--jobs", "0", file.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("give a whole number from 1 up"));
}
