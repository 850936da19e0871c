// Boxes that choose among rows: the count and the names beside the button follow them, and a box over a group stands for
// its rows. Without this the rows' own boxes are sent as they are, and the server counts.

const MOST_NAMES = 6;

export function attach(form) {
  const boxes = [...form.querySelectorAll("input[data-pick]")];
  const groups = [...form.querySelectorAll("input[data-group]")];
  const none = form.querySelector("[data-none]");

  function show() {
    const chosen = boxes.filter((box) => box.checked);
    for (const box of boxes) {
      box.closest("tr")?.classList.toggle("is-on", box.checked);
    }
    for (const group of groups) {
      const own = boxes.filter((box) => box.dataset.pick === group.dataset.group);
      const on = own.filter((box) => box.checked).length;
      group.checked = on > 0 && on === own.length;
      group.indeterminate = on > 0 && on < own.length;
    }
    for (const place of form.querySelectorAll("[data-count]")) {
      const text = chosen.length === 1 ? place.dataset.one : place.dataset.count;
      place.textContent = text.replace("#", chosen.length);
    }
    for (const place of form.querySelectorAll("[data-names]")) {
      const names = chosen.slice(0, MOST_NAMES).map((box) => box.dataset.name);
      place.textContent = names.join(", ") + (chosen.length > MOST_NAMES ? " …" : "");
    }
    if (none) {
      none.hidden = chosen.length === 0;
    }
  }

  for (const group of groups) {
    group.closest("[hidden]")?.removeAttribute("hidden");
    group.addEventListener("change", () => {
      for (const box of boxes) {
        if (box.dataset.pick === group.dataset.group) {
          box.checked = group.checked;
        }
      }
    });
  }
  none?.addEventListener("click", () => {
    for (const box of boxes) {
      box.checked = false;
    }
    show();
  });
  form.addEventListener("change", show);
  show();
}
