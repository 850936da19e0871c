// What is typed and not saved: marked where it stands, and kept in this window until it is. It is kept for the team, not
// for a person: on a ward's PC a colleague finds it, and signing out forgets it (forget.js).

import { same } from "./numbers.js";
import { say } from "./status.js";

/** What the server has for a control. */
function saved(control) {
  return control.dataset.saved ?? "";
}

/** What a control says now: a tick that is not set says nothing. */
function current(control) {
  return control.type === "checkbox" && !control.checked ? "" : control.value;
}

function put(control, value) {
  if (control.type === "checkbox") {
    control.checked = value !== "";
  } else {
    control.value = value;
  }
}

class Memory {
  constructor(form, cells) {
    // One for all of a team's forms, whichever weeks they show: a Monday must not lose what Friday typed.
    this.form = form;
    this.key = form.dataset.key;
    this.controls = cells.flatMap((cell) => cell.controls);
    const kept = this.load();
    let restored = false;
    for (const control of this.controls) {
      const entry = kept[control.name];
      // Another's number saved meanwhile is not written over.
      if (entry && same(entry.saved, saved(control)) && same(current(control), saved(control))) {
        put(control, entry.value);
        restored = true;
      }
      this.mark(control);
    }
    this.store();
    form.addEventListener("submit", () => this.letGo());
    const shown = new Set(this.controls.map((control) => control.name));
    if (Object.keys(kept).some((name) => !shown.has(name))) {
      say(form.dataset.elsewhere);
    } else if (restored) {
      say(form.dataset.waiting);
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
    const kept = this.load();
    for (const control of this.controls) {
      delete kept[control.name];
      if ("unsaved" in control.dataset) {
        kept[control.name] = { value: current(control), saved: saved(control) };
      }
    }
    try {
      if (Object.keys(kept).length > 0) {
        sessionStorage.setItem(this.key, JSON.stringify(kept));
      } else {
        sessionStorage.removeItem(this.key);
      }
    } catch {
      // A window that keeps nothing still saves the form.
    }
  }

  /** Who takes it all back does not want it kept: it would wait here for a colleague to save. */
  forget() {
    for (const control of this.controls) {
      put(control, saved(control));
      this.mark(control);
    }
    this.store();
  }

  /** A colleague's number that was chosen over one's own takes its place here too, and so does the running count. */
  letGo() {
    for (const control of this.controls) {
      const cell = CSS.escape(control.name.slice(0, control.name.lastIndexOf("-")));
      const others = `[name="${cell}-choice"][value="theirs"]:checked, [name="${cell}-which"][value="tally"]:checked`;
      if (this.form.querySelector(others)) {
        const kept = this.load();
        delete kept[control.name];
        sessionStorage.setItem(this.key, JSON.stringify(kept));
      }
    }
  }

  mark(control) {
    control.toggleAttribute("data-unsaved", !same(current(control), saved(control)));
    const tally = document.getElementById(`${control.closest("[data-cell]")?.dataset.cell}-tally`);
    const cell = control.closest("[data-cell]");
    if (tally && cell) {
      tally.hidden = cell.querySelector("[data-unsaved]") !== null; // what is typed is no longer what was counted
    }
  }

  note(control) {
    this.mark(control);
    this.store();
  }
}

export function attach(form, cells) {
  return new Memory(form, cells);
}
