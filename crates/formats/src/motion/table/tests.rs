use super::*;
use crate::motion::{RotationUnit, STANDARD_GRAVITY, besides_sensor};
use alloc::format;
use alloc::string::ToString;
use proptest::prelude::*;

mod clocks;
mod headers;
mod missing;

fn read_in_blocks(text: &[u8], block: usize, hint: Hint) -> Result<(Vec<Sample>, Table), Problem> {
    let mut table = Table::new(hint);
    let mut samples = Vec::new();
    for part in text.chunks(block.max(1)) {
        table.push(part, &mut |s| samples.push(s))?;
    }
    table.finish(&mut |s| samples.push(s))?;
    Ok((samples, table))
}

fn read(text: &str) -> (Vec<Sample>, Table) {
    read_in_blocks(text.as_bytes(), 1 << 16, Hint::default()).unwrap_or_else(|p| panic!("{p}"))
}

/// The same two moments, as `text` tells them: at 0 and 10 ms, one g along z and a little along x, a slow turn about y.
fn check(name: &str, text: &str) {
    let (samples, table) = read(text);
    assert_eq!(samples.len(), 2, "{name}");
    let t0 = samples[0].t_s;
    assert!((samples[1].t_s - t0 - 0.01).abs() < 1e-6, "{name}: {samples:?}");
    let [x, y, z] = samples[0].acceleration;
    assert!(
        (x - 0.980_665).abs() < 1e-3 && y.abs() < 1e-3 && (z - STANDARD_GRAVITY).abs() < 1e-3,
        "{name}: {x} {y} {z}"
    );
    if let Some([_, turn, _]) = samples[1].rotation {
        assert!((turn - 0.5).abs() < 1e-3, "{name}: {turn}");
    } else {
        assert!(table.layout().unwrap().notes.contains(&Note::NoRotation), "{name}");
    }
}

