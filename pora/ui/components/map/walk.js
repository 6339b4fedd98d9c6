/* From area to area by keyboard: an arrow goes to the neighbour in that direction. */

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 80; // pixels

/** The nearest of the points ([area, [x, y]]) that lies rather in the direction than aside; undefined for none. */
export function findNeighbour(points, [fromX, fromY], [across, down]) {
  let [best, found] = [Infinity, undefined];
  for (const [area, [x, y]] of points) {
    const along = (x - fromX) * across + (y - fromY) * down;
    const aside = Math.abs((x - fromX) * down) + Math.abs((y - fromY) * across);
    if (along <= 0 || aside > along * 1.2) continue;
    const cost = along + 1.5 * aside;
    if (cost < best) [best, found] = [cost, area];
  }
  return found;
}

/** What a key does to a map; false where it does nothing. */
export function pressKey(event, map) {
  const arrow = ARROWS[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (arrow && event.shiftKey) map.view.pan(arrow[0] * PAN, arrow[1] * PAN);
  else if (arrow) map.walk(arrow);
  else if (event.key === "Enter" || event.key === " ") map.choose(map.active);
  else if (event.key === "+" || event.key === "=") map.view.step(1);
  else if (event.key === "-") map.view.step(-1);
  else if (event.key === "0") map.view.home();
  else if (event.key === "Escape") map.hideTip();
  else return false;
  return true;
}
