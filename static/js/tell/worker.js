// The service worker of the page by the bed. Served as /tell/sw.js, so it reaches no page outside /tell/. It opens the
// page without network, and sends what waits when the network is back, also with the page closed.

import { sendEverything } from "../static/js/tell/sender.js";

const SHELL = "tell-1";
const PATIENCE = 3000; // ms to wait for the network before the kept page is shown

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then(async (names) => {
      await Promise.all(names.filter((name) => name !== SHELL).map((name) => caches.delete(name)));
      await clients.claim();
    }),
  );
});

addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) {
    event.waitUntil(keep(event.data.keep));
  }
});

addEventListener("sync", (event) => {
  if (event.tag === "tell") {
    event.waitUntil(sendEverything());
  }
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
  } else {
    event.respondWith(part(event));
  }
});

async function keep(urls) {
  const cache = await caches.open(SHELL);
  await Promise.allSettled(urls.map((url) => cache.add(new Request(url, { cache: "no-cache" }))));
}

/** A page under its address with the language that was asked for, and without what else follows "?". */
function named(request) {
  const { origin, pathname, searchParams } = new URL(request.url);
  const language = searchParams.get("lang");
  return language ? `${origin}${pathname}?lang=${encodeURIComponent(language)}` : origin + pathname;
}

/** The newest page where there is network, the kept one otherwise. A code that has ended takes its page with it. */
async function page(request) {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(named(request));
  try {
    const response = await fetch(request, kept ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (response.ok && !response.redirected) {
      await cache.put(named(request), response.clone());
    } else if ([404, 410].includes(response.status)) {
      await cache.delete(named(request));
    } else if (response.status >= 500 && kept) {
      return kept;
    }
    return response;
  } catch (error) {
    if (kept) {
      return kept;
    }
    throw error;
  }
}

/** A style sheet or script as it was kept, while a newer one is fetched for the next time. */
async function part(event) {
  const kept = await caches.match(event.request);
  if (!kept) {
    return fetch(event.request);
  }
  event.waitUntil(keep([event.request.url]));
  return kept;
}
