use super::change::{self, Comparison, Condition, From, OwnError, compare, since_first};
use super::*;

const TODAY: Day = Day::from_days(20_000);
const BACKWARD: &Protocol = &three_meter_backward_walk::PROTOCOL;
const UP_AND_GO: &Protocol = &timed_up_and_go::PROTOCOL;

fn checks(protocol: &Protocol, trials: &[&[f64]]) -> Checks {
    let mut checks = Checks::default();
    for (i, trials) in trials.iter().enumerate() {
        let day = TODAY + i32::try_from(i).unwrap() * 28;
        checks.keep(protocol.take(day, trials, TimedBy::Tap).unwrap(), day).unwrap();
    }
    checks
}

/// By tap, as every check of these tests.
fn smallest_change(
    protocol: &Protocol,
    kept: &Checks,
    condition: Option<Condition>,
) -> Option<change::SmallestChange> {
    change::smallest_change(protocol, &Checks { condition, ..kept.clone() }, TimedBy::Tap)
}

fn own_error(protocol: &Protocol, kept: &Checks) -> Option<f64> {
    change::own_error(protocol, kept, TimedBy::Tap).map(|own| own.error)
}

fn check_pair(protocol: &Protocol, before: f64, now: f64, condition: Option<Condition>) -> Comparison {
    let trials = |value: f64| alloc::vec![value; usize::from(protocol.trials)];
    compare(protocol, &Checks { condition, ..checks(protocol, &[&trials(before), &trials(now)]) })
}

#[test]
fn three_metres_in_less_than_half_a_second_is_a_slip_of_the_finger() {
    assert_eq!(
        BACKWARD.take(TODAY, &[0.4, 5.0], TimedBy::Tap),
        Err(Problem::Impossible { value: 0.4, low: 1.5, high: 120.0 })
    );
    for bad in [f64::NAN, f64::INFINITY, -3.0, 1.499, 120.1] {
        assert!(BACKWARD.take(TODAY, &[5.0, bad], TimedBy::Tap).is_err(), "{bad}");
    }
    for good in [1.5, 120.0] {
        assert!(BACKWARD.take(TODAY, &[5.0, good], TimedBy::Tap).is_ok(), "{good}");
    }
}

#[test]
fn a_check_takes_as_many_trials_as_its_protocol_says() {
    assert_eq!(BACKWARD.take(TODAY, &[5.0], TimedBy::Tap), Err(Problem::Trials { given: 1, wanted: 2 }));
    assert_eq!(BACKWARD.take(TODAY, &[5.0; 3], TimedBy::Tap), Err(Problem::Trials { given: 3, wanted: 2 }));
}

#[test]
fn trials_become_one_result_as_the_protocol_says() {
    let value =
        |protocol: &Protocol, trials: &[f64]| protocol.take(TODAY, trials, TimedBy::Tap).unwrap().value;
    assert!((value(BACKWARD, &[4.0, 5.0]) - 4.5).abs() < 1e-12);
    assert!((value(&thirty_second_chair_stand::PROTOCOL, &[12.0]) - 12.0).abs() < 1e-12);
    // Held longer than the clock runs counts as the clock.
    assert!((value(&single_leg_stance::PROTOCOL, &[60.0, 45.0, 30.0]) - 40.0).abs() < 1e-12);
    assert!((value(&four_stage_balance::PROTOCOL, &[10.0, 12.0, 4.0, 0.0]) - 24.0).abs() < 1e-12);
    let best = Protocol { combine: Combine::Best, ..*BACKWARD };
    assert!((value(&best, &[4.0, 5.0]) - 4.0).abs() < 1e-12);
    let most = Protocol { better: Better::More, ..best };
    assert!((value(&most, &[4.0, 5.0]) - 5.0).abs() < 1e-12);
}

#[test]
fn time_over_a_distance_is_a_speed() {
    let speed = |protocol: &Protocol, value| protocol.speed(value).map(Speed::mps);
    // 3MBW-15.
    for (seconds, mps) in [(3.0, 1.00), (3.5, 0.86), (4.5, 0.67), (5.0, 0.60), (5.5, 0.55)] {
        assert!((speed(BACKWARD, seconds).unwrap() - mps).abs() < 0.005, "{seconds}");
    }
    assert_eq!(speed(&ten_metre_walk::PROTOCOL, 10.0), Some(1.0));
    assert_eq!(speed(&four_metre_walk::PROTOCOL, 8.0), Some(0.5));
    assert_eq!(speed(UP_AND_GO, 8.0), None);
}

