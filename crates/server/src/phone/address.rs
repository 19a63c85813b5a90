//! This machine's address on the home network.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use anyhow::{Context as _, Result, bail};

/// Networks nobody on the internet can reach, as address and prefix: RFC 1918 (homes, offices), RFC 6598 (behind a
/// provider or a private overlay), RFC 3927 (no router), RFC 5737 (documentation, used by virtual machines), loopback.
pub(crate) const UNREACHABLE_FROM_OUTSIDE: [([u8; 4], u8); 7] = [
    ([10, 0, 0, 0], 8),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([100, 64, 0, 0], 10),
    ([169, 254, 0, 0], 16),
    ([192, 0, 2, 0], 24),
    ([127, 0, 0, 0], 8),
];

/// The address phones use: the one given, or the one from which this machine talks to others. An address the whole
/// internet can reach is refused: walks are not offered there.
pub(crate) fn on_the_home_network(given: Option<Ipv4Addr>) -> Result<Ipv4Addr> {
    let address = match given {
        Some(address) => address,
        None => outgoing()?,
    };
    if !is_unreachable_from_outside(address) {
        bail!(
            "{address} is no address of a home network, and walks are not offered to the whole internet. Name another \
             with --phone-address, or put the app on any HTTPS host: retrowalk export-app DIR"
        );
    }
    Ok(address)
}

/// No packet is sent: naming a peer only chooses the road, and 192.0.2.1 is nobody (RFC 5737).
fn outgoing() -> Result<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).context("this machine has no network")?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).context("this machine is on no network")?;
    match socket.local_addr()?.ip() {
        IpAddr::V4(address) => Ok(address),
        IpAddr::V6(address) => bail!("{address} is not an IPv4 address"),
    }
}

fn is_unreachable_from_outside(address: Ipv4Addr) -> bool {
    UNREACHABLE_FROM_OUTSIDE.into_iter().any(|(network, bits)| {
        let mask = u32::MAX << (32 - u32::from(bits));
        u32::from(address) & mask == u32::from(Ipv4Addr::from(network))
    })
}

#[cfg(test)]
mod tests {
    use super::on_the_home_network;

    #[test]
    fn phones_come_in_at_home_and_nowhere_else() {
        let allowed = |address: &str| on_the_home_network(Some(address.parse().unwrap())).is_ok();
        for address in ["192.168.1.5", "10.0.0.2", "172.31.255.1", "100.101.1.1", "127.0.0.1"] {
            assert!(allowed(address), "{address}");
        }
        for address in ["8.8.8.8", "172.32.0.1", "192.169.0.1", "100.128.0.1", "0.0.0.0", "255.255.255.255"] {
            assert!(!allowed(address), "{address}");
        }
    }
}
