//! Records that outlive the page: `IndexedDB`, with a drawer for finished walks and one for the walk that is going on.

use super::js;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction};

const NAME: &str = "retrowalk";
const VERSION: u32 = 4;

/// A drawer of the store. Everything in it is JSON text under a key, but for motion: bytes, in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawer {
    /// Finished walks, by id.
    Walks,
    /// The walk that is going on, line by line in the order it was written.
    Journal,
    /// What the server has not been told yet, by the id of the walk or entry.
    Outbox,
    /// The raw motion of walks, part by part.
    Motion,
    /// What the walker chose, once more: a browser that is killed forgets the last seconds of its small store.
    Settings,
    /// What the coach keeps beside walks, by id.
    Coach,
}

impl Drawer {
    pub(crate) const ALL: [Drawer; 6] =
        [Drawer::Walks, Drawer::Journal, Drawer::Outbox, Drawer::Motion, Drawer::Settings, Drawer::Coach];

    const fn name(self) -> &'static str {
        match self {
            Drawer::Walks => "walks",
            Drawer::Journal => "journal",
            Drawer::Outbox => "outbox",
            Drawer::Motion => "motion",
            Drawer::Settings => "settings",
            Drawer::Coach => "coach",
        }
    }
}

/// Why something could not be kept or read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The phone has no room left for this app.
    Full,
    /// The browser does not let this page keep anything: a private window, or switched off.
    Closed(String),
}

impl Trouble {
    fn from_js(error: &JsValue) -> Trouble {
        match js::get(error, "name").and_then(|name| name.as_string()).as_deref() {
            Some("QuotaExceededError") => Trouble::Full,
            _ => Trouble::Closed(js::said(error)),
        }
    }
}

/// The open store. Clones are the same store.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    database: Rc<IdbDatabase>,
}

impl Store {
    /// Opens the store, making the drawers the first time.
    pub(crate) async fn open() -> Result<Store, Trouble> {
        let closed = || Trouble::Closed("IndexedDB".to_owned());
        let factory: IdbFactory =
            js::get(&js_sys::global(), "indexedDB").ok_or_else(closed)?.unchecked_into();
        let opening = factory.open_with_u32(NAME, VERSION).map_err(|error| Trouble::from_js(&error))?;
        let request = opening.clone();
        let _making = js::listen(&opening, "upgradeneeded", move |_| {
            if let Ok(database) = request.result().map(JsCast::unchecked_into::<IdbDatabase>) {
                for drawer in Drawer::ALL {
                    // One that is there already refuses, and stays as it is.
                    let _ = database.create_object_store(drawer.name());
                }
            }
        });
        let database: IdbDatabase = finished(&opening).await?.unchecked_into();
        Ok(Store { database: Rc::new(database) })
    }

    /// Keeps `text` under `key`; returns when it is on the disk.
    pub(crate) async fn put(&self, drawer: Drawer, key: &str, text: &str) -> Result<(), Trouble> {
        self.change(drawer, |store| store.put_with_key(&text.into(), &key.into())).await
    }

    /// What is kept under `key`.
    pub(crate) async fn get(&self, drawer: Drawer, key: &str) -> Result<Option<String>, Trouble> {
        Ok(self.read(drawer, |store| store.get(&key.into())).await?.as_string())
    }

    /// Forgets `key`.
    pub(crate) async fn remove(&self, drawer: Drawer, key: &str) -> Result<(), Trouble> {
        self.change(drawer, |store| store.delete(&key.into())).await
    }

    /// Empties a drawer.
    pub(crate) async fn clear(&self, drawer: Drawer) -> Result<(), Trouble> {
        self.change(drawer, IdbObjectStore::clear).await
    }

    /// Keeps one part of what belongs to `id`.
    pub(crate) async fn put_part(
        &self,
        drawer: Drawer,
        id: &str,
        part: usize,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        let (key, bytes) = (format!("{id}/{part:08}"), js_sys::Uint8Array::from(bytes));
        self.change(drawer, |store| store.put_with_key(&bytes, &key.into())).await
    }

    /// The parts of what belongs to `id`, in their order.
    pub(crate) async fn parts(&self, drawer: Drawer, id: &str) -> Result<Vec<Vec<u8>>, Trouble> {
        let range = parts_of(id)?;
        let found = self.read(drawer, |store| store.get_all_with_key(&range)).await?;
        Ok(js_sys::Array::from(&found).iter().map(|part| js_sys::Uint8Array::new(&part).to_vec()).collect())
    }

    /// Forgets every part of what belongs to `id`.
    pub(crate) async fn remove_parts(&self, drawer: Drawer, id: &str) -> Result<(), Trouble> {
        let range = parts_of(id)?;
        self.change(drawer, |store| store.delete(&range)).await
    }