#[test]
fn the_exports_of_the_common_loggers_are_understood() {
    check("ours", "t,ax,ay,az,gx,gy,gz\n0.00,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n");
    check("no header", "0.00,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n");
    check(
        "phyphox",
        "\"Time (s)\",\"Acceleration x (m/s^2)\",\"Acceleration y (m/s^2)\",\"Acceleration z (m/s^2)\",\"Absolute acceleration (m/s^2)\"\n\
         1.000000000E-2,9.80665E-1,0.0E0,9.80665E0,9.85E0\n2.000000000E-2,9.80665E-1,0.0E0,9.80665E0,9.85E0\n",
    );
    check(
        "phyphox, tabs and a decimal comma",
        "\"Time (s)\"\t\"Acceleration x (m/s^2)\"\t\"Acceleration y (m/s^2)\"\t\"Acceleration z (m/s^2)\"\t\"Gyroscope x (rad/s)\"\t\"Gyroscope y (rad/s)\"\t\"Gyroscope z (rad/s)\"\r\n\
         1,00E-2\t9,80665E-1\t0,0\t9,80665\t0,0\t5,0E-1\t0,0\r\n2,00E-2\t9,80665E-1\t0,0\t9,80665\t0,0\t5,0E-1\t0,0\r\n",
    );
    check(
        "Physics Toolbox",
        "time,gFx,gFy,gFz,ax,ay,az,wx,wy,wz\n0.000,0.1,0,1,0.98,0,0,0,0.5,0\n0.010,0.1,0,1,0.98,0,0,0,0.5,0\n",
    );
    check(
        "Physics Toolbox with a clock, semicolons and commas",
        "time;gFx;gFy;gFz;TgF\n21:09:07:120;0,1;0,0;1,0;1,005\n21:09:07:130;0,1;0,0;1,0;1,005\n",
    );
    check(
        "SensorLog for iOS",
        "loggingTime(txt),loggingSample(N),accelerometerTimestamp_sinceReboot(s),accelerometerAccelerationX(G),accelerometerAccelerationY(G),accelerometerAccelerationZ(G),motionTimestamp_sinceReboot(s),motionRotationRateX(rad/s),motionRotationRateY(rad/s),motionRotationRateZ(rad/s),motionUserAccelerationX(G),motionUserAccelerationY(G),motionUserAccelerationZ(G)\n\
         2026-11-23 21:09:07.120 +0100,1,62608.00,-0.1,0,-1,62608.0,0,0.5,0,0,0,0\n2026-11-23 21:09:07.130 +0100,2,62608.01,-0.1,0,-1,62608.01,0,0.5,0,0,0,0\n",
    );
    check(
        "AndroSensor",
        "sep=;\nACCELEROMETER X (m/s²);ACCELEROMETER Y (m/s²);ACCELEROMETER Z (m/s²);GRAVITY X (m/s²);GRAVITY Y (m/s²);GRAVITY Z (m/s²);LINEAR ACCELERATION X (m/s²);LINEAR ACCELERATION Y (m/s²);LINEAR ACCELERATION Z (m/s²);GYROSCOPE X (rad/s);GYROSCOPE Y (rad/s);GYROSCOPE Z (rad/s);Time since start in ms ;YYYY-MO-DD HH-MI-SS_SSS\n\
         0.980665;0;9.80665;0;0;9.8;0.98;0;0;0;0.5;0;10;2026-11-23 21-09-07_120\n0.980665;0;9.80665;0;0;9.8;0.98;0;0;0;0.5;0;20;2026-11-23 21-09-07_130\n",
    );
    check(
        "Sensor Logger's watch: user acceleration and gravity apart",
        "time,seconds_elapsed,rotationRateX,rotationRateY,rotationRateZ,gravityX,gravityY,gravityZ,accelerationX,accelerationY,accelerationZ,quaternionW\n\
         1788594189329554400,1.50,0,0.5,0,0,0,9.80665,0.980665,0,0,1\n1788594189339554400,1.51,0,0.5,0,0,0,9.80665,0.980665,0,0,1\n",
    );
    check(
        "Matlab Mobile",
        "Timestamp,X,Y,Z\n23-Nov-2026 21:09:07.120,0.980665,0,9.80665\n23-Nov-2026 21:09:07.130,0.980665,0,9.80665\n",
    );
    check(
        "milliseconds since 1970, degrees",
        "timestamp_ms,accel_x,accel_y,accel_z,gyro_x (deg/s),gyro_y (deg/s),gyro_z (deg/s)\n\
         1795468147120,0.980665,0,9.80665,0,28.6479,0\n1795468147130,0.980665,0,9.80665,0,28.6479,0\n",
    );
    check(
        "other order",
        "az,ay,ax,time\n9.80665,0,0.980665,1795468147120000000\n9.80665,0,0.980665,1795468147130000000\n",
    );
    check("ISO times", "time,x,y,z\n2026-11-23T21:09:07.120Z,0.1,0,1\n2026-11-23T21:09:07.130Z,0.1,0,1\n");
    check(
        "Matlab Mobile's log",
        "timestamp,X_acc,Y_acc,Z_acc,X_angvel,Y_angvel,Z_angvel\n0.00,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n",
    );
    check(
        "phyphox in German",
        "Zeit (s);Beschleunigung x (m/s^2);Beschleunigung y (m/s^2);Beschleunigung z (m/s^2)\n0,00;0,980665;0,0;9,80665\n0,01;0,980665;0,0;9,80665\n",
    );
    check(
        "phyphox in Spanish",
        "Tiempo (s),Aceleración x (m/s²),Aceleración y (m/s²),Aceleración z (m/s²),Giroscopio x (rad/s),Giroscopio y (rad/s),Giroscopio z (rad/s)\n0.00,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n",
    );
    check(
        "phyphox in French",
        "Temps (s),Accélération x (m/s²),Accélération y (m/s²),Accélération z (m/s²)\n0.00,0.980665,0,9.80665\n0.01,0.980665,0,9.80665\n",
    );
    check(
        "a browser's",
        "t,acceleration.x,acceleration.y,acceleration.z,accelerationIncludingGravity.x,accelerationIncludingGravity.y,accelerationIncludingGravity.z\n0.00,0.98,0,0,0.980665,0,9.80665\n0.01,0.98,0,0,0.980665,0,9.80665\n",
    );
    check(
        "Core Motion",
        "timestamp,userAcceleration.x,userAcceleration.y,userAcceleration.z,gravity.x,gravity.y,gravity.z,rotationRate.x,rotationRate.y,rotationRate.z\n5000.00,-0.1,0,0,0,0,-1,0,0.5,0\n5000.01,-0.1,0,0,0,0,-1,0,0.5,0\n",
    );
    check(
        "ActiGraph",
        "------------ Data File Created By ActiGraph GT9X date format M/d/yyyy at 100 Hz\nStart Time 21:09:07\nTimestamp,Accelerometer X,Accelerometer Y,Accelerometer Z\n11/23/2026 21:09:07.000,0.1,0,1\n11/23/2026 21:09:07.010,0.1,0,1\n",
    );
    check(
        "Sensor Kinetics",
        "Time,X_value,Y_value,Z_value\n0.00,0.980665,0,9.80665\n0.01,0.980665,0,9.80665\n",
    );
    check(
        "Shimmer",
        "Shimmer_Timestamp_Unix_CAL\tShimmer_Accel_LN_X_CAL\tShimmer_Accel_LN_Y_CAL\tShimmer_Accel_LN_Z_CAL\n1795468147000\t0.980665\t0\t9.80665\n1795468147010\t0.980665\t0\t9.80665\n",
    );
    check("milli-g", "t,acc_x [mg],acc_y [mg],acc_z [mg]\n0,100,0,1000\n0.01,100,0,1000\n");
}

