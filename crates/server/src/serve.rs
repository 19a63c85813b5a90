//! Starts and ends everything: opens the records, listens, says where, and closes them again.

use std::io::{ErrorKind, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::{Router, middleware};
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use records::{Opened, Place, Store};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::api;
use crate::assets::Pages;
use crate::guard::{Door, guard};
use crate::phone::{self, pairing};

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address to listen at.
    pub host: IpAddr,
    /// Its port.
    pub port: u16,
    /// Where the walks are kept.
    pub place: Place,
    /// The folder for what belongs to this server alone: the phones' key and certificate.
    pub folder: PathBuf,
    /// Where the app's files come from.
    pub pages: Pages,
    /// Whether and how phones on the same network come in.
    pub phones: Option<PhoneAccess>,
}

/// How phones on the same network come in.
#[derive(Debug, Clone)]
pub struct PhoneAccess {
    /// The port for HTTPS; the page that explains it is at the next one.
    pub port: u16,
    /// The address they use, where the machine has several.
    pub address: Option<Ipv4Addr>,
    /// A certificate of the operator's own; without one this program makes its own authority.
    pub certificate: Option<Certificate>,
}

/// A certificate every phone trusts already.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// The certificate and those between it and its root, PEM.
    pub chain: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
    /// The name it is for.
    pub name: String,
}

/// How long open requests may take after Ctrl-C.
const LAST_REQUESTS: Duration = Duration::from_secs(2);

/// How long a connection may say nothing. A phone that left the network never says that it did.
const SILENCE: Duration = Duration::from_secs(10);

/// How often the phones' door is tried that could not be opened.
const DOOR_AGAIN: Duration = Duration::from_secs(10);

/// Serves until Ctrl-C; `ready` is called with the address as soon as it answers.
pub fn serve(settings: &Settings, ready: impl FnOnce(&str)) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("no runtime")?;
    let served = runtime.block_on(run(settings, ready));
    runtime.shutdown_timeout(LAST_REQUESTS);
    served
}

async fn run(settings: &Settings, ready: impl FnOnce(&str)) -> Result<()> {
    let address = SocketAddr::new(settings.host, settings.port);
    let listener = listen(address).await?;
    let address = listener.local_addr()?;
    let opened = Opened::at(settings.place.clone()).await?;
    if let Some(aside) = &opened.set_aside {
        eprintln!(
            "The walks in {} could not be read: the file is damaged. It was kept as {}, and a new one begun. Each \
             phone sends the walks it still has with its next one. To put a backup back, end this program first.",
            settings.place,
            aside.display()
        );
    }
    let store = opened.store.with_files_in(settings.folder.clone());
    let shown = if address.ip().is_unspecified() {
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port())
    } else {
        address
    };
    say(&format!("Retrowalk is at http://{shown} (walks are kept in {}). Ctrl-C ends it.", settings.place));

    let handle = Handle::new();
    let app = app(store.clone(), settings.pages.clone(), door(address));
    let local = while_spoken_to(Server::from_listener(listener), &handle).serve(app.into_make_service());
    let local = tokio::spawn(local);
    ready(&format!("http://{shown}"));

    tokio::select! {
        () = let_phones_in(settings, &store, &handle) => {}
        () = wait_for_the_end() => {}
    }
    say("\nEnding; walks are safe.");
    handle.graceful_shutdown(Some(LAST_REQUESTS));
    let _ = local.await;
    // A database that stalls does not keep the program from ending.
    let _ = timeout(LAST_REQUESTS, store.close()).await;
    Ok(())
}

/// Opens the phones' door as soon as that can be done: a machine that has just started may be on no network yet.
async fn let_phones_in(settings: &Settings, store: &Store, handle: &Handle<SocketAddr>) {
    let mut told = String::new();
    while let Some(access) = &settings.phones {
        match phone::open(access, settings, store, handle) {
            Ok(text) => {
                say(&format!("\n{text}"));
                break;
            }
            Err(why) => {
                let why = format!("\nA phone cannot come in now: {why:#}. It is tried again and again.");
                if why != told {
                    say(&why);
                    told = why;
                }
            }
        }
        tokio::time::sleep(DOOR_AGAIN).await;
    }
    std::future::pending::<()>().await;
}

/// A server that lets go of whoever says nothing. It speaks HTTP/1.1 alone: who has not said yet which version it speaks would
/// be waited for without end.
pub(crate) fn while_spoken_to<A>(
    server: Server<SocketAddr, A>,
    handle: &Handle<SocketAddr>,
) -> Server<SocketAddr, A> {
    let mut server = server.handle(handle.clone()).http1_only();
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(SILENCE);
    server
}

/// Says a line to whoever started the program; nobody listening is no reason to stop.
fn say(line: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// The app, its records, and who may come in.
pub(crate) fn app(store: Store, pages: Pages, door: Door) -> Router {
    let pair = match &door {
        Door::Paired(key) => pairing::key_route(key.clone()),
        Door::Local(_) | Door::Open => Router::new(),
    };
    Router::new()
        .fallback(|State(pages): State<Pages>, uri: Uri, headers: HeaderMap| async move {
            pages.answer(uri.path(), &headers)
        })
        .with_state(pages)
        .nest("/api", api::routes(store))
        .merge(pair)
        .layer(middleware::from_fn_with_state(door, guard))
}

fn door(address: SocketAddr) -> Door {
    if !address.ip().is_loopback() {
        return Door::Open;
    }
    Door::Local(Arc::new([
        "localhost".to_owned(),
        "127.0.0.1".to_owned(),
        "[::1]".to_owned(),
        address.ip().to_string(),
    ]))
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    let error = match TcpListener::bind(address).await {
        Ok(listener) => return Ok(listener),
        Err(error) => error,
    };
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse if is_retrowalk(address).await => {
            bail!(
                "retrowalk is already running: open http://{address}, or start a second one with --port {}",
                port.wrapping_add(1)
            )
        }
        ErrorKind::AddrInUse => bail!(
            "port {port} is taken by another program. End that program, or choose another port: retrowalk serve --port {}",
            port.wrapping_add(1)
        ),
        ErrorKind::PermissionDenied => {
            bail!(
                "port {port} may not be used by this user. Choose one above 1023: retrowalk serve --port 8088"
            )
        }
        ErrorKind::AddrNotAvailable => {
            bail!("this machine has no address {}. Leave --host out to serve this machine only", address.ip())
        }
        _ => Err(error).with_context(|| format!("could not listen at {address}")),
    }
}

/// Asks whoever holds the port who it is.
async fn is_retrowalk(address: SocketAddr) -> bool {
    let ask = async {
        let mut stream = TcpStream::connect(address).await?;
        let request = format!("GET /api/health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.take(4096).read_to_string(&mut answer).await?;
        std::io::Result::Ok(answer)
    };
    let answer = timeout(Duration::from_millis(500), ask).await;
    answer.is_ok_and(|answer| answer.is_ok_and(|answer| answer.contains("\"retrowalk\"")))
}

/// Ctrl-C, or the system asking the program to end.
async fn wait_for_the_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
