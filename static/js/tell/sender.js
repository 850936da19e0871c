// Sends what waits, in batches that may be sent again: the server counts each id once. Used by the page and by its
// service worker.

import { settle, waiting } from "./queue.js";

const MOST = 100;
const PATIENCE = 15_000;

async function post(url, rows) {
  const counts = rows.map(({ id, question, answer, at, undone }) => ({
    id,
    question,
    answer,
    at,
    undone,
  }));
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sent: new Date().toISOString(), counts }),
    credentials: "omit",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

/** Sends one batch. Gives {outcome: "sent" | "later" | "expired", today, old: how many were too old to be taken in}. */
export async function send(url, rows) {
  let response;
  try {
    response = await post(url, rows);
    if (response.ok) {
      const { kept, refused, old, today } = await response.json();
      await settle(rows, [...kept, ...refused, ...old]);
      return { outcome: "sent", today, old: old.length };
    }
  } catch {
    return { outcome: "later" };
  }
  return { outcome: [404, 410].includes(response.status) ? "expired" : "later" };
}

/** Sends all that waits of a team to where its code sends; asks for today's sums where nothing waits. */
export async function sendAll(team, url, heard) {
  for (;;) {
    const rows = (await waiting(team)).slice(0, MOST);
    const { outcome, today, old } = await send(url, rows);
    if (outcome !== "sent") {
      return outcome;
    }
    await heard(today, old);
    const [next] = await waiting(team);
    if (!next) {
      return outcome;
    }
    if (rows.some(({ id, rev }) => id === next.id && rev === next.rev)) {
      return "later"; // answered, and yet not settled: not now again
    }
  }
}

/** Sends what waits of every team, each through the code it was counted with last. */
export async function sendEverything() {
  const rows = await waiting();
  const urls = new Map(rows.map(({ team, url }) => [team, url]));
  for (const [team, url] of urls) {
    const outcome = await sendAll(team, url, () => {});
    if (outcome === "later") {
      throw new Error("not all could be sent"); // the browser tries again
    }
  }
}
