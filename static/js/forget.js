// Forgets what is typed and not saved when a person signs out, in every window of this browser: a ward PC is shared.
// What waits at the bedside for the network stays: it is nobody's, and would be lost.

const KEPT = "grid:";

function forget() {
  for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT))) {
    sessionStorage.removeItem(key);
  }
}

export function attach(form) {
  const windows = new BroadcastChannel("signed-out");
  windows.addEventListener("message", forget);
  form.addEventListener("submit", () => {
    forget();
    windows.postMessage(null);
  });
}
