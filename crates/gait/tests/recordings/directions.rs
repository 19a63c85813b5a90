//! Which way the steps went.

use super::{files, live, read, reversed, run, rung, share, slowed, truth};
use gait::{Direction, Engine, Event, Placement, Sample, Settings, Step, analyze};
use sim::chance::Chance;
use sim::motion::Rotation;
use std::path::PathBuf;

#[test]
fn a_real_pocket_walk_is_forward_and_played_backward_it_is_backward() {
    for file in files("real_mobifall", ".csv").into_iter().filter(|f| f.to_string_lossy().contains("WAL")) {
        let samples = read(&file);
        let forward = run(&samples, Placement::FrontPocket).summary;
        assert!(forward.steps > 400, "{}: {forward:?}", file.display());
        assert!(share(forward.backward, forward.steps) < 0.005, "{}: {forward:?}", file.display());
        assert!(share(forward.forward, forward.steps) > 0.95, "{}: {forward:?}", file.display());
        let backward = run(&reversed(&samples), Placement::FrontPocket).summary;
        assert!(
            share(backward.backward, backward.forward + backward.backward) > 0.97,
            "{}: {backward:?}",
            file.display()
        );
        assert!(share(backward.unknown, backward.steps) < 0.1, "{}: {backward:?}", file.display());
    }
}

#[test]
fn a_pocket_that_rings_after_each_footfall_tells_the_same() {
    for (hz, damped) in [(6.0, 0.2), (7.5, 0.15), (9.0, 0.15)] {
        let (mut right, mut wrong, mut unknown) = (0, 0, 0);
        for file in files("real_mobifall", ".csv").iter().filter(|f| f.to_string_lossy().contains("WAL")) {
            let samples = read(file);
            let forward = run(&rung(&samples, hz, damped), Placement::FrontPocket).summary;
            // What rings rings after the footfall, whichever way the walk goes.
            let backward = run(&rung(&reversed(&samples), hz, damped), Placement::FrontPocket).summary;
            right += forward.forward + backward.backward;
            wrong += forward.backward + backward.forward;
            unknown += forward.unknown + backward.unknown;
        }
        println!("{hz} Hz: {right} right, {wrong} wrong, {unknown} unknown");
        let told = right + wrong;
        assert!(
            share(wrong, told) < 0.005 && share(unknown, told + unknown) < 0.05,
            "{hz} Hz: {wrong} of {told}"
        );
    }
}

#[test]
fn a_slow_pocket_walk_is_told_as_well_with_a_gyroscope_and_without() {
    for slower in [1.0, 1.25, 1.5] {
        for blind in [false, true] {
            let (mut right, mut wrong, mut unknown) = (0, 0, 0);
            for file in files("real_mobifall", ".csv").iter().filter(|f| f.to_string_lossy().contains("WAL"))
            {
                let mut samples = slowed(&read(file), slower);
                if blind {
                    for sample in &mut samples {
                        sample.rotation = None;
                    }
                }
                let forward = run(&samples, Placement::FrontPocket).summary;
                let backward = run(&reversed(&samples), Placement::FrontPocket).summary;
                right += forward.forward + backward.backward;
                wrong += forward.backward + backward.forward;
                unknown += forward.unknown + backward.unknown;
            }
            let told = right + wrong;
            println!("x {slower}, blind {blind}: {right} right, {wrong} wrong, {unknown} unknown");
            assert!(share(wrong, told) < 0.005 && share(unknown, told + unknown) < 0.03);
        }
    }
}

#[test]
fn at_the_lower_back_real_forward_walks_are_hardly_ever_backward() {
    let (mut steps, mut backward, mut found) = (0, 0, 0);
    for file in files("real_ipol", ".csv") {
        let analysis = run(&read(&file), Placement::LowerBack);
        steps += truth(&file)["steps"].as_array().unwrap().len();
        found += analysis.summary.steps;
        backward += analysis.summary.backward;
    }
    if found > 0 {
        assert!((f64::from(found) / steps as f64 - 1.0).abs() < 0.04, "{found} of {steps}");
        assert!(share(backward, found) < 0.005, "{backward} of {found}");
    }
}

