//! Each hazard of the stop rule: when it is there, what it sends and says; beside it what is none yet.

use super::*;
use crate::stop::STOP_RULE;

#[test]
fn hazard_probe_failed() {
    // In miles, deaf, the wrong way, and halved.
    for (percent, follows) in [(161, true), (100, false), (70, true), (62, true)] {
        let mut bench = Bench::ready();
        bench.ask(Ask::NobodyOnBelt).wait(1000);
        (bench.percent, bench.follows) = (percent, follows);
        bench.wait(20_000);
        assert!(bench.heard(Hazard::ProbeFailed), "{percent}: {:?}", bench.said);
        assert_eq!(bench.outputs.iter().filter(|o| **o == Output::RememberFailedProbe).count(), 1);
        assert!(bench.written.contains(&Command::Stop));
        bench.running = false;
        bench.wait(10_000);
        assert_eq!(bench.controller.stage(), Stage::ReadOnly(Refusal::ProbeFailed), "{percent}");
        bench.forget();
        bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).ask(Ask::NobodyOnBelt).wait(1000);
        assert_eq!(bench.written, [], "for good");
    }
}

#[test]
fn the_probe_is_judged_when_its_time_is_up_and_not_where_the_belt_passes_through_the_right_speed() {
    let mut bench = Bench::ready();
    bench.data_every = Duration::from_millis(100);
    bench.ask(Ask::NobodyOnBelt).wait(3500);
    assert_eq!(bench.written.last(), Some(&Command::Speed(centi(MIN + 20))));
    // From 1.00 km/h down to 0.40, past the 0.80 that are asked.
    bench.percent = 50;
    bench.wait(12_000);
    assert!(bench.heard(Hazard::ProbeFailed), "{:?}", bench.said);
}

#[test]
fn hazard_started_too_fast() {
    let mut bench = Bench::proved();
    bench.target = 96;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(3000);
    assert!(bench.heard(Hazard::StartedTooFast), "slowest 0.80 and a step is 0.90, give or take 0.05");
    assert_eq!(bench.written[..2], [Command::Start, Command::Stop]);
    let mut bench = Bench::proved();
    bench.target = 95;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(9000);
    assert_eq!(bench.controller.stage(), Stage::Walking);
}

#[test]
fn hazard_too_fast() {
    let mut bench = Bench::walking();
    assert_eq!(bench.controller.ceiling(), Ok((centi(100), Ring::Personal)));
    (bench.speed, bench.target) = (100, 100);
    bench.controller.asked = Some(centi(100));
    bench.wait(1000);
    assert_eq!(bench.controller.stage(), Stage::Walking, "the ceiling itself is allowed");
    (bench.speed, bench.target) = (101, 101);
    bench.wait(500);
    bench.stops_for(Hazard::TooFast);
}

#[test]
fn hazard_too_fast_after_letting_go() {
    let mut bench = Bench::walking();
    bench.status(&[0xFF]);
    assert_eq!(bench.controller.stage(), Stage::LetGo);
    bench.forget();
    (bench.speed, bench.target) = (101, 101);
    bench.wait(500);
    bench.stops_for(Hazard::TooFast);
}

#[test]
fn hazard_walker_stops() {
    let mut bench = Bench::walking();
    bench.ask(Ask::Stop);
    bench.stops_for(Hazard::WalkerStops);
    bench.wait(2500);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    assert!(bench.said.contains(&Saying::Notice(Notice::Standing)));
}

#[test]
fn hazard_stop_not_seen() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop).wait(5000);
    assert!(!bench.heard(Hazard::StopNotSeen));
    bench.wait(100);
    assert!(bench.heard(Hazard::StopNotSeen));
    bench.wait(15_000);
    let told = bench.said.iter().filter(|s| **s == Saying::Hazard(Hazard::StopNotSeen)).count();
    assert_eq!(told, 2, "and again every ten seconds");
}

