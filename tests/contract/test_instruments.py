"""What holds for every shipped instrument. A new file in `forms/` is tested by being listed."""

from __future__ import annotations

import random
import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from goldseam.instruments.conditions import parse
from goldseam.instruments.examples import disagreements
from goldseam.instruments.files import SHIPPED, all_instruments
from goldseam.instruments.licence import for_export, notices, without_text
from goldseam.instruments.questionnaire import Level, Method, Person, Questionnaire, ScoreRule
from goldseam.instruments.raised import alerts, needs_crisis_contacts, shown
from goldseam.instruments.rights import ItemText, RightsStatus
from goldseam.instruments.scoring import fill_in, score
from goldseam.instruments.trajectory import trajectory_scale
from goldseam.terms.scores import Better, Item, Response, Trajectory

FORMS = all_instruments()
KEYS_ONLY = [form for form in FORMS if form.rights.item_text is ItemText.SUPPLIED]
RULES = [(form, rule) for form in FORMS for rule in form.scores]
each_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
each_rule = pytest.mark.parametrize(("form", "rule"), RULES, ids=[f"{f.id}-{r.id}" for f, r in RULES])


def raw(form: Questionnaire) -> dict[str, Any]:
    path = files("goldseam.instruments") / "forms" / f"{form.id}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts_in(value: Any) -> list[str]:
    """Every text a key-only file must not have, found in the raw file, apart from our own checks."""
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    if isinstance(value, dict):
        own = [value[key] for key in ("text", "stem", "closing", "display") if value.get(key)]
        return own + [text for one in value.values() for text in texts_in(one)]
    return []


def random_response(form: Questionnaire, chance: random.Random) -> Response:
    blank = chance.choice([0.0, 0.1, 0.5])
    return fill_in(
        form,
        {item.id: chance.choice(item.allowed()) for item in form.items if chance.random() >= blank},
    )


def extreme(form: Questionnaire, rule: ScoreRule, good: bool) -> Response:
    """The form answered so that one score is as high (or low) as it can be, item by item."""

    def answer(item: Item) -> int:
        pick = max if good is (item.id not in rule.reverse) else min
        return pick(item.allowed())

    return fill_in(form, {id: answer(form.item(id)) for id in rule.items})


def test_every_file_is_listed_and_every_listed_file_is_there() -> None:
    names = [path.name for path in (files("goldseam.instruments") / "forms").iterdir()]
    assert sorted(names) == sorted(f"{id}.toml" for id in SHIPPED)


@each_form
def test_its_worked_examples_come_out(form: Questionnaire) -> None:
    assert len(form.examples) >= 2
    assert disagreements(form) == ()


@each_rule
def test_its_examples_show_what_a_blank_does(form: Questionnaire, rule: ScoreRule) -> None:
    blanks = [set(rule.items) - dict(example.answers).keys() for example in form.examples]
    assert any(blanks), "no example leaves an item of this score blank"


@each_rule
def test_its_turned_items_matter_in_an_example(form: Questionnaire, rule: ScoreRule) -> None:
    straight = replace(rule, reverse=())
    without = replace(form, scores=tuple(straight if one is rule else one for one in form.scores))
    assert bool(rule.reverse) is bool(disagreements(without))


@each_rule
def test_its_bands_are_met_on_both_sides_of_an_edge(form: Questionnaire, rule: ScoreRule) -> None:
    met = {dict(example.bands).get(rule.id) for example in form.examples} - {None}
    assert len(met) >= min(2, len(rule.bands))


@each_rule
def test_its_range_can_be_reached_at_both_ends(form: Questionnaire, rule: ScoreRule) -> None:
    for good, end in ((True, rule.high), (False, rule.low)):
        values = {one.name: one.value for one in score(form, extreme(form, rule, good))}
        assert values[rule.id] == end


@each_form
def test_no_answers_leave_the_range_and_blanks_decide_what_is_missing(form: Questionnaire) -> None:
    chance = random.Random(form.id)
    for _ in range(60):
        filled = random_response(form, chance)
        given = dict(filled.answers)
        for rule, one in zip(form.scores, score(form, filled), strict=True):
            blank = sum(id not in given for id in rule.items)
            assert (one.value is None) is (blank > rule.missing.max)
            assert one.value is None or rule.low <= one.value <= rule.high
            assert bool(one.because) or (one.value is not None and rule.verified)
            assert bool(one.band) is (one.value is not None and bool(rule.bands))


@each_rule
def test_a_higher_answer_never_lowers_its_score_unless_the_item_is_turned(
    form: Questionnaire, rule: ScoreRule
) -> None:
    for id in rule.items:
        item = form.item(id)
        low, high = (
            score(form, fill_in(form, {one: form.item(one).allowed()[0] for one in rule.items} | {id: value}))
            for value in (min(item.allowed()), max(item.allowed()))
        )
        at = form.scores.index(rule)
        first, last = low[at].value, high[at].value
        assert first is not None
        assert last is not None
        assert last < first if id in rule.reverse else last > first


