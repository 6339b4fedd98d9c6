"""What of Streamlit is needed and is not its public API. After an upgrade this is the test to read first."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from pora.config import ROOT

PUBLIC = {"streamlit", "streamlit.starlette"}  # modules whose documented names any file may use
STARLETTE = "streamlit.web.server.starlette"
# Where it lies, what it is given, and what for.
NEEDED = {
    "streamlit._bidi_component": (
        "key isolate_styles data height",
        "A figure keeps its place in the page, so that a map is redrawn and not mounted anew.",
    ),
    "streamlit.components.v2.component_registry.BidiComponentDefinition": (
        "name js js_asset_relative_path",
        "The script of a component is served as a file, since the policy of our pages forbids scripts from text.",
    ),
    "streamlit.components.v2.get_bidi_component_manager.get_bidi_component_manager": (
        "",
        "The script is made known without a package of its own for each component.",
    ),
    "streamlit.file_util.get_static_dir": (
        "",
        "Streamlit's scripts are served compressed, and its page in our language.",
    ),
    "streamlit.runtime.scriptrunner.get_script_run_ctx": (
        "",
        "A page whose reader lost the right to it is run again as a whole, frame and menu included.",
    ),
    "streamlit.runtime.exists": ("", "Memory that uploads take is known where a server runs, and only there."),
    "streamlit.runtime.get_instance": ("", "An account's uploads take no more memory than they may."),
    "streamlit.runtime.memory_uploaded_file_manager.MemoryUploadedFileManager": (
        "upload_endpoint",
        "Files that were sent are counted while they lie in memory.",
    ),
    "streamlit.config.is_manually_set": ("option_name", "A secrets file that is named and missing ends the start."),
    "streamlit.auth_util.get_origin_from_redirect_uri": ("", "A sign-in counts for the address that it was made for."),
    "streamlit.auth_util.get_cookie_with_chunks": (
        "get_single_cookie_fn cookie_name",
        "Long claims lie in several cookies.",
    ),
    "streamlit.web.server.server_util.get_cookie_secret": ("", "Nobody but this dashboard can have signed the cookie."),
    f"{STARLETTE}.starlette_app_utils.decode_signed_value": (
        "secret name value",
        "Uploads and downloads, which have no `st.user`, are held to the account of the cookie.",
    ),
    f"{STARLETTE}.starlette_server_config.USER_COOKIE_NAME": (None, "The name of the cookie of a sign-in."),
    f"{STARLETTE}.starlette_websocket._parse_subprotocols": (
        "headers",
        "A page whose connection broke gets the files that its buttons offer, without being run again.",
    ),
    "streamlit.proto.BackMsg_pb2.BackMsg": (
        None,
        "A page whose reader's session ended is run again without their click, and shows the door.",
    ),
    "streamlit.proto.ForwardMsg_pb2.ForwardMsg": (
        None,
        "The address of a finished download is read on its way to the page that asked, to give it to nobody else.",
    ),
}


@pytest.mark.parametrize("name", NEEDED)
def test_streamlit_still_has_what_is_needed(name: str) -> None:
    given, what_for = NEEDED[name]
    module, _dot, attribute = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        pytest.fail(f"Streamlit {st.__version__} has no {name}. Without it this is not so: {what_for}")
    if given is not None:
        missing = set(given.split()) - set(inspect.signature(found).parameters)
        assert not missing, (
            f"{name} of Streamlit {st.__version__} takes no {missing}. Without it this is not so: {what_for}"
        )


def test_messages_of_streamlit_still_have_the_fields_that_are_read() -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    from pora.ui.streamlit_private import ToldToPage, find_asked_file, make_void_request, read_told

    started, button, made, asked = ForwardMsg(), ForwardMsg(), ForwardMsg(), BackMsg()
    started.new_session.initialize.session_id = "session"
    button.delta.new_element.download_button.deferred_file_id = "file"
    made.backend_operation_response.deferred_file.url = "/media/a.csv"
    asked.backend_operation_request.deferred_file.file_id = "file"
    assert [read_told(one.SerializeToString()) for one in (started, button, made, ForwardMsg())] == [
        ToldToPage("session", "", ""),
        ToldToPage("", "file", ""),
        ToldToPage("", "", "/media/a.csv"),
        ToldToPage("", "", ""),
    ]
    request = asked.SerializeToString()
    assert [find_asked_file(one) for one in (request, b"", b"no message", make_void_request(request))] == [
        "file",
        "",
        "",
        "-",
    ]


def test_a_whole_run_asks_for_the_same_page_and_for_nothing_that_was_pressed() -> None:
    from streamlit.proto.BackMsg_pb2 import BackMsg

    from pora.ui.streamlit_private import make_whole_run

    pressed, again = BackMsg(), BackMsg()
    for one in (pressed, again):
        one.rerun_script.query_string, one.rerun_script.page_script_hash = "wilayah=33.19", "hash"
        one.rerun_script.context_info.url = "http://127.0.0.1/data"
    pressed.rerun_script.fragment_id = "part"
    pressed.rerun_script.widget_states.widgets.add(id="load", trigger_value=True)
    pressed.rerun_script.cached_message_hashes.append("kept")
    assert make_whole_run(pressed.SerializeToString()) == again.SerializeToString()
    assert [make_whole_run(one) for one in (b"", BackMsg(stop_script=True).SerializeToString())] == [b"", b""]


def find_private(path: Path) -> Iterator[str]:
    """Full names of what a file takes of Streamlit beside its public modules, or under a name with an underscore."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "streamlit":
            for name in node.names:
                if node.module not in PUBLIC or node.module == "streamlit" or name.name.startswith("_"):
                    yield f"{node.module}.{name.name}"
        elif isinstance(node, ast.Import):
            yield from (n.name for n in node.names if n.name.split(".")[0] == "streamlit" and n.name not in PUBLIC)
        elif isinstance(node, ast.Attribute) and node.attr.startswith("_") and isinstance(node.value, ast.Name):
            if node.value.id == "st":
                yield f"streamlit.{node.attr}"


def test_one_file_takes_what_is_private_and_every_such_part_says_what_it_is_for() -> None:
    files = [ROOT / "dashboard.py", *(ROOT / "pora").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    private = {path.relative_to(ROOT).as_posix(): found for path in files if (found := set(find_private(path)))}
    named = {name.removesuffix(".is_manually_set") for name in NEEDED}  # of streamlit.config, imported as a module
    assert private == {"pora/ui/streamlit_private.py": named}
