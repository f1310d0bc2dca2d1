"""Who is a stranger: rules on one request's headers alone, for every method and every route.

A page in another tab can make this browser send requests here (cross-site request forgery), read what
comes back if a name of its own points here (DNS rebinding), or frame us. Sources: Fetch standard
(Sec-Fetch metadata, Origin), RFC 9110 (Host), reliability of `Host` checks against rebinding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from goldseam.web.launch import host, origin
from goldseam.web.replies import MOST_RECORDING, Refusal, most_body

METHODS = {"GET", "HEAD", "POST"}
READING = {"GET", "HEAD"}
NEIGHBOURS = {"127.0.0.1", "::1"}
Environ = Mapping[str, Any]


def refusal(environ: Environ, port: int) -> Refusal | None:
    """Why this request is refused whoever sends it, or None.

    >>> refusal({"REQUEST_METHOD": "GET", "REQUEST_URI": "/", "HTTP_HOST": "evil.example"}, 8765).name
    'ADDRESS'
    """
    if not _for_this_address(environ, port):
        return Refusal.ADDRESS
    if environ["REQUEST_METHOD"] not in METHODS:
        return Refusal.METHOD
    if not (_from_this_origin(environ, port) and _from_this_site(environ)):
        return Refusal.STRANGER
    if _length(environ) > most_body(str(environ.get("PATH_INFO", ""))):
        return Refusal.TOO_LARGE
    return None


def _for_this_address(environ: Environ, port: int) -> bool:
    # waitress joins repeated Host headers with a comma, and drops the host of an absolute address
    # but keeps it in REQUEST_URI: both fall here.
    return (
        environ.get("HTTP_HOST") == host(port)
        and str(environ.get("REQUEST_URI", "")).startswith("/")
        and environ.get("REMOTE_ADDR") in NEIGHBOURS
    )


def _from_this_origin(environ: Environ, port: int) -> bool:
    """`Origin` is ours where it is given, and is given where something is sent."""
    given = environ.get("HTTP_ORIGIN")
    if given is None:
        return environ["REQUEST_METHOD"] in READING
    return bool(given == origin(port))


def _from_this_site(environ: Environ) -> bool:
    """`Sec-Fetch-Site` is same-origin, or none for an address a person typed.

    Browsers older than 2023 do not send it; for them `Origin`, `Host` and the Strict cookie decide.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is None or site == "same-origin":
        return environ.get("HTTP_SEC_FETCH_DEST") not in {"iframe", "frame", "embed", "object"}
    return site == "none" and _typed(environ)


def _typed(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] in READING
        and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"
        and environ.get("HTTP_SEC_FETCH_DEST") == "document"
    )


def _length(environ: Environ) -> int:
    given = str(environ.get("CONTENT_LENGTH") or "0")
    return int(given) if given.isascii() and given.isdigit() else 2 * MOST_RECORDING
