//! Faster, slower, turning: what is asked of a belt that runs, and when.

use super::*;

#[test]
fn a_raise_needs_thirty_seconds_and_goes_one_step() {
    let mut bench = Bench::walking();
    bench.wait(25_000);
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::TooSoon), "thirty seconds since the belt moved steadily");
    bench.wait(5_000).ask(Ask::Faster);
    assert_eq!(bench.written, [Command::Speed(centi(MIN + 10))]);
    assert!(bench.said.contains(&Saying::Notice(Notice::Faster)));
    bench.wait(29_000).ask(Ask::Faster);
    assert_eq!(bench.written.len(), 1);
    bench.wait(1000).ask(Ask::Faster).wait(30_000);
    assert_eq!(bench.controller.asked(), Some(centi(100)));
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::AboveCeiling(Ring::Personal)));
}

#[test]
fn nothing_is_raised_without_a_touch() {
    let mut bench = Bench::walking();
    bench.steps = true;
    bench.wait(600_000);
    assert_eq!((bench.written.len(), bench.said.len()), (0, 0), "{:?}", bench.said);
}

#[test]
fn slower_needs_no_waiting_and_ends_at_the_slowest() {
    let mut bench = Bench::walking();
    bench.wait(30_000).ask(Ask::Faster).wait(100).ask(Ask::Slower).wait(100);
    assert_eq!(bench.written, [Command::Speed(centi(MIN + 10)), Command::Speed(centi(MIN))]);
    bench.wait(2000).ask(Ask::Slower).wait(100);
    assert!(bench.refused(Refusal::AlreadySlowest));
    bench.wait(30_000).ask(Ask::Slowest).wait(1000);
    assert_eq!(bench.written.len(), 2);
}

type Happens = fn(&mut Bench);

fn too_fast_a_heart(bench: &mut Bench) {
    bench.controller.personal.heart_rate_alarm = Some(130);
    bench.input(Input::Felt(Felt::HeartRate(150)));
}

#[test]
fn a_belt_that_slows_as_it_was_asked_to_is_not_too_fast() {
    let slows: [(Happens, Hazard); 2] =
        [(|b: &mut Bench| b.steps = false, Hazard::StepsLost), (too_fast_a_heart, Hazard::HeartTooFast)];
    for (happens, hazard) in slows {
        let mut bench = Bench::walking_fast();
        happens(&mut bench);
        bench.wait(9000);
        assert_eq!(bench.said, [Saying::Hazard(hazard), Saying::Notice(Notice::Slower)]);
        assert_eq!((&bench.written[..], bench.speed), (&[Command::Speed(centi(MIN))][..], MIN));
    }
    let mut bench = Bench::walking_fast();
    bench.ask(Ask::Slowest).wait(300).ask(Ask::Slower).wait(5000);
    let (slower, refused) = (Saying::Notice(Notice::Slower), Saying::Refused(Refusal::AlreadySlowest));
    assert_eq!((&bench.said[..], bench.speed), (&[slower, refused][..], MIN));
}

#[test]
fn a_belt_that_does_not_slow_for_a_heart_too_fast_is_stopped() {
    let mut bench = Bench::walking_fast();
    bench.follows = false;
    too_fast_a_heart(&mut bench);
    bench.wait(5000);
    assert_eq!(bench.written, [Command::Speed(centi(MIN))]);
    bench.wait(600);
    assert!(bench.heard(Hazard::SpeedNotSeen), "{:?}", bench.said);
    assert_eq!(bench.written.get(1), Some(&Command::Stop));
}

#[test]
fn slower_waits_for_the_answer_under_way() {
    let mut bench = Bench::walking();
    bench.wait(30_000);
    bench.answers = false;
    bench.ask(Ask::Faster).wait(500).ask(Ask::Slower);
    assert_eq!(bench.written.len(), 1);
    bench.answers = true;
    bench.speed = MIN + 10;
    bench.target = MIN + 10;
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 2, 1]));
    bench.wait(1000);
    assert_eq!(bench.written, [Command::Speed(centi(MIN + 10)), Command::Speed(centi(MIN))]);
}

