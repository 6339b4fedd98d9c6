from __future__ import annotations

import gzip
import http.client
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import brotli
import pytest
import streamlit as st
import uvicorn
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from streamlit.web.server.app_discovery import discover_asgi_app

from pora.config import ROOT
from pora.paths import TYPEFACE
from pora.ui.components.area_map import MAP_COMPONENT, MAP_SCRIPT, map_script, map_script_name
from pora.ui.components.figure import COMPONENT, PLOTLY, SCRIPT, name_by_content
from pora.ui.server import compression
from pora.ui.server.app import MIDDLEWARE, ROUTES
from pora.ui.server.compression import choose_encoding
from pora.ui.server.icon_font import find_icon_font, list_icons, read_icons
from pora.ui.server.index_page import ELEMENTS, prepare_index
from pora.ui.server.metrics import CONTENT_TYPE
from pora.ui.streamlit_private import find_static_files

STREAMLIT_FILES = find_static_files()
PAGE = (STREAMLIT_FILES / "index.html").read_bytes()
LAYER = b'{"type":"FeatureCollection","features":[]}'


async def answer_as_streamlit(request: object) -> Response:
    return Response(PAGE, media_type="text/html", headers={"etag": "theirs"})


Get = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    """A server with our routes and middleware around something that answers as Streamlit does."""
    app = Starlette(routes=[*ROUTES, Route("/{page:path}", answer_as_streamlit)], middleware=MIDDLEWARE)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join()


@pytest.fixture
def get(address: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Get:
    """Asks for a path as it is written: status, headers in lower case, bytes as they came."""
    monkeypatch.setenv("PORA_DATA_DIR", str(tmp_path))
    web = tmp_path / "boundaries" / "web"
    web.mkdir(parents=True)
    (web / "kecamatan-33.0123abcd.json").write_bytes(LAYER)
    (tmp_path / "boundaries" / "manifest.json").write_text("{}")
    (tmp_path / "secret.json").write_text("{}")

    def ask(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(*address, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): v for name, v in headers.items()})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content

    return ask


def script_address() -> str:
    path = next(STREAMLIT_FILES.glob("static/js/index.*.js"))
    return f"/{path.relative_to(STREAMLIT_FILES).as_posix()}"


def test_streamlit_finds_the_app_in_dashboard_and_would_not_run_it_as_a_plain_script() -> None:
    found = discover_asgi_app(ROOT / "dashboard.py")
    assert (found.is_asgi_app, found.import_string) == (True, "dashboard:app")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.0, gzip; q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_allowed_encoding_is_chosen(accepted: str, encoding: str | None) -> None:
    assert choose_encoding(accepted) == encoding


@pytest.mark.parametrize("encoding", ["br", "gzip", "identity"])
def test_a_boundary_layer_arrives_whole_in_every_encoding_and_may_be_kept(get: Get, encoding: str) -> None:
    _status, headers, content = get("/boundaries/kecamatan-33.0123abcd.json", accept_encoding=encoding)
    decode = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}[encoding]
    assert decode(content) == LAYER
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "path",
    [
        "/boundaries/manifest.json",
        "/boundaries/../manifest.json",
        "/boundaries/..%2fmanifest.json",
        "/boundaries/..%2f..%2fsecret.json",
        "/boundaries/%2fetc%2fpasswd",
        "/boundaries/..%5cmanifest.json",
        "/boundaries/",
        "/fonts/OFL.txt",
        "/fonts/..%2fapp.py",
        "/scripts/plotly-cartesian.min.js",
        "/scripts/..%2fapp.py",
    ],
)
def test_no_path_leads_to_a_file_that_is_not_a_layer_or_our_font(get: Get, path: str) -> None:
    status, _headers, content = get(path)
    assert status == 404 or content == PAGE


def test_scripts_of_streamlit_are_compressed_and_unchanged(get: Get) -> None:
    _status, headers, content = get(script_address(), accept_encoding="br")
    original = (STREAMLIT_FILES / script_address()[1:]).read_bytes()
    assert brotli.decompress(content) == original
    assert len(content) < len(original) / 3
    assert headers["vary"] == "Accept-Encoding"


