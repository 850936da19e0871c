// Ignores a second press on a form's button within a second. The server guards against the rest.

const PAUSE = 1000;

export function attach(form) {
  let sent = Number.NEGATIVE_INFINITY;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < PAUSE) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sent = event.timeStamp;
  });
}
