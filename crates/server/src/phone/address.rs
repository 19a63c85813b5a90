//! This machine's address on the home network.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use anyhow::{Context as _, Result, bail};

/// The address from which this machine would talk to others. No packet is sent: 192.0.2.1 is for documentation only
/// (RFC 5737). An address the whole internet can reach is refused: walks are not offered there.
pub(crate) fn on_the_home_network() -> Result<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).context("this machine has no network")?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).context("this machine is on no network")?;
    match socket.local_addr()?.ip() {
        IpAddr::V4(address) if address.is_private() || address.is_link_local() => Ok(address),
        address => bail!(
            "{address} is no address of a home network, and walks are not offered to the whole internet"
        ),
    }
}
