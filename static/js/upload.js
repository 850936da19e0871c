// Says that a file or a text is too large before it is sent: a server that refuses one may be gone before its words are
// read. A text is refused as it is pasted, since a window with ten megabytes in a box answers to nobody.

function refuse(control) {
  const field = control.closest(".field");
  field.classList.add("field-bad");
  const id = `${control.id}-error`;
  const said = document.getElementById(id) ?? document.createElement("p");
  said.className = "error";
  said.id = id;
  said.textContent = control.dataset.tooLarge;
  control.before(said);
  control.setAttribute("aria-invalid", "true");
  const described = (control.getAttribute("aria-describedby") ?? "").split(/\s+/);
  control.setAttribute("aria-describedby", [...new Set([...described, id])].join(" ").trim());
  control.focus();
}

function bytes(text) {
  return new Blob([text]).size;
}

export function attach(form) {
  const file = form.querySelector("input[type=file][data-most]");
  const box = form.querySelector("textarea[data-most]");
  box?.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (bytes(text) > Number(box.dataset.most)) {
      event.preventDefault();
      refuse(box);
    }
  });
  form.addEventListener("submit", (event) => {
    const [chosen] = file.files;
    if (chosen && chosen.size > Number(file.dataset.most)) {
      event.preventDefault();
      refuse(file);
    } else if (box && bytes(box.value) > Number(box.dataset.most)) {
      event.preventDefault();
      refuse(box);
    }
  });
}
