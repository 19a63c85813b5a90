// Keeps everything the app needs under one name per build; voice packs are kept as they are first used.
const NAME = 'retrowalk-{{VERSION}}', VOICE = 'retrowalk-voice', FILES = [/*{{FILES}}*/];
const home = new URL('./', self.location).href;
self.addEventListener('install', event => event.waitUntil((async () => {
  const cache = await caches.open(NAME);
  await cache.addAll(FILES.map(file => new Request(file, { cache: 'no-cache' })));
  // A page that guides a walk keeps the build it began with; the new one waits until every page is closed.
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!pages.some(page => new URL(page.url).hash.startsWith('#/walk'))) await self.skipWaiting();
})()));
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== NAME && name !== VOICE) await caches.delete(name);
  await self.clients.claim();
})()));
self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !url.href.startsWith(home) || url.pathname.includes('/api/')) return;
  event.respondWith((async () => {
    const voice = url.href.startsWith(home + 'voice/');
    const cache = await caches.open(voice ? VOICE : NAME);
    const kept = await cache.match(event.request.mode === 'navigate' ? home : event.request, { ignoreSearch: true });
    if (kept) return kept;
    const fresh = await fetch(event.request);
    if (voice && fresh.ok) await cache.put(event.request, fresh.clone());
    return fresh;
  })());
});
