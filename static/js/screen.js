// A gathering on the big screen: one slide at a time, a clock for each team, and a phone that may steer it. The page
// holds all its slides: where the network is gone, keys and clock go on, and what was done is told when it is back.
// Of very many teams it holds a part: a slide that is not here is fetched with those round it.
// Right and left turn, down and up show a team's other measures, space or P stops the clock, Esc leaves.

const ASKS = 1000;
const TICKS = 250;

export function said(seconds, pattern) {
  const left = Math.abs(seconds);
  const text = pattern
    .replace("{minutes}", Math.floor(left / 60))
    .replace("{seconds}", String(left % 60).padStart(2, "0"));
  return seconds < 0 ? `+${text}` : text;
}

class Screen {
  constructor(body) {
    this.body = body;
    this.words = body.dataset;
    this.slides = new Map([...body.querySelectorAll(".sc-slide")].map((e) => [e.dataset.slide, e]));
    this.names = new Map(
      [...body.querySelectorAll("[data-team]")].map((e) => [e.dataset.team, e.textContent]),
    );
    this.order = [...this.names.keys()];
    this.clock = { begun: null, pausedAt: null, added: 0 };
    this.measure = 0;
    this.etag = "";
    this.deeds = 0;
    this.busy = Promise.resolve();
    this.waiting = [];
    body.classList.add("sc-playing");
    for (const button of body.querySelectorAll(".sc-pause")) {
      button.addEventListener("click", () => this.toggle());
    }
    for (const link of body.querySelectorAll(".sc-next, .sc-before")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.turn(link.classList.contains("sc-before") ? -1 : 1);
      });
    }
    document.addEventListener("keydown", (event) => this.press(event));
    this.show(this.words.at);
    this.ask();
    setInterval(() => this.ask(), ASKS);
    setInterval(() => this.tick(), TICKS);
  }

  get run() {
    return ["title", ...this.order, "end"];
  }

  get slide() {
    return this.slides.get(this.at);
  }

  /** Shows a slide; what its links say follows the order there is now. */
  show(key) {
    this.at = key;
    this.measure = 0;
    this.announced = null;
    for (const [name, slide] of this.slides) {
      slide.hidden = name !== key;
    }
    this.label();
    this.look(0);
    this.tick();
    scrollTo(0, 0);
  }

  label() {
    const place = this.run.indexOf(this.at);
    const next = this.run[place + 1];
    const link = this.slide.querySelector(".sc-next span");
    if (link && next) {
      const pattern = link.parentElement.dataset.text ?? this.words.next;
      link.textContent = this.names.has(next)
        ? pattern.replace("{team}", this.names.get(next))
        : this.words.end;
    }
    if (this.order.includes(this.at)) {
      const where = this.words.place.replace("{now}", place).replace("{all}", this.order.length);
      this.slide.querySelector(".sc-at").textContent = where;
    }
  }

  /** Shows one of the team's measures, and the flags that belong to it. */
  look(step) {
    const cards = [...this.slide.querySelectorAll(".sc-card")];
    if (!cards.length) {
      return;
    }
    this.measure = Math.min(Math.max(this.measure + step, 0), cards.length - 1);
    cards.forEach((card, place) => {
      card.hidden = place !== this.measure;
    });
    for (const flags of this.slide.querySelectorAll(".sc-fl")) {
      flags.hidden = Number(flags.dataset.ofMeasure) !== this.measure;
    }
  }

  turn(step) {
    const to = this.run[this.run.indexOf(this.at) + step];
    if (to === undefined) {
      if (step > 0 && this.clock.begun === null) {
        this.begin();
        this.tell("start");
      }
      return;
    }
    if (!this.slides.has(to)) {
      this.tell("show", to);
      this.busy.then(() => this.fetch(to));
      return;
    }
    this.clock = { begun: null, pausedAt: null, added: 0 };
    if (this.order.includes(to)) {
      this.begin();
    }
    this.show(to);
    this.tell("show", to);
  }

  /** Opens the part that has this slide; where the network is gone, what is shown stays. */
  fetch(key) {
    if (navigator.onLine) {
      location.assign(`?at=${key}`);
    }
  }

  begin() {
    this.clock = { begun: Date.now(), pausedAt: null, added: 0 };
    this.tick();
  }

  toggle() {
    if (this.clock.begun === null) {
      return;
    }
    if (this.clock.pausedAt === null) {
      this.clock.pausedAt = Date.now();
      this.tell("pause");
    } else {
      this.clock.begun += Date.now() - this.clock.pausedAt;
      this.clock.pausedAt = null;
      this.tell("go_on");
    }
    this.tick();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const onButton = event.target.closest?.("button");
    const deeds = {
      ArrowRight: () => this.turn(1),
      PageDown: () => this.turn(1),
      ArrowLeft: () => this.turn(-1),
      PageUp: () => this.turn(-1),
      ArrowDown: () => this.look(1),
      ArrowUp: () => this.look(-1),
      p: () => this.toggle(),
      P: () => this.toggle(),
      " ": onButton ? null : () => this.toggle(),
      Escape: this.words.leave ? () => location.assign(this.words.leave) : null,
    };
    const deed = deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
    }
  }

  /** Draws the clock: what is left, or in amber what is over. */
  tick() {
    const time = this.slide.querySelector(".sc-time");
    const { begun, pausedAt, added } = this.clock;
    const start = this.slide.querySelector(".sc-start");
    if (start) {
      start.hidden = begun !== null;
    }
    for (const button of this.slide.querySelectorAll(".sc-pause")) {
      button.hidden = begun === null;
      button.textContent = pausedAt === null ? this.words.pause : this.words.goOn;
    }
    if (!time) {
      return;
    }
    time.hidden = begun === null;
    if (begun === null) {
      return;
    }
    const minutes = Number(this.slide.dataset.minutes) + added;
    const elapsed = Math.floor(((pausedAt ?? Date.now()) - begun) / 1000);
    const left = minutes * 60 - elapsed;
    const small = time.querySelector("span");
    const over = left < 0;
    time.classList.toggle("sc-over", over);
    time.classList.toggle("sc-paused", pausedAt !== null);
    time.querySelector("b").textContent = said(left, this.words.clock);
    const beside = over ? small.dataset.over : small.dataset.of.replace("{minutes}", minutes);
    small.textContent = pausedAt === null ? beside : small.dataset.paused;
    const share = over ? 100 : (100 * left) / (minutes * 60);
    time.querySelector(".sc-left").setAttribute("stroke-dasharray", `${share} 100`);
    this.announce(left);
  }

  announce(left) {
    const mark = left <= 0 ? "zero" : left <= 60 ? "minute" : null;
    if (mark !== this.announced) {
      this.announced = mark;
      this.body.querySelector("#said").textContent = mark ? this.words[mark] : "";
    }
  }

  /** Tells what was done here. Without network it waits; of many slides that were shown, the last one counts. */
  tell(deed, to = "") {
    if (!this.words.steer) {
      return; // opened by the code of the day: it follows, and steers nothing
    }
    this.deeds += 1;
    if (deed === "show") {
      this.waiting = [];
    }
    this.waiting.push({ do: deed, to });
    this.busy = this.busy.then(() => this.send());
  }

  async send() {
    while (this.waiting.length) {
      const deed = this.waiting[0];
      const fields = new URLSearchParams({ ...deed, by: "screen", csrf_token: this.words.token });
      try {
        const answer = await fetch(this.words.steer, { method: "POST", body: fields });
        if (answer.ok && this.waiting.length === 1) {
          this.etag = answer.headers.get("ETag") ?? "";
        }
      } catch {
        return; // no network: the next question tells it
      }
      if (this.waiting[0] === deed) {
        this.waiting.shift();
      }
    }
  }

  /** Asks whether a phone has done anything. Silence is an answer: the screen goes on as it was. */
  async ask() {
    if (this.asking) {
      return;
    }
    this.asking = true;
    try {
      await this.busy;
      if (this.waiting.length) {
        await this.send();
      }
      const before = this.deeds;
      const headers = this.etag ? { "If-None-Match": this.etag } : {};
      const answer = await fetch(this.words.state, { cache: "no-store", headers });
      if (answer.status !== 200 || answer.redirected) {
        return;
      }
      const told = await answer.json();
      if (before === this.deeds && !this.waiting.length) {
        this.etag = answer.headers.get("ETag") ?? "";
        this.take(told);
      }
    } catch {
      // no network: keys and clock go on here
    } finally {
      this.asking = false;
    }
  }

  take(told) {
    this.order = told.order.filter((key) => this.names.has(key));
    const now = Date.now();
    const begun = told.elapsed === null ? null : now - told.elapsed * 1000;
    this.clock = { begun, pausedAt: told.paused && begun !== null ? now : null, added: told.added };
    if (told.slide !== this.at && this.slides.has(told.slide)) {
      this.show(told.slide);
    } else if (told.slide !== this.at && this.order.includes(told.slide)) {
      this.fetch(told.slide);
    } else {
      this.label();
      this.tick();
    }
  }
}

export function attach(body) {
  new Screen(body);
}
