"""One shared thing on paper: what was previewed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from goldseam.growth.sharing import Leaving
from goldseam.web.paper.press import Paper, printed


def shared_sheet(title: str, parts: Iterable[Leaving], paper: Paper = Paper.A4) -> bytes:
    """A PDF of the copy as it was previewed; it bears no name of anyone."""
    return printed("shared", {"title": title, "parts": laid_out(parts), "notes": [copy_note()]}, paper)


def laid_out(parts: Iterable[Leaving]) -> list[dict[str, object]]:
    """Headings with their lines, as the sheets print them."""
    return [
        {"heading": one.heading, "lines": [line for line in one.text.split("\n") if line.strip()]}
        for one in parts
    ]


def copy_note() -> str:
    """The one line that the sheet adds to what was previewed."""
    return gettext("A copy made for one person. Please keep it to yourself, then destroy it.")
