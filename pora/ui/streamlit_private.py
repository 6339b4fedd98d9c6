"""The parts of Streamlit that this product needs and that are not its public API: all of them, and nowhere else.

After an upgrade tests/ui/test_streamlit_private.py says which of them is gone, and what it was for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.datastructures import Headers
from streamlit import config
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.components.v2.component_registry import BidiComponentDefinition
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.file_util import get_static_dir
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _parse_subprotocols

mount_component = st._bidi_component


def register_script(name: str, script: Path, served_as: str) -> None:
    """Makes a component known to the runtime. By file, not as text: our Content-Security-Policy forbids scripts from
    blobs, and Streamlit would send the text with every use."""
    manager = get_bidi_component_manager()
    if manager.get(name) is None:
        manager.register(BidiComponentDefinition(name, js=str(script), js_asset_relative_path=served_as))


def find_static_files() -> Path:
    """The folder of Streamlit's own page, scripts, styles and fonts."""
    return Path(get_static_dir())


def is_part_of_page_run() -> bool:
    """Whether this run is of a part of the page alone, long after the frame was drawn."""
    context = get_script_run_ctx()
    return context is not None and bool(context.fragment_ids_this_run)


def list_uploads() -> dict[tuple[str, str], int]:
    """The files that pages sent and that are held in memory: session and file -> bytes."""
    if not exists():
        return {}
    manager = cast(MemoryUploadedFileManager, get_instance().uploaded_file_mgr)
    with manager._lock:
        return {
            (session_id, file_id): len(file.data)
            for session_id, files in manager.file_storage.items()
            for file_id, file in files.items()
        }


def forget_uploads() -> None:
    """The files that the page of this run sent are held no longer."""
    if context := get_script_run_ctx():
        context.uploaded_file_mgr.remove_session_files(context.session_id)


def is_secrets_file_named() -> bool:
    """Whether the operator said where the secrets lie, and so expects them there."""
    return config.is_manually_set("secrets.files")


def find_own_origin() -> str | None:
    """Scheme, host and port that readers come by, from the `redirect_uri` of the sign-in."""
    return get_origin_from_redirect_uri()


def read_user_cookie(cookies: Mapping[str, str]) -> str:
    """The claims in the cookie of a sign-in, as JSON; empty where this dashboard did not sign them."""
    secret = get_cookie_secret()

    def decode(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies.get(name, ""))

    return (get_cookie_with_chunks(decode, USER_COOKIE_NAME) or b"").decode()


@dataclass(frozen=True)
class ToldToPage:
    """What of a message to a page others must not use, each empty where it tells none: the page's session, a file that
    it may ask for, the address of a file that is made."""

    session_id: str
    file_id: str
    address: str


def read_told(message: bytes) -> ToldToPage:
    told = ForwardMsg.FromString(message)
    return ToldToPage(
        told.new_session.initialize.session_id,
        told.delta.new_element.download_button.deferred_file_id,
        told.backend_operation_response.deferred_file.url,
    )


def find_asked_file(message: bytes) -> str:
    """The file that a message from a page asks for; empty where it asks for none."""
    asked: str = _read_asked(message).backend_operation_request.deferred_file.file_id
    return asked


def make_void_request(message: bytes) -> bytes:
    """The same request for a file that there isn't: Streamlit tells the page that it failed."""
    asked = _read_asked(message)
    asked.backend_operation_request.deferred_file.file_id = "-"
    void: bytes = asked.SerializeToString()
    return void


def find_claimed_session(protocols: str) -> str:
    """The session that a page says it had before its connection broke; empty where it says none."""
    return _parse_subprotocols(Headers({"sec-websocket-protocol": protocols}))[2] or ""


def _read_asked(message: bytes) -> BackMsg:
    """An empty one where a page sent something else: Streamlit refuses that."""
    try:
        asked: BackMsg = BackMsg.FromString(message)
        return asked
    except DecodeError:
        return BackMsg()


def make_whole_run(message: bytes) -> bytes:
    """What asks for the same page from its frame on, where a message from a page asks for a run; else empty. Without
    what was pressed or chosen: nothing happens a second time."""
    asked = _read_asked(message).rerun_script
    if not asked.context_info.url:
        return b""
    again = BackMsg()
    again.rerun_script.CopyFrom(asked)
    for name in ("widget_states", "fragment_id", "cached_message_hashes"):
        again.rerun_script.ClearField(name)
    whole: bytes = again.SerializeToString()
    return whole
