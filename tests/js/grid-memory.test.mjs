// What is typed and not saved waits in the window: for the same numbers only, and not for who leaves by "Avbryt".
// The window and the table are stand-ins with no more than the module asks of them.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { attach } from "../../static/js/grid-memory.js";

const KEY = "grid:/teams/a/record";

class Store extends Map {
  getItem(key) {
    return this.get(key) ?? null;
  }
  setItem(key, value) {
    this.set(key, String(value));
  }
  removeItem(key) {
    this.delete(key);
  }
}

class Control {
  constructor(name, saved, value = saved) {
    Object.assign(this, { name, id: name, value, dataset: { saved }, heard: [] });
  }
  dispatchEvent(event) {
    this.heard.push(event.type);
  }
  toggleAttribute(_name, on) {
    if (on) {
      this.dataset.unsaved = "";
    } else {
      delete this.dataset.unsaved;
    }
  }
}

/** A table of the controls in a form; `theirs`: cells where a colleague's number was chosen. */
function grid(controls, { action = "/teams/a/record?period=2026-11-02", theirs = [] } = {}) {
  const note = { hidden: true };
  const cancel = { addEventListener: (_kind, press) => Object.assign(cancel, { press }) };
  const form = {
    getAttribute: () => action,
    addEventListener: (_kind, send) => Object.assign(form, { send }),
    querySelectorAll: () => [cancel],
    querySelector(css) {
      if (css === ".g-note") {
        return note;
      }
      if (css === "[data-unsaved]") {
        return controls.find((control) => "unsaved" in control.dataset) ?? null;
      }
      return theirs.some((cell) => css.includes(`"${cell}-choice"`)) ? {} : null;
    },
  };
  const table = {
    closest: () => form,
    querySelectorAll: () => controls,
    dataset: { waiting: "venter" },
  };
  return { memory: attach(table), form, cancel, note };
}

const kept = () => JSON.parse(sessionStorage.getItem(KEY));

beforeEach(() => {
  globalThis.sessionStorage = new Store();
  globalThis.CSS = { escape: (text) => text };
  // say() finds no live region in a window of tests, and says nothing.
  globalThis.document = { getElementById: () => null };
});

test("what is typed is marked and kept until it is what the server has", () => {
  const control = new Control("w45-1-n", "5");
  const { memory, note } = grid([control]);
  control.value = "7";
  memory.note(control);
  assert.deepEqual(kept(), { "w45-1-n": { value: "7", saved: "5" } });
  assert.ok("unsaved" in control.dataset);
  assert.equal(note.hidden, false);
  control.value = "5,0";
  memory.note(control);
  assert.equal(sessionStorage.getItem(KEY), null);
  assert.ok(!("unsaved" in control.dataset));
  assert.equal(note.hidden, true);
});

test("a page that is opened again has what was typed", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w45-1-n": { value: "7", saved: "5" } }));
  const control = new Control("w45-1-n", "5");
  grid([control]);
  assert.equal(control.value, "7");
  assert.deepEqual(control.heard, ["input"]);
});

test("another's number saved meanwhile is not written over", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w45-1-n": { value: "7", saved: "5" } }));
  const control = new Control("w45-1-n", "6");
  grid([control]);
  assert.equal(control.value, "6");
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("what the server shows again after a fault is not replaced by what waited", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w45-1-n": { value: "7", saved: "5" } }));
  const control = new Control("w45-1-n", "5", "8x");
  grid([control]);
  assert.equal(control.value, "8x");
  assert.equal(kept()["w45-1-n"].value, "8x");
});

test("weeks that are not on the page keep what was typed in them", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w30-1-n": { value: "3", saved: "" } }));
  grid([new Control("w45-1-n", "5")]);
  assert.deepEqual(kept(), { "w30-1-n": { value: "3", saved: "" } });
});

test("the way out by Avbryt forgets", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w45-1-n": { value: "7", saved: "5" } }));
  grid([new Control("w45-1-n", "5")]).cancel.press();
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("a colleague's number that was chosen takes its place when the form is sent", () => {
  const [mine, other] = [new Control("w45-1-n", "5", "7"), new Control("w45-2-n", "1", "2")];
  const { form } = grid([mine, other], { theirs: ["w45-1"] });
  form.send();
  assert.deepEqual([mine.value, other.value], ["5", "2"]);
  assert.deepEqual(Object.keys(kept()), ["w45-2-n"]);
});

test("a window that keeps nothing, or something else, opens the grid all the same", () => {
  sessionStorage.setItem(KEY, "not JSON");
  assert.equal(grid([new Control("w45-1-n", "5")]).memory.controls[0].value, "5");
  globalThis.sessionStorage = {
    getItem() {
      throw new Error("blocked");
    },
    setItem() {
      throw new Error("blocked");
    },
    removeItem() {
      throw new Error("blocked");
    },
  };
  const control = new Control("w45-1-n", "5", "7");
  grid([control]);
  assert.ok("unsaved" in control.dataset);
});
