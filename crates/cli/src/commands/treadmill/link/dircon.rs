//! FTMS over TCP (Wahoo Direct Connect): frames of a six-byte big-endian header and a payload. No security at all.

use super::{Event, Link, Order};
use anyhow::{Context, bail};
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use treadmill::ftms::Characteristic;
use treadmill::ftms::characteristic::FITNESS_MACHINE_SERVICE;

pub(in crate::commands::treadmill) const DISCOVER_SERVICES: u8 = 1;
pub(in crate::commands::treadmill) const DISCOVER_CHARACTERISTICS: u8 = 2;
pub(in crate::commands::treadmill) const READ: u8 = 3;
pub(in crate::commands::treadmill) const WRITE: u8 = 4;
pub(in crate::commands::treadmill) const SUBSCRIBE: u8 = 5;
pub(in crate::commands::treadmill) const NOTIFICATION: u8 = 6;
/// No frame of a treadmill is longer; more is noise.
const LONGEST: usize = 4096;
const CONNECT: Duration = Duration::from_secs(5);

/// One frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::commands::treadmill) struct Frame {
    pub(in crate::commands::treadmill) id: u8,
    pub(in crate::commands::treadmill) sequence: u8,
    pub(in crate::commands::treadmill) code: u8,
    pub(in crate::commands::treadmill) payload: Vec<u8>,
}

impl Frame {
    pub(in crate::commands::treadmill) fn encode(&self) -> Vec<u8> {
        let length = u16::try_from(self.payload.len()).unwrap_or(u16::MAX).to_be_bytes();
        let mut bytes = vec![1, self.id, self.sequence, self.code, length[0], length[1]];
        bytes.extend(&self.payload);
        bytes
    }

    /// Takes the next whole frame from the front of what was received; `Err` for what is no DIRCON at all.
    pub(in crate::commands::treadmill) fn take(buffer: &mut Vec<u8>) -> anyhow::Result<Option<Frame>> {
        let Some((&[version, id, sequence, code, high, low], rest)) = buffer.split_first_chunk::<6>() else {
            return Ok(None);
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if version != 1 || length > LONGEST {
            bail!("what answers there does not speak DIRCON (FTMS over TCP)");
        }
        let Some(payload) = rest.get(..length).map(<[u8]>::to_vec) else { return Ok(None) };
        buffer.drain(..6 + length);
        Ok(Some(Frame { id, sequence, code, payload }))
    }
}

/// The 16 bytes of a 16-bit Bluetooth number, in the order of text.
pub(in crate::commands::treadmill) fn uuid(number: u16) -> [u8; 16] {
    let [high, low] = number.to_be_bytes();
    [0, 0, high, low, 0, 0, 0x10, 0, 0x80, 0, 0, 0x80, 0x5F, 0x9B, 0x34, 0xFB]
}

/// The 16-bit number at the front of a payload and what follows; `None` where it is not on the Bluetooth base.
pub(in crate::commands::treadmill) fn number(payload: &[u8]) -> Option<(u16, &[u8])> {
    let (id, rest) = payload.split_first_chunk::<16>()?;
    let number = u16::from_be_bytes([id[2], id[3]]);
    (*id == uuid(number)).then_some((number, rest))
}

pub(in crate::commands::treadmill) struct Dircon {
    name: String,
    stream: TcpStream,
    events: Receiver<Event>,
    sender: Sender<Event>,
    sequence: u8,
}

impl Dircon {
    pub(in crate::commands::treadmill) fn connect(address: &str) -> anyhow::Result<Dircon> {
        let resolved = address
            .to_socket_addrs()
            .with_context(|| {
                format!("\"{address}\" is no address: write HOST:PORT, for example 127.0.0.1:36866")
            })?
            .next()
            .with_context(|| format!("\"{address}\" leads nowhere"))?;
        let stream = TcpStream::connect_timeout(&resolved, CONNECT).with_context(|| {
            format!("no treadmill answers at {address}. Switch it on, and join the same network")
        })?;
        stream.set_nodelay(true)?;
        let (sender, events) = channel();
        let (mut reading, told) = (stream.try_clone()?, sender.clone());
        std::thread::spawn(move || {
            let why = listen(&mut reading, &told);
            let _ = told.send(Event::Lost(why));
        });
        let mut link =
            Dircon { name: format!("treadmill at {address}"), stream, events, sender, sequence: 0 };
        link.send(DISCOVER_CHARACTERISTICS, uuid(FITNESS_MACHINE_SERVICE).to_vec());
        Ok(link)
    }

