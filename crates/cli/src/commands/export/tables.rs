//! `retrowalk export --csv DIR`: walks, their blocks and checks as tables, and what each column is.

use crate::walks::Walks;
use anyhow::Context as _;
use coach::assessment::{Check, Checks, Combine, Measures, PROTOCOLS, Protocol, TimedBy, protocol};
use coach::report::progress::Walked;
use formats::csv::{Cell, line};
use formats::json::Json;
use formats::walk_record::{BlockRecord, Feeling, Source, WalkRecord};
use std::path::Path;
use units::Day;
use walk::coach_record;

/// A column: its name with its unit, what it is, and its cell.
type Column<T> = (&'static str, &'static str, fn(&T) -> Cell);

/// A walk and what it comes to.
struct OfWalk<'a> {
    kept: &'a WalkRecord,
    walked: Option<Walked>,
    counted: bool,
}

/// A block of a walk.
struct OfBlock<'a> {
    walk: &'a OfWalk<'a>,
    block: &'a BlockRecord,
    walked_s: f64,
}

/// A trial of a check.
struct OfTrial<'a> {
    check: &'a Check,
    protocol: &'static Protocol,
    at: usize,
    value: f64,
}

/// Writes the tables to a folder.
pub(super) fn export(kept: &Walks, today: Day, to: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(to).with_context(|| format!("cannot make the folder {}", to.display()))?;
    let walks = kept.list()?;
    for (name, text) in tables(&walks, &kept.checks()?, today) {
        super::write(&to.join(name), text.as_bytes())?;
    }
    Ok(())
}

/// Each table by its file's name.
fn tables(walks: &[WalkRecord], checks: &Checks, today: Day) -> [(&'static str, String); 4] {
    let walks: Vec<OfWalk> = walks.iter().rev().map(|walk| of_walk(walk, today)).collect();
    let blocks = walks.iter().flat_map(|walk| {
        let walked_s = coach_record::walked_s(walk.kept);
        walk.kept.blocks.iter().map(move |block| OfBlock { walk, block, walked_s: walked_s(block) })
    });
    let checks = PROTOCOLS.iter().flat_map(|protocol| checks.of(protocol.id)).filter_map(|check| {
        let protocol = protocol(check.id)?;
        let trial = move |(at, value): (usize, &f64)| OfTrial { check, protocol, at, value: *value };
        Some(check.trials.iter().enumerate().map(trial))
    });
    let mut meanings = line(["table", "column", "meaning"].map(Cell::from));
    let walks_csv = table("walks.csv", &walk_columns(), &walks, &mut meanings);
    let blocks_csv = table("blocks.csv", &block_columns(), blocks, &mut meanings);
    let checks_csv = table("checks.csv", &check_columns(), checks.flatten(), &mut meanings);
    [
        ("walks.csv", walks_csv),
        ("blocks.csv", blocks_csv),
        ("checks.csv", checks_csv),
        ("columns.csv", meanings),
    ]
}

fn table<T>(
    name: &str,
    columns: &[Column<T>],
    rows: impl IntoIterator<Item = impl std::borrow::Borrow<T>>,
    meanings: &mut String,
) -> String {
    meanings.extend(columns.iter().map(|(column, meaning, _)| line([name, column, meaning].map(Cell::from))));
    let header = line(columns.iter().map(|(column, ..)| Cell::from(*column)));
    let rows = rows.into_iter().map(|row| line(columns.iter().map(|(.., cell)| cell(row.borrow()))));
    header + &rows.collect::<String>()
}

fn of_walk(kept: &WalkRecord, today: Day) -> OfWalk<'_> {
    let counted = coach_record::walked(kept);
    // Nobody walked it, and it is summed all the same, for who tries things out.
    let made_up =
        || coach_record::walked(&WalkRecord { source: Source::Terminal, log: Vec::new(), ..kept.clone() });
    OfWalk { kept, counted: counted.is_some_and(|walk| walk.day <= today), walked: counted.or_else(made_up) }
}

/// By the name that it has in the record.
fn name(value: &impl Json) -> Cell {
    value.to_json().as_str().into()
}

fn told<T: Into<Cell>>(walk: &OfWalk, what: fn(&Feeling) -> Option<T>) -> Cell {
    walk.kept.feeling.as_ref().and_then(what).into()
}

fn pains(feeling: &Feeling) -> String {
    let each = feeling.pain.iter().map(|pain| format!("{} {}", pain.place, pain.level));
    each.collect::<Vec<_>>().join(" ")
}

fn of_blocks(walk: &OfWalk, value: fn(&BlockRecord) -> f64) -> Cell {
    walk.kept.blocks.iter().map(value).sum::<f64>().into()
}