def test_one_script_is_compressed_once_however_often_it_is_asked_for(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(script_address(), accept_encoding="gzip")[2]
    monkeypatch.setattr(gzip, "compress", None)
    assert get(script_address(), accept_encoding="gzip")[2] == first


@pytest.mark.parametrize(
    ("url", "script"),
    [
        (f"/scripts/{name_by_content(PLOTLY)}", PLOTLY.read_bytes()),
        (f"/_stcore/bidi-components/{COMPONENT}/{name_by_content(SCRIPT)}", SCRIPT.read_bytes()),
        (f"/_stcore/bidi-components/{MAP_COMPONENT}/{map_script_name()}", map_script()),
    ],
)
def test_the_scripts_of_figures_are_served_compressed_and_may_be_kept(get: Get, url: str, script: bytes) -> None:
    status, headers, content = get(url, accept_encoding="gzip")
    assert (status, gzip.decompress(content)) == (200, script)
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["content-type"].startswith("text/javascript")


def test_a_large_file_is_compressed_harder_beside_the_first_answer_and_kept(
    get: Get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Thread] = []
    monkeypatch.setenv("PORA_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(compression, "LARGE", 100_000)
    monkeypatch.setattr(compression, "Thread", lambda **given: started.append(Thread(**given)) or started[-1])
    compression._compress.cache_clear()
    first = get(script_address(), accept_encoding="br")[2]
    started[0].join()
    second = get(script_address(), accept_encoding="br")[2]
    assert brotli.decompress(first) == brotli.decompress(second)
    assert len(second) < len(first)
    assert [path.read_bytes() for path in (tmp_path / "compressed").iterdir()] == [second]
    assert len(started) == 1


def test_our_fonts_stand_in_the_style_for_those_that_streamlit_loads(get: Get) -> None:
    page = get("/", accept="text/html")[2].decode()
    style_address = re.findall(r'rel="stylesheet" crossorigin href="[.]([^"]*)"', page)[0]
    style = gzip.decompress(get(style_address, accept_encoding="gzip")[2]).decode()
    theirs = (STREAMLIT_FILES / "static/css" / PAGE.decode().split("static/css/")[1].split('"')[0]).read_text("utf-8")
    ours = re.findall(r"[.][.]/[.][.](/fonts/[^)]*)", style)
    assert len(re.sub(r"url[^)]*[)]", "", theirs)) == len(re.sub(r"url[^)]*[)]", "", style)), "nothing else changes"
    assert sorted(ours) == sorted(f"/fonts/{path.name}" for path in (find_icon_font(), TYPEFACE))
    for path in (find_icon_font(), TYPEFACE):
        _status, headers, content = get(f"/fonts/{path.name}")
        assert (content, headers["content-type"]) == (path.read_bytes(), "font/woff2")
        assert f'href="./fonts/{path.name}"' in page


def test_the_icon_font_has_each_icon_that_a_page_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORA_CACHE_DIR", str(tmp_path))
    find_icon_font.cache_clear()
    with TTFont(find_icon_font()) as ours, TTFont(next(STREAMLIT_FILES.rglob("MaterialSymbols-Rounded*"))) as theirs:
        all_of_them, kept = dict(read_icons(theirs)), dict(read_icons(ours))
        assert {name for name in list_icons() if name not in kept} == {"star_filled"}, (
            "which Streamlit's has not either"
        )
        assert "star_filled" not in all_of_them
    assert {"share", "expand_more", "keyboard_arrow_right"} <= set(kept)
    assert find_icon_font().stat().st_size < 20_000


def test_without_a_folder_to_keep_it_in_icons_come_from_the_whole_font(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PORA_CACHE_DIR", str(tmp_path / "file"))
    find_icon_font.cache_clear()
    assert find_icon_font().parent == STREAMLIT_FILES / "static/media"
    find_icon_font.cache_clear()


def test_the_configuration_names_a_font_that_the_app_serves() -> None:
    assert f'url = "fonts/{TYPEFACE.name}"' in (ROOT / ".streamlit" / "config.toml").read_text("utf-8")


def test_the_script_of_maps_is_all_of_its_parts_in_which_no_name_stands_twice() -> None:
    text = map_script().decode()
    assert not re.findall(r"^import ", text, re.MULTILINE)
    assert re.findall(r"^export (\w+)", text, re.MULTILINE) == ["default"]
    named = re.findall(r"^(?:async )?(?:const|let|class|function) (\w+)", text, re.MULTILINE)
    assert len(named) == len(set(named)) > 20
    for path in MAP_SCRIPT.parent.glob("*.js"):
        assert path.read_text("utf-8").splitlines()[-1] in text, path.name


@pytest.mark.parametrize("path", ["/", "/peta", "/peta?wilayah=33.19"])
def test_every_page_is_in_indonesian_and_may_load_from_this_host_only(get: Get, path: str) -> None:
    _status, headers, content = get(path, accept="text/html", accept_encoding="gzip")
    page = content.decode()
    assert '<html lang="id">' in page
    assert "<title>Dasbor Pora</title>" in page
    assert "<script>" not in page
    assert "etag" not in headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "://" not in policy
    assert "unsafe-eval" not in policy


def test_the_page_keeps_all_scripts_that_streamlit_needs_and_names_each_once() -> None:
    changed = prepare_index(PAGE).decode()
    for needed in ('type="module"', 'rel="stylesheet"', '<div id="root">'):
        assert changed.count(needed) == PAGE.decode().count(needed) == 1
    theirs, ours = (re.findall(r"[.](/static/js/[^\"]*)", text) for text in (PAGE.decode(), changed))
    assert set(theirs) < set(ours)
    assert len(set(ours)) == len(ours)
    assert all((STREAMLIT_FILES / name[1:]).is_file() for name in ours)
    for element in ELEMENTS:
        assert any(f"/{element}." in name for name in ours), f"Streamlit {st.__version__} has no script {element}"


def test_metrics_and_agent_doors_are_closed(get: Get) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/agent/openapi.json"):
        assert get(path)[0] == 404


def test_all_answers_forbid_the_browser_to_guess_types(get: Get) -> None:
    for path in ("/_stcore/metrics", "/health", script_address(), "/boundaries/none.json", "/"):
        assert get(path)[1]["x-content-type-options"] == "nosniff"


def test_health_fails_without_a_snapshot(get: Get, tmp_path: Path) -> None:
    assert get("/health")[0] == 503
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir()
    (warehouse / "CURRENT").write_text("20240319-1")
    assert get("/health")[0] == 503
    (warehouse / "pora-20240319-1.duckdb").touch()
    assert get("/health")[0] == 200


def test_metrics_are_for_this_machine_or_for_who_has_the_token(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    status, headers, content = get("/metrics")
    assert (status, headers["content-type"], content.endswith(b"# EOF\n")) == (200, CONTENT_TYPE, True)
    assert get("/metrics", X_Forwarded_For="192.0.2.7")[0] in (403, 404)
    monkeypatch.setenv("PORA_METRICS_TOKEN", "t" * 24)
    assert get("/metrics")[0] == 404
    assert get("/metrics", Authorization=f"Bearer {'u' * 24}")[0] == 404
    assert get("/metrics", Authorization=f"Bearer {'t' * 24}")[0] == 200
