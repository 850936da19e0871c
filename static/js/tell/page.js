// The page by the bed with scripts: a press is kept on the phone first and sent after, so it counts with or without
// network, and a second press by a glove does not.

import { add, latest, remember, remembered, undo, waiting } from "./queue.js";
import { sendAll } from "./sender.js";
import {
  announce,
  dayOf,
  drawAsOf,
  drawCard,
  drawDay,
  drawLast,
  drawStrip,
  numbered,
} from "./view.js";

const TWICE = 600; // ms within which a second press on a question is the same press
const BUZZ = 20; // ms
const SOON = 150; // ms: presses that follow at once go in one batch
const LONGEST = 60_000; // ms between two tries
const STALE = 30_000; // ms after which the sums of other phones are asked for again

const texts = document.body.dataset;
const { team, counts: url } = texts;
const cards = new Map(
  [...document.querySelectorAll("[data-question]")].map((card) => [
    Number(card.dataset.question),
    card,
  ]),
);
const bases = new Map(
  [...cards].map(([question, { dataset: d }]) => [
    question,
    { yes: Number(d.yes), total: Number(d.total), marks: d.marks },
  ]),
);
let day = texts.day;
let asOf = texts.at; // the server's moment of the sums that are shown
let heardAt = Date.now();
let timer = 0;
let sending = null;
let tries = 0;
let stuck = false;
let expired = false;
let tooOld = 0;
let held = { waits: 0, undoes: 0 };
// A count that a form made before the scripts came stands in the bar, and its own form undoes it.
let plain = !document.getElementById("undo").hidden;

async function draw() {
  const today = dayOf(new Date());
  if (today !== day) {
    day = today;
    for (const question of bases.keys()) {
      bases.set(question, { yes: 0, total: 0, marks: "" });
    }
    drawDay(day);
  }
  const rows = await waiting(team).catch(() => []); // the next drawing asks again
  for (const [question, card] of cards) {
    const mine = rows.filter((row) => row.question === question && dayOf(new Date(row.at)) === day);
    drawCard(card, bases.get(question), mine);
  }
  const last = await latest(team).catch(() => undefined);
  const question = last && cards.get(last.question)?.dataset.asks;
  if (question && !plain) {
    drawLast(last, question);
  }
  const waits = rows.filter(({ undone }) => !undone).length;
  const undoes = rows.length - waits;
  const cut = stuck || !navigator.onLine;
  drawStrip({ waits, undoes, stuck: cut, expired, tooOld });
  drawAsOf(asOf, cut && !expired);
  if (stuck) {
    held = { waits: Math.max(held.waits, waits), undoes: Math.max(held.undoes, undoes) };
  }
}

function show({ day: said, questions, at }) {
  if (said === dayOf(new Date())) {
    day = said;
    asOf = at;
    for (const [question, sums] of Object.entries(questions)) {
      bases.set(Number(question), sums);
    }
  }
}

async function heard(today, old) {
  heardAt = Date.now();
  tooOld += old;
  show(today);
  await remember({ team, url, ...today }).catch(() => {});
  await draw();
}

/** Takes up what the server said last, where this page is an older one that was kept on the phone. */
async function recall() {
  const kept = await remembered(team).catch(() => undefined);
  expired = kept?.url === url && kept.expired === true;
  if (kept?.questions && kept.at > asOf) {
    show(kept);
  }
}

async function flush() {
  clearTimeout(timer);
  sending ??= sendAll(team, url, heard)
    .catch(() => "later") // the phone's own store failed: what waits is still there
    .finally(() => {
      sending = null;
    });
  const outcome = await sending;
  stuck = outcome === "later";
  if (outcome === "expired") {
    await remember({ team, url, expired: true }).catch(() => {});
  }
  expired = outcome === "expired" || (expired && stuck);
  if (outcome === "sent" && held.waits + held.undoes > 0) {
    announce(numbered(held.waits, texts.textSent, texts.textSentOne, texts.textSentUndo));
    held = { waits: 0, undoes: 0 };
  }
  tries = stuck ? tries + 1 : 0;
  await draw();
  if (stuck) {
    soon(Math.min(LONGEST, 1000 * 2 ** tries) * (0.5 + Math.random() / 2));
    await later();
  } else if (outcome === "sent" && (await someWait())) {
    soon(0); // pressed just as the last answer came
  }
}

async function someWait() {
  return (await waiting(team).catch(() => [])).length > 0;
}

function soon(delay) {
  clearTimeout(timer);
  timer = setTimeout(flush, delay);
}

/** Asks the browser to send even if the page is closed, where it knows how to. */
async function later() {
  try {
    const worker = await navigator.serviceWorker?.getRegistration(texts.worker);
    await worker?.sync?.register("tell");
  } catch {
    // Not allowed here: the page sends when it is open again.
  }
}

/** Sends a form as it would go without scripts: where this phone has no room to keep a count. */
function plainly(form, answer) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "answer";
  field.value = answer ? "yes" : "no";
  form.append(field);
  form.submit();
}

async function press(card, form, answer) {
  const now = performance.now();
  if (expired) {
    announce(texts.textExpired);
    return;
  }
  if (now - (card.pressed ?? -TWICE) < TWICE) {
    return;
  }
  card.pressed = now;
  plain = false;
  navigator.vibrate?.(BUZZ);
  const row = {
    id: crypto.randomUUID(),
    team,
    url,
    question: Number(card.dataset.question),
    answer,
    at: new Date().toISOString(),
    undone: false,
    safe: false,
    rev: 1,
  };
  try {
    await add(row);
  } catch {
    plainly(form, answer);
    return;
  }
  announce(`${card.dataset.asks} ${answer ? texts.textYes : texts.textNo}`);
  await draw();
  soon(SOON);
}

async function takeBack() {
  const last = await latest(team);
  if (!last || last.undone) {
    return;
  }
  navigator.vibrate?.(BUZZ);
  await undo(last);
  announce(texts.textUndone);
  await draw();
  soon(0);
}

function attach() {
  for (const card of cards.values()) {
    for (const form of card.querySelectorAll("form")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        press(card, form, event.submitter?.value === "yes");
      });
    }
  }
  document.getElementById("undo").addEventListener("submit", (event) => {
    if (!plain) {
      event.preventDefault();
      takeBack();
    }
  });
  addEventListener("online", () => {
    tries = 0;
    flush();
  });
  addEventListener("offline", draw);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      if (stuck || Date.now() - heardAt > STALE) {
        flush();
      } else {
        draw();
      }
    }
  });
  setInterval(draw, STALE);
}

async function install() {
  const container = navigator.serviceWorker;
  if (!container) {
    return;
  }
  try {
    await container.register(texts.worker, { type: "module", updateViaCache: "none" });
    const { active } = await container.ready;
    const shell = [...document.querySelectorAll("link[href], script[src]")].map(
      ({ href, src }) => href ?? src,
    );
    active.postMessage({ keep: [texts.address, ...shell] });
  } catch {
    // Without a worker the page counts as before, but cannot be opened without network.
  }
}

// Without https there are no random ids here: then the forms count by themselves, while there is network.
if (crypto.randomUUID) {
  attach();
  performance.mark("tell-ready");
  await recall();
  await draw();
  if (expired || (await someWait())) {
    flush();
  }
  install();
}
