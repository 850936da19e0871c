// "Utforsk": fetches plotly and the figure when asked, and draws it under the chart that the server drew.

const OPTIONS = {
  displayModeBar: false,
  responsive: true,
  showSendToCloud: false,
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

/** The drawing has no name and no keyboard of its own: it is one picture, named by the verdict; the table is the way in. */
function frame(target, button) {
  const inside = document.createElement("div");
  inside.setAttribute("aria-hidden", "true");
  target.replaceChildren(inside);
  target.setAttribute("role", "img");
  if (button.dataset.labelId) {
    target.setAttribute("aria-labelledby", button.dataset.labelId);
  } else {
    target.setAttribute("aria-label", button.textContent.trim());
  }
  target.hidden = false;
  return inside;
}

async function open(button, target) {
  const words = button.querySelector("span") ?? button;
  const name = words.textContent;
  words.textContent = button.dataset.loading ?? name;
  try {
    const [drawer, plain] = await Promise.all([
      library(button.dataset.src),
      figure(button.dataset.figure),
    ]);
    const inside = frame(target, button);
    const redraw = () => draw(inside, drawer, plain);
    await redraw();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(document.documentElement, {
      attributeFilter: ["data-theme"],
    });
    words.textContent = name;
    return true;
  } catch {
    target.hidden = true;
    words.textContent = button.dataset.failed ?? name;
    return false;
  }
}

export function attach(button) {
  const target = document.getElementById(button.dataset.target);
  let state = "closed";
  button.hidden = false;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", target.id);
  button.addEventListener("click", async () => {
    if (state === "loading") {
      return;
    }
    if (state === "drawn") {
      target.hidden = !target.hidden;
    } else {
      state = "loading";
      state = (await open(button, target)) ? "drawn" : "closed";
    }
    button.setAttribute("aria-expanded", String(!target.hidden));
  });
}
