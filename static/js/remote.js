// The host's phone: its clock goes on, and when the screen has moved, the page is fetched anew.

import { said } from "./screen.js";

const ASKS = 2000;

export function attach(hand) {
  const shown = hand.querySelector(".hand-t");
  if (shown && !("paused" in shown.dataset)) {
    const ends = Date.now() + Number(shown.dataset.left) * 1000;
    setInterval(() => {
      const left = Math.ceil((ends - Date.now()) / 1000);
      shown.textContent = said(left, hand.dataset.clock);
      shown.classList.toggle("hand-over", left < 0);
    }, 250);
  }
  setInterval(async () => {
    try {
      const headers = { "If-None-Match": `"${hand.dataset.steps}"` };
      const answer = await fetch(hand.dataset.state, { cache: "no-store", headers });
      if (answer.status === 200 && !answer.redirected) {
        location.reload();
      }
    } catch {
      // no network: the page stays as it is
    }
  }, ASKS);
}