#[rustfmt::skip] // one column, one line: a table is read down its columns
fn walk_columns<'a>() -> Vec<Column<OfWalk<'a>>> {
    vec![
        ("walk_id", "the walk, a UUID; also in blocks.csv", |w| w.kept.id.as_str().into()),
        ("started_at_local", "beginning by the walker's clock, with its offset from UTC", |w| w.kept.started_at.as_str().into()),
        ("date_local", "its day by the walker's clock", |w| w.kept.started_at.get(..10).into()),
        ("counted", "no: in made-up time or dated ahead, and in no total of the app or the report", |w| w.counted.into()),
        ("source", "phone, terminal, typed (the walker's word, nothing measured) or made-up (nobody walked)", |w| name(&w.kept.source)),
        ("program", "what was set out for, in Retrowalk's notation", |w| w.kept.program.as_str().into()),
        ("way", "start-small, intervals or treadmill", |w| w.kept.way.as_str().into()),
        ("ended", "complete, early or interrupted", |w| name(&w.kept.ended)),
        ("forward_s", "walked in blocks asked forward, the cool-down among them", |w| w.walked.map(|w| w.forward_s).into()),
        ("backward_s", "walked in blocks asked backward", |w| w.walked.map(|w| w.backward_s).into()),
        ("not_measured_s", "nothing was measured meanwhile: steps may be missing", |w| of_blocks(w, |block| block.not_measured_s)),
        ("paused_s", "stood still", |w| w.kept.pauses.iter().map(|pause| pause.length_s).sum::<f64>().into()),
        ("forward_steps", "seen going forward in blocks asked forward", |w| w.walked.map(|w| w.forward_steps).into()),
        ("backward_steps", "seen going backward in blocks asked backward", |w| w.walked.map(|w| w.backward_steps).into()),
        ("unsure_steps", "of unknown direction, in all blocks", |w| of_blocks(w, |block| block.steps.unsure.into())),
        ("distance_m", "by GPS or the belt, where every block walked has it", |w| w.kept.distance_m().into()),
        ("forward_step_length_m", "mean, where the length of the way was known", |w| w.walked.and_then(|w| Some(w.forward?.0.meters())).into()),
        ("backward_step_length_m", "likewise", |w| w.walked.and_then(|w| Some(w.backward?.0.meters())).into()),
        ("forward_speed_mps", "mean, where length and time were known", |w| w.walked.and_then(|w| Some(w.forward?.1?.mps())).into()),
        ("backward_speed_mps", "likewise", |w| w.walked.and_then(|w| Some(w.backward?.1?.mps())).into()),
        ("effort_borg_6_20", "told afterwards, Borg's scale; the faces are 9, 12, 14 and 17", |w| told(w, |told| told.effort.map(u32::from))),
        ("worst_pain_0_10", "told afterwards; 0 where nowhere was answered", |w| w.walked.and_then(|w| w.pain).map(u32::from).into()),
        ("pain_places", "where, with its level from 0 to 10", |w| told(w, |told| Some(pains(told).as_str().into()).filter(|_: &Cell| !told.pain.is_empty()))),
        ("wobbles_or_stumbles", "told afterwards: 0, 1, or 2 for more than once", |w| told(w, |told| told.stumbles.map(u32::from))),
        ("dizzy", "told afterwards", |w| told(w, |told| Some(told.dizzy))),
        ("full_sentences", "whether they were possible, told afterwards", |w| told(w, |told| told.talk)),
    ]
}

#[rustfmt::skip] // as above
fn block_columns<'a>() -> Vec<Column<OfBlock<'a>>> {
    vec![
        ("walk_id", "the walk, as in walks.csv", |b| b.walk.kept.id.as_str().into()),
        ("block", "its place in the walk, from 1", |b| b.block.index.saturating_add(1).into()),
        ("counted", "as in walks.csv", |b| b.walk.counted.into()),
        ("kind", "prepare, forward, turn, backward, cool-down or stand", |b| b.block.kind.as_str().into()),
        ("outcome", "done, skipped or cut", |b| name(&b.block.outcome)),
        ("planned_s", "what was planned, extensions included", |b| b.block.planned_s.into()),
        ("elapsed_s", "how long it went on, pauses left out", |b| b.block.done_s.into()),
        ("walked_s", "what counts of it: a path whose end nobody told waited for the slowest walker", |b| b.walked_s.into()),
        ("not_measured_s", "nothing was measured meanwhile", |b| b.block.not_measured_s.into()),
        ("forward_steps", "seen going forward", |b| b.block.steps.forward.into()),
        ("backward_steps", "seen going backward", |b| b.block.steps.backward.into()),
        ("unsure_steps", "of unknown direction", |b| b.block.steps.unsure.into()),
        ("distance_m", "by GPS or the belt", |b| b.block.distance_m.into()),
        ("rails_held", "how firmly at most: none, light or firm", |b| b.block.hold.map(|hold| name(&hold)).into()),
        ("heart_mean_bpm", "by a strap", |b| b.block.heart_mean_bpm.map(u32::from).into()),
        ("heart_most_bpm", "by a strap", |b| b.block.heart_most_bpm.map(u32::from).into()),
    ]
}

