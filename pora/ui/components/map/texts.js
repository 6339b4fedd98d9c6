/* How wide words are, and how a name is broken. */

export const LEADING = 1.12;

const canvas = document.createElement("canvas").getContext("2d");
const widths = new Map();

export function measure(text, font) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    canvas.font = font;
    widths.set(key, canvas.measureText(text).width);
  }
  return widths.get(key);
}

/** A name of more letters as two lines that are as even as its spaces allow. */
export function breakName(name, letters) {
  if (name.length <= letters || !name.includes(" ")) return [name];
  const words = name.split(" ");
  let best = 1;
  for (let at = 1; at < words.length; at += 1) {
    const longest = (cut) => Math.max(words.slice(0, cut).join(" ").length, words.slice(cut).join(" ").length);
    if (longest(at) < longest(best)) best = at;
  }
  return [words.slice(0, best).join(" "), words.slice(best).join(" ")];
}
