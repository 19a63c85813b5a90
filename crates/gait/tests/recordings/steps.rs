//! How many steps, when, by which foot, and none where nobody walks or falls.

use super::{files, folder, live, livelier, read, reversed, run, share, slowed, truth};
use gait::{
    Analysis, Direction, Engine, Event, Placement, Sample, Settings, Side, Step, WarningKind, analyze,
};

#[test]
fn a_real_phone_in_six_places_counts_within_three_percent_and_says_it_has_no_gyroscope() {
    for file in files("real_oxford", ".csv") {
        let steps = truth(&file)["steps"].as_array().unwrap().len();
        let analysis = run(&read(&file), Placement::Hand);
        let error = f64::from(analysis.summary.steps) / steps as f64 - 1.0;
        assert!(error.abs() <= 0.03, "{}: {} of {steps}", file.display(), analysis.summary.steps);
        assert!(analysis.warnings.iter().any(|w| w.kind == WarningKind::NoGyroscope));
    }
}

#[test]
fn a_walk_that_is_slower_or_faster_has_as_many_steps() {
    let walks = files("real_oxford", ".csv").into_iter().chain(files("real_mobifall", "WAL_3_1.phone.csv"));
    for file in walks.chain(files("real_mobifall", "WAL_7_1.phone.csv")) {
        let samples = read(&file);
        let steps = f64::from(run(&samples, Placement::FrontPocket).summary.steps);
        for slower in [0.75, 0.85, 1.2, 1.4] {
            let samples = slowed(&samples, slower);
            let off = f64::from(run(&samples, Placement::FrontPocket).summary.steps) / steps - 1.0;
            assert!(off.abs() < 0.03, "{} x {slower}: {off}", file.display());
            let settings = Settings { placement: Some(Placement::FrontPocket), ..Settings::default() };
            let told = live(samples, settings).iter().filter(|e| matches!(e, Event::Step(_))).count();
            let off = told as f64 / steps - 1.0;
            assert!(off.abs() < 0.08, "{} x {slower}, live: {off}", file.display());
        }
    }
}

#[test]
fn five_steps_in_a_real_pocket_are_a_walk_though_the_two_feet_are_felt_unevenly() {
    for file in files("real_mobifall", ".csv").iter().filter(|f| f.to_string_lossy().contains("WAL")) {
        let samples = read(file);
        let contacts: Vec<f64> = run(&samples, Placement::FrontPocket).steps.iter().map(|s| s.t_s).collect();
        let standing = Sample { t_s: 0.0, acceleration: [0.0, 9.81, 0.0], rotation: Some([0.0; 3]) };
        let (mut walks, mut heard) = (0, 0);
        for few in contacts.windows(5).skip(30).step_by(45) {
            let (from, to) = (few[0] - 0.25, few[4] + 0.25);
            if to - from > 5.0 {
                continue;
            }
            let at = |t_s: f64| samples.partition_point(|s| s.t_s < t_s);
            let walk = samples[at(from)..at(to)].iter().map(|s| Sample { t_s: s.t_s - from + 4.0, ..*s });
            let still =
                |from_s: f64| (0..400).map(move |i| Sample { t_s: from_s + f64::from(i) * 0.01, ..standing });
            let settings = Settings { placement: Some(Placement::FrontPocket), ..Settings::default() };
            let steps = analyze(still(0.0).chain(walk).chain(still(to - from + 4.0)), settings).summary.steps;
            walks += 1;
            heard += u32::from((4..=7).contains(&steps));
        }
        assert!(share(heard, walks) > 0.9, "{}: {heard} of {walks}", file.display());
    }
}

#[test]
fn jogging_is_counted_and_never_backward() {
    for file in files("real_mobifall", ".csv").into_iter().filter(|f| f.to_string_lossy().contains("JOG")) {
        let summary = run(&read(&file), Placement::FrontPocket).summary;
        assert!(summary.steps > 60 && summary.backward == 0, "{}: {summary:?}", file.display());
    }
}

