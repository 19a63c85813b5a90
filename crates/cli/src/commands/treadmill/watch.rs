//! `retrowalk treadmill info` and `watch`: look, and touch nothing.

use super::clock::Clock;
use super::decode::{self, Kind};
use super::link::{Event, Link, Order};
use super::session::Recorder;
use super::walk::gone;
use super::which::{Which, warnings};
use crate::guidance::Language;
use anyhow::bail;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;
use treadmill::ftms::Characteristic;
use treadmill::ftms::feature::Feature;
use treadmill::ftms::range::SpeedRange;
use treadmill::ftms::treadmill_data::{Assembler, Field, TreadmillData};
use treadmill::limits::Machine;
use voice::words::Words;

/// Say what a treadmill can do. Nothing is sent to it but questions.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill info \"UREVO E1L\"
  retrowalk treadmill info --dircon 192.168.1.20:36866 --json
  retrowalk treadmill info --simulate 3")]
pub(super) struct InfoArgs {
    /// The machine's name, or the beginning of it, as "scan" shows it.
    name: Option<String>,
    #[command(flatten)]
    which: Which,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    language: Language,
}

/// Watch what a treadmill tells, live. Nothing is sent to it but questions.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill watch \"UREVO E1L\" --seconds 60
  retrowalk treadmill watch --simulate --json
  retrowalk treadmill watch \"UREVO E1L\" --record my-treadmill.jsonl")]
pub(super) struct WatchArgs {
    /// The machine's name, or the beginning of it, as "scan" shows it.
    name: Option<String>,
    #[command(flatten)]
    which: Which,
    /// Stop watching after so many seconds.
    #[arg(long)]
    seconds: Option<u64>,
    /// Keep all bytes with their times in this file.
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// Print one JSON object a packet.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    language: Language,
}

const UNTIL_UP: Duration = Duration::from_secs(20);
const QUESTIONS_S: u8 = 5;
const QUESTIONS: Duration = Duration::from_secs(QUESTIONS_S as u64);

/// Waits for the link, then asks what can be asked.
fn open(link: &mut dyn Link, clock: &Clock, words: &Words) -> anyhow::Result<()> {
    let from = clock.now();
    while clock.now().since(from) < UNTIL_UP {
        match link.event(Duration::from_millis(100)) {
            Some(Event::Up) => {
                for c in [Characteristic::Feature, Characteristic::SpeedRange] {
                    link.order(Order::Read(c));
                }
                link.order(Order::Subscribe(Characteristic::TreadmillData));
                return Ok(());
            }
            Some(Event::Lost(why)) => bail!("{}", gone(words, link, &why)),
            _ => {}
        }
    }
    bail!("{}", words.text("terminal-belt-no-answer", &[("name", link.name().to_owned().into())]))
}

