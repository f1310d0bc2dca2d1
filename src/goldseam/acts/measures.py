"""Questionnaires about oneself, a few times a year: kept in the vault, read beside one's own earlier answers.

Doubt about one's work and kindness to oneself are one group: never one without the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from goldseam import instruments
from goldseam.acts import licences, vault
from goldseam.acts.vault import Kind
from goldseam.errors import BadInput, NotFound, Refused
from goldseam.instruments import Questionnaire
from goldseam.mirror import doubt, measures
from goldseam.store.models import VaultRow
from goldseam.terms.scores import Response

OWN_DOUBT, OWN_KINDNESS = "own:doubt", "own:kindness"


@dataclass(frozen=True)
class Group:
    """Questionnaires that are asked at one time. `own`: what stands in for one that is not installed."""

    id: str
    name: str
    instruments: tuple[str, ...]
    own: tuple[tuple[str, str], ...] = ()  # instrument -> our own question
    needs: tuple[str, ...] = ()  # any one of these has to be installed


GROUPS = (
    Group(
        "kindness-and-doubt",
        measures.SAY.kindness_and_doubt,
        ("scs-sf", "psd"),
        (("scs-sf", OWN_KINDNESS), ("psd", OWN_DOUBT)),
        ("scs-sf", "psd"),
    ),
    Group("the-work", measures.SAY.the_work, ("proqol-5",), needs=("proqol-5",)),
)
OWN = {OWN_DOUBT: measures.SAY.doubt, OWN_KINDNESS: measures.SAY.kindness}


def group(id: str) -> Group:
    """A group by its id. Errors: NotFound."""
    found = next((one for one in GROUPS if one.id == id), None)
    if found is None:
        raise NotFound("There is no such questionnaire here. Go back to the mirror and choose one.")
    return found


def installed(one: Group, today: date) -> list[Questionnaire]:
    """The questionnaires of a group whose words the therapist has brought, and whose licence holds today."""
    found = []
    for id in one.instruments:
        try:
            form = licences.readable(id, today)
        except Refused:
            continue
        if form.has_text():
            found.append(form)
    return found


def own_questions(one: Group, forms: list[Questionnaire]) -> list[tuple[str, str]]:
    """Our own questions that stand in for what is not installed: name and words."""
    there = {form.id for form in forms}
    return [(name, OWN[name]) for instrument, name in one.own if instrument not in there]


@dataclass(frozen=True)
class Given:
    """Answers by questionnaire, and to our own questions (0 to 10)."""

    forms: Mapping[str, Mapping[str, int]]
    own: Mapping[str, int | None]


def keep(one: Group, given: Given, now: datetime) -> VaultRow:
    """Keep one evening's answers. Errors: BadInput for a blank, since no sum is made then."""
    forms = installed(one, timezone.localdate(now))
    if not forms:
        raise Refused(measures.SAY.needs_words)
    values: dict[str, float] = {}
    for form in forms:
        values |= _scored(form, given.forms.get(form.id, {}))
    for name, _ in own_questions(one, forms):
        value = given.own.get(name)
        if value is None or not doubt.LOW <= value <= doubt.HIGH:
            raise BadInput(measures.SAY.together)
        values[name] = float(value)
    body = {
        "group": one.id, "on": timezone.localdate(now).isoformat(), "values": values,
        "forms": [
            {"id": form.id, "version": form.version, "answers": dict(given.forms[form.id])} for form in forms
        ],
    }  # fmt: skip
    row = vault.begin(Kind.MEASURE, now, body, finished=True)
    for form in forms:
        licences.count_use(form.id)
    return row


def _scored(form: Questionnaire, answers: Mapping[str, int]) -> dict[str, float]:
    blank = len(form.items) - len(answers)
    if blank:
        raise BadInput(measures.blanks(blank, len(form.items)))
    scores = instruments.score(form, Response(form.id, form.version, tuple(sorted(answers.items()))))
    return {f"{form.id}:{one.name}": one.value for one in scores if one.value is not None}


@dataclass(frozen=True)
class Course:
    """What one group says over time: sentences first, then every day's figures, oldest first."""

    said: tuple[str, ...]
    chance: str
    names: tuple[str, ...]
    rows: tuple[tuple[VaultRow, date, tuple[float | None, ...]], ...]


def course(one: Group) -> Course:
    """A group's answers over time, beside each other; no slope, no total over scales."""
    taken = [(row, vault.body_of(row)) for row in vault.pages(Kind.MEASURE)]
    mine = sorted(
        ((row, body) for row, body in taken if body["group"] == one.id),
        key=lambda pair: (pair[1]["on"], pair[0].created_at),
    )
    keys = list(dict.fromkeys(key for _, body in mine for key in body["values"]))
    latest = set(mine[-1][1]["values"]) if mine else set()
    said = [
        measures.compared(key, [body["values"][key] for _, body in mine if key in body["values"]])
        for key in keys
        if key in latest
    ]
    rows = [
        (row, date.fromisoformat(body["on"]), tuple(body["values"].get(key) for key in keys))
        for row, body in mine
    ]
    names = tuple(measures.named(key) for key in keys)
    return Course(tuple(said), measures.chance(len(mine)), names, tuple(rows))
