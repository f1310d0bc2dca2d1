"""From answers to scores: checking, turning items round, blanks, rounding, bands.

Arithmetic runs in exact fractions, so that halves round up where a rule says half up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Impute, Method, Questionnaire, Rounding, ScoreRule
from goldseam.terms.scores import Item, Response, Score

UNVERIFIED = "This scoring key is not yet checked against the original."


def fill_in(questionnaire: Questionnaire, answers: Mapping[str, int | None]) -> Response:
    """Make a response from answers by item id, in item order; None or absent means left blank.

    Errors: BadInput names the item and the values it allows.
    """
    given = {id: value for id, value in answers.items() if value is not None}
    _check(questionnaire, given)
    ordered = tuple((id, given[id]) for id in questionnaire.order() if id in given)
    return Response(questionnaire.id, questionnaire.version, ordered)


def score(questionnaire: Questionnaire, response: Response) -> tuple[Score, ...]:
    """Score a filled-in form by every rule of its instrument.

    A score whose blanks are too many has the value None and says so in `because`. Errors: BadInput
    where the response is of another instrument or version, or an answer is not allowed.

    >>> from goldseam.instruments.files import get
    >>> gad7 = get("gad-7")
    >>> full = fill_in(gad7, dict.fromkeys(gad7.order(), 2))
    >>> [(one.name, one.value, one.band) for one in score(gad7, full)]
    [('total', 14.0, 'moderate')]
    """
    answers = checked(questionnaire, response)
    return tuple(_one(questionnaire, rule, answers) for rule in questionnaire.scores)


def checked(questionnaire: Questionnaire, response: Response) -> dict[str, int]:
    """The answers by item id, once they are known to be allowed. Errors: BadInput."""
    same = (response.instrument, response.version) == (questionnaire.id, questionnaire.version)
    if not same:
        raise BadInput(
            f"This answer sheet is {response.instrument} version {response.version}; the form is "
            f"{questionnaire.id} version {questionnaire.version}. Use the form it was answered on."
        )
    answers = dict(response.answers)
    if len(answers) < len(response.answers):
        raise BadInput(f"{questionnaire.title}: an item is answered twice. Give each item once.")
    _check(questionnaire, answers)
    return answers


def rounded_half_up(value: Fraction) -> Fraction:
    """Round to a whole number, halves upwards.

    >>> rounded_half_up(Fraction(5, 2)), rounded_half_up(Fraction(-5, 2))
    (Fraction(3, 1), Fraction(-2, 1))
    """
    return Fraction(math.floor(value + Fraction(1, 2)))


def _check(questionnaire: Questionnaire, answers: Mapping[str, int]) -> None:
    items = {item.id: item for item in questionnaire.items}
    for id, value in answers.items():
        if id not in items:
            raise BadInput(f"{questionnaire.title} has no item '{id}'. Its items: {', '.join(items)}.")
        allowed = items[id].allowed()
        if type(value) is not int or value not in allowed:
            raise BadInput(
                f"{questionnaire.title}, item {id}: the answer {value!r} is not allowed. "
                f"Allowed: {', '.join(map(str, allowed))}. Correct it or leave the item blank."
            )


def _one(questionnaire: Questionnaire, rule: ScoreRule, answers: Mapping[str, int]) -> Score:
    given = [_turned(questionnaire.item(id), answers[id], rule) for id in rule.items if id in answers]
    value, because = None, _too_many_blanks(rule, len(rule.items) - len(given))
    if not because:
        value = _total(rule, given)
        because = "" if rule.verified else UNVERIFIED
    band = next((band.label for band in rule.bands if value is not None and value < band.lt), "")
    number = None if value is None else float(value)
    return Score(questionnaire.id, rule.id, number, rule.low, rule.high, rule.better, band, because)


def _turned(item: Item, value: int, rule: ScoreRule) -> int:
    if item.id not in rule.reverse:
        return value
    allowed = item.allowed()
    return min(allowed) + max(allowed) - value


def _too_many_blanks(rule: ScoreRule, blank: int) -> str:
    if blank <= rule.missing.max:
        return ""
    bears = f"at most {rule.missing.max} blank" if rule.missing.max else "every item"
    return f"{blank} of {len(rule.items)} items are blank; this score needs {bears}."


def _total(rule: ScoreRule, given: Sequence[int]) -> Fraction:
    blank = len(rule.items) - len(given)
    if rule.method is Method.COUNT_TRUE:
        return Fraction(sum(1 for value in given if value))
    mean = Fraction(sum(given), len(given))
    if rule.method is Method.MEAN:
        value = mean
    elif rule.missing.impute is Impute.PERSON_MEAN:
        value = mean * len(rule.items)
    else:
        value = Fraction(sum(given))
    half_up = blank and rule.missing.round is Rounding.HALF_UP
    return rounded_half_up(value) if half_up else value