#[test]
fn a_file_of_bare_axes_is_what_its_name_says() {
    let text =
        b"time,seconds_elapsed,z,y,x\n1788594189329554400,1.5,3.0,2.0,1.0\n1788594189339554400,1.51,3,2,1\n";
    let hint = Hint::of_file_name("Gyroscope.csv");
    let (samples, table) = read_in_blocks(text, 64, hint).unwrap();
    assert_eq!(table.sensor(), Some(Sensor::Rotation));
    assert_eq!((samples[0].t_s, samples[0].rotation), (1.5, Some([1.0, 2.0, 3.0])));
    assert_eq!(Hint::of_file_name("Linear Accelerometer.csv").sensor, Some(Sensor::LinearAcceleration));
    assert_eq!(Hint::of_file_name("TotalAcceleration.csv").sensor, Some(Sensor::Acceleration));
    let names = [
        ("AngularVelocity.csv", Some(Sensor::Rotation)),
        ("walk_MetaWear_Gyroscope_100Hz.csv", Some(Sensor::Rotation)),
        ("Giroscopio.csv", Some(Sensor::Rotation)),
        ("Acceleration with g.csv", Some(Sensor::Acceleration)),
        ("AccelerometerWithGravity.csv", Some(Sensor::Acceleration)),
        ("Beschleunigung.csv", Some(Sensor::Acceleration)),
        ("Aceleración lineal.csv", Some(Sensor::LinearAcceleration)),
        ("Acceleration without g.csv", Some(Sensor::LinearAcceleration)),
        ("Gravity.csv", Some(Sensor::Gravity)),
        ("acc.csv", Some(Sensor::Acceleration)),
        ("ann_gyr_2.csv", Some(Sensor::Rotation)),
        ("linacc.csv", Some(Sensor::LinearAcceleration)),
        ("acc_gyr.csv", None),
        ("accuracy.csv", None),
        ("accelerometer and gyroscope.csv", None),
        ("walk 3.csv", None),
    ];
    for (name, sensor) in names {
        assert_eq!(Hint::of_file_name(name), Hint { sensor, ..Hint::default() }, "{name}");
    }
    for name in ["Magnetometer.csv", "MagneticField.csv", "Orientation.csv", "Barometer.csv", "Location.csv"]
    {
        let hint = Hint::of_file_name(name);
        assert!(hint.something_else && hint.sensor.is_none(), "{name}");
        let read = read_in_blocks(text, 64, hint).unwrap_err();
        assert!(matches!(read.kind, ProblemKind::NoMotion(_)), "{name}: {read}");
    }
}

