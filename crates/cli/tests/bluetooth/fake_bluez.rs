//! A BlueZ that is none: `org.bluez` on a private D-Bus, with a virtual treadmill behind it. No radio, no kernel.
//!
//! It answers what btleplug asks (objects, properties, introspection, the calls on adapter, device and
//! characteristics) and tells what BlueZ tells: properties that changed.

use dbus::arg::{PropMap, RefArg, Variant};
use dbus::channel::Channel;
use dbus::{Message, Path};
use sim::treadmill::{Model, VirtualTreadmill};
use std::collections::{BTreeSet, HashMap};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use treadmill::ftms::Characteristic;

const ADAPTER: &str = "/org/bluez/hci0";
const SERVICE: &str = "service0010";
const OFFERED: [(Characteristic, &[&str]); 5] = [
    (Characteristic::Feature, &["read"]),
    (Characteristic::TreadmillData, &["notify"]),
    (Characteristic::SpeedRange, &["read"]),
    (Characteristic::ControlPoint, &["write", "indicate"]),
    (Characteristic::MachineStatus, &["notify"]),
];

/// How a machine calls.
pub(crate) struct Calls {
    pub(crate) name: &'static str,
    pub(crate) address: &'static str,
    /// Service data of 0x1826.
    pub(crate) kind: [u8; 3],
}

/// What the tests look at and change while the fake runs.
pub(crate) struct State {
    machine: VirtualTreadmill,
    began: Instant,
    machines: Vec<Calls>,
    connected: Option<String>,
    listening: BTreeSet<Characteristic>,
    /// Everything written to the control point.
    pub(crate) written: Vec<Vec<u8>>,
    /// How often a program said goodbye.
    pub(crate) goodbyes: usize,
    /// The radio is off.
    pub(crate) off: bool,
    /// Calls of this name are never answered.
    pub(crate) deaf_to: &'static str,
    /// The link breaks.
    pub(crate) breaks: bool,
    ends: bool,
}

/// The private bus and the fake on it; both end with the value.
pub(crate) struct FakeBluez {
    bus: Child,
    pub(crate) address: String,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
    pub(crate) folder: tempfile::TempDir,
}

/// A bus of our own; `None`, and says so, where there is no dbus-daemon.
fn bus() -> Option<(Child, String, tempfile::TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("bus.conf");
    let address = format!("unix:path={}", folder.path().join("bus").display());
    let rules = format!(
        "<busconfig><type>system</type><listen>{address}</listen><auth>EXTERNAL</auth><policy context=\"default\">\
         <allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>\
         <allow user=\"*\"/></policy></busconfig>"
    );
    std::fs::write(&config, rules).unwrap();
    let mut daemon = Command::new("dbus-daemon");
    daemon.args(["--nofork", "--print-address"]).arg(format!("--config-file={}", config.display()));
    let Ok(mut bus) = daemon.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
        println!("skipped: dbus-daemon is not installed (./test installs it)");
        return None;
    };
    // It prints its address once it listens.
    let mut line = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(bus.stdout.take().unwrap()), &mut line).unwrap();
    Some((bus, address, folder))
}

