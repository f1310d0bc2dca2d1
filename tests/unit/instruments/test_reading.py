"""Instrument files are read strictly: what is wrong is named with its place and what is allowed."""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib.resources import files

import pytest

from goldseam.errors import BadInstrument
from goldseam.instruments.files import SHIPPED
from goldseam.instruments.questionnaire import Cadence, Impute, Method, Questionnaire, Rhythm
from goldseam.instruments.reading import read_instrument
from goldseam.terms.scores import Better

Small = Callable[..., str]


def test_a_small_file_becomes_a_questionnaire(small: Small) -> None:
    form = read_instrument(small(), "small.toml")
    assert (form.id, form.language(), form.order()) == ("small", "en", ("a", "b", "c", "d"))
    assert form.item("b").allowed() == (0, 1, 2, 3)
    rule = form.rule("total")
    assert (rule.method, rule.low, rule.high, rule.better) == (Method.SUM, 0, 9, Better.HIGHER)
    assert form.rule("total").missing.impute is Impute.NONE
    assert form.cadence == Cadence(Rhythm.WHEN_NEEDED, 0)


def test_the_rhythm_counts_days(small: Small) -> None:
    text = small(("[rights]", '[cadence]\ndefault = "quarterly"\nmin_interval = "P80D"\n\n[rights]'))
    assert read_instrument(text, "small.toml").cadence == Cadence(Rhythm.QUARTERLY, 80)


