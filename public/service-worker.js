// Handles one case only: a page is requested and the network is gone. The list's page then opens from what the list has
// put into a cache of its own (app/(todos)/_offline): a page without todos, which finds them in IndexedDB. Signing out
// deletes that cache. Every other page is answered by the offline page.

// Ends with the start of the page's SHA-256, so that a changed page is fetched. A test compares the two.
const cacheName = "offline-8908afb1";
const offlinePage = "/offline.html";
const listCacheName = "offline-list";
const listPage = "/offline-list";

self.addEventListener("install", (event) => {
  event.waitUntil(keepPage());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === "navigate") event.respondWith(navigate(event, pathname));
  else if (pathname.startsWith("/_next/static/")) event.respondWith(load(event.request));
});

async function keepPage() {
  const cache = await caches.open(cacheName);
  await cache.add(new Request(offlinePage, { cache: "reload", credentials: "omit" }));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name !== cacheName && name !== listCacheName).map((name) => caches.delete(name)),
  );
  // The request starts at once instead of after this script.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function navigate(event, pathname) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const list = pathname === "/" ? await caches.match(listPage) : undefined;
    const page = list ?? (await caches.match(offlinePage));
    if (page === undefined) throw error;
    return page;
  }
}

// Code and styles have a name of their own for each content, so what is in the cache is never stale.
async function load(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request.url);
    if (kept === undefined) throw error;
    return kept;
  }
}
