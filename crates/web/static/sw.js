// Keeps everything the app needs under one name per build, and the voice packs as they are first used. Other apps may live on
// the same host: a name says whose it is.
const home = new URL('./', self.location).href, OURS = `retrowalk ${home} `;
const NAME = OURS + '{{VERSION}}', VOICE = OURS + 'voice', VOICES = home + '{{VOICES}}/', FILES = [/*{{FILES}}*/];
// A page keeps the build it began with, and its caches: a new one waits until every page is closed.
self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(NAME), voices = await caches.open(VOICE);
  await cache.addAll(FILES.map(file => new Request(file, { cache: 'no-cache' })));
  // What is spoken here comes with the build, or it would be silent without a network. The first builds' names did not say whose.
  for (const { url } of [...await voices.keys(), ...await (await caches.open('retrowalk-voice')).keys()]) {
    const pack = VOICES + url.split('/').pop();
    if (!await voices.match(pack)) await voices.add(pack);
  }
})()));
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys())
    if (name.startsWith(OURS) ? name !== NAME && name !== VOICE : /^retrowalk-(voice|[0-9a-f]{16})$/.test(name)) await caches.delete(name);
  const voices = await caches.open(VOICE);
  for (const one of await voices.keys()) if (!one.url.startsWith(VOICES)) await voices.delete(one);
  await self.clients.claim();
})()));
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  // Pairing is the server's, like what it is asked and told.
  if (event.request.method !== 'GET' || !url.href.startsWith(home) || /\/api\/|\/pair$/.test(url.pathname)) return;
  event.respondWith((async () => {
    const voice = url.href.startsWith(VOICES);
    const cache = await caches.open(voice ? VOICE : NAME);
    const kept = await cache.match(event.request.mode === 'navigate' ? home : event.request, { ignoreSearch: true });
    if (kept) return kept;
    const fresh = await fetch(event.request);
    if (voice && fresh.ok) await cache.put(event.request, fresh.clone());
    return fresh;
  })());
});
