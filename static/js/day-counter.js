// The numbers of the day as they come in: one small question every twenty seconds while somebody looks, none while the
// page is hidden. The first is asked at a random moment, so that a thousand pages do not ask at once. What is read aloud
// stands on a line of its own, at most once a minute. Without this script the page has a link that fetches it anew.

const EVERY = 20_000;
const LONGEST = 160_000;
const ALOUD = 60_000;

/** The hour and minute it is in Norway. */
function time() {
  const said = new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Oslo",
  });
  return said.format(new Date()).split(":");
}

export function written(number, words) {
  if (number === null) {
    return words.few;
  }
  return String(number).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
}

export class DayCounter {
  constructor(hero, random = Math.random) {
    this.hero = hero;
    this.words = hero.dataset;
    this.part = (name) => hero.querySelector(`[data-${name}]`);
    this.button = this.part("toggle");
    this.stopped = false;
    this.pause = EVERY;
    this.newest = 0;
    this.aloud = Date.now();
    this.heard = this.spoken();
    this.part("refresh").hidden = true;
    this.part("every").hidden = false;
    this.button.hidden = false;
    this.button.addEventListener("click", () => this.toggle());
    document.addEventListener("visibilitychange", () => this.look());
    this.wait(random() * EVERY);
  }

  number(name) {
    return this.hero.querySelector(`[data-number="${name}"]`);
  }

  wait(pause) {
    clearTimeout(this.timer);
    if (!this.stopped && !document.hidden) {
      this.timer = setTimeout(() => this.ask(), pause);
    }
  }

  /** Stops when nobody sees the page, and asks at once when somebody does again. */
  look() {
    this.wait(0);
  }

  toggle() {
    this.stopped = !this.stopped;
    this.button.textContent = this.stopped ? this.words.start : this.words.stop;
    this.part("every").hidden = this.stopped;
    this.wait(0);
  }

  async ask() {
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      const answer = await fetch(this.words.address, { credentials: "omit" });
      if (!answer.ok) {
        throw new Error("no numbers");
      }
      this.take(await answer.json());
      this.pause = EVERY;
    } catch {
      this.pause = Math.min(this.pause * 2, LONGEST);
      this.part("updated").textContent = this.words.failed;
    } finally {
      this.asking = false;
      this.wait(this.pause);
    }
  }

  take(told) {
    if (!told.live) {
      this.end();
      return;
    }
    if (told.at < this.newest) {
      return; // another process of the server, a little behind
    }
    this.newest = told.at;
    for (const name of ["asked", "answered"]) {
      this.number(name).textContent = written(told[name], this.words);
    }
    const [hour, minute] = time();
    const clock = this.words.clock.replace("{hour}", hour).replace("{minute}", minute);
    this.part("updated").textContent = this.words.fetched.replace("{time}", clock);
    this.part("rounded").hidden = !told.rounded;
    this.say();
  }

  spoken() {
    return this.words.spoken
      .replace("{asked}", this.number("asked").textContent)
      .replace("{answered}", this.number("answered").textContent);
  }

  /** Tells who hears the page the numbers, where they are others than the last she heard. */
  say() {
    const words = this.spoken();
    if (words !== this.heard && Date.now() - this.aloud >= ALOUD) {
      this.part("spoken").textContent = words;
      this.heard = words;
      this.aloud = Date.now();
    }
  }

  end() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.part("updated").textContent = this.words.ended;
    this.part("every").hidden = true;
    this.button.hidden = true;
    this.part("refresh").hidden = false;
  }
}

export function attach(hero) {
  new DayCounter(hero);
}