#[test]
fn a_belt_is_told_to_go_forward_at_any_tempo_whether_or_not_it_is_known_to_start_so() {
    for (slower, starts_forward) in [(0.8, false), (0.8, true), (1.3, false), (1.3, true)] {
        let settings =
            Settings { placement: Some(Placement::LowerBack), starts_forward, ..Settings::default() };
        let (mut steps, mut forward, mut backward) = (0, 0, 0);
        for file in files("real_ipol", ".csv") {
            let summary = analyze(slowed(&read(&file), slower), settings).summary;
            steps += summary.steps;
            forward += summary.forward;
            backward += summary.backward;
        }
        println!("x {slower}: {forward} forward, {backward} backward of {steps}");
        assert!(share(backward, steps) < 0.005, "x {slower}: {backward} of {steps}");
        assert!(steps == 0 || share(forward, steps) > 0.85, "x {slower}: {forward} of {steps}");
    }
}

#[test]
fn a_belt_turned_any_way_hardly_ever_calls_a_real_forward_step_backward() {
    let (mut steps, mut backward) = (0, 0);
    let mut chance = Chance::new(1);
    let turns: Vec<Rotation> = (0..12).map(|_| Rotation::any(&mut chance)).collect();
    for file in files("real_ipol", ".csv") {
        for rotation in &turns {
            #[allow(clippy::cast_possible_truncation, reason = "a sensor's reading")]
            let turn = |v: [f32; 3]| rotation.apply(v.map(f64::from)).map(|x| x as f32);
            let turned: Vec<Sample> = read(&file)
                .into_iter()
                .map(|s| Sample { acceleration: turn(s.acceleration), rotation: s.rotation.map(turn), ..s })
                .collect();
            let summary = run(&turned, Placement::LowerBack).summary;
            steps += summary.steps;
            backward += summary.backward;
        }
    }
    assert!(steps == 0 || share(backward, steps) < 0.005, "{backward} of {steps}");
}

#[test]
fn backward_walks_are_backward_in_the_pocket_and_at_the_back() {
    for (ending, placement, least) in
        [(".thigh_r.csv", Placement::FrontPocket, 0.97), (".lowback.csv", Placement::LowerBack, 0.95)]
    {
        let (mut right, mut wrong, mut unknown) = (0, 0, 0);
        for file in files("bandai1", ending).into_iter().filter(|f| f.to_string_lossy().contains("walk-back"))
        {
            let summary = run(&read(&file), placement).summary;
            right += summary.backward;
            wrong += summary.forward;
            unknown += summary.unknown;
        }
        if right + wrong + unknown > 0 {
            assert!(share(right, right + wrong) >= least, "{ending}: {right} {wrong} {unknown}");
            // One walk with swinging hips, thirteen steps of lower back, is left open, and two of others.
            assert!(share(unknown, right + wrong + unknown) <= 0.075, "{ending}: {right} {wrong} {unknown}");
        }
    }
}

/// Where nobody says the sensor sits, an arm that swings in step must not be taken at its word.
#[test]
fn a_place_that_nobody_told_hardly_ever_tells_a_wrong_direction() {
    let (mut right, mut wrong, mut backs, mut found) = (0_u32, 0_u32, 0_u32, 0_u32);
    for set in ["accad_female1", "bandai1", "cmu", "real_ipol", "real_mobifall"] {
        for file in files(set, ".csv") {
            let analysis = analyze(read(&file), Settings::default());
            if file.to_string_lossy().ends_with(".lowback.csv") {
                backs += 1;
                found += u32::from(analysis.placement == Some(Placement::LowerBack));
            }
            let truth = truth(&file);
            let truth = truth["steps"].as_array().unwrap();
            for step in analysis.steps.iter().filter(|s| s.direction != Direction::Unknown) {
                let near = truth.iter().find(|s| s["t"].as_f64().is_some_and(|t| (t - step.t_s).abs() < 0.3));
                // Sets without the truth of each step go forward.
                let way = near.map_or("forward", |s| s["direction"].as_str().unwrap());
                match (way, step.direction) {
                    ("forward", Direction::Forward) | ("backward", Direction::Backward) => right += 1,
                    ("forward" | "backward", _) if near.is_some() || truth.is_empty() => wrong += 1,
                    _ => {}
                }
            }
        }
    }
    println!("{right} right, {wrong} wrong, {found} of {backs} lower backs found");
    assert!(share(wrong, right + wrong) < 0.005 && (right > 3000 || backs < 100), "{right} {wrong}");
    assert!(found * 10 >= backs * 8, "{found} of {backs}");
}

