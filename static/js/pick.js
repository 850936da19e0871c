// Boxes that choose among rows: the count and the names beside the button follow them, and a box over a group stands for
// its rows, also those on other pages. Those are one box with a list of ids, "3-7.12"; a link to another page takes all
// that is chosen along. Without this the boxes are sent as they are, and the server counts.

const MOST_NAMES = 6;

function readIds(text) {
  return text
    .split(".")
    .filter(Boolean)
    .flatMap((part) => {
      const [first, last = first] = part.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    });
}

function writeIds(ids) {
  const stretches = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const latest = stretches.at(-1);
    if (latest && id === latest[1] + 1) {
      latest[1] = id;
    } else {
      stretches.push([id, id]);
    }
  }
  return stretches
    .map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`))
    .join(".");
}

export function attach(form) {
  const boxes = [...form.querySelectorAll("input[data-pick]")];
  const groups = [...form.querySelectorAll("input[data-group]")];
  const none = form.querySelector("[data-none]");
  const all = form.querySelector("[data-all]");
  const more = form.querySelector("input[data-more]");
  const elsewhere = new Set(more ? readIds(more.value) : []);

  const ownOf = (group) => boxes.filter((box) => box.dataset.pick === group.dataset.group);
  const restOf = (group) => readIds(group.dataset.rest ?? "");
  const others = () => (more?.checked ? elsewhere : new Set());

  function show() {
    const chosen = boxes.filter((box) => box.checked);
    const count = chosen.length + others().size;
    for (const box of boxes) {
      box.closest("tr")?.classList.toggle("is-on", box.checked);
    }
    for (const group of groups) {
      const [own, rest] = [ownOf(group), restOf(group)];
      const on =
        own.filter((box) => box.checked).length + rest.filter((id) => others().has(id)).length;
      group.checked = on > 0 && on === own.length + rest.length;
      group.indeterminate = on > 0 && on < own.length + rest.length;
    }
    for (const place of form.querySelectorAll("[data-count]")) {
      place.textContent = (count === 1 ? place.dataset.one : place.dataset.count).replace(
        "#",
        count,
      );
    }
    for (const place of form.querySelectorAll("[data-names]")) {
      const names = chosen.slice(0, MOST_NAMES).map((box) => box.dataset.name);
      place.textContent = names.join(", ") + (chosen.length > MOST_NAMES ? " …" : "");
    }
    if (more) {
      const said = more.parentElement.querySelector("[data-many]");
      more.value = writeIds(elsewhere);
      more.parentElement.hidden = elsewhere.size === 0;
      said.textContent = (elsewhere.size === 1 ? said.dataset.one : said.dataset.many).replace(
        "#",
        elsewhere.size,
      );
    }
    if (none) {
      none.hidden = count === 0;
    }
  }

  function choose(group) {
    for (const box of ownOf(group)) {
      box.checked = group.checked;
    }
    if (more && !more.checked) {
      elsewhere.clear();
      more.checked = true;
    }
    for (const id of restOf(group)) {
      elsewhere[group.checked ? "add" : "delete"](id);
    }
  }

  for (const group of groups) {
    group.closest("[hidden]")?.removeAttribute("hidden");
    group.addEventListener("change", () => choose(group));
  }
  none?.addEventListener("click", () => {
    for (const box of boxes) {
      box.checked = false;
    }
    elsewhere.clear();
    all?.removeAttribute("hidden");
    show();
  });
  form.addEventListener("change", () => {
    all?.removeAttribute("hidden");
    show();
  });
  if (more) {
    for (const link of document.querySelectorAll(".pager a")) {
      link.addEventListener("click", () => {
        const chosen = boxes.filter((box) => box.checked).map((box) => Number(box.value));
        const address = new URL(link.href);
        address.searchParams.set("picked", writeIds([...chosen, ...others()]));
        link.href = address.href;
      });
    }
  }
  show();
}
