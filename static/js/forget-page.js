// A page that a browser kept in memory is shown again as it was left, on a device that somebody else may hold now: the
// words and the code are taken out.

export function attach(body) {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const once of body.querySelectorAll("[data-once]")) once.remove();
    for (const form of body.querySelectorAll("form")) form.reset();
    for (const field of body.querySelectorAll("textarea, input[type=text]")) field.value = "";
  });
}
