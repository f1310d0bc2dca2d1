"""A minute for oneself, a letter to a colleague in the same place, what-ifs: the words of an equal exit."""

from __future__ import annotations

from dataclasses import dataclass

from goldseam.mirror.wording import table, words

MOST_SECONDS = 60


@dataclass(frozen=True)
class CompassionWords:
    """What the three pages say. In `sentences/compassion.toml`."""

    name: str
    offer: str
    skip: str
    leave: str
    done: str
    letter_title: str
    letter_offer: str
    letter_start: str
    letter_prompts: tuple[str, ...]
    letter_read: str
    letter_kept: str
    what_ifs_title: str
    what_ifs_offer: str
    what_ifs_known: str
    what_ifs_set_down: str
    what_ifs_take_up: str


SAY = words("compassion", CompassionWords)


@dataclass(frozen=True)
class Step:
    """One step of the break: when it starts and how long it stays, in seconds. Any step can be skipped."""

    text: str
    start: int
    seconds: int


def steps() -> tuple[Step, ...]:
    """The steps of the break, one after the other, at most 60 seconds in all.

    >>> [one.start for one in steps()]
    [0, 10, 22, 34, 48]
    """
    found: list[Step] = []
    for row in table("compassion")["step"]:
        start = found[-1].start + found[-1].seconds if found else 0
        found.append(Step(row["text"], start, row["seconds"]))
    return tuple(found)


def letter(body: str) -> str:
    """The letter with its opening; the words are the therapist's.

    >>> letter("You stayed.")
    'Dear colleague,\\n\\nYou stayed.'
    """
    return f"{SAY.letter_start}\n\n{body.strip()}"
