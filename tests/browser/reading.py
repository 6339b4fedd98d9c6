"""What axe-core finds on a page, and which of its words are English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# What axe finds in parts of Streamlit that we can't change: rule, part, why it is there.
EXCEPTIONS = (
    ("presentation-role-conflict", ".stFileUploader", "the drop zone has a name, but the role of a mere ornament"),
    ("list", "[data-testid=stSidebarNav]", "on a narrow screen the sections of the menu stand between its list items"),
    ("listitem", "[data-testid=stSidebarNav]", "the same"),
)

# Streamlit's own words. None of its settings changes them.
BUILT_IN = (
    "Skip to main content",
    "Logo",  # the sign in the frame
    "Navigate to home page",
    "App pages",
    "Sidebar",
    "(Expand|Collapse) sidebar",
    "Main menu",
    "Theme",
    "System",
    "Light",
    "Dark",
    "About",
    "Made with Streamlit v.*",
    "Copy to clipboard",
    "Copy version to clipboard",
    "Open",  # the arrow of a select box, for screen readers
    "Choose an option",  # under the choice that is made, so never seen
    r"\d+ options available\.",
    "No results",
    r"Running\.\.\.",
    "Show/hide columns",
    "Search",
    "Fullscreen",
    "file upload",
    "Upload",  # hidden; our own words stand there
    r"\d+MB per file",
)
ENGLISH = re.compile(
    r"\b(the|and|of|to|no|not|for|with|by|is|this|each|all|more|less|options?|results?|choose|select(ed)?|drag|drop|files?"
    r"|browse|limit|press|enter|apply|show|hide|close|open|menu|main|navigate|home|sidebar|search|download|full ?screen"
    r"|skip|content|app|pages?|clear|expand|collapse|loading|running|theme|light|dark|system|about|made|copy|version"
    r"|upload|remove|sort|columns?|pin|table|list|available|reset|logo|errors?|link|heading|step|click|month|year"
    r"|count|reported|reporting|number|source|period|category|foreign|refugees?)\b",
    re.IGNORECASE,
)
READ_WORDS = """() => {
  const found = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest("svg:not(.main-svg), [data-testid=stIconMaterial]")) continue;
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.add(node.textContent.trim());
    for (const name of ["aria-label", "title", "placeholder", "alt"]) found.add(element.getAttribute(name) ?? "");
  }
  return [...found].filter(Boolean);
}"""


def find_english(page: Page) -> Iterator[str]:
    for text in page.evaluate(READ_WORDS):
        if ENGLISH.search(text) and not any(re.fullmatch(known, text) for known in BUILT_IN):
            yield text


OF_COLORS = ("color-contrast", "link-in-text-block")  # the rules of axe that see a color
RUN_AXE = """async ([exceptions, rules]) => {
  const runOnly = rules.length ? { type: "rule", values: rules } : undefined;
  const { violations } = await axe.run(document, { resultTypes: ["violations"], runOnly });
  const isKnown = (rule, target) =>
    exceptions.some(([id, part]) => id === rule && document.querySelector(target)?.closest(part));
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes
      .filter(({ target }) => !isKnown(id, target[0]))
      .map(({ html, failureSummary }) => `${id} (${impact}): ${html.slice(0, 200)} ${failureSummary}`),
  );
}"""


def find_violations(page: Page, *rules: str) -> list[str]:
    """Of these rules of axe, or of all of them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE, [EXCEPTIONS, rules])
    return found