#[test]
fn who_walks_backward_and_turns_about_is_never_told_wrong() {
    for file in files("accad_female1", ".thigh_r.csv")
        .into_iter()
        .filter(|f| f.to_string_lossy().contains("BackwardsTurn"))
    {
        let truth = truth(&file);
        let mut told = [0, 0];
        for step in run(&read(&file), Placement::FrontPocket).steps {
            let near = |s: &&serde_json::Value| (s["t"].as_f64().unwrap() - step.t_s).abs() < 0.3;
            let Some(near) = truth["steps"].as_array().unwrap().iter().find(near) else { continue };
            let true_to = |way: &str| near["direction"] == way || near["direction"] == "sideways";
            match step.direction {
                Direction::Forward => assert!(true_to("forward"), "{}: {step:?}", file.display()),
                Direction::Backward => assert!(true_to("backward"), "{}: {step:?}", file.display()),
                Direction::Unknown => continue,
            }
            told[usize::from(step.direction == Direction::Backward)] += 1;
        }
        let walked = file.to_string_lossy().contains("Walk");
        assert!(!walked || (told[0] >= 5 && told[1] >= 6), "{}: {told:?}", file.display());
    }
}

#[test]
fn a_front_pocket_without_a_gyroscope_tells_walks_either_way_and_leaves_runs_open() {
    let deaf = |file: &PathBuf| -> Vec<Sample> {
        read(file).into_iter().map(|s| Sample { rotation: None, ..s }).collect()
    };
    let real = ["real_mobifall", "real_oxford"].into_iter().flat_map(|set| files(set, ".csv"));
    for file in real.filter(|f| ["WAL", "JOG", "frontpocket"].iter().any(|w| f.to_string_lossy().contains(w)))
    {
        let samples = deaf(&file);
        let forward = run(&samples, Placement::FrontPocket).summary;
        assert!(forward.backward == 0, "{}: {forward:?}", file.display());
        if !file.to_string_lossy().contains("JOG") {
            assert!(share(forward.forward, forward.steps) > 0.98, "{}: {forward:?}", file.display());
            let backward = run(&reversed(&samples), Placement::FrontPocket).summary;
            assert!(backward.forward == 0, "{}: {backward:?}", file.display());
        }
    }
    for (set, of, backward, open_at_most) in [
        ("bandai1", "walk-back", true, 0.12),
        ("accad_female1", "WalkBack", true, 0.0),
        ("bandai1", "_walk_", false, 0.25),
        ("cmu", "", false, 0.05),
    ] {
        let (mut right, mut wrong, mut unknown) = (0, 0, 0);
        let one_way =
            |f: &PathBuf| f.to_string_lossy().contains(of) && !f.to_string_lossy().contains("Forwards");
        let walks = files(set, ".thigh_r.csv").into_iter().filter(one_way);
        for summary in walks.map(|file| run(&deaf(&file), Placement::FrontPocket).summary) {
            right += if backward { summary.backward } else { summary.forward };
            wrong += if backward { summary.forward } else { summary.backward };
            unknown += summary.unknown;
        }
        println!("{set} {of}: {right} right, {wrong} wrong, {unknown} unknown");
        assert!(
            wrong == 0 && share(unknown, right + unknown) <= open_at_most,
            "{set} {of}: {wrong} {unknown}"
        );
    }
}

