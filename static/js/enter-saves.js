// Enter in this field sends its form, and Shift and Enter is a new line. Not while a sign is being composed of several
// keys, and not while the key is held down.

export function attach(field) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.repeat) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}
