//! Times, in every unit that they are written in.

use super::*;

#[test]
fn a_clock_is_read_in_its_unit_whether_it_counts_from_1970_or_from_the_start_of_the_phone() {
    let told = |name: &str, start: u64, step: u64| {
        let row = |n: u64| format!("{},0,0,9.8\n", start + n * step);
        let (samples, table) = read(&format!("{name},ax,ay,az\n{}", (0..50).map(row).collect::<String>()));
        (samples[49].t_s - samples[0].t_s, table.origin().unix_s.is_some())
    };
    for (per_second, units) in
        [(1_000, ["ms", "millis"]), (1_000_000, ["us", "µs"]), (1_000_000_000, ["ns", "nanos"])]
    {
        let [a, b] = units.map(|unit| [format!("t_{unit}"), format!("time_{unit}"), unit.to_string()]);
        for name in a.iter().chain(&b).map(String::as_str).chain(["timestamp"]) {
            for rate in [20, 50, 100, 500] {
                for up_s in [0, 5, 200, 36_000, 130_000, 864_000, 5_000_000] {
                    let (length_s, dated) = told(name, up_s * per_second, per_second / rate);
                    let exact = 49.0 / rate as f64;
                    assert!(
                        (length_s - exact).abs() < 1e-6 && !dated,
                        "{name} {up_s} s, {rate} Hz: {length_s}"
                    );
                }
                let (length_s, dated) = told(name, 1_795_468_147 * per_second, per_second / rate);
                assert!(
                    (length_s - 49.0 / rate as f64).abs() < 1e-4 && dated,
                    "{name} since 1970: {length_s}"
                );
            }
        }
    }
}

#[test]
fn a_clock_whose_header_says_no_unit_is_judged_by_its_step_and_a_person_is_told() {
    let check = |head: &str, time: &dyn Fn(usize) -> f64, step_s: f64, unit: Option<&'static str>| {
        let row = |n: usize| format!("{:.10},0,0,9.8\n", time(n));
        let (samples, table) = read(&format!("{head}{}", (0..1200).map(row).collect::<String>()));
        let length_s = samples[99].t_s - samples[0].t_s;
        assert!((length_s - 99.0 * step_s).abs() < 0.05 * step_s, "{head:?}: {length_s}");
        let notes = &table.layout().unwrap().notes;
        let told =
            notes.iter().find_map(|n| if let Note::ClockGuessed(unit) = n { Some(*unit) } else { None });
        assert_eq!(told, unit, "{head:?}");
        table.origin().unix_s
    };
    for head in ["t,ax,ay,az\n", "time,ax,ay,az\n", ""] {
        for rate in [10.0, 25.0, 100.0, 1000.0] {
            for (per_second, unit) in [(1.0, None), (1e3, Some("milliseconds")), (1e6, Some("microseconds"))]
            {
                check(head, &|n| 0.5 * per_second + n as f64 / rate * per_second, 1.0 / rate, unit);
            }
        }
    }
    assert!(check("t (s),ax,ay,az\n", &|n| n as f64, 1.0, None).is_none());
    check("Time (min),ax,ay,az\n", &|n| n as f64 / 6000.0, 0.01, None);
    check("Time [h],ax,ay,az\n", &|n| n as f64 / 360_000.0, 0.01, None);
    // Forty rows a second apart are no walk of forty milliseconds.
    let row = |n: usize| format!("{n}.00,0,0,9.8\n");
    let (samples, table) = read(&format!("t,ax,ay,az\n{}", (0..40).map(row).collect::<String>()));
    assert!((samples[39].t_s - 39.0).abs() < 1e-6);
    assert_eq!(table.layout().unwrap().notes, [Note::NoRotation]);
    // A clock of whole seconds, and its rows are fifty to each.
    let row = |n: usize| format!("{},0,0,9.8\n", n / 50);
    let (samples, _) = read(&format!("t,ax,ay,az\n{}", (0..200).map(row).collect::<String>()));
    assert!((samples[199].t_s - 3.98).abs() < 1e-6);
    // Days since 1900 in a spreadsheet, and since year 0 in Matlab.
    for zero in [25_569.0, 719_529.0] {
        let days = |n: usize| zero + (1_795_468_147.0 + n as f64 * 0.01) / 86_400.0;
        let unix_s = check("Timestamp,ax,ay,az\n", &days, 0.01, Some("days")).unwrap();
        assert!((unix_s - 1_795_468_147.0).abs() < 0.01, "{unix_s}");
    }
    // Xsens' ticks, and a table of it without any time.
    for (step, rate) in [(100.0, 100.0), (16_667.0, 60.0)] {
        let head = "PacketCounter,SampleTimeFine,Acc_X,Acc_Y,Acc_Z\n";
        let row = |n: usize| format!("{n},{},0,0,9.8\n", 4_000_000.0 + n as f64 * step);
        let (samples, _) = read(&format!("{head}{}", (0..100).map(row).collect::<String>()));
        assert!((samples[99].t_s - samples[0].t_s - 99.0 / rate).abs() < 1e-3, "{rate}");
    }
    let text = "// Start Time: Unknown\n// Update Rate: 50.0Hz\nPacketCounter,Acc_X,Acc_Y,Acc_Z\n0,0,0,9.8\n1,0,0,9.8\n";
    assert!((read(text).0[1].t_s - 0.02).abs() < 1e-9);
    let empty =
        text.replace("Counter,", "Counter,SampleTimeFine,").replace("\n0,", "\n0,,").replace("\n1,", "\n1,,");
    assert!((read(&empty).0[1].t_s - 0.02).abs() < 1e-9, "{empty}");
}

