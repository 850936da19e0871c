// Draws the page by the bed: dots and sums of today, the strip for what waits, and the latest count.

const ZONE = "Europe/Oslo";
const { locale: LOCALE, clock: CLOCK } = document.documentElement.dataset;
const texts = document.body.dataset;
const say = document.getElementById("status");

export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_whole, name) => values[name]);
}

/** Says how many counts; where none is left of them, that what waits or went is an undo. */
export function numbered(counts, many, one, none) {
  return counts > 1 ? fill(many, { n: counts }) : counts === 1 ? one : none;
}

/** The day it is where people are, as 2026-11-11. */
export function dayOf(moment) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(moment);
}

function timeOf(moment) {
  const text = new Intl.DateTimeFormat(LOCALE, {
    timeZone: ZONE,
    hour: "2-digit",
    minute: "2-digit",
  }).format(moment);
  return text.replace(/[:.]/, CLOCK);
}

function inWords(day, parts) {
  const format = new Intl.DateTimeFormat(LOCALE, { ...parts, timeZone: "UTC" });
  return format.format(new Date(`${day}T12:00:00Z`));
}

/** ISO week: the week of its Thursday, counted from the year's first. */
function weekOf(day) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  return Math.ceil(((date - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 0.5) / 7);
}

export function drawDay(day) {
  const written = inWords(day, { weekday: "long", day: "numeric", month: "long" }).replace(",", "");
  const capital = written[0].toUpperCase() + written.slice(1);
  document.getElementById("day").textContent = fill(texts.textDay, {
    day: capital,
    week: weekOf(day),
  });
}

/** What a card shows: what the server has of today, and what this phone has not yet told it. */
function together(base, rows) {
  const marks = [...base.marks].map((answer) => ({ answer: answer === "y", waits: false }));
  let { yes, total } = base;
  for (const { answer, undone, safe } of rows) {
    if (undone && safe) {
      yes -= answer ? 1 : 0;
      total -= 1;
      const place = marks.findLastIndex((mark) => mark.answer === answer && !mark.waits);
      marks.splice(place, place < 0 ? 0 : 1);
    } else if (!undone) {
      yes += answer ? 1 : 0;
      total += 1;
      marks.push({ answer, waits: true });
    }
  }
  return { yes, total, marks };
}

export function drawCard(card, base, rows) {
  const { yes, total, marks } = together(base, rows);
  const dots = marks.slice(-texts.most).map(({ answer, waits }) => {
    const dot = document.createElement("li");
    dot.className = `s-${answer ? "y" : "n"}${waits ? " s-w" : ""}`;
    const words = document.createElement("span");
    words.className = "vh";
    words.textContent = `${answer ? texts.textYes : texts.textNo}${waits ? `, ${texts.textWaiting}` : ""}`;
    dot.append(words);
    return dot;
  });
  const grew = total > Number(card.dataset.total);
  card.dataset.total = total;
  if (grew) {
    dots.at(-1)?.classList.add("s-new");
  }
  card.querySelector(".t-strokes").replaceChildren(...dots);
  card.querySelector(".t-sum b").textContent = fill(texts.textSum, { n: yes, total });
}

/** Shows the strip where something waits and cannot be sent, was too old, or the code has ended, and not otherwise. */
export function drawStrip({ waits, undoes, stuck, expired, tooOld }) {
  const strip = document.getElementById("net");
  const [offline, words] = strip.lastElementChild.children;
  const wait = stuck && waits + undoes > 0;
  strip.hidden = !(expired || wait || tooOld > 0);
  offline.hidden = expired || !wait || navigator.onLine;
  const waiting = numbered(waits, texts.textWaits, texts.textWaitsOne, texts.textWaitsUndo);
  words.textContent = expired
    ? texts.textExpired
    : wait
      ? waiting
      : fill(texts.textOld, { n: tooOld });
  for (const button of document.querySelectorAll(".t-btn")) {
    button.disabled = expired;
  }
}

/** Says how old the sums are, where nothing newer can be asked for. */
export function drawAsOf(moment, cut) {
  const line = document.getElementById("as-of");
  line.hidden = !cut;
  line.textContent = fill(texts.textAsOf, { time: timeOf(new Date(moment)) });
}

export function drawLast(last, question) {
  const words = document.getElementById("last").lastElementChild;
  document.getElementById("undo").hidden = last.undone;
  document.querySelector("#last .t-tick").hidden = false;
  if (last.undone) {
    words.textContent = texts.textUndone;
    return;
  }
  const answer = document.createElement("b");
  answer.textContent = last.answer ? texts.textYes : texts.textNo;
  const when = document.createElement("small");
  const at = new Date(last.at);
  const day = dayOf(at);
  when.textContent =
    day === dayOf(new Date())
      ? fill(texts.textCounted, { time: timeOf(at) })
      : fill(texts.textCountedEarlier, {
          time: timeOf(at),
          day: inWords(day, { day: "numeric", month: "long" }),
        });
  words.replaceChildren(`${question} `, answer, document.createElement("br"), when);
}

export function announce(text) {
  say.textContent = text;
}
