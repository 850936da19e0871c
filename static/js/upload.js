// Says that a file is too large before it is sent: a server that refuses one may be gone before its words are read.

function refuse(input) {
  const field = input.closest(".field");
  field.classList.add("field-bad");
  const id = `${input.id}-error`;
  const said = document.getElementById(id) ?? document.createElement("p");
  said.className = "error";
  said.id = id;
  said.textContent = input.dataset.tooLarge;
  input.before(said);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${id}`);
  input.focus();
}

export function attach(form) {
  const input = form.querySelector("input[type=file][data-most]");
  form.addEventListener("submit", (event) => {
    const [file] = input.files;
    if (file && file.size > Number(input.dataset.most)) {
      event.preventDefault();
      refuse(input);
    }
  });
}