#[test]
fn stop_touched_where_no_stop_is_heard_or_heeded_promises_none() {
    let mut bench = Bench::walking();
    bench.linked = false;
    bench.input(Input::LinkLost);
    bench.wait(2000).ask(Ask::Stop).wait(9000);
    assert_eq!(bench.said, [Saying::Hazard(Hazard::LinkLost); 2], "the cord is not talked over");
    let mut bench = Bench::ready();
    bench.linked = false;
    bench.input(Input::LinkLost);
    bench.forget();
    bench.ask(Ask::Stop).wait(1000);
    assert_eq!(bench.said, [Saying::Hazard(Hazard::LinkLost)], "whoever touches STOP sees it run");
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop).wait(6000);
    bench.forget();
    bench.ask(Ask::Stop).wait(1000);
    assert_eq!((bench.said.len(), bench.written[0]), (0, Command::Stop), "but a stop is sent at once");
    // A belt that tells nothing: the rails, once, and no promise.
    let mut bench = Bench::walking();
    bench.data_every = Duration::from_secs(100);
    bench.wait(3000).ask(Ask::Stop).wait(1000);
    assert_eq!(bench.said, [Saying::Hazard(Hazard::NoData)]);
}

#[test]
fn hazard_link_lost() {
    let mut bench = Bench::walking();
    bench.linked = false;
    bench.input(Input::LinkLost);
    assert!(bench.heard(Hazard::LinkLost), "said at once");
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::Off, 0));
    assert_eq!(bench.controller.belt().speed(bench.now), None, "nobody knows how fast");
    bench.wait(21_000);
    let told = bench.said.iter().filter(|s| **s == Saying::Hazard(Hazard::LinkLost)).count();
    assert_eq!(told, 3, "and again every ten seconds");
    assert!(!bench.heard(Hazard::StopNotSeen));
    bench.result = 5;
    bench.link();
    assert_eq!(bench.written[..2], [Command::Stop, Command::RequestControl], "permission went with the link");
    bench.result = 1;
    bench.wait(1000);
    assert_eq!(bench.written.last(), Some(&Command::Stop));
    bench.wait(9000);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    assert!(!bench.controller.clip_is_on(), "the clip is asked for again");
    bench.forget();
    bench.wait(30_000);
    assert_eq!(bench.written, [], "nothing resumes by itself");
}

#[test]
fn a_key_pulled_while_the_belt_stops_is_off_the_clothes_all_the_same() {
    for (status, on) in [(0x03, false), (0x01, true)] {
        let mut bench = Bench::walking();
        bench.ask(Ask::StopAsPlanned).wait(200);
        bench.status(&[status]);
        bench.wait(10_000);
        assert_eq!((bench.controller.stage(), bench.controller.clip_is_on()), (Stage::Ready, on), "{status}");
    }
}

#[test]
fn hazard_safety_key() {
    for status in [&[0x03][..], &[0x01]] {
        let mut bench = Bench::walking();
        bench.status(status);
        bench.stops_for(Hazard::SafetyKey);
        bench.wait(5000);
        bench.ask(Ask::StartFromRails);
        assert!(bench.refused(Refusal::ClipNotOn), "the clip is asked for again");
    }
    let mut bench = Bench::proved();
    bench.status(&[0x03]);
    assert_eq!(bench.written, [], "a key pulled on a belt that stands is no news");
}

#[test]
fn hazard_moved_unasked() {
    let mut bench = Bench::proved();
    (bench.running, bench.target, bench.follows) = (true, MIN, false);
    bench.wait(600);
    bench.stops_for(Hazard::MovedUnasked);
}

#[test]
fn a_belt_not_held_may_move_as_it_likes() {
    let mut bench = Bench::ready();
    (bench.running, bench.target) = (true, 400);
    bench.wait(30_000);
    assert_eq!((bench.written.len(), bench.said.len()), (0, 1), "{:?}", bench.said);
}

#[test]
fn hazard_faster_than_asked() {
    let mut bench = Bench::walking();
    bench.speed = MIN + 15;
    bench.target = MIN + 15;
    bench.wait(1000);
    assert_eq!(bench.controller.stage(), Stage::Walking, "0.15 km/h is within tolerance");
    bench.speed = MIN + 16;
    bench.target = MIN + 16;
    bench.wait(500);
    bench.stops_for(Hazard::FasterThanAsked);
}

