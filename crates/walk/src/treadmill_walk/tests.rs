//! Whole walks on a belt that obeys, in made-up time: one bench, and one fact a test.

use super::*;
use crate::cues::Motif;
use crate::record;
use alloc::string::String;
use alloc::vec;
use formats::json::Json as _;
use formats::walk_record::{Begun, BlockOutcome, Ended, Source, WalkRecord};
use proptest::prelude::*;
use treadmill::controller::Notice;
use treadmill::ftms::Characteristic;
use treadmill::ftms::control_point::Request;
use treadmill::limits::Personal;
use treadmill::stop;
use units::{Day, Duration};

/// The week of walks on these days, counted from any fixed day.
fn week(days_walked: impl Iterator<Item = i32>, today: i32) -> u8 {
    super::week(days_walked.map(Day::from_days), Day::from_days(today))
}

/// A belt that does as asked, and a walker who touches when asked to.
struct Bench {
    walk: TreadmillWalk,
    now: Instant,
    speed: u16,
    target: u16,
    running: bool,
    told: Instant,
    /// In 1/3600 m: what 0.01 km/h makes in a tenth of a second.
    way: u32,
    touches: bool,
    /// How long after the belt moves the walker takes the first step, and whether any is felt.
    first_step: Duration,
    steps: bool,
    began: Instant,
    said: Vec<(Instant, Guide)>,
    moved: Instant,
    stood_before_turn: Vec<Duration>,
    refused: Vec<Refusal>,
    written: Vec<(Instant, Request)>,
}

impl Bench {
    fn new(each: u64, rounds: u16) -> Bench {
        let personal = Personal { week: 2, ..Personal::tested(Duration::from_secs(3)) };
        let program = Treadmill { each: Duration::from_secs(each), rounds, speed: None };
        let mut bench = Bench {
            walk: TreadmillWalk::new(&program, Controller::new(personal)),
            now: Instant::START,
            speed: 0,
            target: 80,
            running: false,
            told: Instant::START,
            way: 0,
            touches: true,
            first_step: Duration::ZERO,
            steps: true,
            began: Instant::START,
            said: vec![],
            moved: Instant::START,
            stood_before_turn: vec![],
            refused: vec![],
            written: vec![],
        };
        bench.put(Input::Machine(controller::Input::LinkUp { refused: None }));
        let feature = [0, 0, 0, 0, 1, 0, 0, 0];
        bench.put(Input::Machine(controller::Input::Heard(Characteristic::Feature, &feature)));
        let range = [80, 0, 88, 2, 10, 0];
        bench.put(Input::Machine(controller::Input::Heard(Characteristic::SpeedRange, &range)));
        bench
    }

    fn put(&mut self, input: Input<'_>) {
        self.walk.handle(input, self.now);
        while let Some(output) = self.walk.poll_output() {
            match output {
                Output::Say(guide) => {
                    if matches!(guide, Guide::AskTurnForward | Guide::AskTurnBackward) {
                        self.stood_before_turn.push(self.now.since(self.moved));
                    }
                    self.said.push((self.now, guide));
                }
                Output::Machine(controller::Output::Write(permitted)) => self.obey(&permitted.bytes()),
                Output::Machine(controller::Output::Say(Saying::Refused(why))) => self.refused.push(why),
                Output::Machine(_) => {}
            }
        }
    }

    fn obey(&mut self, bytes: &[u8]) {
        let request = Request::decode(bytes).unwrap().0;
        self.written.push((self.now, request));
        match request {
            Request::SetTargetSpeed(Some(speed)) => self.target = speed.centi_kmh(),
            Request::StartOrResume => self.running = true,
            Request::StopOrPause(_) => (self.running, self.target) = (false, 80),
            _ => {}
        }
        let answer = [0x80, bytes[0], 1];
        self.put(Input::Machine(controller::Input::Heard(Characteristic::ControlPoint, &answer)));
    }

    fn until(&mut self, phase: Phase) {
        while self.walk.phase() != phase {
            self.wait(1);
        }
    }