    /// Whether there are parts of what belongs to `id`, beside the first.
    pub(crate) async fn has_parts(&self, drawer: Drawer, id: &str) -> Result<bool, Trouble> {
        let range = parts_of(id)?;
        let count = self.read(drawer, |store| store.count_with_key(&range)).await?;
        Ok(count.as_f64().is_some_and(|count| count > 1.0))
    }

    /// The keys of a drawer, in their order.
    pub(crate) async fn keys(&self, drawer: Drawer) -> Result<Vec<String>, Trouble> {
        Ok(texts(&self.read(drawer, IdbObjectStore::get_all_keys).await?))
    }

    async fn read(
        &self,
        drawer: Drawer,
        ask: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<JsValue, Trouble> {
        let transaction = self.transaction(drawer, "readonly")?;
        let store = transaction.object_store(drawer.name()).map_err(|error| Trouble::from_js(&error))?;
        finished(&ask(&store).map_err(|error| Trouble::from_js(&error))?).await
    }

    /// Everything in a drawer with its key, in the order of the keys.
    pub(crate) async fn all(&self, drawer: Drawer) -> Result<Vec<(String, String)>, Trouble> {
        let transaction = self.transaction(drawer, "readonly")?;
        let store = transaction.object_store(drawer.name()).map_err(|error| Trouble::from_js(&error))?;
        let keys = store.get_all_keys().map_err(|error| Trouble::from_js(&error))?;
        let values = store.get_all().map_err(|error| Trouble::from_js(&error))?;
        // Both are asked for before either is awaited: the transaction ends when it is left with nothing to do.
        let (keys, values) = futures_util::future::join(finished(&keys), finished(&values)).await;
        Ok(texts(&keys?).into_iter().zip(texts(&values?)).collect())
    }

    async fn change(
        &self,
        drawer: Drawer,
        ask: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Result<(), Trouble> {
        let transaction = self.transaction(drawer, "readwrite")?;
        let store = transaction.object_store(drawer.name()).map_err(|error| Trouble::from_js(&error))?;
        ask(&store).map_err(|error| Trouble::from_js(&error))?;
        completed(&transaction).await
    }

    fn transaction(&self, drawer: Drawer, mode: &str) -> Result<IdbTransaction, Trouble> {
        // "strict" waits for the disk itself, so that a battery that dies takes nothing that was said to be kept.
        let options = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&options, &"durability".into(), &"strict".into());
        js::call(&self.database, "transaction", &[drawer.name().into(), mode.into(), options.into()])
            .map(JsCast::unchecked_into)
            .ok_or_else(|| Trouble::Closed("transaction".to_owned()))
    }
}

fn texts(list: &JsValue) -> Vec<String> {
    js_sys::Array::from(list).iter().map(|item| item.as_string().unwrap_or_default()).collect()
}

/// The keys of the parts of what belongs to `id`.
fn parts_of(id: &str) -> Result<IdbKeyRange, Trouble> {
    // The character after the slash ends the range.
    IdbKeyRange::bound(&format!("{id}/").into(), &format!("{id}0").into())
        .map_err(|error| Trouble::from_js(&error))
}

/// A request's result, once it has one.
async fn finished(request: &IdbRequest) -> Result<JsValue, Trouble> {
    first_of(request, "success", &["error", "blocked"]).await;
    match request.error() {
        Ok(Some(error)) => Err(Trouble::from_js(&error)),
        _ => request.result().map_err(|error| Trouble::from_js(&error)),
    }
}

/// Waits until what a transaction wrote is kept, or is known not to be.
async fn completed(transaction: &IdbTransaction) -> Result<(), Trouble> {
    if first_of(transaction, "complete", &["abort", "error"]).await {
        return Ok(());
    }
    Err(js::get(transaction, "error")
        .map_or_else(|| Trouble::Closed("transaction".to_owned()), |error| Trouble::from_js(&error)))
}

/// Whether `good` came before any of `bad`.
async fn first_of(target: &web_sys::EventTarget, good: &'static str, bad: &[&'static str]) -> bool {
    let (answer, answered) = futures_channel::oneshot::channel();
    let answer = Rc::new(std::cell::RefCell::new(Some(answer)));
    let tell = |name: &'static str, is_good: bool| {
        let answer = answer.clone();
        js::listen(target, name, move |_| {
            if let Some(answer) = answer.borrow_mut().take() {
                let _ = answer.send(is_good);
            }
        })
    };
    let _listening: Vec<_> =
        core::iter::once(tell(good, true)).chain(bad.iter().map(|name| tell(name, false))).collect();
    answered.await.unwrap_or(false)
}