#[test]
fn a_belt_that_speeds_up_when_asked_to_slow_down_is_stopped() {
    let mut bench = Bench::walking();
    bench.wait(30_000).ask(Ask::Faster).wait(3000);
    bench.forget();
    bench.ask(Ask::Slower).wait(100);
    assert_eq!(bench.written, [Command::Speed(centi(MIN))]);
    bench.forget();
    bench.controller.personal.week = 3;
    (bench.speed, bench.target) = (MIN + 26, MIN + 26);
    bench.wait(500);
    bench.stops_for(Hazard::FasterThanAsked);
}

#[test]
fn hazard_turned_on_moving_belt() {
    let mut bench = Bench::walking();
    bench.input(Input::Felt(Felt::Walking(Facing::Backward)));
    assert_eq!(bench.controller.stage(), Stage::Walking);
    bench.input(Input::Felt(Felt::Walking(Facing::Forward)));
    bench.stops_for(Hazard::TurnedOnMovingBelt);
}

#[test]
fn steps_forward_on_a_standing_belt_are_no_danger() {
    let mut bench = Bench::proved();
    bench.input(Input::Felt(Felt::Walking(Facing::Forward)));
    assert_eq!(bench.said, []);
}

#[test]
fn hazard_walker_gone_and_hazard_steps_lost() {
    let mut bench = Bench::walking();
    bench.steps = true;
    bench.wait(30_000).ask(Ask::Faster).wait(3000);
    bench.steps = false;
    bench.forget();
    bench.wait(4000);
    assert_eq!(bench.written, []);
    bench.wait(100);
    assert!(bench.heard(Hazard::StepsLost));
    assert_eq!(bench.written, [Command::Speed(centi(MIN))]);
    bench.steps = true;
    bench.wait(40_000).ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
    bench.steps = false;
    bench.forget();
    bench.wait(10_000);
    assert_eq!(bench.written, []);
    bench.wait(100);
    bench.stops_for(Hazard::WalkerGone);
}

/// Steps were felt, the belt stood, and moves for the walker again.
fn started_again() -> Bench {
    let mut bench = Bench::walking();
    bench.steps = true;
    bench.wait(1000);
    bench.steps = false;
    bench.ask(Ask::StopAsPlanned).wait(5000).ask(Ask::StartFromRails);
    while bench.controller.stage() != Stage::Walking {
        bench.wait(100);
    }
    bench.forget();
    bench
}

#[test]
fn nobody_is_missed_on_a_belt_that_is_tested_anew() {
    let mut bench = started_again();
    bench.ask(Ask::StopAsPlanned).wait(30_000).ask(Ask::NobodyOnBelt).wait(1500);
    assert!(matches!(bench.controller.stage(), Stage::Probing(_)));
    bench.status(&[0xFF]).wait(500);
    assert!(bench.heard(Hazard::ControlTaken) && !bench.heard(Hazard::WalkerGone));
}

#[test]
fn who_takes_no_step_after_a_new_start_is_gone_where_steps_were_felt_before() {
    let mut bench = started_again();
    bench.wait(1000).input(Input::Felt(Felt::Step));
    bench.wait(5000).input(Input::ToldToStepOn);
    bench.wait(3000).input(Input::ToldToStepOn);
    bench.wait(1000);
    assert_eq!(bench.said, [], "a foot that moved on the rails is no step that is missed");
    let mut bench = started_again();
    bench.wait(6000).input(Input::ToldToStepOn);
    bench.wait(3000).input(Input::ToldToStepOn);
    bench.wait(7000);
    assert_eq!(bench.said, [], "who steps on slowly once it was said is not lost");
    assert!(!bench.controller.is_walked_on(bench.now));
    bench.wait(100);
    bench.stops_for(Hazard::WalkerGone);
}

#[test]
fn a_walker_who_is_never_told_to_step_on_is_waited_for_no_longer_than_the_words_may_take() {
    let mut bench = started_again();
    bench.wait(25_000);
    assert_eq!(bench.said, []);
    bench.wait(100);
    bench.stops_for(Hazard::WalkerGone);
}

