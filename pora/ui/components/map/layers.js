/* Maps as they come from the server: each file once for all maps of a page. */

const layers = new Map(); // by address, promises

export function loadLayer(address) {
  if (!layers.has(address)) {
    const layer = fetchLayer(address).catch((error) => {
      layers.delete(address);
      throw error;
    });
    layers.set(address, layer);
  }
  return layers.get(address);
}

async function fetchLayer(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const { areas, far, borders, captions } = await answer.json();
  return {
    areas: areas.map(([code, name, parent, x, y, left, top, right, bottom, path]) => ({
      code, name, parent, x, y, path, box: [left, top, right, bottom],
    })),
    far: far.map((group) =>
      group.map(([area, x, y, left, top, right, bottom, path]) => ({
        area, x, y, path, box: [left, top, right, bottom],
      })),
    ),
    borders: borders.map(([a, b, path]) => ({ a, b, path })),
    captions: captions.map(([code, x, y, text]) => ({ code, x, y, text })),
  };
}
