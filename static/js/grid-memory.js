// What is typed in the entry grid and not saved: marked in the grid, and kept in this window until it is.

import { same } from "./numbers.js";
import { say } from "./status.js";

/** What the server has for a control. */
function saved(control) {
  return control.dataset.saved ?? "";
}

class Memory {
  constructor(table) {
    this.key = `grid:${table.closest("form")?.getAttribute("action") ?? location.pathname}`;
    this.controls = [...table.querySelectorAll("input[data-row], select[data-row]")];
    const kept = this.load();
    for (const control of this.controls) {
      const entry = kept[control.name];
      // Another's number saved meanwhile is not written over.
      if (entry && same(entry.saved, saved(control)) && same(control.value, saved(control))) {
        control.value = entry.value;
        control.dispatchEvent(new Event("input", { bubbles: true }));
      }
      this.mark(control);
    }
    this.store();
    if (this.controls.some((control) => "unsaved" in control.dataset)) {
      say(table.dataset.waiting);
    }
  }

  load() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  store() {
    const unsaved = this.controls.filter((control) => "unsaved" in control.dataset);
    const entries = unsaved.map((control) => [
      control.name,
      { value: control.value, saved: saved(control) },
    ]);
    try {
      if (entries.length > 0) {
        sessionStorage.setItem(this.key, JSON.stringify(Object.fromEntries(entries)));
      } else {
        sessionStorage.removeItem(this.key);
      }
    } catch {
      // A window that keeps nothing still saves the form.
    }
  }

  mark(control) {
    control.toggleAttribute("data-unsaved", !same(control.value, saved(control)));
  }

  note(control) {
    this.mark(control);
    this.store();
  }
}

export function attach(table) {
  return new Memory(table);
}