#[rustfmt::skip] // as above
fn check_columns<'a>() -> Vec<Column<OfTrial<'a>>> {
    fn measured(trial: &OfTrial, is: fn(Measures) -> bool) -> Cell {
        is(trial.protocol.measures).then_some(trial.value).into()
    }
    vec![
        ("check", "which; `retrowalk assess how` says how it is done", |t| t.check.id.into()),
        ("date_local", "its day by the walker's clock", |t| t.check.day.to_string().as_str().into()),
        ("trial", "from 1; practice is not kept", |t| u32::try_from(t.at + 1).ok().into()),
        ("time_s", "how long it took", |t| measured(t, |of| matches!(of, Measures::SecondsOver(_) | Measures::Seconds))),
        ("held_s", "how long it was held, stopped at the most", |t| measured(t, |of| matches!(of, Measures::Held(_)))),
        ("repetitions", "how often", |t| measured(t, |of| of == Measures::Count)),
        ("sway_rms_mps2", "root mean square", |t| measured(t, |of| of == Measures::Sway)),
        ("distance_m", "of the way", |t| t.protocol.metres().into()),
        ("speed_mps", "over that distance", |t| t.protocol.speed(t.value).map(units::Speed::mps).into()),
        ("steps", "where the phone counted them", |t| t.check.steps.get(t.at).copied().into()),
        ("timed_by", "tap or steps: results of the two are not compared", |t| if t.check.timed_by == TimedBy::Steps { "steps" } else { "tap" }.into()),
        ("result", "of all trials of that day, in the unit of the trials", |t| t.check.value.into()),
        ("result_is", "their mean, best or total", |t| match t.protocol.combine { Combine::Mean => "mean", Combine::Best => "best", Combine::Total => "total" }.into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach::assessment::three_meter_backward_walk::PROTOCOL;
    use coach::report::progress::weeks;

    fn walk(day: &str, source: &str, seconds: f64) -> WalkRecord {
        let block = |index: u32, kind: &str, forward: u32, backward: u32| {
            format!(
                r#"{{"index":{index},"kind":"{kind}","planned_s":{seconds},"done_s":{seconds},"not_measured_s":0,"outcome":"done",
                "steps":{{"forward":{forward},"backward":{backward},"unsure":1}},"distance_m":null}}"#
            )
        };
        let text = format!(
            r#"{{"version":1,"id":"01893c1e-7b3a-7c3e-8a5e-0123456789ab","started_at":"{day}T23:30:00-05:00","program":"1:1 x1",
            "way":"intervals","source":"{source}","language":"en","ended":"complete","blocks":[{},{},{}],
            "feeling":{{"effort":12,"stumbles":0,"dizzy":false,"pain":[{{"where":"=1+1","level":3}}]}}}}"#,
            block(0, "forward", 100, 7),
            block(1, "turn", 3, 2),
            block(2, "backward", 5, 60),
        );
        serde_json::from_str(&text).unwrap()
    }

    fn column<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
        let mut lines = table.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let at = lines.next().unwrap().iter().position(|column| *column == name).unwrap();
        lines.map(|line| line[at]).collect()
    }

    #[test]
    fn the_tables_come_to_what_the_report_says_and_leave_made_up_walks_out_of_it() {
        let today = Day::parse("2026-11-29").unwrap();
        let walks = [
            walk("2026-12-01", "phone", 600.0),
            walk("2026-11-28", "made-up", 300.0),
            walk("2026-11-24", "typed", 45.5),
            walk("2026-11-23", "phone", 60.25),
        ];
        let mut checks = Checks::default();
        checks.keep(PROTOCOL.take(today, &[4.8, 4.4], TimedBy::Tap).unwrap(), today).unwrap();
        let [(_, walks_csv), (_, blocks), (_, checks), (_, meanings)] = tables(&walks, &checks, today);
        assert_eq!(column(&walks_csv, "counted"), ["yes", "yes", "no", "no"]);
        let sum = |name: &str| -> f64 {
            let counted = column(&walks_csv, "counted");
            let all = column(&walks_csv, name).into_iter().zip(counted);
            all.filter(|(_, counted)| *counted == "yes").map(|(cell, _)| cell.parse::<f64>().unwrap()).sum()
        };
        let walked: Vec<_> = walks.iter().filter_map(coach_record::walked).collect();
        let week = weeks(&walked, today, 1)[0];
        assert!(
            (sum("backward_s") / 60.0 - week.backward_minutes).abs() < 1e-9 && week.backward_minutes > 1.7
        );
        assert!((sum("forward_s") / 60.0 - week.forward_minutes).abs() < 1e-9);
        assert!((sum("backward_steps") - f64::from(week.backward_steps)).abs() < 1e-9);
        assert_eq!(column(&walks_csv, "effort_borg_6_20"), ["12"; 4]);
        assert_eq!(column(&walks_csv, "pain_places"), ["'=1+1 3"; 4], "nothing a spreadsheet runs");
        assert_eq!(column(&blocks, "kind").len(), 12);
        assert_eq!(column(&checks, "time_s"), ["4.8", "4.4"]);
        assert_eq!(column(&checks, "result"), ["4.6", "4.6"]);
        let columns =
            [&walks_csv, &blocks, &checks].map(|table| table.lines().next().unwrap().split(',').count());
        assert_eq!(meanings.lines().count(), 1 + columns.iter().sum::<usize>());
        assert!([walks_csv, blocks, checks, meanings].iter().all(|table| table.ends_with("\r\n")));
    }
}
