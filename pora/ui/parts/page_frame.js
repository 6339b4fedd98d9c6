/* Tells the browser which language the page is in, and asks for a run when the page turns light or dark: figures get
   their colours from Python. */

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
  return () => observer.disconnect();
}