impl FakeBluez {
    pub(crate) fn start(machines: Vec<Calls>) -> Option<FakeBluez> {
        let (bus, address, folder) = bus()?;
        let brisk = Model {
            range: [50, 600, 10],
            ramp: 40,
            countdown: Duration::ZERO,
            data_every: Duration::from_millis(200),
        };
        let state = Arc::new(Mutex::new(State {
            machine: VirtualTreadmill::new(brisk, Vec::new()),
            began: Instant::now(),
            machines,
            connected: None,
            listening: BTreeSet::new(),
            written: Vec::new(),
            goodbyes: 0,
            off: false,
            deaf_to: "",
            breaks: false,
            ends: false,
        }));
        let mut channel = Channel::open_private(&address).unwrap();
        channel.register().unwrap();
        let ask = Message::new_method_call(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "RequestName",
        );
        let ask = ask.unwrap().append2("org.bluez", 0_u32);
        channel.send_with_reply_and_block(ask, Duration::from_secs(5)).unwrap();
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || serve(&channel, &shared));
        Some(FakeBluez { bus, address, state, thread: Some(thread), folder })
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

impl Drop for FakeBluez {
    fn drop(&mut self) {
        self.state().ends = true;
        let _ = self.thread.take().map(JoinHandle::join);
        let _ = self.bus.kill();
        let _ = self.bus.wait();
    }
}

fn serve(channel: &Channel, state: &Mutex<State>) {
    loop {
        let message = channel.blocking_pop_message(Duration::from_millis(20)).unwrap();
        let mut state = state.lock().unwrap();
        if state.ends {
            return;
        }
        for message in message.and_then(|call| state.answer(&call)).into_iter().chain(state.news()) {
            channel.send(message).unwrap();
        }
        channel.flush();
    }
}

fn uuid(number: u16) -> String {
    format!("0000{number:04x}-0000-1000-8000-00805f9b34fb")
}

fn device(machine: &Calls) -> String {
    format!("{ADAPTER}/dev_{}", machine.address.replace(':', "_"))
}

fn properties<const N: usize>(of: [(&str, Box<dyn RefArg>); N]) -> PropMap {
    of.into_iter().map(|(name, value)| (name.to_owned(), Variant(value))).collect()
}

fn changed(path: String, interface: &str, what: PropMap) -> Message {
    let signal = Message::new_signal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged");
    signal.unwrap().append3(interface, what, Vec::<String>::new())
}

impl State {
    fn now(&self) -> units::Instant {
        units::Instant::START + self.began.elapsed()
    }

    /// Every object there is: its path, its one interface, its properties.
    fn objects(&self) -> Vec<(String, &'static str, PropMap)> {
        let text = |text: &str| -> Box<dyn RefArg> { Box::new(text.to_owned()) };
        let adapter = properties([
            ("Address", text("00:11:22:33:44:55")),
            ("AddressType", text("public")),
            ("Name", text("fake")),
            ("Alias", text("fake")),
            ("Modalias", text("usb:v1D6Bp0246d0542")),
            ("Powered", Box::new(!self.off)),
            ("Discovering", Box::new(false)),
        ]);
        let mut objects = vec![(ADAPTER.to_owned(), "org.bluez.Adapter1", adapter)];
        for machine in &self.machines {
            let path = device(machine);
            let connected = self.connected.as_ref() == Some(&path);
            let mut said = PropMap::new();
            said.insert(uuid(0x1826), Variant(Box::new(machine.kind.to_vec())));
            let about = properties([
                ("Address", text(machine.address)),
                ("AddressType", text("public")),
                ("Name", text(machine.name)),
                ("Alias", text(machine.name)),
                ("Paired", Box::new(false)),
                ("Trusted", Box::new(false)),
                ("Blocked", Box::new(false)),
                ("LegacyPairing", Box::new(false)),
                ("RSSI", Box::new(-50_i16)),
                ("Connected", Box::new(connected)),
                ("ServicesResolved", Box::new(connected)),
                ("UUIDs", Box::new(vec![uuid(0x1826)])),
                ("Adapter", Box::new(Path::from(ADAPTER))),
                ("ServiceData", Box::new(said)),
            ]);
            let service = format!("{path}/{SERVICE}");
            objects.push((path.clone(), "org.bluez.Device1", about));
            let about = properties([
                ("UUID", text(&uuid(0x1826))),
                ("Device", Box::new(Path::from(path))),
                ("Primary", Box::new(true)),
            ]);
            objects.push((service.clone(), "org.bluez.GattService1", about));
            objects.extend(OFFERED.map(|(c, flags)| {
                let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
                let about = properties([
                    ("UUID", text(&uuid(c.number()))),
                    ("Service", Box::new(Path::from(service.clone()))),
                    ("Flags", Box::new(flags)),
                ]);
                (format!("{service}/char{:04x}", c.number()), "org.bluez.GattCharacteristic1", about)
            }));
        }
        objects
    }