#[test]
fn two_of_a_kind_on_one_day_are_kept_apart_and_none_is_dated_ahead() {
    let mut kept = Checks::default();
    let check = |day, value| BACKWARD.take(day, &[value; 2], TimedBy::Tap).unwrap();
    assert_eq!(kept.keep(check(TODAY, 5.0), TODAY), Ok(()));
    assert_eq!(kept.keep(check(TODAY, 4.0), TODAY), Err(Problem::AlreadyThatDay));
    assert_eq!(kept.keep(check(TODAY + 1, 4.0), TODAY), Err(Problem::DateAhead));
    assert_eq!(kept.keep(check(TODAY - 9, 6.0), TODAY), Ok(()));
    let other = UP_AND_GO.take(TODAY, &[9.0; 2], TimedBy::Tap).unwrap();
    assert_eq!(kept.keep(other, TODAY), Ok(()));
    let values: Vec<f64> = kept.of(BACKWARD.id).map(|c| c.value).collect();
    assert_eq!(values, [6.0, 5.0]);
    // Of two on one day the newest is the one kept last, whichever stands first in the list of protocols.
    assert_eq!(kept.newest().map(|check| check.id), Some(UP_AND_GO.id));
    kept.remove(BACKWARD.id, TODAY);
    assert_eq!(kept.last(BACKWARD.id).map(|c| c.day), Some(TODAY - 9));
    assert_eq!(kept.last(UP_AND_GO.id).map(|c| c.day), Some(TODAY));
}

#[test]
fn changed_is_said_only_beyond_the_published_error() {
    let check = |condition, change: f64| {
        (
            check_pair(BACKWARD, 10.0, 10.0 - change, Some(condition)),
            check_pair(BACKWARD, 10.0, 10.0 + change, Some(condition)),
        )
    };
    for (condition, error) in [
        (Condition::HipReplacement, 4.33),
        (Condition::KneeReplacement, 2.94),
        (Condition::Stroke, 3.08),
        (Condition::MultipleSclerosis, 1.69),
        (Condition::Parkinson, 2.13),
    ] {
        assert_eq!(check(condition, error - 0.01), (Comparison::Same, Comparison::Same));
        assert_eq!(check(condition, error + 0.01), (Comparison::Better, Comparison::Worse));
    }
    let (stroke, _) = three_meter_backward_walk::published(Condition::Stroke);
    assert!((1.96 * 2.0_f64.sqrt() * 1.11 - stroke).abs() < 0.005);
}

#[test]
fn without_a_condition_the_largest_error_holds_until_there_are_own_repeats() {
    let smallest = |kept: &Checks| smallest_change(BACKWARD, kept, None).unwrap();
    let few = checks(BACKWARD, &[&[5.0, 5.2], &[5.0, 5.2], &[5.0, 5.2]]);
    assert_eq!(own_error(BACKWARD, &few), None);
    assert_eq!(smallest(&few).from, From::Largest("3MBW-09"));
    assert!((smallest(&few).value - 4.33).abs() < 1e-12);
    let enough = checks(BACKWARD, &[&[5.0, 5.4], &[5.0, 5.4], &[5.0, 5.4], &[5.0, 5.4]]);
    // Each pair's variance is 0.08, so the error is its root.
    assert!((own_error(BACKWARD, &enough).unwrap() - 0.08_f64.sqrt()).abs() < 1e-12);
    assert_eq!(smallest(&enough).from, From::Own);
    assert!((smallest(&enough).value - 2.77 * 0.08_f64.sqrt()).abs() < 1e-12);
    assert_eq!(
        smallest_change(BACKWARD, &enough, Some(Condition::Stroke)).unwrap().from,
        From::Published("3MBW-07")
    );
}

#[test]
fn a_walker_who_repeats_exactly_is_still_only_as_exact_as_the_clock() {
    let kept = checks(BACKWARD, &[&[5.0; 2], &[5.0; 2], &[5.0; 2], &[5.0; 2]]);
    assert_eq!(own_error(BACKWARD, &kept), Some(0.1));
    let counted = Protocol { trials: 2, ..thirty_second_chair_stand::PROTOCOL };
    let kept = checks(&counted, &[&[9.0; 2], &[9.0; 2], &[9.0; 2], &[9.0; 2]]);
    assert_eq!(own_error(&counted, &kept), Some(1.0));
    let sway = &standing_sway::PROTOCOL;
    let kept = checks(sway, &[&[0.1; 2], &[0.1; 2], &[0.1; 2], &[0.1; 2]]);
    assert_eq!(own_error(sway, &kept), Some(0.001));
}

