//! Files of other loggers, folders and archives of them, and what is wrong with some.

use super::*;

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
    assert!(told.contains("b.csv: line 52: column t should be a number and is \"half\". Mend"), "{told}");
    assert!(told.contains("1 of 3 recordings could not be analysed"), "{told}");
}

#[test]
fn a_broken_archive_and_an_empty_folder_are_told_and_the_rest_still_runs() {
    let folder = folder("bad-archive");
    let entry = |name: &str| (name.to_owned(), table(&walk()).into_bytes());
    archive(&folder.join("clash.zip"), &[entry("a.csv"), entry("a.csv/b.csv"), entry("c.csv")]);
    let sound = std::fs::read(folder.join("clash.zip")).unwrap();
    std::fs::write(folder.join("cut.zip"), &sound[..sound.len() / 2]).unwrap();
    std::fs::write(folder.join("walk.csv"), table(&walk())).unwrap();
    let empty = folder.join("empty");
    std::fs::create_dir(&empty).unwrap();
    let output = retrowalk(&["analyze", "--json", empty.to_str().unwrap(), folder.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 3);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("empty: it holds no recording"), "{told}");
    assert!(told.contains("clash.zip/a.csv/b.csv: cannot unpack it"), "{told}");
    assert!(told.contains("cut.zip: it is no zip archive, or a broken one"), "{told}");
    assert!(told.contains("3 of 6 recordings could not be analysed"), "{told}");
}

