// What a measure's plan makes, in a sentence and a sample: the server gives both anew while the form is filled in.

const PAUSE = 500;
const MADE = ["plan-sentence", "plan-sample"];

async function preview(form, signal) {
  const body = new FormData(form);
  body.set("preview", "1");
  const answer = await fetch(form.action, { method: "POST", body, signal });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : undefined;
}

function show(page) {
  for (const id of MADE) {
    const made = page.getElementById(id);
    if (made) {
      document.getElementById(id).replaceChildren(...made.childNodes);
    }
  }
}

export function attach(form) {
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
        const page = await preview(form, asked.signal);
        if (page) {
          show(page);
        }
      } catch {
        // Without an answer the last ones stay; the form itself is not held up.
      }
    }, PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    asked.abort();
  });
}