    fn send(&mut self, id: u8, payload: Vec<u8>) {
        self.sequence = self.sequence.wrapping_add(1);
        let frame = Frame { id, sequence: self.sequence, code: 0, payload };
        if let Err(error) = self.stream.write_all(&frame.encode()) {
            let _ = self.sender.send(Event::WriteFailed(error.to_string()));
        }
    }
}

/// Reads frames and tells what they mean until the connection ends; gives why it ended.
fn listen(stream: &mut TcpStream, told: &Sender<Event>) -> String {
    let mut buffer = Vec::new();
    let mut chunk = [0; 1024];
    loop {
        let read = match stream.read(&mut chunk) {
            Ok(0) => return "the machine closed the connection".into(),
            Ok(read) => read,
            Err(error) => return error.to_string(),
        };
        buffer.extend(chunk.iter().take(read));
        loop {
            match Frame::take(&mut buffer) {
                Ok(Some(frame)) => meaning(&frame).into_iter().for_each(|event| {
                    let _ = told.send(event);
                }),
                Ok(None) => break,
                Err(error) => return error.to_string(),
            }
        }
    }
}

/// What a frame tells.
fn meaning(frame: &Frame) -> Vec<Event> {
    let about = number(&frame.payload).and_then(|(n, rest)| Some((Characteristic::from_number(n)?, rest)));
    match (frame.id, frame.code) {
        (DISCOVER_CHARACTERISTICS, 0) => {
            let mut events = vec![Event::Up];
            let mut rest = frame.payload.get(16..).unwrap_or_default();
            let mut found = Vec::new();
            while let Some((entry, more)) = rest.split_at_checked(17) {
                found.extend(number(entry).map(|(n, _)| n));
                rest = more;
            }
            for needed in
                [Characteristic::TreadmillData, Characteristic::SpeedRange, Characteristic::ControlPoint]
            {
                if !found.contains(&needed.number()) {
                    events.push(Event::Missing(needed));
                }
            }
            events
        }
        (DISCOVER_CHARACTERISTICS, _) => vec![Event::Up, Event::Missing(Characteristic::TreadmillData)],
        (READ | NOTIFICATION, 0) => {
            about.map(|(c, value)| Event::Heard(c, value.to_vec())).into_iter().collect()
        }
        (READ | SUBSCRIBE, _) if frame.code != 0 => {
            about.map(|(c, _)| Event::Missing(c)).into_iter().collect()
        }
        // Some servers hang the control point's answer on the answer to the write.
        (WRITE, 0) => about
            .filter(|(_, value)| value.first() == Some(&0x80))
            .map(|(c, value)| Event::Heard(c, value.to_vec()))
            .into_iter()
            .collect(),
        (WRITE, code) => vec![Event::WriteFailed(format!("the machine answered with code {code}"))],
        _ => Vec::new(),
    }
}

impl Link for Dircon {
    fn name(&self) -> &str {
        &self.name
    }

    fn order(&mut self, order: Order) {
        match order {
            Order::Subscribe(c) => {
                let mut payload = uuid(c.number()).to_vec();
                payload.push(1);
                self.send(SUBSCRIBE, payload);
            }
            Order::Read(c) => self.send(READ, uuid(c.number()).to_vec()),
            Order::Write(bytes) => {
                let mut payload = uuid(Characteristic::ControlPoint.number()).to_vec();
                payload.extend(bytes);
                self.send(WRITE, payload);
            }
        }
    }

    fn event(&mut self, wait: Duration) -> Option<Event> {
        self.events.recv_timeout(wait).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_six_bytes_and_its_payload_however_it_arrives() {
        let mut payload = uuid(0x2AD9).to_vec();
        payload.extend([2, 0x50, 0]);
        let frame = Frame { id: WRITE, sequence: 5, code: 0, payload };
        let bytes = frame.encode();
        assert_eq!(bytes[..6], [1, 4, 5, 0, 0, 0x13]);
        assert_eq!(bytes[6..10], [0, 0, 0x2A, 0xD9]);
        let mut buffer = Vec::new();
        for byte in bytes.iter().chain(&bytes).take(2 * bytes.len() - 1) {
            buffer.push(*byte);
            if buffer.len() == bytes.len() {
                assert_eq!(Frame::take(&mut buffer).unwrap(), Some(frame.clone()));
            } else {
                assert_eq!(Frame::take(&mut buffer).unwrap(), None);
            }
        }
        assert!(Frame::take(&mut b"HTTP/1.1 400".to_vec()).is_err());
        assert!(Frame::take(&mut vec![1, 1, 0, 0, 0xFF, 0xFF]).is_err());
    }

    #[test]
    fn a_machine_without_treadmill_data_says_so() {
        let frame = Frame { id: DISCOVER_CHARACTERISTICS, sequence: 1, code: 3, payload: Vec::new() };
        assert_eq!(meaning(&frame), [Event::Up, Event::Missing(Characteristic::TreadmillData)]);
        let mut foreign = uuid(0x2ACD).to_vec();
        foreign[15] = 0;
        assert_eq!(number(&foreign), None);
    }
}