#[test]
fn asks_out_of_place_are_refused_with_their_reason() {
    let mut bench = Bench::proved();
    bench.ask(Ask::Faster).ask(Ask::Slower).ask(Ask::Slowest);
    assert_eq!(bench.said, vec![Saying::Refused(Refusal::BeltStands); 2]);
    bench.target = MIN + 10;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(10_000);
    assert_eq!(bench.controller.asked(), Some(centi(MIN + 10)));
    assert_eq!(
        bench.written,
        [Command::Start],
        "what was asked of a standing belt is not kept for a moving one"
    );
    let mut bench = Bench::walking();
    bench.ask(Ask::StartFromRails);
    assert!(bench.refused(Refusal::BeltMoves));
    let mut bench = Bench::new();
    bench.ask(Ask::NobodyOnBelt).ask(Ask::StopAsPlanned);
    assert_eq!(bench.said, [Saying::Refused(Refusal::NoLink)]);
}

#[test]
fn after_any_hazard_nothing_is_raised_in_this_walk() {
    let mut bench = Bench::walking();
    bench.ask(Ask::Stop).wait(5000).ask(Ask::StartFromRails).wait(60_000).ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
}

#[test]
fn after_a_reconnect_nothing_is_raised_in_this_walk() {
    let mut bench = Bench::proved();
    bench.input(Input::LinkLost);
    bench.link();
    bench.wait(5000);
    bench.target = MIN;
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(60_000).ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
}

#[test]
fn what_was_asked_before_the_console_stopped_the_belt_is_asked_of_no_later_walk() {
    let mut bench = Bench::walking();
    bench.wait(30_000).ask(Ask::Faster).wait(3000);
    bench.status(&[0x02, 1]).running = false;
    bench.wait(5000);
    assert_eq!(bench.controller.asked(), None);
    bench.target = MIN;
    bench.ask(Ask::StartFromRails).wait(9000);
    assert_eq!(bench.controller.stage(), Stage::Walking, "{:?}", bench.said);
    // And no answer to it is waited for.
    let mut bench = Bench::walking();
    bench.wait(30_000).answers = false;
    bench.ask(Ask::Faster).status(&[0x02, 1]).running = false;
    bench.wait(5000).answers = true;
    bench.ask(Ask::StartFromRails).wait(500);
    assert_eq!(bench.written, [Command::Speed(centi(MIN + 10)), Command::RequestControl, Command::Start]);
}

#[test]
fn a_turn_needs_a_belt_that_stood_ten_seconds_and_a_still_phone() {
    let mut bench = Bench::walking();
    bench.ask(Ask::Facing(Facing::Forward));
    assert!(bench.refused(Refusal::TurnTooSoon));
    bench.ask(Ask::Facing(Facing::Backward));
    bench.ask(Ask::StopAsPlanned).wait(2500);
    bench.forget();
    bench.wait(8000).ask(Ask::Facing(Facing::Forward));
    assert!(bench.refused(Refusal::TurnTooSoon));
    bench.wait(2500);
    bench.input(Input::Felt(Felt::Step));
    bench.forget();
    bench.wait(2000).ask(Ask::Facing(Facing::Forward));
    assert!(bench.refused(Refusal::TurnTooSoon), "a step just now");
    bench.wait(100).ask(Ask::Facing(Facing::Forward));
    assert_eq!(bench.controller.facing(), Facing::Forward);
    assert!(bench.said.contains(&Saying::Notice(Notice::TurnNoted)));
    assert_eq!(bench.controller.ceiling(), Ok((centi(300), Ring::Hard)));
}

#[test]
fn whether_a_touch_would_raise_is_told_before_anyone_touches() {
    let mut bench = Bench::walking();
    assert_eq!(bench.controller.may_raise(bench.now), Err(Refusal::TooSoon));
    assert!(!bench.controller.is_above_slowest());
    bench.wait(30_000);
    assert_eq!(bench.controller.may_raise(bench.now), Ok(()));
    assert_eq!(bench.written, [], "asking alone raises nothing");
    bench.ask(Ask::Faster).wait(100);
    assert!(bench.controller.is_above_slowest());
}

#[test]
fn one_command_waits_for_the_answer_and_the_motion_of_the_one_before() {
    let mut bench = Bench::walking();
    bench.wait(30_000);
    bench.ask(Ask::Faster);
    assert_eq!(bench.controller.pending, None, "answered at once, and the belt still on its way");
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::Busy));
    let mut bench = Bench::proved();
    (bench.controller.control, bench.answers) = (false, false);
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).ask(Ask::Faster);
    assert_eq!(bench.written, [Command::RequestControl]);
    assert!(bench.refused(Refusal::Busy), "unanswered");
}
