//! Walks that stand and go on again: what is heard then, and that nothing is talked over or lost.

use super::*;
use coach::program::BlockKind;

/// The walk, paused at `at` of its track and told to go on a minute later, and what was said at that moment.
fn paused_at(program: &str, at: u64) -> (Walk, Vec<Output>) {
    let mut walk = walk(program);
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(at));
    walk.handle(Input::Pause(PauseWhy::Walker), ms(at));
    assert!(cue_ids(&go_on(&mut walk, ms(at + 60_000))).is_empty());
    walk.handle(Input::Resume, ms(at + 60_000));
    let said = drain(&mut walk);
    (walk, said)
}

fn said_outside(said: &[Output]) -> Vec<&Cue> {
    said.iter().filter_map(|output| if let Output::Say(cue) = output { Some(cue) } else { None }).collect()
}

#[test]
fn after_a_pause_the_walker_is_told_again_which_way_before_the_walk_goes_on() {
    // Two seconds before a backward minute ends, in the middle of "in ten seconds, stop", and where nothing sounds.
    for at in [157_000, 149_800, 110_000] {
        let (mut walk, said) = paused_at("1:1 x1", at);
        let [cue] = said_outside(&said)[..] else { panic!("{said:?}") };
        let pieces: Vec<_> = cue.pieces.iter().map(|piece| piece.id).collect();
        assert_eq!(pieces, ["say-look-behind", "say-walk-backward"]);
        let over = at + 60_000 + u64::try_from(cue.length.as_millis()).unwrap();
        go_on(&mut walk, ms(over));
        assert!(!walk.session().is_running(), "it goes on over its own words");
        let rest = go_on(&mut walk, ms(over + 3000));
        assert!(walk.session().is_running());
        assert!(walk.session().track_position() >= Duration::from_millis(at + 1500));
        assert_eq!(cue_ids(&rest).iter().any(|(_, id)| *id == "turn"), at == 157_000);
    }
}

#[test]
fn who_walks_when_the_voice_is_taken_is_told_to_stop_and_on_a_belt_to_leave_it() {
    let said = |program: &str, at, why| {
        let mut walk = walk(program);
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(at));
        walk.handle(Input::Pause(why), ms(at));
        let said = drain(&mut walk);
        said_outside(&said).iter().flat_map(|cue| cue.pieces.iter().map(|piece| piece.id)).collect::<Vec<_>>()
    };
    for why in [PauseWhy::Interruption, PauseWhy::Silence] {
        // Backward, in a turn whose own words the call may have taken, and getting ready.
        for at in [110_000, 90_000, 10_000] {
            assert_eq!(said("1:1 x1", at, why), ["say-stop", "say-hold-on"]);
        }
        // On a belt that stands.
        assert_eq!(said("treadmill 1 min x2", 150_000, why), ["say-stop", "say-hold-on"]);
    }
    assert!(said("1:1 x1", 110_000, PauseWhy::Walker).is_empty());
    for why in [PauseWhy::Walker, PauseWhy::Interruption] {
        // Walked on, being started, being stopped.
        for at in [200_000, 178_500, 246_000] {
            assert_eq!(said("treadmill 1 min x2", at, why), ["say-onto-rails", "say-stop-belt"], "{at}");
        }
    }
}

#[test]
fn who_stands_through_no_wish_of_their_own_hears_so_again_until_the_walk_goes_on_or_they_say_pause() {
    let told = |walk: &mut Walk, until| said_outside(&go_on(walk, ms(until))).len();
    let paused = |why| {
        let mut walk = walk("1:1 x1");
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(110_000));
        walk.handle(Input::Pause(why), ms(110_000));
        walk
    };
    assert_eq!(told(&mut paused(PauseWhy::Walker), 400_000), 0);
    let mut called = paused(PauseWhy::Interruption);
    assert_eq!(
        (told(&mut called, 139_000), told(&mut called, 141_000), told(&mut called, 201_000)),
        (1, 1, 2)
    );
    // A fall that is asked about, or the walker's own pause.
    called.handle(Input::Pause(PauseWhy::Walker), ms(202_000));
    assert_eq!(told(&mut called, 400_000), 0);
    let mut called = paused(PauseWhy::Interruption);
    called.handle(Input::Resume, ms(139_500));
    // When it stood, and which way.
    assert_eq!(told(&mut called, 400_000), 2);
    // A device that slept says it once when it wakes.
    let mut slept = paused(PauseWhy::Walker);
    slept.handle(Input::Resume, ms(111_000));
    go_on(&mut slept, ms(120_000));
    slept.handle(Input::Tick, ms(220_000));
    assert_eq!((told(&mut slept, 249_000), told(&mut slept, 251_000)), (1, 1));
}

