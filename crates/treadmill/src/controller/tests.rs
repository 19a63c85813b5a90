//! The controller on an imagined belt, in made-up time: each rule is a test with its name.

use super::*;
use crate::stop::STOP_RULE;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;
use units::Instant;

/// A belt that does as asked, and a walker who does nothing by itself. Faults are made by the test.
#[allow(clippy::struct_excessive_bools)] // Each is one fault a test switches.
struct Bench {
    controller: Controller,
    now: Instant,
    speed: u16,
    target: u16,
    running: bool,
    /// Time since the belt last told its data.
    data_every: Duration,
    told: Instant,
    elapsed: u16,
    slope: i16,
    /// Answers, or silence.
    answers: bool,
    result: u8,
    /// Multiplies every asked speed: 161 is a belt in miles.
    percent: u32,
    follows: bool,
    linked: bool,
    steps: bool,
    written: Vec<Command>,
    said: Vec<Saying>,
    outputs: Vec<Output>,
}

const MIN: u16 = 80;

fn walker() -> Personal {
    Personal {
        three_meters_backward: Some(Duration::from_secs(4)),
        days_since_test: 3,
        week: 1,
        someone_beside: false,
        heart_rate_alarm: Some(130),
    }
}

impl Bench {
    fn new() -> Bench {
        Bench {
            controller: Controller::new(walker()),
            now: Instant::from_millis(10_000),
            speed: 0,
            target: MIN,
            running: false,
            data_every: Duration::from_millis(500),
            told: Instant::START,
            elapsed: 0,
            slope: 0,
            answers: true,
            result: 1,
            percent: 100,
            follows: true,
            linked: false,
            steps: false,
            written: vec![],
            said: vec![],
            outputs: vec![],
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.controller.handle(input, self.now);
        while let Some(output) = self.controller.poll_output() {
            self.outputs.push(output);
            match output {
                Output::Write(permitted) => {
                    self.written.push(permitted.command());
                    self.obey(&permitted.bytes());
                }
                Output::Say(saying) => self.said.push(saying),
                _ => {}
            }
        }
    }

    /// The belt takes a command and answers.
    fn obey(&mut self, bytes: &[u8]) {
        if !self.answers {
            return;
        }
        if self.result == 1 && self.follows {
            match bytes[0] {
                2 => {
                    let asked = u32::from(u16::from_le_bytes([bytes[1], bytes[2]]));
                    self.target = u16::try_from(asked * self.percent / 100).unwrap();
                }
                7 => self.running = true,
                8 => self.running = false,
                _ => {}
            }
        }
        self.input(Input::Heard(Characteristic::ControlPoint, &[0x80, bytes[0], self.result]));
    }

    fn link(&mut self) {
        self.linked = true;
        self.input(Input::LinkUp { failed_probe: false });
        self.input(Input::Heard(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]));
        self.range(MIN, 600, 10);
    }

    fn range(&mut self, min: u16, max: u16, step: u16) {
        let range = [min.to_le_bytes(), max.to_le_bytes(), step.to_le_bytes()].concat();
        self.input(Input::Heard(Characteristic::SpeedRange, &range));
    }

    fn tell(&mut self) {
        let mut packet = vec![0x0C, 0x04];
        packet.extend(self.speed.to_le_bytes());
        packet.extend([0, 0, 0]);
        packet.extend(self.slope.to_le_bytes());
        packet.extend([0, 0]);
        packet.extend(self.elapsed.to_le_bytes());
        self.input(Input::Heard(Characteristic::TreadmillData, &packet));
    }

    /// Time goes by in tenths of a second.
    fn wait(&mut self, millis: u64) -> &mut Bench {
        for _ in 0..millis / 100 {
            self.now = self.now + Duration::from_millis(100);
            let goal = if self.running { self.target } else { 0 };
            self.speed = if self.speed < goal {
                goal.min(self.speed + 10)
            } else {
                goal.max(self.speed.saturating_sub(10))
            };
            if self.steps {
                self.input(Input::Felt(Felt::Step));
            }
            if self.linked && self.now.since(self.told) >= self.data_every {
                self.told = self.now;
                self.elapsed += 1;
                self.tell();
            }
            self.input(Input::Tick);
        }
        self
    }

    fn ask(&mut self, ask: Ask) -> &mut Bench {
        self.input(Input::Asked(ask));
        self
    }

