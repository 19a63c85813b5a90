// The same app in a worker: there it draws nothing, and makes a walk's sound.
import init from './{{APP}}/app.js';
globalThis.retrowalkFiles = './{{APP}}/';
globalThis.retrowalkVoices = './{{VOICES}}/';
init({ module_or_path: new URL('./{{APP}}/app_bg.wasm', import.meta.url) });
