/* Where a map looks at: moved by wheel, fingers, drag, buttons and keys; maps that belong together move as one. */

const MOST = 40;
const STEP = 1.6; // of a button, a key, a double click
const STILL = 6; // pixels that a finger may move and still tap
const together = new Map(); // by name, the views of a page that move as one
let moved; // what was moved last, for maps that come in the place of others

export class View {
  constructor(stage, onMove, onTap) {
    Object.assign(this, { stage, onMove, onTap, zoom: 1, fingers: new Map(), room: { width: 0 } });
    stage.addEventListener("wheel", (event) => this.roll(event), { passive: false });
    stage.addEventListener("pointerdown", (event) => this.press(event));
    stage.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => this.lift(event, end));
    stage.addEventListener("dblclick", (event) => this.zooms && this.zoomAt(event, STEP ** 2));
  }

  /** The box to be seen, in units of the map. What was moved by hand stays while `place` does, also in maps that come
   *  in the place of others, as two months in that of one. */
  look(box, place, name, zooms) {
    this.zooms = zooms;
    if (place !== this.place) {
      if (this.place) moved = undefined;
      const known = [...(together.get(name) ?? []), ...(zooms && moved ? [moved] : [])];
      Object.assign(this, { box, place, zoom: 1, center: middle(box) });
      const other = known.find((one) => one !== this && one.place === place);
      if (other) Object.assign(this, { zoom: other.zoom, center: other.center });
    }
    this.box = box;
    if (this.name !== name) {
      this.leave();
      this.name = name;
      if (name) together.set(name, (together.get(name) ?? new Set()).add(this));
    }
  }

  /** The stage in pixels. Asked for at a change of size alone: to tell it, the browser lays out the whole page. */
  measure() {
    this.room = { width: this.stage.clientWidth, height: this.stage.clientHeight };
    return this.room;
  }

  leave() {
    together.get(this.name)?.delete(this);
  }

  /** Pixels of a unit, and where the map's corner lies. */
  transform() {
    const { width, height } = this.room;
    const [left, top, right, bottom] = this.box;
    const fit = Math.min((width - 2 * this.air) / (right - left), (height - 2 * this.air) / (bottom - top));
    const scale = Math.max(fit, 1e-6) * this.zoom;
    return { scale, x: width / 2 - this.center[0] * scale, y: height / 2 - this.center[1] * scale };
  }

  get air() {
    return Math.min(14, this.room.width / 40);
  }

  move(zoom, center) {
    const [left, top, right, bottom] = this.box;
    this.zoom = Math.min(Math.max(zoom, 1), MOST);
    const home = middle(this.box);
    const free = 1 - 1 / this.zoom; // at home there is nothing to move to
    const clamp = (value, low, high, mid) => Math.min(Math.max(value, mid + (low - mid) * free), mid + (high - mid) * free);
    this.center = [clamp(center[0], left, right, home[0]), clamp(center[1], top, bottom, home[1])];
    moved = { place: this.place, zoom: this.zoom, center: this.center };
    this.stage.style.touchAction = this.zoom > 1 ? "none" : "pan-y";
    for (const one of together.get(this.name) ?? [this]) {
      if (one !== this) Object.assign(one, { zoom: this.zoom, center: this.center });
      one.onMove();
    }
  }

  pan(across, down) {
    const { scale } = this.transform();
    this.move(this.zoom, [this.center[0] + across / scale, this.center[1] + down / scale]);
  }

  home() {
    this.move(1, middle(this.box));
  }

  step(direction) {
    this.move(this.zoom * STEP ** direction, this.center);
  }

  /** Zooms about a point of the screen, which stays where it is. */
  zoomAt({ clientX, clientY }, factor) {
    const box = this.stage.getBoundingClientRect();
    const before = this.transform();
    const point = [(clientX - box.left - before.x) / before.scale, (clientY - box.top - before.y) / before.scale];
    const zoom = Math.min(Math.max(this.zoom * factor, 1), MOST);
    const share = this.zoom / zoom;
    this.move(zoom, point.map((one, axis) => one + (this.center[axis] - one) * share));
  }

  /** Brings a point of the map into sight. */
  reveal([x, y]) {
    const { scale, x: left, y: top } = this.transform();
    const [across, down] = [x * scale + left, y * scale + top];
    const { width, height } = this.room;
    if (across < 20 || down < 20 || across > width - 20 || down > height - 20) this.move(this.zoom, [x, y]);
  }

  roll(event) {
    if (!this.zooms) return;
    event.preventDefault();
    this.zoomAt(event, 2 ** (-event.deltaY / (event.deltaMode ? 12 : 240)));
  }

  press(event) {
    if (event.target.closest("button")) return;
    if (!this.fingers.size) this.start = { x: event.clientX, y: event.clientY, target: event.target, still: true };
    this.fingers.set(event.pointerId, event);
  }

  drag(event) {
    const last = this.fingers.get(event.pointerId);
    if (!last) return;
    const far = Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) > STILL;
    if (this.start.still && !far && this.fingers.size === 1) return;
    if (this.start.still) this.hold(event);
    const before = this.spread();
    this.fingers.set(event.pointerId, event);
    if (!this.zooms) return;
    const after = this.spread();
    if (this.fingers.size > 1) this.zoomAt({ clientX: after.x, clientY: after.y }, after.width / before.width);
    if (this.zoom > 1) this.pan(before.x - after.x, before.y - after.y);
  }

  /** From here on it is no tap; the drag goes on outside of the map. */
  hold(event) {
    this.start.still = false;
    for (const id of this.fingers.keys()) this.stage.setPointerCapture(id);
    this.fingers.set(event.pointerId, event);
  }

  /** The middle of the fingers and how far they are apart. */
  spread() {
    const all = [...this.fingers.values()];
    const [x, y] = ["clientX", "clientY"].map((axis) => all.reduce((sum, one) => sum + one[axis], 0) / all.length);
    const width = all.length > 1 ? Math.hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY) : 1;
    return { x, y, width: Math.max(width, 1) };
  }

  lift(event, end) {
    const wasDown = this.fingers.delete(event.pointerId);
    if (!wasDown || this.fingers.size || !this.start.still || end === "pointercancel" || event.button > 0) return;
    this.onTap(this.start.target, event);
  }
}

function middle([left, top, right, bottom]) {
  return [(left + right) / 2, (top + bottom) / 2];
}