    /// Linked, read, and ready.
    fn ready() -> Bench {
        let mut bench = Bench::new();
        bench.link();
        bench.wait(4000);
        assert_eq!(bench.controller.stage(), Stage::Ready);
        bench
    }

    /// Through the unit probe.
    fn proved() -> Bench {
        let mut bench = Bench::ready();
        bench.ask(Ask::NobodyOnBelt).wait(25_000);
        assert_eq!((bench.controller.stage(), bench.controller.proof()), (Stage::Ready, Proof::Proved));
        bench.forget();
        bench
    }

    /// Walking backward at the slowest speed.
    fn walking() -> Bench {
        let mut bench = Bench::proved();
        bench.target = MIN;
        bench.ask(Ask::ClipIsOn).ask(Ask::StartFromRails).wait(6000);
        assert_eq!(bench.controller.stage(), Stage::Walking);
        assert_eq!(bench.written, [Command::Start]);
        bench.forget();
        bench
    }

    fn forget(&mut self) {
        self.written.clear();
        self.said.clear();
        self.outputs.clear();
    }

    fn heard(&self, hazard: Hazard) -> bool {
        self.said.contains(&Saying::Hazard(hazard))
    }

    fn refused(&self, why: Refusal) -> bool {
        self.said.contains(&Saying::Refused(why))
    }

    fn status(&mut self, bytes: &[u8]) -> &mut Bench {
        self.input(Input::Heard(Characteristic::MachineStatus, bytes));
        self
    }

    /// The hazard was said, a stop went out at once, and nothing but stop until the belt stood.
    #[track_caller]
    fn stops_for(&mut self, hazard: Hazard) {
        assert!(self.heard(hazard), "{hazard:?} not said: {:?}", self.said);
        assert_eq!(self.written, [Command::Stop], "{hazard:?}");
        assert_eq!(self.controller.stage(), Stage::Stopping);
    }
}

fn centi(speed: u16) -> BeltSpeed {
    BeltSpeed::from_centi_kmh(speed)
}

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
fn a_machine_that_once_failed_its_probe_stays_read_only() {
    let mut bench = Bench::new();
    bench.input(Input::LinkUp { failed_probe: true });
    bench.linked = true;
    bench.input(Input::Heard(Characteristic::Feature, &[0, 0, 0, 0, 1, 0, 0, 0]));
    bench.range(MIN, 600, 10);
    bench.wait(4000);
    assert_eq!(bench.controller.stage(), Stage::ReadOnly(Refusal::ProbeFailed));
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
    assert!(bench.said.contains(&Saying::Notice(Notice::ProbeBegins)));
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
    bench.ask(Ask::ClipIsOn).ask(Ask::StartingByHand).wait(29_900);
    assert_eq!(bench.controller.stage(), Stage::Starting);
    bench.wait(300);
    assert_eq!(bench.controller.stage(), Stage::Ready);
    assert!(bench.refused(Refusal::NotOnRails));
    (bench.running, bench.target) = (true, MIN);
    bench.wait(1000);
    assert!(bench.heard(Hazard::MovedUnasked));
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
fn a_stop_passes_at_any_stage() {
    let mut bench = Bench::new();
    bench.ask(Ask::Stop);
    assert!(bench.heard(Hazard::WalkerStops) && bench.written.is_empty());
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
    bench
        .ask(Ask::Faster)
        .ask(Ask::Slower)
        .ask(Ask::Slowest)
        .ask(Ask::StartFromRails)
        .ask(Ask::StartingByHand);
    bench.ask(Ask::NobodyOnBelt).ask(Ask::StopAsPlanned);
    assert_eq!(bench.written, vec![Command::Stop; 11]);
    assert!(bench.refused(Refusal::Stopping));
}

#[test]
fn hazard_stop_not_seen() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop).wait(4900);
    assert!(!bench.heard(Hazard::StopNotSeen));
    bench.wait(300);
    assert!(bench.heard(Hazard::StopNotSeen));
    bench.wait(15_000);
    let told = bench.said.iter().filter(|s| **s == Saying::Hazard(Hazard::StopNotSeen)).count();
    assert_eq!(told, 4, "and again every five seconds");
}

