// The ward's screen: one thing at a time for twenty seconds, numbers fetched anew, dark at night, grey when they are old.
// What a patient said may have been withdrawn: it goes when the screen has heard nothing for two fetches.
// Space or P pauses; the arrows turn the pages.

const STAYS = 20_000;
const FETCHES = 5 * 60_000;
const LOOKS = 60_000;
const SURE = 2 * FETCHES;
const OLD = 24 * 3_600_000;
const [EVENING, MORNING] = [22, 6];

function hour() {
  const said = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", timeZone: "Europe/Oslo" });
  return Number(said.format(new Date()));
}

/** The addresses of a page's styles and scripts, which tell what is in them. */
function parts(page) {
  const all = page.querySelectorAll("link[rel=stylesheet], script[src]");
  return [...all].map((e) => e.getAttribute("href") ?? e.getAttribute("src")).join(" ");
}

class Board {
  constructor(body) {
    this.body = body;
    this.pause = body.querySelector(".b-pause");
    this.foot = body.querySelector(".b-foot");
    this.at = 0;
    this.paused = false;
    this.fetched = Date.now();
    this.pause.addEventListener("click", () => this.toggle());
    document.addEventListener("keydown", (event) => this.press(event));
    body.classList.add("b-playing");
    this.foot.hidden = false;
    this.lay();
    this.wait();
    setInterval(() => this.fetch(), FETCHES);
    setInterval(() => this.look(), LOOKS);
    this.look();
  }

  get slides() {
    return [...this.body.querySelectorAll(".b-slide")];
  }

  /** Makes a dot for each slide, and shows the one that is on. */
  lay() {
    const dots = this.slides.map(() => document.createElement("li"));
    this.body.querySelector(".b-dots").replaceChildren(...dots);
    this.show(Math.min(this.at, this.slides.length - 1));
  }

  show(at) {
    this.at = at;
    const all = this.slides;
    all.forEach((slide, place) => {
      slide.hidden = place !== at;
    });
    [...this.body.querySelectorAll(".b-dots li")].forEach((dot, place) => {
      dot.classList.toggle("b-now", place === at);
    });
    const where = this.body.dataset.of.replace("{now}", at + 1).replace("{all}", all.length);
    this.body.querySelector("#where").textContent = where;
  }

  turn(step) {
    const count = this.slides.length || 1;
    this.show((this.at + step + count) % count);
    this.wait();
  }

  wait() {
    clearTimeout(this.timer);
    if (!this.paused) {
      this.timer = setTimeout(() => this.turn(1), STAYS);
    }
  }

  toggle() {
    this.paused = !this.paused;
    this.body.classList.toggle("b-paused", this.paused);
    this.pause.textContent = this.paused ? this.body.dataset.goOn : this.body.dataset.pause;
    this.wait();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const onButton = event.target === this.pause;
    if ((event.key === " " && !onButton) || event.key.toLowerCase() === "p") {
      event.preventDefault();
      this.toggle();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      this.turn(event.key === "ArrowRight" ? 1 : -1);
    }
  }

  /** Takes new numbers in where they can be had; a code that works no longer shows its own page. */
  async fetch() {
    let answer;
    try {
      answer = await fetch(location.href, { cache: "no-store" });
    } catch {
      return;
    }
    if (answer.status === 404 || answer.status === 410) {
      location.reload();
      return;
    }
    if (!answer.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = fresh.querySelector(".b-main");
    if (!main) {
      return;
    }
    if (parts(fresh) !== parts(document)) {
      location.reload(); // a new release: its page wants its own styles and scripts
      return;
    }
    this.body.querySelector(".b-main").replaceWith(document.adoptNode(main));
    this.body.querySelector(".b-at").textContent = fresh.querySelector(".b-at").textContent;
    this.fetched = Date.now();
    this.lay();
    this.look();
  }

  /** Looks at the clock: day or night, and how old the numbers are and what was said. */
  look() {
    const now = hour();
    document.documentElement.dataset.theme = now >= EVENING || now < MORNING ? "dark" : "light";
    const old = Date.now() - this.fetched > OLD;
    this.body.classList.toggle("b-stale", old);
    this.body.querySelector(".b-old").hidden = !old;
    const said = this.body.querySelector(".b-said");
    if (said && Date.now() - this.fetched > SURE) {
      said.remove();
      this.lay();
    }
  }
}

export function attach(body) {
  new Board(body);
}
