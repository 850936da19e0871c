// The sentence that a measure's plan makes: the server writes it anew while the form is filled in.

const PAUSE = 500;

async function sentence(form, signal) {
  const body = new FormData(form);
  body.set("preview", "1");
  const answer = await fetch(form.action, { method: "POST", body, signal });
  if (!answer.ok) {
    return undefined;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("plan-sentence")?.textContent;
}

export function attach(form) {
  const shown = document.getElementById("plan-sentence");
  const button = form.querySelector("button[name=preview]");
  let timer;
  let asked = new AbortController();
  button.hidden = true;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked.abort();
      asked = new AbortController();
      try {
        const text = await sentence(form, asked.signal);
        if (text) {
          shown.textContent = text;
        }
      } catch {
        // Without an answer the last sentence stays; the form itself is not held up.
      }
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asked.abort();
  });
}