#[test]
fn a_unit_that_no_word_tells_is_told_by_its_size_or_by_a_person() {
    let text = |w: f64| {
        let row = |n: usize| {
            format!("{},0.1,0,1,0,{},0\n", n as f64 * 0.01, if n.is_multiple_of(2) { w } else { -w })
        };
        let rows = (0..200).map(row).collect::<Vec<String>>().concat();
        format!("time,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n{rows}")
    };
    let turn = |samples: &[Sample]| samples[0].rotation.unwrap()[1];
    let (samples, table) = read(&text(180.0));
    assert!((turn(&samples) - core::f32::consts::PI).abs() < 1e-4);
    assert!(table.layout().unwrap().notes.contains(&Note::RotationUnitGuessed(RotationUnit::Degrees)));
    let (samples, _) = read(&text(3.0));
    assert!((turn(&samples) - 3.0).abs() < 1e-6);
    let told = Hint { rotation: Some(RotationUnit::Degrees), ..Hint::default() };
    let (samples, _) = read_in_blocks(text(3.0).as_bytes(), 999, told).unwrap();
    assert!((turn(&samples) - 3.0_f32.to_radians()).abs() < 1e-6);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let fails = |text: &str| read_in_blocks(text.as_bytes(), 7, Hint::default()).unwrap_err().to_string();
    let head = "t,ax,ay,az,gx,gy,gz\n0,0,0,9.8,0,0,0\n";
    assert_eq!(
        fails(&format!("{head}0.01,0,zero,9.8,0,0,0\n0.02,0,0,9.8,0,0,0\n")),
        "line 3: column ay should be a number and is \"zero\". Mend or delete this line"
    );
    assert_eq!(
        fails(&format!("{head}\n0.01,0,0\n0.02,0,0,9.8,0,0,0\n")),
        "line 4: it has 3 columns, and 7 are needed. Mend or delete this line"
    );
    assert_eq!(fails(""), "there is no recording in it");
    assert_eq!(fails("t,ax,ay,az\n"), "line 1: after this header no row holds a time and a whole reading");
    assert!(fails("0.1,0,1\n0.1,0,1\n").starts_with("line 1: there is no header, and its 3 columns"));
    assert!(fails("3,0.1,0,1\n3,0.1,0,1\n2,0.1,0,1\n").starts_with("line 1: there is no header"));
    assert!(fails("ax,ay,az\n1,2,3\n").starts_with("line 1: no column is a time among: ax, ay, az."));
    assert!(fails(",ax,ay,az\n0,0,0,9.8\n").starts_with("line 1: no column is a time"));
    assert!(fails("time,speed,heart\n1,2,3\n").starts_with("line 1: no three columns are an acceleration"));
    let told = fails("\nfoo,bar,baz,qux\n0,0,0,9.8\n0.01,0,0,9.8\n");
    assert!(
        told.starts_with(
            "line 2: no column is a time, and no three are an acceleration, among: foo, bar, baz, qux."
        ),
        "{told}"
    );
    assert_eq!(fails("{\"a\":1}\n"), "line 1: it is no table of numbers: it begins with {\"a\":1}");
    assert_eq!(
        fails("<html>\n<body>no</body>\n"),
        "line 1: it is no table of numbers: it begins with <html>"
    );
    assert!(fails("t,ax,ay,az\r0,0,0,9.8\r").starts_with("line 1: its lines end in carriage returns"));
    assert!(
        fails("Made by hand\nt (s);Beschl X (m/s²);ay\n0;1;2\n")
            .starts_with("line 2: no three columns are an acceleration")
    );
    let long =
        "time,sensor,x,y,z\n0,accelerometer,0,0,9.8\n0.004,gyroscope,0,0,0\n0.01,accelerometer,0,0,9.8\n";
    assert!(fails(long).starts_with("line 1: each row is of another sensor, as column sensor says."));
    let alone = long.replace("gyroscope", "accelerometer");
    assert_eq!(read(&alone).0.len(), 3);
    for (head, one, other) in
        [("sensor", "acc", "gyro"), ("s", "Acc", "gyr"), ("name", "magn", "acc"), ("sensorType", "1", "4")]
    {
        let rows = |n: usize| {
            format!("{},{},0,0,9.8\n", n as f64 * 0.005, if n.is_multiple_of(2) { one } else { other })
        };
        let text = format!("time,{head},x,y,z\n{}", (0..20).map(rows).collect::<String>());
        let told = fails(&text);
        assert!(
            told.starts_with(&format!("line 1: each row is of another sensor, as column {head} says.")),
            "{told}"
        );
    }
    for g in [2048, 4096, 16_384] {
        let row = |n: usize| format!("{},{},7,{},1,2,3\n", 10 * n, n % 5, g + n % 3);
        let text = format!("millis,ax,ay,az,gx,gy,gz\n{}", (0..30).map(row).collect::<String>());
        let told = fails(&text);
        assert!(told.starts_with(&format!("line 2: column ax and its like hold about {}", g + 1)), "{told}");
        assert!(told.contains("raw counts") && told.contains("16384 at ±2 g"), "{told}");
    }
    let foreign = "t,ax (furlong/s^2),ay (furlong/s^2),az (furlong/s^2)\n0,0,0,1\n";
    assert!(
        fails(foreign).starts_with("line 1: unit 'furlong/s^2' of column 'ax (furlong/s^2)' is not known.")
    );
    let foreign = "made by hand\nt,ax,ay,az,gx (turns/h),gy (turns/h),gz (turns/h)\n0,0,0,9.8,0,0,1\n";
    assert!(fails(foreign).starts_with("line 2: unit 'turns/h' of column 'gx (turns/h)' is not known."));
    let quoted = "\"time\",\"ax\",\"ay\",\"az\"\n\"0,00\",\"0,1\",\"9,8\",\"-0,2\"\n";
    assert!(fails(quoted).starts_with("line 2: its numbers have commas for points"));
    for places in [1, 2, 3, 5] {
        // The time with decimals, and without.
        for time in [places, 0] {
            let row = |n: usize| format!("{:.time$},{:.places$},0.5,9.8,0.1,0.2,-1.5\n", n as f64, 0.25);
            let rows = (0..9).map(row).collect::<String>().replace('.', ",");
            let told = fails(&format!("t,ax,ay,az,gx,gy,gz\n{rows}"));
            assert!(told.starts_with("line 2: its numbers have commas for points"), "{places}: {told}");
        }
    }
    // A row's number and milliseconds are whole; rows that have more columns than names are no such thing.
    let row = |n: usize| format!("{n},{},0,25,0,50,9,81,0,10,0,20,-1,50\n", 10 * n);
    let text = format!("nr,millis,ax,ay,az,gx,gy,gz\n{}", (0..9).map(row).collect::<String>());
    assert!(fails(&text).starts_with("line 2: its numbers have commas for points"));
    let row = |n: usize| format!("{:.2},0.25,0.50,9.81,1,2,3\n", n as f64 / 100.0);
    let (samples, _) = read(&format!("t,ax,ay,az\n{}", (0..9).map(row).collect::<String>()));
    assert_eq!(samples.len(), 9);
    let hundredths = "time (1/100 s),ax,ay,az\n0,0,0,9.8\n1,0,0,9.8\n2,0,0,9.8\n";
    assert!(fails(hundredths).starts_with("line 1: unit '1/100 s' of column 'time (1/100 s)' is not known."));
    assert_eq!(fails("\0\0\0\0"), "it is neither a table of text nor a FIT file");
}