#[test]
fn walking_whose_way_is_known_is_steps() {
    let mut bench = Bench::walking();
    bench.input(Input::Felt(Felt::Step));
    for _ in 0..24 {
        bench.input(Input::Felt(Felt::Walking(Facing::Backward)));
        bench.wait(500);
    }
    assert_eq!(bench.said, []);
}

#[test]
fn a_walk_that_never_felt_a_step_says_so_once() {
    let mut bench = Bench::walking();
    bench.input(Input::ToldToStepOn);
    bench.wait(10_000);
    assert_eq!(bench.said, []);
    assert!(bench.controller.is_walked_on(bench.now));
    bench.wait(2000);
    assert_eq!(bench.said, [Saying::Notice(Notice::StepsNotFelt)]);
    bench.ask(Ask::StopAsPlanned).wait(5000).ask(Ask::StartFromRails).wait(6000);
    bench.forget();
    bench.wait(30_000);
    assert_eq!((bench.controller.stage(), bench.said.len()), (Stage::Walking, 0));
}

#[test]
fn hazard_no_data() {
    let mut bench = Bench::walking();
    bench.data_every = Duration::from_secs(100);
    bench.wait(2000);
    assert_eq!(bench.written, []);
    bench.wait(700);
    bench.stops_for(Hazard::NoData);
    bench.wait(20_000);
    assert!(bench.written.len() > 18, "a stop nobody sees is sent on");
}

#[test]
fn hazard_data_frozen() {
    let mut bench = Bench::walking();
    bench.data_every = Duration::from_secs(100);
    bench.follows = false;
    for _ in 0..11 {
        bench.tell();
        bench.wait(500);
    }
    bench.tell();
    bench.stops_for(Hazard::DataFrozen);
}

#[test]
fn a_belt_without_a_clock_is_not_frozen() {
    let mut bench = Bench::walking();
    bench.controller.belt = Belt::default();
    (bench.linked, bench.steps) = (false, true);
    for _ in 0..40 {
        bench.input(Input::Heard(Characteristic::TreadmillData, &[0, 0, 80, 0]));
        bench.wait(500);
    }
    assert_eq!(bench.said, []);
}

#[test]
fn hazard_no_answer() {
    let mut bench = Bench::walking();
    bench.wait(30_000);
    bench.answers = false;
    bench.ask(Ask::Faster);
    bench.forget();
    bench.wait(2000);
    assert_eq!(bench.written, []);
    bench.wait(200);
    assert!(bench.heard(Hazard::NoAnswer));
    assert_eq!(bench.written, [Command::Stop]);
}

#[test]
fn a_command_that_cannot_be_written_is_not_waited_for() {
    let mut bench = Bench::walking();
    bench.wait(30_000);
    bench.answers = false;
    bench.ask(Ask::Faster);
    bench.forget();
    bench.input(Input::WriteFailed);
    bench.stops_for(Hazard::NoAnswer);
    bench.input(Input::WriteFailed);
    assert_eq!(bench.written, [Command::Stop]);
}

#[test]
fn hazard_command_refused() {
    let mut bench = Bench::walking();
    bench.wait(30_000);
    bench.result = 3;
    bench.ask(Ask::Faster).wait(100);
    assert!(bench.heard(Hazard::CommandRefused));
    assert_eq!(bench.written[1], Command::Stop);
}

#[test]
fn hazard_speed_not_seen() {
    let mut bench = Bench::walking();
    bench.controller.personal.week = 3;
    for _ in 0..2 {
        bench.wait(30_000).ask(Ask::Faster).wait(100);
    }
    bench.follows = false;
    bench.forget();
    bench.ask(Ask::Slowest).wait(5000);
    assert_eq!(bench.said, [Saying::Notice(Notice::Slower)]);
    bench.wait(600);
    assert!(bench.heard(Hazard::SpeedNotSeen), "{:?}", bench.said);
    assert_eq!(bench.written[1], Command::Stop);
}