    fn wait(&mut self, seconds: u64) {
        for tenth in 0..seconds * 10 {
            self.now = self.now + Duration::from_millis(100);
            let goal = if self.running { self.target } else { 0 };
            self.speed = if self.speed < goal {
                goal.min(self.speed + 10)
            } else {
                goal.max(self.speed.saturating_sub(10))
            };
            self.way += u32::from(self.speed);
            if self.speed > 0 {
                self.moved = self.now;
            }
            if self.now.since(self.told) >= Duration::from_millis(500) {
                self.told = self.now;
                let meters = (self.way / 3600).to_le_bytes();
                let [low, high] = self.speed.to_le_bytes();
                let packet = [4, 0, low, high, meters[0], meters[1], meters[2]];
                self.put(Input::Machine(controller::Input::Heard(Characteristic::TreadmillData, &packet)));
            }
            if self.walk.phase() != Phase::Walking {
                self.began = self.now;
            }
            let walks = self.steps && self.now.since(self.began) > self.first_step;
            if walks && tenth % 6 == 0 {
                self.put(Input::Machine(controller::Input::Felt(Felt::Step)));
            }
            if self.touches && tenth % 10 == 0 {
                self.touch();
            }
            self.put(Input::Machine(controller::Input::Tick));
        }
    }

    fn touch(&mut self) {
        if let Some(wanted) = self.walk.wanted() {
            self.put(wanted.input());
        }
    }

    fn count(&self, guide: Guide) -> usize {
        self.said.iter().filter(|(_, said)| *said == guide).count()
    }
}

/// What is refused at first, to say what is needed: the test and the cord.
const ASKED: [Refusal; 2] = [Refusal::NotProbed, Refusal::ClipNotOn];

#[test]
fn nobody_is_asked_to_turn_before_the_belt_stood_ten_seconds() {
    let mut bench = Bench::new(60, 1);
    bench.wait(500);
    assert_eq!(bench.stood_before_turn.len(), 2, "away from the console, and back");
    let soon = |stood: &Duration| (10..12).contains(&stood.as_secs());
    assert!(bench.stood_before_turn.iter().all(soon), "{:?}", bench.stood_before_turn);
    assert_eq!(bench.refused, ASKED, "who turns when asked is not told to wait");
}

#[test]
fn a_whole_walk_goes_forward_turns_goes_backward_and_cools_down() {
    let mut bench = Bench::new(60, 2);
    bench.wait(500);
    assert_eq!(bench.walk.phase(), Phase::Done, "{:?}", bench.said);
    let order: Vec<Guide> = bench.said.iter().map(|(_, guide)| *guide).collect();
    assert_eq!(order[..2], [Guide::InFiveTest, Guide::AskStartForward], "nobody turns to what they face");
    assert_eq!(order.last(), Some(&Guide::WalkDone));
    assert_eq!((bench.count(Guide::WalkBackward), bench.count(Guide::WalkForward)), (2, 1));
    assert_eq!((bench.count(Guide::AskTurnBackward), bench.count(Guide::AskTurnForward)), (1, 1));
    assert_eq!((bench.count(Guide::AskTurnBackward), bench.count(Guide::CoolDown)), (1, 1));
    let facings: Vec<Facing> = bench.walk.legs().iter().map(|leg| leg.facing).collect();
    assert_eq!(facings, [Facing::Forward, Facing::Backward, Facing::Backward, Facing::Forward]);
    for leg in bench.walk.legs() {
        assert!(leg.walked >= leg.planned && leg.walked < leg.planned + Duration::from_secs(1), "{leg:?}");
        assert!((12..=16).contains(&leg.meters), "{leg:?}");
        assert!(leg.step_length().is_some_and(|length| (0.1..0.2).contains(&length.meters())), "{leg:?}");
    }
    let raises = bench.written.iter().filter(|(_, r)| matches!(r, Request::SetTargetSpeed(_))).count();
    assert_eq!(raises, 2, "the two of the probe: nothing rises by itself");
}

