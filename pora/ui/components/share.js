/* A picture and a text to be shared: shown, copied, saved, or given to the share sheet of a phone. Nothing is sent from
   here; where it goes is the reader's choice in that sheet. */

export default function ({ data, parentElement }) {
  parentElement.querySelector(".pora-share")?.remove();
  const node = make("div", "pora-share", parentElement);
  node.setAttribute("aria-busy", "false"); // it is drawn at once, unlike a figure
  const bytes = Uint8Array.from(atob(data.picture), (letter) => letter.charCodeAt(0));
  const file = new File([bytes], data.name, { type: "image/png" });
  const picture = make("img", "", node);
  picture.src = `data:image/png;base64,${data.picture}`;
  picture.alt = data.alt;
  const side = make("div", "", node);
  const text = make("p", "text", side, data.text);
  const buttons = make("div", "buttons", side);
  const said = make("p", "said", side);
  said.setAttribute("role", "status");
  addButton(buttons, data.say.copy, async () => (said.textContent = (await copy(text)) ? data.say.copied : data.say.marked));
  addButton(buttons, data.say.save, () => save(file, picture.src));
  const sharing = { files: [file], text: data.text };
  if (navigator.canShare?.(sharing)) addButton(buttons, data.say.share, () => navigator.share(sharing).catch(() => {}));
}

function make(tag, className, parent, words) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words !== undefined) element.textContent = words;
  parent.append(element);
  return element;
}

function addButton(parent, words, act) {
  const button = make("button", "", parent, words);
  button.type = "button";
  button.addEventListener("click", act);
}

/** Where the browser gives no clipboard, as on pages without https, the text is marked for Ctrl+C. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return false;
  }
}

function save(file, address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  link.click();
}
