// "Utforsk": fetches plotly and the figure when asked, and draws it in the place of the chart that the server drew.
// Without scripts the button and the stretches are links, and the server draws what they ask for.

const OPTIONS = {
  displayModeBar: false,
  responsive: true,
  showSendToCloud: false,
  showTips: false,
  plotlyServerURL: "",
};

let plotly;

function library(src) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => {
      plotly = undefined;
      script.remove();
      reject(new Error(src));
    });
    document.head.append(script);
  });
  return plotly;
}

async function figure(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.json();
}

/** "shapes[0].line.color" as ["shapes", "0", "line", "color"]. */
function steps(path) {
  return path.split(/[.[\]]+/).filter(Boolean);
}

/** Puts the colours of now into one trace or layout: its meta.colours maps paths to the names of CSS variables. */
function colour(part, style) {
  for (const [path, name] of Object.entries(part.meta?.colours ?? {})) {
    const way = steps(path);
    const last = way.pop();
    let at = part;
    for (const step of way) {
      at[step] ??= {};
      at = at[step];
    }
    at[last] = style.getPropertyValue(name).trim();
  }
}

function coloured(plain) {
  const { data, layout, config } = structuredClone(plain);
  const style = getComputedStyle(document.documentElement);
  for (const part of [...data, layout]) {
    colour(part, style);
  }
  layout.font = { ...layout.font, family: getComputedStyle(document.body).fontFamily };
  return { data, layout, config };
}

async function draw(target, library, plain) {
  const { data, layout, config } = coloured(plain);
  await library.react(target, data, layout, { ...config, ...OPTIONS });
}

/** From the first day of a stretch to the end of its last one, as the time axis takes it. */
function range(choice) {
  const stop = new Date(`${choice.dataset.stop}T00:00Z`);
  stop.setUTCDate(stop.getUTCDate() + 1);
  return [choice.dataset.start, stop.toISOString().slice(0, 10)];
}

/** Fetches and draws once; gives the drawing and the library, to be asked for another stretch. */
async function prepare(button, inside, again) {
  const [drawer, plain] = await Promise.all([
    library(button.dataset.src),
    figure(button.dataset.figure),
  ]);
  await draw(inside, drawer, plain);
  const redraw = () => draw(inside, drawer, plain).then(again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  new MutationObserver(redraw).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  return drawer;
}

export function attach(button) {
  const frame = document.getElementById(button.dataset.target);
  const drawn = document.getElementById(button.dataset.instead);
  const drawing = frame.querySelector("[data-drawing]");
  const inside = drawing.firstElementChild;
  const choices = [...frame.querySelectorAll("[data-start]")];
  const words = button.querySelector("span");
  const name = words.textContent;
  let drawer;
  let chosen;
  let loading = false;

  function choose(choice) {
    chosen = choice;
    for (const each of choices) {
      each.toggleAttribute("aria-current", false);
    }
    choice.setAttribute("aria-current", "true");
    drawer.relayout(inside, { "xaxis.range": range(choice) });
  }

  function show(isOpen) {
    frame.hidden = !isOpen;
    drawn.classList.toggle("is-explored", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  async function open(choice) {
    if (loading) {
      return;
    }
    loading = true;
    words.textContent = button.dataset.loading;
    const asked = frame.querySelector(".ex-c");
    try {
      show(true);
      drawing.hidden = false;
      drawer ??= await prepare(button, inside, () => choose(chosen));
      if (asked) {
        asked.hidden = true;
      }
      frame.querySelector("[data-with-script]").hidden = false;
      choose(choice);
      drawing.scrollLeft = drawing.scrollWidth; // on a phone the newest is in view first
      words.textContent = name;
    } catch {
      drawing.hidden = true;
      show(Boolean(asked));
      words.textContent = button.dataset.failed;
    }
    loading = false;
  }

  button.setAttribute("role", "button");
  button.removeAttribute("aria-current");
  button.setAttribute("aria-controls", frame.id);
  button.setAttribute("aria-expanded", String(!frame.hidden));
  button.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      event.preventDefault();
      button.click();
    }
  });
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (frame.hidden) {
      open(choices[0]);
    } else {
      show(false);
    }
  });
  frame.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) {
      return;
    }
    event.preventDefault();
    if ("close" in link.dataset) {
      show(false);
      button.focus();
    } else if (drawer) {
      choose("reset" in link.dataset ? choices[0] : link);
    } else {
      open("reset" in link.dataset ? choices[0] : link);
    }
  });
}
