// Says one thing in the page's live region, and shows it at the foot of the window for eight seconds.

const STAYS = 8000;

export function say(text) {
  const region = document.getElementById("status");
  if (!region || !text) {
    return;
  }
  region.querySelector(".toast")?.remove();
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  region.append(toast);
  setTimeout(() => toast.remove(), STAYS);
}
