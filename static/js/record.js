// The form where numbers are written: live shares, marks on what is not saved, Enter and arrows down to the next box, a
// question where a count runs, and paste of several cells by way of a page that shows where they land.

import { attach as remember } from "./grid-memory.js";
import { isBlock, parse, percent } from "./numbers.js";
import { say } from "./status.js";

/** More than any form has room for: what lies beyond is left out, and the page says so. */
const MOST_SIGNS = 200_000;

class Cell {
  constructor(element) {
    this.element = element;
    this.boxes = [...element.querySelectorAll("input[data-part]")];
    this.tick = element.querySelector("input[type=checkbox]");
    this.reason = element.querySelector("select");
    this.output = element.querySelector("output");
    this.ask = element.querySelector("fieldset[data-ask]");
    this.typed = this.ask?.querySelector("[data-typed]");
  }

  get filled() {
    return this.tick?.checked || this.boxes.every((box) => box.value.trim() !== "");
  }

  get controls() {
    return [...this.boxes, this.tick, this.reason].filter(Boolean);
  }

  get unsaved() {
    const boxes = this.boxes.filter((box) => "unsaved" in box.dataset).length;
    const missing = [this.tick, this.reason].some((each) => each && "unsaved" in each.dataset);
    return boxes + (missing ? 1 : 0);
  }

  refresh() {
    this.share();
    this.question();
  }

  share() {
    if (!this.output) {
      return;
    }
    const [numerator, denominator] = this.boxes.map(number);
    const { multiplier, decimals } = this.element.dataset;
    const whole = numerator >= 0 && denominator > 0;
    if (!whole || this.tick?.checked) {
      this.output.value = "";
    } else if (multiplier && Number(multiplier) !== 100) {
      this.output.value = rate(
        (Number(multiplier) * numerator) / denominator,
        Number(decimals ?? 1),
      );
    } else {
      this.output.value = numerator > denominator ? "" : percent(numerator, denominator, locale());
    }
  }

  /** A number typed over a running count asks at once which of the two holds; the typed one is chosen until then. */
  question() {
    if (!this.ask) {
      return;
    }
    const asks = this.unsaved > 0;
    this.ask.hidden = !asks;
    const [mine] = this.ask.querySelectorAll("input");
    if (!asks) {
      for (const answer of this.ask.querySelectorAll("input")) {
        answer.checked = false;
      }
      return;
    }
    const words = this.tick?.checked
      ? [this.reason?.selectedOptions[0]?.textContent ?? ""]
      : this.boxes.map((box) => box.value.trim());
    this.typed.textContent = words.join(` ${this.element.closest("form").dataset.of} `);
    if (!this.ask.querySelector("input:checked")) {
      mine.checked = true;
    }
  }
}

class RecordForm {
  constructor(form) {
    this.form = form;
    this.cells = [...form.querySelectorAll("[data-cell]")].map((element) => new Cell(element));
    this.boxes = this.cells.flatMap((cell) => cell.boxes);
    this.bar = form.querySelector(".save-t");
    this.told = this.bar ? [...this.bar.childNodes] : [];
    this.filled = this.bar?.querySelector("[data-filled]")?.dataset.filled;
    this.undo = form.querySelector(".save-a a");
    this.before = "";
    form.addEventListener("focusin", ({ target }) => {
      this.before = target.value;
    });
    form.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("paste", (event) => this.paste(event));
    for (const name of ["input", "change"]) {
      form.addEventListener(name, ({ target }) => this.change(target));
    }
    this.undo?.addEventListener("click", () => this.memory.forget());
    this.memory = remember(form, this.cells);
    for (const cell of this.cells) {
      cell.refresh();
    }
    this.tell();
    this.guard();
  }

  cellOf(control) {
    return this.cells.find((cell) => cell.controls.includes(control));
  }

  change(target) {
    const cell = this.cellOf(target);
    if (!cell) {
      return;
    }
    if (cell.boxes.includes(target) && target.value.trim() !== "" && cell.tick?.checked) {
      cell.tick.checked = false;
    }
    for (const control of cell.controls) {
      this.memory.note(control);
    }
    cell.refresh();
    this.tell();
  }

