//! Steps a minute out of what is no walking, the most over places (told, and not told) and seeds, live and offline, with a
//! gyroscope and without, and what was warned: `cargo run --release -p sim --example pastimes`.

use std::fmt::Write;

fn main() {
    println!("steps a minute, most (mean): live, offline | without a gyroscope: live, offline | warned");
    for pastime in sim::pastime::PASTIMES {
        let told = pastime.places.iter().copied().map(Some).chain([None]);
        let cases: Vec<_> = told.flat_map(|place| (1..=6).map(move |seed| (place, seed))).collect();
        let mut line = format!("{:48}", pastime.name);
        for gyroscope in [true, false] {
            let heard: Vec<_> = cases
                .iter()
                .map(|(place, seed)| sim::pastime::heard(pastime, 120, *seed, *place, gyroscope))
                .collect();
            for steps in
                [heard.iter().map(|h| h.live).collect::<Vec<_>>(), heard.iter().map(|h| h.offline).collect()]
            {
                let most = f64::from(steps.iter().copied().max().unwrap_or(0)) / 2.0;
                let mean = f64::from(steps.iter().sum::<u32>()) / steps.len() as f64 / 2.0;
                let _ = write!(line, " {most:5.1} ({mean:5.1})");
            }
            let mut kinds: Vec<String> = heard
                .iter()
                .flat_map(|h| &h.warnings)
                .map(|kind| format!("{kind:?}"))
                .filter(|k| k != "NoGyroscope")
                .collect();
            kinds.sort();
            kinds.dedup();
            let _ = write!(line, " {} |", kinds.join(","));
        }
        println!("{line}");
    }
}
