"""The worked examples inside an instrument file: answers, and the scores and alerts they must give."""

from __future__ import annotations

from math import isclose

from goldseam.errors import BadInput
from goldseam.instruments.questionnaire import Example, Questionnaire
from goldseam.instruments.raised import alerts
from goldseam.instruments.scoring import fill_in, score


def disagreements(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Run every example and say where file and scoring differ; empty where all agree.

    >>> from goldseam.instruments.files import get
    >>> disagreements(get("phq-9"))
    ()
    """
    return tuple(
        f"example[{number}]: {what}"
        for number, example in enumerate(questionnaire.examples, start=1)
        for what in _differences(questionnaire, example)
    )


def _differences(questionnaire: Questionnaire, example: Example) -> list[str]:
    try:
        response = fill_in(questionnaire, dict(example.answers))
    except BadInput as error:
        return [str(error)]
    found = {one.name: one for one in score(questionnaire, response)}
    wrong = [
        f"{id} is written as {_plain(expected)} and comes out as {_plain(found[id].value)}."
        for id, expected in example.scores
        if not _same(expected, found[id].value)
    ]
    wrong += [
        f"the band of {id} is written as '{expected}' and comes out as '{found[id].band}'."
        for id, expected in example.bands
        if found[id].band != expected
    ]
    raised = {alert.when for alert in alerts(questionnaire, response)}
    if raised != set(example.alerts):
        wrong.append(f"the alerts are written as {sorted(example.alerts)} and come out as {sorted(raised)}.")
    return wrong


def _same(expected: float | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is found
    # Means such as 3.6 or 5.333333 are written as decimals in the file.
    return isclose(expected, found, abs_tol=1e-6)


def _plain(value: float | None) -> str:
    return "missing" if value is None else f"{value:.7g}"
