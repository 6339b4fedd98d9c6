/* A map in SVG that stays while its page is open: a change sends states, numbers and words, and repaints them. */

import { Ink } from "./ink.js";
import { boxOfText, doMeet, makeLead, makeSvg, makeText, placeLabels } from "./labels.js";
import { Land } from "./land.js";
import { loadLayer } from "./layers.js";
import { make, writeLegend } from "./legend.js";
import { View } from "./view.js";
import { findNeighbour, pressKey } from "./walk.js";
import { Words } from "./words.js";

const USUAL = 520; // pixels of width that circles are made for
const EDGE = 4; // pixels between the buttons and their corner
const FINGER = 24; // pixels around a tap in which the nearest area is meant

const maps = new WeakMap(); // by the element that Streamlit gives

export default function ({ data, parentElement, setTriggerValue }) {
  if (!maps.has(parentElement)) maps.set(parentElement, new AreaMap(parentElement));
  const map = maps.get(parentElement);
  map.tell = setTriggerValue;
  map.show(JSON.parse(new TextDecoder().decode(data)));
  // Streamlit also cleans up after a call that the next one has overtaken: only a page that is gone counts.
  return () => parentElement.isConnected || map.remove();
}

class AreaMap {
  constructor(parent) {
    this.node = make("div", "pora-map");
    this.stage = make("div", "stage");
    this.svg = makeSvg("svg", { role: "application" });
    this.world = makeSvg("g", { class: "world" });
    this.texts = makeSvg("g", { class: "labels", "aria-hidden": "true" });
    const definitions = makeSvg("defs");
    this.svg.append(definitions, this.world, this.texts);
    this.tip = make("div", "tip");
    this.tip.hidden = true;
    this.tip.setAttribute("aria-hidden", "true"); // the focused area says the same
    this.buttons = make("div", "buttons");
    this.stage.append(this.svg, this.buttons, this.tip);
    this.legend = make("div", "legend");
    this.node.append(this.stage, this.legend);
    parent.append(this.node);
    this.ink = new Ink(this.world, definitions);
    this.view = new View(this.stage, () => this.frame(), (target, event) => this.tap(target, event));
    this.listen();
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.stage);
  }

  listen() {
    this.svg.addEventListener("keydown", (event) => pressKey(event, this) && event.preventDefault());
    this.svg.addEventListener("focusin", () => this.ink.mark("focus", this.active));
    this.svg.addEventListener("focusout", () => this.ink.mark("focus"));
    this.stage.addEventListener("pointermove", (event) => event.pointerType === "mouse" && this.point(event));
    this.stage.addEventListener("pointerleave", () => this.hideTip());
  }

  /** Draws the newest data; what comes while a layer is on its way waits for it. */
  async show(data) {
    this.data = data;
    this.node.setAttribute("aria-busy", "true");
    try {
      const layer = await loadLayer(data.layer);
      if (data !== this.data) return;
      if (this.failure) this.recover();
      this.draw(layer, data);
      requestAnimationFrame(() => data === this.data && this.node.setAttribute("aria-busy", "false"));
    } catch (error) {
      if (data === this.data) this.fail(error);
    }
  }

  draw(layer, data) {
    const laid = `${data.layer} ${JSON.stringify(data.insets)}`;
    if (laid !== this.laid) {
      this.ink.lay(layer, data.insets);
      this.land = new Land(layer.areas);
    }
    this.laid = laid;
    this.words = new Words(data);
    this.read(data);
    this.node.classList.toggle("alone", !data.legend);
    for (const [name, color] of Object.entries(data.colors)) this.node.style.setProperty(`--${name}`, color);
    this.node.style.setProperty("--line-width", data.line);
    this.view.look(data.view, data.place, data.together, data.zooms);
    this.ink.paint(this.cells, data);
    this.ink.outline(data, this.shown);
    this.ink.star(data.marks.filter((area) => this.cells[area]));
    this.ink.mark("chosen", this.find(data.selected));
    this.ink.mark("pointed");
    this.hideTip();
    this.svg.setAttribute("aria-label", data.words);
    this.svg.setAttribute("aria-roledescription", data.say.map);
    this.showButtons();
    if (!this.view.room.width) this.view.measure();
    this.fitCircles();
    this.keepActive();
    this.frame();
  }

  resize() {
    const { width } = this.view.room;
    this.view.measure();
    if (!this.cells) return;
    if (width !== this.view.room.width) this.fitCircles();
    this.frame();
  }

  /** Circles are made for a map on a laptop; on a telephone, and where maps are small, all are smaller. */
  fitCircles() {
    const circles = shrink(this.data.circles, this.view.room.width);
    this.ink.circle(this.cells, circles);
    if (this.data.legend) writeLegend(this.legend, { ...this.data, circles });
  }

  /** By area: { entry, value }; undefined where it is not shown. */
  read({ states, values, entries }) {
    let next = 0;
    this.order = null; // it was of the areas shown before
    this.cells = [...states].map((letter) => {
      if (letter === ".") return undefined;
      const entry = parseInt(letter, 36);
      return entries[entry].counts ? { entry, value: values[next++] } : { entry };
    });
    this.shown = this.cells.flatMap((cell, area) => (cell ? [area] : []));
  }

  find(code) {
    const area = code ? this.ink.layer.areas.findIndex((one) => one.code === code) : -1;
    return this.cells[area] ? area : undefined;
  }

  /** Puts everything where the view has it. */
  frame() {
    const { width, height } = this.view.room;
    if (!width || !height || !this.cells) return;
    const { scale, x, y } = this.view.transform();
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.world.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale})`);
    this.ink.scale(scale);
    this.writeNames({ scale, x, y, width, height });
    this.node.dataset.view = [this.view.zoom, ...this.view.center].map((one) => one.toFixed(2)).join(" ");
  }

  writeNames({ scale, x, y, width, height }) {
    const style = this.style ?? (this.style = readStyle(this.node));
    const place = (point) => [point[0] * scale + x, point[1] * scale + y];
    const [drawn, taken] = [[], this.listButtons(width, height)];
    for (const { text, at, className, spacing } of this.listCaptions()) {
      const [left, top] = place(at);
      const box = boxOfText(text, left, top, style.caption, 12.5, spacing);
      if (taken.some((one) => doMeet(one, box))) continue;
      taken.push(box);
      const lines = text.split("\n").map((line) => ({ text: line, size: 12.5 }));
      drawn.push(makeText(lines, left, box[1], className));
    }
    for (const { area } of this.ink.stars.childNodes) {
      const [left, top] = place(this.ink.point(area));
      const middle = top - this.ink.above(area);
      taken.push([left - 6, middle - 7, left + 6, middle + 7]);
    }
    const labels = [];
    for (const area of this.rank()) {
      if (labels.length >= this.data.labels && this.data.labels >= 0) break;
      const [left, top] = place(this.ink.point(area));
      if (left < 0 || top < 0 || left > width || top > height) continue;
      const number = this.words.shorten(this.cells[area]);
      const radius = (this.ink.sizes.get(area) ?? 0) / 2;
      const isFramed = this.ink.shifts.has(area);
      labels.push({ area, x: left, y: top, radius, number, isFramed, name: this.ink.layer.areas[area].name });
    }
    const frames = this.data.insets.map((inset) => [...place(inset.slice(4, 6)), ...place(inset.slice(6, 8))]);
    const areAll = this.data.labels < 0 || this.data.labels >= this.shown.length;
    const land = areAll && ((left, top) => {
      const area = this.land.find((left - x) / scale, (top - y) / scale, scale);
      return this.cells[area] && area;
    });
    const placed = placeLabels(labels, [width, height], style, taken, frames, Boolean(this.data.circles), land);
    drawn.push(...placed.flatMap(({ lead }) => (lead ? [makeLead(lead)] : [])));
    drawn.push(...placed.map(({ lines, x: left, top }) => makeText(lines, left, top)));
    this.texts.replaceChildren(...drawn);
  }

  /** The room of the buttons in their corner, below which no name can be read. */
  listButtons(width, height) {
    if (!this.buttons.childElementCount) return [];
    this.corner ??= [this.buttons.offsetWidth + EDGE, this.buttons.offsetHeight + EDGE];
    return [[width - this.corner[0], height - this.corner[1], width, height]];
  }

  /** Areas that may be named, the largest numbers first; those without a number only where all are. */
  rank() {
    const size = (area) => Math.abs(this.cells[area].value ?? 0);
    const hasValue = (area) => this.cells[area].value !== undefined;
    const all = this.data.labels < 0;
    this.order ??= this.shown.filter((area) => all || hasValue(area)).sort((a, b) => size(b) - size(a));
    return this.order;
  }

  /** Names of outlined groups, inside the member area nearest to their middle; of blocks of tiles, above them. */
  *listCaptions() {
    const { areas, captions } = this.ink.layer;
    const shown = new Set(this.shown.map((area) => areas[area].code.slice(0, 5)));
    for (const { name, codes } of this.data.groups) {
      const own = this.shown.filter((area) => codes.includes(areas[area].code.slice(0, 5)));
      if (!name || !own.length) continue;
      const points = own.map((area) => this.ink.point(area));
      const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
      points.sort((a, b) => Math.hypot(a[0] - mean[0], a[1] - mean[1]) - Math.hypot(b[0] - mean[0], b[1] - mean[1]));
      yield { text: name.toUpperCase(), at: points[0], className: "group", spacing: 1.5 };
    }
    for (const { code, x, y, text } of captions) {
      const has = shown.has(code) || this.shown.some((area) => areas[area].code.startsWith(code));
      if (has) yield { text, at: [x, y], className: "caption", spacing: 0 };
    }
  }

  // --- one area ------------------------------------------------------------------------------------------------

  /** One area at a time takes the keyboard; it stays through changes. */
  keepActive() {
    const kept = this.active !== undefined && this.activeIn === this.data.layer && this.cells[this.active];
    const first = this.find(this.data.selected) ?? this.rank()[0] ?? this.shown[0];
    this.activate(kept ? this.active : first);
  }

  activate(area) {
    for (const old of this.svg.querySelectorAll("path[role]")) {
      for (const name of ["role", "tabindex", "aria-label"]) if (old !== this.paths(area)) old.removeAttribute(name);
    }
    this.active = area;
    this.activeIn = this.data.layer;
    const shape = this.paths(area);
    if (!shape) return;
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("aria-label", this.describe(area));
  }

  paths(area) {
    return area === undefined ? undefined : this.ink.paths[area]?.[0];
  }

  describe(area) {
    const { name, parent } = this.ink.layer.areas[area];
    return `${name}, ${parent}: ${this.words.describe(this.cells[area])}`;
  }

  walk(direction) {
    if (this.active === undefined) return;
    const points = this.shown.map((area) => [area, this.ink.point(area)]);
    const next = findNeighbour(points, this.ink.point(this.active), direction);
    if (next === undefined) return;
    this.activate(next);
    this.view.reveal(this.ink.point(next));
    this.paths(next).focus({ preventScroll: true });
    this.showTip(next);
  }

  choose(area) {
    if (area !== undefined && this.data.listens) this.tell("area", this.ink.layer.areas[area].code);
  }

  tap(target, event) {
    const area = this.cells && (target.area ?? this.findNear(event));
    if (area === undefined) return this.hideTip();
    this.activate(area);
    this.showTip(area, event);
    return this.choose(area);
  }

  /** What a finger meant that hit no area. */
  findNear({ clientX, clientY, pointerType }) {
    if (pointerType === "mouse") return undefined;
    const box = this.stage.getBoundingClientRect();
    const { scale, x, y } = this.view.transform();
    const away = (area) => {
      const [left, top] = this.ink.point(area);
      return Math.hypot(left * scale + x - (clientX - box.left), top * scale + y - (clientY - box.top));
    };
    const near = this.shown.filter((area) => away(area) < FINGER);
    return near.sort((one, other) => away(one) - away(other))[0];
  }

  point(event) {
    const area = event.target.area;
    if (area === undefined || !this.cells[area] || event.buttons) this.hideTip();
    else this.showTip(area, event);
  }

  showTip(area, event) {
    if (area !== this.pointed) {
      this.pointed = area;
      this.ink.mark("pointed", area);
      const { name, parent } = this.ink.layer.areas[area];
      const head = make("p");
      head.append(make("b", "", name), `, ${parent}`);
      this.tip.replaceChildren(head, make("p", "", this.words.describe(this.cells[area])));
      this.tip.hidden = false;
    }
    const box = this.stage.getBoundingClientRect();
    const { scale, x, y } = this.view.transform();
    const [left, top] = this.ink.point(area);
    const at = event ? [event.clientX - box.left, event.clientY - box.top] : [left * scale + x, top * scale + y];
    const right = at[0] > box.width / 2;
    const below = at[1] < 80;
    this.tip.style.transform = `translate(${right ? "-100%" : "0"}, ${below ? "0" : "-100%"})`;
    this.tip.style.left = `${at[0] + (right ? -12 : 12)}px`;
    this.tip.style.top = `${at[1] + (below ? 18 : -12)}px`;
  }

  hideTip() {
    this.pointed = undefined;
    this.tip.hidden = true;
    this.ink.mark("pointed");
  }

  // --- the rest ------------------------------------------------------------------------------------------------

  showButtons() {
    if (this.buttons.childElementCount || !this.data.zooms) return;
    for (const [sign, name, act] of [
      ["+", "in", () => this.view.step(1)],
      ["\u2212", "out", () => this.view.step(-1)],
      ["\u2302", "home", () => this.view.home()],
    ]) {
      const button = make("button", "", sign);
      button.type = "button";
      button.title = this.data.say[name];
      button.setAttribute("aria-label", this.data.say[name]);
      button.addEventListener("click", act);
      this.buttons.append(button);
    }
  }

  fail(error) {
    console.error(error);
    this.failure ??= make("p", "failure");
    this.failure.textContent = `${this.data.say.failed} ${this.data.words}`;
    this.stage.hidden = this.legend.hidden = true;
    this.node.append(this.failure);
    this.node.setAttribute("aria-busy", "false");
  }

  recover() {
    this.failure.remove();
    this.failure = undefined;
    this.stage.hidden = this.legend.hidden = false;
  }

  remove() {
    this.observer.disconnect();
    this.view.leave();
    this.node.remove();
  }
}

function shrink(circles, width) {
  if (!circles || !width) return circles;
  const share = Math.min(1, Math.max(0.4, width / USUAL));
  const key = circles.key.map(([diameter, words]) => [diameter * share, words]);
  return { ...circles, key, largest: circles.largest * share, smallest: circles.smallest * share };
}

function readStyle(node) {
  const { fontFamily } = getComputedStyle(node);
  return { size: 15, font: `15px ${fontFamily}`, bold: `600 16.5px ${fontFamily}`, caption: `12.5px ${fontFamily}` };
}
