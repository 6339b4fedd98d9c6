/* Names and numbers on a map, placed by their measured size: none hits another, a large circle, or the edge. */

const GAP = 3; // pixels between a label and its circle
const AIR = 3; // pixels at either side of a line of a label: less, and two names read as one
const LEADING = 1.12;
const LINE_LETTERS = 14; // a longer name is broken at a space
const COVERING = 22; // pixels: no label lies on a circle of that size, where there are few on none
const FEW = 40; // labels
const TURNS = 4; // to find a place for one more

const canvas = document.createElement("canvas").getContext("2d");
const widths = new Map();

function measure(text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    canvas.font = font;
    widths.set(key, canvas.measureText(text).width);
  }
  return widths.get(key);
}

/** Labels ({ x, y, radius, name, number }, the most important first) that have a place, with `lines` to be drawn. One
 *  that has none is tried before the others, then behind those that it drives out; all that had a place keep one. */
export function placeLabels(labels, room, style, taken, frames, hasCircles) {
  const circles = labels.filter(({ radius }) => radius * 2 >= (labels.length > FEW ? COVERING : 1));
  const place = (order) => placeInOrder(order, room, style, taken, frames, circles, hasCircles);
  let [order, placed] = [labels, place(labels)];
  if (labels.length > FEW) return placed;
  const putFirst = (some, others) => [...some, ...others.filter((one) => !some.includes(one))];
  const listLost = (found) => placed.map(({ label }) => label).filter((label) => !found.some((one) => one.label === label));
  for (const label of labels) {
    if (placed.some((one) => one.label === label)) continue;
    let tried = putFirst([label], order);
    for (let turn = 0; turn < TURNS; turn += 1) {
      const found = place(tried);
      const lost = listLost(found);
      if (!lost.length && found.length > placed.length) [order, placed] = [tried, found];
      if (!lost.length) break;
      tried = putFirst(lost, tried);
    }
  }
  return placed;
}

function placeInOrder(labels, room, style, taken, frames, circles, hasCircles) {
  const placed = [];
  const names = [...taken];
  for (const label of labels) {
    const obstacles = label.isFramed ? names : [...names, ...frames];
    const writings = [breakName(label.name, LINE_LETTERS), breakName(label.name, 0), ...(hasCircles ? [] : [[]])];
    let found;
    for (const lines of writings) found ??= tryLabel(label, lines, room, style, obstacles, circles);
    if (!found) continue;
    names.push(...found.boxes);
    placed.push(found);
  }
  return placed;
}

function tryLabel(label, names, room, style, obstacles, circles) {
  const lines = [
    ...names.map((text) => ({ text, font: style.font, size: style.size })),
    ...(label.number ? [{ text: label.number, font: style.bold, size: style.size * 1.1, bold: true }] : []),
  ];
  if (!lines.length) return undefined;
  const width = Math.max(...lines.map(({ text, font }) => measure(text, font)));
  const height = lines.reduce((sum, line) => sum + line.size * LEADING, 0);
  for (const [across, down] of label.radius ? BESIDE : [[0, 0], ...(names.length ? BESIDE : [])]) {
    const x = label.x + across * (label.radius + GAP + width / 2);
    const y = label.y + down * (label.radius + GAP + height / 2);
    const boxes = boxLines(lines, x, y - height / 2);
    const isTaken = (box) => obstacles.some((other) => doMeet(box, other)) || circles.some((circle) => circle !== label && isOnCircle(box, circle));
    if (boxes.some((box) => !isInside(box, room) || isTaken(box))) continue;
    return { label, boxes, x, top: y - height / 2, lines };
  }
  return undefined;
}

/** Each line of a label takes its own room: a number below a long name leaves the ground beside it to others. */
function boxLines(lines, x, top) {
  return lines.map(({ text, font, size }) => {
    const half = measure(text, font) / 2 + AIR;
    const box = [x - half, top, x + half, top + size * LEADING];
    top = box[3];
    return box;
  });
}

// Where a label may stand, in halves of its size: straight below, above, beside; then moved along each side.
const STRAIGHT = [[0, 1], [0, -1], [1, 0], [-1, 0]];
const BESIDE = [...STRAIGHT, ...[1, -1].flatMap((one) => [0.5, -0.5, 1, -1].flatMap((other) => [[one, other], [other, one]]))];

function breakName(name, letters) {
  if (name.length <= letters || !name.includes(" ")) return [name];
  const words = name.split(" ");
  let best = 1;
  for (let at = 1; at < words.length; at += 1) {
    const longest = (cut) => Math.max(words.slice(0, cut).join(" ").length, words.slice(cut).join(" ").length);
    if (longest(at) < longest(best)) best = at;
  }
  return [words.slice(0, best).join(" "), words.slice(best).join(" ")];
}

function isInside([left, top, right, bottom], [width, height]) {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

export function doMeet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function isOnCircle([left, top, right, bottom], { x, y, radius }) {
  const across = x - Math.min(Math.max(x, left), right);
  const down = y - Math.min(Math.max(y, top), bottom);
  return across ** 2 + down ** 2 < radius ** 2;
}

/** The box of one line of text around a point, with the width that it takes. */
export function boxOfText(text, x, y, font, size, spacing = 0) {
  const lines = text.split("\n");
  const width = Math.max(...lines.map((line) => measure(line, font) + spacing * line.length));
  const height = lines.length * size * LEADING;
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

export function makeText(lines, x, top, className = "") {
  const text = makeSvg("text", { "text-anchor": "middle", class: className });
  let y = top;
  for (const line of lines) {
    const span = makeSvg("tspan", { x, y: y + line.size * 0.9, "font-size": line.size });
    if (line.bold) span.setAttribute("font-weight", 600);
    span.textContent = line.text;
    text.append(span);
    y += line.size * LEADING;
  }
  return text;
}

export function makeSvg(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
