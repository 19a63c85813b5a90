//! Drives a Chromium of its own over its debugging pipe, with no driver between: under chromedriver the chooser of
//! Bluetooth devices never opens, and what Chromium emulates of Bluetooth is spoken only here.
#![allow(clippy::indexing_slicing, reason = "a JSON value has null where nothing is")]

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::{broadcast, oneshot};

use crate::chromium::{ARGUMENTS, kill_all_of};

/// No answer takes longer.
const PATIENCE: Duration = Duration::from_secs(30);

type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// A browser; ended, processes and all, when dropped.
#[derive(Debug)]
pub struct Devtools {
    pipe: tokio::sync::Mutex<ChildStdin>,
    waiting: Waiting,
    events: broadcast::Sender<Arc<Value>>,
    next: AtomicU64,
    profile: std::path::PathBuf,
    _browser: Child,
}

impl Devtools {
    /// Starts one with `profile` as its folder.
    pub async fn start(profile: &Path, more: &[&str]) -> Result<Arc<Self>> {
        // The browser reads commands at its descriptor 3 and answers at 4; a shell puts our pipes there.
        let mut browser = Command::new("sh")
            .args([
                "-c",
                "exec chromium --remote-debugging-pipe \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1",
                "sh",
            ])
            .args(ARGUMENTS)
            .args(more)
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let pipe = browser.stdin.take().context("it has an input")?;
        let mut answers = BufReader::new(browser.stdout.take().context("it has an output")?);
        let waiting = Waiting::default();
        let (events, _) = broadcast::channel(4096);
        let (asked, heard) = (Arc::clone(&waiting), events.clone());
        tokio::spawn(async move {
            let mut line = Vec::new();
            while answers.read_until(0, &mut line).await.is_ok_and(|count| count > 0) {
                line.pop();
                if let Ok(message) = serde_json::from_slice::<Value>(&line) {
                    match message.get("id").and_then(Value::as_u64) {
                        Some(id) => {
                            let one = asked.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
                            let _ = one.map(|one| one.send(message));
                        }
                        None => drop(heard.send(Arc::new(message))),
                    }
                }
                line.clear();
            }
        });
        let devtools = Self {
            pipe: tokio::sync::Mutex::new(pipe),
            waiting,
            events,
            next: AtomicU64::new(1),
            profile: profile.to_owned(),
            _browser: browser,
        };
        devtools.call(None, "Browser.getVersion", json!({})).await.context("Chromium did not start")?;
        Ok(Arc::new(devtools))
    }

    /// Everything the browser tells from now on.
    pub fn events(&self) -> broadcast::Receiver<Arc<Value>> {
        self.events.subscribe()
    }

    /// One command, to the browser or to a page's session, and its answer.
    pub async fn call(&self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (send, answer) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(id, send);
        let mut text = serde_json::to_vec(&message)?;
        text.push(0);
        self.pipe.lock().await.write_all(&text).await?;
        let mut answer = tokio::time::timeout(PATIENCE, answer)
            .await
            .with_context(|| format!("{method}: no answer"))?
            .with_context(|| format!("{method}: the browser ended"))?;
        ensure!(answer.get("error").is_none(), "{method}: {}", answer["error"]);
        Ok(answer["result"].take())
    }

    /// A new page, with this script run in it before anything of its own.
    pub async fn page(self: &Arc<Self>, script: &str) -> Result<Page> {
        let target = self.call(None, "Target.createTarget", json!({ "url": "about:blank" })).await?;
        let attached = self
            .call(None, "Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }))
            .await?;
        let session = attached["sessionId"].as_str().context("a session")?.to_owned();
        let page = Page { devtools: Arc::clone(self), session };
        for domain in ["Page.enable", "Runtime.enable", "DeviceAccess.enable"] {
            page.call(domain, json!({})).await?;
        }
        page.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await?;
        Ok(page)
    }
}

impl Drop for Devtools {
    fn drop(&mut self) {
        kill_all_of(&self.profile);
    }
}

/// A page of it.
#[derive(Clone, Debug)]
pub struct Page {
    devtools: Arc<Devtools>,
    /// Its session, by which its events are known.
    pub session: String,
}

impl Page {
    /// One command to the page.
    pub async fn call(&self, method: &str, parameters: Value) -> Result<Value> {
        self.devtools.call(Some(&self.session), method, parameters).await
    }

    /// Opens an address.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.call("Page.navigate", json!({ "url": address })).await?;
        Ok(())
    }

    /// The value of an expression; a promise is waited for.
    pub async fn ask(&self, expression: &str) -> Result<Value> {
        let asked = json!({ "expression": expression, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.call("Runtime.evaluate", asked).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("the page refused: {expression}: {thrown}");
        }
        Ok(answer["result"]["value"].take())
    }

    /// Waits until an expression is true in the page; gives its value.
    pub async fn until(&self, expression: &str, seconds: u64) -> Result<Value> {
        let began = Instant::now();
        loop {
            let value = self.ask(&format!("({expression}) || null")).await.unwrap_or_default();
            if !value.is_null() {
                return Ok(value);
            }
            if began.elapsed() > Duration::from_secs(seconds) {
                let text = self.ask("document.body.innerText").await?;
                bail!("waited {seconds} s for {expression}; the page says: {text}");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Goes to a screen of the app.
    pub async fn go(&self, screen: &str) -> Result<()> {
        self.ask(&format!("location.hash = '{screen}'")).await?;
        self.until(&format!("location.hash === '{screen}' && document.querySelector('#main h1')"), 60)
            .await?;
        Ok(())
    }

    /// Presses what a selector finds, once it is there, with a real mouse: a chooser opens for nothing less.
    pub async fn press(&self, selector: &str, seconds: u64) -> Result<()> {
        let place = self
            .until(
                &format!(
                    "(() => {{ const it = document.querySelector({selector:?}); if (!it) return; \
                     it.scrollIntoView({{ block: 'nearest' }}); const {{ x, y, width, height }} = it.getBoundingClientRect(); \
                     return width ? [x + width / 2, y + height / 2] : null; }})()"
                ),
                seconds,
            )
            .await?;
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event).await?;
        }
        Ok(())
    }

    /// A picture of what is to be seen, as PNG, if somebody wants to look: `RETROWALK_SCREENSHOTS` names the folder.
    pub async fn look(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("RETROWALK_SCREENSHOTS") else { return Ok(()) };
        let picture = self.call("Page.captureScreenshot", json!({ "format": "png" })).await?;
        let bytes = base64::Engine::decode(
            &base64::prelude::BASE64_STANDARD,
            picture["data"].as_str().context("a picture")?,
        )?;
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), bytes)?;
        Ok(())
    }
}
