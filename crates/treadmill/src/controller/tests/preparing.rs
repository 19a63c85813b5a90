//! From the link to the first step: reading, the unit probe, the start.

use super::*;

#[test]
fn connecting_sends_no_command_and_reads_first() {
    let mut bench = Bench::new();
    bench.link();
    assert_eq!(bench.outputs.len(), 5, "three subscriptions, two reads: {:?}", bench.outputs);
    bench.wait(60_000);
    assert_eq!(bench.written, []);
    assert_eq!(bench.said, [Saying::Notice(Notice::ReadTheManual)], "said once");
}

#[test]
fn a_machine_is_read_only_until_live_data_came_three_seconds() {
    let mut bench = Bench::new();
    bench.link();
    bench.wait(400);
    assert_eq!(bench.controller.stage(), Stage::Reading);
    bench.ask(Ask::NobodyOnBelt);
    assert!(bench.refused(Refusal::NoLiveData));
    bench.wait(2600);
    assert_eq!(bench.controller.stage(), Stage::Reading);
    bench.wait(300);
    assert_eq!(bench.controller.stage(), Stage::Ready);
}

#[test]
fn a_silent_machine_is_told_of_once_and_never_ready() {
    let mut bench = Bench::new();
    bench.data_every = Duration::from_secs(9999);
    bench.link();
    bench.wait(5000);
    assert_eq!(bench.said, [], "five seconds are its to wake up");
    bench.wait(60_000);
    assert_eq!(bench.said, [Saying::Refused(Refusal::NoLiveData)]);
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::Reading, 0));
}

#[test]
fn a_gap_in_the_data_starts_the_three_seconds_again() {
    let mut bench = Bench::new();
    bench.link();
    bench.wait(2500);
    bench.data_every = Duration::from_millis(2600);
    bench.wait(2600);
    bench.data_every = Duration::from_millis(500);
    bench.wait(2500);
    assert_eq!(bench.controller.stage(), Stage::Reading);
    bench.wait(300);
    assert_eq!(bench.controller.stage(), Stage::Ready);
}

#[test]
fn machines_that_cannot_be_steered_are_refused_with_their_reason() {
    let check = |prepare: &dyn Fn(&mut Bench), why| {
        let mut bench = Bench::new();
        bench.link();
        prepare(&mut bench);
        bench.wait(5000);
        assert_eq!(bench.controller.stage(), Stage::ReadOnly(why));
        assert!(bench.refused(why));
        bench.forget();
        bench.ask(Ask::NobodyOnBelt).ask(Ask::StartFromRails);
        assert_eq!((bench.said.len(), bench.written.len()), (2, 0), "{:?}", bench.said);
        assert!(bench.refused(why));
    };
    check(&|b| b.input(Input::Missing(Characteristic::TreadmillData)), Refusal::NotATreadmill);
    check(&|b| b.input(Input::Missing(Characteristic::SpeedRange)), Refusal::SpeedCannotBeSet);
    check(&|b| b.input(Input::Missing(Characteristic::ControlPoint)), Refusal::SpeedCannotBeSet);
    check(&|b| b.input(Input::Missing(Characteristic::Feature)), Refusal::SpeedCannotBeSet);
    check(&|b| b.input(Input::Heard(Characteristic::Feature, &[1])), Refusal::SpeedCannotBeSet);
    check(
        &|b| b.input(Input::Heard(Characteristic::Feature, &[9, 0, 0, 0, 2, 0, 0, 0])),
        Refusal::SpeedCannotBeSet,
    );
    check(&|b| b.input(Input::Heard(Characteristic::SpeedRange, &[1, 2, 3])), Refusal::SpeedCannotBeSet);
    check(&|b| b.range(600, 100, 10), Refusal::RangeMakesNoSense);
    check(&|b| b.range(100, 600, 0), Refusal::RangeMakesNoSense);
    check(&|b| b.range(101, 600, 10), Refusal::MachineTooFast);
    check(&|b| b.controller.personal.three_meters_backward = None, Refusal::NoBackwardTest);
}

