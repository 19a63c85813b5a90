//! Headers, units and columns, as many hands write them.

use super::*;

#[test]
fn units_are_read_in_brackets_at_the_end_of_a_name_and_in_a_row_of_their_own() {
    check(
        "thousandths",
        "T [ms],AccX [mg],AccY [mg],AccZ [mg],GyroX [mdps],GyroY [mdps],GyroZ [mdps]\n0,100,0,1000,0,28648,0\n10,100,0,1000,0,28648,0\n",
    );
    for (unit, g) in [
        ("mm/s2", 9806.65),
        ("cm/s^2", 980.665),
        ("m/sec^2", 9.80665),
        ("m.s^-2", 9.80665),
        ("meters/s^2", 9.80665),
        ("millimeters/s^2", 9806.65),
        ("milli g", 1000.0),
    ] {
        for (turn, half) in [("rpm", 4.774_65), ("cdeg/s", 2864.789), ("rad.s^-1", 0.5), ("mrad/s", 500.0)] {
            let head = format!("t,ax ({unit}),ay ({unit}),az ({unit}),gx ({turn}),gy ({turn}),gz ({turn})\n");
            let row = |t: f64| format!("{t},{},0,{g},0,{half},0\n", g / 10.0);
            check(&head, &format!("{head}{}{}", row(0.0), row(0.01)));
        }
    }
    check(
        "no units in brackets",
        "t,ax,ay,az,gx,gy,gz\n[s],[-],[-],[-],[-],[-],[-]\n0,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n",
    );
    for degrees in ["d/s", "°/s", "dps", "deg/s"] {
        let head = format!("t,ax (g),ay (g),az (g),gx ({degrees}),gy ({degrees}),gz ({degrees})\n");
        check(degrees, &(head + "0,0.1,0,1,0,28.648,0\n0.01,0.1,0,1,0,28.648,0\n"));
    }
    check(
        "in the name",
        "time_s,acc_x_g,acc_y_g,acc_z_g,gyr_x_dps,gyr_y_dps,gyr_z_dps\n0,0.1,0,1,0,28.648,0\n0.01,0.1,0,1,0,28.648,0\n",
    );
    check(
        "in the name, SI",
        "Time_ms;Acc_X_ms2;Acc_Y_ms2;Acc_Z_ms2;Gyr_X_rads;Gyr_Y_rads;Gyr_Z_rads\n0;0.980665;0;9.80665;0;0.5;0\n10;0.980665;0;9.80665;0;0.5;0\n",
    );
    check(
        "in the name, in two words",
        "time,x_acc_m_s2,y_acc_m_s2,z_acc_m_s2,x_gyro_deg_s,y_gyro_deg_s,z_gyro_deg_s\n0,0.980665,0,9.80665,0,28.648,0\n0.01,0.980665,0,9.80665,0,28.648,0\n",
    );
    check(
        "a gyroscope's x",
        "t,x_a,y_a,z_a,x_g,y_g,z_g\n0,0.980665,0,9.80665,0,0.5,0\n0.01,0.980665,0,9.80665,0,0.5,0\n",
    );
    check(
        "Shimmer",
        "\"sep=\t\"\nShimmer_5E89_Timestamp_Unix_CAL\tShimmer_5E89_Accel_LN_X_CAL\tShimmer_5E89_Accel_LN_Y_CAL\tShimmer_5E89_Accel_LN_Z_CAL\tShimmer_5E89_Gyro_X_CAL\tShimmer_5E89_Gyro_Y_CAL\tShimmer_5E89_Gyro_Z_CAL\t\n\
         ms\tm/(s^2)\tm/(s^2)\tm/(s^2)\tdeg/s\tdeg/s\tdeg/s\t\n1732400000123.0\t0.980665\t0\t9.80665\t0\t28.648\t0\t\n1732400000133.0\t0.980665\t0\t9.80665\t0\t28.648\t0\t\n",
    );
}

#[test]
fn the_mark_of_utf8_is_no_part_of_the_first_row() {
    for head in ["", "t,ax,ay,az\n"] {
        let (samples, _) = read(&format!("\u{feff}{head}0.00,0,0,9.8\n0.01,0,0,9.8\n"));
        assert_eq!(samples.len(), 2, "{head:?}");
    }
}

#[test]
fn columns_aligned_with_blanks_are_read_and_a_comments_mark_before_the_names_is_no_column() {
    let rows = "   0.00000     0.98067    0.00000    9.80665   0.0    0.5  -0.0  \n   0.01000     0.98067   0.00000    9.80665   0.0    0.5  -0.0\n";
    for head in [
        "",
        "   t     ax    ay    az    gx   gy   gz\n",
        "# t ax ay az gx gy gz\n",
        "#t  ax ay az gx gy gz\r\n",
    ] {
        check(head, &format!("{head}{rows}"));
    }
    check(
        "as numpy writes it",
        "# t ax ay az\n0.000000000000000000e+00 9.806650000000000e-01 -0.0e+00 9.80665e+00\n1.0e-02 9.80665e-01 0.0e+00 9.80665e+00\n",
    );
}

