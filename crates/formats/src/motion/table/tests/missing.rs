//! What is missing from a row, and what only seems so.

use super::*;

#[test]
fn a_last_line_cut_short_is_left_out_and_said() {
    let (samples, table) = read("t,ax,ay,az\n0,0,0,9.8\n0.01,0,0,9.8\n0.02,0,");
    assert_eq!(samples.len(), 2);
    assert!(table.layout().unwrap().notes.contains(&Note::LastLineCut));
}

#[test]
fn blanks_and_words_for_nothing_hold_the_last_reading_for_a_quarter_of_a_second() {
    for nothing in ["", "nan", "N/A", "None"] {
        let text = "t,ax,ay,az,gx,gy,gz\n0,0,0,9.8,1,2,3\n\n   \n0.01,0,0,9.8,X,X,X\n0.02,X,X,X,4,5,6\n0.03,X,0,9.8,4,5,6\n\
                    0.3,0,0,9.8,X,X,X\n0.31,0,0,9.8,3,2,1\n";
        let (samples, _) = read(&text.replace('X', nothing));
        let (lost, samples): (Vec<Sample>, _) = samples.iter().partition(|s| s.acceleration[0].is_nan());
        // Half an acceleration.
        assert_eq!(lost.iter().map(|s| s.t_s).collect::<Vec<_>>(), [0.01], "{nothing}");
        let turns: Vec<_> = samples.iter().map(|s| s.rotation).collect();
        assert_eq!(
            turns,
            [Some([1.0, 2.0, 3.0]), Some([1.0, 2.0, 3.0]), None, Some([3.0, 2.0, 1.0])],
            "{nothing}"
        );
    }
}

#[test]
fn what_is_missing_from_rows_of_all_sensors_is_no_number_and_rows_of_one_sensor_miss_nothing() {
    let row = |n: usize, text: &str| text.replace('t', &format!("{}", n as f64 * 0.01));
    let lost = |head: &str, usual: &[&str], hole: &str| {
        let rows: String =
            (0..200).map(|n| row(n, if n == 150 { hole } else { usual[n % usual.len()] })).collect();
        let (samples, table) = read(&format!("{head}\n{rows}"));
        assert!(table.samples() > 40);
        samples.iter().filter(|s| s.acceleration[0].is_nan()).count()
    };
    let six = "t,ax,ay,az,gx,gy,gz";
    let (both, first, second) = ("t,1,2,9,1,2,3\n", "t,1,2,9,,,\n", "t,,,,1,2,3\n");
    for hole in [first, second, "t,1,nan,9,1,2,3\n", ",1,2,9,1,2,3\n", "t,1,2,9,1,2,null\n"] {
        assert!(lost(six, &[both], hole) > 0, "{hole}");
    }
    assert!(lost("t,ax,ay,az", &["t,1,2,9\n"], "t,1,NaN,9\n") > 0);
    assert_eq!(lost(six, &[first, second], second), 0);
    assert_eq!(lost(six, &[both, first], second), 0);
    assert_eq!(lost(six, &[both], ",,,,,,\n"), 0);
    assert!(lost(six, &[both], "t,,,null,,,\n") > 0 && lost("t,ax,ay,az", &["t,1,2,9\n"], "t,,,\n") > 0);
    // A magnetometer's rows, and a gyroscope's with a clock of its own.
    assert_eq!(lost("t,ax,ay,az,mx,my,mz", &["t,1,2,9,,,\n", "t,,,,5,6,7\n"], "t,,,,5,6,7\n"), 0);
    assert_eq!(lost(six, &[first, ",,,,1,2,3\n"], first), 0);
}

#[test]
fn zeros_for_a_sensor_whose_turn_it_is_not_are_no_readings() {
    let rows = |n: usize| match n % 2 {
        0 => format!("{},0.1,0.2,9.8,0,0,0\n", n as f64 * 0.005),
        _ => format!("{},0,0,0,1,2,3\n", n as f64 * 0.005),
    };
    let text = format!("time,ax,ay,az,gx,gy,gz\n{}", (0..100).map(rows).collect::<String>());
    let (samples, _) = read(&text);
    assert_eq!(samples.len(), 50);
    assert!(samples.iter().skip(1).all(|s| s.acceleration[2] > 9.0 && s.rotation == Some([1.0, 2.0, 3.0])));
    assert!((samples[49].t_s - 0.49).abs() < 1e-9);
    // A gyroscope that stands still is one that reads zero, and lost rows of an accelerometer are its own.
    let still = |n: usize| format!("{},0,0,{},0,0,0\n", n as f64 * 0.01, if n == 7 { 0.0 } else { 9.8 });
    let text = format!("time,ax,ay,az,gx,gy,gz\n{}", (0..50).map(still).collect::<String>());
    assert_eq!(read(&text).0.len(), 50);
}
