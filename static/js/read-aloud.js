// Reads the question and the form aloud with a voice of the device. The button is not there until such a voice is known:
// browsers have the function without voices, and get them late. One sentence at a time, since long ones stop by themselves.

const PATIENCE = 2000;
const READ = ".ask-q, .ask-field > label, .ask-hint:not([role]), legend, .opt label, .opt .hint";
const NEIGHBOURS = { nb: ["nb", "no"], nn: ["nn", "nb", "no"], en: ["en"], da: ["da"] };

export function voiceFor(language, voices) {
  for (const tag of NEIGHBOURS[language] ?? [language]) {
    const found = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === tag);
    const own = found.find((voice) => voice.localService) ?? found[0];
    if (own) return own;
  }
  return null;
}

export function attach(button) {
  const speech = globalThis.speechSynthesis;
  if (!speech) return;
  const says = button.querySelector("span");
  const begin = says.textContent;
  const status = document.querySelector("[data-listen-status]");
  let voice = null;
  let left = [];
  let running = false;

  const look = () => {
    voice = voiceFor(document.documentElement.lang, speech.getVoices());
    if (voice) button.hidden = false;
  };
  const stop = () => {
    running = false;
    left = [];
    speech.cancel();
    says.textContent = begin;
  };
  const next = () => {
    const sentence = left.shift();
    if (!running || !sentence) {
      stop();
      return;
    }
    const said = new SpeechSynthesisUtterance(sentence);
    said.voice = voice;
    said.lang = voice.lang;
    let started = false;
    said.addEventListener("start", () => {
      started = true;
    });
    said.addEventListener("end", next);
    said.addEventListener("error", stop);
    setTimeout(() => {
      if (started || !running) return;
      stop();
      button.hidden = true;
      status.textContent = button.dataset.none;
    }, PATIENCE);
    speech.speak(said);
  };

  look();
  speech.addEventListener?.("voiceschanged", look);
  button.addEventListener("click", () => {
    if (running) {
      stop();
      return;
    }
    const texts = [...document.querySelectorAll(READ)].map((part) => part.textContent.trim());
    left = texts.flatMap((text) => text.split(/(?<=[.?!])\s+/)).filter(Boolean);
    running = true;
    says.textContent = button.dataset.stop;
    next();
  });
  addEventListener("pagehide", stop);
}
