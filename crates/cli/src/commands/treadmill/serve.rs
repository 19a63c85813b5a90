//! `retrowalk treadmill serve`: a virtual treadmill for other programs, over TCP (DIRCON).

use super::link::dircon::{
    DISCOVER_CHARACTERISTICS, DISCOVER_SERVICES, Frame, NOTIFICATION, READ, SUBSCRIBE, WRITE, number, uuid,
};
use anyhow::{Context, bail};
use sim::treadmill::VirtualTreadmill;
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use treadmill::ftms::Characteristic;
use treadmill::ftms::characteristic::FITNESS_MACHINE_SERVICE;

/// Offer a virtual treadmill to other programs over TCP (DIRCON).
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  retrowalk treadmill serve --dircon 127.0.0.1:36866
  retrowalk treadmill walk --dircon 127.0.0.1:36866 \"treadmill 1 min x2\"

DIRCON has no security at all: whoever reaches the port commands the belt. So it listens on this computer only; for any
other address it is --beyond-loopback, and even then nobody can command the belt without --offer-control.")]
pub(super) struct Args {
    /// Where to listen.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:36866")]
    dircon: String,
    /// Which virtual treadmill.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Listen on an address other computers can reach; read-only unless --offer-control is given too.
    #[arg(long)]
    beyond_loopback: bool,
    /// Let other computers command the belt.
    #[arg(long, requires = "beyond_loopback")]
    offer_control: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut addresses = args.dircon.to_socket_addrs().with_context(|| {
        format!("\"{}\" is no address: write HOST:PORT, for example 127.0.0.1:36866", args.dircon)
    })?;
    let address = addresses.next().with_context(|| format!("\"{}\" leads nowhere", args.dircon))?;
    if !address.ip().is_loopback() && !args.beyond_loopback {
        bail!(
            "{address} can be reached by other computers. Use 127.0.0.1, or add --beyond-loopback if that is meant."
        );
    }
    let control = address.ip().is_loopback() || args.offer_control;
    let listener = TcpListener::bind(address).with_context(|| {
        format!("cannot listen on {address}: is another program there? Try another port.")
    })?;
    println!(
        "virtual treadmill {} at {}{}; Ctrl-C ends it",
        args.seed,
        listener.local_addr()?,
        if control { "" } else { ", read-only" }
    );
    offer(&listener, args.seed, control)
}

/// Serves everyone who connects; one machine for all, as a real one would be.
pub(super) fn offer(listener: &TcpListener, seed: u64, control: bool) -> anyhow::Result<()> {
    let machine = Arc::new(Mutex::new((VirtualTreadmill::from_seed(seed), Vec::new())));
    let began = Instant::now();
    for stream in listener.incoming() {
        let (stream, machine) = (stream.context("taking a connection")?, Arc::clone(&machine));
        std::thread::spawn(move || {
            // One client's trouble is not another's.
            let _ =
                Client { machine, began, control, subscribed: BTreeSet::new(), heard: None }.serve(stream);
        });
    }
    Ok(())
}

/// The machine, and everything it has said so far.
type Machine = Arc<Mutex<(VirtualTreadmill, Vec<(Characteristic, Vec<u8>)>)>>;

struct Client {
    machine: Machine,
    began: Instant,
    control: bool,
    subscribed: BTreeSet<Characteristic>,
    /// How much of what the machine said this client has been told.
    heard: Option<usize>,
}

const TICK: Duration = Duration::from_millis(20);