#[test]
fn walking_speed_changes_by_a_tenth_of_a_metre_a_second_or_not_at_all() {
    let ten = &ten_metre_walk::PROTOCOL;
    // 10 s is 1.00 m/s.
    assert_eq!(check_pair(ten, 10.0, 10.0 / 1.09, None), Comparison::Same);
    assert_eq!(check_pair(ten, 10.0, 10.0 / 1.11, None), Comparison::Better);
    assert_eq!(check_pair(ten, 10.0, 10.0 / 0.89, None), Comparison::Worse);
    assert_eq!(check_pair(ten, 10.0, 10.0 / 0.89, Some(Condition::Stroke)), Comparison::Worse);
}

#[test]
fn where_no_error_is_known_nothing_is_claimed() {
    assert_eq!(check_pair(UP_AND_GO, 20.0, 8.0, None), Comparison::NotKnown);
    let kept = checks(UP_AND_GO, &[&[20.0, 20.2], &[20.0, 20.2], &[20.0, 20.2], &[8.0, 8.2]]);
    assert_eq!(compare(UP_AND_GO, &kept), Comparison::Better);
    let more = &single_leg_stance::PROTOCOL;
    let ten = [10.0, 10.2, 10.1];
    let kept = checks(more, &[&ten, &ten, &ten, &[20.0, 20.2, 20.1]]);
    assert_eq!(compare(more, &kept), Comparison::Better);
}

#[test]
fn a_first_result_and_one_timed_another_way_are_compared_with_nothing() {
    assert_eq!(compare(BACKWARD, &checks(BACKWARD, &[&[5.0, 5.0]])), Comparison::First);
    let mut kept = checks(BACKWARD, &[&[9.0, 9.0]]);
    kept.keep(BACKWARD.take(TODAY + 28, &[3.0; 2], TimedBy::Steps).unwrap(), TODAY + 28).unwrap();
    assert_eq!(compare(BACKWARD, &kept), Comparison::OtherTiming);
    // The next by tap is held against the last by tap.
    kept.keep(BACKWARD.take(TODAY + 56, &[4.0; 2], TimedBy::Tap).unwrap(), TODAY + 56).unwrap();
    assert_eq!(compare(BACKWARD, &kept), Comparison::Better);
}

#[test]
fn four_stances_are_not_four_repeats_of_one() {
    let four = &four_stage_balance::PROTOCOL;
    let ten = [10.0; 4];
    let short = [10.0, 10.0, 10.0, 9.5];
    assert_eq!(compare(four, &checks(four, &[&ten, &ten, &short])), Comparison::NotKnown);
    // However often the clock ended all four, it has told nothing of the error.
    assert_eq!(
        compare(four, &checks(four, &[&ten, &ten, &ten, &ten, &ten, &ten, &short])),
        Comparison::NotKnown
    );
    let held = |last: f64| [10.0, 10.0, last, 0.0];
    let kept = |now: f64| checks(four, &[&held(5.0), &held(6.0), &held(4.0), &held(now)]);
    // Differences of 1 and 2 s: the error is the root of 5/4; two of them are judged by t = 4.303.
    let OwnError { error, times } = change::own_error(four, &kept(9.0), TimedBy::Tap).unwrap();
    assert!((error - 1.25_f64.sqrt()).abs() < 1e-9 && (times - 2.0_f64.sqrt() * 4.302_652_7).abs() < 1e-6);
    let edge = error * times;
    assert_eq!(compare(four, &kept(4.0)), Comparison::Same);
    assert!(edge > 6.0, "{edge}");
    assert_eq!(compare(four, &kept(10.0)), Comparison::Same);
}

