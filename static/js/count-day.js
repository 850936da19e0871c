// Counts on a unit's page without leaving it: each press has an id of its own and is sent in its turn, again under the same
// id where the network fails, so none is lost and none counts twice. What is shown is what the server answers.

const TRIES = 5;
const PAUSE = 2000;

async function send(form, data) {
  for (let tried = 0; tried < TRIES; tried += 1) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: data });
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
  return null;
}

function show(place, page) {
  const counter = page?.querySelector(".v-counter");
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
  let line = Promise.resolve();
  place.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".v-counters form") || !globalThis.crypto?.randomUUID) return;
    event.preventDefault();
    const data = new URLSearchParams(new FormData(form));
    data.set("id", crypto.randomUUID());
    line = line.then(async () => show(place, await send(form, data)));
  });
}
