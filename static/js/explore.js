// "Utforsk": fetches plotly and the figure when asked, and draws it under the chart that the server drew.

const OPTIONS = {
  displayModeBar: false,
  responsive: true,
  showSendToCloud: false,
  plotlyServerURL: "",
};
const VARIABLE = /var\((--[\w-]+)\)/g;

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

/** The figure with every "var(--name)" replaced by the colour it has now. */
function coloured(part, style) {
  if (typeof part === "string") {
    return part.replace(VARIABLE, (_, name) => style.getPropertyValue(name).trim());
  }
  if (Array.isArray(part)) {
    return part.map((item) => coloured(item, style));
  }
  if (part !== null && typeof part === "object") {
    return Object.fromEntries(
      Object.entries(part).map(([key, item]) => [key, coloured(item, style)]),
    );
  }
  return part;
}

async function draw(target, library, plain) {
  const { data, layout, config } = coloured(plain, getComputedStyle(document.documentElement));
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
