// Copies a field's text at a press of its button; where the browser says no, the text is selected instead.

import { say } from "./status.js";

export function attach(button) {
  const field = document.getElementById(button.dataset.from);
  if (!field) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.done);
    } catch {
      say(button.dataset.marked);
    }
  });
}