/// Told to be in a front pocket, with first steps that are known to go forward: heard there, and not in a back pocket or a bag.
#[test]
fn a_phone_without_a_gyroscope_that_is_in_another_pocket_than_told_tells_no_direction() {
    for file in files("real_oxford", ".csv") {
        let place = truth(&file)["place"].as_str().unwrap().to_owned();
        let samples = read(&file).into_iter().map(|s| Sample { rotation: None, ..s });
        let told = Some(Placement::FrontPocket);
        let settings = Settings { placement: told, starts_forward: true, ..Settings::default() };
        let back = |e: &&Event| matches!(e, Event::Step(s) if s.direction == Direction::Backward);
        let told = live(samples.clone(), settings).iter().filter(back).count();
        let summary = analyze(samples, settings).summary;
        println!("{place}: {summary:?}, live {told} backward");
        let elsewhere = ["backpocket", "bag"].contains(&place.as_str());
        assert!(!elsewhere || (summary.backward == 0 && told <= 16), "{place}");
        assert!(place != "frontpocket" || share(summary.forward, summary.steps) > 0.98, "{summary:?}");
    }
}

/// A minute forward and then the next minute played backward, told only that it starts forward.
#[test]
fn a_phone_that_rides_along_tells_when_its_walker_goes_the_other_way() {
    for (place, placement) in [("hand", Placement::Hand), ("neckpouch", Placement::Chest)] {
        let of_place = |f: &PathBuf| truth(f)["place"] == place;
        let Some(file) = files("real_oxford", ".csv").into_iter().find(of_place) else { return };
        let samples: Vec<Sample> = read(&file).into_iter().map(|s| Sample { rotation: None, ..s }).collect();
        let minute = |from: f64| -> Vec<Sample> {
            samples.iter().filter(|s| (from..from + 60.0).contains(&s.t_s)).copied().collect()
        };
        let (mut both, later) = (minute(10.0), reversed(&minute(70.0)));
        let change_s = both.last().unwrap().t_s;
        let (start_s, step_s) = (later[0].t_s, change_s - both[both.len() - 2].t_s);
        both.extend(later.iter().map(|s| Sample { t_s: s.t_s - start_s + change_s + step_s, ..*s }));
        let settings = Settings { placement: Some(placement), starts_forward: true, ..Settings::default() };
        let steps = analyze(both, settings).steps;
        let told = |from: f64, to: f64, way: Direction| {
            let (mut so, mut all) = (0, 0);
            for step in steps.iter().filter(|s| (from..to).contains(&s.t_s)) {
                all += 1;
                so += u32::from(step.direction == way);
            }
            assert!(all > 80, "{place}: {all} steps");
            share(so, all)
        };
        let forward = told(0.0, change_s - 2.0, Direction::Forward);
        let backward = told(change_s + 2.0, f64::INFINITY, Direction::Backward);
        assert!(forward > 0.95 && backward > 0.95, "{place}: {forward} {backward}");
    }
}

