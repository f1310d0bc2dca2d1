"""A second start by the same person asks the first for a fresh address, and opens that.

The two know each other by a secret in a file that only this person can read. Each side proves that it
knows it (HMAC over a fresh nonce) and never sends it, so a program that took over the port learns
nothing and cannot pass for goldseam.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import http.client
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldseam.web.guard import HEADERS, NO_STORE, Guard, same
from goldseam.web.launch import Launch, host, origin
from goldseam.web.strangers import Environ

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

FILE = "running.json"
PATH = "/fresh-address"
WAIT_SECONDS = 3.0


def proof(secret: str, *parts: str) -> str:
    """What only someone who knows the secret can say about these parts."""
    return hmac.new(secret.encode(), "\n".join(parts).encode(), hashlib.sha256).hexdigest()


class Errands:
    """Around the guard: answers the one request that no browser can make, passes all others on."""

    def __init__(self, guard: Guard, launch: Launch) -> None:
        self.guard = guard
        self.launch = launch

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """A fresh token for whoever proves to know the secret."""
        nonce = str(environ.get("HTTP_X_GOLDSEAM_NONCE", ""))
        if not (environ.get("PATH_INFO") == PATH and self._is_ours(environ, nonce)):
            return self.guard(environ, start_response)
        token = secrets.token_urlsafe(32)
        self.guard.add_token(token)
        body = json.dumps({"token": token, "proof": proof(self.launch.errand, "here", nonce, token)}).encode()
        length = ("Content-Length", str(len(body)))
        start_response("200 OK", [("Content-Type", "application/json"), length, *HEADERS, NO_STORE])
        return [body]

    def _is_ours(self, environ: Environ, nonce: str) -> bool:
        """No browser sends a POST without Origin, nor knows the secret."""
        given = str(environ.get("HTTP_X_GOLDSEAM_PROOF", ""))
        return (
            environ["REQUEST_METHOD"] == "POST"
            and environ.get("HTTP_HOST") == host(self.launch.port)
            and "HTTP_ORIGIN" not in environ
            and "HTTP_SEC_FETCH_SITE" not in environ
            and len(nonce) >= 32
            and same(given, proof(self.launch.errand, "ask", nonce))
        )


def leave_note(home: Path, launch: Launch) -> None:
    """Say where we run, in a file for this person only."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(home / FILE, flags, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump({"port": launch.port, "errand": launch.errand}, file)


def take_note_away(home: Path) -> None:
    """We no longer run."""
    (home / FILE).unlink(missing_ok=True)


def fresh_address(home: Path) -> str | None:
    """A fresh address of the goldseam that runs on this home already, or None where none does."""
    try:
        said = json.loads((home / FILE).read_text(encoding="utf-8"))
        port, secret = int(said["port"]), str(said["errand"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    nonce = secrets.token_urlsafe(32)
    headers = {
        "Host": host(port),
        "X-Goldseam-Nonce": nonce,
        "X-Goldseam-Proof": proof(secret, "ask", nonce),
    }
    answer = _post(port, headers)
    token = str(answer.get("token", ""))
    if not token or not same(str(answer.get("proof", "")), proof(secret, "here", nonce, token)):
        return None
    return f"{origin(port)}/?k={token}"


def _post(port: int, headers: dict[str, str]) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)
    with contextlib.closing(connection):
        try:
            connection.request("POST", PATH, headers=headers)
            found = json.loads(connection.getresponse().read(10_000))
        except (OSError, ValueError, http.client.HTTPException):
            return {}
    return found if isinstance(found, dict) else {}
