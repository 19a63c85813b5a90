//! Ten thousand walks in made-up time: none breaks an invariant, every danger is met, every ceiling is reached.

use sim::treadmill::run_walks;

#[test]
fn ten_thousand_walks_break_nothing_and_meet_every_danger_and_every_ceiling() {
    let report = run_walks(10_000, 1);
    println!("{}", report.text());
    assert!(report.is_good(), "{}", report.text());
    assert!(report.moved > 3000, "walks that moved: {}", report.moved);
}

#[test]
fn the_same_seed_is_the_same_walk() {
    let (a, b) = (run_walks(200, 7), run_walks(200, 7));
    assert_eq!((a.met, a.refused, a.moved), (b.met, b.refused, b.moved));
}