@each_form
def test_the_order_of_answers_and_the_words_do_not_touch_the_scores(form: Questionnaire) -> None:
    filled = random_response(form, random.Random(1))
    turned = replace(filled, answers=tuple(reversed(filled.answers)))
    assert score(form, turned) == score(form, filled)
    assert score(without_text(form), filled) == score(form, filled)


@each_rule
def test_every_score_can_run_as_a_trajectory(form: Questionnaire, rule: ScoreRule) -> None:
    low, high, step, better = trajectory_scale(form, rule.id)
    assert Trajectory((1,), (high,), low, high, step).step > 0
    assert better in Better


@each_form
def test_its_conditions_can_be_read(form: Questionnaire) -> None:
    texts = [item.show_if for item in form.items] + [one.show_if for one in form.free_text]
    for text in [*filter(None, texts), *(rule.when for rule in form.alerts)]:
        assert parse(text, form.order())


@each_form
def test_crisis_contacts_show_exactly_when_a_risk_is_told(form: Questionnaire) -> None:
    chance = random.Random(form.id)
    for _ in range(40):
        filled = random_response(form, chance)
        risk = any(one.level is Level.RISK for one in alerts(form, filled))
        assert needs_crisis_contacts(form, filled) is risk


@pytest.mark.parametrize(
    "form", [form for form in FORMS if any(item.sensitive for item in form.items)], ids=lambda f: f.id
)
def test_a_yes_to_any_sensitive_item_alone_opens_a_risk_review(form: Questionnaire) -> None:
    calm = {item.id: min(item.allowed()) for item in form.items}
    for item in form.items:
        if item.sensitive:
            for value in item.allowed()[1:]:
                assert needs_crisis_contacts(form, fill_in(form, calm | {item.id: value}))
    assert not needs_crisis_contacts(form, fill_in(form, calm))


@each_form
def test_items_that_are_always_asked_come_without_any_answer(form: Questionnaire) -> None:
    assert {rule_item for rule in form.scores for rule_item in rule.items} <= {
        item.id for item in shown(form, {})
    }


@pytest.mark.parametrize("form", KEYS_ONLY, ids=lambda form: form.id)
def test_a_key_only_file_carries_no_text(form: Questionnaire) -> None:
    found = raw(form)
    assert texts_in({key: value for key, value in found.items() if key != "alerts"}) == []
    assert not form.has_text()


def test_fifteen_instruments_are_keys_only_and_stay_so() -> None:
    assert {form.id for form in KEYS_ONLY} == {
        "wai-sr", "wai-s", "wai-b3", "sai", "br-wai", "arm-5", "haq-ii", "calpas-p", "rri-c-sf", "core-10",
        "wsas", "c-ssrs", "psd", "scs-sf", "proqol-5",
    }  # fmt: skip


@each_form
def test_words_are_included_only_where_their_rights_are_shown(form: Questionnaire) -> None:
    rights = form.rights
    if rights.item_text is ItemText.SUPPLIED:
        assert rights.evidence
        assert for_export(form) == form
        return
    assert rights.status in {"original-cc0", "public-domain", "free-attribution", "cc-by"}
    assert rights.notice in notices(form)
    if rights.status is RightsStatus.ORIGINAL_CC0:
        assert rights.license == "CC0-1.0"
    else:
        assert rights.evidence
        assert not rights.verified or any("check" in one.note for one in rights.evidence)


@each_form
def test_what_is_not_sure_says_so(form: Questionnaire) -> None:
    assert form.validated or "not yet validated" in form.label
    for rule in form.scores:
        assert rule.verified or rule.note
        assert form.validated or not (rule.bands or rule.cutoffs or rule.change)


@each_form
def test_no_figure_stands_without_its_source(form: Questionnaire) -> None:
    for rule in form.scores:
        assert not rule.missing.max or rule.method is Method.COUNT_TRUE or rule.missing.source
        assert not rule.bands or rule.bands_source


@each_form
def test_a_form_about_the_therapist_tells_nobody_and_carries_no_code(form: Questionnaire) -> None:
    if form.subject is Person.THERAPIST:
        assert (form.alerts, form.watch, form.codes) == ((), None, ())
        assert form.respondent is Person.THERAPIST


@each_form
def test_what_the_therapist_is_told_is_short_and_calm(form: Questionnaire) -> None:
    told = [rule.text for rule in form.alerts] + ([form.watch.text] if form.watch else [])
    for text in told:
        assert "!" not in text
        assert not {"failed", "should"} & set(text.lower().split())
        assert all(len(sentence.split()) <= 15 for sentence in text.split(". "))
