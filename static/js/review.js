// Reading answers by keyboard: one letter a deed, a digit a theme, arrows among the words or the themes. A key held down,
// a key in a text field, and a key while a decision is on its way do nothing.

const STEPS = { ArrowRight: 1, ArrowLeft: -1 };
const TYPED = "textarea, select, input:not([type=checkbox], [type=radio])";

function among(boxes, key) {
  const at = boxes.indexOf(document.activeElement);
  if (at < 0) {
    return false;
  }
  boxes[(at + STEPS[key] + boxes.length) % boxes.length].focus();
  return true;
}

export function attach(desk) {
  const words = [...desk.querySelectorAll(".rv-w input")];
  const themes = [...desk.querySelectorAll(".rv-theme input")];
  const place = desk.querySelector("[data-hidden]");
  let isDeciding = false;

  const count = () => {
    const hidden = words.filter((word) => word.checked).length;
    const text = hidden === 1 ? place.dataset.one : place.dataset.many.replace("{n}", hidden);
    place.textContent = hidden ? ` ${text}` : "";
  };

  const press = (target) => {
    if (target.matches(".rv-w input") || target.dataset.key === "t") {
      target.focus();
      return;
    }
    target.click();
  };

  desk.addEventListener("submit", () => {
    isDeciding = true;
  });
  window.addEventListener("pageshow", () => {
    isDeciding = false;
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing ||
      event.target.closest(TYPED)
    ) {
      return;
    }
    if (event.key in STEPS) {
      if (
        desk.querySelector("[data-key]") &&
        (among(words, event.key) || among(themes, event.key))
      ) {
        event.preventDefault();
      }
      return;
    }
    const key = CSS.escape(event.key.toLowerCase());
    const target = desk.querySelector(`[data-key="${key}"]`);
    if (!target) {
      return;
    }
    event.preventDefault();
    if (event.repeat || isDeciding) {
      return;
    }
    if (target.matches("a")) {
      isDeciding = true;
    }
    press(target);
  });
  if (place) {
    desk.addEventListener("change", count);
    count();
  }
}
