//! A machine over Bluetooth Low Energy, through btleplug: a thread with a timeout around every await.

use super::{Event, Link, Order};
use anyhow::{Context, bail};
use btleplug::api::{
    Central, CentralEvent, CharPropFlags, Manager as _, Peripheral as _, ScanFilter, ValueNotification,
    WriteType,
};
use btleplug::platform::{Adapter, Manager, Peripheral};
use futures::StreamExt;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use treadmill::ftms::Characteristic;
use treadmill::ftms::advertising::Advertised;
use treadmill::ftms::characteristic::FITNESS_MACHINE_SERVICE;
use uuid::Uuid;

/// No await of the radio lasts longer; btleplug's own calls have hung for hours in the field.
const PATIENCE: Duration = Duration::from_secs(10);
/// To subscribe and to read: a stop may have to wait for it.
const READ: Duration = Duration::from_secs(3);
/// A stop must not wait behind a write that hangs.
const WRITE: Duration = Duration::from_secs(2);
const GOODBYE: Duration = Duration::from_secs(3);

/// The full UUID of a 16-bit Bluetooth number.
fn uuid(number: u16) -> Uuid {
    Uuid::from_u128((u128::from(number) << 96) | 0x0000_0000_0000_1000_8000_0080_5F9B_34FB)
}

fn from_uuid(full: Uuid) -> Option<Characteristic> {
    Characteristic::ALL.into_iter().find(|c| uuid(c.number()) == full)
}

/// A machine that calls.
#[derive(Clone, Debug)]
pub(in crate::commands::treadmill) struct Found {
    pub(in crate::commands::treadmill) name: String,
    pub(in crate::commands::treadmill) address: String,
    pub(in crate::commands::treadmill) signal: Option<i16>,
    pub(in crate::commands::treadmill) advertised: Option<Advertised>,
}

async fn within<T, E: Into<anyhow::Error>>(
    time: Duration,
    what: &str,
    future: impl Future<Output = Result<T, E>>,
) -> anyhow::Result<T> {
    match tokio::time::timeout(time, future).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => bail!("{what} (the system says: {:#})", error.into()),
        Err(_) => bail!("{what} (no answer in {} s)", time.as_secs()),
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .context("starting Bluetooth")
}

/// This computer's radio, or what to do about it.
async fn adapter() -> anyhow::Result<Adapter> {
    let reached = "this computer's Bluetooth cannot be reached. Switch it on, and let this program use it; on Linux \
                   bluetoothd must run, on macOS look in System Settings, Privacy, Bluetooth. Or use --dircon.";
    let manager = within(PATIENCE, reached, Manager::new()).await?;
    let adapters = within(PATIENCE, reached, manager.adapters()).await?;
    adapters.into_iter().next().context("this computer has no Bluetooth radio, or it is switched off. Switch Bluetooth on and try again, or use --dircon.")
}

async fn scan(adapter: &Adapter, seconds: Duration) -> anyhow::Result<Vec<(Peripheral, Found)>> {
    let filter = ScanFilter { services: vec![uuid(FITNESS_MACHINE_SERVICE)] };
    within(
        PATIENCE,
        "Bluetooth does not scan. Switch it on, let this program use it, and try again.",
        adapter.start_scan(filter),
    )
    .await?;
    tokio::time::sleep(seconds).await;
    let _ = within(GOODBYE, "ending the scan", adapter.stop_scan()).await;
    let mut found = Vec::new();
    for peripheral in within(PATIENCE, "listing what was found", adapter.peripherals()).await? {
        let Ok(Some(about)) = within(PATIENCE, "asking a machine's name", peripheral.properties()).await
        else {
            continue;
        };
        if !about.services.contains(&uuid(FITNESS_MACHINE_SERVICE)) {
            continue;
        }
        let advertised =
            about.service_data.get(&uuid(FITNESS_MACHINE_SERVICE)).and_then(|d| Advertised::decode(d));
        let machine = Found {
            name: about.local_name.unwrap_or_else(|| "a machine without a name".into()),
            address: about.address.to_string(),
            signal: about.rssi,
            advertised,
        };
        found.push((peripheral, machine));
    }
    found.sort_by_key(|(_, machine)| core::cmp::Reverse(machine.signal));
    Ok(found)
}

/// Everything that calls as a fitness machine.
pub(in crate::commands::treadmill) fn find(seconds: Duration) -> anyhow::Result<Vec<Found>> {
    runtime()?.block_on(async {
        let adapter = adapter().await?;
        Ok(scan(&adapter, seconds).await?.into_iter().map(|(_, found)| found).collect())
    })
}

