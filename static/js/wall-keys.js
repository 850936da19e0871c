// A wall of charts: one stop for the tab key in each section, and the arrow keys between charts, over the whole wall.
// Without this each chart is a stop of its own.

function middle(link) {
  const box = link.closest("li").getBoundingClientRect();
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
}

// The nearest chart in the nearest row up or down.
function beyond(links, from, step) {
  const here = middle(from);
  const found = links
    .map((link) => ({ link, at: middle(link) }))
    .filter(({ at }) => (at.y - here.y) * step > 1)
    .sort((a, b) => Math.abs(a.at.y - here.y) - Math.abs(b.at.y - here.y));
  const row = found.filter(({ at }) => Math.abs(at.y - found[0].at.y) < 1);
  return row.sort((a, b) => Math.abs(a.at.x - here.x) - Math.abs(b.at.x - here.x))[0]?.link;
}

function target(links, from, key) {
  const at = links.indexOf(from);
  switch (key) {
    case "ArrowLeft":
      return links[at - 1];
    case "ArrowRight":
      return links[at + 1];
    case "ArrowUp":
      return beyond(links, from, -1);
    case "ArrowDown":
      return beyond(links, from, 1);
    default:
      return undefined;
  }
}

export function attach(wall) {
  const links = [...wall.querySelectorAll(".w-card a")];
  for (const list of wall.querySelectorAll(".wall")) {
    for (const link of [...list.querySelectorAll(".w-card a")].slice(1)) {
      link.tabIndex = -1;
    }
  }
  wall.addEventListener("keydown", (event) => {
    if (
      !links.includes(event.target) ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    ) {
      return;
    }
    const to = target(links, event.target, event.key);
    if (to) {
      event.preventDefault();
      to.focus();
    }
  });
  wall.addEventListener("focusin", (event) => {
    if (!links.includes(event.target)) {
      return;
    }
    for (const link of event.target.closest(".wall").querySelectorAll(".w-card a")) {
      link.tabIndex = link === event.target ? 0 : -1;
    }
  });
}