#[test]
fn a_check_of_one_trial_has_its_error_from_the_checks_before_it() {
    let chair = &thirty_second_chair_stand::PROTOCOL;
    let kept = |counts: &[f64]| {
        let trials: Vec<[f64; 1]> = counts.iter().map(|count| [*count]).collect();
        checks(chair, &trials.iter().map(<[f64; 1]>::as_slice).collect::<Vec<_>>())
    };
    assert_eq!(compare(chair, &kept(&[10.0, 10.0, 18.0])), Comparison::NotKnown);
    // Equal counts are still only as exact as one stand: 1.41 * 4.30 = 6.1 stands.
    assert_eq!(compare(chair, &kept(&[10.0, 10.0, 10.0, 16.0])), Comparison::Same);
    assert_eq!(compare(chair, &kept(&[10.0, 10.0, 10.0, 17.0])), Comparison::Better);
    assert_eq!(compare(chair, &kept(&[17.0, 17.0, 17.0, 10.0])), Comparison::Worse);
}

#[test]
fn a_hold_that_ran_to_its_cap_says_nothing_of_the_error() {
    let leg = &single_leg_stance::PROTOCOL;
    let cap: &[f64] = &[45.0; 3];
    assert_eq!(compare(leg, &checks(leg, &[cap, cap, cap, &[44.0, 45.0, 45.0]])), Comparison::NotKnown);
    // Nothing is promised to whoever holds every time as long as it goes.
    assert_eq!(compare(leg, &checks(leg, &[&[44.0, 45.0, 45.0], cap, cap])), Comparison::AtItsEnd);
    let four = &four_stage_balance::PROTOCOL;
    assert_eq!(compare(four, &checks(four, &[&[10.0; 4], &[10.0; 4]])), Comparison::AtItsEnd);
}

#[test]
fn the_phones_steps_have_no_error_but_the_walkers_own() {
    let mut kept = Checks::default();
    let by_steps = |kept: &mut Checks, at: i32, trials: [f64; 2]| {
        let day = TODAY + at;
        kept.keep(BACKWARD.take(day, &trials, TimedBy::Steps).unwrap(), day).unwrap();
        compare(BACKWARD, kept)
    };
    // Four by tap lend them nothing.
    for at in 0..4 {
        kept.keep(BACKWARD.take(TODAY - 9 + at, &[5.0, 5.2], TimedBy::Tap).unwrap(), TODAY).unwrap();
    }
    assert_eq!(by_steps(&mut kept, 1, [9.0, 9.2]), Comparison::OtherTiming);
    assert_eq!(by_steps(&mut kept, 2, [9.0, 9.2]), Comparison::NotKnown);
    assert_eq!(by_steps(&mut kept, 3, [9.0, 9.2]), Comparison::NotKnown);
    assert_eq!(by_steps(&mut kept, 4, [8.0, 8.2]), Comparison::Better);
}

#[test]
fn a_slow_gain_is_told_against_the_first() {
    let ten = &ten_metre_walk::PROTOCOL;
    let of = |seconds: &[f64]| {
        let trials: Vec<[f64; 2]> = seconds.iter().map(|value| [*value; 2]).collect();
        since_first(ten, &checks(ten, &trials.iter().map(<[f64; 2]>::as_slice).collect::<Vec<_>>()))
    };
    assert_eq!(of(&[10.0, 8.0]), None, "two are the last and the first");
    assert_eq!(of(&[10.0, 9.5, 9.0]), Some(Comparison::Better));
    assert_eq!(of(&[10.0, 10.5, 11.5]), Some(Comparison::Worse));
    assert_eq!(of(&[10.0, 10.5, 10.2]), Some(Comparison::Same));
}

#[test]
fn every_check_has_an_id_of_its_own_and_can_be_found_by_it() {
    for (i, protocol) in PROTOCOLS.iter().enumerate() {
        assert_eq!(super::protocol(protocol.id), Some(protocol));
        assert!(PROTOCOLS.iter().skip(i + 1).all(|other| other.id != protocol.id));
        assert!(protocol.steps > 0 && protocol.trials > 0 && protocol.plausible.0 < protocol.plausible.1);
    }
    assert_eq!(super::protocol("blood-pressure"), None);
}

#[test]
fn the_reference_for_backward_walking_is_by_sex() {
    use crate::screening::Sex;
    assert_eq!(norms::backward_walk(Sex::Man), (2.23, 3.00));
    assert_eq!(norms::backward_walk(Sex::Woman), (2.60, 3.50));
}