#[test]
fn a_start_that_moves_nothing_in_five_seconds_is_stopped() {
    let mut bench = Bench::proved();
    bench.follows = false;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(5000);
    assert_eq!(bench.written, [Command::Start]);
    bench.wait(600);
    assert!(bench.heard(Hazard::SpeedNotSeen));
    assert_eq!(bench.written[1], Command::Stop);
    let mut bench = Bench::ready();
    bench.follows = false;
    bench.ask(Ask::NobodyOnBelt).wait(6000);
    assert!(bench.heard(Hazard::SpeedNotSeen), "in the probe as well");
    assert_eq!(bench.controller.proof(), Proof::Untried);
}

#[test]
fn hazard_app_asleep() {
    let mut bench = Bench::walking();
    bench.now = bench.now + Duration::from_millis(1500);
    bench.input(Input::Tick);
    assert_eq!(bench.written, []);
    bench.now = bench.now + Duration::from_millis(1501);
    bench.tell();
    assert!(bench.heard(Hazard::AppAsleep));
    assert_eq!(bench.written, [Command::Stop]);
}

#[test]
fn of_dangers_at_once_every_stop_is_told_and_what_only_slows_is_not() {
    let mut bench = Bench::walking();
    bench.steps = true;
    bench.wait(1000);
    bench.now = bench.now + limits::WALKER_GONE + Duration::from_millis(1);
    bench.input(Input::Tick);
    let stops = [Hazard::NoData, Hazard::DataFrozen, Hazard::AppAsleep];
    assert_eq!(bench.said, stops.map(Saying::Hazard), "and no walker is blamed where nobody listened");
    assert_eq!(bench.written, [Command::Stop]);
}

#[test]
fn a_belt_that_ran_away_twice_is_run_no_more_in_this_walk() {
    let mut bench = Bench::walking();
    for stage in [Stage::Ready, Stage::ReadOnly(Refusal::ProbeFailed)] {
        bench.forget();
        (bench.speed, bench.target) = (MIN + 20, MIN + 20);
        bench.wait(500);
        bench.stops_for(Hazard::FasterThanAsked);
        bench.wait(10_000);
        assert_eq!(bench.controller.stage(), stage);
        bench.target = MIN;
        bench.forget();
        bench.ask(Ask::StartFromRails).wait(6000);
    }
    assert_eq!((bench.written.len(), bench.said.len()), (0, 1), "{:?}", bench.said);
    assert!(!bench.outputs.contains(&Output::RememberFailedProbe), "in another walk it may be tried again");
}

#[test]
fn hazard_deck_tilts() {
    let mut bench = Bench::walking();
    bench.slope = -5;
    bench.wait(500);
    assert_eq!(bench.written, []);
    bench.slope = -6;
    bench.wait(500);
    bench.stops_for(Hazard::DeckTilts);
}

#[test]
fn hazard_heart_too_fast() {
    let mut bench = Bench::walking();
    bench.wait(30_000).ask(Ask::Faster).wait(3000);
    bench.controller.personal.heart_rate_alarm = Some(130);
    bench.forget();
    bench.input(Input::Heard(Characteristic::HeartRate, &[0, 129]));
    bench.input(Input::Felt(Felt::HeartRate(251)));
    bench.input(Input::Heard(Characteristic::HeartRate, &[]));
    assert_eq!(bench.said, [], "a strap that slipped is no alarm");
    bench.input(Input::Heard(Characteristic::HeartRate, &[0, 130]));
    assert!(bench.heard(Hazard::HeartTooFast));
    for _ in 0..12 {
        bench.wait(5000).input(Input::Felt(Felt::HeartRate(130)));
    }
    assert_eq!(bench.written, [Command::Speed(centi(MIN))], "lowered once");
    let told =
        |bench: &Bench| bench.said.iter().filter(|s| **s == Saying::Hazard(Hazard::HeartTooFast)).count();
    assert_eq!(told(&bench), 3, "and said again every half minute while it lasts");
    bench.wait(70_000);
    assert_eq!(told(&bench), 3, "a strap that fell silent tells of no heart");
    bench.input(Input::Felt(Felt::HeartRate(100)));
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
}