#[test]
fn who_leans_too_far_forward_on_the_belt_hears_of_it_once_a_stretch_and_never_while_the_belt_changes() {
    let mut bench = Bench::new(60, 1);
    let lean = gait::Lean { t_s: 0.0, forward_deg: Some(20.0) };
    for _ in 0..500 {
        bench.wait(1);
        bench.walk.leaned(&lean, bench.now);
    }
    assert_eq!(bench.count(Guide::StandTall), 3, "{:?}", bench.said);
    for (at, _) in bench.said.iter().filter(|(_, guide)| *guide == Guide::StandTall) {
        let (change, _) = bench.said.iter().find(|(then, _)| then > at).unwrap();
        assert!(change.since(*at) > Duration::from_secs(5), "{:?}", bench.said);
    }
}

fn begun() -> Begun {
    Begun {
        version: 1,
        id: "01893c1e-7b3a-7c3e-8a5e-0123456789ab".into(),
        started_at: "2026-11-23T09:30:00-05:00".into(),
        program: "treadmill 1 min x1".into(),
        source: Source::Phone,
        language: "en".into(),
    }
}

#[test]
fn a_whole_walk_is_a_whole_record_and_a_broken_one_says_how_far_it_came() {
    let begun = begun();
    let program = coach::program::parse(&begun.program).unwrap();
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    bench.wait(20);
    bench.put(Input::Holds(Hold::Light));
    bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(99))));
    bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(101))));
    bench.wait(1);
    let broken = record::of_belt(&bench.walk, &program, &begun);
    assert_eq!((broken.problem(), broken.ended), (None, Ended::Interrupted));
    assert_eq!((broken.blocks[0].heart_mean_bpm, broken.blocks[0].heart_most_bpm), (Some(100), Some(101)));
    assert_eq!(broken.blocks[1].heart_mean_bpm, None);
    let outcomes: Vec<BlockOutcome> = broken.blocks.iter().map(|block| block.outcome).collect();
    assert_eq!(outcomes, [BlockOutcome::Cut, BlockOutcome::Skipped, BlockOutcome::Skipped]);
    bench.wait(400);
    let whole = record::of_belt(&bench.walk, &program, &begun);
    assert_eq!((whole.problem(), whole.ended), (None, Ended::Complete));
    let kinds: Vec<&str> = whole.blocks.iter().map(|block| block.kind.as_str()).collect();
    assert_eq!(kinds, ["forward", "backward", "cool-down"]);
    assert!(whole.blocks[1].steps.backward > 90 && whole.blocks[1].steps.forward == 0);
    assert!(whole.blocks.iter().all(|b| b.outcome == BlockOutcome::Done && b.hold.is_some()), "{whole:?}");
    assert_eq!(whole.blocks[0].hold, Some(formats::walk_record::Hold::Light));
    let again = WalkRecord::from_json(&whole.to_json());
    assert_eq!(again.as_ref(), Ok(&whole), "kept and read again");
    assert!(whole.blocks.iter().all(|b| b.distance_m.is_some_and(|m| (12.0..=16.0).contains(&m))));
    bench.put(Input::End);
    let mut early = Bench::new(60, 1);
    early.put(Input::End);
    assert_eq!(record::of_belt(&early.walk, &program, &begun).ended, Ended::Early);
}

#[test]
fn a_step_counts_whether_or_not_its_way_is_known() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    let steps = |bench: &Bench| bench.walk.legs()[0].steps;
    let before = steps(&bench);
    bench.put(Input::Machine(controller::Input::Felt(Felt::Walking(Facing::Forward))));
    bench.put(Input::Machine(controller::Input::Felt(Felt::Step)));
    bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(100))));
    assert_eq!(steps(&bench), before + 2);
}

