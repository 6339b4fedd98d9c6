/* The months of a map as a slider that can play. A step waits for its map: the next is asked for once it has come. */

const PACE = 1100; // milliseconds that a month stays

const players = new WeakMap(); // by the element that Streamlit gives

export default function ({ data, parentElement, setTriggerValue }) {
  if (!players.has(parentElement)) players.set(parentElement, new Player(parentElement));
  const player = players.get(parentElement);
  player.tell = setTriggerValue;
  player.show(data);
  // Streamlit also cleans up after a call that the next one has overtaken: only a page that is gone counts.
  return () => parentElement.isConnected || player.stop();
}

class Player {
  constructor(parent) {
    this.node = document.createElement("div");
    this.node.className = "pora-player";
    this.node.setAttribute("aria-busy", "false"); // it is drawn at once, unlike a figure
    parent.append(this.node);
    this.back = this.button("previous", () => this.step(-1));
    this.toggle = this.button("play", () => (this.isPlaying ? this.stop() : this.play()));
    this.forward = this.button("next", () => this.step(1));
    const track = this.append("div", "track");
    this.slider = this.append("input", "", track);
    Object.assign(this.slider, { type: "range", min: 0, step: 1 });
    this.slider.addEventListener("input", () => this.name(Number(this.slider.value)));
    this.slider.addEventListener("change", () => this.choose(Number(this.slider.value)));
    this.marks = this.append("div", "marks", track);
    this.label = this.append("output", "");
  }

  append(tag, className, parent = this.node) {
    const element = document.createElement(tag);
    element.className = className;
    parent.append(element);
    return element;
  }

  button(className, act) {
    const button = this.append("button", className);
    button.type = "button";
    button.addEventListener("click", act);
    return button;
  }

  /** The month that the page shows now. While playing, the next one follows after its time. */
  show(data) {
    this.data = data;
    this.at = data.index; // the month that is shown, or was asked for since
    this.slider.max = data.months.length - 1;
    this.slider.setAttribute("aria-label", data.words.month);
    for (const [button, name] of [[this.back, "previous"], [this.forward, "next"]]) this.speak(button, data.words[name]);
    this.marks.replaceChildren(
      ...data.months.map(({ share }) => {
        const mark = document.createElement("i");
        mark.style.setProperty("--share", share);
        if (!share) mark.className = "none";
        return mark;
      }),
    );
    this.slider.value = data.index;
    this.name(data.index);
    this.back.disabled = data.index === 0;
    this.forward.disabled = data.index === data.months.length - 1;
    this.speak(this.toggle, data.words[this.isPlaying ? "pause" : "play"]);
    if (this.isPlaying) this.wait();
  }

  speak(button, words) {
    button.title = words;
    button.setAttribute("aria-label", words);
  }

  name(index) {
    const { label, note } = this.data.months[index];
    this.label.textContent = label;
    this.slider.setAttribute("aria-valuetext", `${label}, ${note}`);
    this.slider.title = `${label}: ${note}`;
  }

  /** By hand, which ends the play. */
  choose(index) {
    this.stop();
    this.go(index);
  }

  step(by) {
    this.choose(this.at + by);
  }

  play() {
    this.isPlaying = true;
    this.node.classList.add("playing");
    this.speak(this.toggle, this.data.words.pause);
    const isLast = this.at === this.data.months.length - 1;
    this.go(isLast ? 0 : this.at + 1);
  }

  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.node.isConnected && this.go(this.at + 1), PACE);
  }

  stop() {
    clearTimeout(this.timer);
    this.isPlaying = false;
    this.node.classList.remove("playing");
    if (this.data) this.speak(this.toggle, this.data.words.play);
  }

  go(index) {
    const month = this.data.months[index];
    if (index >= this.data.months.length - 1) this.stop();
    if (!month || index === this.at) return;
    this.at = index;
    this.tell("month", month.period);
  }
}
