//! Ten thousand walks in made-up time: none breaks an invariant, every danger is met, every ceiling is reached.

use core::time::Duration;
use sim::treadmill::{Model, VirtualTreadmill, run_walks};
use treadmill::ftms::Characteristic;
use treadmill::ftms::treadmill_data::{Field, TreadmillData};
use units::Instant;

#[test]
fn ten_thousand_walks_break_nothing_and_meet_every_danger_and_every_ceiling() {
    let report = run_walks(10_000, 1, &mut |_| ());
    println!("{}", report.text());
    assert!(report.is_good(), "{}", report.text());
    assert!(report.moved > 3000, "walks that moved: {}", report.moved);
}

#[test]
fn the_same_seed_is_the_same_walk() {
    let (a, b) = (run_walks(200, 7, &mut |_| ()), run_walks(200, 7, &mut |_| ()));
    assert_eq!((a.met, a.refused, a.moved), (b.met, b.refused, b.moved));
}

#[test]
fn a_virtual_treadmill_counts_the_metres_its_belt_went() {
    let (countdown, data_every) = (Duration::ZERO, Duration::from_millis(500));
    let model = Model { range: [100, 600, 10], ramp: 10, countdown, data_every };
    let mut machine = VirtualTreadmill::new(model, Vec::new());
    for command in [0x00, 0x07] {
        machine.write(&[command], Instant::START);
    }
    // A minute at 1.00 km/h.
    machine.tick(Instant::from_millis(60_000));
    let heard =
        std::iter::from_fn(|| machine.poll()).filter(|(what, _)| *what == Characteristic::TreadmillData);
    let last = heard.last().and_then(|(_, bytes)| TreadmillData::decode(&bytes));
    let meters = last.unwrap().readings.iter().find(|reading| reading.field == Field::Distance).unwrap().raw;
    assert_eq!(meters, Some(16), "16.7 m");
}
