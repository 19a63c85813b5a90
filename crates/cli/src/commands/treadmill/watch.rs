//! `retrowalk treadmill info` and `watch`: look, and touch nothing.

use super::clock::Clock;
use super::common::{self, Which};
use super::decode::{self, Kind};
use super::link::{Event, Link, Order};
use super::session::Recorder;
use anyhow::bail;
use serde_json::json;
use std::path::PathBuf;
use std::time::Duration;
use treadmill::ftms::Characteristic;
use treadmill::ftms::feature::Feature;
use treadmill::ftms::range::SpeedRange;
use treadmill::ftms::treadmill_data::{Assembler, Field, TreadmillData};
use treadmill::limits::Machine;
use units::Instant;

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
}

const UNTIL_UP: Duration = Duration::from_secs(20);
const QUESTIONS: Duration = Duration::from_secs(5);

/// Waits for the link, then asks what can be asked.
fn open(link: &mut dyn Link, clock: &Clock) -> anyhow::Result<Vec<Event>> {
    let from = clock.now();
    while clock.now().since(from) < UNTIL_UP {
        match link.event(Duration::from_millis(100)) {
            Some(Event::Up) => {
                for c in [Characteristic::Feature, Characteristic::SpeedRange] {
                    link.order(Order::Read(c));
                }
                link.order(Order::Subscribe(Characteristic::TreadmillData));
                return Ok(Vec::new());
            }
            Some(Event::Lost(why)) => {
                bail!("the link to {} is gone: {why}. Wake the treadmill and try again.", link.name())
            }
            _ => {}
        }
    }
    bail!("{} does not answer. Wake it, close other apps that use it, and try again.", link.name())
}

pub(super) fn info(args: &InfoArgs) -> anyhow::Result<()> {
    let clock = Clock::real();
    let mut link = args.which.link(args.name.as_deref(), &clock)?;
    open(link.as_mut(), &clock)?;
    let (mut feature, mut range, mut data, mut missing) = (None, None, None, Vec::new());
    let from = clock.now();
    while clock.now().since(from) < QUESTIONS && (feature.is_none() || range.is_none() || data.is_none()) {
        match link.event(Duration::from_millis(100)) {
            Some(Event::Heard(Characteristic::Feature, bytes)) => feature = Feature::decode(&bytes),
            Some(Event::Heard(Characteristic::SpeedRange, bytes)) => range = SpeedRange::decode(&bytes),
            Some(Event::Heard(Characteristic::TreadmillData, bytes)) => data = TreadmillData::decode(&bytes),
            Some(Event::Missing(c)) => missing.push(c),
            Some(Event::Lost(why)) => bail!("the link to {} is gone: {why}", link.name()),
            _ => {}
        }
        if missing.contains(&Characteristic::TreadmillData) {
            break;
        }
    }
    let words = common::words();
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
                "warnings": common::warnings(&words, link.name()),
            })
        );
        return Ok(());
    }
    println!("{}", link.name());
    match (&data, missing.contains(&Characteristic::TreadmillData)) {
        (Some(_), _) => println!("  It tells its live data."),
        (None, true) => {
            println!("  It sends no treadmill data: a bike, or another machine. Choose a treadmill.");
        }
        (None, false) => {
            println!(
                "  It said nothing in {} s. Wake it, or open its maker's app once.",
                QUESTIONS.as_secs()
            );
        }
    }
    match (feature.map(|f| f.speed_can_be_set()), machine) {
        (Some(true), Some(Ok(m))) => {
            println!("  Its speed can be set: {} to {}, in steps of {}.", m.slowest, m.fastest, m.step);
        }
        (_, Some(Err(_))) => {
            println!("  Its range of speeds makes no sense, so it is not steered. Set it by hand.");
        }
        _ => println!("  Its speed cannot be set from here. Set it by hand."),
    }
    for warning in common::warnings(&words, link.name()) {
        println!("  {warning}");
    }
    println!("  Some makers forbid walking backward on their treadmills: read the manual.");
    Ok(())
}

pub(super) fn watch(args: &WatchArgs) -> anyhow::Result<()> {
    let clock = Clock::real();
    let mut link = args.which.link(args.name.as_deref(), &clock)?;
    open(link.as_mut(), &clock)?;
    link.order(Order::Subscribe(Characteristic::MachineStatus));
    link.order(Order::Subscribe(Characteristic::TrainingStatus));
    let mut recorder = Recorder::new(args.record.as_deref(), link.name(), clock.now())?;
    let from = clock.now();
    let mut assembler = Assembler::default();
    while args.seconds.is_none_or(|seconds| clock.now().since(from) < Duration::from_secs(seconds)) {
        match link.event(Duration::from_millis(100)) {
            Some(Event::Heard(characteristic, bytes)) => {
                recorder.heard(clock.now(), characteristic, &bytes);
                if args.json {
                    println!("{}", decode::object(Kind::Characteristic(characteristic), &bytes));
                } else if characteristic == Characteristic::TreadmillData
                    && let Some(record) =
                        TreadmillData::decode(&bytes).and_then(|packet| assembler.push(packet))
                {
                    println!("{}", line(&record, clock.now(), from));
                }
            }
            Some(Event::Missing(Characteristic::TreadmillData)) => {
                bail!(
                    "{} sends no treadmill data: a bike, or another machine. Choose a treadmill.",
                    link.name()
                )
            }
            Some(Event::Lost(why)) => {
                bail!("the link to {} is gone: {why}. The belt goes on as it was.", link.name())
            }
            _ => {}
        }
    }
    Ok(())
}

fn line(record: &TreadmillData, now: Instant, from: Instant) -> String {
    let value = |field: Field, unit: &str| {
        record
            .raw(field)
            .map(|raw| format!("  {} {unit}", f64::from(raw) / f64::from(field.scale())))
            .unwrap_or_default()
    };
    format!(
        "{:7.1} s{}{}{}{}",
        now.since(from).as_secs_f64(),
        value(Field::Speed, "km/h"),
        value(Field::Distance, "m"),
        value(Field::Inclination, "%"),
        value(Field::Elapsed, "s on its clock"),
    )
}