#[test]
fn live_the_first_steps_are_filled_in_the_others_known_within_300_ms_and_revised_for_2_s() {
    let (mut steps, mut late, mut walks, mut from_the_start) = (0_u32, 0_u32, 0_u32, 0_u32);
    let sets = [
        ("real_ipol", ".csv", Placement::LowerBack),
        ("real_mobifall", ".csv", Placement::FrontPocket),
        ("accad_female1", ".thigh_r.csv", Placement::FrontPocket),
        ("bandai1", ".thigh_r.csv", Placement::FrontPocket),
    ];
    for (file, placement) in sets.iter().flat_map(|(set, e, p)| files(set, e).into_iter().map(|f| (f, *p))) {
        let settings = Settings { placement: Some(placement), ..Settings::default() };
        let (mut engine, mut told) = (Engine::new(settings), Vec::<Step>::new());
        for sample in read(&file) {
            engine.push(sample);
            let mut begins = false;
            while let Some(event) = engine.poll() {
                match event {
                    Event::BoutBegan { .. } => begins = true,
                    Event::Step(step) => {
                        assert!((step.known_t_s - sample.t_s).abs() < 0.1, "{}: {step:?}", file.display());
                        if !begins {
                            steps += 1;
                            late += u32::from(step.known_t_s - step.t_s > 0.3);
                        }
                        told.push(step);
                    }
                    Event::Revised { index, .. } => {
                        let after_s = sample.t_s - told[usize::try_from(index).unwrap()].known_t_s;
                        assert!(after_s <= 2.0, "{}: step {index} after {after_s} s", file.display());
                    }
                    _ => {}
                }
            }
        }
        if let (Some(first), true) = (told.first(), file.starts_with(folder("real_ipol").unwrap_or_default()))
        {
            walks += 1;
            let truth = truth(&file)["steps"][0]["t"].as_f64().unwrap();
            from_the_start += u32::from((first.t_s - truth).abs() < 0.4);
        }
    }
    println!("{late} of {steps} live steps late; {from_the_start} of {walks} walks from their first step");
    assert_eq!(late, 0, "of {steps} steps");
    assert!(walks == 0 || share(from_the_start, walks) > 0.85, "{from_the_start} of {walks}");
}

#[test]
fn time_lost_without_a_trace_is_given_back_and_named() {
    let (mut lost_s, mut given_s, mut named) = (0.0, 0.0, 0);
    let whole = ["1-1", "1-5", "4-5", "5-3", "7-4", "8-1", "9-2", "10-6"];
    for file in whole.iter().flat_map(|name| files("real_ipol", &format!("/{name}.lowback.csv"))) {
        let samples = read(&file);
        let intact = run(&samples, Placement::LowerBack);
        assert!(!intact.warnings.iter().any(|w| w.kind == WarningKind::SamplesLost), "{}", file.display());
        // On the way back 0.1 s of every 0.53 s is gone, and what is left is numbered as if nothing were missing.
        let gone = |i: usize| (1700..2200).contains(&i) && i % 53 < 10;
        let left: Vec<Sample> =
            samples.iter().enumerate().filter(|(i, _)| !gone(*i)).map(|(_, s)| *s).collect();
        lost_s += (samples.len() - left.len()) as f64 * 0.01;
        let left: Vec<Sample> =
            left.iter().zip(&samples).map(|(s, clock)| Sample { t_s: clock.t_s, ..*s }).collect();
        let mended = run(&left, Placement::LowerBack);
        named += u32::from(mended.warnings.iter().any(|w| w.kind == WarningKind::SamplesLost));
        let shortened = (samples.len() - left.len()) as f64 * 0.01;
        let last = |a: &Analysis| a.steps.last().unwrap().t_s;
        given_s += last(&mended) - (last(&intact) - shortened);
    }
    println!("{given_s:.2} of {lost_s:.2} s given back, {named} named");
    assert!(
        lost_s == 0.0 || (named >= 6 && (0.6..1.2).contains(&(given_s / lost_s))),
        "{given_s} of {lost_s}, {named}"
    );
}

/// However the pieces of two minutes fall.
#[test]
fn a_real_phone_that_lost_nothing_is_told_so_wherever_its_recording_begins() {
    for file in files("real_oxford", ".csv").into_iter().chain(files("real_mobifall", "WAL_3_1.phone.csv")) {
        let samples = read(&file);
        for cut_s in (0..60).step_by(12) {
            let cut = samples.iter().filter(|s| s.t_s >= f64::from(cut_s)).copied();
            let placement = Some(Placement::BackPocket);
            let told = analyze(cut, Settings { placement, ..Settings::default() }).warnings;
            let lost = told.iter().any(|w| w.kind == WarningKind::SamplesLost);
            assert!(!lost, "{} from {cut_s} s on", file.display());
        }
    }
}

