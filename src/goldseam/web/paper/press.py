"""The press: one of our own Typst sheets and its data in, the bytes of a PDF out.

Data travels as one JSON input and is printed literally; it is never put together with the sheet's
source. Nothing is written to disk: the source goes in as bytes and the PDF comes back as bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext

from goldseam.errors import Refused


class Paper(Enum):
    """The sheet in the printer. Values are Typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


def printed(sheet: str, data: Mapping[str, Any], paper: Paper = Paper.A4, language: str = "en") -> bytes:
    """The sheet `sheet` (a `.typ` file of this package) filled with `data`, as a PDF/UA document.

    `data` holds strings, numbers, lists and mappings of them, with `title` among them.
    Raises Refused where the printing part is not installed.
    """
    typst = _typst()
    here = files("goldseam.web.paper")
    source = (here / "sheet.typ").read_bytes() + (here / f"{sheet}.typ").read_bytes()
    inputs = json.dumps({"paper": paper.value, "lang": language, **data}, ensure_ascii=False)
    made: bytes = typst.compile(
        source, format="pdf", sys_inputs={"data": inputs}, pdf_standards="ua-1", timestamp=0
    )
    return made


def can_print() -> bool:
    """Whether the printing part is installed; without it, pages print from the browser."""
    from importlib.util import find_spec

    return find_spec("typst") is not None


def _typst() -> Any:
    """Typst, loaded at the first print: it is an extra, and 80 MB that a start does not wait for."""
    if not can_print():
        raise Refused(
            gettext(
                "This copy of goldseam cannot make PDFs. Print the page from the browser, "
                "or install the part called report: pip install 'goldseam[report]'."
            )
        )
    import typst

    return typst
