//! Lets a phone on the same network come in: HTTPS, since browsers give motion, wake lock and offline use only there.
//!
//! Reading order: `address` finds this machine's address on the home network, `authority` makes a certificate for it,
//! `pairing` explains to the phone how to trust it, and hands over the key without which no walk is given out.

mod address;
mod authority;
pub(crate) mod pairing;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use records::{Store, private};

use crate::guard::Door;
use crate::serve::{PhoneAccess, Settings, app, while_spoken_to};

/// Opens the phones' door; gives what to print: the address, its code, and how to use them safely.
pub(crate) fn open(
    access: &PhoneAccess,
    settings: &Settings,
    store: &Store,
    handle: &Handle<SocketAddr>,
) -> Result<String> {
    let here = address::on_the_home_network(access.address)?;
    private::folder(&settings.folder)
        .with_context(|| format!("could not make {}", settings.folder.display()))?;
    let key: Arc<str> = pairing::key(&settings.folder)?.into();
    let tls = match &access.certificate {
        Some(own) => authority::from_files(&own.chain, &own.key)?,
        None => authority::make(&settings.folder, here)?,
    };
    // Both or none: a door that is half open would be told as shut.
    let secure = listen(here, access.port)?;
    let plain = match tls.fingerprint {
        Some(_) => Some(listen(here, if access.port == 0 { 0 } else { access.port.saturating_add(1) })?),
        None => None,
    };
    let secure_port = secure.local_addr()?.port();
    let name = access.certificate.as_ref().map_or_else(|| here.to_string(), |own| own.name.clone());
    let address = format!("https://{name}:{secure_port}");
    let app = app(store.clone(), settings.pages.clone(), Door::Paired(key.clone()));
    let secure = axum_server::from_tcp_rustls(secure, RustlsConfig::from_config(Arc::new(tls.config)))?;
    let scan = if let (Some(plain), Some(fingerprint)) = (plain, &tls.fingerprint) {
        let plain_address = format!("http://{}", plain.local_addr()?);
        let pages = pairing::pages(&address, fingerprint, &tls.authority);
        let plain = while_spoken_to(axum_server::from_tcp(plain)?, handle);
        tokio::spawn(plain.serve(pages.into_make_service()));
        // What stands after # never leaves the phone, so the key does not travel unencrypted.
        format!("{plain_address}/#{key}")
    } else {
        format!("{address}/pair?key={key}")
    };
    tokio::spawn(while_spoken_to(secure, handle).serve(app.into_make_service()));
    let code = QrCode::new(&scan).context("the address does not fit a code")?;
    let code = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let trust = match &tls.fingerprint {
        Some(fingerprint) => format!(
            "It first shows how to trust this machine, once. Go on only if the fingerprint there is\n  {fingerprint}\n\
             The key for it never leaves {}; it is good for addresses of home networks only.\n",
            settings.folder.display()
        ),
        None => String::new(),
    };
    Ok(format!(
        "For a phone on the same network, scan this (motion and offline use need HTTPS):\n{code}\n  {scan}\n{trust}\
         The app on the phone belongs to this address: let your router give this machine always the same.\n\
         It keeps one person's walks: a second person needs a folder and ports of their own (--data, --port, --phone-port).\n\
         Whoever scans it can read and delete the walks kept here. Without phones: retrowalk serve --no-phone\n\
         Without a server at all: retrowalk export-app DIR, and put DIR on any HTTPS host."
    ))
}

fn listen(here: Ipv4Addr, port: u16) -> Result<TcpListener> {
    let address = SocketAddr::new(IpAddr::V4(here), port);
    let listener = TcpListener::bind(address)
        .with_context(|| format!("could not listen at {address}; choose another port with --phone-port"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