#[test]
fn a_gyroscope_in_degrees_is_known_though_the_walker_stood_for_a_minute_first() {
    let row = |n: usize, degrees: f64, columns: &str| {
        let t = n as f64 * 0.01;
        let walks = if n < 7000 { 0.0 } else { 1.0 };
        let a = 9.8 + walks * 3.0 * libm::sin(t * 12.0);
        let w = degrees * (0.02 * libm::sin(t * 50.0) + walks * 1.5 * libm::sin(t * 6.0));
        columns
            .replace('t', &format!("{t:.2}"))
            .replace('a', &format!("{a:.4}"))
            .replace('w', &format!("{w:.5}"))
    };
    for (head, columns) in [
        ("time,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z", "t,0.1,0.1,a,w,0.1,0.1\n"),
        ("t,ax,ay,az,gx,gy,gz", "t,0.1,0.1,a,w,0.1,0.1\n"),
        ("t,wx,wy,wz", "t,w,0.1,0.1\n"),
    ] {
        for (degrees, unit) in [(1.0, RotationUnit::Radians), (57.296, RotationUnit::Degrees)] {
            let text: String = (0..9000).map(|n| row(n, degrees, columns)).collect();
            let (samples, table) = read(&format!("{head}\n{text}"));
            assert_eq!(samples.len(), 9000);
            let most = samples.iter().map(|s| s.rotation.unwrap()[0]).fold(0.0, f32::max);
            assert!((1.4..1.6).contains(&most), "{head} {unit:?}: {most}");
            assert!(
                table.layout().unwrap().notes.contains(&Note::RotationUnitGuessed(unit)),
                "{head} {unit:?}"
            );
        }
    }
}