#[test]
fn a_belt_that_slows_but_never_stands_is_not_stopped() {
    let mut bench = Bench::walking();
    bench.follows = false;
    bench.ask(Ask::Stop);
    bench.target = 40;
    bench.wait(14_900);
    assert!(!bench.heard(Hazard::StopNotSeen));
    bench.wait(300);
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
fn hazard_link_lost() {
    let mut bench = Bench::walking();
    bench.linked = false;
    bench.input(Input::LinkLost);
    assert!(bench.heard(Hazard::LinkLost), "said at once");
    assert_eq!((bench.controller.stage(), bench.written.len()), (Stage::Off, 0));
    bench.wait(11_000);
    let told = bench.said.iter().filter(|s| **s == Saying::Hazard(Hazard::LinkLost)).count();
    assert_eq!(told, 3, "and again every five seconds");
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
fn a_granted_control_after_a_reconnect_sends_the_stop_again_at_once() {
    let mut bench = Bench::walking();
    bench.input(Input::LinkLost);
    bench.answers = false;
    bench.input(Input::LinkUp { failed_probe: false });
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
fn a_link_to_a_standing_belt_is_gone_without_alarm() {
    let mut bench = Bench::proved();
    bench.input(Input::LinkLost);
    assert_eq!(bench.said, [Saying::Notice(Notice::LinkGone)]);
    assert_eq!(bench.controller.poll_timeout(), None);
    bench.input(Input::LinkLost);
    assert_eq!(bench.said.len(), 1);
    assert!(bench.controller.raises_over || bench.controller.linked.is_some());
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
    bench.wait(3900);
    assert_eq!(bench.written, []);
    bench.wait(300);
    assert!(bench.heard(Hazard::StepsLost));
    assert_eq!(bench.written, [Command::Speed(centi(MIN))]);
    bench.steps = true;
    bench.wait(40_000).ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
    bench.steps = false;
    bench.forget();
    bench.wait(9900);
    assert_eq!(bench.written, []);
    bench.wait(300);
    bench.stops_for(Hazard::WalkerGone);
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
    bench.linked = false;
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
fn answers_to_nothing_and_doubled_answers_change_nothing() {
    let mut bench = Bench::walking();
    for answer in [[0x80, 2, 4], [0x80, 7, 1], [0x80, 0, 5], [0x80, 8, 4]] {
        bench.input(Input::Heard(Characteristic::ControlPoint, &answer));
    }
    bench.input(Input::Heard(Characteristic::ControlPoint, &[2, 0x50, 0]));
    bench.wait(10_000);
    assert_eq!((bench.written.len(), bench.said.len()), (0, 0));
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
    bench.forget();
    bench.input(Input::Heard(Characteristic::HeartRate, &[0, 129]));
    bench.input(Input::Felt(Felt::HeartRate(251)));
    bench.input(Input::Heard(Characteristic::HeartRate, &[]));
    assert_eq!(bench.said, [], "a strap that slipped is no alarm");
    bench.input(Input::Heard(Characteristic::HeartRate, &[0, 130]));
    assert!(bench.heard(Hazard::HeartTooFast));
    bench.wait(40_000);
    assert_eq!(bench.written, [Command::Speed(centi(MIN))], "lowered once");
    bench.input(Input::Felt(Felt::HeartRate(100)));
    bench.ask(Ask::Faster);
    assert!(bench.refused(Refusal::NoMoreRaises));
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
    let mut bench = Bench::walking();
    bench.ask(Ask::StartFromRails);
    assert!(bench.refused(Refusal::BeltMoves));
    let mut bench = Bench::new();
    bench.ask(Ask::NobodyOnBelt).ask(Ask::StopAsPlanned);
    assert_eq!(bench.said, [Saying::Refused(Refusal::NoLink)]);
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
fn time_is_asked_for_ten_times_a_second_while_linked() {
    let bench = Bench::walking();
    assert_eq!(bench.controller.poll_timeout(), Some(bench.now + limits::TICK));
    assert_eq!(Controller::new(walker()).poll_timeout(), None);
}

#[test]
fn every_hazard_has_its_row_its_name_and_a_test() {
    let mut names = Vec::new();
    for (at, row) in STOP_RULE.iter().enumerate() {
        assert_eq!(row.hazard as usize, at, "the order of the names is the order of the table");
        assert_eq!(row.hazard.row().unwrap().name, row.name);
        let test = ["fn hazard_", &row.name.replace('-', "_")].concat();
        let and = ["_and_hazard_", &row.name.replace('-', "_")].concat();
        let tests = include_str!("tests.rs");
        assert!(tests.contains(&test) || tests.contains(&and), "{} has no test", row.name);
        names.push(row.name);
    }
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), STOP_RULE.len());
}
