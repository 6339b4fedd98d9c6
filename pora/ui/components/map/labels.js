/* Names and numbers on a map, placed by their measured size: none hits another, a large circle, or the edge. */

import { Places } from "./places.js";
import { LEADING, measure } from "./texts.js";

const COVERING = 22; // pixels: no label lies on a circle of that size, where there are few on none
const FEW = 40; // labels
const TURNS = 4; // to find a place for one more

/** Labels ({ x, y, radius, area, name, number }, the most important first) that have a place, with `lines` to be drawn
 *  and, where one had to go further, a `lead` from its circle. `land` tells the area at a pixel, where all are to be
 *  named: few names rather stand at sea or on their own area than on another. One that has no place is tried before
 *  the others, then behind those that it drives out; all that had a place keep one. */
export function placeLabels(labels, room, style, taken, frames, hasCircles, land) {
  const isFew = labels.length <= FEW;
  const circles = labels.filter(({ radius }) => radius * 2 >= (isFew ? 1 : COVERING));
  const ground = { room, style, hasCircles, circles, land: isFew && land };
  const places = new Map(labels.map((label) => [label, new Places(label, ground)]));
  const place = (order) => placeInOrder(order, places, taken, frames);
  let [order, placed] = [labels, place(labels)];
  if (!isFew) return placed;
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

/** Each label in its best place that nothing taken meets. */
function placeInOrder(labels, places, taken, frames) {
  const placed = [];
  const names = [...taken];
  for (const label of labels) {
    const obstacles = label.isFramed ? names : [...names, ...frames];
    const found = places.get(label).choose(({ boxes }) => !boxes.some((box) => obstacles.some((other) => doMeet(box, other))));
    if (!found) continue;
    names.push(...found.boxes);
    placed.push(found);
  }
  return placed;
}

export function doMeet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
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

/** The line from a circle to its label. */
export function makeLead([[x, y], [right, bottom]]) {
  return makeSvg("path", { d: `M${x} ${y}L${right} ${bottom}`, class: "lead" });
}

export function makeSvg(tag, attributes = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