#[test]
fn a_strap_s_beats_are_kept_for_the_stretch_they_were_heard_in() {
    let mut bench = Bench::new(60, 1);
    let heart = |bench: &Bench, leg: usize| bench.walk.legs()[leg].heart.mean_and_most();
    bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(70))));
    bench.until(Phase::Walking);
    assert_eq!(heart(&bench, 0), None, "standing is not the stretch");
    bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(100))));
    bench.put(Input::Machine(controller::Input::Heard(Characteristic::HeartRate, &[0, 111])));
    for slipped in [0, 24, 241, 251] {
        bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(slipped))));
    }
    bench.put(Input::Machine(controller::Input::Heard(Characteristic::HeartRate, &[0])));
    assert_eq!((heart(&bench, 0), heart(&bench, 1)), (Some((105, 111)), None));
}

#[test]
fn a_week_counts_when_it_was_walked_in() {
    assert_eq!(week([].into_iter(), 100), 1);
    assert_eq!(week([98, 99, 100].into_iter(), 100), 1, "this week is not over");
    for first in 91..98 {
        let on = |day| week([first].into_iter(), day);
        assert_eq!(
            (on(first + 1), on(first + 6), on(first + 7)),
            (1, 1, 2),
            "whichever day it began, {first}"
        );
    }
    assert_eq!(week([0, 13].into_iter(), 14), 2, "a second week of one day is not over");
    assert_eq!(week([8, 0, 3, 6].into_iter(), 100), 3, "two weeks, however long ago");
    assert_eq!(week((0..7000).step_by(7), 7000), 255);
}

#[test]
fn every_sentence_has_its_name_once_and_dangers_are_urgent() {
    let mut all: Vec<String> = sentences().collect();
    assert_eq!(all.len(), 23 + Refusal::ALL.len() + Notice::ALL.len() + Guide::ALL.len());
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 82);
    let lost = Output::Machine(controller::Output::Say(Saying::Hazard(stop::Hazard::LinkLost)));
    assert_eq!((lost.sentence().as_deref(), lost.haste()), (Some("hazard-link-lost"), Haste::Danger));
    let read = Output::Machine(controller::Output::Read(Characteristic::Feature));
    assert_eq!((read.sentence(), read.haste(), read.motif()), (None, Haste::Tells, Motif::Note));
    assert_eq!(Output::Say(Guide::WalkBackward).motif(), Motif::Backward);
}

#[test]
fn every_change_is_said_five_seconds_before() {
    let mut bench = Bench::new(120, 1);
    while bench.walk.phase() != Phase::Walking || bench.walk.controller().facing() == Facing::Forward {
        bench.wait(1);
    }
    bench.wait(35);
    bench.written.clear();
    bench.put(Input::Faster);
    let touched = bench.now;
    bench.put(Input::Faster);
    bench.wait(200);
    assert_eq!(bench.count(Guide::InFiveFaster), 1);
    let at = |bench: &Bench, n: usize| bench.written[n].0.since(touched);
    assert_eq!(at(&bench, 0), Duration::from_secs(5));
    assert!(matches!(bench.written[0].1, Request::SetTargetSpeed(Some(s)) if s.centi_kmh() == 90));
    for (guide, wanted) in
        [(Guide::InFiveSlower, 0x02), (Guide::InFiveStop, 0x08), (Guide::InFiveStart, 0x07)]
    {
        let said = bench.said.iter().rfind(|(when, g)| *g == guide && *when > touched).unwrap().0;
        let done = bench.written.iter().find(|(when, r)| r.op() == wanted && *when > said).unwrap().0;
        let before = done.since(said);
        assert!((5000..5200).contains(&before.as_millis()), "{guide:?} {before:?}");
    }
}

#[test]
fn no_raise_is_announced_that_the_end_of_the_stretch_takes_back() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    bench.wait(41);
    bench.put(Input::Faster);
    bench.wait(8);
    assert_eq!(bench.count(Guide::InFiveFaster), 0);
}

#[test]
fn a_touch_that_slows_a_step_leaves_what_was_said_to_slow_further() {
    let mut bench = Bench::new(120, 1);
    while bench.walk.phase() != Phase::Walking || bench.walk.controller().facing() == Facing::Forward {
        bench.wait(1);
    }
    for _ in 0..2 {
        bench.wait(35);
        bench.put(Input::Faster);
        bench.wait(6);
    }
    while bench.count(Guide::InFiveSlower) == 0 {
        bench.wait(1);
    }
    bench.put(Input::Slower);
    bench.wait(8);
    assert!(!bench.walk.controller().is_above_slowest(), "{:?}", bench.written);
    assert_eq!(bench.target, 80);
}

