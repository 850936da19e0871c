// The service worker of the page by the bed. Imported by /tell/sw.js, so it reaches no page outside /tell/. It opens the
// page without network, and sends what waits when the network is back, also with the page closed.

import { sendEverything } from "./sender.js";

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
    event.respondWith(part(request));
  }
});

async function keep(urls) {
  const cache = await caches.open(SHELL);
  const missing = await Promise.all(urls.map(async (url) => !(await cache.match(url))));
  await Promise.allSettled(urls.filter((_, at) => missing[at]).map((url) => cache.add(url)));
  await tidy(cache);
}

/** Lets go of the style sheets and scripts of earlier releases: those that no kept page names. */
async function tidy(cache) {
  const requests = await cache.keys();
  const answers = await Promise.all(requests.map((request) => cache.match(request)));
  const isPage = answers.map((answer) =>
    answer.headers.get("Content-Type")?.startsWith("text/html"),
  );
  const pages = await Promise.all(
    answers.filter((_, at) => isPage[at]).map((answer) => answer.text()),
  );
  const unnamed = requests.filter(
    ({ url }, at) => !isPage[at] && !pages.some((text) => text.includes(new URL(url).pathname)),
  );
  await Promise.all(unnamed.map((request) => cache.delete(request)));
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

/** A style sheet or script: what is kept under its address is what the address means, in every release. */
async function part(request) {
  return (await caches.match(request)) ?? fetch(request);
}
