"""A real dashboard process and a real Chromium whose network ends at this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from builders import BOUNDARIES
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect, sync_playwright

from tests.visits import free_port, run_process

QUIET = [
    "--no-sandbox",
    "--disable-gpu",  # as in most offices
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a route of Playwright would keep nothing
    "--js-flags=--no-opt --no-maglev",  # no page lives long enough to earn what optimizing it costs
]
# What turns until something has come does so once: nobody looks, and it was drawn anew 60 times a second.
CALM = """
const calm = new CSSStyleSheet();
calm.replaceSync("*, ::before, ::after { animation-iteration-count: 1 !important }");
document.adoptedStyleSheets = [calm];
"""
# Without boundaries pages have the tile map, on which areas have other neighbours and no circles.
needs_boundaries = pytest.mark.skipif(not BOUNDARIES, reason="PORA_BOUNDARIES names no boundaries")
LAPTOP: ViewportSize = {"width": 1366, "height": 768}

expect.set_options(timeout=30_000)  # as all else in Playwright; its 5 s are too short for a machine at work


@pytest.fixture(scope="session")
def start_server() -> Iterator[Callable[[Path], str]]:
    """Starts a fresh dashboard on a data folder; returns its address once it answers."""
    with ExitStack() as running:

        def start(data_dir: Path) -> str:
            port = free_port()
            arguments = ["-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
            environment = {"PORA_DATA_DIR": str(data_dir)}
            address = f"http://127.0.0.1:{port}"
            return running.enter_context(run_process(arguments, address, "/_stcore/health", environment))

        yield start


@pytest.fixture(scope="session")
def served(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built data that the dashboard of all tests shows, a copy: saved views and agendas are written there."""
    folder = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(built, folder)
    return folder


@pytest.fixture(scope="session")
def server(start_server, served: Path) -> str:
    return start_server(served)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        if program is None and not Path(playwright.chromium.executable_path).exists():
            if os.environ.get("CI"):
                pytest.fail("Chromium is missing.")
            pytest.skip("Chromium is not installed: apt-get install chromium, or playwright install chromium")
        opened = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield opened
        opened.close()


@dataclass
class Visit:
    """A page and what it asked of the network."""

    page: Page
    own_hosts: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(address)
        self.page.get_by_test_id("stMainBlockContainer").get_by_role("heading").first.wait_for(timeout=60_000)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Waits until Streamlit is idle, every figure in sight is drawn, and what was unfolded has its height: as it
        grows it moves, and a list in it that is opened meanwhile closes by itself."""
        self.page.wait_for_function(
            "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
            " && !document.querySelector('[data-testid=stSkeleton]')",
            timeout=60_000,
        )
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('[data-testid=stBidiComponentRegular]')]"
            ".every(place => !place.offsetWidth || place.querySelector('[aria-busy=false]'))"
            " && !document.getAnimations().some(one => one.playState === 'running'"
            " && one.effect.target?.matches('details'))",
            timeout=60_000,
        )


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """One for all tests: since it keeps our scripts, a page opens for a third of the work."""
    with open_window(browser) as page:
        yield page


@contextmanager
def open_window(browser: Browser) -> Iterator[Page]:
    """One that shares nothing with another: for a second reader, and for tests that leave something in it for good."""
    with browser.new_context(viewport=LAPTOP, locale="id-ID") as context:
        context.add_init_script(CALM)
        yield context.new_page()


@contextmanager
def visit_as_new(window: Page, *hosts: str) -> Iterator[Visit]:
    """A visit in that window of somebody who was never on these hosts, on a laptop that prefers light."""
    visited = Visit(window, [*hosts])

    def note_request(request: Request) -> None:
        visited.asked.append(request.url)
        if not request.url.startswith((*visited.own_hosts, "data:", "blob:")):
            visited.outside.append(request.url)

    def note_error(error: object) -> None:
        visited.errors.append(str(error))

    window.set_viewport_size(LAPTOP)
    window.emulate_media(color_scheme="light", media="screen")
    window.mouse.move(0, 0)
    window.context.on("request", note_request)
    window.on("pageerror", note_error)
    yield visited
    window.context.remove_listener("request", note_request)
    window.remove_listener("pageerror", note_error)
    _forget(visited)


def _forget(visited: Visit) -> None:
    """Leaves nothing of a visit in the window but files that may be kept."""
    window = visited.page
    for other in window.context.pages:
        if other is not window:
            other.close()
    window.unroute_all()
    window.context.set_offline(False)
    for host in visited.own_hosts:
        window.goto(f"{host}/health")
        window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.context.clear_cookies()


@pytest.fixture
def visit(window: Page, server: str) -> Iterator[Visit]:
    with visit_as_new(window, server) as visited:
        yield visited
