// Keeps the page's files, so that it works without a network. Built into `serviceWorker.js` with the names
// of all files, which have their hashes in them.
const files = [];
const name = "playground-VERSION";
/** esbuild is kept once someone used it. */
const isLarge = (file) => file.endsWith(".wasm");

addEventListener("install", (event) => {
  skipWaiting();
  const wanted = files.filter((file) => !isLarge(file));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(wanted)));
});

addEventListener("activate", (event) => {
  const removeOld = async () => {
    const old = (await caches.keys()).filter(
      (key) => key.startsWith("playground-") && key !== name,
    );
    await Promise.all(old.map((key) => caches.delete(key)));
    await clients.claim();
  };
  event.waitUntil(removeOld());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const file = pathname.slice(new URL(registration.scope).pathname.length);
  // The page itself names the others, so the newest is wanted.
  if (file === "" || file === "index.html") {
    const kept = () => caches.match("index.html", { cacheName: name });
    event.respondWith(fetch(request).catch(kept));
  } else if (files.includes(file)) event.respondWith(keptOrFetched(request));
});

async function keptOrFetched(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