#[test]
fn a_walker_on_the_belt_hears_something_at_least_once_a_minute() {
    let mut bench = Bench::new(300, 1);
    bench.until(Phase::Done);
    let gaps = bench.said.windows(2).map(|pair| pair[1].0.since(pair[0].0));
    assert!(gaps.max() <= Some(Duration::from_secs(61)), "{:?}", bench.said);
    assert_eq!((bench.count(Guide::MinuteDone), bench.count(Guide::MinuteLeft)), (3, 1));
}

/// Sentences with the times they begin, told at these, s.
fn spoken(told: &[(u64, Haste, &str)]) -> Vec<(f64, String)> {
    let mut spoken = spoken::Spoken::default();
    let mut heard = vec![];
    for tenth in 0..600 {
        let now = Instant::from_millis(tenth * 100);
        for (_, haste, text) in told.iter().filter(|(at, ..)| at * 10 == tenth) {
            spoken.say(*haste, Motif::Warning, Duration::from_millis(270), (*text).into(), now);
        }
        while let Some(sound) = spoken.poll(now) {
            match sound {
                spoken::Sound::Hush => heard.push((now.since_start().as_secs_f64(), String::new())),
                spoken::Sound::Tone(_) => {}
                spoken::Sound::Words(text) => heard.push((now.since_start().as_secs_f64(), text)),
            }
        }
    }
    heard
}

#[test]
fn what_changes_the_belt_is_said_before_it_changes_whatever_waits_to_be_told() {
    let wait = "Not yet. Walk at this speed for half a minute.";
    let tells = |at| (at, Haste::Tells, wait);
    let heard =
        spoken(&[tells(1), tells(2), tells(3), (4, Haste::Change, "In five seconds it gets faster.")]);
    let words: Vec<(f64, &str)> = heard.iter().map(|(at, text)| (*at, &text[..])).collect();
    assert_eq!(words, [(1.3, wait), (4.0, ""), (4.3, "In five seconds it gets faster.")]);
    // One after the other where nothing changes, each after its tone.
    let heard = spoken(&[(1, Haste::Tells, "One two."), (1, Haste::Tells, "Three four.")]);
    assert_eq!(heard.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1.3, 2.8]);
}

#[test]
fn a_danger_is_said_at_once_and_the_gravest_of_one_moment_is_not_cut_by_the_next() {
    let (rails, asleep) = ("It says nothing. I stop it. Step onto the side rails.", "The app was asleep.");
    let heard = spoken(&[
        (1, Haste::Tells, "The belt stands."),
        (2, Haste::Danger, rails),
        (2, Haste::Danger, asleep),
        (3, Haste::Tells, "The belt stands."),
        (4, Haste::Change, "Slower."),
        (9, Haste::Danger, "The belt goes on!"),
    ]);
    let texts: Vec<&str> = heard.iter().map(|(_, text)| &text[..]).collect();
    let last = "The belt goes on!";
    assert_eq!(texts, ["The belt stands.", "", rails, asleep, "", last], "{heard:?}");
    assert!(heard[3].0 > heard[2].0 + 4.7, "not before the rails are said: {heard:?}");
    let heard =
        spoken(&[(1, Haste::Danger, "It stops."), (2, Haste::Tells, "So."), (2, Haste::Change, "Now.")]);
    let texts: Vec<&str> = heard.iter().map(|(_, text)| &text[..]).collect();
    assert_eq!(
        texts,
        ["", "It stops.", "Now."],
        "what changes the belt waits for a danger and for nothing else"
    );
}

