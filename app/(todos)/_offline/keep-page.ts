import { offlineCache } from "#app/_client/device/device-storage.ts";

const page = "/offline-list";

/**
 * Puts the page that opens without a network into the cache, with all code that it may load. Files that are there
 * already aren't loaded again. Does nothing where the browser has no service worker.
 */
export async function keepPage(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.ready;
  try {
    const response = await fetch(page, { credentials: "omit" });
    if (!response.ok || response.redirected) return;
    const html = await response.clone().text();
    const cache = await caches.open(offlineCache);
    const wanted = await keepFiles(cache, filesIn(html));
    await cache.put(page, response);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (pathname !== page && !wanted.has(pathname)) await cache.delete(url);
    }
  } catch {
    // Without a network, or without room, the next visit tries again.
  }
}

/** Caches the files, and those that they name. */
async function keepFiles(cache: Cache, first: readonly string[]): Promise<ReadonlySet<string>> {
  const wanted = new Set(first);
  // Grows while it is walked through.
  for (const path of wanted) {
    const response = (await cache.match(path)) ?? (await fetch(path));
    if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
    if (path.endsWith(".js")) for (const file of filesIn(await response.clone().text())) wanted.add(file);
    await cache.put(path, response);
  }
  return wanted;
}

function filesIn(text: string): string[] {
  return [...text.matchAll(/static\/chunks\/[\w~.-]+\.(?:js|css)/g)].map(([file]) => `/_next/${file}`);
}
