"""Bring your own licence: when words may be shown, what is refused, and that they stay at home."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from goldseam.errors import BadInput, BadInstrument, Refused
from goldseam.instruments.checking import words_of
from goldseam.instruments.files import get
from goldseam.instruments.licence import for_export, notices, overlay, read_overlay, text_hash, without_text
from goldseam.instruments.questionnaire import Questionnaire
from goldseam.instruments.rights import Attestation, ItemText, LicenceKind, refusal
from goldseam.instruments.scoring import fill_in, score

TODAY = date(2026, 6, 1)
LICENCE = Attestation(
    holder="Isaac Marks",
    kind=LicenceKind.LETTER,
    reference="mail of 3 May 2026",
    scope="my practice",
    electronic=True,
    languages=("en", "nl"),
    expiry=date(2026, 12, 31),
    attested_by="N. Noor",
    on=date(2026, 5, 3),
)
TEXTS = {f"q{n}": f"my item {n}" for n in range(1, 6)} | {"stem": "my stem", "nine:8": "my end"}


def laid_over(texts: dict[str, str] = TEXTS, licence: Attestation = LICENCE, **more: Any) -> Questionnaire:
    return overlay(get("wsas"), texts, licence, more.pop("today", TODAY), **more)


def test_words_are_laid_over_the_key_and_scoring_stays() -> None:
    form = laid_over()
    assert (form.stem, form.item("q2").text, form.language()) == ("my stem", "my item 2", "en")
    assert (form.item("q1").choices[8].text, form.item("q1").choices[0].text) == ("my end", "0")
    assert form.rights.item_text is ItemText.LICENSED
    assert score(form, fill_in(form, dict.fromkeys(form.order(), 2)))[0].value == 10
    assert not get("wsas").has_text()  # the shipped key is untouched


def test_the_notice_of_the_licence_goes_on_every_page() -> None:
    assert "Used by permission of I. Marks" in notices(
        laid_over(TEXTS | {"notice": "Used by permission of I. Marks"})
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"electronic": False}, "does not allow use on a screen. Ask Isaac Marks"),
        ({"expiry": date(2026, 5, 31)}, "This licence ended on 2026-05-31"),
        ({"on": date(2026, 6, 2)}, "Check the computer's clock"),
        ({"languages": ("nl",), "holder": "x"}, "This licence covers nl, and the text is in en"),
    ],
)
def test_a_licence_that_does_not_allow_it_is_refused_in_words(change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        laid_over(TEXTS | {"language": "en"}, replace(LICENCE, **change))


def test_a_licence_holds_on_its_last_day_and_stops_on_the_next() -> None:
    assert laid_over(today=date(2026, 12, 31)).has_text()
    with pytest.raises(Refused, match="Answers already given stay"):
        laid_over(today=date(2027, 1, 1))


def test_a_licence_holds_from_the_day_it_is_entered() -> None:
    assert laid_over(today=LICENCE.on).has_text()
    with pytest.raises(Refused, match="clock"):
        laid_over(today=date(2026, 5, 2))


def test_a_licence_without_an_end_goes_on() -> None:
    assert laid_over(licence=replace(LICENCE, expiry=None), today=date(2099, 1, 1)).has_text()


def test_the_forms_of_a_licence_are_counted() -> None:
    capped = replace(LICENCE, uses_allowed=3)
    assert laid_over(licence=capped, used=2).has_text()
    with pytest.raises(Refused, match="covers 3 forms, and 3 have been given"):
        laid_over(licence=capped, used=3)


def test_without_a_language_the_first_of_the_licence_is_meant() -> None:
    assert laid_over(licence=replace(LICENCE, languages=("nl", "en"))).language() == "nl"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"q1": "only one"}, "Text is missing for q2, q3, q4, q5"),
        (TEXTS | {"q3": "  "}, "Text is missing for q3"),
        (TEXTS | {"q9": "x"}, "has no place for 'q9'"),
        (TEXTS | {"nine:9": "x"}, "has no place for 'nine:9'"),
        (TEXTS | {"q1": {"en": "x"}}, "Give words in quotes"),
    ],
)
def test_missing_and_unknown_words_are_refused(texts: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        laid_over(texts)


def test_nothing_is_laid_over_a_form_that_has_its_words() -> None:
    with pytest.raises(BadInput, match="already carries its text"):
        overlay(get("phq-9"), {"q1": "reworded"}, LICENCE, TODAY)
    with pytest.raises(BadInput, match="already carries its text"):
        overlay(laid_over(), TEXTS, LICENCE, TODAY)


def test_licensed_words_never_leave_with_an_export() -> None:
    form = laid_over(TEXTS | {"closing": "my closing", "notice": "n"})
    for bare in (for_export(form), without_text(form)):
        assert not any(words_of(bare))
        assert bare.licence is None
        assert "my " not in repr(bare)
        assert bare.scores == form.scores


def test_free_words_may_travel_and_a_clinics_own_may_not() -> None:
    phq9 = get("phq-9")
    assert for_export(phq9) == phq9
    own = replace(phq9, rights=replace(phq9.rights, status=type(phq9.rights.status).OWN))
    assert not any(words_of(for_export(own)))


def test_the_hash_turns_with_any_word() -> None:
    phq9 = get("phq-9")
    assert text_hash(phq9) != text_hash(replace(phq9, stem=phq9.stem + "!"))
    assert text_hash(without_text(phq9)) != text_hash(phq9)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"holder": " "}, "needs holder"),
        ({"reference": ""}, "needs reference"),
        ({"attested_by": ""}, "needs attested by"),
        ({"languages": ()}, "names no language"),
        ({"kind": "gift"}, "Allowed: letter, paid, individual, organisation, open"),
    ],
)
def test_an_attestation_is_whole_or_refused(change: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        replace(LICENCE, **change)


def test_an_attestation_kept_as_plain_words_comes_back_equal() -> None:
    plain = asdict(LICENCE) | {"kind": "letter"}
    assert Attestation(**plain) == LICENCE


def test_refusal_is_empty_where_all_is_well() -> None:
    assert refusal(LICENCE, "nl", TODAY) == ""


OVERLAY = """
schema = "instrument-text/1"
instrument = "wsas"
language = "nl"
stem = "stam"
notice = "met toestemming"
items = {q1 = "een", q2 = "twee", q3 = "drie", q4 = "vier", q5 = "vijf"}

[scales.nine]
0 = "helemaal niet"
8 = "heel erg"
"""


def test_an_overlay_file_is_read_and_laid_over() -> None:
    read = read_overlay(OVERLAY, "wsas.nl.toml")
    assert read.instrument == "wsas"
    form = laid_over(dict(read.texts))
    assert (form.language(), form.stem, form.item("q5").text) == ("nl", "stam", "vijf")
    assert form.item("q5").choices[0].text == "helemaal niet"
    assert form.rights.notice == "met toestemming"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("instrument-text/1", "instrument/1", "Allowed: instrument-text/1"),
        ('language = "nl"\n', "", "'language' is missing"),
        ('stem = "stam"', 'colour = "red"', "'colour' is not known here"),
        ('q1 = "een"', "q1 = 1", "Write text in quotes"),
        ('q1 = "een"', 'stem = "x", q1 = "een"', "stands at the top level"),
        ('0 = "helemaal niet"', '0 = ""', "it is empty"),
    ],
)
def test_a_wrong_overlay_file_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    assert old in OVERLAY
    with pytest.raises(BadInstrument, match=said):
        read_overlay(OVERLAY.replace(old, new, 1), "wsas.nl.toml")
