// What is typed and not saved waits in the window: for the same numbers only, and not for who takes it back.
// The window and the form are stand-ins with no more than the module asks of them.

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
    Object.assign(this, { name, id: name, value, dataset: { saved } });
  }
  closest() {
    return null;
  }
  toggleAttribute(_name, on) {
    if (on) {
      this.dataset.unsaved = "";
    } else {
      delete this.dataset.unsaved;
    }
  }
}

class Tick extends Control {
  constructor(name, saved, checked) {
    super(name, saved, "-");
    Object.assign(this, { type: "checkbox", checked });
  }
}

/** A form of the controls; `theirs`: cells where a colleague's number was chosen, or the running count. */
function grid(controls, { theirs = [] } = {}) {
  const form = {
    dataset: { key: KEY, waiting: "venter", elsewhere: "et annet sted" },
    addEventListener: (_kind, send) => Object.assign(form, { send }),
    querySelector: (css) => (theirs.some((cell) => css.includes(`"${cell}-choice"`)) ? {} : null),
  };
  return { memory: attach(form, [{ controls }]), form };
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
  const { memory } = grid([control]);
  control.value = "7";
  memory.note(control);
  assert.deepEqual(kept(), { "w45-1-n": { value: "7", saved: "5" } });
  assert.ok("unsaved" in control.dataset);
  control.value = "5,0";
  memory.note(control);
  assert.equal(sessionStorage.getItem(KEY), null);
  assert.ok(!("unsaved" in control.dataset));
});

test("a page that is opened again has what was typed", () => {
  sessionStorage.setItem(KEY, JSON.stringify({ "w45-1-n": { value: "7", saved: "5" } }));
  const control = new Control("w45-1-n", "5");
  grid([control]);
  assert.equal(control.value, "7");
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

test("who takes it all back leaves nothing of this page", () => {
  const waiting = { "w45-1-n": { value: "7", saved: "5" }, "w30-1-n": { value: "3", saved: "" } };
  sessionStorage.setItem(KEY, JSON.stringify(waiting));
  const control = new Control("w45-1-n", "5");
  grid([control]).memory.forget();
  assert.equal(control.value, "5");
  assert.deepEqual(Object.keys(kept()), ["w30-1-n"]);
});

test("a tick waits as a number does", () => {
  const tick = new Tick("w45-1-missing", "", true);
  const { memory } = grid([tick]);
  assert.equal(kept()["w45-1-missing"].value, "-");
  const again = new Tick("w45-1-missing", "", false);
  grid([again]);
  assert.ok(again.checked);
  tick.checked = false;
  memory.note(tick);
  assert.equal(sessionStorage.getItem(KEY), null);
});

test("a colleague's number that was chosen does not wait here any more", () => {
  const [mine, other] = [new Control("w45-1-n", "5", "7"), new Control("w45-2-n", "1", "2")];
  const { form } = grid([mine, other], { theirs: ["w45-1"] });
  form.send();
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
