//! A thousand people's years break no promise of the plan and meet every rule of it. `retrowalk plan simulate --people
//! 100000` does the same for a hundred thousand.

#[test]
fn a_thousand_years_break_no_promise_and_meet_every_rule() {
    let census = sim::person::census(0..1000);
    println!("{}", census.report());
    assert_eq!(census.complaints(), Vec::<String>::new());
}

#[test]
fn the_same_seed_lives_the_same_life() {
    let (one, other) = (sim::person::census(7..17), sim::person::census(7..17));
    assert_eq!(one.report(), other.report());
}
