/* A deck in the page: the slide in view with all others below it, the show over the whole screen, and the notes for a
   second window. Everything is here once the page is open: a show goes on without the server. */

const NEXT = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter", "n", "N"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace", "p", "P"]);
const BLANK = { b: "black", B: "black", ".": "black", w: "white", W: "white", ",": "white" };

// A show that runs alone: #putar-15-31 shows each slide for 15 seconds, and stops once the data are older than 31 days.
const ALONE = /^#putar-(\d{1,3})(?:-(\d{1,3}))?$/;
const SECONDS = 15, DAYS = 31, DAY = 86_400_000, HOUR = 3_600_000;

const decks = new WeakMap(); // by the element that Streamlit gives

export default function ({ data, parentElement, setTriggerValue }) {
  if (!decks.has(parentElement)) decks.set(parentElement, new Deck(parentElement));
  const deck = decks.get(parentElement);
  deck.tell = setTriggerValue;
  deck.show(data);
  // Streamlit also cleans up after a call that the next one has overtaken: only a page that is gone counts.
  return () => parentElement.isConnected || deck.close();
}

function make(tag, className, parent, words) {
  const element = document.createElement(tag);
  element.className = className;
  if (words !== undefined) element.textContent = words;
  parent?.append(element);
  return element;
}

class Deck {
  constructor(parent) {
    this.node = make("div", "pora-deck", parent);
    this.node.setAttribute("aria-busy", "false"); // it is drawn at once, unlike a figure
    this.index = 0;
    this.keys = (event) => this.press(event);
    this.leave = () => document.fullscreenElement || this.wasFull && this.end();
  }

  /** New slides; the one in view stays in view, also where it has another number now. */
  show(data) {
    const key = this.data?.slides[this.index]?.key;
    this.data = data;
    const at = data.slides.findIndex((slide) => slide.key === (data.chosen || key));
    if (at >= 0 && (data.chosen !== this.chosen || key)) this.index = at;
    this.chosen = data.chosen;
    this.index = Math.min(this.index, data.slides.length - 1);
    this.listen();
    if (data.isNotes) return this.openNotes();
    this.drawPage();
    if (this.stage) this.drawStage();
    if (!this.seen && location.hash.startsWith("#salindia-")) {
      this.index = Math.min(Number(location.hash.slice(10)) || 1, data.slides.length) - 1;
      this.start();
    }
    const alone = !this.seen && location.hash.match(ALONE);
    if (alone) this.startAlone(Math.max(Number(alone[1]), 1), Number(alone[2] || DAYS));
    this.seen = true;
  }

  /** The show and the notes tell each other where they are. */
  listen() {
    if (this.channel?.name === this.data.channel) return;
    this.channel?.close();
    this.channel = new BroadcastChannel(this.data.channel);
    this.channel.onmessage = ({ data }) => {
      if (data === "where") {
        if (this.stage) this.report();
      } else this.go(data, false);
    };
  }

  report() {
    this.channel.postMessage(this.index);
  }

  drawPage() {
    const { slides, words } = this.data;
    this.node.replaceChildren();
    const start = make("button", "start", this.node, words.start);
    start.type = "button";
    start.addEventListener("click", () => this.start(true));
    const alone = make("button", "alone", this.node, words.alone);
    alone.type = "button";
    alone.addEventListener("click", () => this.startAlone(SECONDS, DAYS, true));
    this.preview = make("div", "preview", this.node);
    this.preview.innerHTML = slides[this.index].svg;
    const list = make("ol", "all", this.node);
    slides.forEach((slide, index) => {
      const button = make("button", "", make("li", "", list));
      button.type = "button";
      button.innerHTML = slide.svg;
      button.firstElementChild.setAttribute("aria-hidden", "true");
      button.setAttribute("aria-label", `${index + 1}. ${slide.title}`);
      button.addEventListener("click", () => {
        this.index = index;
        this.mark();
        this.tell("slide", slide.key);
      });
    });
    this.mark();
  }

