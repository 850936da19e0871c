// The entry grid: arrow keys and Enter, paste of a block with one undo, live shares, marks on what is not saved.

import { attach as remember } from "./grid-memory.js";
import { block, parse, percent, read } from "./numbers.js";
import { say } from "./status.js";

class Grid {
  constructor(table) {
    this.table = table;
    this.inputs = [...table.querySelectorAll("input[data-row]")];
    this.at = new Map(
      this.inputs.map((input) => [`${input.dataset.row}:${input.dataset.col}`, input]),
    );
    this.pasted = null;
    this.before = "";
    table.addEventListener("focusin", (event) => this.enter(event.target));
    table.addEventListener("keydown", (event) => this.press(event));
    table.addEventListener("paste", (event) => this.paste(event));
    table.addEventListener("input", (event) => this.change(event.target));
    for (const output of table.querySelectorAll("output[data-share]")) {
      this.share(output);
    }
    this.memory = remember(table);
  }

  cell(row, column) {
    return this.at.get(`${row}:${column}`);
  }

  missing(input) {
    const { row, measure } = input.dataset;
    return this.table.querySelector(
      `select[data-row="${row}"][data-measure="${CSS.escape(measure)}"]`,
    );
  }

  part(row, measure, part) {
    return this.inputs.find(
      ({ dataset: d }) => d.row === row && d.measure === measure && d.part === part,
    );
  }

  enter(target) {
    if (this.inputs.includes(target)) {
      this.before = target.value;
    }
  }

  change(target) {
    this.pasted = null;
    if (this.inputs.includes(target) && target.value.trim() !== "") {
      this.measured(target);
    }
    this.refresh(target);
  }

  /** A number typed over "not measured" takes that choice back. */
  measured(input) {
    const choice = this.missing(input);
    if (choice?.value) {
      choice.value = "";
      this.refresh(choice);
    }
  }

  refresh(control) {
    const { row, measure } = control.dataset;
    const output = this.table.querySelector(
      `output[data-row="${row}"][data-measure="${CSS.escape(measure)}"]`,
    );
    if (output) {
      this.share(output);
    }
    this.memory?.note(control);
  }

  share(output) {
    const { row, measure, multiplier, decimals } = output.dataset;
    const numerator = number(this.part(row, measure, "numerator"));
    const denominator = number(this.part(row, measure, "denominator"));
    const whole = numerator >= 0 && denominator > 0;
    if (!whole) {
      output.value = "";
    } else if (multiplier && Number(multiplier) !== 100) {
      output.value = rate((Number(multiplier) * numerator) / denominator, Number(decimals ?? 1));
    } else {
      output.value = numerator > denominator ? "" : percent(numerator, denominator, locale());
    }
  }

  press(event) {
    const input = event.target;
    if (!this.inputs.includes(input) || event.altKey || event.isComposing) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() === "z" && !event.shiftKey && this.pasted) {
        event.preventDefault();
        this.undo();
      }
      return;
    }
    if (event.key === "Escape") {
      input.value = this.before;
      this.refresh(input);
      return;
    }
    const step = direction(event, input);
    if (step) {
      event.preventDefault();
      this.move(input, step);
    }
  }

  move(input, [down, right]) {
    const target = this.cell(Number(input.dataset.row) + down, Number(input.dataset.col) + right);
    if (target) {
      target.focus();
      target.select();
    }
  }

  /** Fills from the focused cell. Blanks are left alone; what falls outside the grid is told. */
  paste(event) {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!this.inputs.includes(input) || text.trim() === "") {
      return;
    }
    event.preventDefault();
    const changes = new Map();
    const pasted = block(text);
    let outside = pasted.rest;
    pasted.rows.forEach((cells, down) => {
      let column = Number(input.dataset.col);
      for (const cell of cells) {
        const target = this.cell(Number(input.dataset.row) + down, column);
        const content = read(cell);
        outside ||= !target && content.kind !== "blank";
        column += this.plan(changes, target, content);
      }
    });
    const undo = [...changes.keys()].map((control) => [control, control.value]);
    const numbers = [...changes.values()].filter((value) => !Number.isNaN(parse(value)));
    for (const [control, value] of changes) {
      control.value = value;
    }
    for (const control of changes.keys()) {
      this.refresh(control);
    }
    this.pasted = undo;
    const { one, many, rest } = this.table.dataset;
    const told = numbers.length === 1 ? one : many.replace("{n}", numbers.length);
    say(outside ? `${told} ${rest}` : told);
  }

  /** Notes what a pasted cell does to the grid; answers how many columns it took. */
  plan(changes, input, content) {
    if (!input || content.kind === "blank") {
      return 1;
    }
    const { row, measure, part } = input.dataset;
    const choice = this.missing(input);
    if (content.kind === "missing") {
      const reason = [...(choice?.options ?? [])].find((option) => option.value);
      if (reason) {
        for (const other of this.inputs) {
          if (other.dataset.row === row && other.dataset.measure === measure) {
            changes.set(other, "");
          }
        }
        changes.set(choice, reason.value);
      }
      return 1;
    }
    if (choice) {
      changes.set(choice, "");
    }
    if (content.kind === "fraction" && part === "numerator") {
      changes.set(input, content.numerator);
      changes.set(this.part(row, measure, "denominator"), content.denominator);
      return 2;
    }
    if (content.kind === "number") {
      // A share cannot stand for a numerator: it stays as it was written, and the server says so.
      changes.set(input, content.share && part !== "value" ? `${content.text} %` : content.text);
    } else {
      changes.set(
        input,
        content.kind === "text" ? content.text : `${content.numerator}/${content.denominator}`,
      );
    }
    return 1;
  }

  undo() {
    const controls = this.pasted;
    this.pasted = null;
    for (const [control, value] of controls) {
      control.value = value;
    }
    for (const [control] of controls) {
      this.refresh(control);
    }
    say(this.table.dataset.undone);
  }
}

function number(input) {
  return parse(input?.value ?? "");
}

function locale() {
  return document.documentElement.dataset.locale;
}

function rate(value, decimals) {
  const places = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return new Intl.NumberFormat(locale(), places).format(value);
}

/** Enter and the arrows; sideways only when the caret is at that edge. */
function direction(event, input) {
  const { key, shiftKey } = event;
  const caret = input.selectionStart === input.selectionEnd ? input.selectionStart : null;
  const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  if (key === "Enter") {
    return [shiftKey ? -1 : 1, 0];
  }
  if (shiftKey) {
    return null;
  }
  if (key === "ArrowDown" || key === "ArrowUp") {
    return [key === "ArrowDown" ? 1 : -1, 0];
  }
  if (key === "ArrowLeft" && (caret === 0 || all)) {
    return [0, -1];
  }
  if (key === "ArrowRight" && (caret === input.value.length || all)) {
    return [0, 1];
  }
  return null;
}

export function attach(table) {
  new Grid(table);
}
