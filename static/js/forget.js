// Forgets what is typed and not saved when a person signs out of this window.

export function attach(form) {
  form.addEventListener("submit", () => {
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("grid:"))) {
      sessionStorage.removeItem(key);
    }
  });
}
