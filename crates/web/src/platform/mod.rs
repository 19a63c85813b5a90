//! The browser, one adapter a file. Nothing here knows about walking or about the user interface.

pub(crate) mod beat;
pub(crate) mod bluetooth;
pub(crate) mod clock;
pub(crate) mod files;
pub(crate) mod js;
pub(crate) mod kept_files;
pub(crate) mod location;
pub(crate) mod motion;
pub(crate) mod net;
pub(crate) mod only_one;
pub(crate) mod player;
pub(crate) mod small_store;
pub(crate) mod speech;
pub(crate) mod store;
pub(crate) mod vibration;
pub(crate) mod visibility;
pub(crate) mod wake_lock;
pub(crate) mod worker;