#[test]
fn nothing_starts_without_a_touch() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::AwaitingGo);
    bench.touches = false;
    bench.written.clear();
    bench.wait(300);
    assert_eq!((bench.written.len(), bench.walk.phase()), (0, Phase::AwaitingGo));
    bench.put(Input::Faster);
    bench.put(Input::Turned);
    bench.wait(10);
    assert_eq!(bench.written.len(), 0);
}

#[test]
fn a_stopped_stretch_waits_for_a_new_touch_and_goes_on_with_its_rest() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    bench.wait(20);
    bench.touches = false;
    bench.put(Input::Stop);
    bench.wait(60);
    assert_eq!(bench.walk.phase(), Phase::AwaitingGo);
    let walked = bench.walk.legs()[0].walked;
    assert!(walked < Duration::from_secs(25), "{walked:?}");
    bench.touches = true;
    bench.wait(60);
    assert!(bench.walk.legs()[0].walked >= BELT_FORWARD);
}

#[test]
fn the_firmest_hold_is_noted_and_slower_is_at_once() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    bench.put(Input::Holds(Hold::Firm));
    bench.wait(1);
    bench.put(Input::Holds(Hold::Light));
    bench.wait(34);
    assert_eq!(bench.walk.legs()[0].hold, Hold::Firm);
    bench.put(Input::Faster);
    bench.wait(6);
    bench.written.clear();
    bench.put(Input::Slower);
    bench.wait(1);
    assert_eq!(bench.written[0].1.op(), 2);
}

#[test]
fn ending_stops_the_belt_and_says_so() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Walking);
    bench.written.clear();
    bench.put(Input::End);
    bench.put(Input::End);
    assert!(!bench.walk.is_over(), "the belt still moves");
    assert_eq!(bench.count(Guide::WalkEnded), 0, "nobody takes off the cord on a moving belt");
    bench.wait(30);
    assert!(bench.walk.is_over());
    assert_eq!((bench.walk.phase(), bench.count(Guide::WalkEnded)), (Phase::Done, 1));
    assert!(bench.written.iter().all(|(_, r)| r.op() == 8) && !bench.written.is_empty());
    assert_eq!(bench.walk.poll_timeout(), Some(bench.now + Duration::from_millis(100)));
}

/// The walker has touched START, and the belt is to start in five seconds.
fn about_to_start() -> Bench {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Starting);
    bench.touches = false;
    bench.written.clear();
    bench
}

#[test]
fn who_ends_the_walk_in_the_five_seconds_before_a_start_starts_no_belt() {
    let mut bench = about_to_start();
    bench.put(Input::End);
    bench.wait(20);
    assert_eq!((bench.written.len(), bench.speed), (0, 0), "{:?}", bench.written);
    assert!(bench.walk.is_over());
}

#[test]
fn a_belt_whose_link_is_lost_before_it_stood_is_let_go_of_by_a_second_end_alone() {
    let adrift = |ends: &[Input<'_>]| {
        let mut bench = Bench::new(60, 1);
        bench.until(Phase::Walking);
        for input in ends {
            bench.put(*input);
        }
        assert!(!bench.walk.is_over(), "nobody saw it stand");
        bench.put(Input::Machine(controller::Input::Tick));
        assert!(!bench.walk.is_over());
        bench
    };
    let lost = Input::Machine(controller::Input::LinkLost);
    let mut bench = adrift(&[Input::End, lost]);
    bench.put(Input::End);
    assert!(bench.walk.is_over(), "the walker gives it up");
    assert_eq!(bench.count(Guide::WalkEnded), 0, "no word of stepping off: it may run");
    let mut bench = adrift(&[lost, Input::End]);
    assert_eq!(bench.count(Guide::EndAgain), 1);
    bench.written.clear();
    bench.put(Input::Machine(controller::Input::LinkUp { refused: None }));
    assert_eq!(
        bench.written.first().map(|(_, request)| request.op()),
        Some(8),
        "linked again, it is stopped first"
    );
    bench.wait(10);
    assert!(bench.walk.is_over(), "it was seen to stand");
    assert_eq!(bench.count(Guide::WalkEnded), 1);
    let mut bench = Bench::new(60, 1);
    bench.wait(1);
    bench.put(lost);
    bench.put(Input::End);
    assert!(bench.walk.is_over(), "a belt that never ran is no worry");
}