#[test]
fn beside_a_loggers_files_folders_archives_and_whole_recordings_are_read_too() {
    let folder = folder("parts-and-more");
    apart(&folder, ["unix"; 2]);
    std::fs::create_dir(folder.join("sub")).unwrap();
    std::fs::write(folder.join("Notes.csv"), "time,note\n0,began\n").unwrap();
    for name in ["walk3.csv", "sub/walk2.csv", "magnetic_walk.csv"] {
        std::fs::write(folder.join(name), table(&walk())).unwrap();
    }
    archive(&folder.join("more.zip"), &[("walk4.csv".into(), table(&walk()).into_bytes())]);
    let told = |folder: &Path| {
        let output = retrowalk(&[&POCKET[..], &[folder.to_str().unwrap()]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let all = told(&folder);
    assert_eq!(all.len(), 5, "{all:?}");
    assert!(all.iter().all(|one| (45..=53).contains(&steps(one))), "{all:?}");
    let notes = all[0]["notes"].to_string();
    assert!(notes.contains("\"set aside: Notes.csv\""), "{notes}");
    // A walk whose name has a magnet in it makes no logger's folder.
    std::fs::remove_file(folder.join("gyro.csv")).unwrap();
    std::fs::remove_file(folder.join("Notes.csv")).unwrap();
    assert!(told(&folder).iter().all(|one| !one["notes"].to_string().contains("set aside")));
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

#[test]
fn a_gyroscopes_file_that_cannot_be_read_is_told_and_left_out() {
    let folder = folder("no-gyro-rows");
    apart(&folder, ["unix"; 2]);
    std::fs::write(folder.join("gyro.csv"), "timestamp,x,y,z\n").unwrap();
    let told = analyze(&folder);
    assert!((45..=53).contains(&steps(&told)), "{told}");
    let notes = told["notes"].to_string();
    assert!(
        notes.contains("gyro.csv: line 1: after this header no row") && notes.contains("left out"),
        "{notes}"
    );
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
pub(crate) fn apart(folder: &Path, clocks: [&str; 2]) {
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

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_to_a_folder_gives_no_recording_twice() {
    let folder = folder("loop");
    std::fs::create_dir(folder.join("sub")).unwrap();
    std::fs::write(folder.join("sub/walk.csv"), table(&walk())).unwrap();
    std::os::unix::fs::symlink("..", folder.join("sub/back")).unwrap();
    assert_eq!(steps(&analyze(&folder)), steps(&analyze(&folder.join("sub/walk.csv"))));
    std::os::unix::fs::symlink("gone.csv", folder.join("link.csv")).unwrap();
    let told = retrowalk(&["analyze", folder.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(!told.status.success() && said.contains("link.csv: cannot open it"), "{said}");
}

/// A zip archive of these files.
fn archive(zip: &Path, files: &[(String, Vec<u8>)]) {
    let mut to = rawzip::ZipArchiveWriter::new(std::fs::File::create(zip).unwrap());
    for (name, bytes) in files {
        let packed = rawzip::CompressionMethod::DEFLATE;
        let (mut entry, config) = to.new_file(name).compression_method(packed).start().unwrap();
        let mut writer =
            config.wrap(flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast()));
        writer.write_all(bytes).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    to.finish().unwrap();
}

#[test]
fn an_archive_is_read_as_the_folder_it_was_and_a_broken_one_is_told() {
    let folder = folder("zip");
    apart(&folder, ["unix"; 2]);
    let zip = folder.join("2026-11-23.zip");
    let file = |name: &str| (name.to_owned(), std::fs::read(folder.join(name)).unwrap());
    archive(&zip, &[file("acc.csv"), file("gyro.csv")]);
    let told = analyze(&zip);
    assert_eq!(told["file"], zip.to_str().unwrap());
    let bytes = std::fs::read(&zip).unwrap();
    std::fs::remove_file(&zip).unwrap();
    assert_eq!(told["initial_contacts"], analyze(&folder)["initial_contacts"]);
    std::fs::write(&zip, &bytes[..bytes.len() / 2]).unwrap();
    let broken = retrowalk(&["analyze", zip.to_str().unwrap()]);
    assert!(!broken.status.success());
    assert!(String::from_utf8_lossy(&broken.stderr).contains("unzip it"));
    let outer = folder.join("outer.zip");
    archive(&outer, &[("inner.zip".into(), bytes[..bytes.len() / 2].to_vec())]);
    let broken = retrowalk(&["analyze", outer.to_str().unwrap()]);
    let said = String::from_utf8_lossy(&broken.stderr).into_owned();
    assert!(said.starts_with(&format!("{}/inner.zip: ", outer.display())), "{said}");
}

#[test]
fn what_phyphox_tells_of_the_phone_and_our_own_tables_of_steps_are_no_recordings() {
    let folder = folder("meta");
    let text = table(&walk());
    let files = [
        ("Raw Data.csv", text.as_str()),
        ("meta/device.csv", "\"property\",\"value\"\n\"version\",\"1.1.16\"\n"),
        ("meta/time.csv", "\"event\",\"experiment time\"\n\"START\",0.0\n"),
    ];
    let zip = folder.join("phyphox.zip");
    archive(&zip, &files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    let expected = steps(&analyze(&zip));
    assert!((45..=53).contains(&expected), "{expected}");
    // The folder again, after its own tables were written into it.
    let place = folder.to_str().unwrap();
    assert!(retrowalk(&["analyze", "--csv", place, place]).status.success());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    assert_eq!(steps(&analyze(&folder)), expected);
}

#[test]
fn a_spreadsheet_or_matlabs_own_file_is_to_be_exported_as_csv() {
    let folder = folder("sheets");
    let xlsx = folder.join("walk.xlsx");
    archive(&xlsx, &[("[Content_Types].xml".into(), b"<x/>".to_vec())]);
    std::fs::write(folder.join("walk.xls"), [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1][..], &[0; 64]].concat())
        .unwrap();
    std::fs::write(folder.join("walk.mat"), "MATLAB 5.0 MAT-file, Platform: PCWIN64").unwrap();
    for (name, what) in
        [("xlsx", "it is a spreadsheet"), ("xls", "it is a spreadsheet"), ("mat", "it is Matlab's own")]
    {
        let output = retrowalk(&["analyze", folder.join(format!("walk.{name}")).to_str().unwrap()]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(what) && said.contains("CSV"), "{name}: {said}");
    }
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
    std::fs::write(&file, [&bytes[..], b"and more"].concat()).unwrap();
    let trailed = analyze(&file);
    assert_eq!(trailed["initial_contacts"], whole["initial_contacts"]);
    assert!(trailed["notes"].to_string().contains("what follows the end of the gzip stream"), "{trailed}");
}

/// An iPhone's Sensor Logger writes gravity and the rest of the acceleration apart, both in g and neither with a unit; who walks
/// gently has so little of the rest that its size tells no unit.
#[test]
fn acceleration_apart_from_gravity_is_in_gravitys_unit() {
    let folder = folder("apart-in-g");
    let mut files =
        [String::from("time,seconds_elapsed,z,y,x\n"), String::from("time,seconds_elapsed,z,y,x\n")];
    for s in walk() {
        let [x, y, z] = s.acceleration.map(|a| a / 9.80665);
        let start = format!("{},{:.4}", 1_795_468_147_000_000_000_u64, s.t_s);
        // What is felt beyond one g, less than a third of a g at most times.
        let size = (x * x + y * y + z * z).sqrt();
        let [gx, gy, gz] = [x / size, y / size, z / size];
        writeln!(files[0], "{start},{},{},{}", z - gz, y - gy, x - gx).unwrap();
        writeln!(files[1], "{start},{gz},{gy},{gx}").unwrap();
    }
    let whole = folder.join("whole.csv");
    std::fs::write(&whole, table(&walk())).unwrap();
    let expected = analyze(&whole);
    std::fs::remove_file(whole).unwrap();
    let packed = |text: &str| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(text.as_bytes()).unwrap();
        gzip.finish().unwrap()
    };
    for (names, gzipped) in [
        (["Accelerometer.csv", "Gravity.csv"], false),
        (["accelerometer.csv", "gravity.csv"], false),
        (["Accelerometer.csv.gz", "Gravity.csv.gz"], true),
    ] {
        for (name, text) in names.iter().zip(&files) {
            let kept = if gzipped { packed(text) } else { text.clone().into_bytes() };
            std::fs::write(folder.join(name), kept).unwrap();
        }
        let told = analyze(&folder);
        assert!((45..=53).contains(&steps(&told)), "{told}");
        assert_eq!(steps(&told), steps(&expected), "{names:?}");
        let notes = told["notes"].to_string();
        assert!(notes.contains(&format!("{}: acceleration was in g", names[0])), "{notes}");
        for name in names {
            std::fs::remove_file(folder.join(name)).unwrap();
        }
    }
}

/// A jog's acceleration without gravity is as large as gravity, and its direction is anything.
#[test]
fn no_direction_is_told_of_acceleration_whose_gravity_was_taken_out() {
    let jog = record(&[(Activity::Stand, 3.0), (Activity::Run, 30.0)], 100.0, 7).samples;
    let mean: [f32; 3] =
        std::array::from_fn(|i| jog.iter().map(|s| s.acceleration[i]).sum::<f32>() / jog.len() as f32);
    let linear = |s: &Sample| -> [f32; 3] { std::array::from_fn(|i| s.acceleration[i] - mean[i]) };
    let one = folder("linear").join("walk.csv");
    let mut text = String::from(
        "Time (s),Linear Acceleration x (m/s^2),Linear Acceleration y (m/s^2),Linear Acceleration z (m/s^2),gx,gy,gz\n",
    );
    let two = folder("linear-apart");
    let mut files =
        [String::from("time,seconds_elapsed,z,y,x\n"), String::from("time,seconds_elapsed,z,y,x\n")];
    for s in &jog {
        let ([ax, ay, az], [gx, gy, gz], t) = (linear(s), s.rotation.unwrap(), s.t_s);
        writeln!(text, "{t:.2},{ax},{ay},{az},{gx},{gy},{gz}").unwrap();
        writeln!(files[0], "{},{t:.2},{az},{ay},{ax}", 1_795_468_147_000_000_000_u64).unwrap();
        writeln!(files[1], "{},{t:.2},{gz},{gy},{gx}", 1_795_468_147_000_000_000_u64).unwrap();
    }
    std::fs::write(&one, text).unwrap();
    std::fs::write(two.join("Accelerometer.csv"), &files[0]).unwrap();
    std::fs::write(two.join("Gyroscope.csv"), &files[1]).unwrap();
    for place in [one, two] {
        let told = analyze(&place);
        assert!(steps(&told) > 40 && told["summary"]["steps_unknown"] == told["summary"]["steps"], "{told}");
        assert!(told["warnings"].to_string().contains("gravity-missing"), "{}", told["warnings"]);
        assert!(told["notes"].to_string().contains("without gravity"), "{}", told["notes"]);
    }
}

#[test]
fn sensors_of_different_walks_are_not_joined_and_several_walks_of_a_folder_are_told_apart() {
    let folder = folder("walks-apart");
    apart(&folder, ["unix"; 2]);
    let named = |from: &str, to: &str| std::fs::rename(folder.join(from), folder.join(to)).unwrap();
    let told = || {
        let output = retrowalk(&[&POCKET[..], &[folder.to_str().unwrap()]].concat());
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let told: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        (told, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    named("acc.csv", "walk1_accelerometer.csv");
    named("gyro.csv", "walk2_gyroscope.csv");
    let (one, refused) = told();
    assert_eq!(one.len(), 1);
    assert!(one[0]["notes"].to_string().contains("there is no gyroscope"), "{}", one[0]["notes"]);
    assert!(refused.contains("walk2_gyroscope.csv: it holds no acceleration"), "{refused}");
    // Two walks, each of two files.
    named("walk2_gyroscope.csv", "walk1_gyroscope.csv");
    for sensor in ["accelerometer", "gyroscope"] {
        let file = |walk: u8| folder.join(format!("walk{walk}_{sensor}.csv"));
        std::fs::copy(file(1), file(2)).unwrap();
    }
    let (two, refused) = told();
    assert!(two.len() == 2 && refused.is_empty(), "{refused}");
    for (walk, one) in two.iter().enumerate() {
        let joined = format!("joined: walk{0}_accelerometer.csv, walk{0}_gyroscope.csv", walk + 1);
        assert!(one["notes"].to_string().contains(&joined), "{}", one["notes"]);
        assert_eq!(one["file"], folder.join(format!("walk{}_accelerometer.csv", walk + 1)).to_str().unwrap());
        assert!(one["summary"]["steps_forward"].as_u64().unwrap() > 40, "{one}");
    }
    // An accelerometer's file with a gyroscope of its own keeps that.
    std::fs::remove_file(folder.join("walk2_gyroscope.csv")).unwrap();
    std::fs::remove_file(folder.join("walk2_accelerometer.csv")).unwrap();
    std::fs::write(folder.join("walk1_accelerometer.csv"), table(&walk())).unwrap();
    let (own, refused) = told();
    assert!(own.len() == 1 && refused.contains("walk1_gyroscope.csv"), "{refused}");
    assert!(!own[0]["notes"].to_string().contains("joined"), "{}", own[0]["notes"]);
}

#[test]
fn hidden_files_are_no_recordings() {
    let folder = folder("hidden");
    apart(&folder, ["unix"; 2]);
    let entry = |name: &str| (format!("run1/{name}"), std::fs::read(folder.join(name)).unwrap());
    let twin = |name: &str| (format!("run1/._{name}"), b"\0\x05\x16\x07\0\x02".to_vec());
    archive(
        &folder.join("from-a-mac.zip"),
        &[entry("acc.csv"), entry("gyro.csv"), twin("acc.csv"), twin("gyro.csv")],
    );
    let told = analyze(&folder.join("from-a-mac.zip"));
    std::fs::remove_file(folder.join("from-a-mac.zip")).unwrap();
    for name in ["._acc.csv", "._gyro.csv"] {
        std::fs::write(folder.join(name), b"\0\x05\x16\x07\0\x02").unwrap();
    }
    std::fs::write(folder.join(".hidden.csv"), table(&walk())).unwrap();
    assert_eq!(told["initial_contacts"], analyze(&folder)["initial_contacts"]);
    // One that is named is read.
    assert!(steps(&analyze(&folder.join(".hidden.csv"))) > 40);
}
