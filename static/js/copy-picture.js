// Copies a chart's picture, and with it the sentence for who pastes into text. Hidden where the browser cannot.

import { say } from "./status.js";

async function picture(address) {
  const answer = await fetch(address);
  if (!answer.ok) {
    throw new Error(`${answer.status}`);
  }
  return answer.blob();
}

export function attach(button) {
  if (!(navigator.clipboard?.write && window.ClipboardItem)) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    const sentence = document.getElementById(button.dataset.sentence).textContent.trim();
    const text = `${button.dataset.title}\n${sentence}`;
    try {
      // The picture is handed over as a promise: some browsers let go of the press while it is fetched.
      const item = new ClipboardItem({
        "image/png": picture(button.dataset.picture),
        "text/plain": new Blob([text], { type: "text/plain" }),
      });
      await navigator.clipboard.write([item]);
      say(button.dataset.done);
    } catch {
      say(button.dataset.failed);
    }
  });
}