#[test]
fn a_limit_that_no_strap_guards_is_said_and_raises_nothing() {
    let mut bench = Bench::proved();
    bench.controller.personal.heart_rate_alarm = Some(130);
    bench.steps = true;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(40_000);
    let unheard =
        |bench: &Bench| bench.said.iter().filter(|s| **s == Saying::Notice(Notice::HeartNotHeard)).count();
    assert_eq!((bench.controller.stage(), unheard(&bench)), (Stage::Walking, 1), "said once");
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::HeartNotHeard));
    bench.input(Input::Felt(Felt::HeartRate(100)));
    bench.wait(10_000).ask(Ask::Faster);
    assert_eq!(bench.written.last(), Some(&Command::Speed(centi(MIN + 10))), "a beat ten seconds ago");
    assert_eq!(unheard(&bench), 1);
    bench.input(Input::Felt(Felt::HeartRate(251)));
    bench.wait(100);
    assert_eq!(unheard(&bench), 2, "the strap fell silent: what no heart does is no beat");
}

#[test]
fn a_walker_without_a_limit_has_no_heart_alarm() {
    let mut bench = Bench::walking();
    bench.controller.personal.heart_rate_alarm = None;
    bench.input(Input::Felt(Felt::HeartRate(200)));
    assert_eq!(bench.said, []);
}

#[test]
fn hazard_console_stops() {
    for what in [1, 2] {
        let mut bench = Bench::walking();
        bench.status(&[0x02, what]);
        assert!(bench.heard(Hazard::ConsoleStops));
        assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::LetGo, 0));
        bench.ask(Ask::Faster).ask(Ask::Slowest).wait(1000);
        assert!(bench.refused(Refusal::NoControl));
        bench.running = false;
        bench.wait(5000);
        assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::Ready, 0));
        bench.running = true;
        bench.wait(5000);
        assert_eq!(bench.written, [], "the console may start it again as it likes");
    }
}

#[test]
fn hazard_control_taken() {
    let mut bench = Bench::walking();
    bench.status(&[0xFF]).wait(30_000);
    assert!(bench.heard(Hazard::ControlTaken));
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::LetGo, 0));
    bench.ask(Ask::Stop);
    assert_eq!(bench.written, [Command::Stop], "a touched stop passes all the same");
}

#[test]
fn hazard_console_slows() {
    let mut bench = Bench::walking();
    bench.controller.asked = Some(centi(100));
    bench.speed = 85;
    bench.target = 85;
    bench.wait(4000);
    assert_eq!(bench.said, [], "0.15 km/h is within tolerance");
    bench.speed = 84;
    bench.target = 84;
    bench.wait(2000);
    bench.speed = 90;
    bench.target = 90;
    bench.wait(1000);
    assert_eq!(bench.said, [], "a foot that brakes the belt is no console");
    bench.speed = 84;
    bench.target = 84;
    bench.wait(2600);
    assert!(bench.heard(Hazard::ConsoleSlows));
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::LetGo, 0));
}

#[test]
fn whoever_walks_on_a_belt_that_was_let_go_of_hears_to_step_onto_the_rails_until_it_stands() {
    let mut bench = Bench::walking();
    bench.steps = true;
    bench.wait(1000).status(&[0x02, 1]);
    bench.running = true;
    bench.forget();
    bench.wait(65_000);
    assert_eq!(bench.said, [Saying::Hazard(Hazard::ControlTaken); 2]);
    bench.running = false;
    bench.wait(65_000);
    assert_eq!(bench.said[2..], [Saying::Notice(Notice::Standing)]);
}

#[test]
fn every_hazard_has_its_row_and_its_name() {
    let mut names = Vec::new();
    for (at, row) in STOP_RULE.iter().enumerate() {
        assert_eq!(row.hazard as usize, at, "the order of the names is the order of the table");
        assert_eq!(row.hazard.row().unwrap().name, row.name);
        names.push(row.name);
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), STOP_RULE.len());
}
