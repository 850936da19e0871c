// Gives each element its behaviours: <form data-behaviour="submit-once grid">. A behaviour is a module of that
// name with attach(element), fetched only by the pages that have it. Every form works without any of them.

async function attach(element, name) {
  const behaviour = await import(`./${name}.js`);
  behaviour.attach(element);
}

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(/\s+/).filter(Boolean)) {
    attach(element, name);
  }
}
