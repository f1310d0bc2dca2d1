"""A letter as DOCX, made in memory: plain paragraphs and lists, no fields, no author, no date of making."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from goldseam.interop.extras import need

SIZES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}  # mm
# What XML 1.0 (2.2, Char) cannot hold: pasted text may bring it, and the file would not open.
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (a fixed stamp that says nothing about the evening)


def docx_letter(paragraphs: Iterable[tuple[str, tuple[str, ...]]], paper: str = "a4") -> bytes:
    """Paragraphs, each with the items of a list under it, as the bytes of a DOCX file.

    `paper` is a4 or letter. The file names no author, no program and no day, so that only what was written
    is sent. Nothing touches the disk.

    >>> docx_letter([("Dear Sam,", ()), ("These can help:", ("Night line: 000",))])[:2]
    b'PK'
    """
    shared = need("docx.shared", "DOCX letters")
    made = need("docx", "DOCX letters").Document()
    _plain(made)
    page = made.sections[0]
    width, height = SIZES[paper]
    page.page_width, page.page_height = shared.Mm(width), shared.Mm(height)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = shared.Mm(25)
    style = made.styles["Normal"]
    style.font.size = shared.Pt(12)
    style.paragraph_format.space_after = shared.Pt(10)
    for text, items in paragraphs:
        made.add_paragraph(printable(text))
        for item in items:
            made.add_paragraph(printable(item), style="List Bullet")
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def printable(text: str) -> str:
    """A text without the signs that no letter file can hold.

    >>> printable("I was late.\x01")
    'I was late.'
    """
    return UNPRINTABLE.sub("", text)


def _plain(made: Any) -> None:
    """Take out what the template says about itself."""
    about = made.core_properties
    about.author = about.title = about.comments = about.last_modified_by = ""
    about.created = about.modified = EPOCH
