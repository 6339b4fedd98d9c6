/* Where the label of one area may stand: beside its circle or on its area, rather at sea or on its own area than on
   another, and near to no other circle. Where it has to go further, a line leads to it. */

import { LEADING, breakName, measure } from "./texts.js";

const GAP = 3; // pixels between a label and its circle
const FURTHER = [12, 22, 34, 48, 64];
const NEAR = 8; // pixels: a label that is further from its circle has a line to it
const CLEAR = 2; // pixels that it is nearer to it than to others
const AIR = 3; // pixels at either side of a line of a label: less, and two names read as one
const LINE_LETTERS = 14; // a longer name is broken at a space
const BEAD = 6; // pixels between the boxes that keep the room of a line free

// What is as bad as being so many pixels further: all on other areas, a line, near to another circle, another writing.
const [COVERED, LED, UNCLEAR, REWRITTEN] = [110, 12, 30, 8];
const SAMPLES = [0.15, 0.5, 0.85]; // of each line of a label

// Where a label may stand, in halves of its size: straight below, above, beside; then moved along each side.
const STRAIGHT = [[0, 1], [0, -1], [1, 0], [-1, 0]];
const BESIDE = [...STRAIGHT, ...[1, -1].flatMap((one) => [0.5, -0.5, 1, -1].flatMap((other) => [[one, other], [other, one]]))];

/** `ground`: { room, style, hasCircles, circles, land }; without `land` one place is as good as another. */
export class Places {
  constructor(label, ground) {
    Object.assign(this, { label, ground });
  }

  /** The best that is free: { label, boxes, lines, x, top, lead }. Further ones are made where nothing near is good. */
  choose(isFree) {
    this.near ??= this.list([GAP]);
    const near = this.near.find((place) => place.cost <= LED + NEAR && isFree(place));
    if (near) return near;
    this.all ??= this.ground.land && !this.label.isFramed ? sort([...this.near, ...this.list(FURTHER)]) : this.near;
    return this.all.find(isFree);
  }

  list(gaps) {
    const writings = listWritings(this.label, this.ground.hasCircles);
    return sort(writings.flatMap((names, writing) => [...this.move(this.write(names), names, gaps, writing * REWRITTEN)]));
  }

  write(names) {
    const { style } = this.ground;
    const { number } = this.label;
    return [
      ...names.map((text) => ({ text, font: style.font, size: style.size })),
      ...(number ? [{ text: number, font: style.bold, size: style.size * 1.1, bold: true }] : []),
    ];
  }

  *move(lines, names, gaps, cost) {
    const { x, y, radius } = this.label;
    const width = Math.max(...lines.map(({ text, font }) => measure(text, font)));
    const height = lines.reduce((sum, line) => sum + line.size * LEADING, 0);
    for (const gap of gaps) {
      for (const [across, down] of listMoves(radius, names.length, gap)) {
        const place = this.stand(lines, x + across * (radius + gap + width / 2), y + down * (radius + gap + height / 2) - height / 2);
        if (place) yield { ...place, cost: place.cost + cost };
      }
    }
  }

  /** The label there; undefined where it lies on a circle or an edge. */
  stand(lines, x, top) {
    const { label } = this;
    const { room, circles, land } = this.ground;
    const written = boxLines(lines, x, top);
    if (!written.every((box) => isInside(box, room))) return undefined;
    const away = measureGap(label, written);
    let isUnclear = false;
    for (const circle of circles) {
      if (circle === label) continue;
      const gap = measureGap(circle, written);
      if (gap < 0) return undefined;
      isUnclear ||= gap < Math.min(away, NEAR) + CLEAR;
    }
    if (!land) return { label, boxes: written, lines, x, top, cost: 0 };
    const cost = (isUnclear ? UNCLEAR : 0) + COVERED * this.share(written);
    if (away <= NEAR) return { label, boxes: written, lines, x, top, cost };
    const lead = leadTo(label, written);
    if (circles.some((circle) => circle !== label && doesCross(lead, circle))) return undefined;
    return { label, boxes: [...written, ...boxLead(lead)], lines, x, top, lead, cost: cost + LED + away };
  }

  /** The share of what is written that lies on another area. */
  share(boxes) {
    let covered = 0;
    for (const [left, top, right, bottom] of boxes) {
      for (const across of SAMPLES) {
        const area = this.ground.land(left + (right - left) * across, (top + bottom) / 2);
        if (area !== undefined && area !== this.label.area) covered += 1;
      }
    }
    return covered / boxes.length / SAMPLES.length;
  }
}

/** The cheapest first; of the same cost the earlier one. */
function sort(places) {
  return places.sort((one, other) => one.cost - other.cost);
}

/** A long name in two lines, then any of several words; the number alone where no circle would go without its name. */
function listWritings({ name, number }, hasCircles) {
  const [usual, narrow] = [breakName(name, LINE_LETTERS), breakName(name, 0)];
  const writings = narrow.length > usual.length ? [usual, narrow] : [usual];
  return hasCircles || !number ? writings : [...writings, []];
}

/** A name may stand on its area where there is no circle, and a number alone nowhere else. */
function listMoves(radius, nameCount, gap) {
  const inside = !radius && gap === GAP ? [[0, 0]] : [];
  return radius || nameCount ? [...inside, ...BESIDE] : inside;
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

function isInside([left, top, right, bottom], [width, height]) {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}

/** Pixels between a circle and what is written; less than none where they meet. */
function measureGap({ x, y, radius }, boxes) {
  let least = Infinity;
  for (const box of boxes) {
    const across = x - clamp(x, box[0], box[2]);
    const down = y - clamp(y, box[1], box[3]);
    least = Math.min(least, across * across + down * down);
  }
  return Math.sqrt(least) - radius;
}

/** From the edge of the circle to the nearest point of what is written. */
function leadTo({ x, y, radius }, boxes) {
  const ends = boxes.map(([left, top, right, bottom]) => [clamp(x, left, right), clamp(y, top, bottom)]);
  const away = ([across, down]) => Math.hypot(across - x, down - y);
  const end = ends.reduce((best, one) => (away(one) < away(best) ? one : best));
  const share = radius / away(end);
  return [[x + (end[0] - x) * share, y + (end[1] - y) * share], end];
}

function doesCross([[x, y], [right, bottom]], circle) {
  const [across, down] = [right - x, bottom - y];
  const share = clamp(((circle.x - x) * across + (circle.y - y) * down) / (across * across + down * down), 0, 1);
  return Math.hypot(x + across * share - circle.x, y + down * share - circle.y) < circle.radius + 1;
}

/** The room of a line, as small boxes along it. */
function boxLead([[x, y], [right, bottom]]) {
  const steps = Math.ceil(Math.hypot(right - x, bottom - y) / BEAD);
  return Array.from({ length: steps }, (_, step) => {
    const [across, down] = [x + ((right - x) * step) / steps, y + ((bottom - y) * step) / steps];
    return [across - 1, down - 1, across + 1, down + 1];
  });
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