/// A gentle walker's is one or two m/s², which is not one or two g.
#[test]
fn acceleration_without_gravity_is_not_taken_for_one_in_g() {
    let table = |g: f64| {
        let row = |n: usize| {
            let a = 1.4 * libm::sin(n as f64 * 0.1);
            format!("{:.2},{a:.4},{:.4},{:.4}\n", n as f64 * 0.01, 0.7 * a, g - 0.5 * a)
        };
        (0..1000).map(row).collect::<String>()
    };
    let (samples, table_without) = read(&format!("time,lin_acc_x,lin_acc_y,lin_acc_z\n{}", table(0.0)));
    assert_eq!(table_without.sensor(), Some(Sensor::LinearAcceleration));
    assert!(samples.iter().all(|s| s.acceleration[0].abs() < 1.5));
    let (samples, _) = read(&format!("time,ax,ay,az\n{}", table(0.0)));
    assert!(samples.iter().all(|s| s.acceleration[0].abs() < 1.5));
    let (samples, _) = read(&format!("time,ax,ay,az\n{}", table(1.0)));
    assert!(samples.iter().any(|s| s.acceleration[0] > 13.0));
}

/// Whoever asks between two blocks knows what it is before the first sample comes.
#[test]
fn what_the_samples_are_is_known_before_the_first() {
    let row = |n| format!("{:.2},0.1,0.2,0.3\n", f64::from(n) * 0.01);
    let rows = (0..40_000).map(row).collect::<String>();
    let text = format!("t,linacc_x,linacc_y,linacc_z\n{rows}");
    for bytes in [&text.as_bytes()[..3000], text.as_bytes()] {
        let (mut table, mut given) = (Table::new(Hint::default()), 0);
        for block in bytes.chunks(100_000) {
            let known = table.sensor();
            table.push(block, &mut |_| assert_eq!(known, Some(Sensor::LinearAcceleration))).unwrap();
        }
        table.decide().unwrap();
        assert_eq!(table.sensor(), Some(Sensor::LinearAcceleration));
        table.finish(&mut |_| given += 1).unwrap();
        assert!(given > 0);
    }
}

