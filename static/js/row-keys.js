// The network's table, with a link in the cell of each period: one stop for the tab key in each row, and the arrow keys
// inside it. Without this each link is a stop of its own.

const STEPS = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function attach(table) {
  for (const row of table.querySelectorAll("tbody tr")) {
    const links = [...row.querySelectorAll("td.m-c a")];
    for (const link of links) {
      link.tabIndex = link === links.at(-1) ? 0 : -1;
    }
    row.addEventListener("keydown", (event) => {
      const at = links.indexOf(event.target);
      if (at < 0 || !(event.key in STEPS) || event.ctrlKey || event.altKey || event.metaKey) {
        return;
      }
      event.preventDefault();
      const to = links[Math.min(Math.max(at + STEPS[event.key], 0), links.length - 1)];
      links[at].tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  }
}
