// The grid of several weeks: arrow keys and Enter move from box to box. What they write is record.js's matter.

class Grid {
  constructor(table) {
    this.table = table;
    this.at = new Map();
    for (const cell of table.querySelectorAll("[data-cell]")) {
      const boxes = [...cell.querySelectorAll("input[data-part]")];
      boxes.forEach((box, index) => {
        const { row, col } = cell.dataset;
        this.at.set(`${row}:${Number(col) + index}`, box);
      });
    }
    this.places = new Map([...this.at].map(([place, box]) => [box, place.split(":").map(Number)]));
    table.addEventListener("keydown", (event) => this.press(event));
    table.addEventListener("focusin", (event) => this.close(event.target));
  }

  press(event) {
    const input = event.target;
    const place = this.places.get(input);
    if (!place || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) {
      return;
    }
    const step = direction(event, input);
    if (step) {
      event.preventDefault();
      const target = this.at.get(`${place[0] + step[0]}:${place[1] + step[1]}`);
      target?.focus();
      target?.select();
      if (!target && event.key === "Enter" && step[0] > 0) {
        this.table.closest("form").querySelector(".save button").focus();
      }
    }
  }

  /** One small window for "not measured" at a time. */
  close(target) {
    for (const open of this.table.querySelectorAll("details[open]")) {
      if (!open.contains(target)) {
        open.open = false;
      }
    }
  }
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
