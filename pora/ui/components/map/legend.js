/* Beside a map, or below it on a narrow screen: what is counted, the sizes of circles, classes and states. HTML text. */

export function writeLegend(legend, { title, entries, circles, mark }) {
  const parts = [make("p", "title", title)];
  if (circles) parts.push(writeKey(circles));
  const list = make("ul");
  const all = mark ? [...entries, { words: mark, pattern: "star" }] : entries;
  for (const { words, color, pattern, round } of all.filter((entry) => entry.words)) {
    const item = make("li");
    const swatch = make("i", [pattern, round && "round"].filter(Boolean).join(" "));
    swatch.style.setProperty("--color", color);
    item.append(swatch, make("span", "", words));
    list.append(item);
  }
  legend.replaceChildren(...parts, list);
}

function writeKey({ title, key, above, largest }) {
  const place = make("div", "key");
  place.append(make("p", "", title));
  for (const [diameter, words] of key) {
    const row = make("p", "size");
    const circle = make("i");
    circle.style.cssText = `width: ${diameter}px; height: ${diameter}px; margin-inline: ${(largest - diameter) / 2}px`;
    circle.style.setProperty("--color", above);
    row.append(circle, make("span", "", words));
    place.append(row);
  }
  return place;
}

export function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
