/* A figure of Plotly that stays while its page is open: a rerun draws its changes into the map that is there. */

const NARROW = 560; // pixels: on a narrower screen what stands beside a map goes below it
const BESIDE_LEGEND = 205; // pixels from the left, below a narrow map: the key to circle sizes
const LINE = 21; // pixels of a line in a legend; two more are for the space around it
const TILE = 512; // pixels of the whole world at zoom 0
const AIR = 0.97; // share of the box that the bounds may fill

const figures = new WeakMap(); // by the element that Streamlit gives
let plotly; // a promise: the first figure loads the script, for all

export default function ({ data, parentElement, setTriggerValue }) {
  if (!figures.has(parentElement)) figures.set(parentElement, new Figure(parentElement));
  const figure = figures.get(parentElement);
  figure.tell = setTriggerValue;
  figure.show(JSON.parse(new TextDecoder().decode(data)));
  // Streamlit also cleans up after a call that the next one has overtaken: only a page that is gone counts.
  return () => parentElement.isConnected || figure.remove();
}

function loadPlotly(address) {
  plotly ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      plotly = undefined;
      reject(new Error(`${address} did not load.`));
    };
    document.head.append(script);
  });
  return plotly;
}

class Figure {
  constructor(parent) {
    this.node = document.createElement("div");
    this.node.style.cssText = "width: 100%; height: 100%";
    parent.append(this.node);
    this.views = {}; // by subplot: where its map starts, until the reader moves it
    this.observer = new ResizeObserver(() => this.data && this.room() !== this.drawnIn && this.show(this.data));
    this.observer.observe(this.node);
    this.printing = new AbortController();
    const { signal } = this.printing;
    window.addEventListener("beforeprint", () => this.layCopies(), { signal });
    window.addEventListener("afterprint", () => this.takeCopies(), { signal });
  }

  /** Draws the newest data; what comes while an older figure is being drawn waits for its end. */
  async show(data) {
    this.data = this.wanted = data;
    this.describe();
    if (this.isDrawing || !this.node.clientWidth) return;
    this.isDrawing = true;
    while (this.wanted) {
      const next = this.wanted;
      this.wanted = undefined;
      await this.draw(next).catch((error) => this.fail(error));
    }
    this.isDrawing = false;
    this.describe();
  }

  /** The words for those who can't see it. A map's canvas takes the keyboard, so they stand there. */
  describe() {
    this.node.setAttribute("aria-busy", Boolean(this.wanted));
    const canvas = this.node.querySelector("canvas.maplibregl-canvas");
    const [image, other] = canvas ? [canvas, this.node] : [this.node, undefined];
    other?.removeAttribute("role");
    other?.removeAttribute("aria-label");
    if (this.hasFailed) return;
    image.setAttribute("role", "img");
    image.setAttribute("aria-label", this.data.words);
  }

  async draw({ plotly, figure, zooms, listens }) {
    const Plotly = await loadPlotly(plotly);
    if (!this.node.isConnected) return;
    if (this.hasFailed) this.node.replaceChildren();
    this.hasFailed = false;
    this.drawnIn = this.room();
    const layout = arrange(structuredClone(figure.layout), figure.data, this.node);
    const isHigher = layout.height > figure.layout.height && !layout.meta?.fills; // than the room that Streamlit keeps
    const { style } = this.node.closest("[data-testid=stElementContainer]");
    Object.assign(style, isHigher ? { height: `${layout.height}px`, flex: "none" } : { height: "", flex: "" });
    this.placeViews(layout);
    const sources = takeSources(layout);
    const isFirst = !this.node.on;
    const drawn = Plotly.react(this.node, figure.data, layout, { displayModeBar: false, scrollZoom: zooms });
    if (isFirst) this.node.on("plotly_click", (event) => this.data.listens && this.select(event.points[0]));
    if (!this.fillSources(sources)) await drawn.then(() => this.fillSources(sources));
    await drawn;
    for (const [id, view] of Object.entries(this.views)) this.subplot(id).viewInitial = view;
  }

  room() {
    return this.data.figure.layout.meta?.fills
      ? `${this.node.clientWidth} x ${this.node.clientHeight}`
      : `${this.node.clientWidth}`;
  }

  /** Where each map starts. A view that the reader moved is Plotly's to keep, as long as the start is the same. */
  placeViews(layout) {
    const before = this.views;
    this.views = {};
    for (const id of mapIds(layout)) {
      const [old, shown] = [before[id], this.node._fullLayout?.[id]];
      const isMoved = old && shown && (shown.zoom !== old.zoom || shown.center.lon !== old.center.lon);
      const stays = isMoved && old.uirevision === layout.uirevision;
      this.views[id] = stays ? old : { ...startOf(layout, id), uirevision: layout.uirevision };
      Object.assign(layout[id], { center: this.views[id].center, zoom: this.views[id].zoom });
    }
  }

