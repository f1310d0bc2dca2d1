"""A local model's suggestions for a transcript: asked for by the therapist, kept apart, taken away at will.

Off unless switched on in the settings. Suggestions lie in the transcript's own sealed body, as places without
words, and go with it. They count in no reading, and nothing the rules found depends on them.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from goldseam.acts import consent, settings, transcripts
from goldseam.acts.loopback import Door, NoAnswer, chat, door
from goldseam.errors import BadInput, Refused
from goldseam.noticing.marks import Kind
from goldseam.noticing.suggestions import MOST, Suggestion, answered, batches, kind_of, question
from goldseam.store.models import TranscriptRow
from goldseam.terms.talk import Turn

SECONDS = 90.0  # a person waits no longer in one go; asked again, the model goes on from there
ONE_ANSWER = 60.0
LONGEST_NAME = 100


@dataclass(frozen=True)
class Held:
    """A suggestion with its id and the words it points to."""

    id: str
    turn: int
    kind: Kind
    words: str


@dataclass(frozen=True)
class Asked:
    """What came of asking: places, up to which turn the model has read, and a sentence."""

    found: tuple[Suggestion, ...]
    read_to: int
    said: str


def set_model(on: bool, address: str, name: str, elsewhere: bool) -> None:
    """Say where a model answers. Errors: BadInput; beyond this computer only with `elsewhere`."""
    if len(name) > LONGEST_NAME:
        raise BadInput(f"The model's name has {len(name)} characters; up to {LONGEST_NAME} are kept here.")
    if on or address:
        door(address, elsewhere)
    if on and not name:
        raise BadInput("Give the model's name, as the program that runs it calls it.")
    settings.change(model_on=on, model_address=address, model_name=name, model_elsewhere=elsewhere)


def is_on() -> bool:
    """Whether a model may be asked at all."""
    return settings.preferences().model_on


def is_elsewhere() -> bool:
    """Whether the model that is on answers beyond this computer."""
    try:
        return not _door().here
    except (BadInput, Refused):
        return False  # asking says why


def _door() -> Door:
    now = settings.preferences()
    if not now.model_on:
        raise Refused("No model is switched on. The settings have a place for it.")
    return door(now.model_address, now.model_elsewhere)


def ask(
    row: TranscriptRow, now: datetime, agreed: bool = False, clock: Callable[[], float] = time.monotonic
) -> Asked:
    """Ask the model about what it has not read yet; `keep` stores it. A silent model is a sentence, no error.

    Errors: Refused while no model is on, before the speakers are confirmed, or where the talk would leave
    this computer and the client has not agreed to that; BadInput where the address is not allowed.
    """
    at, name = _door(), settings.preferences().model_name
    if row.confirmed_at is None:
        raise Refused("Say first who is who. Then the model can be asked.")
    if not at.here and not agreed:
        raise Refused("This model is not on this computer. The consent speaks of this computer only.")
    if not at.here:
        consent.log_sent(row, now)  # before a word leaves
    begun, read_to = clock(), _kept(row)["read_to"]
    found: list[Suggestion] = []
    odd = 0
    for batch in _unread(row):
        left = SECONDS - (clock() - begun)
        if left < 1:
            return Asked(tuple(found), read_to, gettext("The model is slow. Ask again, and it goes on."))
        try:
            places = _answer(at, name, batch, min(left, ONE_ANSWER))
        except NoAnswer as silent:
            return Asked(tuple(found), read_to, str(silent))
        odd += places is None
        found += places or ()
        read_to = batch[-1].number
    said = gettext("Some of the model's replies could not be read.") if odd else ""
    return Asked(tuple(found), read_to, said)


def _unread(row: TranscriptRow) -> Iterator[tuple[Turn, ...]]:
    read_to = _kept(row)["read_to"]
    return batches(turn for turn in transcripts.transcript_of(row).turns if turn.number > read_to)


def is_more(row: TranscriptRow) -> bool:
    """Whether there are turns that the model has not read."""
    return next(_unread(row), None) is not None


def _answer(at: Door, name: str, batch: tuple[Turn, ...], seconds: float) -> tuple[Suggestion, ...] | None:
    messages = [(one.role, one.content) for one in question(batch)]
    return answered(chat(at, name, messages, seconds), batch)


@transaction.atomic
def keep(row: TranscriptRow, asked: Asked) -> TranscriptRow:
    """Keep what came of asking, sealed with the transcript."""
    kept = _kept(row)
    places = [*kept["places"], *([s.turn, s.kind.name, s.start, s.end] for s in asked.found)][:MOST]
    return _keep(row, {"read_to": asked.read_to, "places": places, "said": asked.said})


def of(row: TranscriptRow) -> list[Held]:
    """The suggestions that are kept, in the order of the talk."""
    transcript = transcripts.transcript_of(row)
    texts = {turn.number: turn.text for turn in transcript.turns}
    found = []
    for turn, name, start, end in _kept(row)["places"]:
        kind = kind_of(transcript, turn, name)
        if kind is not None:
            found.append(Held(_id(turn, name), turn, kind, texts[turn][start:end]))
    return sorted(found, key=lambda one: one.turn)


def progress(row: TranscriptRow) -> tuple[int, str]:
    """Up to which turn the model has read (0: none), and the sentence from when it was last asked."""
    kept = _kept(row)
    return int(kept["read_to"]), str(kept["said"])


@transaction.atomic
def remove(row: TranscriptRow, which: str) -> TranscriptRow:
    """Take one suggestion away, or `all` of them; what is not there is nothing to do."""
    kept = _kept(row)
    if which == "all":
        return _keep(row, {})
    places = [one for one in kept["places"] if _id(one[0], one[1]) != which]
    return _keep(row, {**kept, "places": places})


def _id(turn: int, name: str) -> str:
    return f"{turn}-{name.replace(' ', '_')}"


def _kept(row: TranscriptRow) -> dict[str, Any]:
    return {"read_to": 0, "places": [], "said": "", **json.loads(row.body).get("suggested", {})}


def _keep(row: TranscriptRow, suggested: dict[str, Any]) -> TranscriptRow:
    row.body = json.dumps({**json.loads(row.body), "suggested": suggested}, ensure_ascii=False)
    row.save(update_fields=["body"])
    return row
