"""What has to hold between the parts of an instrument: names, ranges, conditions, rights.

`reading` sees that each value has its type; here the values are held against each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from math import isclose

from goldseam.errors import BadInstrument
from goldseam.instruments.conditions import WORDS, names_in, parse
from goldseam.instruments.questionnaire import Action, Impute, Level, Method, Questionnaire, ScoreRule
from goldseam.instruments.rights import TEXT_ALLOWED, ItemText, RightsStatus
from goldseam.instruments.strict import bad
from goldseam.terms.scores import Item

FORM_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ITEM_ID = re.compile(r"[a-z][a-z0-9_]*")
VERSION = re.compile(r"[0-9.]+\.[a-z]{2,3}\.[0-9]+")
RESERVED = WORDS | {"stem", "closing", "notice", "language"}
MOST_ITEMS = 500


def check(questionnaire: Questionnaire, file: str) -> None:
    """Refuse an instrument whose parts contradict each other. Errors: BadInstrument."""
    _check_head(questionnaire, file)
    _check_names(questionnaire, file)
    for item in questionnaire.items:
        _check_show_if(questionnaire, f"item {item.id}", item.show_if, _before(questionnaire, item), file)
    for one in questionnaire.free_text:
        _check_show_if(questionnaire, f"free_text {one.id}", one.show_if, questionnaire.order(), file)
    for rule in questionnaire.scores:
        _check_score(questionnaire, rule, file)
    _check_use(questionnaire, file)
    _check_alerts(questionnaire, file)
    _check_rights(questionnaire, file)
    _check_examples(questionnaire, file)


def words_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Every piece of text a rights holder could own, in order: stem, items, answers, the rest."""
    items = [text for item in questionnaire.items for text in (item.text, *(c.text for c in item.choices))]
    free = [one.text for one in questionnaire.free_text]
    return (questionnaire.stem, *items, *free, questionnaire.closing)


def _check_head(questionnaire: Questionnaire, file: str) -> None:
    if not FORM_ID.fullmatch(questionnaire.id):
        bad(file, "id", f"'{questionnaire.id}' cannot be used. Write small letters, digits and hyphens.")
    if not VERSION.fullmatch(questionnaire.version):
        bad(file, "version", f"'{questionnaire.version}' is not year.language.revision, such as 2006.en.1.")
    if not questionnaire.validated and not questionnaire.label:
        bad(file, "label", "a form that is not validated says so in a label. Add one.")
    if not 1 <= len(questionnaire.items) <= MOST_ITEMS:
        bad(file, "items", f"{len(questionnaire.items)} items were given. Allowed: 1 to {MOST_ITEMS}.")


def _check_names(questionnaire: Questionnaire, file: str) -> None:
    ids = [*questionnaire.order(), *(one.id for one in questionnaire.free_text)]
    _once(ids, "items and free_text", file)
    _once([rule.id for rule in questionnaire.scores], "scores", file)
    for id in [*ids, *(rule.id for rule in questionnaire.scores)]:
        if not ITEM_ID.fullmatch(id) or id in RESERVED:
            bad(
                file,
                f"id '{id}'",
                "it cannot be used. Write small letters, digits and _, starting with a letter; "
                f"not one of {', '.join(sorted(RESERVED))}.",
            )


def _once(ids: Iterable[str], place: str, file: str) -> None:
    double = [id for id, count in Counter(ids).items() if count > 1]
    if double:
        bad(file, place, f"'{double[0]}' is there twice. Give each id once.")


def _known(ids: Iterable[str], known: Iterable[str], place: str, file: str) -> None:
    known = tuple(known)
    for id in ids:
        if id not in known:
            bad(file, place, f"'{id}' is not known. Allowed: {', '.join(known)}.")


def _before(questionnaire: Questionnaire, item: Item) -> tuple[str, ...]:
    return questionnaire.order()[: questionnaire.order().index(item.id)]


def _check_show_if(
    questionnaire: Questionnaire, place: str, show_if: str, known: tuple[str, ...], file: str
) -> None:
    if show_if:
        _check_condition(questionnaire, f"{place}, show_if", show_if, known, file)


def _check_condition(
    questionnaire: Questionnaire, place: str, text: str, known: tuple[str, ...], file: str
) -> None:
    try:
        names = names_in(parse(text, questionnaire.order()))
    except BadInstrument as error:
        bad(file, place, str(error))
    _known(sorted(names), known, place, file)


def _check_score(questionnaire: Questionnaire, rule: ScoreRule, file: str) -> None:
    place = f"score {rule.id}"
    if not rule.items:
        bad(file, place, "it names no items. Name at least one.")
    _once(rule.items, place, file)
    _known(rule.items, questionnaire.order(), place, file)
    _known(rule.reverse, rule.items, f"{place}, reverse", file)
    for id in rule.items:
        item = questionnaire.item(id)
        if not item.scored or item.show_if:
            bad(file, place, f"item {id} is not always asked and scored. Score it or leave it out.")
    # An alert about "strain" has to mean one thing.
    if rule.id in questionnaire.order() and rule.items != (rule.id,):
        bad(file, place, "an item has this id too. Give the score another.")
    _check_missing(rule, place, file)
    _check_range(questionnaire, rule, place, file)
    _check_bands(rule, place, file)


