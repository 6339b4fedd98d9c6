/* A chart of Plotly that stays while its page is open: a rerun draws its changes into the one that is there. */

const figures = new WeakMap(); // by the element that Streamlit gives
let plotly; // a promise: the first figure loads the script, for all

export default function ({ data, parentElement, }) {
  if (!figures.has(parentElement)) figures.set(parentElement, new Figure(parentElement));
  const figure = figures.get(parentElement);
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

const MONTHS = 40; // pixels of a month over its year
const TEXT_ROOM = 38; // pixels that a cell needs for a fraction, and a month for its name

/** A table of colours in cells too narrow for text, as on a phone: colours alone, fewer months named, the last always,
 *  and these below the legend, however many lines it takes. */
function fitCells({ data, layout: { xaxis, margin } }, layout, node) {
  const cells = data.find(({ type }) => type === "heatmap");
  if (!cells) return undefined;
  const columns = cells.z[0].length;
  const width = node.querySelector(".nsewdrag").getBoundingClientRect().width / columns;
  if (width >= TEXT_ROOM) return undefined;
  const step = Math.ceil(TEXT_ROOM / width);
  const isNamed = (_name, at) => (columns - 1 - at) % step === 0;
  const names = moveYears(xaxis.ticktext, isNamed);
  const legend = node.querySelector(".legend .bg").getBoundingClientRect().height;
  return {
    data: data.map((trace) => (trace === cells ? { ...trace, texttemplate: "" } : trace)),
    layout: {
      ...layout,
      margin: { ...margin, t: Math.max(margin.t, legend + MONTHS), r: TEXT_ROOM / 2 },
      xaxis: { ...xaxis, tickvals: xaxis.tickvals.filter(isNamed), ticktext: names.filter(isNamed) },
    },
  };
}

/** A year stands under the first month that is named in it. */
function moveYears(names, isNamed) {
  let waiting = "";
  return names.map((text, at) => {
    const [month, year] = text.split("<br>");
    waiting = year ?? waiting;
    if (!isNamed(text, at) || !waiting) return month;
    const name = `${month}<br>${waiting}`;
    waiting = "";
    return name;
  });
}

class Figure {
  constructor(parent) {
    this.node = document.createElement("div");
    this.node.style.cssText = "width: 100%; height: 100%";
    parent.append(this.node);
    this.observer = new ResizeObserver(() => this.data && this.node.clientWidth !== this.drawnIn && this.show(this.data));
    this.observer.observe(this.node);
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

  /** The words for those who can't see it. */
  describe() {
    this.node.setAttribute("aria-busy", Boolean(this.wanted));
    if (this.hasFailed) return;
    this.node.setAttribute("role", "img");
    this.node.setAttribute("aria-label", this.data.words);
  }

  async draw({ plotly, figure }) {
    const Plotly = await loadPlotly(plotly);
    if (!this.node.isConnected) return;
    if (this.hasFailed) this.node.replaceChildren();
    this.hasFailed = false;
    this.drawnIn = this.node.clientWidth;
    const layout = { ...structuredClone(figure.layout), width: this.drawnIn };
    const options = { displayModeBar: false, scrollZoom: false };
    await Plotly.react(this.node, figure.data, layout, options);
    const fitted = fitCells(figure, layout, this.node);
    if (fitted) await Plotly.react(this.node, fitted.data, fitted.layout, options);
    this.letShrink();
  }

  /** On paper no script runs: what was drawn for a screen is made as small as the paper by the style of the page. */
  letShrink() {
    this.node.style.setProperty("--drawn-width", `${this.drawnIn}px`);
    for (const svg of this.node.querySelectorAll(".main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
      svg.setAttribute("preserveAspectRatio", "xMinYMin");
    }
  }

  fail(error) {
    console.error(error);
    window.Plotly?.purge(this.node);
    this.hasFailed = true;
    this.node.removeAttribute("role");
    const sentence = document.createElement("p");
    sentence.textContent = `${this.data.failed} ${this.data.words}`;
    this.node.replaceChildren(sentence);
  }

  remove() {
    this.observer.disconnect();
    window.Plotly?.purge(this.node);
    this.node.remove();
  }
}
