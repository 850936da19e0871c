// A tablet on a stand is made ready for the next person: after a time without a touch or a key it warns, and waits for
// "more time" as often as somebody wants it. Nothing is kept on the device.

export const IDLE = { form: 120_000, thanks: 60_000 };
export const WARNING = 30_000;

export function attach(body) {
  const address = body.dataset.address;
  const soon = body.querySelector("[data-soon]");
  const idle = body.querySelector("[data-once]") ? IDLE.thanks : IDLE.form;
  for (const told of body.querySelectorAll("[data-clears]")) told.hidden = false;
  let warn = 0;
  let clear = 0;

  const leave = () => {
    for (const form of body.querySelectorAll("form")) form.reset();
    for (const field of body.querySelectorAll("textarea")) field.value = "";
    location.replace(address);
  };
  const begin = () => {
    clearTimeout(warn);
    clearTimeout(clear);
    soon.hidden = true;
    warn = setTimeout(() => {
      soon.hidden = false;
      soon.querySelector("[data-more]").focus();
      clear = setTimeout(leave, WARNING);
    }, idle - WARNING);
  };

  for (const kind of ["pointerdown", "keydown", "input", "scroll"])
    addEventListener(kind, begin, { passive: true });
  soon.querySelector("[data-more]").addEventListener("click", begin);
  let hiddenSince = 0;
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) hiddenSince = Date.now();
    else if (hiddenSince && Date.now() - hiddenSince > idle) leave();
  });
  begin();
}