/// The one machine a name means; two of the same name are told apart by their address.
fn choose<T>(found: Vec<(T, Found)>, wanted: &str) -> anyhow::Result<(T, Found)> {
    let matches = |machine: &Found| {
        let name = machine.name.to_lowercase();
        name.starts_with(&wanted.to_lowercase()) || machine.address.eq_ignore_ascii_case(wanted)
    };
    let seen: Vec<String> = found.iter().map(|(_, m)| format!("{} ({})", m.name, m.address)).collect();
    let mut chosen: Vec<(T, Found)> = found.into_iter().filter(|(_, machine)| matches(machine)).collect();
    match (chosen.len(), chosen.pop()) {
        (1, Some(one)) => Ok(one),
        (0, _) if seen.is_empty() => {
            bail!("no treadmill calls. Wake it, close other apps that use it, and come closer.")
        }
        (0, _) => bail!("no treadmill is called \"{wanted}\". These call: {}.", seen.join(", ")),
        _ => bail!(
            "more than one treadmill is called \"{wanted}\". Say which by its address: {}.",
            seen.join(", ")
        ),
    }
}

pub(in crate::commands::treadmill) struct Bluetooth {
    name: String,
    address: String,
    /// Closed when the link is let go.
    orders: Option<UnboundedSender<Order>>,
    events: Receiver<Event>,
    carried: Option<tokio::task::JoinHandle<()>>,
    runtime: tokio::runtime::Runtime,
}

impl Bluetooth {
    pub(in crate::commands::treadmill) fn connect(wanted: &str) -> anyhow::Result<Bluetooth> {
        let runtime = runtime()?;
        let (orders, order) = unbounded_channel();
        let (told, events) = channel();
        let (adapter, peripheral, machine) = runtime.block_on(async {
            let adapter = adapter().await?;
            let found = scan(&adapter, Duration::from_secs(4)).await?;
            let (peripheral, machine) = choose(found, wanted)?;
            let refused = format!(
                "{} does not let this computer in. Wake it, close other apps that use it, and try again.",
                machine.name
            );
            within(PATIENCE, &refused, peripheral.connect()).await?;
            within(PATIENCE, &refused, peripheral.discover_services()).await?;
            anyhow::Ok((adapter, peripheral, machine))
        })?;
        let carried = runtime.spawn(async move {
            let why = carry(adapter, &peripheral, order, &told).await;
            let _ = told.send(Event::Lost(why));
            let _ = within(GOODBYE, "saying goodbye", peripheral.disconnect()).await;
        });
        let Found { name, address, .. } = machine;
        Ok(Bluetooth { name, address, orders: Some(orders), events, carried: Some(carried), runtime })
    }
}

impl Drop for Bluetooth {
    /// What was ordered last still goes out, a stop above all; then the machine is free for others.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(carried) = self.carried.take() {
            let _ = self.runtime.block_on(async { tokio::time::timeout(WRITE + GOODBYE, carried).await });
        }
    }
}

/// Carries orders and notifications until the link ends; gives why it ended.
async fn carry(
    adapter: Adapter,
    peripheral: &Peripheral,
    mut orders: UnboundedReceiver<Order>,
    told: &Sender<Event>,
) -> String {
    let characteristics: BTreeMap<Characteristic, btleplug::api::Characteristic> =
        peripheral.characteristics().into_iter().filter_map(|c| Some((from_uuid(c.uuid)?, c))).collect();
    let streams = async {
        let notes = within(PATIENCE, "listening to the machine", peripheral.notifications()).await?;
        let events = within(PATIENCE, "listening to the radio", adapter.events()).await?;
        anyhow::Ok((notes, events))
    };
    let (mut notes, mut events) = match streams.await {
        Ok(streams) => streams,
        Err(error) => return format!("{error:#}"),
    };
    let _ = told.send(Event::Up);
    for needed in [Characteristic::TreadmillData, Characteristic::SpeedRange, Characteristic::ControlPoint] {
        if !characteristics.contains_key(&needed) {
            let _ = told.send(Event::Missing(needed));
        }
    }
    let hear = |note: ValueNotification| {
        if let Some(characteristic) = from_uuid(note.uuid) {
            let _ = told.send(Event::Heard(characteristic, note.value));
        }
    };
    let mut waiting = Vec::new();
    loop {
        tokio::select! {
            note = notes.next() => match note {
                Some(note) => hear(note),
                None => return "the machine stopped talking".into(),
            },
            event = events.next() => match event {
                Some(CentralEvent::DeviceDisconnected(id)) if id == peripheral.id() => return "the radio link broke".into(),
                Some(_) => {}
                None => return "this computer's Bluetooth went away".into(),
            },
            order = next(&mut orders, &mut waiting) => match order {
                Some(order) => {
                    let obeyed = obey(peripheral, &characteristics, order);
                    tokio::pin!(obeyed);
                    // What the machine says meanwhile is heard all the same.
                    let event = loop {
                        tokio::select! {
                            event = &mut obeyed => break event,
                            Some(note) = notes.next() => hear(note),
                        }
                    };
                    if let Some(event) = event {
                        let _ = told.send(event);
                    }
                }
                None => return "closed".into(),
            },
        }
    }
}

