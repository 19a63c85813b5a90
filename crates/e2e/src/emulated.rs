//! A treadmill that calls over Bluetooth, for a Chromium without a radio: the virtual machine of `sim` behind the
//! characteristics that Chromium emulates.
#![allow(clippy::indexing_slicing, reason = "a JSON value has null where nothing is")]

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sim::treadmill::{Fault, Model, VirtualTreadmill};
use tokio::sync::Mutex;
use treadmill::ftms::Characteristic;
use treadmill::ftms::characteristic::{FITNESS_MACHINE_SERVICE, HEART_RATE_SERVICE};

use crate::devtools::Devtools;

const TREADMILL: &str = "09:09:09:09:09:09";
const STRAP: &str = "0A:0A:0A:0A:0A:0A";
const OF_THE_TREADMILL: [Characteristic; 6] = [
    Characteristic::Feature,
    Characteristic::SpeedRange,
    Characteristic::TreadmillData,
    Characteristic::TrainingStatus,
    Characteristic::ControlPoint,
    Characteristic::MachineStatus,
];
/// How often the machine's time goes on.
const TICK: Duration = Duration::from_millis(25);
/// What enables notifications.
const CONFIGURATION: u16 = 0x2902;

fn uuid(number: u16) -> String {
    format!("{number:08x}-0000-1000-8000-00805f9b34fb")
}

/// The machine and the browser it calls to. Ended with its test.
#[derive(Clone)]
pub struct EmulatedTreadmill(Arc<Mutex<State>>);

struct State {
    devtools: Arc<Devtools>,
    machine: VirtualTreadmill,
    began: Instant,
    /// Chromium's ids of the characteristics.
    ids: BTreeMap<String, u16>,
    subscribed: BTreeSet<u16>,
    /// Reads of the page that wait for a notification, and notifications that wait for a read.
    waiting: BTreeMap<u16, usize>,
    queued: BTreeMap<u16, VecDeque<Vec<u8>>>,
    written: Vec<(Duration, Vec<u8>)>,
}

impl EmulatedTreadmill {
    /// A machine with faults that calls; every page's chooser chooses it by itself.
    pub async fn start(devtools: &Arc<Devtools>, model: Model, faults: &[Fault]) -> Result<Self> {
        let faults = faults.iter().map(|fault| (*fault, units::Instant::START)).collect();
        let mut state = State {
            devtools: Arc::clone(devtools),
            machine: VirtualTreadmill::new(model, faults),
            began: Instant::now(),
            ids: BTreeMap::new(),
            subscribed: BTreeSet::new(),
            waiting: BTreeMap::new(),
            queued: BTreeMap::new(),
            written: Vec::new(),
        };
        // Before anything can be missed.
        let mut events = devtools.events();
        state.ask("enable", json!({ "state": "powered-on", "leSupported": true })).await?;
        state.call_as(TREADMILL, "Test treadmill", FITNESS_MACHINE_SERVICE, &OF_THE_TREADMILL).await?;
        state.call_as(STRAP, "Test strap", HEART_RATE_SERVICE, &[Characteristic::HeartRate]).await?;
        let shared = Arc::new(Mutex::new(state));
        let (told, browser) = (Arc::clone(&shared), Arc::clone(devtools));
        tokio::spawn(async move {
            // A prompt is told again and again; answered twice it ends the browser.
            let mut answered = BTreeSet::new();
            while let Ok(event) = events.recv().await {
                let parameters = &event["params"];
                let done = match event["method"].as_str().unwrap_or_default() {
                    "DeviceAccess.deviceRequestPrompted" => {
                        let (id, device) = (&parameters["id"], &parameters["devices"][0]["id"]);
                        if device.is_null() || !answered.insert(id.to_string()) {
                            continue;
                        }
                        let chosen = json!({ "id": id, "deviceId": device });
                        let session = event["sessionId"].as_str();
                        browser.call(session, "DeviceAccess.selectPrompt", chosen).await.map(drop)
                    }
                    "BluetoothEmulation.gattOperationReceived" => {
                        let done = json!({ "address": parameters["address"], "type": parameters["type"], "code": 0 });
                        told.lock().await.ask("simulateGATTOperationResponse", done).await.map(drop)
                    }
                    "BluetoothEmulation.characteristicOperationReceived" => {
                        told.lock().await.operated(parameters).await
                    }
                    _ => Ok(()),
                };
                if let Err(error) = done {
                    eprintln!("the emulated treadmill: {error:#}");
                }
            }
        });
        let ticking = Arc::downgrade(&shared);
        tokio::spawn(async move {
            while let Some(state) = ticking.upgrade() {
                if let Err(error) = state.lock().await.tick().await {
                    eprintln!("the emulated treadmill: {error:#}");
                }
                drop(state);
                tokio::time::sleep(TICK).await;
            }
        });
        Ok(Self(shared))
    }

    /// From now on it has this fault too.
    pub async fn break_down(&self, fault: Fault) {
        let mut state = self.0.lock().await;
        let now = state.now();
        state.machine.break_down(fault, now);
    }

    /// Every command that was written, with its time since this machine began.
    pub async fn written(&self) -> Vec<(Duration, Vec<u8>)> {
        self.0.lock().await.written.clone()
    }

    /// The true speed of the belt, 0.01 km/h.
    pub async fn speed(&self) -> u16 {
        self.0.lock().await.machine.true_speed()
    }

