//! What a walk says to who goes the other way than asked, or leans too far forward.

use super::*;

/// What is told of the wrong way, while steps of one direction come twice a second from 1 s on.
fn cues_of_the_wrong_way(program: &str, steps: Steps, until_s: u64) -> Vec<Cue> {
    let mut walk = walk(program);
    walk.handle(Input::Start, ms(0));
    let mut said = go_on(&mut walk, ms(1000));
    for half in 2..until_s * 2 {
        walk.handle(Input::Steps(steps), ms(half * 500));
        said.append(&mut go_on(&mut walk, ms(half * 500 + 499)));
    }
    said.into_iter()
        .filter_map(|output| match output {
            Output::Say(cue) if cue.id == "wrong-way" => Some(cue),
            _ => None,
        })
        .collect()
}

fn told_wrong_way(steps: Steps, until_s: u64) -> Vec<u64> {
    let cues = cues_of_the_wrong_way("1:1 x1", steps, until_s);
    cues.iter().map(|cue| u64::try_from(cue.at.as_millis()).unwrap()).collect()
}

#[test]
fn nobody_is_sent_into_the_end_of_a_path_or_turned_round_on_a_belt() {
    for (program, until_s) in [("driveway 25 m x1", 250), ("hallway 5 m x2", 200), ("block 60 m 1:1 x1", 700)]
    {
        for steps in [Steps { forward: 1, ..Steps::default() }, Steps { backward: 1, ..Steps::default() }] {
            let walk = walk(program);
            for cue in cues_of_the_wrong_way(program, steps, until_s) {
                let block = walk.session().blocks()[cue.block];
                let coach::program::Until::Arrival(path) = block.until else {
                    assert_eq!((program, block.kind.name()), ("block 60 m 1:1 x1", "cool-down"));
                    continue;
                };
                let into = cue.at.saturating_sub(walk.session().track_start(cue.block)).as_secs_f64();
                assert!((into + 3.0) * 3.0 / 2.23 < path.meters(), "{program} {into} s into {path:?}");
            }
        }
    }
    for steps in [Steps { forward: 1, ..Steps::default() }, Steps { backward: 1, ..Steps::default() }] {
        assert!(cues_of_the_wrong_way("treadmill 1 min x1", steps, 330).is_empty());
    }
}

#[test]
fn who_turns_round_on_a_belt_leaves_it_and_hears_nothing_of_the_walk_until_it_is_started_again() {
    let mut walk = walk("treadmill 2 min x1 at 0.8 km/h");
    walk.handle(Input::Start, ms(0));
    go_on(&mut walk, ms(190_000));
    assert_eq!(walk.session().current_kind().map(coach::program::BlockKind::name), Some("backward"));
    // While a cue still sounds, and just before the next.
    for at in 0..6 {
        walk.handle(Input::Steps(Steps { forward: 1, ..Steps::default() }), ms(190_000 + at * 100));
    }
    assert_eq!(walk.session().paused(), Some(PauseWhy::Interruption));
    let said = go_on(&mut walk, ms(190_500 + 29_999));
    let outside: Vec<_> = said.iter().filter(|output| !matches!(output, Output::Session(_))).collect();
    let [Output::Say(cue)] = outside[..] else { panic!("{outside:?}") };
    assert_eq!(cue.pieces[0].id, "say-onto-rails");
    let again = go_on(&mut walk, ms(190_500 + 31_000));
    assert!(matches!(&again[..], [Output::Say(cue)] if cue.pieces[0].id == "say-onto-rails"), "{again:?}");
    walk.handle(Input::Resume, ms(230_000));
    assert_eq!(cue_ids(&drain(&mut walk)).first().map(|(_, id)| *id), Some("stand"));
}

#[test]
fn who_goes_forward_where_backward_is_asked_stops_and_looks_before_turning_to_it() {
    let told = cues_of_the_wrong_way("1:1 x1", Steps { forward: 1, ..Steps::default() }, 300);
    let words: Vec<_> = told[0].pieces.iter().map(|piece| piece.id).collect();
    assert_eq!(words, ["say-stop", "say-look-behind", "say-walk-backward"]);
}

#[test]
fn who_goes_the_other_way_hears_of_it_once_a_block_and_over_nothing_else() {
    let walk = walk("1:1 x1");
    let blocks: Vec<_> = (0..walk.session().blocks().len()).map(|b| walk.session().track_start(b)).collect();
    let block_of = |at: u64| blocks.partition_point(|start| *start <= Duration::from_millis(at)) - 1;
    let backward = Steps { backward: 1, ..Steps::default() };
    let told = told_wrong_way(backward, 300);
    let kinds: Vec<_> = told.iter().map(|at| walk.session().blocks()[block_of(*at)].kind.name()).collect();
    assert_eq!(kinds, ["forward", "cool-down"], "{told:?}");
    for at in &told {
        let free = walk.cues().iter().all(|cue| {
            cue.end() <= Duration::from_millis(*at) || cue.at >= Duration::from_millis(*at + 5000)
        });
        assert!(free, "{at} is over another cue");
    }
    let forward = told_wrong_way(Steps { forward: 1, ..Steps::default() }, 300);
    let kinds: Vec<_> = forward.iter().map(|at| walk.session().blocks()[block_of(*at)].kind.name()).collect();
    assert_eq!(kinds, ["backward"], "{forward:?}");
    assert!(told_wrong_way(Steps { unsure: 1, ..Steps::default() }, 300).is_empty());
    assert!(told_wrong_way(Steps { forward: 1, backward: 1, unsure: 0 }, 300).is_empty());
}

/// The cues told to somebody who leans so far forward, told so every five seconds of the walk.
fn told_of_lean(preset: cues::Preset, forward_deg: f32) -> (Vec<Cue>, Walk) {
    let options = Options { preset, ..Options::default() };
    let mut walk = Walk::new(parse("1:1 x1").unwrap(), options, Box::new(EvenPace::default()));
    walk.handle(Input::Start, ms(0));
    let lean = gait::Lean { t_s: 0.0, forward_deg: Some(forward_deg) };
    let mut said = Vec::new();
    for fifth in 1..100 {
        said.append(&mut go_on(&mut walk, ms(fifth * 5000)));
        walk.leaned(&lean);
    }
    let stand_tall = said.into_iter().filter_map(|output| match output {
        Output::Say(cue) if cue.id == "stand-tall" => Some(cue),
        _ => None,
    });
    (stand_tall.collect(), walk)
}

#[test]
fn who_leans_too_far_forward_hears_of_it_once_a_block_and_over_nothing_else() {
    let (told, walk) = told_of_lean(cues::Preset::NormalWords, 20.0);
    let blocks: Vec<_> = told.iter().map(|cue| cue.block).collect();
    let mut once = blocks.clone();
    once.dedup();
    assert!(blocks.len() > 1 && blocks == once, "{blocks:?}");
    for cue in &told {
        assert!(walk.cues().iter().all(|other| other.end() <= cue.at || other.at >= cue.end()), "{cue:?}");
    }
    assert!(told_of_lean(cues::Preset::NormalWords, 10.0).0.is_empty());
    assert!(told_of_lean(cues::Preset::FewWords, 20.0).0.is_empty());
}
