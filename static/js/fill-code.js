// Puts the code that stands after # in the address (from the QR code on a tablet) into the field, and takes it out of the
// address line: what stands there is never sent, and is to be in no history.

export function attach(form) {
  const code = location.hash.slice(1);
  if (!/^\d{12}$/.test(code)) return;
  history.replaceState(null, "", location.pathname + location.search);
  const field = form.querySelector("[name=code]");
  if (!field.value) field.value = code.replace(/(\d{4})(?=\d)/g, "$1 ");
}