  /** Says in the bar how many numbers wait, and how many measures of the week are filled in. */
  tell() {
    const waiting = this.cells.reduce((sum, cell) => sum + cell.unsaved, 0);
    if (this.undo) {
      this.undo.hidden = waiting === 0 && !this.form.querySelector(".summary");
    }
    if (!this.bar || this.form.querySelector(".rec-conf")) {
      return;
    }
    if (navigator.onLine && waiting === 0) {
      this.bar.replaceChildren(...this.told);
      return;
    }
    const { one, many, offline } = this.form.dataset;
    const point = document.createElement("b");
    point.textContent = !navigator.onLine
      ? offline
      : waiting === 1
        ? one
        : many.replace("{n}", waiting);
    const more = document.createElement("span");
    const counted = this.cells.filter((cell) => "counts" in cell.element.dataset);
    more.textContent =
      this.filled?.replace("{n}", counted.filter((cell) => cell.filled).length) ?? this.periods();
    this.bar.replaceChildren(point, " ", more);
  }

  /** Which periods of the grid have something that is not saved: "uke 44 og uke 45". */
  periods() {
    const waiting = this.cells.filter((cell) => cell.unsaved > 0);
    const names = [...new Set(waiting.map((cell) => cell.element.dataset.period))];
    return names.length > 3 ? "" : names.join(` ${this.form.dataset.and} `);
  }

  /** Without network nothing is sent: what is typed stays here until there is one. */
  guard() {
    for (const name of ["online", "offline"]) {
      addEventListener(name, () => this.tell());
    }
    this.form.addEventListener("submit", (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        say(this.form.dataset.offline);
      }
    });
  }

  press(event) {
    const input = event.target;
    if (!this.boxes.includes(input) || event.isComposing || event.altKey) {
      return;
    }
    if (event.ctrlKey || event.metaKey || event.defaultPrevented) {
      return;
    }
    if (event.key === "Escape") {
      input.value = this.before;
      this.change(input);
      return;
    }
    const down = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    const up = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    if ((down || up) && !input.closest("table.grid")) {
      event.preventDefault();
      this.move(input, down ? 1 : -1);
    }
  }

  /** Down to the same part of the next row, or its only box; after the last one to the button that saves. */
  move(input, step) {
    const cell = this.cellOf(input);
    const open = this.cells.filter((each) => each === cell || !each.tick?.checked);
    const next = open[open.indexOf(cell) + step];
    const target = next?.boxes[Math.min(cell.boxes.indexOf(input), next.boxes.length - 1)];
    if (target) {
      target.focus();
      target.select();
    } else if (step > 0) {
      this.form.querySelector(".save button").focus();
    }
  }

  /** More than one cell goes by way of the page that shows where each number lands. */
  paste(event) {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.boxes.includes(input) || !isBlock(text)) {
      return;
    }
    event.preventDefault();
    const view = input.closest("table.grid") ? "weeks" : "week";
    const token = this.form.querySelector("[name=csrf_token]").value;
    const [, query] = this.form.getAttribute("action").split("?");
    const form = document.createElement("form");
    form.method = "post";
    form.action = `${this.form.dataset.paste}${view === "week" && query ? `?${query}` : ""}`;
    form.hidden = true;
    const cells = text.slice(0, MOST_SIGNS);
    const fields = { csrf_token: token, view, at: input.name, cells };
    for (const [name, value] of Object.entries(fields)) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }
}

/** The number in a box; where it must be whole, a point or comma before three figures parts thousands. */
function number(box) {
  const whole = box.inputMode === "numeric" && /^\s*[1-9]\d{0,2}([.,]\d{3})+\s*$/.test(box.value);
  return parse(whole ? box.value.replace(/[.,]/g, "") : box.value);
}

function locale() {
  return document.documentElement.dataset.locale;
}

function rate(value, decimals) {
  const places = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale(), places).format(value);
}

export function attach(form) {
  new RecordForm(form);
}
