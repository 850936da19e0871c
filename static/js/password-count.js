// Counts a password while it is typed: «8 av minst 12 tegn». Whoever listens hears it when the typing pauses.

const PAUSE = 900;

export function attach(field) {
  const seen = document.createElement("p");
  seen.className = "hint under";
  seen.setAttribute("aria-hidden", "true");
  const heard = document.createElement("p");
  heard.className = "vh";
  heard.setAttribute("role", "status");
  field.after(seen, heard);
  let waits;

  function count() {
    const typed = [...field.value].length;
    const enough = typed >= Number(field.dataset.least);
    const { short, enough: done } = field.dataset;
    seen.textContent = typed ? (enough ? done : short).replace("{typed}", typed) : "";
    clearTimeout(waits);
    waits = setTimeout(() => {
      heard.textContent = seen.textContent;
    }, PAUSE);
  }

  field.addEventListener("input", count);
  count();
}