#[test]
fn what_a_name_says_besides_its_sensor_is_the_same_for_the_files_of_a_walk_alone() {
    for names in [
        ["Accelerometer.csv", "Gyroscope.csv", "Gravity.csv.gz"],
        ["TotalAcceleration.csv", "GyroscopeUncalibrated.csv", "AccelerometerUncalibrated.csv"],
        ["Acceleration with g.csv", "AngularVelocity.csv", "Angular velocity.csv"],
        ["Beschleunigung (ohne g).csv", "Drehrate.csv", "Linear Accelerometer.csv"],
        ["Aceleración lineal.csv", "Giróscopo.csv", "Gravedad.csv"],
        ["lin_acc.csv", "gyro.csv", "acc.csv"],
        ["user_acceleration.csv", "rotation_rate.csv", "UserAcceleration.csv"],
        ["acc.csv", "gyro_calibrated.csv", "Acc_CAL.csv"],
    ] {
        assert_eq!(names.map(besides_sensor), ["csv"; 3], "{names:?}");
    }
    assert_eq!(besides_sensor("P1_acc.csv"), besides_sensor("P1_gyr.csv"));
    let meta_wear = |of| {
        besides_sensor(&format!("A-bench-heavy_MetaWear_2019-01-14T14.22.49.165_C42732BE255C_{of}_1.4.4.csv"))
    };
    assert_eq!(meta_wear("Accelerometer_12.500Hz"), meta_wear("Gyroscope_25.000Hz"));
    let walks = [
        "walk1accelerometer.csv",
        "walk2gyroscope.csv",
        "gyroscope1.csv",
        "anna_gyro.csv",
        "gyro.csv",
        "AccelLeft.csv",
        "GyroRight.csv",
    ];
    for (at, one) in walks.iter().enumerate() {
        assert!(walks.iter().skip(at + 1).all(|other| besides_sensor(one) != besides_sensor(other)), "{one}");
    }
}

proptest! {
    #[test]
    fn the_size_of_the_blocks_does_not_matter(
        rows in proptest::collection::vec((0.0_f64..1e5, -40.0_f64..40.0, -2000.0_f64..2000.0), 1..40),
        block in 1_usize..90, places in 0_usize..9
    ) {
        let row = |(t, a, w): &(f64, f64, f64)| {
            format!("{t:.places$},{a:.places$},{:.places$},9.81,{w:e},0.1,{w:.places$}\n", -a)
        };
        let text = format!("t (s),ax,ay,az,gx,gy,gz\n{}", rows.iter().map(row).collect::<Vec<String>>().concat());
        let (whole, _) = read(&text);
        let (parts, _) = read_in_blocks(text.as_bytes(), block, Hint::default()).unwrap();
        prop_assert_eq!(&whole, &parts);
        for ((t, a, _), sample) in rows.iter().zip(&whole) {
            let exact: f64 = format!("{t:.places$}").parse().unwrap();
            prop_assert_eq!(sample.t_s.to_bits(), exact.to_bits());
            let near: f32 = format!("{a:.places$}").parse().unwrap();
            prop_assert!(near.to_bits().abs_diff(sample.acceleration[0].to_bits()) <= 1);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(
        bytes in proptest::collection::vec(prop_oneof![
            3 => prop::sample::select(b"0123456789.,;\t\n\r-eE\" tTaxyzg:#".to_vec()), 1 => any::<u8>()], 0..300),
        block in 1_usize..60
    ) {
        let _ = read_in_blocks(&bytes, block, Hint::default());
        let mut with_head = b"t,ax,ay,az,gx,gy,gz\n".to_vec();
        with_head.extend(&bytes);
        let _ = read_in_blocks(&with_head, block, Hint::default());
    }
}

#[test]
fn a_table_without_acceleration_says_what_it_is() {
    let hint = Hint::of_file_name("Gravity.csv");
    let (_, table) = read_in_blocks(b"time,x,y,z\n0,0,0,9.8\n0.01,0,0,9.8\n", 64, hint).unwrap();
    assert_eq!(table.sensor(), Some(Sensor::Gravity));
}
