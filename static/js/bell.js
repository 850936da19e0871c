// Closes what stands behind the bell: by Escape, and when one presses elsewhere. It opens and closes without scripts too.

export function attach(box) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.open) {
      box.open = false;
      box.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (box.open && !box.contains(event.target)) {
      box.open = false;
    }
  });
}