/// The order whose turn it is; those that wait are kept, and a stop overtakes them.
async fn next(orders: &mut UnboundedReceiver<Order>, waiting: &mut Vec<Order>) -> Option<Order> {
    if waiting.is_empty() {
        waiting.push(orders.recv().await?);
    }
    while let Ok(order) = orders.try_recv() {
        waiting.push(order);
    }
    let (first, _) = waiting.iter().enumerate().min_by_key(|(_, order)| order.turn())?;
    Some(waiting.remove(first))
}

async fn obey(
    peripheral: &Peripheral,
    characteristics: &BTreeMap<Characteristic, btleplug::api::Characteristic>,
    order: Order,
) -> Option<Event> {
    let wanted = match &order {
        Order::Subscribe(c) | Order::Read(c) => *c,
        Order::Write(_) => Characteristic::ControlPoint,
    };
    let Some(found) = characteristics.get(&wanted) else { return Some(Event::Missing(wanted)) };
    match order {
        Order::Subscribe(_) => {
            let done = within(READ, "subscribing", peripheral.subscribe(found)).await;
            // Only data and the control point are needed; a machine without status is poorer, not unusable.
            done.is_err().then_some(Event::Missing(wanted))
        }
        Order::Read(_) => Some(match within(READ, "reading", peripheral.read(found)).await {
            Ok(bytes) => Event::Heard(wanted, bytes),
            Err(_) => Event::Missing(wanted),
        }),
        Order::Write(bytes) => {
            let how = if found.properties.contains(CharPropFlags::WRITE) {
                WriteType::WithResponse
            } else {
                WriteType::WithoutResponse
            };
            let done = within(WRITE, "writing a command", peripheral.write(found, &bytes, how)).await;
            done.err().map(|error| Event::WriteFailed(format!("{error:#}")))
        }
    }
}

impl Link for Bluetooth {
    fn name(&self) -> &str {
        &self.name
    }

    /// Its name, where the system tells no addresses (macOS).
    fn address(&self) -> &str {
        if self.address.chars().all(|c| matches!(c, '0' | ':')) { &self.name } else { &self.address }
    }

    fn order(&mut self, order: Order) {
        // The other end is gone only after it told that the link is lost.
        let _ = self.orders.as_ref().map(|orders| orders.send(order));
    }

    fn event(&mut self, wait: Duration) -> Option<Event> {
        self.events.recv_timeout(wait).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine(name: &str, address: &str) -> ((), Found) {
        ((), Found { name: name.into(), address: address.into(), signal: None, advertised: None })
    }

    #[test]
    fn a_stop_overtakes_what_is_only_read_and_waits_for_its_answer_to_be_heard() {
        let (sender, mut orders) = unbounded_channel();
        let (answers, stop) = (Order::Subscribe(Characteristic::ControlPoint), Order::Write(vec![8, 1]));
        let data = Order::Subscribe(Characteristic::TreadmillData);
        let read = Order::Read(Characteristic::Feature);
        let mut waiting = vec![read.clone(), data.clone(), answers.clone()];
        sender.send(stop.clone()).unwrap();
        drop(sender);
        let taken = runtime().unwrap().block_on(async {
            let mut taken = Vec::new();
            while let Some(order) = next(&mut orders, &mut waiting).await {
                taken.push(order);
            }
            taken
        });
        assert_eq!(taken, [answers, stop, data, read]);
    }

    #[test]
    fn two_machines_of_one_name_are_told_apart_by_their_address() {
        let two = || vec![machine("FS-1", "AA:01"), machine("FS-1", "AA:02"), machine("KS", "AA:03")];
        let why = choose(two(), "fs").unwrap_err().to_string();
        assert!(why.contains("more than one") && why.contains("AA:02"), "{why}");
        assert_eq!(choose(two(), "aa:02").unwrap().1.address, "AA:02");
        assert_eq!(choose(two(), "k").unwrap().1.name, "KS");
        assert!(choose(two(), "urevo").unwrap_err().to_string().contains("These call"));
        assert!(choose(Vec::<((), Found)>::new(), "x").unwrap_err().to_string().contains("Wake it"));
    }
}