#[test]
fn the_zeros_of_two_clocks_are_compared_where_they_can_be() {
    let zero = |unix_s, midnight_s| Origin { unix_s, midnight_s, ..Origin::default() };
    let date = zero(Some(1_795_468_147.5), None);
    assert_eq!(date.after(zero(Some(1_795_468_147.0), None)), Some(0.5));
    assert_eq!(zero(None, Some(0.5)).after(zero(None, Some(86_399.5))), Some(1.0));
    assert_eq!(zero(None, Some(86_399.5)).after(zero(None, Some(0.5))), Some(-1.0));
    assert_eq!(Origin::default().after(Origin::default()), Some(0.0));
    assert_eq!(date.after(Origin::default()), None);
    assert_eq!(zero(None, Some(1.0)).after(date), None);
}

#[test]
fn when_time_zero_was_is_told_where_the_file_knows_it() {
    let check = |head: &str, rows: [&str; 2], instant_s: Option<f64>, noted: bool| {
        let rows = rows.map(|row| format!("{row},0,0,9.8\n")).concat();
        let (samples, table) = read(&format!("{head},x,y,z\n{rows}"));
        assert!((samples[1].t_s - samples[0].t_s - 0.01).abs() < 1e-6, "{head}: {samples:?}");
        let found = table.origin().instant_s;
        let near = found.zip(instant_s).is_some_and(|(a, b)| (a - b).abs() < 1e-3);
        assert!(near || found.is_none() && instant_s.is_none(), "{head}: {found:?}");
        assert_eq!(table.layout().unwrap().notes.contains(&Note::NoZone), noted, "{head}");
    };
    let at = Some(1_795_468_147.0);
    check("time", ["2026-11-23T22:09:07.00+01:00", "2026-11-23T22:09:07.01+01:00"], at, false);
    check("time", ["2026-11-23T21:09:07.00Z", "2026-11-23T21:09:07.01Z"], at, false);
    check("time", ["2026-11-23 21:09:07.00", "2026-11-23 21:09:07.01"], None, true);
    check("time", ["46349.88133101852", "46349.88133113426"], None, true);
    check("time", ["21:09:07.00", "21:09:07.01"], None, false);
    // Sensor Logger's date beside the time since its start, SensorLog's, and MetaWear's.
    let both = ["1795468147500000000,0.50", "1795468147510000000,0.51"];
    check("time,seconds_elapsed", both, at, false);
    let both = ["2026-11-23T16:09:07.500-05:00,0.50", "2026-11-23T16:09:07.510-05:00,0.51"];
    check("loggingTime(txt),accelerometerTimestamp_sinceReboot(s)", both, at, false);
    let both = ["1795468147500,2026-11-23T16.09.07.500,0.50", "1795468147510,2026-11-23T16.09.07.510,0.51"];
    check("epoc (ms),timestamp (-0500),elapsed (s)", both, at, false);
}

#[test]
fn times_that_lost_their_hours_are_refused_by_name() {
    for rows in [["09:07.0", "09:07.1"], ["09:07.070", "09:07.080"], ["59:07,0", "59:07,1"]] {
        let rows = rows.map(|row| format!("{row};0;0;9.8\n")).concat();
        let problem = read_in_blocks(&format!("time;x;y;z\n{rows}").into_bytes(), 1000, Hint::default());
        assert_eq!(
            problem.err().map(|problem| problem.kind),
            Some(ProblemKind::HoursLost("time".to_string())),
            "{rows}"
        );
    }
}

#[test]
fn a_clock_goes_on_past_every_midnight() {
    let six_hours = |n: usize| format!("{}:00:00,0,0,9.8\n", ["22", "04", "10", "16"][n % 4]);
    let (days, _) = read(&format!("time,x,y,z\n{}", (0..12).map(six_hours).collect::<String>()));
    for (n, sample) in (0..).zip(&days) {
        assert!((sample.t_s - f64::from(n) * 21_600.0).abs() < 1.0, "{n}: {}", sample.t_s);
    }
    let (samples, _) = read("time,x,y,z\n23:59:59.990,0,0,9.8\n00:00:00.000,0,0,9.8\n00:00:00.010,0,0,9.8\n");
    assert!((samples[2].t_s - 0.02).abs() < 1e-6, "{samples:?}");
}

#[test]
fn a_first_time_that_is_none_is_no_origin() {
    let rows = "1795468147.00,0,0,9.8\n1795468147.01,0,0,9.8\n";
    for first in ["inf", "1e40"] {
        let (samples, table) = read(&format!("t,ax,ay,az\n{first},0,0,9.8\n{rows}"));
        assert_eq!(table.origin().unix_s, Some(1_795_468_147.0), "{first}");
        assert!((samples[2].t_s - 0.01).abs() < 1e-6, "{first}");
    }
}

#[test]
fn a_clock_that_stands_and_rows_out_of_order_are_told() {
    let notes = |time: &dyn Fn(u32) -> u32, rows: u32| {
        let row = |n: u32| format!("{},0,0,9.8\n", time(n));
        let (_, table) = read(&format!("t_ms,ax,ay,az\n{}", (0..rows).map(row).collect::<String>()));
        table.layout().unwrap().notes.clone()
    };
    for rows in [50, 5000] {
        assert!(notes(&|_| 7, rows).contains(&Note::ClockStands), "{rows}");
    }
    assert_eq!(notes(&|n| 5000 - 10 * n, 500), [Note::NoRotation, Note::OutOfOrder(499)]);
    assert_eq!(notes(&|n| if n == 100 { 980 } else { 10 * n }, 500), [Note::NoRotation]);
}
