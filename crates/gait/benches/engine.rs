//! How fast the engine is on samples in memory, and how much it holds.
//!
//! `cargo bench -p gait`; the numbers of each release are in validation/.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gait::{Analyzer, Engine, Placement, Sample, Settings};
use sim::motion::{Activity, record};
use std::hint::black_box;

/// Ten minutes of 100 Hz: an active person's, or a day's tenth.
fn recordings() -> [(&'static str, Vec<Sample>); 2] {
    let walk = |backward, cadence_spm, length_s| (Activity::Walk { cadence_spm, backward }, length_s);
    let active = [walk(false, 105.0, 300.0), walk(true, 85.0, 60.0), walk(false, 112.0, 240.0)];
    let day =
        [(Activity::Sit, 300.0), (Activity::Stand, 240.0), walk(false, 105.0, 50.0), walk(true, 85.0, 10.0)];
    [("active", record(&active, 100.0, 1).samples), ("day", record(&day, 100.0, 1).samples)]
}

fn settings() -> Settings {
    Settings { placement: Some(Placement::FrontPocket), ..Settings::default() }
}

fn benches(criterion: &mut Criterion) {
    println!("the live engine is {} bytes, and remembers 10 to 40 s of motion beside", size_of::<Engine>());
    println!("the offline one is {} bytes, and holds a piece of at most 2 min beside", size_of::<Analyzer>());
    for (name, samples) in recordings() {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(samples.len() as u64)).sample_size(20);
        group.bench_function("live", |b| {
            b.iter(|| {
                let mut engine = Engine::new(settings());
                let mut events = 0_u32;
                for sample in &samples {
                    engine.push(black_box(*sample));
                    while engine.poll().is_some() {
                        events += 1;
                    }
                }
                events
            });
        });
        group.bench_function("offline", |b| {
            b.iter(|| gait::analyze(samples.iter().map(|s| black_box(*s)), settings()).summary.steps);
        });
        group.finish();
    }
}

criterion_group!(engine, benches);
criterion_main!(engine);
