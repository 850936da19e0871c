// What is typed in the entry grid and not saved: marked in the grid, and kept in this window until it is. It is kept for
// the team, not for a person: on a ward's PC a colleague finds it, and signing out forgets it (forget.js).

import { same } from "./numbers.js";
import { say } from "./status.js";

/** What the server has for a control. */
function saved(control) {
  return control.dataset.saved ?? "";
}

class Memory {
  constructor(table) {
    // One for all of a team's tables, whichever weeks they show: a Monday must not lose what Friday typed.
    this.form = table.closest("form");
    const action = this.form?.getAttribute("action") ?? location.pathname;
    this.key = `grid:${action.split("?")[0]}`;
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
    this.tell();
    this.form?.addEventListener("submit", () => this.letGo());
    for (const way of this.form?.querySelectorAll(".form-acts a") ?? []) {
      way.addEventListener("click", () => this.forget());
    }
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
    const kept = this.load();
    for (const control of this.controls) {
      delete kept[control.name];
      if ("unsaved" in control.dataset) {
        kept[control.name] = { value: control.value, saved: saved(control) };
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

  /** Who leaves by "Avbryt" does not want it kept: it would wait here for a colleague to save. */
  forget() {
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // A window that keeps nothing has nothing to forget.
    }
  }

  /** A colleague's number that was chosen over one's own takes its place here too. */
  letGo() {
    for (const control of this.controls) {
      const cell = control.name.slice(0, control.name.lastIndexOf("-"));
      if (this.form.querySelector(`[name="${CSS.escape(cell)}-choice"][value="theirs"]:checked`)) {
        control.value = saved(control);
        this.note(control);
      }
    }
  }

  mark(control) {
    const unsaved = !same(control.value, saved(control));
    control.toggleAttribute("data-unsaved", unsaved);
    const tally = document.getElementById(`${control.id}-tally`);
    if (tally) {
      tally.hidden = unsaved; // what is typed is no longer what was counted
    }
  }

  /** Says beside the button what the marks mean, for as long as there are any. */
  tell() {
    const line = this.form?.querySelector(".g-note");
    if (line) {
      line.hidden = !this.form.querySelector("[data-unsaved]");
    }
  }

  note(control) {
    this.mark(control);
    this.store();
    this.tell();
  }
}

export function attach(table) {
  return new Memory(table);
}