WRONG = [
    ('schema = "instrument/1"', 'schema = "instrument/9"', "Allowed: instrument/1"),
    ('id = "small"', 'id = "Small Form"', "small letters, digits and hyphens"),
    ('version = "2026.en.1"', 'version = "v1"', "year.language.revision"),
    ('title = "Small form"', 'titel = "Small form"', "'title' is missing"),
    ('title = "Small form"', 'title = "Small form"\ncolour = "red"', "'colour' is not known here. Allowed:"),
    ('title = "Small form"', 'title = "  "', "it is empty"),
    ('respondent = "client"', 'respondent = "cat"', "Allowed: client, therapist"),
    ("minutes = 1", 'minutes = "one"', "'one' is not a number"),
    ("minutes = 1", "minutes = nan", "is not a number"),
    ("minutes = 1", "minutes = true", "is not a number"),
    ("validated = false", 'validated = "no"', "Write true or false"),
    ('label = "Ours, not validated."\n', "", "says so in a label"),
    ('recall = "SESSION"', 'recall = "yesterday"', "Allowed: SESSION"),
    ('{id = "b", scale = "four", text = "B"}', '{id = "a", scale = "four", text = "B"}', "'a' is there twice"),
    ('{id = "b", scale', '{id = "B", scale', "starting with a letter"),
    ('{id = "b", scale', '{id = "any", scale', "not one of and, any, closing"),
    ('{id = "b", scale = "four"', '{id = "b", scale = "five"', "Allowed: four"),
    ('{id = "b", scale = "four"', '{id = "b", scael = "four"', "'scale' is missing"),
    ('text = "B"}', 'text = "B", weight = 2}', "items[2]: 'weight' is not known here"),
    ('text = "B"}', 'text = "B", scored = false}', "item b is not always asked and scored"),
    ('text = "B"}', 'text = "B", show_if = "a > 0"}', "item b is not always asked and scored"),
    ('text = "B"}', 'text = ""}', "has no text"),
    ("scored = false, show_if", "show_if", "no score uses it"),
    ("any(a..c) > 0", "any(a..d) > 0", "'d' is not known. Allowed: a, b, c"),
    ("any(a..c) > 0", "total > 0", "'total' is not known"),
    ("any(a..c) > 0", "import os", "Expected one of"),
    ('items = ["a", "b", "c"]', 'items = ["a", "b", "z"]', "'z' is not known. Allowed: a, b, c, d"),
    ('items = ["a", "b", "c"]', 'items = ["a", "b", "b"]', "'b' is there twice"),
    ('items = ["a", "b", "c"]', "items = []", "names no items"),
    ('items = ["a", "b", "c"]', 'items = ["a", "b", 3]', "Write each in quotes"),
    ("range = [0, 9]", "range = [0, 10]", "0 to 10 is written; the items give 0 to 9"),
    ("range = [0, 9]", "range = [9]", "give two numbers"),
    ("range = [0, 9]", 'range = [0, 9], reverse = ["d"]', "reverse: 'd' is not known"),
    ("range = [0, 9]", "range = [0, 9], missing = {max = 3, impute = 'person_mean'}", "Allowed: 0 to 2"),
    ("range = [0, 9]", "range = [0, 9], missing = {max = 1}", "blanks without impute would count as 0"),
    ("range = [0, 9]", "range = [0, 9], bands = [{lt = 10, label = 'x'}]", "Add bands_source"),
    ("range = [0, 9]", "range = [0, 9], bands = [{lt = 9, label = 'x'}]", "it has to lie above 9"),
    ("range = [0, 9]", "range = [0, 9], bands = [{lt = 5, label = 'x'}, {lt = 5, label = 'y'}]", "have to rise"),
    ("range = [0, 9]", "range = [0, 9], bands = [{lt = 0, label = 'x'}, {lt = 10, label = 'y'}]", "above the lowest"),
    ("range = [0, 9]", "range = [0, 9], change = {reliable = 3}", "'source' is missing"),
    ("range = [0, 9]", "range = [0, 9], reliability = {alpha = 0.9}", "'source' is missing"),
    ('method = "sum"', 'method = "product"', "Allowed: sum, mean, count_true"),
    ('method = "sum"', 'method = "mean"', "the items give 0 to 3"),
    ('better = "higher"', 'better = "warmer"', "Allowed: higher, lower"),
    ('id = "total"', 'id = "a"', "an item has this id too"),
    ('when = "a >= 2"', 'when = "z >= 2"', "'z' is not known. Allowed: a, b, c, d, total"),
    ('when = "a >= 2"', 'when = "a >="', "found the end. Expected a whole number"),
    ('level = "look", action = "ask"', 'level = "risk", action = "ask"', "belong together"),
    ('action = "ask"', 'action = "phone"', "Allowed: ask, show_before_next_session"),
    ('status = "own"', 'status = "permission"', "text under 'permission' cannot be included"),
    ('status = "own"', 'status = "cc-by"', "carry their notice"),
    ('item_text = "included"', 'item_text = "supplied-by-user"', "a key-only file carries no text"),
    ('item_text = "included"', 'item_text = "under-own-licence"', "included or supplied-by-user"),
    ('holder = "us"', "", "'holder' is missing"),
    ("{v = 3, text = \"all\"}]", "{v = 2, text = \"all\"}]", "two or more different values"),
    ("{v = 3, text = \"all\"}]", "{v = 2.5, text = \"all\"}]", "2.5 is not a whole number"),
    ("answers = {a = 1, b = 2, c = 3}", "answers = {z = 1}", "'z' is not known"),
    ("answers = {a = 1, b = 2, c = 3}", "answers = {a = true}", "True is not a whole number"),
    ("scores = {total = 6}", "scores = {}", "give each score once: total"),
    ("scores = {total = 6}", 'scores = {total = "blank"}', "is not a number"),
    ("scores = {total = 6}", 'scores = {total = 6}\nalerts = ["b >= 2"]', "'b >= 2' is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), WRONG, ids=[f"{n}" for n in range(len(WRONG))])
def test_what_is_wrong_is_named(small: Small, old: str, new: str, said: str) -> None:
    with pytest.raises(BadInstrument) as refused:
        read_instrument(small((old, new)), "small.toml")
    assert said in str(refused.value)
    assert str(refused.value).startswith("small.toml")


def test_broken_toml_names_the_line() -> None:
    with pytest.raises(BadInstrument, match=r"broken\.toml is not valid TOML: .*line 2"):
        read_instrument('schema = "instrument/1"\nid = = 3', "broken.toml")


def test_a_file_that_is_too_large_or_too_deep_is_refused() -> None:
    with pytest.raises(BadInstrument, match="Allowed: up to 1,000,000"):
        read_instrument("#" * 1_000_001, "large.toml")
    with pytest.raises(BadInstrument, match="nests too deeply"):
        read_instrument("x = " + "[" * 100_000, "deep.toml")


def test_a_file_bent_at_random_is_read_or_refused_but_never_crashes() -> None:
    chance = random.Random(7)
    folder = files("goldseam.instruments") / "forms"
    refused = 0
    for _ in range(300):
        text = (folder / f"{chance.choice(SHIPPED)}.toml").read_text(encoding="utf-8")
        try:
            assert isinstance(read_instrument(_bent(text, chance), "bent.toml"), Questionnaire)
        except BadInstrument:
            refused += 1
    assert 100 < refused < 300  # both outcomes were really met


def _bent(text: str, chance: random.Random) -> str:
    lines = text.splitlines()
    at = chance.randrange(len(lines))
    kind = chance.randrange(4)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[chance.randrange(len(lines))])
    elif kind == 2:
        lines[at] = lines[at].replace('"', "", 1).replace("1", "-7", 1)
    else:
        cut = chance.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:cut] + chance.choice(['"', "0", "]", "}", "= 3", "ü"]) + lines[at][cut + 1 :]
    return "\n".join(lines)