/// Eight seconds forward whose first steps do not show plainly that a neck pouch rides along, a rest, and half a minute played backward.
#[test]
fn a_later_walk_is_not_taken_for_forward_where_the_first_steps_tell_no_front() {
    let pouch = |f: &PathBuf| truth(f)["place"] == "neckpouch";
    let Some(file) = files("real_oxford", ".csv").into_iter().find(pouch) else { return };
    let samples: Vec<Sample> = read(&file).into_iter().map(|s| Sample { rotation: None, ..s }).collect();
    let part = |from: f64, to: f64| -> Vec<Sample> {
        samples.iter().filter(|s| (from..to).contains(&s.t_s)).copied().collect()
    };
    let (mut walk, backward, set_off_s) = (part(25.0, 33.0), reversed(&part(20.0, 50.0)), 37.0);
    let stand = *walk.last().unwrap();
    walk.extend((0..400).map(|n| Sample { t_s: 33.0 + 0.01 * f64::from(n), ..stand }));
    walk.extend(backward.iter().map(|s| Sample { t_s: s.t_s - backward[0].t_s + set_off_s, ..*s }));
    let settings =
        Settings { placement: Some(Placement::Chest), starts_forward: true, ..Settings::default() };
    let mut heard: Vec<Step> = Vec::new();
    for event in live(walk.iter().copied(), settings) {
        match event {
            Event::Step(step) => heard.push(step),
            Event::Revised { index, direction, .. } => {
                heard[usize::try_from(index).unwrap()].direction = direction;
            }
            _ => {}
        }
    }
    for steps in [heard, analyze(walk, settings).steps] {
        let later: Vec<&Step> = steps.iter().filter(|s| s.t_s > set_off_s).collect();
        let backward = later.iter().filter(|s| s.direction == Direction::Backward).count();
        assert!(later.len() > 45 && backward + 2 >= later.len(), "{backward} of {}", later.len());
    }
}

/// Acted walks forward of which the belt, worn anyhow, cannot tell one way of travel, and then the same actor's backward.
#[test]
fn a_belt_whose_first_steps_tell_no_one_way_is_not_calibrated_by_chance() {
    let turn = Rotation::any(&mut Chance::new(7));
    #[allow(clippy::cast_possible_truncation, reason = "a sensor's reading")]
    let turned = |v: [f32; 3]| turn.apply(v.map(f64::from)).map(|x| x as f32);
    for (first, then) in [("sad_002", "sad_001"), ("happy_002", "happy_001"), ("tired_001", "tired_001")] {
        let of = |way: &str, style: &str| {
            files("bandai1", &format!("_{way}_{style}.lowback.csv")).into_iter().next()
        };
        let Some((forward, backward)) = of("walk", first).zip(of("walk-back", then)) else { return };
        let mut walk = read(&forward);
        let stand = *walk.last().unwrap();
        walk.extend((1..=300).map(|n| Sample { t_s: stand.t_s + 0.01 * f64::from(n), ..stand }));
        let set_off_s = stand.t_s + 3.0;
        walk.extend(read(&backward).into_iter().map(|s| Sample { t_s: s.t_s + set_off_s + 0.01, ..s }));
        let worn = walk.iter().map(|s| Sample {
            acceleration: turned(s.acceleration),
            rotation: s.rotation.map(turned),
            ..*s
        });
        let settings =
            Settings { placement: Some(Placement::LowerBack), starts_forward: true, ..Settings::default() };
        let steps = analyze(worn, settings).steps;
        let later: Vec<&Step> = steps.iter().filter(|s| s.t_s > set_off_s).collect();
        let told = |way| later.iter().filter(|s| s.direction == way).count();
        assert!(
            later.len() > 8 && told(Direction::Forward) == 0,
            "{first}: {} forward",
            told(Direction::Forward)
        );
        assert!(first != "tired_001" || told(Direction::Backward) > 8, "{first} is plain");
    }
}

#[test]
fn a_phone_that_is_looked_at_is_forward_and_played_backward_it_is_backward() {
    let hand = |f: &PathBuf| truth(f)["place"] == "hand";
    for file in files("real_oxford", ".csv").into_iter().filter(hand) {
        let samples: Vec<Sample> = read(&file).into_iter().map(|s| Sample { rotation: None, ..s }).collect();
        let forward = run(&samples, Placement::Hand).summary;
        assert!(forward.backward == 0 && share(forward.forward, forward.steps) > 0.9, "{forward:?}");
        let backward = run(&reversed(&samples), Placement::Hand).summary;
        assert!(backward.forward == 0 && share(backward.backward, backward.steps) > 0.9, "{backward:?}");
    }
}