#[test]
fn after_a_pause_on_a_belt_it_is_started_again_before_anybody_walks() {
    let (mut walk, said) = paused_at("treadmill 1 min x2", 200_000);
    assert!(said_outside(&said).is_empty());
    let mut said = cue_ids(&said);
    said.append(&mut cue_ids(&go_on(&mut walk, ms(260_000 + 26_000))));
    let ids: Vec<_> = said.iter().map(|(_, id)| *id).collect();
    assert_eq!(ids, ["stand", "hands-on-rails", "step-on", "backward"]);
}

#[test]
fn a_stretch_on_a_belt_that_goes_on_where_it_was_says_which_way_again_and_nothing_twice() {
    // Ten minutes are the most, from 184 s on; what was said at its begin is long over.
    let (mut walk, _) = paused_at("treadmill 10 min x1", 345_000);
    let said = go_on(&mut walk, ms(345_000 + 60_000 + 26_000));
    let [cue] = said_outside(&said)[..] else { panic!("{said:?}") };
    assert_eq!((cue.id, cue.pieces.len(), cue.at), ("backward", 1, Duration::from_secs(345)));
    let rest: Vec<_> = cue_ids(&go_on(&mut walk, ms(2_000_000)));
    let planned: Vec<_> = walk.cues().iter().filter(|cue| cue.at > Duration::from_secs(346)).collect();
    assert_eq!(rest.len(), planned.len(), "{rest:?}");
}

#[test]
fn who_comes_back_to_a_path_hears_at_once_that_it_ends() {
    // Backward from 30 + 70 + 14 s on.
    for (why, near) in [(PauseWhy::Walker, false), (PauseWhy::Interruption, true), (PauseWhy::Silence, true)]
    {
        let mut walk = walk("driveway 25 m x1");
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(120_000));
        walk.handle(Input::Pause(why), ms(120_000));
        drain(&mut walk);
        walk.handle(Input::Resume, ms(125_000));
        let said = drain(&mut walk);
        let [cue] = said_outside(&said)[..] else { panic!("{said:?}") };
        assert_eq!(cue.pieces.iter().any(|piece| piece.id == "say-path-ends"), near, "{why:?}");
    }
}

#[test]
fn a_turn_begins_again_after_a_pause_and_looks_behind_before_it_sets_off_backward() {
    // The last second of the turn to backward, from 85 s to 99 s.
    let (mut walk, said) = paused_at("1:1 x1", 98_500);
    assert!(said_outside(&said).is_empty());
    assert_eq!(
        (walk.session().current_kind(), walk.session().elapsed()),
        (Some(BlockKind::Turn), Duration::ZERO)
    );
    assert_eq!(cue_ids(&said), [(85_000, "turn")]);
    let rest = cue_ids(&go_on(&mut walk, ms(98_500 + 60_000 + 14_500)));
    assert_eq!(
        rest.iter().map(|(_, id)| *id).collect::<Vec<_>>(),
        ["turn-around", "look-behind", "backward"]
    );
}

#[test]
fn at_a_blocks_start_its_own_cue_is_all_that_is_said() {
    for input in [Input::Skip, Input::Repeat] {
        let mut walk = walk("1:1 x1");
        walk.handle(Input::Start, ms(0));
        go_on(&mut walk, ms(40_000));
        walk.handle(Input::Pause(PauseWhy::Walker), ms(40_000));
        walk.handle(input, ms(41_000));
        drain(&mut walk);
        walk.handle(Input::Resume, ms(42_000));
        let said = drain(&mut walk);
        assert!(said_outside(&said).is_empty() && walk.session().is_running());
        assert_eq!(cue_ids(&said).len(), 1, "{said:?}");
    }
}

#[test]
fn who_begins_a_backward_stretch_again_after_a_pause_looks_behind_first() {
    let mut walk = walk("1:1 x1");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(120_000));
    walk.handle(Input::Pause(PauseWhy::Walker), ms(120_000));
    walk.handle(Input::Repeat, ms(121_000));
    drain(&mut walk);
    walk.handle(Input::Resume, ms(122_000));
    let said = go_on(&mut walk, ms(126_000));
    let [cue] = said_outside(&said)[..] else { panic!("{said:?}") };
    assert_eq!(cue.pieces.iter().map(|piece| piece.id).collect::<Vec<_>>(), ["say-look-behind"]);
    assert_eq!(cue_ids(&said), [(99_000, "backward")]);
}

