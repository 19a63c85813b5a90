//! What passes the gate, at its limits, and what does not, with its reason.

use super::*;
use crate::ftms::control_point::{Request, StopOrPause};

#[test]
fn what_passes_the_gate_is_read_by_a_machine_as_it_was_meant() {
    let speed = BeltSpeed::from_centi_kmh(0x0123);
    for (command, request) in [
        (Command::RequestControl, Request::RequestControl),
        (Command::Start, Request::StartOrResume),
        (Command::Speed(speed), Request::SetTargetSpeed(Some(speed))),
        (Command::Stop, Request::StopOrPause(Some(StopOrPause::Stop))),
    ] {
        let permitted = Permitted(command);
        assert_eq!(Request::decode(&permitted.bytes()), Some((request, Vec::new())));
        assert_eq!(permitted.command(), command);
    }
}

const fn kmh(centi: u16) -> BeltSpeed {
    BeltSpeed::from_centi_kmh(centi)
}

const BELT: Machine = Machine { slowest: kmh(80), fastest: kmh(600), step: kmh(10) };

/// A proved belt that stands, a clipped walker who just spoke from the rails.
fn about_to_start() -> Situation {
    Situation {
        linked: true,
        stopping: false,
        busy: false,
        machine: Ok(BELT),
        live: true,
        proof: Proof::Proved,
        probing: false,
        ceiling: Ok((kmh(100), Ring::Personal)),
        clip: true,
        consent_age: Some(Duration::ZERO),
        stands: true,
        speed: Some(kmh(0)),
        slope: 0,
        control: true,
        asked: None,
        touched: true,
        since_change: None,
        raises_over: false,
        heart_unheard: false,
    }
}

/// A belt that has run at 0.90 km/h for thirty seconds, and a finger on faster.
fn walking() -> Situation {
    Situation {
        stands: false,
        speed: Some(kmh(90)),
        asked: Some(kmh(90)),
        consent_age: None,
        since_change: Some(RAISE_EVERY),
        ..about_to_start()
    }
}

#[track_caller]
fn refused(command: Command, situation: &Situation, why: Refusal) {
    assert_eq!(permit(command, situation), Err(why), "{situation:?}");
}

/// One thing that is not as it must be, and what the gate says of it.
type Wrong = (fn(&mut Situation), Refusal);

#[test]
fn a_start_passes_only_where_everything_is_there_and_says_what_is_not() {
    let wrong: [Wrong; 14] = [
        (|s| s.linked = false, Refusal::NoLink),
        (|s| s.control = false, Refusal::NoControl),
        (|s| s.stopping = true, Refusal::Stopping),
        (|s| s.busy = true, Refusal::Busy),
        (|s| s.machine = Err(Refusal::RangeMakesNoSense), Refusal::RangeMakesNoSense),
        (|s| s.ceiling = Err(Refusal::NoBackwardTest), Refusal::NoBackwardTest),
        (|s| s.ceiling = Ok((kmh(79), Ring::Personal)), Refusal::MachineTooFast),
        (|s| s.proof = Proof::Failed, Refusal::ProbeFailed),
        (|s| s.live = false, Refusal::NoLiveData),
        (|s| s.stands = false, Refusal::BeltMoves),
        (|s| s.proof = Proof::Untried, Refusal::NotProbed),
        (|s| s.clip = false, Refusal::ClipNotOn),
        (|s| s.slope = -(SLOPE + 1), Refusal::DeckTilted),
        (|s| s.consent_age = None, Refusal::NotOnRails),
    ];
    // Every one and every two of them: the first of the list is told, and none lets a belt start.
    for set in (1..1_u32 << wrong.len()).filter(|set| set.count_ones() <= 2) {
        let mut situation = about_to_start();
        let set = wrong.iter().enumerate().filter(|(at, _)| set & (1 << at) != 0).map(|(_, wrong)| wrong);
        // Of two that set the same value the graver stands.
        set.clone().rev().for_each(|(make, _)| make(&mut situation));
        let first = set.clone().next().expect("one at least").1;
        refused(Command::Start, &situation, first);
        // Control is asked for where it is not held, and to be allowed to stop.
        match set.map(|(_, why)| *why).find(|why| *why != Refusal::NoControl) {
            None | Some(Refusal::Stopping) => {
                assert!(permit(Command::RequestControl, &situation).is_ok(), "{situation:?}");
            }
            Some(why) => refused(Command::RequestControl, &situation, why),
        }
        assert!(permit(Command::Stop, &situation).is_ok(), "stopping always passes");
    }
    assert!(permit(Command::Start, &about_to_start()).is_ok());
}