#[test]
fn a_phone_turned_any_way_in_the_pocket_tells_the_same() {
    let Some(file) = files("real_mobifall", "WAL_3_1.phone.csv").into_iter().next() else { return };
    let samples: Vec<Sample> = read(&file).into_iter().take(6000).collect();
    let turned: Vec<Sample> = samples
        .iter()
        .map(|s| {
            let turn = |[x, y, z]: [f32; 3]| [0.6 * x + 0.8 * z, -y, 0.8 * x - 0.6 * z];
            Sample { acceleration: turn(s.acceleration), rotation: s.rotation.map(turn), ..*s }
        })
        .collect();
    let (one, other) = (run(&samples, Placement::FrontPocket), run(&turned, Placement::FrontPocket));
    assert!(one.summary.steps.abs_diff(other.summary.steps) <= 1);
    assert!(one.summary.forward.abs_diff(other.summary.forward) <= 2);
    assert!(other.steps.iter().all(|s| s.direction != Direction::Backward));
}

/// A few steps with the belt still held the wrong way round, then worn and walked in forward, then bent over for a while, and then walked in
/// backward (the walk turned about in time): told when it sets off.
#[test]
fn only_the_walk_that_sets_off_calibrates_a_belt_and_no_walk_after_it_unlearns_that() {
    let (mut forward, mut backward) = ([0_u32; 3], [0_u32; 3]);
    let files = files("real_ipol", "lowback.csv");
    if files.is_empty() {
        return;
    }
    for file in files.into_iter().step_by(4) {
        let walk = read(&file);
        let first = truth(&file)["steps"][0]["t"].as_f64().unwrap();
        let turned = |[x, y, z]: [f32; 3]| [-x, -y, z];
        let bent = |[x, y, z]: [f32; 3]| [0.5 * x + 0.866 * z, y, 0.5 * z - 0.866 * x];
        let part = |samples: &[Sample], to: &dyn Fn([f32; 3]) -> [f32; 3]| -> Vec<Sample> {
            let of =
                |s: &Sample| Sample { acceleration: to(s.acceleration), rotation: s.rotation.map(to), ..*s };
            samples.iter().map(of).collect()
        };
        let some: Vec<Sample> =
            walk.iter().filter(|s| (first - 1.0..first + 3.5).contains(&s.t_s)).copied().collect();
        let parts =
            [part(&some, &turned), walk.clone(), part(&some, &bent), reversed(&walk)].map(|mut part| {
                let start_s = part[0].t_s;
                for sample in &mut part {
                    sample.t_s -= start_s;
                }
                part
            });
        let settings = Settings { placement: Some(Placement::LowerBack), ..Settings::default() };
        let (mut live, mut offline) = (Engine::new(settings), gait::Analyzer::new(settings));
        let (mut t_s, mut starts) = (0.0, Vec::new());
        for (number, part) in parts.iter().enumerate() {
            starts.push(t_s);
            if number == 1 {
                live.sets_off_forward();
                offline.sets_off_forward();
            }
            for sample in part {
                live.push(Sample { t_s: t_s + sample.t_s, ..*sample });
                offline.push(Sample { t_s: t_s + sample.t_s, ..*sample });
            }
            t_s += part[part.len() - 1].t_s + 3.0;
        }
        live.finish();
        let mut steps = offline.finish().steps;
        let of_the_offline = steps.len();
        while let Some(event) = live.poll() {
            match event {
                Event::Step(step) => steps.push(step),
                Event::Revised { index, direction, .. } => {
                    let told = &mut steps[of_the_offline..];
                    told.iter_mut().filter(|s| s.index == index).for_each(|s| s.direction = direction);
                }
                _ => {}
            }
        }
        for step in steps {
            let tally = match starts.iter().filter(|start| step.t_s >= **start).count() {
                2 => &mut forward,
                4 => &mut backward,
                _ => continue,
            };
            tally[step.direction as usize] += 1;
        }
    }
    println!("forward {forward:?}, backward {backward:?}");
    for (right, wrong) in [(forward[0], forward[1]), (backward[1], backward[0])] {
        assert!(right > 0 && share(wrong, right + wrong) < 0.03, "{forward:?} {backward:?}");
    }
}
