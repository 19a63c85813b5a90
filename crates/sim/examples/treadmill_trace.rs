//! Prints one simulated walk of a seed (as named in a failed run): `cargo run -p sim --example treadmill_trace SEED`.

fn main() {
    let seed = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    for line in sim::treadmill::trace(seed) {
        println!("{line}");
    }
}
