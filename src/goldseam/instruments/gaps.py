"""Blind spots: where the therapist's guess and the client's own answer part."""

from __future__ import annotations

from dataclasses import dataclass

from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.scoring import checked
from goldseam.terms.scores import Response


@dataclass(frozen=True)
class Gap:
    """One item seen from both chairs. `gap` is the therapist's guess minus the client's answer."""

    item: str
    client: int
    therapist: int

    @property
    def gap(self) -> int:
        return self.therapist - self.client


def gaps(
    form: Questionnaire, client: Response, mirror: Questionnaire, therapist: Response
) -> tuple[Gap, ...]:
    """Hold the therapist's mirror form against the client's form, item by item.

    Items that either left blank are left out. Errors: BadInput where `mirror` is not the mirror of
    `form`, and as in `score`.

    >>> from goldseam.instruments.files import get
    >>> from goldseam.instruments.scoring import fill_in
    >>> form, mirror = get("session-check-in"), get("session-check-in-mirror")
    >>> found = gaps(form, fill_in(form, {"honest": 4}), mirror, fill_in(mirror, {"honest": 9}))
    >>> [(one.item, one.gap) for one in found]
    [('honest', 5)]
    """
    if mirror.mirrors != form.id:
        raise BadInput(f"{mirror.title} is not the mirror of {form.title}. Use forms that belong together.")
    said, guessed = checked(form, client), checked(mirror, therapist)
    return tuple(Gap(id, said[id], guessed[id]) for id in form.order() if id in said and id in guessed)
