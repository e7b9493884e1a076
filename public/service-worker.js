// Handles one case only: a page is requested and the network is gone. It lets all other requests through, and caches
// nothing but the offline page: no response is stale after a deployment, and nobody's todos stay in a browser.

// Ends with the start of the page's SHA-256, so that a changed page is fetched. A test compares the two.
const cacheName = "offline-ff822620";
const offlinePage = "/offline.html";

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  if (event.request.mode === "navigate") event.respondWith(navigate(event));
});

async function keepPage() {
  const cache = await caches.open(cacheName);
  await cache.add(new Request(offlinePage, { cache: "reload", credentials: "omit" }));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)));
  // The request starts at once instead of after this script.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function navigate(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const page = await caches.match(offlinePage);
    if (page === undefined) throw error;
    return page;
  }
}
