"""A form in a client's hands: answers kept, sealed, at every step; sent, or left at any point."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from goldseam import instruments
from goldseam.acts import check_ins, sessions
from goldseam.acts.licences import readable
from goldseam.instruments.questionnaire import FreeText, Questionnaire
from goldseam.instruments.raised import shown, shown_free_text
from goldseam.store.models import Draft
from goldseam.terms.scores import Item, Response


@dataclass(frozen=True)
class InHand:
    """A form being filled in: answers and words so far."""

    session: UUID
    questionnaire: Questionnaire
    answers: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def questions(self) -> tuple[Item | FreeText, ...]:
        """What to ask, given the answers so far."""
        asked = shown(self.questionnaire, self.answers)
        return (*asked, *shown_free_text(self.questionnaire, self.answers))

    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.answers and not any(self.words.values())

    def shows_contacts(self) -> bool:
        """Whether an answer asks for crisis contacts, at once."""
        return instruments.needs_crisis_contacts(self.questionnaire, self.response(), finished=False)

    def asks_for_help(self) -> bool:
        """The same for the finished form, where a blank counts as well."""
        return instruments.needs_crisis_contacts(self.questionnaire, self.response())

    def response(self) -> Response:
        """The answers as a response: only to questions that are still asked."""
        asked = {item.id for item in shown(self.questionnaire, self.answers)}
        kept = tuple(sorted((name, value) for name, value in self.answers.items() if name in asked))
        return Response(self.questionnaire.id, self.questionnaire.version, kept)


def _place(session: UUID, instrument: str) -> str:
    return f"handed:{session}:{instrument}"


def begin(session: UUID, instrument: str) -> None:
    """Start anew: what an earlier hand-over left unfinished is dropped."""
    Draft.objects.filter(place=_place(session, instrument)).delete()


def in_hand(session: UUID, instrument: str, now: datetime) -> InHand:
    """The form as it stands."""
    questionnaire = readable(instrument, now.date())
    draft = Draft.objects.filter(place=_place(session, instrument)).first()
    kept = json.loads(draft.words) if draft else {"answers": {}, "words": {}}
    return InHand(session, questionnaire, kept["answers"], kept["words"])


def keep(
    form: InHand, now: datetime, *, answers: Mapping[str, int | None], words: Mapping[str, str]
) -> InHand:
    """Keep some more answers; None takes one back."""
    merged = {**form.answers, **answers}
    left = {name: value for name, value in merged.items() if value is not None}
    new = InHand(form.session, form.questionnaire, left, {**form.words, **words})
    place = _place(form.session, form.questionnaire.id)
    draft = Draft.objects.filter(place=place).first() or Draft(place=place)
    draft.words = json.dumps({"answers": new.answers, "words": new.words})
    draft.at = now
    draft.save()
    return new


@transaction.atomic
def send(form: InHand, now: datetime, *, left_early: bool = False) -> None:
    """Give the form to the therapist's record. An empty form that was left is not kept."""
    place = _place(form.session, form.questionnaire.id)
    Draft.objects.filter(place=place).delete()
    if left_early and form.is_empty():
        return
    check_ins.record(
        sessions.session(form.session),
        form.questionnaire.id,
        dict(form.response().answers),
        now,
        way="handed",
        words="\n\n".join(text for text in form.words.values() if text.strip()),
        left_early=left_early,
    )


def drop(form: InHand) -> None:
    """Keep nothing of it."""
    begin(form.session, form.questionnaire.id)
