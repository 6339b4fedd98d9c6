/* The shapes of a map: made once a layer, repainted at every change. Units are those of the layer. */

import { makeSvg } from "./labels.js";

const RING = 1.5; // pixels around a circle, in the colour of the ground
const TOUCHABLE = 20; // pixels: a larger circle hides its neighbours, and has their tooltip's and click's place
const WORDS = 16; // pixels that a name without a circle reaches above its point

let count = 0;

export class Ink {
  constructor(world, definitions) {
    Object.assign(this, { world, definitions, id: `pora-map-${(count += 1)}` });
    this.areas = makeSvg("g");
    this.insets = makeSvg("g");
    this.lines = makeSvg("path", { class: "outline" });
    this.bands = makeSvg("path", { class: "bands" });
    this.heavy = makeSvg("path", { class: "heavy" });
    this.coast = makeSvg("path", { class: "coast" });
    this.circles = makeSvg("g");
    this.stars = makeSvg("g", { class: "stars" });
    this.marks = makeSvg("g", { class: "marks" });
    world.append(this.areas, this.insets, this.lines, this.bands, this.coast, this.heavy, this.circles, this.stars);
    world.append(this.marks);
  }

  /** The areas of a layer, and its insets. */
  lay(layer, insets) {
    this.layer = layer;
    this.paths = layer.areas.map(() => []);
    this.stars.replaceChildren(); // they are of areas of the layer before
    this.shifts = new Map(); // by area, of those that lie in an inset as a whole
    this.areas.replaceChildren(...layer.areas.flatMap(({ path }, area) => (path ? [this.shape(area, path)] : [])));
    this.insets.replaceChildren(...insets.map((inset) => this.frame(inset)));
  }

  shape(area, path) {
    const shape = makeSvg("path", { d: path, class: "area" });
    shape.area = area;
    this.paths[area].push(shape);
    return shape;
  }

  frame([group, scale, x, y, left, top, right, bottom]) {
    const box = makeSvg("rect", { class: "frame", x: left, y: top, width: right - left, height: bottom - top });
    const parts = makeSvg("g", { class: "inset", transform: `translate(${x} ${y}) scale(${scale})` });
    for (const part of this.layer.far[group]) {
      parts.append(this.shape(part.area, part.path));
      if (!this.layer.areas[part.area].path) this.shifts.set(part.area, { scale, x, y, part });
    }
    const all = makeSvg("g");
    all.append(box, parts);
    return all;
  }

  /** Where an area is drawn: a point inside it. */
  point(area) {
    const { x, y } = this.layer.areas[area];
    const shift = this.shifts.get(area);
    return shift ? [shift.part.x * shift.scale + shift.x, shift.part.y * shift.scale + shift.y] : [x, y];
  }

  /** How wide and high an area is drawn. */
  size(area) {
    const shift = this.shifts.get(area);
    const [left, top, right, bottom] = shift ? shift.part.box : this.layer.areas[area].box;
    return [(right - left) * (shift?.scale ?? 1), (bottom - top) * (shift?.scale ?? 1)];
  }

  /** Fills by entry; areas that are not shown have none. `cells`: by area, { entry, value } or undefined. */
  paint(cells, data) {
    this.fills = this.definePatterns(data.entries, data.colors);
    for (const [area, cell] of cells.entries()) {
      const fill = cell ? this.fills[cell.entry] : "";
      for (const shape of this.paths[area]) {
        if (shape.fill === fill) continue;
        shape.fill = fill;
        shape.style.display = cell ? "" : "none";
        shape.setAttribute("fill", fill);
      }
    }
  }

  definePatterns(entries, colors) {
    this.patterns = [];
    const fills = entries.map(({ color, pattern }, number) => {
      if (!pattern) return color;
      const id = `${this.id}-${number}`;
      const step = pattern === "cross" ? 5 : 7;
      const tile = makeSvg("pattern", { id, width: step, height: step, patternUnits: "userSpaceOnUse" });
      const lines = pattern === "cross" ? `M0 0H${step}M0 0V${step}` : `M0 0H${step}`;
      const ink = pattern === "cross" ? colors.ground : colors.muted;
      const clearness = pattern === "cross" ? 0.8 : 0.55;
      tile.append(
        makeSvg("rect", { width: step, height: step, fill: color }),
        makeSvg("path", { d: lines, stroke: ink, "stroke-opacity": clearness, "stroke-width": 2 }),
      );
      this.patterns.push(tile);
      return `url(#${id})`;
    });
    this.definitions.replaceChildren(...this.patterns);
    return fills;
  }

