"""Reflections in three lengths and free writing: prompts, answers, and the text they make.

The prompts lie in `sentences/reflect.toml` and `questions.toml`. An answer is the therapist's; nothing is
scored. A reflection may point to an episode, a mirror check or a transcript by id; it copies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from enum import Enum
from functools import cache

from goldseam.errors import BadInput
from goldseam.mirror.wording import table, words
from goldseam.terms.therapist import Reflection


@dataclass(frozen=True)
class ReflectWords:
    """What is said around a reflection. In `sentences/reflect.toml`."""

    leave: str
    left: str
    alias_hint: str
    no_text: str


SAY = words("reflect", ReflectWords)


@dataclass(frozen=True)
class Prompt:
    """One question of a template."""

    id: str
    text: str


@dataclass(frozen=True)
class Template:
    """A way to reflect. `minutes` 0: no limit. `at_moments`: answers belong to times of a recording."""

    id: str
    name: str
    what: str
    minutes: int
    prompts: tuple[Prompt, ...]
    source: str
    at_moments: bool = False


class Theme(Enum):
    """What the single questions are about, in order."""

    UNBEARABLE = "unbearable"
    WISH_TO_BE_FAULTLESS = "wish_to_be_faultless"
    NOT_SAFE_BEFORE = "not_safe_before"
    GRACE = "grace"
    OWN_PART = "own_part"


@dataclass(frozen=True)
class Question:
    """One question for the therapist alone."""

    id: str
    theme: Theme
    text: str


@dataclass(frozen=True)
class Answer:
    """Words under a prompt. `at`: seconds into a recording, `turn`: a turn of a transcript; None for none."""

    prompt: str
    words: str
    at: float | None = None
    turn: int | None = None

    @property
    def is_moment(self) -> bool:
        """Whether it belongs to one moment of a recording or transcript."""
        return self.at is not None or self.turn is not None


@dataclass(frozen=True)
class Written:
    """A reflection as it was written. `episode`, `mirror_check`, `transcript` are ids, and only ids."""

    template: str
    answers: tuple[Answer, ...]
    episode: str = ""
    mirror_check: str = ""
    transcript: str = ""


@cache
def templates() -> tuple[Template, ...]:
    """Every way to reflect, the shortest first, free writing last.

    >>> [(one.id, one.minutes) for one in templates()]
    [('two-minutes', 2), ('recall', 15), ('supervision', 20), ('free', 0)]
    """
    return tuple(
        Template(**{**row, "prompts": tuple(Prompt(**one) for one in row["prompts"])})
        for row in table("reflect")["template"]
    )


def template(id: str) -> Template:
    """A way to reflect by its id. Errors: BadInput names the ids there are."""
    found = next((one for one in templates() if one.id == id), None)
    if found is None:
        raise BadInput(f"There is no template {id!r}. Allowed: {', '.join(one.id for one in templates())}.")
    return found


def write(
    template_id: str,
    answers: Iterable[Answer],
    episode: str = "",
    mirror_check: str = "",
    transcript: str = "",
) -> Written:
    """Put answers together; blank ones are left out, moments are sorted by time.

    Errors: BadInput for an unknown prompt, a time below 0, a turn below 1, or either where the template
    has none.

    >>> write("two-minutes", [Answer("what", " She went quiet. "), Answer("so-what", "")]).answers
    (Answer(prompt='what', words='She went quiet.', at=None, turn=None),)
    """
    form = template(template_id)
    given = [replace(one, words=one.words.strip()) for one in answers if one.words.strip()]
    for one in given:
        _check(form, one)
    place = [prompt.id for prompt in form.prompts].index
    ordered = sorted(given, key=lambda one: (*_when(one), place(one.prompt)))
    return Written(form.id, tuple(ordered), episode, mirror_check, transcript)


def _when(one: Answer) -> tuple[float, int]:
    """What belongs to no moment first, then by time, or by turn where a transcript has no times."""
    turn = one.turn or 0
    return (-1.0, 0) if not one.is_moment else (float(turn) if one.at is None else one.at, turn)


def _check(form: Template, one: Answer) -> None:
    allowed = [prompt.id for prompt in form.prompts]
    if one.prompt not in allowed:
        raise BadInput(f"{form.name} has no prompt {one.prompt!r}. Allowed: {', '.join(allowed)}.")
    if one.is_moment and not form.at_moments:
        raise BadInput(f"{form.name} has no moments. Leave the time out, or use a template with moments.")
    if one.at is not None and not one.at >= 0:
        raise BadInput(f"The time {one.at:g} lies before the start. Give seconds from 0 on.")
    if one.turn is not None and one.turn < 1:
        raise BadInput(f"There is no turn {one.turn}. Turns are counted from 1.")


def as_text(written: Written) -> str:
    """The therapist's own words only, one answer a paragraph, moments with their time; never the prompts.

    >>> as_text(write("recall", [Answer("felt", "My jaw.", 754, 31)]))
    '[12:34 #31] My jaw.'
    """
    return "\n\n".join(f"{_mark(one)}{one.words}" for one in written.answers)


def _mark(one: Answer) -> str:
    """The moment in front of its words: its time and its turn; nothing of what was said there."""
    parts = [] if one.at is None else [clock(one.at)]
    parts += [] if one.turn is None else [f"#{one.turn}"]
    return f"[{' '.join(parts)}] " if parts else ""


def clock(seconds: float) -> str:
    """A time as people read it.

    >>> clock(754), clock(3605)
    ('12:34', '1:00:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, within = divmod(minutes, 60)
    return f"{hours}:{within:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def reflection(
    id: str, on: date, written: Written, alias: str = "", tags: tuple[str, ...] = (), at: time | None = None
) -> Reflection:
    """The entry that echoes and patterns read."""
    return Reflection(id, on, as_text(written), alias, tags, at)


@cache
def all_questions() -> tuple[Question, ...]:
    """Every single question, theme by theme."""
    rows = table("questions")["question"]
    return tuple(Question(row["id"], Theme(row["theme"]), row["text"]) for row in rows)


def next_question(asked: Collection[str] = (), seen: Collection[str] = ()) -> Question | None:
    """The next single question: one of each theme an evening, what was not seen on other evenings first.

    `asked`: ids of this evening; `seen`: ids of earlier ones. None once each theme was asked.

    >>> next_question().text
    'What is hardest to bear in having hurt this person?'
    >>> next_question(["unbearable-1"], seen=["wish-1"]).id
    'wish-2'
    """
    touched = {one.theme for one in all_questions() if one.id in asked}
    left = [one for one in all_questions() if one.theme not in touched]
    order = list(Theme)
    return min(left, key=lambda one: (order.index(one.theme), one.id in seen), default=None)


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Names that stand in a text as whole words, each with a gentle line; for a hint while writing.

    >>> names_in("Sam was silent.", ["Sam", "Sa"])
    ('You wrote Sam. An alias keeps this page about you.',)
    """
    found = [
        one for one in names if one and re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text, re.IGNORECASE)
    ]
    return tuple(SAY.alias_hint.replace("{name}", one) for one in dict.fromkeys(found))