#[test]
fn a_machine_that_failed_its_probe_or_is_refused_by_its_name_stays_read_only_and_says_which() {
    for (failed_probe, why) in [(true, Refusal::ProbeFailed), (false, Refusal::SpeedCannotBeSet)] {
        let mut bench = Bench::new();
        bench.input(Input::LinkUp { refused: crate::quirks::refused("KICKR RUN 1A2B", failed_probe) });
        bench.linked = true;
        bench.input(Input::Heard(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]));
        bench.range(MIN, 600, 10);
        bench.wait(4000);
        assert_eq!(bench.controller.stage(), Stage::ReadOnly(why));
        assert_eq!(bench.said, [Saying::Refused(why)]);
        bench.ask(Ask::NobodyOnBelt).wait(1000);
        assert_eq!(bench.written, []);
    }
}

#[test]
fn a_machine_that_begins_to_tell_late_is_not_told_to_be_silent() {
    let mut bench = Bench::new();
    bench.data_every = Duration::from_secs(9999);
    bench.link();
    bench.wait(3000);
    bench.data_every = Duration::from_millis(500);
    bench.wait(4000);
    assert_eq!(
        (bench.controller.stage(), &bench.said[..]),
        (Stage::Ready, &[Saying::Notice(Notice::ReadTheManual)][..])
    );
}

#[test]
fn the_probe_goes_one_change_up_and_down_and_stops() {
    let mut bench = Bench::ready();
    bench.ask(Ask::NobodyOnBelt).wait(25_000);
    assert_eq!(
        bench.written,
        [
            Command::RequestControl,
            Command::Start,
            Command::Speed(centi(MIN + 20)),
            Command::Speed(centi(MIN)),
            Command::Stop
        ]
    );
    assert!(bench.said.contains(&Saying::Notice(Notice::ProbeDone)));
}

#[test]
fn a_start_before_the_probe_is_refused() {
    let mut bench = Bench::ready();
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(3000);
    assert!(bench.refused(Refusal::NotProbed));
    assert_eq!(bench.written, []);
    assert_eq!(bench.controller.stage(), Stage::Ready);
}

#[test]
fn a_belt_that_reports_between_two_steps_passes_the_probe() {
    let mut bench = Bench::ready();
    bench.ask(Ask::NobodyOnBelt).wait(1000);
    bench.percent = 105;
    bench.wait(24_000);
    assert_eq!(bench.controller.proof(), Proof::Proved);
}

#[test]
fn a_start_needs_the_clip_and_a_word_from_the_rails() {
    let mut bench = Bench::proved();
    bench.ask(Ask::StartFromRails).wait(1000);
    assert!(bench.refused(Refusal::ClipNotOn));
    bench.ask(Ask::ClipIsOn).wait(60_000);
    assert_eq!(bench.written, [], "the clip alone starts nothing");
    bench.ask(Ask::StartFromRails).wait(6000);
    assert_eq!(bench.written, [Command::Start]);
    assert!(bench.controller.clip_is_on());
}

#[test]
fn each_start_needs_its_own_consent() {
    let mut bench = Bench::walking();
    bench.ask(Ask::Stop).wait(60_000);
    bench.written.dedup();
    assert_eq!(bench.written, [Command::Stop]);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    bench.ask(Ask::StartFromRails).wait(6000);
    assert_eq!(bench.written, [Command::Stop, Command::Start]);
}

#[test]
fn a_start_on_a_moving_belt_or_a_sloping_deck_is_refused() {
    let mut bench = Bench::proved();
    bench.slope = 6;
    bench.ask(Ask::ClipIsOn).wait(1000).ask(Ask::StartFromRails);
    assert!(bench.refused(Refusal::DeckTilted));
    bench.slope = 5;
    bench.wait(1000);
    bench.controller.control = false;
    bench.running = true;
    bench.wait(1000).ask(Ask::StartFromRails);
    assert!(bench.refused(Refusal::BeltMoves));
    assert_eq!(bench.written, []);
}

#[test]
fn a_start_refused_once_control_is_granted_ends_in_a_stop() {
    let mut bench = Bench::proved();
    (bench.controller.control, bench.answers) = (false, false);
    bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails);
    (bench.running, bench.target) = (true, MIN);
    bench.wait(600);
    bench.input(Input::Heard(Characteristic::ControlPoint, &[0x80, 0, 1]));
    assert!(bench.refused(Refusal::BeltMoves), "{:?}", bench.said);
    assert_eq!(bench.written, [Command::RequestControl, Command::Stop]);
}