#[test]
fn a_start_passes_at_its_limits() {
    let passes = |s: Situation| assert!(permit(Command::Start, &s).is_ok(), "{s:?}");
    passes(Situation { consent_age: Some(CONSENT), ..about_to_start() });
    passes(Situation { slope: -SLOPE, ..about_to_start() });
    passes(Situation { ceiling: Ok((BELT.slowest, Ring::Personal)), ..about_to_start() });
    let late = Situation { consent_age: Some(CONSENT + Duration::from_millis(1)), ..about_to_start() };
    refused(Command::Start, &late, Refusal::NotOnRails);
    // Nobody is on a belt that is probed: no clip, no level deck, no proof yet; but a word of its own.
    let probe =
        Situation { probing: true, proof: Proof::Untried, clip: false, slope: 99, ..about_to_start() };
    passes(probe);
    refused(Command::Start, &Situation { consent_age: None, ..probe }, Refusal::NotOnRails);
    refused(Command::Start, &Situation { proof: Proof::Failed, ..probe }, Refusal::ProbeFailed);
}

#[test]
fn a_speed_passes_only_on_a_belt_that_is_held_and_runs() {
    let wrong: [Wrong; 7] = [
        (|s| s.linked = false, Refusal::NoLink),
        (|s| s.stopping = true, Refusal::Stopping),
        (|s| s.busy = true, Refusal::Busy),
        (|s| s.control = false, Refusal::NoControl),
        (|s| s.machine = Err(Refusal::SpeedCannotBeSet), Refusal::SpeedCannotBeSet),
        (|s| s.speed = None, Refusal::NoLiveData),
        (|s| s.asked = None, Refusal::BeltStands),
    ];
    for (make, why) in wrong {
        for speed in [80, 90, 100] {
            let mut situation = walking();
            make(&mut situation);
            refused(Command::Speed(kmh(speed)), &situation, why);
        }
    }
    let stands = Situation { speed: Some(kmh(0)), ..walking() };
    refused(Command::Speed(kmh(80)), &stands, Refusal::BeltStands);
    refused(Command::Speed(kmh(79)), &walking(), Refusal::AlreadySlowest);
}

#[test]
fn slower_passes_without_a_touch_or_a_wait_and_a_raise_needs_both() {
    let alone =
        Situation { touched: false, raises_over: true, heart_unheard: true, since_change: None, ..walking() };
    for speed in [80, 90] {
        assert!(permit(Command::Speed(kmh(speed)), &alone).is_ok());
    }
    let faster = Command::Speed(kmh(100));
    assert!(permit(faster, &walking()).is_ok());
    for (make, why) in [
        ((|s| s.touched = false) as fn(&mut Situation), Refusal::NoTouch),
        (|s| s.raises_over = true, Refusal::NoMoreRaises),
        (|s| s.heart_unheard = true, Refusal::HeartNotHeard),
        (|s| s.since_change = None, Refusal::TooSoon),
        (|s| s.since_change = Some(Duration::from_millis(29_999)), Refusal::TooSoon),
        (|s| s.ceiling = Ok((kmh(99), Ring::Personal)), Refusal::AboveCeiling(Ring::Personal)),
        (|s| s.ceiling = Err(Refusal::TooSlowBackward), Refusal::TooSlowBackward),
    ] {
        let mut situation = walking();
        make(&mut situation);
        refused(faster, &situation, why);
    }
}

#[test]
fn a_raise_is_one_step_and_no_larger_than_a_raise_may_be() {
    let on = |step| Situation {
        machine: Ok(Machine { step: kmh(step), ..BELT }),
        ceiling: Ok((kmh(200), Ring::Personal)),
        ..walking()
    };
    assert!(permit(Command::Speed(kmh(100)), &on(10)).is_ok());
    refused(Command::Speed(kmh(101)), &on(10), Refusal::StepTooLarge);
    assert!(permit(Command::Speed(kmh(110)), &on(20)).is_ok());
    refused(Command::Speed(kmh(91)), &on(21), Refusal::StepTooLarge);
}

#[test]
fn what_is_faster_than_the_belt_runs_is_a_raise_even_where_it_was_asked_before() {
    let slowed = Situation { speed: Some(kmh(85)), touched: false, ..walking() };
    refused(Command::Speed(kmh(86)), &slowed, Refusal::NoTouch);
    assert!(permit(Command::Speed(kmh(85)), &slowed).is_ok());
    let crawling = Situation { speed: Some(kmh(40)), touched: false, ..walking() };
    assert!(permit(Command::Speed(BELT.slowest), &crawling).is_ok(), "the slowest there is, is no raise");
    refused(Command::Speed(kmh(81)), &crawling, Refusal::NoTouch);
}

#[test]
fn the_probe_raises_by_its_own_change_and_no_more() {
    let probe = Situation {
        probing: true,
        touched: false,
        since_change: None,
        ceiling: Ok((kmh(300), Ring::Hard)),
        ..walking()
    };
    assert!(permit(Command::Speed(kmh(110)), &probe).is_ok());
    refused(Command::Speed(kmh(111)), &probe, Refusal::StepTooLarge);
}

#[test]
fn every_refusal_has_a_name_of_its_own() {
    let mut names = Refusal::ALL.map(Refusal::name).to_vec();
    assert_eq!((names[0], names[23], names[27]), ("no-link", "above-hard", "turn-too-soon"));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Refusal::ALL.len());
}