  mark() {
    this.preview.innerHTML = this.data.slides[this.index].svg;
    this.node.querySelectorAll("ol button").forEach((button, index) => {
      button.toggleAttribute("data-current", index === this.index);
      if (index === this.index) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  /** Over everything; over the whole screen where the reader asked for it with a click. */
  start(asksScreen = false) {
    this.cover("pora-show");
    this.drawStage();
    this.wasFull = false;
    if (asksScreen) this.stage.requestFullscreen?.().then(() => (this.wasFull = true), () => {});
    document.addEventListener("fullscreenchange", this.leave);
    this.report();
  }

  /** In a lobby or a command room: slide after slide, around and around, from the server anew once an hour if it answers. */
  startAlone(seconds, days, asksScreen = false) {
    this.index = 0;
    this.alone = `#putar-${seconds}-${days}`;
    this.start(asksScreen);
    const opened = Date.now();
    const step = () => {
      if (Date.now() - this.data.made > days * DAY) return this.stopAlone();
      if (this.index + 1 < this.data.slides.length) return this.go(this.index + 1);
      if (Date.now() - opened > HOUR) fetch(location.href).then(({ ok }) => ok && location.reload(), () => {});
      this.go(0);
    };
    this.turning = setInterval(step, seconds * 1000);
    if (Date.now() - this.data.made > days * DAY) this.stopAlone();
  }

  /** Figures that are too old stay, under a mark that says so. */
  stopAlone() {
    clearInterval(this.turning);
    this.isOld = true;
    this.drawStage();
  }

  cover(className) {
    this.behind = document.getElementById("root");
    this.stage = make("div", className, document.body);
    this.stage.tabIndex = -1;
    this.stage.setAttribute("role", "application");
    this.stage.setAttribute("aria-label", this.data.words.show);
    this.behind.inert = true;
    document.addEventListener("keydown", this.keys, true);
    this.stage.focus();
  }

  drawStage() {
    const slide = this.data.slides[this.index];
    this.stage.classList.remove("black", "white");
    if (this.data.isNotes) return this.drawNotes();
    this.stage.innerHTML = slide.svg;
    this.stage.onclick = () => this.go(this.index + 1);
    make("div", "pora-said", this.stage, `${this.index + 1} / ${this.data.slides.length}. ${slide.words}`).setAttribute("aria-live", "polite");
    if (this.isOld) make("div", "pora-old", this.stage, this.data.words.old).setAttribute("role", "status");
    history.replaceState(history.state, "", this.alone || `#salindia-${this.index + 1}`);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.data.slides.length - 1;
    if (NEXT.has(event.key)) this.go(this.index + 1);
    else if (BACK.has(event.key)) this.go(this.index - 1);
    else if (event.key === "Home") this.go(0);
    else if (event.key === "End") this.go(last);
    else if (BLANK[event.key]) this.blank(BLANK[event.key]);
    else if (event.key === "Escape") this.end();
    else if (event.key === "f" || event.key === "F") this.toggleScreen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  blank(color) {
    const wasBlank = this.stage.classList.contains(color);
    this.stage.classList.remove("black", "white");
    if (!wasBlank) this.stage.classList.add(color);
  }

  toggleScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.stage.requestFullscreen?.().then(() => (this.wasFull = true), () => {});
  }

  go(index, tells = true) {
    if (!(index >= 0 && index < this.data.slides.length)) return;
    this.index = index;
    if (this.stage) this.drawStage();
    if (tells) this.report();
  }

  end() {
    if (!this.stage || this.data.isNotes) return;
    clearInterval(this.turning);
    this.alone = "";
    this.isOld = false;
    document.removeEventListener("keydown", this.keys, true);
    document.removeEventListener("fullscreenchange", this.leave);
    if (document.fullscreenElement) document.exitFullscreen();
    this.stage.remove();
    this.stage = undefined;
    this.behind.inert = false;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.mark();
    this.node.querySelector("button.start").focus();
  }

  openNotes() {
    if (!this.stage) {
      this.began = Date.now();
      this.cover("pora-notes");
      this.timer = setInterval(() => this.tick(), 1000);
      this.channel.postMessage("where");
    }
    this.drawStage();
  }

  drawNotes() {
    const { slides, words } = this.data;
    const slide = slides[this.index], next = slides[this.index + 1];
    this.stage.replaceChildren();
    const head = make("header", "", this.stage);
    make("strong", "", head, `${words.slide} ${this.index + 1} / ${slides.length}`);
    this.clock = make("span", "clock", head);
    const now = make("section", "now", this.stage);
    make("div", "picture", now).innerHTML = slide.svg;
    make("p", "said", now, slide.notes);
    for (const edit of slide.edited) make("p", "edited", now, edit);
    const then = make("section", "then", this.stage);
    make("h2", "", then, next ? words.next : words.last);
    if (next) make("div", "picture", then).innerHTML = next.svg;
    const bar = make("nav", "", then);
    for (const [name, step] of [["back", -1], ["forward", 1]]) {
      const button = make("button", "", bar, words[name]);
      button.type = "button";
      button.addEventListener("click", () => this.go(this.index + step));
    }
    make("p", "keys", then, words.keys);
    this.tick();
  }

  tick() {
    if (!this.clock) return;
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    const now = new Date();
    this.clock.textContent =
      `${two(now.getHours())}.${two(now.getMinutes())} · ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  }

  close() {
    if (this.stage && !this.data.isNotes) this.end();
    clearInterval(this.timer);
    document.removeEventListener("keydown", this.keys, true);
    if (this.stage) {
      this.stage.remove();
      this.behind.inert = false;
    }
    this.channel?.close();
  }
}
