// Starts the app, and keeps it for walks without a network.
globalThis.retrowalkFiles = './{{APP}}/';
globalThis.retrowalkVoices = './{{VOICES}}/';
// The page's own words are painted first; a hidden page paints nothing and does not wait for it.
await Promise.race([new Promise(requestAnimationFrame), new Promise(done => setTimeout(done, 200))]);
await new Promise(done => setTimeout(done));
try {
  const { default: init } = await import('./{{APP}}/app.js');
  await init({ module_or_path: new URL('./{{APP}}/app_bg.wasm', import.meta.url) });
} catch (error) {
  document.querySelector('#not-whole').hidden = false;
  throw error;
}
if ('serviceWorker' in navigator) navigator.serviceWorker.register('./sw.js');
