"""A questionnaire on paper, for the client to fill in by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext

from goldseam.errors import Refused
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.terms.scores import Choice, Item
from goldseam.web.paper.press import Paper, printed

FEW = 6  # up to so many worded answers stand side by side in a table


def check_in_sheet(
    questionnaire: Questionnaire, paper: Paper = Paper.A4, code: str = "", contacts: Sequence[str] = ()
) -> bytes:
    """A PDF of `questionnaire`; `code` is printed beside *Who* if given, `contacts` where help is at hand.

    Raises Refused where the questionnaire's words may not be shown here.
    """
    if not questionnaire.has_text():
        raise Refused(
            gettext("%(title)s carries no words here. Bring your own licence, or use your own printed copy.")
            % {"title": questionnaire.title}
        )
    return printed("check_in", sheet_data(questionnaire, code, contacts), paper, questionnaire.language())


def sheet_data(questionnaire: Questionnaire, code: str = "", contacts: Sequence[str] = ()) -> dict[str, Any]:
    """What the sheet prints: blocks of questions, each with one way of answering."""
    return {
        "title": questionnaire.title,
        "stem": questionnaire.stem,
        "label": questionnaire.label,
        "closing": questionnaire.closing,
        "notice": questionnaire.rights.notice,
        "code": code,
        "contacts": list(contacts),
        "blocks": [_block(list(run)) for _, run in groupby(questionnaire.items, _answering)],
        "free": [{"text": one.text, "lines": 3} for one in questionnaire.free_text],
        "say": {
            "who": gettext("Who"), "day": gettext("Day"),
            "leave": gettext("You can leave any question blank."),
            "applies": gettext("If it applies:"), "help": gettext("If you need help now:"),
        },
    }  # fmt: skip


def _answering(item: Item) -> tuple[tuple[Choice, ...], bool]:
    """Items that are answered alike stand together."""
    return item.choices, bool(item.show_if)


def _block(items: list[Item]) -> dict[str, Any]:
    """Numbers in a row, a table of a few words, or a list."""
    choices = items[0].choices
    worded = [_words(choice) for choice in choices]
    block = {
        "items": [item.text for item in items],
        "applies": bool(items[0].show_if),
        "choices": worded,
        "low": "",
        "high": "",
    }
    if len(choices) > FEW:
        ends = [_end(worded[0], choices[0]), _end(worded[-1], choices[-1])]
        return block | {"kind": "numbers", "choices": [str(c.value) for c in choices],
                        "low": ends[0], "high": ends[1]}  # fmt: skip
    return block | {"kind": "table" if len(items) > 1 else "list"}


def _words(choice: Choice) -> str:
    return choice.text or str(choice.value)


def _end(words: str, choice: Choice) -> str:
    """The words of a scale's end without the number that leads them."""
    return words.removeprefix(str(choice.value)).lstrip(" -–:") if words != str(choice.value) else ""