pub(super) fn info(args: &InfoArgs) -> anyhow::Result<()> {
    let (clock, words) = (Clock::real(), args.language.words());
    let mut link = args.which.link(args.name.as_deref(), &clock, &words)?;
    open(link.as_mut(), &clock, &words)?;
    let (mut feature, mut range, mut data, mut missing) = (None, None, None, Vec::new());
    let from = clock.now();
    while clock.now().since(from) < QUESTIONS && (feature.is_none() || range.is_none() || data.is_none()) {
        match link.event(Duration::from_millis(100)) {
            Some(Event::Heard(Characteristic::Feature, bytes)) => feature = Feature::decode(&bytes),
            Some(Event::Heard(Characteristic::SpeedRange, bytes)) => range = SpeedRange::decode(&bytes),
            Some(Event::Heard(Characteristic::TreadmillData, bytes)) => data = TreadmillData::decode(&bytes),
            Some(Event::Missing(c)) => missing.push(c),
            Some(Event::Lost(why)) => bail!("{}", gone(&words, link.as_ref(), &why)),
            _ => {}
        }
        if missing.contains(&Characteristic::TreadmillData) {
            break;
        }
    }
    let machine = range.as_ref().map(Machine::from_range);
    if args.json {
        let kmh = |speed: units::BeltSpeed| f64::from(speed.centi_kmh()) / 100.0;
        println!(
            "{}",
            json!({
                "name": link.name(),
                "treadmill_data": data.is_some(),
                "speed_can_be_set": feature.as_ref().map(Feature::speed_can_be_set),
                "range": range.as_ref().map(|r| json!({ "min_kmh": kmh(r.min), "max_kmh": kmh(r.max), "step_kmh": kmh(r.step) })),
                "range_makes_sense": machine.map(|m| m.is_ok()),
                "warnings": warnings(&words, link.name()),
            })
        );
        return Ok(());
    }
    println!("{}", link.name());
    let data = match (data, missing.contains(&Characteristic::TreadmillData)) {
        (Some(_), _) => words.plain("terminal-belt-tells-data"),
        (None, true) => words.plain("treadmill-refused-not-a-treadmill"),
        (None, false) => words.text("terminal-belt-silent", &[("seconds", f64::from(QUESTIONS_S).into())]),
    };
    let speed = match (feature.map(|f| f.speed_can_be_set()), machine) {
        (Some(true), Some(Ok(m))) => words.text(
            "terminal-belt-can-be-set",
            &[
                ("slowest", m.slowest.to_string().into()),
                ("fastest", m.fastest.to_string().into()),
                ("step", m.step.to_string().into()),
            ],
        ),
        (_, Some(Err(_))) => words.plain("terminal-belt-range-wrong"),
        _ => words.plain("terminal-belt-by-hand"),
    };
    println!("  {data}\n  {speed}");
    for warning in warnings(&words, link.name()) {
        println!("  {warning}");
    }
    println!("  {}", words.plain("terminal-belt-manual"));
    Ok(())
}

pub(super) fn watch(args: &WatchArgs) -> anyhow::Result<()> {
    let (clock, words) = (Clock::real(), args.language.words());
    let mut link = args.which.link(args.name.as_deref(), &clock, &words)?;
    open(link.as_mut(), &clock, &words)?;
    link.order(Order::Subscribe(Characteristic::MachineStatus));
    link.order(Order::Subscribe(Characteristic::TrainingStatus));
    let about = json!({ "trace": "retrowalk", "device": link.name() });
    let mut recorder = Recorder::new(args.record.as_deref(), &about, clock.now())?;
    let from = clock.now();
    let mut assembler = Assembler::default();
    while args.seconds.is_none_or(|seconds| clock.now().since(from) < Duration::from_secs(seconds)) {
        let event = link.event(Duration::from_millis(100));
        if event.is_some() {
            recorder.event(clock.now(), event.as_ref());
        }
        match event {
            Some(Event::Heard(characteristic, bytes)) => {
                if args.json {
                    println!("{}", decode::object(Kind::Characteristic(characteristic), &bytes));
                } else if characteristic == Characteristic::TreadmillData
                    && let Some(record) =
                        TreadmillData::decode(&bytes).and_then(|packet| assembler.push(packet))
                {
                    let at = clock.now().since(from).as_secs_f64();
                    println!("{at:7.1} s{}", told(&record, &words));
                }
            }
            Some(Event::Missing(Characteristic::TreadmillData)) => {
                bail!("{}: {}", link.name(), words.plain("treadmill-refused-not-a-treadmill"))
            }
            Some(Event::Lost(why)) => bail!("{}", gone(&words, link.as_ref(), &why)),
            _ => {}
        }
    }
    Ok(())
}

/// What a record tells, with its units.
pub(super) fn told(record: &TreadmillData, words: &Words) -> String {
    let value = |field: Field, unit: &str| {
        record
            .raw(field)
            .map(|raw| format!("  {} {unit}", f64::from(raw) / f64::from(field.scale())))
            .unwrap_or_default()
    };
    [
        value(Field::Speed, "km/h"),
        value(Field::Distance, "m"),
        value(Field::Inclination, "%"),
        value(Field::Elapsed, &words.plain("terminal-belt-on-its-clock")),
    ]
    .concat()
}
