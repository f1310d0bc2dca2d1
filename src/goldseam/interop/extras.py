"""Libraries a plain installation does without: loaded when needed, or a sentence says how to get them."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from goldseam.errors import Refused


def need(module: str, makes: str) -> Any:
    """The module, loaded now. Errors: Refused where the part called report is not installed.

    >>> need("json", "JSON").dumps(1)
    '1'
    """
    if find_spec(module.split(".")[0]) is None:
        raise Refused(
            f"This copy of goldseam cannot make {makes}. "
            "Install the part called report: pip install 'goldseam[report]'."
        )
    return import_module(module)