#[test]
fn who_pauses_again_or_falls_silent_before_the_walk_goes_on_stays_where_they_are() {
    let (mut walk, _) = paused_at("1:1 x1", 110_000);
    walk.handle(Input::Pause(PauseWhy::Interruption), ms(170_500));
    assert!(drain(&mut walk).contains(&Output::Session(session::Output::Paused(PauseWhy::Interruption))));
    go_on(&mut walk, ms(300_000));
    assert!(walk.session().paused().is_some());
    // The device slept for an hour in the middle of the words: nobody knows whether they were heard.
    let (mut walk, _) = paused_at("1:1 x1", 110_000);
    walk.handle(Input::Tick, ms(3_800_000));
    assert_eq!(said_outside(&go_on(&mut walk, ms(3_831_000))).len(), 1, "so it is said that the walk stands");
    assert!(walk.session().paused().is_some());
}

/// What sounds, by the shell's clock: the track while the walk runs, and what is said outside it.
#[derive(Default)]
struct Heard {
    track: Vec<(u64, u64, Cue)>,
    outside: Vec<(u64, u64, Cue)>,
    begun: Vec<(u64, &'static str)>,
    looked: bool,
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap()
}

impl Heard {
    /// Lets the walk hear this so many milliseconds later, and everything before it in its time.
    fn hear(&mut self, walk: &mut Walk, now: &mut u64, after: u64, input: Input) {
        let until = *now + after;
        while *now < until {
            let next = walk.poll_timeout().map_or(until, |next| millis(next.since_start()).min(until));
            if walk.session().is_running() {
                let from = millis(walk.session().track_position());
                let to = from + (next - *now);
                for cue in walk.cues() {
                    let (begins, ends) = (millis(cue.at).max(from), millis(cue.end()).min(to));
                    if begins < ends {
                        self.track.push((*now + begins - from, *now + ends - from, cue.clone()));
                    }
                }
            }
            *now = next;
            walk.handle(if next == until { input } else { Input::Tick }, ms(next));
            self.follow(walk, *now);
        }
    }

    fn follow(&mut self, walk: &mut Walk, now: u64) {
        for output in drain(walk) {
            match output {
                Output::Cue(cue) | Output::Say(cue)
                    if cue.pieces.iter().any(|piece| piece.id == "say-look-behind") =>
                {
                    self.looked = true;
                    self.said(&cue, now, walk);
                }
                Output::Cue(cue) | Output::Say(cue) => self.said(&cue, now, walk),
                Output::Session(session::Output::Paused(_)) => {
                    self.looked = false;
                    // A shell falls silent.
                    if let Some((_, ends, _)) = self.outside.last_mut() {
                        *ends = now.min(*ends);
                    }
                }
                Output::Session(session::Output::Began { block, .. })
                    if walk.session().blocks()[block].kind == BlockKind::Turn =>
                {
                    self.looked = false;
                }
                Output::Session(_) => {}
            }
        }
        if walk.session().is_running() && walk.session().current_kind() == Some(BlockKind::Backward) {
            assert!(self.looked, "backward without a look behind, at {:?}", walk.session().track_position());
        }
    }

    fn said(&mut self, cue: &Cue, now: u64, walk: &Walk) {
        if walk.cues().contains(cue) {
            self.begun.push((millis(cue.at), cue.id));
        } else {
            self.outside.push((now, now + millis(cue.length), cue.clone()));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn wherever_a_walk_is_paused_no_two_sentences_sound_at_once_and_none_is_lost(
        program in prop_oneof![Just("1:1 x2"), Just("hallway 5 m x2"), Just("kitchen 2 m x3"), Just("block 1:1 x1")],
        pauses in proptest::collection::vec((1_u64..40_000, 1_u64..100_000, 0_u8..3), 1..12),
    ) {
        let mut walk = walk(program);
        let (mut heard, mut now) = (Heard::default(), 0);
        walk.handle(Input::Start, ms(0));
        heard.follow(&mut walk, 0);
        for (walked, stood, meanwhile) in pauses {
            heard.hear(&mut walk, &mut now, walked, Input::Pause(PauseWhy::Walker));
            if meanwhile == 0 {
                heard.hear(&mut walk, &mut now, 1, Input::Repeat);
            }
            heard.hear(&mut walk, &mut now, stood, Input::Resume);
            if meanwhile == 1 {
                walk.ask_time_left();
                heard.follow(&mut walk, now);
            }
        }
        heard.hear(&mut walk, &mut now, 7_200_000, Input::Tick);
        prop_assert_eq!(walk.session().ended(), Some(Ending::Complete));
        for (begins, ends, outside) in &heard.outside {
            for (from, to, cue) in &heard.track {
                prop_assert!(ends <= from || to <= begins, "{outside:?} over {cue:?}");
            }
        }
        for cue in walk.cues() {
            prop_assert!(heard.begun.contains(&(millis(cue.at), cue.id)), "lost: {cue:?}");
        }
    }
}