  /** Lines between the areas next above, and around groups of them: those with another group on their other side. */
  outline(data, shown) {
    const codes = shown.map((area) => this.layer.areas[area].code);
    const above = new Set(codes.flatMap((code) => [code.slice(0, 5), code.slice(0, 8)])); // 8: kecamatan around desa
    const isShown = (code) => above.has(code) || above.has(code.slice(0, 2));
    const borders = this.layer.borders.filter(({ a, b }) => isShown(a) || isShown(b));
    const part = (code) => code.slice(0, data.outline);
    const thin = borders.filter(({ a, b }) => part(a) !== part(b));
    this.lines.setAttribute("d", thin.map(({ path }) => path).join(""));
    const number = (code) => 1 + data.groups.findIndex(({ codes }) => codes.includes(code));
    const heavy = borders.filter(({ a, b }) => number(a) !== number(b));
    const inside = heavy.filter(({ b }) => b).map(({ path }) => path).join("");
    this.bands.setAttribute("d", inside);
    this.heavy.setAttribute("d", inside);
    this.coast.setAttribute("d", heavy.filter(({ b }) => !b).map(({ path }) => path).join(""));
  }

  /** Circles, the largest first, so that a small one lies above. */
  circle(cells, circles) {
    this.sizes = new Map();
    if (!circles) return this.circles.replaceChildren();
    const { top, largest, smallest, above, below } = circles;
    const valued = [...cells.entries()].filter(([, cell]) => cell?.value !== undefined);
    valued.sort(([, one], [, other]) => Math.abs(other.value) - Math.abs(one.value));
    while (this.circles.childElementCount > valued.length) this.circles.lastChild.remove();
    while (this.circles.childElementCount < valued.length) this.circles.append(makeSvg("circle"));
    for (const [place, [area, { value }]] of valued.entries()) {
      const circle = this.circles.childNodes[place];
      const diameter = Math.max(largest * Math.sqrt(Math.abs(value) / top), smallest);
      this.sizes.set(area, diameter);
      const [x, y] = this.point(area);
      circle.area = area;
      const touch = diameter >= TOUCHABLE ? "auto" : "none";
      setChanged(circle, { cx: x, cy: y, fill: value > 0 ? above : below, "pointer-events": touch });
    }
    return undefined;
  }

  /** A diamond above what is drawn at an area. */
  star(areas) {
    const drawn = areas.map((area) => Object.assign(makeSvg("path", { d: "M0-6L5 0L0 6L-5 0z" }), { area }));
    this.stars.replaceChildren(...drawn);
  }

  /** How many pixels a diamond stands above the point of its area. */
  above(area) {
    return Math.max((this.sizes.get(area) ?? 0) / 2, WORDS) + 7;
  }

  /** What keeps its size on the screen, at so many pixels a unit. */
  scale(pixels) {
    for (const circle of this.circles.childNodes) {
      const diameter = this.sizes.get(circle.area);
      setChanged(circle, { r: diameter / 2 / pixels, "stroke-width": diameter > 6 ? RING / pixels : 0 });
    }
    for (const star of this.stars.childNodes) {
      const [x, y] = this.point(star.area);
      star.setAttribute("transform", `translate(${x} ${y - this.above(star.area) / pixels}) scale(${1 / pixels})`);
    }
    for (const tile of this.patterns) tile.setAttribute("patternTransform", `scale(${1 / pixels}) rotate(45)`);
  }

  /** A line around an area: of the one chosen, the one in focus, the one pointed at. */
  mark(name, area) {
    for (const old of this.marks.querySelectorAll(`.${name}`)) old.remove();
    for (const shape of area === undefined ? [] : this.paths[area]) {
      const line = makeSvg("path", { d: shape.getAttribute("d"), class: name });
      const transform = shape.parentNode.getAttribute("transform");
      if (transform) line.setAttribute("transform", transform);
      this.marks.append(line);
    }
  }
}

/** Attributes of a shape; one that is set again has its style found again, also where it is the same. */
function setChanged(shape, attributes) {
  shape.has ??= {};
  for (const [name, value] of Object.entries(attributes)) {
    if (shape.has[name] !== value) shape.setAttribute(name, value);
    shape.has[name] = value;
  }
}