#[test]
fn the_own_error_and_the_gain_keep_their_signs_and_their_edges() {
    // Pairs around one mean, two of which spread more: ((0.2² + 0.2²) + 2·(0.5² + 0.5²)) / 4.
    let kept = checks(BACKWARD, &[&[4.8, 5.2], &[4.5, 5.5], &[4.5, 5.5], &[5.0, 5.0]]);
    let expected = ((0.08 + 0.5 + 0.5) / 4.0_f64).sqrt();
    assert!((own_error(BACKWARD, &kept).unwrap() - expected).abs() < 1e-9);
    // More stands held by less than the error are the same, and by more are better; fewer are worse.
    let hold = |now: f64| {
        let kept = checks(
            &single_leg_stance::PROTOCOL,
            &[&[10.0, 10.2, 10.1], &[10.0, 10.2, 10.1], &[10.0, 10.2, 10.1], &[now, now + 0.2, now + 0.1]],
        );
        compare(&single_leg_stance::PROTOCOL, &kept)
    };
    // The error is 0.1 s, told by two differences: the smallest change is 0.608 s.
    assert_eq!(hold(10.6), Comparison::Same);
    assert_eq!(hold(10.7), Comparison::Better);
    assert_eq!(hold(9.3), Comparison::Worse);
    assert_eq!(hold(9.4), Comparison::Same);
}

#[test]
fn a_difference_of_exactly_the_error_is_the_same() {
    let kept = |before: f64, now: f64| checks(BACKWARD, &[&[before; 2], &[now; 2]]);
    // 4.33 s is the largest published error; 8.0 and 12.33 differ by it to the last bit.
    let error = 12.33 - 8.0;
    assert!(error <= 4.33);
    assert_eq!(compare(BACKWARD, &kept(12.33, 8.0)), Comparison::Same);
    let exact = Protocol { id: "exact", ..*BACKWARD };
    let edge = |now: f64| {
        let kept = checks(&exact, &[&[4.0, 4.0], &[4.0, 4.0], &[4.0, 4.0], &[4.0, 4.0], &[now, now]]);
        compare(&exact, &kept)
    };
    // The error of exact repeats is a tenth; three differences of it are judged by t = 3.182.
    let smallest = 2.0_f64.sqrt() * 3.182_446_305 * 0.1;
    assert_eq!(edge(4.0 - smallest + 1e-6), Comparison::Same);
    assert_eq!(edge(4.0 + smallest - 1e-6), Comparison::Same);
    assert_eq!(edge(4.0 - smallest - 1e-6), Comparison::Better);
    assert_eq!(edge(4.0 + smallest + 1e-6), Comparison::Worse);
}

#[test]
fn the_own_error_is_the_spread_within_each_check_where_the_checks_agree() {
    let checks = checks(UP_AND_GO, &[&[10.0, 11.0], &[9.5, 11.5], &[10.5, 10.5], &[10.0, 11.0]]);
    // Squares 0.5, 2, 0 and 0.5 over four degrees of freedom.
    let error = own_error(UP_AND_GO, &checks).unwrap();
    assert!((error - libm::sqrt(0.75)).abs() < 1e-9, "{error}");
}

#[test]
fn a_change_as_large_as_the_error_is_not_more_than_it() {
    // Once and twice the error, so that the difference is exact.
    let (smallest, _) = three_meter_backward_walk::published(Condition::MultipleSclerosis);
    let pair = |before, now| check_pair(BACKWARD, before, now, Some(Condition::MultipleSclerosis));
    assert_eq!(pair(smallest, 2.0 * smallest), Comparison::Same);
    assert_eq!(pair(2.0 * smallest, smallest), Comparison::Same);
    assert_eq!(pair(smallest, 2.0 * smallest + 0.01), Comparison::Worse);
    assert_eq!(pair(2.0 * smallest + 0.01, smallest), Comparison::Better);
}

#[test]
fn a_stance_that_fell_short_ends_the_check() {
    let take = |trials: [f64; 4]| four_stage_balance::PROTOCOL.take(TODAY, &trials, TimedBy::Tap);
    let stances =
        [[10.0, 10.0, 8.0, 0.0], [10.0, 10.0, 10.0, 3.0], [10.0, 9.9, 0.0, 0.0], [0.0; 4], [10.0; 4]];
    let taken = stances.map(|trials| take(trials).unwrap());
    let tandem: Vec<f64> = taken.iter().map(four_stage_balance::tandem_seconds).collect();
    assert_eq!(tandem, [8.0, 10.0, 0.0, 0.0, 10.0]);
    for wrong in
        [[10.0, 9.9, 10.0, 10.0], [0.0, 10.0, 10.0, 10.0], [10.0, 10.0, 9.9, 0.1], [5.0, 0.0, 0.0, 3.0]]
    {
        assert_eq!(take(wrong), Err(Problem::AfterTheEnd), "{wrong:?}");
    }
    // Three times on one leg are three of a kind.
    assert!(single_leg_stance::PROTOCOL.take(TODAY, &[3.0, 45.0, 2.0], TimedBy::Tap).is_ok());
}