  subplot(id) {
    return this.node._fullLayout[id]._subplot;
  }

  /** Puts features into the maps' own sources; false if a map is not ready for them. */
  fillSources(sources) {
    return sources.every(({ id, name, features }) => {
      const source = this.node._fullLayout?.[id]?._subplot?.map?.getSource(name);
      source?.setData(features);
      return source;
    });
  }

  /** Lays a still picture over each map: what WebGL has drawn is gone when the page is printed. */
  layCopies() {
    for (const id of Object.keys(this.views)) {
      const { map } = this.subplot(id);
      map.redraw();
      const copy = map.getCanvas().cloneNode();
      copy.className = "pora-copy";
      copy.getContext("2d").drawImage(map.getCanvas(), 0, 0);
      map.getCanvas().after(copy);
    }
  }

  takeCopies() {
    for (const copy of this.node.querySelectorAll(".pora-copy")) copy.remove();
  }

  select({ location = null, customdata = null }) {
    this.tell("selection", { points: [{ location, customdata }] });
  }

  fail(error) {
    console.error(error);
    window.Plotly?.purge(this.node);
    this.views = {};
    this.hasFailed = true;
    this.node.removeAttribute("role");
    const sentence = document.createElement("p");
    sentence.textContent = `${this.data.failed} ${this.data.words}`;
    this.node.replaceChildren(sentence);
  }

  remove() {
    this.observer.disconnect();
    this.printing.abort();
    window.Plotly?.purge(this.node);
    this.node.remove();
  }
}

function mapIds(layout) {
  return Object.keys(layout).filter((name) => /^map\d*$/.test(name));
}

/** Takes the features out of the style: with another style Plotly would empty the map before it fills it again. */
function takeSources(layout) {
  return mapIds(layout).flatMap((id) =>
    Object.entries(layout[id].style.sources)
      .filter(([, source]) => source.data.features?.length)
      .map(([name, source]) => {
        const features = source.data;
        source.data = { ...features, features: [] };
        return { id, name, features };
      }),
  );
}

/** The layout at its width, and at its height where it fills a place that the page made for it. Beside a narrow map
    there is no room: the legend and the key to sizes go below. */
function arrange(layout, traces, { clientWidth: width, clientHeight: height }) {
  layout.width = width;
  if (layout.meta?.fills) layout.height = height;
  if (!layout.map || layout.showlegend === false || width >= NARROW) return layout;
  const names = traces.filter((trace) => trace.showlegend).map((trace) => trace.name);
  const lines = [layout.legend.title.text, ...names].join("<br>").split("<br>").length;
  const keyHeight = Math.max(0, ...(layout.annotations ?? []).map((note) => note.yshift + LINE));
  const below = Math.max(lines * LINE + 2 * LINE, keyHeight);
  layout.height = Math.min(layout.height, width) + below;
  layout.margin = { ...layout.margin, r: 0, b: below };
  Object.assign(layout.legend, { x: 0, y: 0, maxheight: below });
  for (const shape of (layout.shapes ?? []).filter((one) => one.xanchor === 1)) {
    Object.assign(shape, { xanchor: 0, x0: shape.x0 + BESIDE_LEGEND, x1: shape.x1 + BESIDE_LEGEND });
    Object.assign(shape, { y0: shape.y0 - below, y1: shape.y1 - below });
  }
  for (const note of (layout.annotations ?? []).filter((one) => one.x === 1)) {
    Object.assign(note, { x: 0, xshift: note.xshift + BESIDE_LEGEND, yshift: note.yshift - below });
  }
  return layout;
}

/** Centre and zoom that show the bounds of the figure in the room that it has. */
function startOf(layout, id) {
  const { center, zoom, bearing = 0, pitch = 0, domain } = layout[id];
  if (!layout.meta?.bounds) return { center, zoom, bearing, pitch };
  const [west, south, east, north] = layout.meta.bounds;
  const { l, r, t, b } = layout.margin;
  const shareOf = ([from, to] = [0, 1]) => to - from;
  const width = (layout.width - l - r) * shareOf(domain?.x);
  const height = (layout.height - t - b) * shareOf(domain?.y);
  const up = (mercator(north) - mercator(south)) / (2 * Math.PI);
  const fill = (Math.min(width / ((east - west) / 360), height / up) * AIR) / TILE;
  return { center, zoom: Math.log2(fill), bearing, pitch };
}

function mercator(latitude) {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
}
