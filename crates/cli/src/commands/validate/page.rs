//! The page of a release: what the engine does on recordings with truth, beside its peers, and what that is worth.

use super::personal::{Scaled, error_with_personal_scale};
use super::tally::{mean, mean_size};
use super::{Args, File, Tallies};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The tables alone.
fn tables(ours: &Tallies, peers: &[(String, Tallies)]) -> String {
    let mut to = String::new();
    steps(&mut to, ours, peers);
    directions(&mut to, ours);
    sizes(&mut to, ours, peers);
    rhythm(&mut to, ours, peers);
    delays(&mut to, ours);
    to
}

/// The tables of the live engine under a heading of their own, or those of the one that looks both ways.
pub(super) fn of_engine(live: bool, ours: &Tallies, peers: &[(String, Tallies)]) -> String {
    let tables = tables(ours, peers);
    if !live {
        return tables;
    }
    format!(
        "## Live: the same recordings heard step by step\n\nAs the phone hears a walk: nothing that comes later is known, and a \
         direction may be thought over for two seconds.\n\n{}",
        tables.replace("## ", "### "),
    )
}

/// What stands on a page besides the engine as worn.
pub(super) struct More<'a> {
    /// The live engine on the same, where it is not the one.
    pub(super) live: Option<&'a Tallies>,
    /// Turned at random, and pocket walks played backward.
    pub(super) turned: Option<&'a Tallies>,
    /// The same heard live, setting off forward.
    pub(super) set_off: Option<&'a Tallies>,
    /// What is known of the recordings.
    pub(super) about: Option<&'a str>,
    /// The table of speed.
    pub(super) speed: Option<&'a str>,
}

fn number(x: Option<f64>, places: usize) -> String {
    x.map_or_else(|| "-".to_owned(), |x| format!("{x:.places$}"))
}

fn percent(x: f64) -> String {
    format!("{:.1} %", 100.0 * x)
}

fn programs<'a>(ours: &'a Tallies, peers: &'a [(String, Tallies)]) -> Vec<(&'a str, &'a Tallies)> {
    let mut all = vec![("retrowalk", ours)];
    all.extend(peers.iter().map(|(name, tallies)| (name.as_str(), tallies)));
    all
}

fn steps(to: &mut String, ours: &Tallies, peers: &[(String, Tallies)]) {
    to.push_str("## Steps\n\n| set and place | program | recordings | steps walked | heard | F1 | count error, mean | worst | timing error |\n|---|---|---|---|---|---|---|---|---|\n");
    for key in ours.keys() {
        for (name, tallies) in programs(ours, peers) {
            let Some(t) = tallies.get(key).filter(|t| t.walked > 0) else { continue };
            let worst = t.count_errors.iter().copied().fold(0.0, f64::max);
            let _ = writeln!(
                to,
                "| {key} | {name} | {} | {} | {} | {} | {} | {} | {} ms |",
                t.files,
                t.walked,
                t.heard,
                number(t.f1(), 3),
                percent(mean(&t.count_errors).unwrap_or_default()),
                percent(worst),
                number(mean_size(&t.time_errors_s).map(|e| 1000.0 * e), 0),
            );
        }
    }
    to.push('\n');
}

fn directions(to: &mut String, ours: &Tallies) {
    to.push_str("## Direction\n\nOf matched steps. No peer tells direction, so there is nothing to put beside.\n\n| set and place | walked | heard forward | heard backward | unknown | decided | right of decided |\n|---|---|---|---|---|---|---|\n");
    for (key, t) in ours {
        for (row, walked) in ["forward", "backward"].into_iter().enumerate() {
            if let (Some((decided, right)), Some([forward, backward, unknown])) =
                (t.decided(row), t.confusion.get(row))
            {
                let right = if forward + backward == 0 { "-".to_owned() } else { percent(right) };
                let _ = writeln!(
                    to,
                    "| {key} | {walked} | {forward} | {backward} | {unknown} | {} | {right} |",
                    percent(decided),
                );
            }
        }
        if let [forward, backward, unknown] = t.unlabelled
            && forward + backward + unknown > 0
        {
            let walked = if key.ends_with("reversed") {
                "all backward (surrogate)"
            } else {
                "all forward (activity only)"
            };
            let decided = f64::from(forward + backward);
            let right = if key.ends_with("reversed") { backward } else { forward };
            let _ = writeln!(
                to,
                "| {key} | {walked} | {forward} | {backward} | {unknown} | {} | {} |",
                percent(decided / f64::from(forward + backward + unknown)),
                if decided > 0.0 { percent(f64::from(right) / decided) } else { "-".to_owned() },
            );
        }
    }
    to.push('\n');
}