#[test]
fn what_is_counted_is_whole_and_no_check_is_older_than_its_first_day() {
    let stand = |day, count| thirty_second_chair_stand::PROTOCOL.take(day, &[count], TimedBy::Tap);
    assert_eq!(stand(TODAY, 12.5), Err(Problem::NotWhole(12.5)));
    assert!(stand(TODAY, 12.0).is_ok() && stand(TODAY, 0.0).is_ok());
    assert_eq!(limits::FIRST_DAY.date(), (2000, 1, 1));
    assert!(stand(limits::FIRST_DAY, 12.0).is_ok());
    assert_eq!(stand(limits::FIRST_DAY - 1, 12.0), Err(Problem::TooLongAgo));
}

#[test]
fn a_check_whose_steps_were_counted_knows_their_length_and_every_distance_its_speed() {
    let taken = BACKWARD.take(TODAY, &[5.0, 7.0], TimedBy::Steps).unwrap();
    let walked =
        |check: &Check| check.walked().map(|(length, speed)| (length.map(Length::meters), speed.mps()));
    assert_eq!(walked(&taken), Some((None, 0.5)));
    // Six metres in 15 steps and 12 seconds.
    assert_eq!(walked(&taken.clone().with_steps(&[7, 8])), Some((Some(0.4), 0.5)));
    // As many counts as trials, and as long as steps are: 3 m in one step, or in 31, are none.
    for wrong in [&[7][..], &[7, 8, 9], &[7, 1], &[7, 0], &[31, 8]] {
        assert_eq!(walked(&taken.clone().with_steps(wrong)), Some((None, 0.5)), "{wrong:?}");
    }
    for edge in [2, 30] {
        assert!(taken.clone().with_steps(&[edge, 8]).steps.len() == 2, "{edge}");
    }
    assert_eq!(
        [0, 1, 2, 30, 31, 40].map(|steps| BACKWARD.may_take(steps)),
        [false, false, true, true, false, false]
    );
    assert!(!UP_AND_GO.may_take(9));
    assert_eq!(UP_AND_GO.take(TODAY, &[9.0, 9.0], TimedBy::Steps).unwrap().timed_by, TimedBy::Tap);
    let up = UP_AND_GO.take(TODAY, &[9.0, 9.0], TimedBy::Tap).unwrap().with_steps(&[9, 9]);
    assert_eq!((walked(&up), up.steps.len()), (None, 0));
}

#[test]
fn only_a_stopwatch_opens_a_gate_and_the_slower_trial_counts() {
    let gate = |trials: [f64; 2], timed_by| {
        three_meter_backward_walk::gate_seconds(&BACKWARD.take(TODAY, &trials, timed_by).unwrap())
    };
    assert_eq!(gate([1.6, 5.2], TimedBy::Tap), Some(5.2));
    assert_eq!(gate([4.0, 3.0], TimedBy::Tap), Some(4.0));
    assert_eq!(gate([4.0, 4.5], TimedBy::Steps), None);
    // Slow by steps is slow, and shuts.
    assert_eq!(gate([4.0, 4.6], TimedBy::Steps), Some(4.6));
}

#[test]
fn who_repeats_evenly_and_differs_from_day_to_day_has_not_changed() {
    let pairs: Vec<[f64; 2]> = [5.0, 5.5, 5.0, 5.5].map(|value| [value; 2]).to_vec();
    let kept = checks(BACKWARD, &pairs.iter().map(<[f64; 2]>::as_slice).collect::<Vec<_>>());
    assert_eq!(compare(BACKWARD, &kept), Comparison::Same);
    // Half a second between them, twice: the error is the root of 1/8, and t = 4.303.
    let smallest = smallest_change(BACKWARD, &kept, None).unwrap();
    assert_eq!(smallest.from, From::Own);
    assert!((smallest.value - 0.125_f64.sqrt() * 2.0_f64.sqrt() * 4.302_652_7).abs() < 1e-6);
}
