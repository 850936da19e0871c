// Counts on a unit's page without leaving it: each press has an id of its own and is sent in its turn, again under the same
// id where the network or the server fails, until it is there: none is lost and none counts twice. Meanwhile the page says
// that it waits. What is shown is what the server answers.

const PAUSE = 2000;
const LONGEST = 16_000;

/** Sends a press until the server has taken or refused it, and returns the page it answers with. */
export async function send(address, data, waits) {
  for (let pause = PAUSE; ; pause = Math.min(pause * 2, LONGEST)) {
    try {
      const answer = await fetch(address, { method: "POST", body: data });
      if (answer.status < 500) {
        return await answer.text();
      }
    } catch {
      // no network: the same press is sent again
    }
    waits();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function show(place, page) {
  const counter = page.querySelector(".v-counter");
  if (!counter) {
    location.reload();
    return;
  }
  const kind = document.activeElement?.closest("form")?.querySelector("[name=kind]")?.value;
  place.querySelector(".v-counter").replaceWith(counter);
  if (kind)
    counter.querySelector(`[name=kind][value=${kind}]`)?.form.querySelector("button")?.focus();
  const said = counter.querySelector(".v-c-f p")?.textContent.trim() ?? "";
  place.querySelector("[data-said]").textContent = said;
}

export function attach(place) {
  const waits = () => {
    const told = place.querySelector("[data-waits]");
    told.hidden = false;
    place.querySelector("[data-said]").textContent = told.textContent;
  };
  let line = Promise.resolve();
  place.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".v-counters form") || !globalThis.crypto?.randomUUID) return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form));
    data.set("id", crypto.randomUUID());
    line = line.then(async () => {
      const page = await send(form.action, data, waits);
      show(place, new DOMParser().parseFromString(page, "text/html"));
    });
  });
}