#[test]
fn a_start_by_hand_is_watched_like_any_other() {
    let mut bench = Bench::proved();
    bench.ask(Ask::ClipIsOn).ask(Ask::StartingByHand).wait(2000);
    assert_eq!(
        (bench.controller.stage(), &bench.written[..]),
        (Stage::Starting, &[Command::RequestControl][..])
    );
    (bench.running, bench.target) = (true, MIN);
    bench.wait(6000);
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::Walking, 1));
    bench.ask(Ask::Stop).wait(5000);
    bench.forget();
    bench.ask(Ask::StartingByHand).wait(1000);
    (bench.running, bench.target) = (true, 200);
    bench.wait(2000);
    bench.running = false;
    assert!(bench.heard(Hazard::StartedTooFast));
}

#[test]
fn a_start_by_hand_that_never_comes_is_forgotten() {
    let mut bench = Bench::proved();
    bench.ask(Ask::ClipIsOn).ask(Ask::StartingByHand).wait(30_000);
    assert_eq!(bench.controller.stage(), Stage::Starting);
    bench.wait(100);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    assert!(bench.refused(Refusal::NotOnRails));
    (bench.running, bench.target) = (true, MIN);
    bench.wait(1000);
    assert!(bench.heard(Hazard::MovedUnasked));
}

#[test]
fn a_link_to_a_standing_belt_is_gone_without_alarm() {
    let mut bench = Bench::proved();
    bench.input(Input::LinkLost);
    assert_eq!(bench.said, [Saying::Notice(Notice::LinkGone)]);
    assert_eq!(bench.controller.poll_timeout(), None);
    bench.input(Input::LinkLost);
    assert_eq!(bench.said.len(), 1);
    assert!(!bench.controller.is_held());
}

#[test]
fn a_ready_belt_that_goes_silent_is_read_again_from_the_start() {
    let mut bench = Bench::proved();
    bench.data_every = Duration::from_secs(100);
    bench.wait(3100);
    assert_eq!(bench.said, [Saying::Notice(Notice::WentSilent)]);
    assert_eq!(bench.controller.stage(), Stage::Reading);
    bench.data_every = Duration::from_millis(500);
    bench.wait(5000).ask(Ask::ClipIsOn);
    bench.target = MIN;
    bench.ask(Ask::StartFromRails).wait(5000);
    assert_eq!(bench.written, [Command::RequestControl, Command::Start], "control is asked for anew");
}

#[test]
fn what_is_said_has_the_name_of_its_sentence() {
    for (saying, sentence) in [
        (Saying::Hazard(Hazard::TooFast), ("hazard-", "too-fast")),
        (Saying::Refused(Refusal::ClipNotOn), ("treadmill-refused-", "clip-not-on")),
        (Saying::Notice(Notice::Moving), ("treadmill-", "moving")),
    ] {
        assert_eq!(saying.sentence(), sentence);
    }
    let mut names = Notice::ALL.map(Notice::name).to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!((names.len(), names[0]), (Notice::ALL.len(), "clip-noted"));
}

#[test]
fn a_recording_is_taken_as_of_a_belt_that_passed_its_probe() {
    assert_eq!(Controller::for_replay(walker()).proof(), Proof::Proved);
    assert_eq!(Controller::new(walker()).proof(), Proof::Untried);
}

#[test]
fn a_belt_whose_slowest_is_the_walker_s_ceiling_is_suitable() {
    let mut bench = Bench::new();
    bench.link();
    bench.range(100, 600, 10);
    bench.wait(4000);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    assert_eq!(bench.controller.ceiling(), Ok((centi(100), Ring::Personal)));
}

#[test]
fn a_probe_without_room_above_ends_with_a_stop_and_its_reason() {
    let mut bench = Bench::new();
    bench.link();
    bench.range(MIN, MIN + 19, 10);
    bench.wait(4000).ask(Ask::NobodyOnBelt).wait(10_000);
    assert_eq!(bench.written, [Command::RequestControl, Command::Start, Command::Stop]);
    assert!(bench.refused(Refusal::AboveCeiling(Ring::Machine)), "{:?}", bench.said);
    assert_eq!(bench.controller.proof(), Proof::Untried);
}

#[test]
fn time_is_asked_for_ten_times_a_second_while_linked() {
    let bench = Bench::walking();
    assert_eq!(bench.controller.poll_timeout(), Some(bench.now + limits::TICK));
    assert_eq!(Controller::new(walker()).poll_timeout(), None);
}
