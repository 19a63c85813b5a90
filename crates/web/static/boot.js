// Starts the app, and keeps it for walks without a network.
import init from './{{APP}}/app.js';
globalThis.retrowalkFiles = './{{APP}}/';
init({ module_or_path: new URL('./{{APP}}/app_bg.wasm', import.meta.url) });
if ('serviceWorker' in navigator) navigator.serviceWorker.register('./sw.js');