#[test]
fn who_leaves_a_belt_that_was_never_held_does_not_stop_it() {
    let mut bench = Bench::new(60, 1);
    bench.touches = false;
    // Somebody else walks on it.
    (bench.running, bench.speed, bench.target) = (true, 300, 300);
    bench.wait(1);
    assert_eq!(bench.walk.controller().stage(), Stage::Reading);
    bench.put(Input::Leave);
    bench.put(Input::End);
    bench.wait(5);
    bench.put(Input::Leave);
    bench.wait(5);
    assert_eq!(bench.written, []);
    assert!(bench.walk.is_over());
    let mut bench = Bench::new(60, 1);
    bench.touches = false;
    bench.wait(1);
    bench.put(Input::Stop);
    bench.wait(1);
    assert_eq!(
        bench.written.first().map(|(_, request)| request.op()),
        Some(8),
        "a touched STOP is one anywhere"
    );
}

#[test]
fn who_leaves_a_belt_that_is_held_stops_it_and_what_was_about_to_come() {
    let mut bench = about_to_start();
    bench.put(Input::Leave);
    bench.wait(20);
    assert!(!bench.written.is_empty() && bench.written.iter().all(|(_, request)| request.op() == 8));
}

proptest! {
    #[test]
    fn whatever_a_strap_tells_the_walk_can_be_kept(beats in proptest::collection::vec(0..400_u16, 1..20)) {
        let begun = begun();
        let program = coach::program::parse(&begun.program).unwrap();
        let mut bench = Bench::new(60, 1);
        bench.until(Phase::Walking);
        for beat in beats {
            bench.put(Input::Machine(controller::Input::Felt(Felt::HeartRate(beat))));
        }
        prop_assert_eq!(record::of_belt(&bench.walk, &program, &begun).problem(), None);
    }
}

#[test]
fn who_turns_as_asked_and_says_so_while_the_last_steps_are_still_told_is_believed() {
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Turning);
    while bench.walk.wanted() != Some(Wanted::Turned) {
        assert!(bench.walk.controller().facing() == Facing::Forward);
        bench.touches = false;
        bench.wait(1);
    }
    let step = Input::Machine(controller::Input::Felt(Felt::Step));
    bench.put(step);
    bench.put(Input::Turned);
    bench.wait(1);
    bench.put(step);
    bench.wait(2);
    assert_eq!(bench.walk.controller().facing(), Facing::Forward, "not before the phone is still");
    bench.wait(1);
    assert_eq!(bench.walk.controller().facing(), Facing::Backward);
    assert_eq!((bench.walk.wanted(), &bench.refused[..]), (Some(Wanted::Go), &ASKED[..]));
    // Who was not asked yet is told to wait.
    let mut bench = Bench::new(60, 1);
    bench.until(Phase::Turning);
    bench.put(Input::Turned);
    assert_eq!(bench.refused.last(), Some(&Refusal::TurnTooSoon));
}

#[test]
fn only_what_was_walked_counts_and_a_start_nobody_steps_on_counts_nothing() {
    let mut bench = Bench::new(60, 1);
    bench.first_step = Duration::from_secs(8);
    bench.until(Phase::Walking);
    bench.wait(7);
    assert_eq!(bench.walk.legs()[0].walked, Duration::ZERO, "nobody stepped on yet");
    bench.wait(13);
    let walked = |bench: &Bench| bench.walk.legs()[0].walked.as_secs_f64();
    assert!((11.0..13.0).contains(&walked(&bench)), "{}", walked(&bench));
    let (before, meters) = (walked(&bench), bench.walk.legs()[0].meters);
    bench.steps = false;
    bench.wait(9);
    assert!(walked(&bench) > before + 8.0);
    bench.touches = false;
    bench.wait(10);
    assert_eq!(bench.walk.phase(), Phase::AwaitingGo, "nobody walks any more");
    assert!((walked(&bench) - before).abs() < 1.0, "{before} {}", walked(&bench));
    assert!(bench.walk.legs()[0].meters <= meters + 1);
    let (before, meters) = (walked(&bench), bench.walk.legs()[0].meters);
    for _ in 0..3 {
        bench.put(Input::Go);
        bench.until(Phase::Walking);
        bench.put(Input::Said);
        bench.until(Phase::AwaitingGo);
    }
    assert_eq!((walked(&bench), bench.walk.legs()[0].meters), (before, meters), "nor does anyone step on");
    bench.first_step = Duration::ZERO;
    (bench.touches, bench.steps) = (true, true);
    bench.wait(500);
    assert_eq!(bench.walk.phase(), Phase::Done);
}