#[test]
fn tables_with_long_preambles_without_times_or_with_a_count_of_their_rows_are_read() {
    let geneactiv =
        format!("Device Type,GENEActiv\nStart Time,2026-11-23 21:09:07:000\n{}", "Volts,4.1\n".repeat(98));
    check(
        "GENEActiv",
        &(geneactiv
            + "2026-11-23 21:09:07:120,0.1,0,1,12,0,25.1\n2026-11-23 21:09:07:130,0.1,0,1,12,0,25.1\n"),
    );
    let actigraph = "------------ Data File Created By ActiGraph GT3X+ ActiLife v6.13.3 date format M/d/yyyy at 100 Hz -----------\n\
                     Start Time 21:09:07\nStart Date 11/23/2026\nEpoch Period (hh:mm:ss) 00:00:00\n---\n";
    let rows = "0.1,0,1\n0.1,0,1\n";
    for head in ["Accelerometer X,Accelerometer Y,Accelerometer Z\n", ""] {
        let text = format!("{actigraph}{head}{rows}");
        check("ActiGraph", &text);
        assert_eq!(read(&text).1.origin().unix_s, Some(1_795_468_147.0));
    }
    let counts = actigraph.replace("00:00:00", "00:00:10")
        + "Accelerometer X,Accelerometer Y,Accelerometer Z\n"
        + rows;
    assert!(read_in_blocks(counts.as_bytes(), 99, Hint::default()).is_err());
    check(
        "ActiGraph, by the half day",
        "Timestamp,X,Y,Z\n11/23/2026 9:09:07.120 PM,0.1,0,1\n11/23/2026 9:09:07.130 PM,0.1,0,1\n",
    );
    check("counted", "1,0.00,0.980665,0,9.80665,0,0.5,0\n2,0.01,0.980665,0,9.80665,0,0.5,0\n");
    check("no header, decimal commas", "0,00;0,980665;0;9,80665\n0,01;0,980665;0;9,80665\n");
    check(
        "a rate first",
        "Rate,100,Hz,16\nt,accel x,accel y,accel z\n0,0.980665,0,9.80665\n0.01,0.980665,0,9.80665\n",
    );
    check("counted, three channels", "7,0.00,0.980665,0,9.80665\n8,0.01,0.980665,0,9.80665\n");
}

#[test]
fn named_axes_go_before_bare_ones_and_what_feels_gravity_has_it_whatever_its_name() {
    let rows = "0,5,5,5,0.980665,0,9.80665,0,0.5,0\n0.01,5,5,5,0.980665,0,9.80665,0,0.5,0\n";
    check("a place", &format!("t,x,y,z,ax,ay,az,gx,gy,gz\n{rows}"));
    let rows = "0,0.980665,0,9.80665\n0.01,0.980665,0,9.80665\n";
    let head = "t,linear_acceleration.x,linear_acceleration.y,linear_acceleration.z\n";
    assert_eq!(read(&format!("{head}{rows}")).1.sensor(), Some(Sensor::Acceleration));
    let without = "0,4,0,1\n0.01,-4,0,-1\n";
    assert_eq!(read(&format!("{head}{without}")).1.sensor(), Some(Sensor::LinearAcceleration));
}

#[test]
fn text_in_quotes_may_hold_the_delimiter() {
    let row = |t: f64| format!("{t},\"stairs, \"\"down\"\"\",0.980665,0,9.80665,0,0.5,0\n");
    check("a comment", &format!("t,comment,ax,ay,az,gx,gy,gz\n{}{}", row(0.0), row(0.01)));
}

#[test]
fn a_browsers_turn_is_read_about_its_axes_in_degrees_a_second() {
    let row = |t: f64| format!("{t},0.1,0.2,9.8,10,20,30\n");
    let text = format!(
        "timeStamp,accelerationIncludingGravity.x,accelerationIncludingGravity.y,accelerationIncludingGravity.z,\
         rotationRate.alpha,rotationRate.beta,rotationRate.gamma\n{}{}",
        row(0.0),
        row(0.01)
    );
    let (samples, table) = read(&text);
    let turn = samples[1].rotation.unwrap().map(|w| libm::roundf(w.to_degrees()));
    assert_eq!(turn.to_vec(), [10.0, 20.0, 30.0]);
    assert!(table.layout().unwrap().notes.contains(&Note::RotationInDegrees));
    let (_, table) = read(&text.replace("rotationRate.", "spin."));
    let strange = Note::ColumnsUnread("spin.alpha, spin.beta, spin.gamma".into());
    assert!(table.layout().unwrap().notes.contains(&strange), "{:?}", table.layout().unwrap().notes);
}
