// Keeps the files pages are made of, and one page for when Filbert cannot be reached. Nothing of the house is kept: pages, lists and files always come fresh.
const KEPT = ASSETS;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([
    OFFLINE, `${ASSETS}styles/tokens.css`, `${ASSETS}styles/base.css`, `${ASSETS}styles/layout.css`, `${ASSETS}styles/parts.css`, `${ASSETS}icons/filbert.svg`,
  ])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (new URL(request.url).pathname.startsWith(ASSETS)) {
    event.respondWith(caches.match(request).then((found) => found || fetch(request).then((fresh) => {
      if (fresh.ok) {
        const copy = fresh.clone();
        caches.open(KEPT).then((kept) => kept.put(request, copy));
      }
      return fresh;
    })));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  }
});
