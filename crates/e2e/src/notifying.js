// Run in the page before the app: what a headless browser lacks, and what is measured.
(() => {
  // What is said aloud, since no voice is installed; nothing where it was cut off.
  globalThis.spoken = [];
  speechSynthesis.speak = speech => spoken.push(speech.text);
  speechSynthesis.cancel = () => spoken.push('');
  speechSynthesis.getVoices = () => [{ lang: 'en-US' }];

  const it = globalThis.BluetoothRemoteGATTCharacteristic?.prototype;
  if (!it) return;
  // Chromium's emulation can complete a read but not send a notification. So while the app is subscribed, a read is kept
  // waiting, which the emulated machine answers with its next notification; the event the app then hears is the real one.
  const { startNotifications, readValue } = it, subscribed = new WeakSet();
  it.startNotifications = async function () {
    const started = await startNotifications.call(this);
    if (subscribed.has(this)) return started;
    subscribed.add(this);
    (async () => {
      for (;;) try { await readValue.call(this); } catch { return subscribed.delete(this); }
    })();
    return started;
  };

  // How long each notification takes until the app has decided: its listener does all that follows before it returns.
  globalThis.decided = [];
  const timed = new WeakMap();
  it.addEventListener = function (name, then, ...more) {
    const both = event => { then(event); decided.push(performance.now() - event.timeStamp); };
    timed.set(then, both);
    return EventTarget.prototype.addEventListener.call(this, name, both, ...more);
  };
  it.removeEventListener = function (name, then, ...more) {
    return EventTarget.prototype.removeEventListener.call(this, name, timed.get(then) ?? then, ...more);
  };
})();
