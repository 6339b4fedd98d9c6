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
    await Plotly.react(this.node, figure.data, layout, { displayModeBar: false, scrollZoom: false });
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