impl Client {
    fn serve(mut self, mut stream: TcpStream) -> anyhow::Result<()> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(TICK))?;
        let mut buffer = Vec::new();
        let mut chunk = [0; 1024];
        loop {
            match stream.read(&mut chunk) {
                Ok(0) => return Ok(()),
                Ok(read) => buffer.extend(chunk.iter().take(read)),
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(error) => return Err(error.into()),
            }
            while let Some(frame) = Frame::take(&mut buffer)? {
                let answer = self.answer(&frame);
                stream.write_all(&answer.encode())?;
            }
            for note in self.notes() {
                stream.write_all(&note.encode())?;
            }
        }
    }

    fn now(&self) -> units::Instant {
        units::Instant::START + self.began.elapsed()
    }

    fn notes(&mut self) -> Vec<Frame> {
        let now = self.now();
        let mut machine = self.machine.lock().unwrap_or_else(PoisonError::into_inner);
        let (treadmill, said) = &mut *machine;
        treadmill.tick(now);
        while let Some(word) = treadmill.poll() {
            said.push(word);
        }
        let from = self.heard.replace(said.len()).unwrap_or(said.len());
        let news = said.get(from..).unwrap_or_default().iter();
        news.filter(|(c, _)| self.subscribed.contains(c))
            .map(|(c, value)| {
                let mut payload = uuid(c.number()).to_vec();
                payload.extend(value);
                Frame { id: NOTIFICATION, sequence: 0, code: 0, payload }
            })
            .collect()
    }

    fn offered(&self) -> Vec<(Characteristic, u8)> {
        let mut offered = vec![
            (Characteristic::Feature, 1),
            (Characteristic::TreadmillData, 4),
            (Characteristic::TrainingStatus, 1),
            (Characteristic::SpeedRange, 1),
            (Characteristic::InclinationRange, 1),
            (Characteristic::MachineStatus, 4),
        ];
        if self.control {
            offered.push((Characteristic::ControlPoint, 2 | 8));
        }
        offered
    }

    /// The answer to a frame; codes as in the public re-implementations: 0 ok, 1 unknown message, 3 service not
    /// found, 4 characteristic not found, 5 not supported.
    fn answer(&mut self, frame: &Frame) -> Frame {
        let (code, payload) = match frame.id {
            DISCOVER_SERVICES => (0, uuid(FITNESS_MACHINE_SERVICE).to_vec()),
            DISCOVER_CHARACTERISTICS => match number(&frame.payload) {
                Some((FITNESS_MACHINE_SERVICE, _)) => {
                    let mut payload = uuid(FITNESS_MACHINE_SERVICE).to_vec();
                    for (c, properties) in self.offered() {
                        payload.extend(uuid(c.number()));
                        payload.push(properties);
                    }
                    (0, payload)
                }
                _ => (3, Vec::new()),
            },
            READ | WRITE | SUBSCRIBE => self.about(frame),
            7 => (0, Vec::new()),
            _ => (1, Vec::new()),
        };
        Frame { id: frame.id, sequence: frame.sequence, code, payload }
    }

    fn about(&mut self, frame: &Frame) -> (u8, Vec<u8>) {
        let found = number(&frame.payload).and_then(|(n, rest)| {
            let characteristic = Characteristic::from_number(n)?;
            self.offered().into_iter().find(|(c, _)| *c == characteristic).map(|(c, p)| (c, p, rest))
        });
        let Some((characteristic, properties, rest)) = found else {
            return (4, frame.payload.get(..16).unwrap_or_default().to_vec());
        };
        let mut payload = uuid(characteristic.number()).to_vec();
        let now = self.now();
        let code = match frame.id {
            READ if properties & 1 != 0 => {
                let machine = self.machine.lock().unwrap_or_else(PoisonError::into_inner);
                payload.extend(machine.0.read(characteristic).unwrap_or_default());
                0
            }
            WRITE if properties & 2 != 0 => {
                let mut machine = self.machine.lock().unwrap_or_else(PoisonError::into_inner);
                machine.0.tick(now);
                machine.0.write(rest, now);
                0
            }
            SUBSCRIBE if properties & 0x0C != 0 => {
                if rest.first() == Some(&0) {
                    self.subscribed.remove(&characteristic);
                } else {
                    self.subscribed.insert(characteristic);
                }
                0
            }
            _ => 5,
        };
        (code, payload)
    }
}
