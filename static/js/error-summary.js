// Takes the reader to the summary of errors, and from each line of it into the field it speaks of.

const CONTROLS = "input:not([type=hidden]), select, textarea";

function control(id) {
  const target = document.getElementById(id);
  return target?.matches(CONTROLS) ? target : target?.querySelector(CONTROLS);
}

export function attach(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && control(decodeURIComponent(link.hash.slice(1)));
    if (field) {
      event.preventDefault();
      (field.closest(".field, td") ?? field).scrollIntoView({ block: "center" });
      field.focus({ preventScroll: true });
    }
  });
}
