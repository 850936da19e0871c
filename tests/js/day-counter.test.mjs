// The counter of the day asks while somebody looks, starts at a random moment, and reads nothing aloud at every tick.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { DayCounter, written } from "../../static/js/day-counter.js";

const WORDS = {
  address: "/dagen/2026/tall.json",
  few: "under 5",
  fetched: "Oppdatert {time}.",
  clock: "kl. {hour}.{minute}",
  stop: "Stopp oppdateringen",
  start: "Start oppdateringen",
  spoken: "{asked} er spurt. {answered} har svart.",
  failed: "Fikk ikke hentet nye tall.",
  ended: "Tellingen er ferdig.",
};

function part(textContent = "") {
  const listeners = {};
  return {
    textContent,
    hidden: false,
    addEventListener: (name, heard) => {
      listeners[name] = heard;
    },
    click: () => listeners.click(),
  };
}

/** A page with the counter on it, and a server that says what `told` holds. */
function page(told) {
  const parts = { asked: part("10"), answered: part("5") };
  for (const name of ["toggle", "refresh", "every", "updated", "rounded", "spoken"]) {
    parts[name] = part();
  }
  const heard = {};
  const asked = { times: 0 };
  globalThis.document = { hidden: false, addEventListener: (name, deed) => (heard[name] = deed) };
  globalThis.fetch = async () => {
    asked.times += 1;
    if (told.fails) {
      throw new Error("no network");
    }
    return {
      ok: true,
      json: async () => ({ live: true, rounded: false, at: asked.times, ...told }),
    };
  };
  const hero = {
    dataset: WORDS,
    querySelector: (css) => parts[css.match(/number="(\w+)"/)?.[1] ?? css.match(/data-(\w+)/)[1]],
  };
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000_000 });
  new DayCounter(hero, () => 0.5);
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.resolve();
    }
  };
  const pass = async (seconds) => {
    mock.timers.tick(seconds * 1000);
    await settle();
  };
  const hide = (hidden) => {
    document.hidden = hidden;
    heard.visibilitychange();
  };
  return { parts, asked, pass, hide };
}

test("numbers are written as the server writes them", () => {
  assert.equal(written(1234567, WORDS), "1\u00a0234\u00a0567");
  assert.equal(written(999, WORDS), "999");
  assert.equal(written(null, WORDS), "under 5");
});

test("it asks at a moment of its own, and then every twenty seconds", async (t) => {
  t.after(() => mock.timers.reset());
  const { parts, asked, pass } = page({ asked: 3104, answered: null });
  await pass(9);
  assert.equal(asked.times, 0);
  await pass(1);
  assert.equal(asked.times, 1);
  assert.equal(parts.asked.textContent, "3\u00a0104");
  assert.equal(parts.answered.textContent, "under 5");
  assert.match(parts.updated.textContent, /^Oppdatert kl\. \d\d\.\d\d\.$/);
  await pass(20);
  assert.equal(asked.times, 2);
});

test("it is silent while hidden, and asks at once when it is seen again", async (t) => {
  t.after(() => mock.timers.reset());
  const { asked, pass, hide } = page({ asked: 20, answered: 10 });
  hide(true);
  await pass(600);
  assert.equal(asked.times, 0);
  hide(false);
  await pass(0);
  assert.equal(asked.times, 1);
});

test("it stops when somebody says so, and stays stopped", async (t) => {
  t.after(() => mock.timers.reset());
  const { parts, asked, pass, hide } = page({ asked: 20, answered: 10 });
  parts.toggle.click();
  assert.equal(parts.toggle.textContent, WORDS.start);
  hide(true);
  hide(false);
  await pass(600);
  assert.equal(asked.times, 0);
  parts.toggle.click();
  await pass(0);
  assert.equal(asked.times, 1);
});

test("what changes is said aloud at most once a minute", async (t) => {
  t.after(() => mock.timers.reset());
  const told = { asked: 20, answered: 10 };
  const { parts, pass } = page(told);
  await pass(10);
  await pass(20);
  assert.equal(parts.spoken.textContent, "");
  await pass(20);
  await pass(20);
  assert.equal(parts.spoken.textContent, "20 er spurt. 10 har svart.");
  told.asked = 25;
  await pass(20);
  assert.equal(parts.spoken.textContent, "20 er spurt. 10 har svart.");
  await pass(20);
  await pass(20);
  assert.equal(parts.spoken.textContent, "25 er spurt. 10 har svart.");
});

test("an older answer of another process is not shown", async (t) => {
  t.after(() => mock.timers.reset());
  const told = { asked: 20, answered: 10, at: 100 };
  const { parts, pass } = page(told);
  await pass(10);
  Object.assign(told, { asked: 15, at: 90 });
  await pass(20);
  assert.equal(parts.asked.textContent, "20");
});

test("without network it waits longer each time, and says so; when counting ends, it ends", async (t) => {
  t.after(() => mock.timers.reset());
  const told = { asked: 20, answered: 10, fails: true };
  const { parts, asked, pass } = page(told);
  await pass(10);
  assert.equal(parts.updated.textContent, WORDS.failed);
  await pass(39);
  assert.equal(asked.times, 1);
  await pass(1);
  assert.equal(asked.times, 2);
  Object.assign(told, { fails: false, live: false });
  await pass(80);
  assert.equal(parts.updated.textContent, WORDS.ended);
  assert.equal(parts.toggle.hidden, true);
  await pass(600);
  assert.equal(asked.times, 3);
});