    /// The link breaks; the belt goes on.
    pub async fn lose_link(&self) -> Result<()> {
        let mut state = self.0.lock().await;
        state.machine.unlink();
        let subscribed = std::mem::take(&mut state.subscribed);
        state.waiting.clear();
        state.queued.clear();
        // With a read still open Chromium never tells that the link is gone.
        for number in subscribed {
            state.answer(number, "read", 1, None).await?;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        state.ask("simulateGATTDisconnection", json!({ "address": TREADMILL })).await?;
        // Chromium forgets a device's services with its link.
        state.ids.retain(|_, number| *number == Characteristic::HeartRate.number());
        state.offer(TREADMILL, FITNESS_MACHINE_SERVICE, &OF_THE_TREADMILL).await
    }

    /// The strap's heart beats so fast.
    pub async fn beat(&self, bpm: u8) -> Result<()> {
        self.0.lock().await.notify(Characteristic::HeartRate.number(), vec![0, bpm]).await
    }
}

impl State {
    fn now(&self) -> units::Instant {
        units::Instant::START + self.began.elapsed()
    }

    async fn ask(&self, method: &str, parameters: Value) -> Result<Value> {
        self.devtools.call(None, &format!("BluetoothEmulation.{method}"), parameters).await
    }

    /// A device calls with a service and its characteristics.
    async fn call_as(
        &mut self,
        address: &str,
        name: &str,
        service: u16,
        characteristics: &[Characteristic],
    ) -> Result<()> {
        let device = json!({ "address": address, "name": name, "manufacturerData": [],
            "knownServiceUuids": [uuid(service)] });
        self.ask("simulatePreconnectedPeripheral", device).await?;
        self.offer(address, service, characteristics).await
    }

    /// What a device has is there to be found.
    async fn offer(&mut self, address: &str, service: u16, characteristics: &[Characteristic]) -> Result<()> {
        let service =
            self.ask("addService", json!({ "address": address, "serviceUuid": uuid(service) })).await?;
        for characteristic in characteristics {
            let read_only = matches!(characteristic, Characteristic::Feature | Characteristic::SpeedRange);
            let control = *characteristic == Characteristic::ControlPoint;
            // All can be read: a notification is a read that waited.
            let properties = json!({ "read": true, "write": control, "indicate": control,
                "notify": !read_only && !control });
            let added = json!({ "serviceId": service["serviceId"],
                "characteristicUuid": uuid(characteristic.number()), "properties": properties });
            let added = self.ask("addCharacteristic", added).await?;
            let id = added["characteristicId"].as_str().context("an id")?;
            if !read_only {
                let descriptor = json!({ "characteristicId": id, "descriptorUuid": uuid(CONFIGURATION) });
                self.ask("addDescriptor", descriptor).await?;
            }
            self.ids.insert(id.to_owned(), characteristic.number());
        }
        Ok(())
    }

    async fn answer(&self, number: u16, kind: &str, code: u8, data: Option<&[u8]>) -> Result<()> {
        let id = self.ids.iter().find(|(_, known)| **known == number).context("a known characteristic")?.0;
        let mut answer = json!({ "characteristicId": id, "type": kind, "code": code });
        if let Some(data) = data {
            answer["data"] = BASE64_STANDARD.encode(data).into();
        }
        self.ask("simulateCharacteristicOperationResponse", answer).await?;
        Ok(())
    }

    async fn notify(&mut self, number: u16, data: Vec<u8>) -> Result<()> {
        if !self.subscribed.contains(&number) {
            return Ok(());
        }
        self.queued.entry(number).or_default().push_back(data);
        self.deliver(number).await
    }

    async fn deliver(&mut self, number: u16) -> Result<()> {
        let waiting = self.waiting.entry(number).or_default();
        if *waiting > 0
            && let Some(data) = self.queued.entry(number).or_default().pop_front()
        {
            *waiting -= 1;
            self.answer(number, "read", 0, Some(&data)).await?;
        }
        Ok(())
    }

    async fn operated(&mut self, parameters: &Value) -> Result<()> {
        let id = parameters["characteristicId"].as_str().unwrap_or_default();
        let number = *self.ids.get(id).context("an unknown characteristic")?;
        match parameters["type"].as_str().unwrap_or_default() {
            "read" if self.subscribed.contains(&number) => {
                *self.waiting.entry(number).or_default() += 1;
                self.deliver(number).await
            }
            "read" => {
                let characteristic = Characteristic::from_number(number).context("one of ours")?;
                let data = self.machine.read(characteristic).unwrap_or_default();
                self.answer(number, "read", 0, Some(&data)).await
            }
            "write" => {
                let data = BASE64_STANDARD.decode(parameters["data"].as_str().unwrap_or_default())?;
                self.answer(number, "write", 0, None).await?;
                self.written.push((self.began.elapsed(), data.clone()));
                let now = self.now();
                self.machine.write(&data, now);
                self.tick().await
            }
            kind => {
                if kind == "subscribe-to-notifications" {
                    self.subscribed.insert(number);
                } else {
                    self.subscribed.remove(&number);
                }
                self.answer(number, kind, 0, None).await
            }
        }
    }

    async fn tick(&mut self) -> Result<()> {
        let now = self.now();
        self.machine.tick(now);
        while let Some((characteristic, data)) = self.machine.poll() {
            self.notify(characteristic.number(), data).await?;
        }
        Ok(())
    }
}