#[test]
fn no_walk_is_taken_for_a_fall_whichever_way_it_is_played() {
    for (set, placement) in [
        ("real_ipol", Placement::LowerBack),
        ("real_mobilised", Placement::LowerBack),
        ("real_mobifall", Placement::FrontPocket),
        ("real_oxford", Placement::Hand),
        ("accad_female1", Placement::Wrist),
        ("bandai1", Placement::FrontPocket),
        ("cmu", Placement::LowerBack),
    ] {
        for file in files(set, ".csv") {
            let samples = read(&file);
            for samples in [reversed(&samples), samples] {
                let settings = Settings { placement: Some(placement), ..Settings::default() };
                for event in live(samples, settings) {
                    assert!(!matches!(event, Event::FallSuspected(_)), "{}: {event:?}", file.display());
                }
            }
        }
    }
}

#[test]
fn most_feet_of_real_forward_walks_are_the_right_ones() {
    let (mut right, mut told) = (0, 0);
    for file in files("real_ipol", ".csv") {
        let truth = truth(&file);
        let truth = truth["steps"].as_array().unwrap();
        for step in run(&read(&file), Placement::LowerBack).steps {
            let Some(side) = step.side else { continue };
            let Some(near) = truth.iter().find(|s| (s["t"].as_f64().unwrap() - step.t_s).abs() < 0.2) else {
                continue;
            };
            told += 1;
            right += u32::from((side == Side::Left) == (near["side"] == "left"));
        }
    }
    assert!(told == 0 || (told > 1200 && share(right, told) > 0.85), "{right} of {told}");
}

/// Neither a livelier nor a gentler walk stops being one.
#[test]
fn a_walk_with_more_or_less_swing_has_as_many_steps() {
    for (set, ending, placement, by) in [
        ("bandai1", "walk-back_angry_001.lowback.csv", Placement::LowerBack, 1.15),
        ("bandai1", "walk_feminine_001.lowback.csv", Placement::LowerBack, 1.3),
        ("bandai1", "walk-back_old_001.lowback.csv", Placement::LowerBack, 0.6),
        ("real_ipol", "7-5.lowback.csv", Placement::LowerBack, 0.55),
        ("real_ipol", "7-6.lowback.csv", Placement::LowerBack, 0.55),
        ("real_mobifall", "JOG_4_2.phone.csv", Placement::FrontPocket, 0.85),
    ] {
        for file in files(set, ending) {
            let samples = read(&file);
            let steps = run(&samples, placement).summary.steps;
            let lively = run(&livelier(&samples, by), placement).summary.steps;
            assert!(lively.abs_diff(steps) * 20 <= steps, "{} x {by}: {lively} of {steps}", file.display());
        }
    }
}

/// Acted diffidence and swinging hips, which have little rhythm or are thrown sideways: counted, and never told wrong.
#[test]
fn cautious_and_swaying_walkers_are_not_taken_for_vehicles_and_waving() {
    for (set, ending, placement, way) in [
        ("bandai1", "walk-back_feminine_001.lowback.csv", Placement::LowerBack, Direction::Backward),
        ("bandai1", "walk_not-confident_001.thigh_r.csv", Placement::FrontPocket, Direction::Forward),
        ("bandai1", "walk-left_not-confident_001.thigh_r.csv", Placement::FrontPocket, Direction::Forward),
        ("cmu", "07_04.thigh_r.csv", Placement::FrontPocket, Direction::Forward),
    ] {
        for file in files(set, ending) {
            let analysis = run(&read(&file), placement);
            let steps = truth(&file)["steps"].as_array().unwrap().len();
            assert!(analysis.steps.len() * 5 >= steps * 4, "{}: {}", file.display(), analysis.steps.len());
            let wrong =
                analysis.steps.iter().filter(|s| s.direction != way && s.direction != Direction::Unknown);
            assert_eq!(wrong.count(), 0, "{}", file.display());
        }
    }
}