    /// The names of what lies right under a path, as introspection tells them.
    fn introspect(&self, path: &str) -> String {
        let below = format!("{path}/");
        let names = self.objects().into_iter().filter_map(|(at, ..)| {
            at.strip_prefix(&below)
                .filter(|rest| !rest.contains('/'))
                .map(|name| format!("<node name=\"{name}\"/>"))
        });
        format!("<node>{}</node>", names.collect::<String>())
    }

    /// The answer to a call; none to what is no call, or where the fake is deaf to it.
    fn answer(&mut self, call: &Message) -> Option<Message> {
        let (path, member) = (call.path()?.to_string(), call.member()?.to_string());
        if call.msg_type() != dbus::MessageType::MethodCall || member == self.deaf_to {
            return None;
        }
        let reply = call.method_return();
        let characteristic = path
            .rsplit_once("/char")
            .and_then(|(_, number)| Characteristic::from_number(u16::from_str_radix(number, 16).ok()?));
        let found = self.objects().into_iter().find(|(at, ..)| *at == path).map(|(.., about)| about);
        Some(match (member.as_str(), characteristic) {
            ("GetManagedObjects", _) => {
                let objects: HashMap<Path, HashMap<String, PropMap>> = self
                    .objects()
                    .into_iter()
                    .map(|(path, interface, about)| {
                        (path.into(), HashMap::from([(interface.to_owned(), about)]))
                    })
                    .collect();
                reply.append1(objects)
            }
            ("GetAll", _) => reply.append1(found?),
            ("Get", _) => reply.append1(found?.remove(call.read2::<&str, &str>().ok()?.1)?),
            ("Introspect", _) => reply.append1(self.introspect(&path)),
            ("StartDiscovery", _) if self.off => {
                call.error(&"org.bluez.Error.NotReady".into(), c"Resource Not Ready")
            }
            ("Connect", _) => {
                self.connected = Some(path);
                reply
            }
            ("Disconnect", _) => {
                self.goodbyes += 1;
                self.unlink();
                reply
            }
            ("ReadValue", Some(c)) => reply.append1(self.machine.read(c)?),
            ("WriteValue", Some(_)) => {
                let (bytes, _) = call.read2::<Vec<u8>, PropMap>().ok()?;
                let now = self.now();
                self.machine.tick(now);
                self.machine.write(&bytes, now);
                self.written.push(bytes);
                reply
            }
            ("StartNotify", Some(c)) => {
                self.listening.insert(c);
                reply
            }
            ("Set" | "SetDiscoveryFilter" | "StartDiscovery" | "StopDiscovery" | "StopNotify", _) => reply,
            _ => call.error(&"org.freedesktop.DBus.Error.UnknownMethod".into(), c"no such method"),
        })
    }

    fn unlink(&mut self) {
        self.connected = None;
        self.listening.clear();
        self.machine.unlink();
    }

    /// What happened since the last look.
    fn news(&mut self) -> Vec<Message> {
        let now = self.now();
        self.machine.tick(now);
        let words: Vec<_> = std::iter::from_fn(|| self.machine.poll()).collect();
        let Some(path) = self.connected.clone() else { return Vec::new() };
        if self.breaks {
            self.unlink();
            let gone = properties([("Connected", Box::new(false)), ("ServicesResolved", Box::new(false))]);
            return vec![changed(path, "org.bluez.Device1", gone)];
        }
        words
            .into_iter()
            .filter(|(c, _)| self.listening.contains(c))
            .map(|(c, bytes)| {
                let at = format!("{path}/{SERVICE}/char{:04x}", c.number());
                changed(at, "org.bluez.GattCharacteristic1", properties([("Value", Box::new(bytes))]))
            })
            .collect()
    }
}
