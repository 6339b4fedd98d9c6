/* Tells the browser which language the page is in, and asks for a run when the page turns light or dark: figures get
   their colours from Python. Tells the server now and then that somebody reads here: a session that is not used is
   locked, and slides are shown for long without it. */

const SILENT = 60_000; // milliseconds between two such words
const SIGNS = ["keydown", "pointerdown", "wheel", "touchmove"];
let told = 0;

function tellUse() {
  if (Date.now() - told < SILENT) return;
  told = Date.now();
  fetch("in-use", { method: "POST" }).catch(() => {}); // without a connection there is nobody to tell
}

let asked; // so that a browser and a server that disagree do not go round in circles

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  const app = document.querySelector("[data-testid=stApp]");
  const compare = () => {
    const { colorScheme } = getComputedStyle(app);
    if (colorScheme === data.mode) asked = undefined;
    else if (colorScheme !== asked) setTriggerValue("mode", (asked = colorScheme));
  };
  const observer = new MutationObserver(compare);
  observer.observe(app, { attributeFilter: ["class"] });
  compare();
  for (const sign of SIGNS) addEventListener(sign, tellUse, { capture: true, passive: true });
  return () => observer.disconnect();
}