def _check_missing(rule: ScoreRule, place: str, file: str) -> None:
    missing = rule.missing
    if not 0 <= missing.max < len(rule.items):
        bad(file, f"{place}, missing", f"max is {missing.max}. Allowed: 0 to {len(rule.items) - 1}.")
    if rule.method is Method.COUNT_TRUE:
        if rule.reverse or missing.impute is not Impute.NONE:
            bad(file, place, "count_true takes no reverse items and imputes nothing. Leave both out.")
    elif missing.max and missing.impute is Impute.NONE:
        bad(file, f"{place}, missing", "blanks without impute would count as 0. Allowed: person_mean.")


def _check_range(questionnaire: Questionnaire, rule: ScoreRule, place: str, file: str) -> None:
    low, high = _reachable(questionnaire, rule)
    if not (isclose(rule.low, low) and isclose(rule.high, high)):
        bad(
            file,
            f"{place}, range",
            f"{rule.low:g} to {rule.high:g} is written; the items give {low:g} to {high:g}.",
        )


def _reachable(questionnaire: Questionnaire, rule: ScoreRule) -> tuple[float, float]:
    if rule.method is Method.COUNT_TRUE:
        return 0, len(rule.items)
    allowed = [questionnaire.item(id).allowed() for id in rule.items]
    share = len(allowed) if rule.method is Method.MEAN else 1
    return sum(map(min, allowed)) / share, sum(map(max, allowed)) / share


def _check_bands(rule: ScoreRule, place: str, file: str) -> None:
    edges = [band.lt for band in rule.bands]
    if not edges:
        return
    if any(later <= earlier for earlier, later in pairwise(edges)) or edges[0] <= rule.low:
        bad(file, f"{place}, bands", "the lt values have to rise, from above the lowest score.")
    if edges[-1] <= rule.high:
        bad(file, f"{place}, bands", f"the last lt is {edges[-1]:g}; it has to lie above {rule.high:g}.")
    if not rule.bands_source:
        bad(file, f"{place}, bands", "every figure has its source. Add bands_source.")
    for cutoff in rule.cutoffs:
        if not rule.low <= cutoff.at <= rule.high:
            bad(file, f"{place}, cutoffs", f"{cutoff.at:g} lies outside the range.")


def _check_use(questionnaire: Questionnaire, file: str) -> None:
    used = {id for rule in questionnaire.scores for id in rule.items}
    for item in questionnaire.items:
        if item.scored and item.id not in used:
            bad(file, f"item {item.id}", "no score uses it. Add it to one, or write scored = false.")


def _check_alerts(questionnaire: Questionnaire, file: str) -> None:
    known = (*questionnaire.order(), *(rule.id for rule in questionnaire.scores))
    for number, rule in enumerate(questionnaire.alerts, start=1):
        place = f"alerts[{number}]"
        _check_condition(questionnaire, f"{place}, when", rule.when, known, file)
        if (rule.level is Level.RISK) != (rule.action is Action.OPEN_RISK_REVIEW):
            bad(file, place, "level risk and action open_risk_review belong together.")
    watch = questionnaire.watch
    if watch is not None:
        _known(watch.items, questionnaire.order(), "watch, items", file)
        if watch.fall <= 0 or watch.earlier < 1 or watch.level is Level.RISK:
            bad(file, "watch", "fall lies above 0, earlier is 1 or more, and the level is not risk.")


def _check_rights(questionnaire: Questionnaire, file: str) -> None:
    rights = questionnaire.rights
    if rights.item_text is ItemText.LICENSED:
        bad(file, "rights, item_text", "a file says included or supplied-by-user.")
    if rights.item_text is ItemText.SUPPLIED:
        carried = [text for text in words_of(questionnaire) if text]
        if carried:
            bad(file, "rights", f"a key-only file carries no text, and this one has '{carried[0][:40]}'.")
        return
    if rights.status not in TEXT_ALLOWED:
        allowed = ", ".join(sorted(TEXT_ALLOWED))
        bad(file, "rights, status", f"text under '{rights.status}' cannot be included. Allowed: {allowed}.")
    for item in questionnaire.items:
        if not item.text or not all(choice.text for choice in item.choices):
            bad(file, f"item {item.id}", "the item or one of its answers has no text. Add it.")
    if rights.status is not RightsStatus.OWN and not rights.notice:
        bad(file, "rights, notice", "words that are passed on carry their notice. Add it.")


def _check_examples(questionnaire: Questionnaire, file: str) -> None:
    scores = tuple(rule.id for rule in questionnaire.scores)
    for number, example in enumerate(questionnaire.examples, start=1):
        place = f"example[{number}]"
        _known((id for id, _ in example.answers), questionnaire.order(), f"{place}, answers", file)
        if sorted(id for id, _ in example.scores) != sorted(scores):
            bad(file, f"{place}, scores", f"give each score once: {', '.join(scores) or 'none'}.")
        _known((id for id, _ in example.bands), scores, f"{place}, bands", file)
        _known(example.alerts, (rule.when for rule in questionnaire.alerts), f"{place}, alerts", file)
