"""What answers ask for: which questions to show, what to tell the therapist, when help is shown at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from goldseam.instruments.conditions import holds, parse
from goldseam.instruments.questionnaire import Action, AlertRule, FreeText, Level, Questionnaire, Watch
from goldseam.instruments.scoring import checked, score
from goldseam.terms.scores import Item, Response


@dataclass(frozen=True)
class Alert:
    """Something the therapist is told. `when` is the rule that held, or the fall that was seen.

    The words are for the therapist. A client's page never shows them and never says "alert".
    """

    level: Level
    action: Action
    text: str
    when: str


def alerts(
    questionnaire: Questionnaire, response: Response, earlier: Sequence[Response] = ()
) -> tuple[Alert, ...]:
    """Say what these answers ask for; `earlier` are the same client's responses to this form.

    Errors: BadInput as in `score`.

    >>> from goldseam.instruments.files import get
    >>> from goldseam.instruments.scoring import fill_in
    >>> check_in = get("session-check-in")
    >>> [alert.action.value for alert in alerts(check_in, fill_in(check_in, {"strain": 6}))]
    ['open_rupture_episode']
    """
    found = [
        Alert(rule.level, rule.action, rule.text, rule.when) for rule in _holding(questionnaire, response)
    ]
    if questionnaire.watch is not None:
        past = [checked(questionnaire, one) for one in earlier]
        found += _falls(questionnaire.watch, checked(questionnaire, response), past)
    return tuple(found)


def needs_crisis_contacts(questionnaire: Questionnaire, response: Response, *, finished: bool = True) -> bool:
    """Say whether the page shows crisis contacts to the client at once, before anything else.

    True where an answer opens a risk review. It never waits for the therapist to open the program.
    While the client is still answering, pass `finished=False`: an item not reached yet is then not
    taken for a refusal. Once the form is sent or left, a blank counts as its file says.

    >>> from goldseam.instruments.files import get
    >>> from goldseam.instruments.scoring import fill_in
    >>> needs_crisis_contacts(get("phq-9"), fill_in(get("phq-9"), {"q9": 1}))
    True
    """
    return any(rule.level is Level.RISK for rule in _holding(questionnaire, response, finished))


def shown(questionnaire: Questionnaire, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The items to ask, given the answers so far: those whose `show_if` is empty or holds.

    >>> from goldseam.instruments.files import get
    >>> [item.id for item in shown(get("session-check-in"), {"strain": 3})][-3:]
    ['talked', 'now', 'kept']
    """
    return tuple(item for item in questionnaire.items if _applies(questionnaire, item.show_if, answers))


def shown_free_text(questionnaire: Questionnaire, answers: Mapping[str, int]) -> tuple[FreeText, ...]:
    """The questions in words to ask, given the answers so far."""
    return tuple(one for one in questionnaire.free_text if _applies(questionnaire, one.show_if, answers))


def _holding(
    questionnaire: Questionnaire, response: Response, finished: bool = True
) -> tuple[AlertRule, ...]:
    values: dict[str, float | None] = {one.name: one.value for one in score(questionnaire, response)}
    values |= checked(questionnaire, response)
    order = questionnaire.order()
    return tuple(
        rule for rule in questionnaire.alerts if holds(parse(rule.when, order), values, finished=finished)
    )


def _applies(questionnaire: Questionnaire, show_if: str, answers: Mapping[str, int]) -> bool:
    return not show_if or holds(parse(show_if, questionnaire.order()), dict(answers))


def _falls(watch: Watch, answers: Mapping[str, int], earlier: Sequence[Mapping[str, int]]) -> list[Alert]:
    found = []
    for id in watch.items:
        past = [one[id] for one in earlier if id in one]
        if id not in answers or len(past) < watch.earlier:
            continue
        usual = median(past)
        if usual - answers[id] >= watch.fall:
            when = f"{id} is {answers[id]}, {usual - answers[id]:g} below this client's median of {usual:g}"
            found.append(Alert(watch.level, watch.action, watch.text, when))
    return found
