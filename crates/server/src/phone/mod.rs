//! Lets a phone on the same network come in: HTTPS, since browsers give motion, wake lock and offline use only there.
//!
//! Reading order: `address` finds this machine's address on the home network, `authority` makes a certificate for it,
//! `pairing` explains to the phone how to trust it, and hands over the key without which no walk is given out.

mod address;
mod authority;
mod pairing;

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use records::Store;
use tokio::sync::watch;

use crate::guard::Door;
use crate::serve::{PhoneAccess, Settings, app};

/// Opens the phones' door; gives what to print: the address, its code, and how to use them safely.
pub(crate) fn open(
    access: &PhoneAccess,
    settings: &Settings,
    store: &Store,
    mut ended: watch::Receiver<()>,
) -> Result<String> {
    let here = address::on_the_home_network(access.address)?;
    let key: Arc<str> = pairing::key(&settings.folder)?.into();
    let tls = match &access.certificate {
        Some(own) => authority::from_files(&own.chain, &own.key)?,
        None => authority::make(&settings.folder, here)?,
    };
    let secure = listen(here, access.port)?;
    let secure_port = secure.local_addr()?.port();
    let name = access.certificate.as_ref().map_or_else(|| here.to_string(), |own| own.name.clone());
    let address = format!("https://{name}:{secure_port}");
    let router = app(store.clone(), settings.pages.clone(), Door::Paired(key.clone()))
        .merge(pairing::key_route(key.clone()));
    let handle = Handle::new();
    let server = axum_server::from_tcp_rustls(secure, RustlsConfig::from_config(Arc::new(tls.config)))?
        .handle(handle.clone())
        .serve(router.into_make_service());
    tokio::spawn(server);

    let scan = if let Some(fingerprint) = &tls.fingerprint {
        let plain = listen(here, if access.port == 0 { 0 } else { access.port.saturating_add(1) })?;
        let plain_address = format!("http://{}", plain.local_addr()?);
        let page = pairing::pages(&address, fingerprint, &tls.authority);
        plain.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(plain)?;
        let mut told = ended.clone();
        tokio::spawn(
            axum::serve(listener, page)
                .with_graceful_shutdown(async move {
                    let _ = told.changed().await;
                })
                .into_future(),
        );
        // What stands after # never leaves the phone, so the key does not travel unencrypted.
        format!("{plain_address}/#{key}")
    } else {
        format!("{address}/pair?key={key}")
    };
    tokio::spawn(async move {
        let _ = ended.changed().await;
        handle.graceful_shutdown(Some(std::time::Duration::from_secs(1)));
    });
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