fn sizes(to: &mut String, ours: &Tallies, peers: &[(String, Tallies)]) {
    to.push_str(
        "## Step length and walking speed\n\nMean absolute errors: as told, and after an arrow with one scale a person, \
         the true over the told of the person's other recordings (`retrowalk calibrate` makes one of a single walk). Speed of ten-metre walks is \
         20 m over the time of the straight parts, good to about a tenth; where a truth tells the bouts of a reference system, it is \
         the mean over their strides, turns too, beside that of all the program heard; sets of one actor have one scale for all \
         styles.\n\n| set and place | program | length forward | length backward | speed forward | speed backward |\n\
         |---|---|---|---|---|---|\n",
    );
    for key in ours.keys() {
        for (name, tallies) in programs(ours, peers) {
            let Some(t) = tallies.get(key) else { continue };
            let ([lf, lb], [sf, sb]) = (&t.length_errors_m, &t.speed_errors_mps);
            if [lf, lb, sf, sb].iter().all(|e| e.is_empty()) {
                continue;
            }
            let both = |errors: &[f64], scaled: &[Scaled]| {
                let raw = number(mean(errors), 3);
                error_with_personal_scale(scaled).map_or(raw.clone(), |e| format!("{raw} → {e:.3}"))
            };
            let ([plf, plb], [psf, psb]) = (&t.lengths, &t.speeds);
            let _ = writeln!(
                to,
                "| {key} | {name} | {} m | {} m | {} m/s | {} m/s |",
                both(lf, plf),
                both(lb, plb),
                both(sf, psf),
                both(sb, psb),
            );
        }
    }
    to.push('\n');
}

fn rhythm(to: &mut String, ours: &Tallies, peers: &[(String, Tallies)]) {
    to.push_str(
        "## Cadence and feet\n\nCadence is that of steady strides (0.88 to 1.14 of the median stride time, of the truth's \
         steps as of the program's). Feet: of matched steps whose foot the truth knows.\n\n\
         | set and place | program | cadence error | feet told | right of told |\n|---|---|---|---|---|\n",
    );
    for key in ours.keys() {
        for (name, tallies) in programs(ours, peers) {
            let Some(t) = tallies.get(key).filter(|t| !t.cadence_errors_spm.is_empty()) else { continue };
            let [right, wrong, untold] = t.feet.map(f64::from);
            let told = right + wrong;
            let share =
                |part: f64, whole: f64| if whole > 0.0 { percent(part / whole) } else { "-".to_owned() };
            let _ = writeln!(
                to,
                "| {key} | {name} | {} steps/min | {} | {} |",
                number(mean(&t.cadence_errors_spm), 1),
                share(told, told + untold),
                share(right, told),
            );
        }
    }
    to.push('\n');
}

fn delays(to: &mut String, ours: &Tallies) {
    if ours.values().all(|t| t.delays_s.is_empty()) {
        return;
    }
    to.push_str(
        "## As they happen\n\nHow long after its contact a step of a walk under way was told, and how many steps had their \
         direction thought over (within two seconds).\n\n\
         | set and place | told after, median | 95 % | latest | thought over |\n|---|---|---|---|---|\n",
    );
    for (key, t) in ours.iter().filter(|(_, t)| !t.delays_s.is_empty()) {
        let mut delays = t.delays_s.clone();
        delays.sort_unstable_by(f64::total_cmp);
        let last = delays.len() - 1;
        let ms = |at: usize| number(delays.get(at).map(|d| 1000.0 * d), 0);
        let _ = writeln!(
            to,
            "| {key} | {} ms | {} ms | {} ms | {} |",
            ms(last / 2),
            ms(last * 95 / 100),
            ms(last),
            t.revised
        );
    }
    to.push('\n');
}

