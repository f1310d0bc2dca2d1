"""Bring your own licence: words under it, a cap that is counted, an end that is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cast import NOW, held, sam
from goldseam import instruments
from goldseam.acts import check_ins, licences, people
from goldseam.errors import Refused
from goldseam.instruments import Attestation
from goldseam.instruments.rights import LicenceKind

pytestmark = pytest.mark.usefixtures("open_book")
TEXTS = {item.id: f"My own copy of question {item.id}" for item in instruments.get("arm-5").items}


def attested(**more: object) -> Attestation:
    given: dict[str, object] = {
        "holder": "The authors", "kind": LicenceKind.LETTER, "reference": "mail of 3 May", "scope": "my practice",
        "electronic": True, "languages": ("en",), "expiry": None, "attested_by": "N. Noor",
        "on": NOW.date() - timedelta(days=9),
    }  # fmt: skip
    return Attestation(**{**given, **more})  # type: ignore[arg-type]


def test_without_a_licence_there_are_no_words() -> None:
    assert not licences.readable("arm-5", NOW.date()).has_text()


def test_with_a_licence_the_words_are_there_and_its_end_takes_them_away() -> None:
    licences.add_licence("arm-5", TEXTS, attested(expiry=date(2026, 12, 31)), NOW)
    assert licences.readable("arm-5", NOW.date()).items[0].text.startswith("My own copy")
    with pytest.raises(Refused, match="ended on"):
        licences.readable("arm-5", date(2027, 1, 1))


def test_a_licence_for_paper_only_is_refused_and_not_kept() -> None:
    with pytest.raises(Refused, match="on a screen"):
        licences.add_licence("arm-5", TEXTS, attested(electronic=False), NOW)
    assert licences.licences() == []


def test_a_cap_is_counted_form_by_form() -> None:
    licences.add_licence("arm-5", TEXTS, attested(uses_allowed=1), NOW)
    session = held(people.alliance_of(sam()), 1)
    answers = {item.id: item.allowed()[-1] for item in instruments.get("arm-5").items}
    check_ins.record(session, "arm-5", answers, NOW, way="typed")
    with pytest.raises(Refused, match="1 forms"):
        licences.readable("arm-5", NOW.date())


def test_a_licence_taken_away_leaves_the_answers() -> None:
    row = licences.add_licence("arm-5", TEXTS, attested(), NOW)
    licences.remove_licence(row, NOW)
    assert not licences.readable("arm-5", NOW.date()).has_text()
