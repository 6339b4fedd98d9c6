/* Which area lies at a place of a map: asked for once a place, so that a name may be moved about. */

const CELL = 6; // pixels
const BUCKETS = 48; // a side of the map, to look for the areas of a place among few
const ROW = 2 ** 20; // more cells than a row of any view has

const hits = document.createElement("canvas").getContext("2d");

export class Land {
  constructor(areas) {
    const drawn = areas.flatMap(({ path, box }, area) => (path ? [{ path, box, area }] : []));
    const all = [0, 1].map((side) => Math.min(...drawn.map(({ box }) => box[side])));
    const ends = [2, 3].map((side) => Math.max(...drawn.map(({ box }) => box[side])));
    this.corner = all;
    this.step = Math.max(...ends.map((end, axis) => end - all[axis])) / BUCKETS || 1;
    this.buckets = new Map();
    for (const one of drawn) {
      const [left, top, right, bottom] = one.box.map((side, at) => this.bucket(side, at % 2));
      for (let column = left; column <= right; column += 1) {
        for (let row = top; row <= bottom; row += 1) {
          const key = row * ROW + column;
          if (!this.buckets.has(key)) this.buckets.set(key, []);
          this.buckets.get(key).push(one);
        }
      }
    }
    this.found = new Map(); // by cell
  }

  bucket(at, axis) {
    return Math.floor((at - this.corner[axis]) / this.step);
  }

  /** The area at a point, in units of the layer; undefined at sea. All of a cell has the area of its middle. */
  find(x, y, scale) {
    if (scale !== this.scale) this.found.clear();
    this.scale = scale;
    const [column, row] = [Math.floor((x * scale) / CELL), Math.floor((y * scale) / CELL)];
    const cell = row * ROW + column;
    if (!this.found.has(cell)) this.found.set(cell, this.search(((column + 0.5) * CELL) / scale, ((row + 0.5) * CELL) / scale));
    return this.found.get(cell);
  }

  search(x, y) {
    for (const one of this.buckets.get(this.bucket(y, 1) * ROW + this.bucket(x, 0)) ?? []) {
      const { box } = one;
      if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
      one.shape ??= new Path2D(one.path);
      if (hits.isPointInPath(one.shape, x, y, "evenodd")) return one.area;
    }
    return undefined;
  }
}
