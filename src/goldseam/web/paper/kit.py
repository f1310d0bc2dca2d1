"""The recovery kit on paper: the words that open a book when its passphrase is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from goldseam.web.paper.press import Paper, printed


def recovery_kit(words: Sequence[str], book: str, made: date, paper: Paper = Paper.A4) -> bytes:
    """A PDF of the kit's `words` in order, the book's name and the day the kit was made."""
    return printed(
        "kit",
        {
            "title": gettext("Recovery kit"),
            "words": list(words),
            "facts": [
                [gettext("Book"), book],
                [gettext("Made"), date_format(made, "j F Y", use_l10n=False)],
            ],
            "lead": gettext("These words open your book if the passphrase is gone."),
            "advice": [
                gettext("Keep this sheet where you keep a passport, away from the computer."),
                gettext("Whoever holds it and the computer can read the book."),
                gettext("To use it: open goldseam, choose the recovery kit, type the words in order."),
                gettext("The first four letters of each word are enough."),
                gettext("A new kit makes this one void. Then destroy this sheet."),
            ],
        },
        paper,
    )