#[test]
fn where_no_step_is_ever_felt_what_comes_after_the_words_is_walked() {
    let mut bench = Bench::new(60, 1);
    bench.steps = false;
    bench.until(Phase::Walking);
    bench.wait(5);
    assert_eq!(bench.walk.legs()[0].walked, Duration::ZERO);
    bench.put(Input::Said);
    bench.wait(30);
    bench.put(Input::Stop);
    bench.wait(1);
    let walked = bench.walk.legs()[0].walked.as_secs_f64();
    assert!((29.0..31.0).contains(&walked), "{walked}: nothing is taken back");
}

#[test]
fn who_may_have_fallen_is_asked_to_start_nothing_until_that_is_over() {
    for phase in [Phase::Walking, Phase::Starting, Phase::AwaitingGo, Phase::Turning] {
        let mut bench = Bench::new(60, 1);
        bench.until(phase);
        bench.wait(1);
        bench.touches = false;
        bench.walk.hold_off(true);
        bench.put(Input::Stop);
        let said = bench.said.len();
        bench.wait(100);
        assert_eq!((bench.said.len(), bench.walk.wanted()), (said, None), "{phase:?}: {:?}", bench.said);
        bench.walk.hold_off(false);
        bench.wait(15);
        assert_eq!(bench.said.len(), said + 1, "{phase:?}");
        bench.touches = true;
        bench.wait(400);
        assert_eq!(bench.walk.phase(), Phase::Done, "{phase:?}");
    }
}

#[test]
fn a_link_lost_while_the_belt_stands_asks_for_the_cord_again() {
    for phase in [Phase::Turning, Phase::AwaitingGo, Phase::Starting] {
        let mut bench = Bench::new(60, 1);
        bench.until(phase);
        bench.touches = false;
        bench.put(Input::Machine(controller::Input::LinkLost));
        bench.put(Input::Machine(controller::Input::LinkUp { refused: None }));
        let feature = [0, 0, 0, 0, 1, 0, 0, 0];
        bench.put(Input::Machine(controller::Input::Heard(Characteristic::Feature, &feature)));
        bench.put(Input::Machine(controller::Input::Heard(
            Characteristic::SpeedRange,
            &[80, 0, 88, 2, 10, 0],
        )));
        bench.refused.clear();
        bench.wait(10);
        assert_eq!(bench.refused, [Refusal::ClipNotOn], "{phase:?}");
        assert_eq!(bench.walk.wanted(), Some(Wanted::ClipIsOn));
        bench.touches = true;
        bench.wait(500);
        assert_eq!(bench.walk.phase(), Phase::Done, "{phase:?}");
    }
}

#[test]
fn whatever_is_waited_for_is_said_again_every_half_minute() {
    let mut bench = Bench::new(60, 1);
    bench.touches = false;
    bench.wait(95);
    assert_eq!(bench.refused, [Refusal::NotProbed; 4]);
    bench.touches = true;
    bench.until(Phase::AwaitingGo);
    bench.touches = false;
    bench.wait(95);
    assert_eq!(bench.count(Guide::AskStartForward), 4);
    bench.touches = true;
    bench.until(Phase::Turning);
    bench.touches = false;
    bench.wait(100);
    assert_eq!(bench.count(Guide::AskTurnBackward), 4);
}
