//! A stop goes out at any stage and again until it is seen; what no stop is.

use super::*;

#[test]
fn a_stop_passes_at_any_stage() {
    let mut bench = Bench::new();
    bench.ask(Ask::Stop);
    assert!(bench.heard(Hazard::LinkLost) && bench.written.is_empty(), "no link carries it");
    bench.link();
    assert_eq!(bench.written, [Command::Stop], "as soon as there is a link");
    for mut bench in [Bench::ready(), Bench::proved()] {
        bench.forget();
        bench.ask(Ask::Stop);
        bench.stops_for(Hazard::WalkerStops);
    }
}

#[test]
fn a_stop_is_sent_every_second_until_it_is_seen_and_nothing_else_is() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop).wait(10_000);
    assert_eq!(bench.written, vec![Command::Stop; 11]);
    bench.said.clear();
    bench.ask(Ask::StartFromRails).ask(Ask::StartingByHand).ask(Ask::NobodyOnBelt);
    assert_eq!(bench.said, vec![Saying::Refused(Refusal::Stopping); 3]);
    bench.ask(Ask::Faster).ask(Ask::Slower).ask(Ask::Slowest).ask(Ask::StopAsPlanned);
    assert_eq!(bench.written, vec![Command::Stop; 11]);
}

#[test]
fn a_belt_that_slows_but_never_stands_is_not_stopped() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop);
    bench.target = 40;
    bench.wait(15_000);
    assert!(!bench.heard(Hazard::StopNotSeen));
    bench.wait(100);
    assert!(bench.heard(Hazard::StopNotSeen));
}

#[test]
fn a_report_that_leaps_up_at_a_stop_and_then_falls_is_a_stop_seen() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop);
    bench.speed = 160;
    bench.target = 100;
    bench.wait(6000);
    assert!(!bench.heard(Hazard::StopNotSeen));
}

#[test]
fn a_granted_control_after_a_reconnect_sends_the_stop_again_at_once() {
    let mut bench = Bench::walking();
    bench.input(Input::LinkLost);
    bench.answers = false;
    bench.input(Input::LinkUp { refused: None });
    assert_eq!(bench.written, [Command::Stop]);
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 8, 5]));
    assert_eq!(bench.written, [Command::Stop, Command::RequestControl]);
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 0, 1]));
    assert_eq!(bench.written[2..], [Command::Stop]);
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 8, 1]));
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 0, 4]));
    assert_eq!(bench.written.len(), 3, "no answer but these two changes anything");
}

#[test]
fn control_that_a_stop_finds_lost_is_held_again_once_it_is_granted() {
    let mut bench = Bench::walking();
    bench.answers = false;
    bench.ask(Ask::Stop);
    for (answer, held) in [([0x80, 8, 5], false), ([0x80, 0, 1], true)] {
        bench.input(Input::Heard(Characteristic::ControlPoint, &answer));
        assert_eq!(bench.controller.control, held);
    }
}

#[test]
fn a_link_that_is_back_at_once_sends_the_stop_at_once_and_believes_nothing_it_heard_before() {
    let mut bench = Bench::walking();
    bench.ask(Ask::Stop).wait(300);
    bench.input(Input::LinkLost);
    assert_eq!(bench.controller.belt().speed(bench.now), None);
    bench.forget();
    bench.link();
    assert_eq!(bench.written.first(), Some(&Command::Stop), "not only when its second is over");
    let mut bench = Bench::proved();
    bench.input(Input::LinkLost);
    bench.input(Input::LinkUp { refused: None });
    assert_eq!(bench.controller.machine(), Err(Refusal::NoLiveData), "its range is read anew");
    bench.link();
    bench.wait(2000);
    assert_eq!(bench.controller.stage(), Stage::Reading);
}

#[test]
fn the_link_to_a_belt_that_came_alive_by_itself_is_lost_with_alarm() {
    let mut bench = Bench::proved();
    bench.now = bench.now + Duration::from_millis(50);
    bench.speed = 50;
    bench.controller.belt.unhear();
    bench.input(Input::LinkLost);
    assert!(bench.heard(Hazard::LinkLost));
}

#[test]
fn answers_to_nothing_and_doubled_answers_change_nothing() {
    let mut bench = Bench::walking();
    bench.steps = true;
    for answer in [[0x80, 2, 4], [0x80, 7, 1], [0x80, 0, 5], [0x80, 8, 4]] {
        bench.input(Input::Heard(Characteristic::ControlPoint, &answer));
    }
    bench.input(Input::Heard(Characteristic::ControlPoint, &[2, 0x50, 0]));
    bench.wait(10_000);
    assert_eq!((bench.written.len(), bench.said.len()), (0, 0));
}

#[test]
fn statuses_that_mean_nothing_do_nothing() {
    let mut bench = Bench::walking();
    bench.status(&[0x04]).status(&[0x05, 0xE1, 0]).status(&[0x0A, 1]).status(&[0x7F]).status(&[]);
    bench.input(Input::Heard(Characteristic::TrainingStatus, &[0, 1]));
    bench.input(Input::Heard(Characteristic::RunningSpeedCadence, &[0, 1, 2, 3]));
    bench.input(Input::Heard(Characteristic::InclinationRange, &[0; 6]));
    bench.input(Input::Heard(Characteristic::TreadmillData, &[1]));
    bench.input(Input::Missing(Characteristic::HeartRate));
    bench.wait(5000);
    assert_eq!((bench.written.len(), bench.said.len()), (0, 0));
}

#[test]
fn a_planned_stop_is_a_stop_but_bars_no_later_raise() {
    let mut bench = Bench::walking();
    bench.ask(Ask::StopAsPlanned);
    assert_eq!(bench.written, [Command::Stop]);
    assert_eq!(bench.said, [Saying::Notice(Notice::Stopping)]);
    bench.wait(5000).ask(Ask::StartFromRails).wait(40_000).ask(Ask::Faster);
    assert_eq!(bench.written.last(), Some(&Command::Speed(centi(MIN + 10))));
}

#[test]
fn a_belt_is_held_from_control_on_and_adrift_while_one_that_may_run_has_no_link() {
    let held = |bench: &Bench| (bench.controller.is_held(), bench.controller.is_adrift());
    assert_eq!(held(&Bench::new()), (false, false));
    assert_eq!(held(&Bench::ready()), (false, false));
    // Proved and standing, but under control.
    assert_eq!(held(&Bench::proved()), (true, false));
    let mut bench = Bench::walking();
    assert_eq!(held(&bench), (true, false));
    // Somebody else took it, and it is not seen to stand yet.
    bench.status(&[0xFF]);
    assert_eq!((bench.controller.control, held(&bench)), (false, (true, false)));
    let mut bench = Bench::walking();
    bench.input(Input::LinkLost);
    assert_eq!(held(&bench), (false, true));
    bench.input(Input::LinkUp { refused: None });
    assert!(!bench.controller.is_adrift());
    // A link that is lost while the belt stands leaves nothing behind.
    let mut bench = Bench::proved();
    bench.input(Input::LinkLost);
    assert!(!bench.controller.is_adrift());
}
