// A button that opens the browser's own window for printing. It is not there without scripts.

export function attach(button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