/// The whole page.
pub(super) fn write(
    args: &Args,
    files: &[File],
    ours: &Tallies,
    peers: &[(String, Tallies)],
    more: &More,
) -> String {
    let mut to = format!("# Validation of Retrowalk {}\n\n", env!("CARGO_PKG_VERSION"));
    to.push_str(
        "Made by `retrowalk validate`; `validation/README.md` says how to make it again and how steps are matched.\n\n\
         ## What the recordings are, and are not\n\n\
         - Where the sensor is *virtual* (computed from motion capture), it has no impact and no soft tissue; the walking \
         is acted, and contact times are good to 0.1 s.\n\
         - Where a real forward walk is played backward in time (rotation negated), that surrogate keeps real phone noise; it \
         is a check of robustness and no proof: feet land more gently backward, and a phone that swings does not swing \
         in reverse.\n\
         - Sets whose truth is only the activity cannot tell a missed step or a false one.\n",
    );
    for (key, t) in ours.iter().filter(|(_, t)| t.lost > 0) {
        let _ = writeln!(
            to,
            "- In {} of {} recordings of {key} samples are missing while their timestamps run on (`samples-lost`): steps after \
             a loss cannot be timed, by any program, and count as missed and as false.",
            t.lost, t.files
        );
    }
    if let Some(about) = more.about {
        let _ = writeln!(to, "{}", about.trim());
    }
    if args.rotate > 0 {
        let _ = writeln!(
            to,
            "- Each recording was turned by {} random fixed rotations: a phone sits anyhow in a pocket.",
            args.rotate
        );
    }
    if args.height {
        to.push_str("- The walker's height was told where it is known.\n");
    }
    if args.starts_forward {
        to.push_str("- The engine was told of each walk that begins forward that it does, as every guided walk does.\n");
    }
    if args.earlier_peers {
        to.push_str(
            "- **The peers' rows, and the table of speed, are of an earlier run** (`peers.sh`, same recordings, same peers, the \
             engine before its latest changes); the rows of retrowalk are of this engine.\n",
        );
    }
    let mut people: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for file in files {
        let subject = file.truth.subject.as_deref().unwrap_or("not named");
        people.entry(&file.set).or_default().insert(subject);
    }
    to.push_str("\nPeople:\n\n");
    for (set, people) in people {
        let names: Vec<&str> = people.into_iter().collect();
        let _ = writeln!(to, "- {set}: {}", names.join(", "));
    }
    to.push('\n');
    to.push_str(&of_engine(args.live, ours, peers));
    if let Some(speed) = more.speed {
        let _ = writeln!(to, "{}\n", speed.trim_end());
    }
    if let Some(live) = more.live {
        to.push_str(&of_engine(true, live, &[]));
    }
    if let (Some(turned), Some(times)) = (more.turned, args.and_turned) {
        let _ = write!(
            to,
            "## The same recordings turned at random, and pocket walks played backward\n\nEach by {times} random fixed rotations: \
             a phone sits anyhow in a pocket. `reversed` is the surrogate of backward walking.{}\n\n{}",
            if args.live { " Heard live, too." } else { "" },
            tables(turned, &[]).replace("## ", "### "),
        );
    }
    if let Some(set_off) = more.set_off {
        to.push_str(
            "## As a guided walk hears it: live, turned at random, setting off forward\n\nThe place is told, how the phone sits \
             is not, and the walk sets off forward. What begins otherwise, or is played backward (`reversed`, real walks at any \
             place), comes after a forward walk of the same person and sensor, which is not counted. Steps of a walk that goes \
             forward only are forward by what was told: its row shows what stays unknown and what turns about, no more.\n\n",
        );
        let mut table = String::new();
        directions(&mut table, set_off);
        to.push_str(&table.replace("## ", "### "));
    }
    if peers.is_empty() {
        to.push_str("No peer was run beside this time; `validation/peers.sh` does.\n");
    }
    to.truncate(to.trim_end().len());
    to.push('\n');
    to
}
