"""A window of this browser, for tests of the shell without a real one."""

from __future__ import annotations

from typing import Any

from django.test import Client

from goldseam.web.guard import seat_cookie
from goldseam.web.place import PLACE

PASSPHRASE = "four quiet grey herons"
PORT = 8765


class Browser(Client):
    """Django's client as a window of this browser: it keeps cookies and holds the seat it is given."""

    def send(self, path: str, **fields: str) -> Any:
        """Post a form."""
        return self.post(path, fields, headers={"Origin": "http://localhost:8765"})

    def sit(self) -> None:
        """Hold the seat of the present state, as the browser does that brought it about."""
        self.cookies[seat_cookie(PORT)] = PLACE.here.seat
